// Covered by tests/unit/terms_test.cpp.
#include "build/terms.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "build/counted_lines.hpp"
#include "core/hash.hpp"
#include "core/unicode.hpp"

namespace unspin::build {

namespace {

constexpr std::uint32_t kLeastDocuments = 10;
constexpr double kLeastAttraction = 3.0;

std::uint64_t pair_of(const Token& a, const Token& b) {
  return combine(combine(0, a.hash), b.hash);
}

void sort_unique(std::vector<std::uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

// One word of a term: lower case throughout, of letters only.
bool is_term_word(std::string_view text, const Token& token, const Context& context) {
  const std::string_view word = slice(text, token.span);
  return token.kind == TokenKind::kWord && !token.literal && word.size() >= 3 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         context.known(token.hash) && context.log_prob(token.hash) < kEveryday;
}

}  // namespace

// The stretches of term words that stand side by side.
std::vector<std::vector<Token>> TermFinder::runs(std::string_view text,
                                                 std::vector<Token>& tokens) const {
  std::vector<std::vector<Token>> runs;
  if (unicode::valid_prefix(text) != text.size()) return runs;
  tokenize(text, tokens);
  bool open = false;
  for (const Token& token : tokens) {
    const bool fits = is_term_word(text, token, context_);
    if (fits && open && token.gap <= Gap::kLine) {
      runs.back().push_back(token);
    } else if (fits) {
      runs.push_back({token});
    }
    open = fits;
  }
  return runs;
}

void TermFinder::survey(std::string_view text) {
  std::vector<Token> tokens;
  Hashes pairs;
  for (const std::vector<Token>& run : runs(text, tokens)) {
    for (std::size_t i = 0; i < run.size(); ++i) {
      ++words_[run[i].hash];
      ++places_;
      if (i > 0) pairs.push_back(pair_of(run[i - 1], run[i]));
    }
  }
  sort_unique(pairs);
  pairs_.insert(pairs_.end(), pairs.begin(), pairs.end());
}

// Counts the pairs of all documents and forgets the rare ones.
void TermFinder::settle() {
  std::sort(pairs_.begin(), pairs_.end());
  for (auto at = pairs_.begin(); at != pairs_.end();) {
    const auto end = std::upper_bound(at, pairs_.end(), *at);
    if (end - at >= kLeastDocuments) counts_[*at] = static_cast<std::uint32_t>(end - at);
    at = end;
  }
  pairs_ = {};
  settled_ = true;
}

void TermFinder::collect(std::string_view text) {
  if (!settled_) settle();
  std::vector<Token> tokens;
  std::unordered_set<std::uint64_t> seen;
  for (const std::vector<Token>& run : runs(text, tokens)) {
    for (std::size_t i = 1; i < run.size(); ++i) {
      if (counts_.count(pair_of(run[i - 1], run[i])) == 0) continue;
      const bool third = i > 1 && counts_.count(pair_of(run[i - 2], run[i - 1])) > 0;
      for (std::size_t first : {i - 1, third ? i - 2 : i}) {
        if (first == i) continue;
        std::uint64_t name = 0;
        for (std::size_t k = first; k <= i; ++k) name = combine(name, run[k].hash);
        if (!seen.insert(name).second) continue;
        Term& term = found_[name];
        if (++term.documents > 1) continue;
        for (std::size_t k = first; k <= i; ++k)
          term.text += (k > first ? " " : "") + std::string(slice(text, run[k].span));
      }
    }
  }
}

std::vector<Term> TermFinder::terms(std::size_t most) const {
  const auto count = [&](const std::vector<std::uint64_t>& words, std::size_t begin,
                         std::size_t end) -> double {
    if (end - begin == 1) {
      const auto word = words_.find(words[begin]);
      return word == words_.end() ? 1 : word->second;
    }
    const auto pair = counts_.find(combine(combine(0, words[begin]), words[begin + 1]));
    return pair == counts_.end() ? 1 : pair->second;
  };
  std::vector<Term> terms;
  for (const auto& [name, term] : found_) {
    if (term.documents < kLeastDocuments) continue;
    const std::vector<std::uint64_t> words = phrase_hashes(term.text);
    bool attracted = true;
    for (std::size_t cut = 1; cut < words.size(); ++cut) {
      const double apart = count(words, 0, cut) * count(words, cut, words.size());
      attracted = attracted && std::log(term.documents * static_cast<double>(places_) / apart) >=
                                   kLeastAttraction;
    }
    if (attracted) terms.push_back(term);
  }
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) {
    return a.documents != b.documents ? a.documents > b.documents : a.text < b.text;
  });
  if (terms.size() > most) terms.resize(most);
  std::sort(terms.begin(), terms.end(),
            [](const Term& a, const Term& b) { return a.text < b.text; });
  return terms;
}

std::string to_text(const std::vector<Term>& terms) {
  std::string text;
  for (const Term& term : terms) text += term.text + '\t' + std::to_string(term.documents) + '\n';
  return text;
}

std::vector<Term> read_terms(std::string_view text, const std::string& path) {
  std::vector<Term> terms;
  for_each_counted_line(text, path, [&](std::string_view term, std::uint64_t documents) {
    terms.push_back({std::string(term), static_cast<std::uint32_t>(documents)});
  });
  return terms;
}

}  // namespace unspin::build
