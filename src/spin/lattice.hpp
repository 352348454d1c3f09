// The search for the best path through the lattice of a text (spin/decode.hpp): a beam.
//
// At each token the tuning.beam best hypotheses are kept, no two with the same last words: only the
// better of such two can win. Those that are worse than the best by more than tuning.beam_margin
// are dropped too. What this leaves out of the search it leaves out unseen: an option is looked up
// only where a bound of its score lets it through. Pure; any thread.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "spin/options.hpp"
#include "spin/trial.hpp"
#include "spin/tuning.hpp"

namespace unspin {

// A stretch of the text that is decoded by itself: tokens and sites, half-open.
struct Stretch {
  std::size_t begin = 0, end = 0;
  std::uint32_t first_site = 0, last_site = 0;
};

// The sites and options of the best path, first to last. `sites` are all of the text.
std::vector<std::pair<std::uint32_t, std::uint32_t>> best_path(const Standing& standing,
                                                               const std::vector<Site>& sites,
                                                               const Stretch& stretch,
                                                               const Tuning& tuning);

}  // namespace unspin
