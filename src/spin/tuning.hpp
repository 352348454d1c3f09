// The numbers that the detector and the decoder weigh evidence with.
//
// Chosen on pairs of spun and original text and on clean text outside the training of the context
// model (tests/quality prints what they give). Logarithms are natural.
#pragma once

#include <array>
#include <cstddef>

namespace unspin {

constexpr std::size_t kGainLevels = 5;  // of spin/gain.hpp

// Weights of spin/score.hpp, by tests/quality/calibrate.py.
struct Calibration {
  double bias = 0, net = 0, net_density = 0, root_words = 0, words = 0;
  std::array<double, kGainLevels> listed{}, broad{};
};

struct Tuning {
  // Detector.
  // `signature`, `common` and `site_cap` also decide what a compiled lexicon has in its tables of
  // telling phrases: after a change of one of them, lexicons have to be compiled again.
  double signature = 2.5;       // evidence from which a phrase is looked at in the cheap pass
  double detect_context = 0.6;  // share of the context's log-likelihood ratio that counts
  double detect_bias = -1.5;    // log of the share of its originals that a spinner replaces so
  double site_cap = 6.0;        // no phrase among others says more
  double common = -12.0;        // log frequency of a phrase that honest authors differ in freely:
                                // a phrase says no more than by how much it is rarer
  double lone_cap = 3.0;        // nor does a single phrase in a document, however odd
  // Evidence that honest texts have, for each word, and more for each of the first ones.
  double brief_words = 100;
  double brief_cost = 0.03;
  double word_cost = 0.02;
  double least_net = -10;  // more or less than that counts no further
  double most_net = 30;
  double suspect_density = 0.015;  // evidence for each word from which a text is looked at closely
  // Evidence for each word, and in all, from which a text may be judged spun; with less, its score
  // is at most most_sparse: a single phrase is no spinner, however well another would fit.
  double dense = 0.03;
  double least_evidence = 4;
  double most_sparse = 0.99;
  Calibration unsuspected{-1.961, 0.736, 0.724, 0.477, -0.007};
  Calibration suspected{-0.594,
                        0.397,
                        1.205,
                        0.246,
                        -0.002,
                        {-0.759, -0.935, 0.262, 2.778, 8.203},
                        {0.316, -0.223, 2.041, 0.148, 1.469}};

  // Decoder.
  double model_scale = 0.5;           // of context log probabilities
  double fit_scale = 0.5;             // of the discriminative part's log odds
  double prior_share = 0.4;           // how far an original's rarity is forgiven; see decode.cpp
  double weight_scale = 2.0;          // of the log odds of the weights, where some family is sure
  double strange_weight_scale = 1.3;  // and of a stranger, whose thesaurus weighs otherwise
  double survivor_cost = 0.3;         // of a phrase that the spinner would have replaced
  double phrase_bonus = 1.4;  // for each token of a phrase behind its first: long matches are sure
  double edit_bias = 0.15;    // added for each edit
  // log share of a family that the document shows no trace of, and of the broad synonyms: where
  // some family is sure, and where the spinner is a stranger.
  double family_floor = -2.0;
  double family_strange = -1.0;
  double broad_share = -2.0;
  double broad_strange = -1.0;
  double known_density = 0.20;    // evidence for each word from which a family is sure
  double strange_density = 0.08;  // and below which the spinner is a stranger
  double term_bias = -0.5;        // of a composed term
  double term_scale = 0.7;        // of the log share of its words' replacements
  double term_part = 2;           // for each changed word behind the first
  double preposition_cost = 3;    // of another preposition behind a replaced phrase
  double agreement_cost = 1.5;    // of another number, or of "that" for "which", there
  double seen_cost = 0.5;         // for an original that stands elsewhere in the document as it is
  double capital_cost = 2.5;      // for editing a capitalised word within a sentence
  // Share of a text's words that spinners usually change, or more; with less, the odds of every
  // edit fall by this power of the ratio of the shares' odds, but not below least_share_ratio. To
  // the words of the text so many are added of which the usual share is changed.
  double usual_share = 0.22;
  double share_power = 3;
  double least_share_ratio = 0.1;
  double share_words = 20;
  std::size_t beam = 24;  // hypotheses kept at each token, at most 64
  // A hypothesis that is worse than the best one by more is dropped: the words behind would have to
  // favour it by exp(margin / model_scale). No text of those measured needs more than 6.
  double beam_margin = 8;
};

// Between what holds of a stranger and what holds where a family is sure (0..1).
constexpr double blend(double strange, double known, double sure) {
  return sure * known + (1 - sure) * strange;
}

}  // namespace unspin
