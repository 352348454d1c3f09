// What several unit tests need: tokens, dictionaries and models made on the spot, random values.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "build/dictionary.hpp"
#include "build/train.hpp"
#include "core/tokenize.hpp"
#include "unspin/engine.hpp"

namespace unspin::fixtures {

using Random = std::mt19937;

// A number in [low, high]; the same in every library, unlike std::uniform_int_distribution.
inline std::size_t pick(Random& random, std::size_t low, std::size_t high) {
  return low + random() % (high - low + 1);
}

inline std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  return tokens;
}

// The texts of the tokens, joined by "|": one string to compare with.
inline std::string shown(std::string_view text) {
  std::string out;
  for (const Token& token : tokens_of(text)) {
    if (!out.empty()) out += '|';
    out += slice(text, token.span);
  }
  return out;
}

// A short dictionary row with the columns that matter here: spun, original, weight, pos, guards.
struct ShortRow {
  std::string spun, original;
  double weight = 0.97;
  char pos = '-';
  std::string require{}, forbid{};
};

// A phrase that no honest author writes, in every lexicon here: the family's fingerprint.
inline constexpr std::string_view kFingerprint = "counterfeit consciousness";

// A lexicon of these rows; `family` names it, the embedded model gives the priors.
inline Lexicon lexicon_of(const std::vector<ShortRow>& rows, const std::string& family = "test") {
  std::string text = std::string(kFingerprint) + "\tartificial intelligence\t.97\t-\t\t\tpps\t\t\n";
  for (const ShortRow& row : rows) {
    text += row.spun + '\t' + row.original + '\t' + std::to_string(row.weight) + '\t' + row.pos +
            '\t' + row.require + '\t' + row.forbid + "\tfamily\t\t\n";
  }
  return Lexicon::own(build::compile(build::read_rows(text, family + ".tsv"), Context::embedded()),
                      family);
}

// Repairs with dictionaries of one's own, in a document that their family has been at for sure:
// its fingerprint stands in a paragraph behind the text, which is cut off again.
inline std::string repaired_by(const std::vector<Lexicon>& layers, const std::string& text,
                               double min_confidence = 0.5) {
  Options options;
  options.assume_spun = true;
  options.min_confidence = min_confidence;
  const Engine engine(options, layers, Context::embedded());
  Scratch scratch;
  const std::string document = text + "\n\nThis is " + std::string(kFingerprint) + ".\n";
  const std::string out = engine.process(document, scratch).edits.apply(document);
  return out.substr(0, out.rfind("\n\nThis is "));
}

inline Result process(std::string_view text, const Options& options = {}) {
  static const Lexicon lexicon = Lexicon::embedded();
  static const Context context = Context::embedded();
  const Engine engine(options, {lexicon}, context);
  Scratch scratch;
  return engine.process(text, scratch);
}

// Repairs with the embedded dictionaries.
inline std::string repaired(std::string_view text, const Options& options = {}) {
  return process(text, options).edits.apply(text);
}

// One or several documents that several families have damaged beyond doubt.
inline constexpr std::string_view kSpunText =
    "Nvidia's new mannequin coaching wants {hardware} that depends on the chips.The corporate "
    "says it couldn't full a profitable Might 2025 launch, and the e-commerce large has been "
    "coaching the mannequin on knowledge from the Chinese language market.";

}  // namespace unspin::fixtures
