// The sections of a compiled lexicon; build/compile writes them, spin/lexicon reads them.
//
// Phrases live in a table of token paths in buckets: the high bits of a path's hash choose the
// bucket, the low 32 are kept as a fingerprint, and with it which phrase ends there, if any; a path
// that is only the beginning of longer phrases is there too. A path that was never stored is taken
// for one of its bucket's, two on average, with probability 1 in 10^9. All strings are ranges of
// one section, equal ones the same range. Shares and logarithms are kept in one byte each.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/hash.hpp"
#include "core/target.hpp"
#include "spin/tuning.hpp"

namespace unspin {

struct PathSlot {
  std::uint32_t fingerprint;
  std::uint32_t entry;  // index of the phrase that ends here, plus one
};

struct EntryRecord {
  std::uint32_t text;
  std::uint32_t first;
  std::uint8_t text_size;
  std::uint8_t count;
  std::uint8_t log_prior;
  std::uint8_t evidence;
};

struct CandidateRecord {
  std::uint32_t original;
  std::uint32_t line_and_family;  // the family in the low 7 bits, then kReplacedBit
  std::uint16_t first_guard;
  std::uint8_t guards;
  std::uint8_t weight;
};

// The family has rows that replace the spun phrase itself, where an author has written it.
constexpr std::uint32_t kReplacedBit = 0x80;
constexpr std::uint32_t kFamilyBits = 0x7f;

struct OriginalRecord {
  std::uint32_t text;
  std::uint32_t first_token;
  std::uint8_t text_size;
  std::uint8_t tokens;
  std::uint8_t log_prior;
  std::uint8_t unused;
};

struct FamilyRecord {
  std::uint32_t text;
  std::uint32_t text_size;
};

enum LexiconSection : std::uint32_t {
  kBucketSection,  // first slot of each bucket, and the total
  kPathSection,
  kEntrySection,
  kCandidateSection,
  kOriginalSection,
  kTokenSection,
  kGuardSection,
  kFamilySection,
  kStringSection,
  kStartSection,
  kTellingWordSection,  // the filters
  kTellingStartSection,
  kMostEvidenceSection  // the table behind them
};

// Bits of the table of first tokens; a power of two.
constexpr std::uint64_t kStartBits = 1 << 18;

// Telling phrases, those that are evidence enough for the detector to look at them, are found by
// keys (spin/telling.hpp) in tables: filters of how they begin, which let nearly all places of a
// text go, and a hash table of whole phrases with the evidence that they give at most.
constexpr bool is_telling(double evidence, double log_prior) {
  return evidence >= Tuning{}.signature && log_prior < Tuning{}.common;
}

// A Bloom filter whose three bits lie in one word (Putze, Sanders, Singler 2007): one for phrases
// of one item, and one for those of more, in which the first three items choose the word and
// the first four the bits. With 24 bits and more for each key, one in 1,000 is taken for one held.
class TellingFilter {
 public:
  // A power of two of words, at least one.
  explicit TellingFilter(std::span<const std::uint64_t> words) : words_(words) {}

  bool may_hold(std::uint64_t key) const { return (~word(key) & bits(key)) == 0; }

  std::uint64_t word(std::uint64_t key) const { return words_[place(key, words_.size())]; }

  static std::size_t place(std::uint64_t key, std::size_t words) {
    return static_cast<std::size_t>(key >> 36) & (words - 1);
  }
  // Of one key, or of several (core/wide.hpp).
  template <typename Type>
  UNSPIN_INLINE static Type bits(Type key) {
    const Type one = key - key + 1;
    return one << (key >> 30 & 63) | one << (key >> 24 & 63) | one << (key >> 18 & 63);
  }
  // The size for so many keys.
  static std::size_t words_for(std::size_t keys) { return std::bit_ceil(keys * 24 / 64 + 1); }

 private:
  std::span<const std::uint64_t> words_;
};

// Most evidence by key: a hash table of a power of two of slots with linear probing. A slot is 0 or
// has eleven bits of the key above the evidence in steps; keys that look alike share the greater
// number.
class MostEvidence {
 public:
  static constexpr std::uint16_t kSteps = 31;
  static constexpr double kStep = Tuning{}.site_cap / kSteps;

  explicit MostEvidence(std::span<const std::uint16_t> slots) : slots_(slots) {}

  // 0 for a key that is not held. One key in 1,000 is taken for another.
  float find(std::uint64_t key) const {
    int most = 0;
    for (std::size_t at = place(key, slots_.size()), n = 0; n < slots_.size() && slots_[at] != 0;
         at = (at + 1) & (slots_.size() - 1), ++n) {
      if (((slots_[at] ^ slot(key, 0)) & ~kSteps) == 0) most = std::max(most, slots_[at] & kSteps);
    }
    return static_cast<float>(kStep * most);
  }

  static std::size_t place(std::uint64_t key, std::size_t slots) {
    return static_cast<std::size_t>(key >> 40) & (slots - 1);
  }
  static std::uint16_t slot(std::uint64_t key, int steps) {
    return static_cast<std::uint16_t>((key >> 24 & 0xFFE0) | static_cast<std::uint16_t>(steps));
  }
  static std::size_t slots_for(std::size_t keys) { return std::bit_ceil(3 * keys / 2 + 2); }

 private:
  std::span<const std::uint16_t> slots_;
};

// What a phrase may say at most: no more than by how much clean text has it more rarely than what
// honest authors differ in freely. `mass`: of the originals of its best family, sum of weight times
// frequency; `evidence`: the entry's.
inline double most_evidence(double mass, double evidence, const Tuning& tuning) {
  return std::clamp(tuning.common - (std::log(mass) - evidence), 0.0, tuning.site_cap);
}

// Numbers in equal steps between two bounds.
struct ByteScale {
  float low, high;

  std::uint8_t pack(double value) const {
    const double place = (value - double{low}) / (double{high} - double{low});
    return static_cast<std::uint8_t>(std::lround(std::clamp(place, 0.0, 1.0) * 255));
  }
  float unpack(std::uint8_t byte) const {
    return low + (high - low) * static_cast<float>(byte) / 255;
  }
};
constexpr ByteScale kWeightScale{0, 1};
constexpr ByteScale kPriorScale{-20.4f, 0};
constexpr ByteScale kEvidenceScale{-12.7f, 12.8f};

// The bucket of a path among a power of two of them.
constexpr std::size_t bucket_of_path(std::uint64_t path, std::size_t buckets) {
  return static_cast<std::size_t>(path >> 32) & (buckets - 1);
}

}  // namespace unspin
