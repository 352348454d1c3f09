// Words without the space between them, and one word with a space inside.
//
// The damage: markup between two words was dropped ("technology<br>development"), or a soft line
// break became a space ("techno logy"). How it is repaired: a space goes in, or goes. Why it is
// safe: a joined word must be unknown to the context model and to the rest of the text, its halves
// frequent words, often seen behind each other, and what stands around must fit them; of a cut
// word one half at least must be unknown, the other no common word of prose, and the whole
// frequent. What it leaves: names (capitals), short words, everything beside a hyphen, a digit, a
// slash or another mark of code; words of other languages. Hyphens at line ends and lost ligatures
// are the business of escape_print.cpp.
//   "the technologydevelopment of"  ->  "the technology development of"
//   "the techno logy of"            ->  "the technology of"
#include <algorithm>
#include <array>
#include <string>

#include "core/tokenize.hpp"
#include "mend/glue_parts.hpp"

namespace unspin::glue {

namespace {

constexpr std::size_t kShortestJoined = 9;
constexpr std::size_t kLongestJoined = 30;
constexpr std::size_t kShortestHalf = 3;
constexpr std::size_t kShortestCut = 7;
constexpr double kFrequent = -11.8;    // log P of each half, and of the whole of a cut word
constexpr std::size_t kLongHalf = 8;   // compounds written as one word have no two such halves
constexpr double kFarther = 4.0;       // how much better the best split is than the next one
constexpr double kTogether = 2.5;      // log P(right | left) - log P(right): seen behind each other
constexpr double kCommonPart = -12.5;  // a half of a cut word is rarer than this

// Words that no compound is made of.
constexpr std::string_view kGrammar[] = {
    "the", "and",   "that",  "this", "these", "those",   "are",     "were",  "was",    "have",
    "has", "which", "their", "been", "from",  "between", "because", "would", "should", "could"};
bool is_grammar(std::string_view word) {
  return std::find(std::begin(kGrammar), std::end(kGrammar), word) != std::end(kGrammar);
}

bool is_prose_mark(char c) {
  return std::string_view(" \n\t\r,.;:!?)(\"").find(c) != std::string_view::npos;
}

// token_hash() of a word in small ASCII letters, without its cost.
std::uint64_t small_hash(std::string_view word) { return hash_bytes(word); }

class Parter {
 public:
  Parter(std::string_view text, const Context& context, const Survey& survey)
      : text_(text), context_(context), survey_(survey) {}

  void run(std::vector<Edit>& edits) {
    const std::vector<std::uint32_t>& unknown = survey_.unknown();
    for (std::size_t i = 0; i < unknown.size(); ++i) {
      const std::size_t item = unknown[i];
      const Span span = survey_.scan().span(item);
      if (!is_small(span)) continue;
      const bool free = span.size() >= 2 && is_free(span);
      if (free && span.size() >= kShortestJoined && span.size() <= kLongestJoined)
        part(span, edits);
      if (free && item > 0) join(survey_.scan().span(item - 1), span, edits);
      const bool next_is_unknown = i + 1 < unknown.size() && unknown[i + 1] == item + 1;
      if (item + 1 == survey_.scan().items() || next_is_unknown) continue;
      const Span next = survey_.scan().span(item + 1);
      if (next.size() >= 2 && is_free(next)) join(span, next, edits);
    }
  }

 private:
  bool is_small(Span span) const {
    const std::string_view word = slice(text_, span);
    return std::all_of(word.begin(), word.end(), is_lower);
  }

  // Inside prose on both sides: no part of a name, code or an address.
  bool is_free(Span span) const {
    const char before = span.begin > 0 ? text_[span.begin - 1] : ' ';
    const char after = span.end < text_.size() ? text_[span.end] : ' ';
    const char beyond = span.end + 1 < text_.size() ? text_[span.end + 1] : ' ';
    return (before == ' ' || before == '\n') && is_prose_mark(after) && after != '(' &&
           (after == ' ' || is_space(beyond) || beyond == '"');
  }

  double log_p(std::string_view word) const {
    const std::uint64_t hash = small_hash(word);
    return context_.known(hash) ? context_.log_prob(hash) : -100;
  }

  // The word before `at` in the same line, if a single space parts them; 0 otherwise.
  std::uint64_t word_before(std::size_t at) const {
    if (at < 2 || text_[at - 1] != ' ' || !is_letter(text_[at - 2])) return 0;
    std::size_t begin = at - 1;
    while (begin > 0 && is_letter(text_[begin - 1])) --begin;
    return word_hash(text_.substr(begin, at - 1 - begin));
  }
  std::uint64_t word_behind(std::size_t at) const {
    if (at + 1 >= text_.size() || text_[at] != ' ' || !is_letter(text_[at + 1])) return 0;
    std::size_t end = at + 1;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    return word_hash(text_.substr(at + 1, end - at - 1));
  }

  // log P of the halves in their place.
  double fit(Span span, std::size_t cut) const {
    const std::string_view word = slice(text_, span);
    const std::uint64_t left = small_hash(word.substr(0, cut));
    const std::uint64_t right = small_hash(word.substr(cut));
    const std::uint64_t before = word_before(span.begin), behind = word_behind(span.end);
    double sum =
        context_.log_prob({before, 0, 0}, left) + context_.log_prob({left, before, 0}, right);
    if (behind != 0 && context_.known(behind))
      sum += context_.log_prob({right, left, 0}, behind) - context_.log_prob(behind);
    return sum;
  }

  // `span` is unknown to the model.
  void part(Span span, std::vector<Edit>& edits) {
    const std::string_view word = slice(text_, span);
    double best = -100, next = -100;
    std::size_t at = 0;
    for (std::size_t cut = kShortestHalf; cut + kShortestHalf <= word.size(); ++cut) {
      const std::string_view left = word.substr(0, cut), right = word.substr(cut);
      if (log_p(left) < kFrequent || log_p(right) < kFrequent) continue;
      const double found = fit(span, cut);
      next = std::max(next, std::min(best, found));
      if (found > best) {
        best = found;
        at = cut;
      }
    }
    if (at == 0 || best - next < kFarther) return;
    const bool long_halves = std::min(at, word.size() - at) >= kLongHalf;
    if (!long_halves && !is_grammar(word.substr(0, at)) && !is_grammar(word.substr(at))) return;
    const std::uint64_t left = small_hash(word.substr(0, at)), right = small_hash(word.substr(at));
    const double together = context_.log_prob({left, 0, 0}, right) - context_.log_prob(right);
    if (together < kTogether || recurs(word)) return;
    edits.push_back({{span.begin + at, span.begin + at}, "", " ", "glue/joined", 0.9});
  }

  // A word that the text has again is the author's.
  bool recurs(std::string_view word) {
    if (long_words_.empty()) count_long_words();
    return long_words_[hash_bytes(word)] > 1;
  }

  void count_long_words() {
    for (std::size_t at = 0; at < text_.size();) {
      std::size_t end = at;
      while (end < text_.size() && is_lower(text_[end])) ++end;
      if (end - at >= kShortestJoined) ++long_words_[hash_bytes(text_.substr(at, end - at))];
      at = std::max(end, at + 1);
    }
  }

  // One of the two is unknown to the model.
  void join(Span before, Span span, std::vector<Edit>& edits) const {
    if (before.end + 1 != span.begin || text_[before.end] != ' ') return;
    if (before.begin > 0 && !is_space(text_[before.begin - 1])) return;
    if (!is_small(before) || !is_small(span)) return;
    const std::string_view left = slice(text_, before), right = slice(text_, span);
    if (left.size() < 2 || left.size() + right.size() < kShortestCut) return;
    const double of_left = log_p(left), of_right = log_p(right);
    if (std::min(of_left, of_right) > -100 || std::max(of_left, of_right) > kCommonPart) return;
    const std::string whole = std::string(left) + std::string(right);
    const double of_whole = log_p(whole);
    if (of_whole < kFrequent - 1) return;
    edits.push_back({{before.end, span.begin}, " ", "", "glue/cut", 0.9});
  }

  std::string_view text_;
  const Context& context_;
  const Survey& survey_;
  std::unordered_map<std::uint64_t, int> long_words_;  // filled when first asked for
};

}  // namespace

void part_words(std::string_view text, const Context& context, const Survey& survey,
                std::vector<Edit>& edits) {
  Parter(text, context, survey).run(edits);
}

}  // namespace unspin::glue
