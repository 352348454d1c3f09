// Covered by tests/unit/forward_test.cpp.
#include "build/forward.hpp"

#include <algorithm>

#include "core/hash.hpp"
#include "core/unicode.hpp"
#include "spin/match.hpp"
#include "spin/options.hpp"

namespace unspin::build {

namespace {

constexpr std::size_t kLongest = 5;    // words of an original
constexpr double kLongestFirst = 0.8;  // how often a long original goes before its beginning

// What is written with capitals of its own is most likely a name.
bool is_plain(std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (token.literal) return false;
  return token.casing == Casing::kLower ||
         (token.casing == Casing::kFirst && starts_sentence(tokens, at));
}

}  // namespace

ForwardSpinner::ForwardSpinner(const Lexicon& lexicon) {
  for (std::size_t i = 0; i < lexicon.entries(); ++i) {
    const Lexicon::Entry entry = lexicon.entry(i);
    for (std::uint32_t k = 0; k < entry.count; ++k) {
      const Lexicon::Candidate candidate = lexicon.candidate(entry.first + k);
      if (candidate.text == entry.text || candidate.family == Lexicon::kUnitFamily ||
          candidate.tokens.size() > kLongest || has_capital(candidate.text))
        continue;
      auto family = std::find(families_.begin(), families_.end(), candidate.family);
      if (family == families_.end()) family = families_.insert(family, candidate.family);
      std::uint64_t path = 0;
      for (const std::uint64_t word : candidate.tokens) path = combine(path, word);
      ways_[path].push_back({entry.text, candidate.weight,
                             static_cast<std::uint32_t>(family - families_.begin()),
                             candidate.guards});
    }
  }
}

const ForwardSpinner::Way* ForwardSpinner::choose(std::span<const Token> tokens, std::size_t first,
                                                  std::size_t last, std::uint64_t path,
                                                  std::uint32_t family, Dice& dice) const {
  const auto found = ways_.find(path);
  if (found == ways_.end()) return nullptr;
  const Match match{
      static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last), 0, 0, {}, 0};
  const auto open = [&](const Way& way) {
    return way.family == family && admits(way.guards, tokens, match);
  };
  double all = 0;
  for (const Way& way : found->second) all += open(way) ? double{way.weight} : 0.0;
  double left = all * dice.share();
  for (const Way& way : found->second) {
    if (!open(way)) continue;
    left -= double{way.weight};
    if (left < 0) return &way;
  }
  return nullptr;
}

EditList ForwardSpinner::spin(std::string_view text, std::span<const Token> tokens,
                              std::string_view family, double intensity, Dice& dice) const {
  EditList edits;
  const auto number = static_cast<std::uint32_t>(
      std::find(families_.begin(), families_.end(), family) - families_.begin());
  for (std::size_t first = 0; first < tokens.size();) {
    std::uint64_t paths[kLongest] = {};
    std::size_t length = 0;
    for (std::uint64_t path = 0; length < kLongest && first + length < tokens.size(); ++length) {
      const std::size_t at = first + length;
      if (!is_plain(tokens, at) || (length > 0 && tokens[at].gap != Gap::kSpace)) break;
      paths[length] = path = combine(path, tokens[at].hash);
    }
    const Way* way = nullptr;
    for (; length > 0 && way == nullptr; length -= way == nullptr) {
      if (length > 1 && dice.share() >= kLongestFirst) continue;
      way = choose(tokens, first, first + length, paths[length - 1], number, dice);
    }
    if (way == nullptr || dice.share() >= intensity) {
      first += std::max<std::size_t>(way == nullptr ? 1 : length, 1);
      continue;
    }
    const Span span{tokens[first].span.begin, tokens[first + length - 1].span.end};
    const bool capital = tokens[first].casing == Casing::kFirst;
    edits.add({span, std::string(slice(text, span)),
               capital ? unicode::capitalise(way->spun) : std::string(way->spun),
               "forward/" + std::string(family), 1.0});
    first += length;
  }
  return edits;
}

}  // namespace unspin::build
