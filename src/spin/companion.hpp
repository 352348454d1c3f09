// Companions: small words that go with the phrase before them.
//
// Who replaced "worried" by "involved" may have replaced "about" by "with" too; the author's
// preposition goes with the author's word. So do the number of a verb ("the knowledge are" of
// "the data are") and the choice of "that" or "which". Behind every phrase that the decoder may
// replace, such a word may be another one of its group; the context model knows which goes with
// what.
#pragma once

#include <span>
#include <vector>

#include "spin/options.hpp"

namespace unspin {

// Sites for the companions that stand right behind one of `sites`, to be chosen only where that
// one is. Their options cost tuning.preposition_cost or tuning.agreement_cost.
std::vector<Site> companion_sites(std::span<const Token> tokens, const std::vector<Site>& sites,
                                  const Tuning& tuning);

}  // namespace unspin
