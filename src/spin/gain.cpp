// The mean over all places of a word counts, once: a topic's word that is repeated is one witness.
// Covered by tests/unit/gain_test.cpp and tests/quality.
#include "spin/gain.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "spin/match.hpp"
#include "spin/options.hpp"
#include "spin/trial.hpp"
#include "spin/word_table.hpp"

namespace unspin {

namespace {

constexpr double kLeastWeight = 0.01;

// The best gain of the families' originals, and of the broad synonyms.
struct Best {
  std::optional<double> listed, broad;
};

void raise(std::optional<double>& best, double gain) { best = std::max(best.value_or(gain), gain); }

// An original that is tried where a phrase stands.
struct Tried {
  double standing;  // log P of what stands
  double forgiven;  // the part of the rarity that is forgiven
  float weight;
  bool broad;
};

// Puts the originals of a match to the trial.
void try_all(Trials& trials, std::vector<Tried>& tried, const Standing& standing,
             const Match& match, const Lexicon& lexicon, const Tuning& tuning) {
  const double as_it_is = standing.as_is(match.first, match.last);
  for (std::uint32_t k = 0; k < match.entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(match.entry.first + k);
    const bool same =
        candidate.tokens.empty() || Lexicon::is_same(candidate.text, match.entry.text);
    if (same || !admits(candidate.guards, standing.tokens(), match)) continue;
    const double rarity = double{match.entry.log_prior} - double{candidate.log_prior};
    trials.add(match.first, match.last, candidate.tokens);
    tried.push_back({as_it_is, tuning.prior_share * rarity, candidate.weight, candidate.broad});
  }
}

Best best_of(const Trials& trials, const std::vector<Tried>& tried, const Tuning& tuning) {
  Best best;
  for (std::size_t i = 0; i < tried.size(); ++i) {
    const double ratio = trials.log_prob(i) - tried[i].standing;
    const double gain = tuning.model_scale * (ratio + tried[i].forgiven) +
                        std::log(std::max(double{tried[i].weight}, kLeastWeight));
    raise(tried[i].broad ? best.broad : best.listed, gain);
  }
  return best;
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
  const Standing standing(context, tokens);
  Trials trials(standing);
  std::vector<Tried> tried;
  WordTable<Means> words(tokens.size());
  std::vector<Match> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    prefetch_matches(tokens, i, layers);
    if (tokens[i].casing != Casing::kLower && !starts_sentence(tokens, i)) continue;
    matches.clear();
    match_at(tokens, i, layers, matches);
    trials.clear();
    tried.clear();
    for (const Match& match : matches)
      try_all(trials, tried, standing, match, layers[match.layer], tuning);
    if (tried.empty()) continue;
    trials.weigh();
    const Best best = best_of(trials, tried, tuning);
    Means& means = words[tokens[i].hash];
    means.listed.add(best.listed);
    means.broad.add(best.broad);
  }
  Gains gains;
  words.for_each([&](const Means& means) {
    count(gains.listed, means.listed);
    count(gains.broad, means.broad);
  });
  return gains;
}

}  // namespace unspin
