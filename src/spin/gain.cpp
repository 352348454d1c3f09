// The mean over all places of a word counts, once: a topic's word that is repeated is one witness.
// Covered by tests/unit/gain_test.cpp and tests/quality.
#include "spin/gain.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <vector>

#include "spin/match.hpp"
#include "spin/options.hpp"
#include "spin/site.hpp"

namespace unspin {

namespace {

constexpr double kLeastWeight = 0.01;

// The best gain of the families' originals, and of the broad synonyms.
struct Best {
  std::optional<double> listed, broad;
};

void raise(std::optional<double>& best, double gain) { best = std::max(best.value_or(gain), gain); }

void add_gains(Best& best, std::span<const Token> tokens, const Match& match,
               const Lexicon& lexicon, const Context& context, const Tuning& tuning) {
  const double standing = as_is(context, tokens, match.first, match.last);
  for (std::uint32_t k = 0; k < match.entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(match.entry.first + k);
    const bool same = candidate.tokens.empty() || candidate.text == match.entry.text;
    if (same || !admits(candidate.guards, tokens, match)) continue;
    const double ratio =
        in_place(context, tokens, match.first, match.last, candidate.tokens) - standing;
    const double rarity = double{match.entry.log_prior} - double{candidate.log_prior};
    const double gain = tuning.model_scale * (ratio + tuning.prior_share * rarity) +
                        std::log(std::max(double{candidate.weight}, kLeastWeight));
    raise(candidate.family == Lexicon::kBroadFamily ? best.broad : best.listed, gain);
  }
}

// The mean of the gains at all places of a word.
struct Mean {
  double sum = 0;
  std::uint32_t count = 0;

  void add(const std::optional<double>& gain) {
    sum += gain.value_or(0);
    count += gain ? 1 : 0;
  }
};

struct Means {
  Mean listed, broad;
};

void count(GainCounts& counts, const Mean& gains) {
  if (gains.count == 0) return;
  const double level =
      std::clamp(std::floor(gains.sum / gains.count) + 2, 0.0, double{kGainLevels - 1});
  ++counts[static_cast<std::size_t>(level)];
}

}  // namespace

Gains count_gains(std::span<const Token> tokens, std::span<const Lexicon> layers,
                  const Context& context, const Tuning& tuning) {
  std::unordered_map<std::uint64_t, Means> words;
  std::vector<Match> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].casing != Casing::kLower && !starts_sentence(tokens, i)) continue;
    matches.clear();
    match_at(tokens, i, layers, matches);
    if (matches.empty()) continue;
    Best best;
    for (const Match& match : matches)
      add_gains(best, tokens, match, layers[match.layer], context, tuning);
    Means& means = words[tokens[i].hash];
    means.listed.add(best.listed);
    means.broad.add(best.broad);
  }
  Gains gains;
  for (const auto& [word, means] : words) {
    count(gains.listed, means.listed);
    count(gains.broad, means.broad);
  }
  return gains;
}

}  // namespace unspin
