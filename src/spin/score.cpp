// Covered by tests/unit/score_test.cpp; tests/quality/detection.py says how well it is calibrated.
#include "spin/score.hpp"

#include <algorithm>
#include <cmath>

namespace unspin {

namespace {

double probability(double logit) { return 1 / (1 + std::exp(-logit)); }

double root(std::size_t words) {
  return std::sqrt(static_cast<double>(std::max<std::size_t>(words, 1)));
}

// Without the gains.
double logit(const Calibration& numbers, double evidence, std::size_t words, const Tuning& tuning) {
  const double length = static_cast<double>(words);
  const double honest =
      tuning.brief_cost * std::min(length, tuning.brief_words) + tuning.word_cost * length;
  const double net = std::clamp(evidence - honest, tuning.least_net, tuning.most_net);
  return numbers.bias + numbers.net * net + numbers.net_density * net / root(words) +
         numbers.root_words * std::sqrt(length) + numbers.words * length;
}

}  // namespace

bool is_suspect(double evidence, std::size_t words, const Tuning& tuning) {
  return evidence > tuning.suspect_density * static_cast<double>(words);
}

double least_evidence(std::size_t words, const Tuning& tuning) {
  return std::max(tuning.least_evidence, tuning.dense * static_cast<double>(words));
}

double unsuspected_score(double evidence, std::size_t words, const Tuning& tuning) {
  const double score = probability(logit(tuning.unsuspected, evidence, words, tuning));
  return std::min(score, tuning.most_sparse);
}

double suspect_score(double evidence, std::size_t words, const Gains& gains, const Tuning& tuning) {
  const Calibration& numbers = tuning.suspected;
  double sum = 0;
  for (std::size_t level = 0; level < kGainLevels; ++level) {
    sum += numbers.listed[level] * gains.listed[level] + numbers.broad[level] * gains.broad[level];
  }
  const double score = probability(logit(numbers, evidence, words, tuning) + sum / root(words));
  return evidence >= least_evidence(words, tuning) ? score : std::min(score, tuning.most_sparse);
}

}  // namespace unspin
