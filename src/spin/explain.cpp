// Covered by tests/unit/explain_test.cpp.
#include "spin/explain.hpp"

#include <cmath>
#include <cstdint>

namespace unspin {

namespace {

constexpr std::uint32_t kNear = 25;           // tokens within which another choice is named
constexpr double kWorthNaming = 2;            // times likelier
constexpr double kMostTold = 1e6;             // the model's tables are no surer than that
constexpr std::size_t kTellingDigits = 1000;  // from here on, two digits tell enough

std::string_view words_of(std::string_view text, std::span<const Token> tokens,
                          const Match& match) {
  return slice(text, {tokens[match.first].span.begin, tokens[match.last - 1].span.end});
}

std::string quoted(std::string_view words) { return "'" + std::string(words) + "'"; }

// "12", "9,000": with thousands marked, and no more digits than the figure is worth.
std::string times(double ratio) {
  auto number = static_cast<std::size_t>(std::lround(ratio));
  std::size_t step = 1;
  while (number / step >= 100) step *= 10;
  if (number >= kTellingDigits) number = number / step * step;
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

// How far two choices are from each other, in tokens.
std::uint32_t distance(const Match& a, const Match& b) {
  return a.first < b.first ? b.first - a.last : a.first - b.last;
}

// The surest other choice near by, or none; the first of equals. The choices are in order.
const Choice* witness(const std::vector<Choice>& choices, std::size_t at) {
  const Choice* best = nullptr;
  std::size_t first = at;
  while (first > 0 && distance(choices[first - 1].match, choices[at].match) <= kNear) --first;
  for (std::size_t i = first; i < choices.size(); ++i) {
    if (distance(choices[i].match, choices[at].match) > kNear && i > at) break;
    if (i == at || choices[i].match.entry.count == 0) continue;
    if (best == nullptr || choices[i].posteriors.front() > best->posteriors.front())
      best = &choices[i];
  }
  return best;
}

}  // namespace

std::string explain(std::string_view text, std::span<const Token> tokens,
                    const std::vector<Choice>& choices, std::size_t at) {
  const Choice& choice = choices[at];
  const std::string original = quoted(choice.options.front().candidate.text);
  std::string reason = quoted(words_of(text, tokens, choice.match));
  if (const Choice* other = witness(choices, at)) {
    reason += " beside " + quoted(words_of(text, tokens, other->match));
  }
  const double ratio = std::exp(choice.gain);
  if (ratio >= kMostTold)
    return reason + ": " + original + " is over a million times likelier here";
  if (ratio >= kWorthNaming)
    return reason + ": " + original + " is " + times(ratio) + " times likelier here";
  return reason + ": spinners write it for " + original;
}

}  // namespace unspin
