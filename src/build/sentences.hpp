// Which sentences of two versions of a text belong together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin::build {

using Sentence = std::vector<std::uint32_t>;  // words as numbers, equal where the words are

// Sentences [from.begin, from.end) of the first text and [to.begin, to.end) of the second.
struct Group {
  Span from, to;
};

// One to two sentences on each side that share enough words, in order and disjoint; the others are
// left out. Dynamic programming within a band around the diagonal (after Gale and Church 1993, with
// shared words in place of lengths). Time O(n * kBand).
std::vector<Group> align_sentences(const std::vector<Sentence>& a, const std::vector<Sentence>& b);

}  // namespace unspin::build
