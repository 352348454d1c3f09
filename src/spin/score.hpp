// The detector's score: how probably a spinner has been at a text, at even odds beforehand.
//
// Logistic regressions (tuning.hpp, Calibration) over the evidence, less what honest texts of the
// length have, and the places with much to gain (spin/gain.hpp). Counts are divided by the root of
// the number of words, as deviations of counts are: with equal density the score grows with the
// length of the text. Where few spun texts are expected the score is to be read with that in mind:
// at one in a thousand it takes 0.999 for an even chance. Pure; any thread.
#pragma once

#include <cstddef>

#include "spin/gain.hpp"
#include "spin/tuning.hpp"

namespace unspin {

// Whether a text has enough evidence to be worth a closer look, at its gains.
bool is_suspect(double evidence, std::size_t words, const Tuning& tuning);

// The evidence from which a text of so many words may be judged spun. With less its score is at
// most tuning.most_sparse: a single phrase is no spinner, however well another would fit.
double least_evidence(std::size_t words, const Tuning& tuning);

// 0..1, of a text that is no suspect, and of one that is.
double unsuspected_score(double evidence, std::size_t words, const Tuning& tuning);
double suspect_score(double evidence, std::size_t words, const Gains& gains, const Tuning& tuning);

}  // namespace unspin
