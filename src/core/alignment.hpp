// Word alignment of two texts, as the scoring of repairs defines it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin {

// A stretch of words that differs: `from` of the first text, `to` of the second.
struct WordEdit {
  Span from;
  Span to;
  bool operator==(const WordEdit&) const = default;
};

struct Alignment {
  std::size_t distance = 0;      // Levenshtein, in words
  std::vector<WordEdit> edits;   // adjacent ones merged, in order
};

// Aligns two sequences of words, given as numbers that are equal where the words are. Of the
// alignments with least distance it takes the one that, read from the end, prefers a match or
// substitution to a deletion and a deletion to an insertion. Time O(nm), memory nm/4 bytes.
Alignment align(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

}  // namespace unspin
