// Covered by tests/unit/phrase_counts_test.cpp.
#include "build/phrase_counts.hpp"

#include <algorithm>
#include <cmath>

#include "build/counted_lines.hpp"
#include "core/unicode.hpp"

namespace unspin::build {

namespace {

constexpr std::string_view kTokensKey = "tokens";

}  // namespace

double PhraseCounts::log_prior(const std::string& phrase, double expected) const {
  if (tokens == 0) return expected;
  const auto found = counts.find(phrase);
  const double all = static_cast<double>(tokens);
  const double counted = found == counts.end() ? 0.0 : found->second;
  return std::log((counted + std::min(1.0, std::exp(expected) * all)) / all);
}

void PhraseCounter::add(std::string_view text) {
  if (unicode::valid_prefix(text) != text.size()) return;
  tokenize(text, scratch_);
  tokens_ += scratch_.size();
  const std::span<const Lexicon> layers(&lexicon_, 1);
  for (std::size_t i = 0; i < scratch_.size(); ++i) {
    matches_.clear();
    match_at(scratch_, i, layers, matches_);
    for (const Match& match : matches_) ++counts_[match.index];
  }
}

PhraseCounts PhraseCounter::counts() const {
  PhraseCounts all;
  all.tokens = tokens_;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) all.counts[std::string(lexicon_.entry(i).text)] = counts_[i];
  }
  return all;
}

std::string to_text(const PhraseCounts& counts) {
  std::string text = std::string(kTokensKey) + '\t' + std::to_string(counts.tokens) + '\n';
  for (const auto& [phrase, count] : counts.counts)
    text += phrase + '\t' + std::to_string(count) + '\n';
  return text;
}

PhraseCounts read_phrase_counts(std::string_view text, const std::string& path) {
  PhraseCounts counts;
  bool first = true;
  for_each_counted_line(text, path, [&](std::string_view phrase, std::uint64_t count) {
    if (first && phrase == kTokensKey) {
      counts.tokens = count;
    } else {
      counts.counts[std::string(phrase)] = static_cast<std::uint32_t>(count);
    }
    first = false;
  });
  return counts;
}

}  // namespace unspin::build
