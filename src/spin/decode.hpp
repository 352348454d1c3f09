// The decoder: which phrases to put back, and how sure.
//
// A lattice over the tokens: at every place the author's text may have been what stands there, or
// one of the originals of a phrase that starts there. The best path by
//
//   model_scale * log P(path) + sum over the originals chosen of channel(phrase, original)
//   channel = weight_scale * log(w / (1 - W)) + edit_bias + phrase_bonus * (tokens - 1)
//           + prior_share * model_scale * (log P(phrase) - log P(original))
//           + fit_scale * (fit(original) - fit(phrase)) + survivor_cost * replaced - costs
//
// is found with a beam. w is the candidate's weight times the share of its family in the document,
// W the sum over the candidates of the phrase. With prior_share 1 a choice depends on how well each
// side fits the context *more than it usually does*; with 0, on plain probability. fit is that of
// spin/fit.hpp. `replaced`, 0 to 1, is how surely the spinner would have replaced the phrase
// itself, had the author written it. The costs are those of an original that the document also has
// unspun, and of a likely name. Terms that are composed (spin/compose.hpp) and companions
// (spin/companion.hpp) have channels of their own. What the numbers are is in tuning.hpp; how
// often an edit of a given posterior is right, tests/quality shows.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/detect.hpp"
#include "spin/match.hpp"
#include "spin/tuning.hpp"
#include "unspin/context.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

// A candidate that may stand for a match.
struct Option {
  Lexicon::Candidate candidate;
  double channel = 0;
};

// A phrase that the best path replaces.
struct Choice {
  Match match;
  std::vector<Option> options;     // all that were weighed, the chosen one first
  std::vector<double> posteriors;  // of the options, in their order; the rest is "leave it"
  double gain = 0;                 // context's log-likelihood ratio of the chosen to what stands
};

// The choices of the best path, in order of position, disjoint. Views in them live as long as
// `layers`.
std::vector<Choice> decode(std::span<const Token> tokens, std::span<const Lexicon> layers,
                           const Context& context, const Detection& detection,
                           const Tuning& tuning);

}  // namespace unspin
