// Covered by tests/unit/stray_test.cpp and tests/unit/widget_test.cpp.
#include "mend/rare_words.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "core/hash.hpp"
#include "core/tokenize.hpp"

namespace unspin {

namespace {

constexpr std::size_t kStem = 4;  // letters that related words have in common

std::uint64_t stem_of(std::string_view word) {
  std::string stem(word.substr(0, kStem));
  for (char& c : stem) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return hash_bytes(stem);
}

}  // namespace

std::vector<RareWords::Word> RareWords::of(std::string_view text) const {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  std::vector<Word> words;
  std::unordered_set<std::uint64_t> seen;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::kWord || token.literal || token.span.size() < 2) continue;
    const double rarity = std::min(kMostRarity, -context_.log_prob(token.hash));
    const std::uint64_t stem = stem_of(slice(text, token.span));
    if (rarity >= kRare && seen.insert(stem).second) words.push_back({stem, rarity});
  }
  return words;
}

void RareWords::add(std::string_view text) {
  for (const Word& word : of(text)) ++pieces_[word.stem];
}

std::size_t RareWords::count(std::uint64_t stem) const {
  const auto found = pieces_.find(stem);
  return found == pieces_.end() ? 0 : found->second;
}

bool RareWords::shares(std::string_view text) const {
  const std::vector<Word> words = of(text);
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return count(word.stem) > 0; });
}

}  // namespace unspin
