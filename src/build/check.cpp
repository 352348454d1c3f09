// Covered by tests/unit/lint_test.cpp; tests/dictionary runs it over the shipped dictionaries.
#include "build/check.hpp"

#include <algorithm>

#include "core/tokenize.hpp"
#include "spin/agree.hpp"
#include "spin/decode.hpp"
#include "spin/detect.hpp"
#include "unspin/engine.hpp"

namespace unspin::build {

namespace {

// True when the token is a hyphen that joins two words.
bool joins(std::span<const Token> tokens, std::size_t at) {
  static const std::uint64_t hyphen = token_hash("-");
  return tokens[at].hash == hyphen && tokens[at].gap == Gap::kNone && at + 1 < tokens.size() &&
         tokens[at + 1].gap == Gap::kNone && tokens[at + 1].kind != TokenKind::kPunctuation;
}

// Where `keys` from the k-th on end when they stand at `at`, or 0. A hyphen is tried as the
// phrase's own first, then passed over.
std::size_t end_of(std::span<const Token> tokens, std::size_t at,
                   std::span<const std::uint64_t> keys, std::size_t k) {
  if (k == keys.size()) return at;
  if (at == tokens.size() || tokens[at].literal) return 0;
  if (k > 0 && tokens[at].gap == Gap::kParagraph) return 0;
  if (phrase_key(tokens[at]) == keys[k]) {
    if (const std::size_t end = end_of(tokens, at + 1, keys, k + 1); end != 0) return end;
  }
  return k > 0 && joins(tokens, at) ? end_of(tokens, at + 1, keys, k) : 0;
}

std::vector<std::string> distinct(const Row& row, std::string Pair::*side) {
  std::vector<std::string> forms;
  for (const Pair& pair : expand(row)) {
    if (std::find(forms.begin(), forms.end(), pair.*side) == forms.end())
      forms.push_back(pair.*side);
  }
  return forms;
}

// The bytes of `text` that hold one of the forms.
std::vector<Span> spans_of(std::string_view text, const std::vector<std::string>& forms) {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  std::vector<Span> spans;
  for (const std::string& form : forms) {
    for (const Place& place : find_phrase(tokens, form))
      spans.push_back({tokens[place.first].span.begin, tokens[place.last - 1].span.end});
  }
  return spans;
}

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

bool any_overlap(Span span, const std::vector<Span>& spans) {
  return std::any_of(spans.begin(), spans.end(), [&](Span s) { return overlap(s, span); });
}

// Some edit of a spun phrase left an original where it stood.
bool fires(const EditList& edits, const Row& row, const std::string& result) {
  const std::vector<Span> spun = spans_of(row.yes, spun_forms(row));
  const std::vector<Span> originals = spans_of(result, original_forms(row));
  const EditList inverse = edits.inverse();  // the same edits where they are in the result
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (any_overlap(edits.edits()[i].span, spun) && any_overlap(inverse.edits()[i].span, originals))
      return true;
  }
  return false;
}

bool stays(const EditList& edits, const Row& row) {
  const std::vector<Span> spun = spans_of(row.no, spun_forms(row));
  return !spun.empty() && std::none_of(edits.edits().begin(), edits.edits().end(),
                                       [&](const Edit& e) { return any_overlap(e.span, spun); });
}

// The spin pass of the engine over one sentence that is taken for spun, by `family` if any.
EditList repair(std::string_view sentence, std::string_view family, std::span<const Lexicon> layers,
                const Context& context) {
  std::vector<Token> tokens;
  tokenize(sentence, tokens);
  const Tuning tuning;
  Detection detection = detect(sentence, tokens, layers, context, tuning);
  detection.families.clear();
  if (!family.empty()) detection.families.emplace_back(family, 0.0);
  detection.known = family.empty() ? 0 : 1;
  detection.assumed = true;  // how much of the document it has changed a sentence cannot tell
  std::vector<Choice> choices = decode(tokens, layers, context, detection, tuning);
  std::erase_if(choices, [](const Choice& choice) {
    return choice.posteriors.front() < Options{}.min_confidence;
  });
  return agree(sentence, tokens, choices);
}

}  // namespace

std::vector<Place> find_phrase(std::span<const Token> tokens, const std::string& phrase) {
  const std::vector<std::uint64_t> keys = phrase_keys(phrase);
  std::vector<Place> places;
  if (keys.empty()) return places;
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    if (const std::size_t last = end_of(tokens, first, keys, 0); last != 0)
      places.push_back({first, last});
  }
  return places;
}

std::vector<std::string> spun_forms(const Row& row) { return distinct(row, &Pair::spun); }
std::vector<std::string> original_forms(const Row& row) { return distinct(row, &Pair::original); }

std::string Failure::text() const {
  return path + ":" + std::to_string(line) + ": " + (yes ? "yes" : "no") + ": '" + sentence +
         "' became '" + result + "'";
}

ExampleReport check_examples(const std::vector<Row>& rows, const Context& context) {
  const Lexicon layers[] = {Lexicon::own(compile(rows, context), "examples")};
  ExampleReport report;
  for (const Row& row : rows) {
    for (const bool yes : {true, false}) {
      const std::string& sentence = yes ? row.yes : row.no;
      if (sentence.empty()) continue;
      const EditList edits = repair(
          sentence, yes ? std::string_view(row.family) : std::string_view(), layers, context);
      const std::string result = edits.apply(sentence);
      if (yes ? fires(edits, row, result) : stays(edits, row)) {
        ++report.passed;
      } else {
        report.failures.push_back({row.path, row.line, yes, sentence, result});
      }
    }
  }
  return report;
}

}  // namespace unspin::build
