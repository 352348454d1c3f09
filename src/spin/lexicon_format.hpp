// The sections of a compiled lexicon; build/compile writes them, spin/lexicon reads them.
//
// Phrases live in one open-addressing table of token paths: the slot of a path says which phrase
// ends there, if any; a path that is only the beginning of longer phrases has a slot too. All
// strings are ranges of one section.
#pragma once

#include <cstdint>

namespace unspin {

struct StringRef {
  std::uint32_t begin;
  std::uint32_t size;
};

struct PathSlot {
  std::uint64_t path;   // 0: the slot is free
  std::uint32_t entry;  // index of the phrase that ends here, plus one
  std::uint32_t unused;
};

struct EntryRecord {
  StringRef text;
  float log_prior;
  float evidence;
  std::uint32_t first;
  std::uint32_t count;
};

struct CandidateRecord {
  std::uint32_t original;
  float weight;
  std::uint32_t family;
  std::uint32_t first_guard;
  std::uint32_t guards;
  std::uint32_t line;
};

struct OriginalRecord {
  StringRef text;
  std::uint32_t first_token;
  std::uint32_t tokens;
  float log_prior;
  std::uint32_t unused;
};

enum LexiconSection : std::uint32_t {
  kPathSection,
  kEntrySection,
  kCandidateSection,
  kOriginalSection,
  kTokenSection,
  kGuardSection,
  kFamilySection,
  kStringSection,
  kStartSection
};

// Bits of the table of first tokens; a power of two.
constexpr std::uint64_t kStartBits = 1 << 18;

}  // namespace unspin
