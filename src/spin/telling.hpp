// Telling phrases: those that are evidence of spinning by themselves. Where they may begin is found
// from the items of a text alone, by filters and a table of a compiled lexicon, without tokens;
// nearly all honest texts can be let go by what the phrases would amount to at most. Letters beyond
// ASCII are no items: a phrase with such letters is found where the text spells it alike.
//
// A phrase begins with its first four items, or all where it has fewer; it is told from others
// that begin so by its first six. Offsets are bytes of the scanned text. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/scan.hpp"
#include "core/target.hpp"
#include "spin/tuning.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

constexpr std::size_t kTellingPlace = 3;  // items
constexpr std::size_t kTellingStart = 4;
constexpr std::size_t kTellingItems = 6;

// The key of a sequence of items: fold them in from the left, beginning with 0. Of one, or of
// several sequences at a time (core/wide.hpp).
template <typename Type>
UNSPIN_INLINE constexpr Type telling_key(Type key, Type item) {
  return ((key << 25 | key >> 39) ^ item) * 0xd6e8feb86659fd93ULL;
}

// A phrase with marks other than apostrophes has a key apart, and is looked for only where its
// items have a mark beside them.
constexpr std::uint64_t kMarkedKey = 0x9e3779b97f4a7c15ULL;

struct PhraseKeys {
  std::size_t items = 0;    // at most kTellingItems
  std::uint64_t place = 0;  // of its first kTellingPlace items: where a filter has it
  std::uint64_t start = 0;  // of its first kTellingStart items
  std::uint64_t whole = 0;  // of its first kTellingItems
};
PhraseKeys telling_keys(std::string_view phrase);

// A place where a telling phrase may begin.
struct Hint {
  std::uint32_t item = 0;  // of the scan
  std::uint64_t key = 0;   // of the phrase
  float most = 0;          // evidence that it gives at most
};

// Replaces the content of `hints`; they come in order. `target`: as for a Scan.
void find_telling(const Scan& scan, std::span<const Lexicon> layers, std::vector<Hint>& hints,
                  Target target = unspin::target());

// Goes through a scanned text window by window, in order, with the hints of all of it.
class TellingWindows {
 public:
  // The arguments must outlive it.
  TellingWindows(const Scan& scan, std::span<const Hint> hints, const Tuning& tuning)
      : scan_(scan), hints_(hints), tuning_(tuning) {}

  // Whether the window that ends at byte `end`, and begins where the last one ended, may have the
  // evidence that a verdict asks for.
  bool may_be_spun(std::size_t end);

 private:
  const Scan& scan_;
  std::span<const Hint> hints_;  // those behind the last window
  const Tuning& tuning_;
  std::size_t begin_ = 0;
};

}  // namespace unspin
