// NgramTable: the n-grams of one order, by hash.
//
// An n-gram's key is a 64-bit hash. Its high bits choose a bucket, its low 16 bits are kept as a
// fingerprint, and with it one byte of log probability and, for all but the highest order, one
// byte of back-off weight. A key that was never stored is taken for one of its bucket's with
// probability (entries in the bucket) / 65536; buckets hold four on average.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/hash.hpp"
#include "unspin/context.hpp"

namespace unspin {

// Bytes to natural logarithms and back: equal steps from 0 down to -16, back-off from +1 to -7.
constexpr float kProbStep = 16.0f / 255;
constexpr float kBackoffStep = 8.0f / 255;
constexpr float kBackoffTop = 1.0f;

inline std::uint8_t quantise_prob(double log_prob) {
  const double step = -log_prob / kProbStep + 0.5;
  return static_cast<std::uint8_t>(std::clamp(step, 0.0, 255.0));
}
inline std::uint8_t quantise_backoff(double log_weight) {
  const double step = (kBackoffTop - log_weight) / kBackoffStep + 0.5;
  return static_cast<std::uint8_t>(std::clamp(step, 0.0, 255.0));
}

// The key of an n-gram grows from its last word towards its first.
constexpr std::uint64_t ngram_key(std::uint64_t newer, std::uint64_t word) {
  return combine(newer, word);
}

struct NgramTable {
  static constexpr std::size_t kAbsent = ~std::size_t{0};

  std::span<const std::uint32_t> buckets;  // first entry of each bucket, and the total
  std::span<const std::uint16_t> fingerprints;
  std::span<const std::uint8_t> probs;
  std::span<const std::uint8_t> backoffs;  // empty for the highest order

  // Number of buckets for `entries` n-grams: the power of two that leaves two to four in each.
  static std::size_t bucket_count(std::size_t entries) {
    std::size_t count = 2;
    while (count * 4 < entries) count *= 2;
    return count;
  }
  static std::size_t bucket_of(std::uint64_t key, std::size_t buckets) {
    return static_cast<std::size_t>(key >> 32) & (buckets - 1);
  }

  // Index of the entry with this key, or kAbsent.
  std::size_t find(std::uint64_t key) const {
    if (buckets.size() < 2) return kAbsent;
    const std::size_t bucket = bucket_of(key, buckets.size() - 1);
    const std::size_t end = std::min<std::size_t>(buckets[bucket + 1], fingerprints.size());
    const auto wanted = static_cast<std::uint16_t>(key);
    for (std::size_t i = buckets[bucket]; i < end; ++i) {
      if (fingerprints[i] == wanted) return i;
    }
    return kAbsent;
  }
};

}  // namespace unspin
