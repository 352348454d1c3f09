// Simulated spinning: held-out documents as a spinner of a given family would have left them.
//
//   unspin_forward [OPTION VALUE]... RECIPE LEXICON FILE...
//
//   --family NAME     a family of the lexicon; all (default): in turn
//   --intensity X     share of the words to be changed, 0 to 1 (default 0.2)
//   --documents N     how many, as evenly from all files as they give them (default: all)
//   --least-words N   shorter documents are left out (default 1)
//   --most-words N    longer ones are cut behind a paragraph or, failing that, a sentence
//   --seed N          another choice of documents and words (default 1)
//
// Reads the documents of measured.hpp from JSONL corpora, plain or zstd-compressed. Writes JSON
// lines {"id","family","intensity","share","spun","original"}: `intensity` is what was asked for,
// `share` the share of the words of `spun` that are not the author's. It falls short where the
// family has too few words for a text. The same arguments give the same bytes. Status 2, and one
// line on stderr, when something is wrong.
#include "build/forward.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <iostream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/hash.hpp"
#include "core/tokenize.hpp"
#include "quality/measured.hpp"
#include "spin/options.hpp"
#include "unspin/error.hpp"

namespace unspin::quality {
namespace {

using build::Dice;
using build::Document;
using build::ForwardSpinner;

struct Arguments {
  std::string family = "all";
  double intensity = 0.2;
  double documents = std::numeric_limits<double>::infinity();
  double least_words = 1;
  double most_words = std::numeric_limits<double>::infinity();
  double seed = 1;
  std::string recipe;
  std::string lexicon;
  std::vector<std::string> files;
};

bool is_word(const Token& token) { return token.kind != TokenKind::kPunctuation; }

double count_words(std::span<const Token> tokens) {
  return static_cast<double>(std::count_if(tokens.begin(), tokens.end(), is_word));
}

double count_words(std::string_view text) {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  return count_words(tokens);
}

// The text up to the last end of a paragraph within the limit, or of a sentence when that leaves
// more than twice as much; empty when too little is left.
std::string excerpt(const std::string& text, const Arguments& arguments) {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  double words = 0, paragraph_words = 0, sentence_words = 0;
  std::size_t paragraph = 0, sentence = 0;
  for (std::size_t i = 0; i <= tokens.size() && words <= arguments.most_words; ++i) {
    const bool ends = i == tokens.size();
    if (i > 0 && (ends || tokens[i].gap == Gap::kParagraph)) {
      paragraph = tokens[i - 1].span.end;
      paragraph_words = words;
    }
    if (i > 0 && (ends || starts_sentence(tokens, i))) {
      sentence = tokens[i - 1].span.end;
      sentence_words = words;
    }
    if (!ends) words += is_word(tokens[i]) ? 1 : 0;
  }
  const bool whole_paragraphs = 2 * paragraph_words >= sentence_words;
  if ((whole_paragraphs ? paragraph_words : sentence_words) < arguments.least_words) return {};
  return text.substr(0, whole_paragraphs ? paragraph : sentence);
}

// The part of the words of the result that the edits put there.
double share_of(const EditList& edits, std::span<const Token> tokens) {
  double out = 0, in = 0;
  for (const Edit& edit : edits.edits()) {
    out += count_words(edit.before);
    in += count_words(edit.after);
  }
  return in / std::max(count_words(tokens) - out + in, 1.0);
}

struct Spun {
  EditList edits;
  double share = 0;
};

// Spinners count words, ForwardSpinner phrases: the chance of a phrase is found by trying. Every
// trial throws the same dice, so that a little more chance gives a little more of the same.
Spun spin(const std::string& text, const ForwardSpinner& spinner, std::string_view family,
          double intensity, std::uint64_t seed) {
  constexpr int kTrials = 5;
  constexpr double kNear = 0.02;  // of the intensity
  Spun best;
  if (intensity <= 0) return best;
  std::vector<Token> tokens;
  tokenize(text, tokens);
  double chance = 1;  // the first trial tells how much there is to replace
  for (int i = 0; i < kTrials; ++i) {
    Dice dice(seed);
    EditList edits = spinner.spin(text, tokens, family, chance, dice);
    const double share = share_of(edits, tokens);
    const double miss = std::abs(share - intensity);
    if (i == 0 || miss < std::abs(best.share - intensity)) best = {std::move(edits), share};
    if (miss <= kNear * intensity || (share < intensity && chance >= 1)) break;
    chance = std::min(1.0, share > 0 ? chance * intensity / share : 2 * chance);
  }
  return best;
}

// The documents to be spun of one file. Which they are depends on the texts alone.
std::vector<Document> choose(const std::string& path, const build::Recipe& recipe,
                             const Arguments& arguments) {
  std::multimap<std::uint64_t, Document> chosen;
  const auto seed = static_cast<std::uint64_t>(arguments.seed);
  for_each_measured(path, recipe, [&](const Document& document) {
    const std::uint64_t key = mix(hash_bytes(document.text) ^ mix(seed));
    const bool full = static_cast<double>(chosen.size()) >= arguments.documents;
    if (full && (chosen.empty() || key >= chosen.rbegin()->first)) return;
    std::string text = excerpt(document.text, arguments);
    if (text.empty()) return;
    if (full) chosen.erase(std::prev(chosen.end()));
    const std::string file = std::filesystem::path(path).filename();
    chosen.emplace(key, Document{file.substr(0, file.find('.')) + ":" + document.id, text});
  });
  std::vector<Document> documents;
  for (auto& [key, document] : chosen) documents.push_back(std::move(document));
  return documents;
}

void write(const Document& document, const ForwardSpinner& spinner, std::string_view family,
           const Arguments& arguments) {
  const std::uint64_t seed = hash_bytes(document.text) + static_cast<std::uint64_t>(arguments.seed);
  const Spun spun = spin(document.text, spinner, family, arguments.intensity, seed);
  const nlohmann::ordered_json line = {{"id", document.id},
                                       {"family", family},
                                       {"intensity", arguments.intensity},
                                       {"share", std::round(spun.share * 1e4) / 1e4},
                                       {"spun", spun.edits.apply(document.text)},
                                       {"original", document.text}};
  std::cout << line.dump() << "\n";
}

void run(const Arguments& arguments) {
  const build::Recipe recipe = build::read_recipe(arguments.recipe);
  const Lexicon lexicon = Lexicon::open(arguments.lexicon);
  const ForwardSpinner spinner(lexicon);
  std::vector<std::string_view> families = spinner.families();
  std::sort(families.begin(), families.end());
  if (arguments.family != "all") {
    if (std::find(families.begin(), families.end(), arguments.family) == families.end())
      throw SetupError(arguments.lexicon + ": no family '" + arguments.family + "'");
    families = {arguments.family};
  }
  if (families.empty()) throw SetupError(arguments.lexicon + ": holds no family");
  std::vector<std::vector<Document>> of_files;
  std::size_t rounds = 0;
  for (const std::string& path : arguments.files) {
    of_files.push_back(choose(path, recipe, arguments));
    rounds = std::max(rounds, of_files.back().size());
  }
  double left = arguments.documents;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t file = 0; file < of_files.size(); ++file) {
      if (round >= of_files[file].size() || left < 1) continue;
      --left;
      // Files and families take turns at different paces, so that every pair of them occurs.
      write(of_files[file][round], spinner, families[(round + file) % families.size()], arguments);
    }
  }
  if (!std::cout.flush()) throw SetupError("stdout: cannot be written");
}

double number(const std::string& option, const std::string& value) {
  double result = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, result);
  if (error != std::errc() || stop != end || !(result >= 0))
    throw SetupError(option + ": '" + value + "' is no number that it can be");
  return result;
}

Arguments read_arguments(const std::vector<std::string>& args) {
  Arguments result;
  const std::map<std::string, double*> numbers = {{"--intensity", &result.intensity},
                                                  {"--documents", &result.documents},
                                                  {"--least-words", &result.least_words},
                                                  {"--most-words", &result.most_words},
                                                  {"--seed", &result.seed}};
  std::size_t i = 0;
  for (; i + 1 < args.size() && args[i].starts_with("--"); i += 2) {
    const auto found = numbers.find(args[i]);
    if (found != numbers.end()) {
      *found->second = number(args[i], args[i + 1]);
    } else if (args[i] == "--family") {
      result.family = args[i + 1];
    } else {
      throw SetupError("unknown option '" + args[i] + "'");
    }
  }
  if (args.size() < i + 3)
    throw SetupError("usage: unspin_forward [OPTION VALUE]... RECIPE LEXICON FILE...");
  result.recipe = args[i];
  result.lexicon = args[i + 1];
  result.files.assign(args.begin() + static_cast<std::ptrdiff_t>(i) + 2, args.end());
  return result;
}

}  // namespace
}  // namespace unspin::quality

int main(int argc, char** argv) {
  try {
    unspin::quality::run(unspin::quality::read_arguments({argv + 1, argv + argc}));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "unspin_forward: " << error.what() << "\n";
    return 2;
  }
}
