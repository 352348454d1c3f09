// NgramTable: the n-grams of one order, by hash.
//
// An n-gram's key is a 64-bit hash. Its high bits choose a bucket, its low 16 bits are kept as a
// fingerprint, and with it one byte of log probability and, for all but the highest order, one
// byte of back-off weight. A key that was never stored is taken for one of its bucket's with
// probability (entries in the bucket) / 65536; buckets hold four on average.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

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

// What a table has of an n-gram: its probability and its back-off weight, or that it lacks it.
class Gram {
 public:
  constexpr Gram() = default;  // an n-gram that the model lacks
  constexpr Gram(std::uint8_t prob, std::uint8_t backoff)
      : bits_(static_cast<std::int32_t>(prob) | static_cast<std::int32_t>(backoff) << 8) {}

  constexpr bool known() const { return bits_ >= 0; }
  // Natural logarithms; preconditions: known().
  constexpr double log_prob() const { return -kProbStep * static_cast<float>(bits_ & 0xff); }
  constexpr double backoff() const {
    return kBackoffTop - kBackoffStep * static_cast<float>(bits_ >> 8);
  }

 private:
  std::int32_t bits_ = -1;
};

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

  // The entries [begin, end) of the bucket of a key. Precondition: there are buckets.
  std::pair<std::uint32_t, std::uint32_t> bucket(std::uint64_t key) const {
    const std::size_t at = bucket_of(key, buckets.size() - 1);
    const auto most = static_cast<std::uint32_t>(fingerprints.size());
    return {buckets[at], std::min(buckets[at + 1], most)};
  }

  // Index of the entry with this key, or kAbsent.
  std::size_t find(std::uint64_t key) const {
    if (buckets.size() < 2) return kAbsent;
    const auto [begin, end] = bucket(key);
    return find(begin, end, static_cast<std::uint16_t>(key));
  }

  // The first of the entries [begin, end) with the fingerprint. Four are compared at a time: where
  // the lengths of buckets vary, a loop over single entries is mispredicted nearly always. The
  // lowest of the equal ones is told exactly, and what lies behind `end` does not count.
  std::size_t find(std::size_t begin, std::size_t end, std::uint16_t wanted) const {
    constexpr std::uint64_t kOnes = 0x0001000100010001, kHighs = kOnes << 15;
    for (; begin < end && begin + 4 <= fingerprints.size(); begin += 4) {
      std::uint64_t four;
      std::memcpy(&four, &fingerprints[begin], sizeof four);
      const std::uint64_t differing = four ^ (kOnes * wanted);
      const std::uint64_t equal = (differing - kOnes) & ~differing & kHighs;
      if (equal == 0) continue;
      const std::size_t at = begin + static_cast<std::size_t>(std::countr_zero(equal)) / 16;
      return at < end ? at : kAbsent;
    }
    for (; begin < end; ++begin) {
      if (fingerprints[begin] == wanted) return begin;
    }
    return kAbsent;
  }

  Gram gram(std::size_t at) const {
    if (at == kAbsent) return {};
    return {probs[at], at < backoffs.size() ? backoffs[at] : std::uint8_t{0}};
  }
  Gram look_up(std::uint64_t key) const { return gram(find(key)); }

  // Fetch what a look-up reads first, then, and last: see NgramBatch.
  void prefetch_bucket(std::uint64_t key) const {
    __builtin_prefetch(buckets.data() + bucket_of(key, buckets.size() - 1));
  }
  void prefetch_entries(std::size_t begin) const {
    __builtin_prefetch(fingerprints.data() + std::min(begin, fingerprints.size()));
  }
  void prefetch_gram(std::size_t at) const {
    if (at == kAbsent) return;
    __builtin_prefetch(&probs[at]);
    if (at < backoffs.size()) __builtin_prefetch(&backoffs[at]);
  }
};

// What the model has of a word behind none, one, two and three words, and of the last one, two and
// three words of a history. What reaches beyond the paragraph it does not have.
using Grams = std::array<Gram, Context::kOrder>;
using Suffixes = std::array<Gram, Context::kOrder - 1>;

// The word's grams are the suffixes of the history that ends in it.
inline Suffixes suffixes_of(const Grams& grams) { return {grams[0], grams[1], grams[2]}; }

// log P(word | history) by the grams of the word and the suffixes of the history.
inline double log_prob_of(const Grams& grams, const Suffixes& suffixes, double unknown_log_prob) {
  if (!grams[0].known()) return unknown_log_prob;
  // `log_p` is that of the longest n-gram found so far; the back-off weights of the histories
  // that were longer than it are added, and dropped again when a longer n-gram turns up.
  double log_p = grams[0].log_prob();
  double backoff = 0;
  for (std::size_t n = 1; n < Context::kOrder; ++n) {
    if (grams[n].known()) {
      log_p = grams[n].log_prob();
      backoff = 0;
      continue;
    }
    if (!suffixes[n - 1].known()) break;  // nor is any longer history known
    backoff += suffixes[n - 1].backoff();
  }
  return log_p + backoff;
}

}  // namespace unspin
