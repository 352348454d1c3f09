// Gain: how much better the originals of what stands in a text would suit it than what stands.
//
// An author's word nearly always suits its place better than any of the words that spinners
// replace by it; a spinner's word does not. So the places of a text where some original gains
// much tell of a spinner, also of one whose thesaurus nobody has listed: other spinners and the
// broad synonyms know many of its words. The gain of an original is what the decoder
// (spin/decode.hpp) would weigh: model_scale times the context's log-likelihood ratio, less the
// forgiven part of the rarity, plus the log of the candidate's weight. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/tokenize.hpp"
#include "spin/tuning.hpp"
#include "unspin/context.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

// Places of a text by the best gain there: below -1, to 0, to 1, to 2, and 2 or more.
using GainCounts = std::array<std::uint32_t, kGainLevels>;

struct Gains {
  GainCounts listed{};  // by originals of the families of spinners
  GainCounts broad{};   // by the broad synonyms
};

// Counts each token that a phrase of the lexicon begins with once. Names are left out.
Gains count_gains(std::span<const Token> tokens, std::span<const Lexicon> layers,
                  const Context& context, const Tuning& tuning);

}  // namespace unspin
