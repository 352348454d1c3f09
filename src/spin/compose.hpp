// Composing: spun terms that no row lists, recovered word by word.
//
// Spinners replace the words of a term one by one: who knows that "profound" stands for "deep" and
// "mastering" for "learning" can read "profound mastering", if "deep learning" is an established
// term. Every word or short phrase that some row replaces is tried with each of its originals, and
// as it stands; what comes out counts when the lexicon's list of terms has it. The same pairs of
// words, taken from the listed phrases (build/units.hpp), speak here only.
#pragma once

#include <span>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/match.hpp"
#include "spin/shares.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

// A term that a stretch of tokens may stand for.
struct Composed {
  std::uint32_t first = 0, last = 0;  // tokens [first, last)
  std::uint32_t layer = 0;            // of the lexicon that has the term
  std::uint32_t hyphens = 0;          // between words of the stretch
  Lexicon::Candidate term;
  double log_share =
      0;  // summed over the parts that change: how likely each stands for its original
  std::uint32_t changed = 0;  // parts that change
};

// All terms that stretches of the text may stand for, by first token; none is a stretch that is a
// term as it stands. Views live as long as `layers`.
std::vector<Composed> compose_terms(std::span<const Token> tokens, std::span<const Lexicon> layers,
                                    const Shares& shares);

}  // namespace unspin
