// Prepositions that a replaced phrase has brought with it.
//
// Who replaced "worried" by "involved" may have replaced "about" by "with" too; the author's
// preposition goes with the author's word. Behind every phrase that the decoder may replace, a
// preposition may be another one; the context model knows which goes with what.
#pragma once

#include <span>
#include <vector>

#include "spin/options.hpp"

namespace unspin {

// Sites for the prepositions that stand right behind one of `sites`, to be chosen only where that
// one is. Their options cost tuning.preposition_cost.
std::vector<Site> preposition_sites(std::span<const Token> tokens, const std::vector<Site>& sites,
                                    const Tuning& tuning);

}  // namespace unspin
