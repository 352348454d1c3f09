// The sections of a compiled lexicon; build/compile writes them, spin/lexicon reads them.
//
// Phrases live in a table of token paths in buckets: the high bits of a path's hash choose the
// bucket, the low 32 are kept as a fingerprint, and with it which phrase ends there, if any; a path
// that is only the beginning of longer phrases is there too. A path that was never stored is taken
// for one of its bucket's, two on average, with probability 1 in 10^9. All strings are ranges of
// one section, equal ones the same range. Shares and logarithms are kept in one byte each.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/hash.hpp"
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
  kTellingSection
};

// Bits of the table of first tokens; a power of two.
constexpr std::uint64_t kStartBits = 1 << 18;

// The filter of the cheap pass: a bit for each telling phrase, those that are evidence enough for
// the detector to look at them. Longer phrases have the bit of their first two tokens: common words
// begin many phrases, but few pairs of words do.
constexpr std::uint64_t kTellingBits = 1 << 22;
constexpr bool is_telling(double evidence, double log_prior) {
  return evidence >= Tuning{}.signature && log_prior < Tuning{}.common;
}
constexpr std::uint64_t telling_bit(std::uint64_t token) { return mix(token) & (kTellingBits - 1); }
constexpr std::uint64_t telling_bit(std::uint64_t first, std::uint64_t second) {
  return combine(first, second) & (kTellingBits - 1);
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
