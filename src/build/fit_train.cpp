// Covered by tests/unit/fit_test.cpp.
#include "build/fit_train.hpp"

#include <algorithm>
#include <cmath>

#include "core/hash.hpp"
#include "spin/fit.hpp"
#include "spin/match.hpp"
#include "spin/model_format.hpp"
#include "spin/site.hpp"

namespace unspin::build {

namespace {

constexpr float kStep = 0.08f;  // of AdaGrad
constexpr float kBiasStep = 0.2f;
constexpr float kDecay = 2e-6f;  // of the weights, at each step
constexpr double kScaleStep = 1e-4;
constexpr std::size_t kBiasBits = 21;
constexpr std::uint32_t kMostWordings = 12;
constexpr double kLeastIntensity = 0.08, kMostIntensity = 0.75;

// The token range that a byte span of the text covers exactly, or an empty one.
std::pair<std::size_t, std::size_t> tokens_of(std::span<const Token> tokens, Span span) {
  const auto begin =
      std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                       [](const Token& token, std::size_t at) { return token.span.begin < at; });
  auto end = begin;
  while (end != tokens.end() && end->span.end <= span.end) ++end;
  const bool exact =
      begin != end && begin->span.begin == span.begin && (end - 1)->span.end == span.end;
  if (!exact) return {0, 0};
  return {static_cast<std::size_t>(begin - tokens.begin()),
          static_cast<std::size_t>(end - tokens.begin())};
}

}  // namespace

struct FitTrainer::Wording {
  std::uint64_t name = 0;
  std::uint64_t pair = 0;  // place of its bias
  double ngrams = 0;       // what they say, against the phrase as it stands
};

struct FitTrainer::Place {
  Surroundings surroundings;
  std::vector<Wording> wordings;  // the phrase as it stands first
  std::size_t author = 0;         // index of the author's wording
};

FitTrainer::FitTrainer(const Context& ngrams, const Lexicon& lexicon, unsigned bits)
    : ngrams_(ngrams),
      lexicon_(lexicon),
      spinner_(lexicon),
      weights_(std::size_t{1} << bits),
      squares_(std::size_t{1} << bits),
      biases_(std::size_t{1} << kBiasBits),
      bias_squares_(std::size_t{1} << kBiasBits) {}

// What may have been written where a phrase stands, and which of it the author did; past the last
// if none of it.
FitTrainer::Place FitTrainer::make_place(const Topics& topics, const Match& match,
                                         std::uint64_t author) const {
  const std::span<const Token> tokens = topics.tokens();
  Place place{surroundings(topics, match.first, match.last), {}, ~std::size_t{0}};
  const std::uint64_t standing = standing_name(tokens, match.first, match.last);
  place.wordings.push_back({standing, 0, 0});
  const double as_it_is = as_is(ngrams_, tokens, match.first, match.last);
  for (std::uint32_t k = 0; k < match.entry.count && place.wordings.size() <= kMostWordings; ++k) {
    const Lexicon::Candidate candidate = lexicon_.candidate(match.entry.first + k);
    const std::uint64_t name = phrase_name(candidate.tokens);
    const bool known = std::any_of(place.wordings.begin(), place.wordings.end(),
                                   [&](const Wording& w) { return w.name == name; });
    if (known || !admits(candidate.guards, tokens, match)) continue;
    place.wordings.push_back(
        {name, combine(standing, name) >> (64 - kBiasBits),
         in_place(ngrams_, tokens, match.first, match.last, candidate.tokens) - as_it_is});
  }
  for (std::size_t k = 0; k < place.wordings.size(); ++k) {
    if (place.wordings[k].name == author) place.author = k;
  }
  return place;
}

std::vector<FitTrainer::Place> FitTrainer::places(std::string_view spun,
                                                  const EditList& back) const {
  std::vector<Token> tokens;
  tokenize(spun, tokens);
  // For each token: 0 as the author wrote it, else one more than the edit that undoes it.
  std::vector<std::uint32_t> undone(tokens.size(), 0);
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  for (const Edit& edit : back.edits()) {
    ranges.push_back(tokens_of(tokens, edit.span));
    std::fill(undone.begin() + static_cast<std::ptrdiff_t>(ranges.back().first),
              undone.begin() + static_cast<std::ptrdiff_t>(ranges.back().second),
              static_cast<std::uint32_t>(ranges.size()));
  }
  const std::span<const Lexicon> layers(&lexicon_, 1);
  const Topics topics(ngrams_, tokens);
  std::vector<Place> places;
  std::vector<Match> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    matches.clear();
    match_at(tokens, i, layers, matches);
    for (const Match& match : matches) {
      const std::uint32_t edit = undone[match.first];
      const bool whole =
          edit == 0
              ? std::all_of(undone.begin() + match.first, undone.begin() + match.last,
                            [](std::uint32_t u) { return u == 0; })
              : ranges[edit - 1] == std::pair<std::size_t, std::size_t>(match.first, match.last);
      if (!whole) continue;
      const std::vector<std::uint64_t> author =
          edit == 0 ? standing_words(tokens, match.first, match.last)
                    : phrase_hashes(back.edits()[edit - 1].after);
      Place place = make_place(topics, match, phrase_name(author));
      if (place.wordings.size() > 1 && place.author < place.wordings.size())
        places.push_back(std::move(place));
    }
  }
  return places;
}

void FitTrainer::learn(const Place& place) {
  const std::size_t mask = weights_.size() - 1;
  std::array<double, kMostWordings + 1> scores{};
  double best = -1e9;
  std::size_t guess = 0;
  for (std::size_t k = 0; k < place.wordings.size(); ++k) {
    const Wording& wording = place.wordings[k];
    double score = ngram_scale_ * wording.ngrams;
    if (k > 0) score += double{biases_[wording.pair]};
    for (std::size_t i = 0; i < place.surroundings.count; ++i)
      score += double{weights_[fit_key(place.surroundings.features[i], wording.name) & mask]};
    scores[k] = score;
    if (score > best) {
      best = score;
      guess = k;
    }
  }
  double all = 0;
  for (std::size_t k = 0; k < place.wordings.size(); ++k) all += std::exp(scores[k] - best);
  ++progress_.places;
  progress_.right += guess == place.author;
  progress_.loss += best + std::log(all) - scores[place.author];
  const auto descend = [](float& weight, float& square, float gradient, float step) {
    square += gradient * gradient;
    weight += step * gradient / (std::sqrt(square) + 1e-3f) - kDecay * weight;
  };
  double scale_gradient = 0;
  for (std::size_t k = 0; k < place.wordings.size(); ++k) {
    const Wording& wording = place.wordings[k];
    const double share = std::exp(scores[k] - best) / all;
    const auto gradient = static_cast<float>((k == place.author ? 1.0 : 0.0) - share);
    scale_gradient += double{gradient} * wording.ngrams;
    if (std::abs(gradient) < 1e-3f) continue;
    if (k > 0) descend(biases_[wording.pair], bias_squares_[wording.pair], gradient, kBiasStep);
    for (std::size_t i = 0; i < place.surroundings.count; ++i) {
      const std::size_t at = fit_key(place.surroundings.features[i], wording.name) & mask;
      descend(weights_[at], squares_[at], gradient, kStep);
    }
  }
  ngram_scale_ =
      std::clamp(ngram_scale_ + kScaleStep * std::clamp(scale_gradient, -5.0, 5.0), 0.0, 2.0);
}

void FitTrainer::learn(std::string_view text) {
  Dice dice(hash_bytes(text));
  std::vector<Token> tokens;
  tokenize(text, tokens);
  const std::string_view family = spinner_.families()[dice.below(spinner_.families().size())];
  const double intensity = kLeastIntensity + (kMostIntensity - kLeastIntensity) * dice.share();
  const EditList edits = spinner_.spin(text, tokens, family, intensity, dice);
  for (const Place& place : places(edits.apply(text), edits.inverse())) learn(place);
}

std::vector<std::int8_t> FitTrainer::weights() const {
  std::vector<std::int8_t> small(weights_.size());
  std::transform(weights_.begin(), weights_.end(), small.begin(), [](float weight) {
    return static_cast<std::int8_t>(std::clamp(std::round(weight / kFitStep), -127.0f, 127.0f));
  });
  return small;
}

}  // namespace unspin::build
