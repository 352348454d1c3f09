// The sections of a context model file; build/train writes them, spin/context reads them.
#pragma once

#include <cstdint>

namespace unspin {

struct ModelFacts {
  std::uint64_t training_words;
  double unknown_log_prob;  // of a word outside the vocabulary
};

constexpr std::uint32_t kFactsSection = 0;
constexpr std::uint32_t kRecipeSection = 1;
constexpr std::uint32_t kFirstTableSection = 2;  // then, by order: buckets, fingerprints, ...
constexpr std::uint32_t kSectionsPerOrder = 4;   // ... log probabilities, back-off weights

// One byte for each weight of the discriminative part; a power of two of them, or none.
constexpr std::uint32_t kFitSection = kFirstTableSection + 4 * kSectionsPerOrder;
constexpr float kFitStep = 1.0f / 32;

}  // namespace unspin
