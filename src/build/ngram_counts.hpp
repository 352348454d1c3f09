// Counting word sequences of clean text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "unspin/context.hpp"

namespace unspin::build {

// A word sequence, oldest first, as vocabulary numbers; unused places are 0.
using Gram = std::array<std::uint32_t, Context::kOrder>;

struct CountedGram {
  Gram words{};
  std::uint32_t count = 0;
};

// All n-grams of one order that occur, sorted by their words.
using GramList = std::vector<CountedGram>;

struct Counts {
  std::vector<std::uint64_t> vocabulary;        // token hash of each word number; [0] is unused
  std::array<GramList, Context::kOrder> grams;  // by order; order 1 first
  std::uint64_t words = 0;
};

// Gathers the token hashes of documents, then counts. Paragraphs begin with kParagraphStart and no
// sequence crosses from one into the next.
class Counter {
 public:
  void add(std::string_view text);
  std::uint64_t tokens() const { return stream_.size(); }  // gathered so far

  // Counts everything; words rarer than `min_count` are left out with the sequences that hold
  // them. Uses up the gathered text.
  Counts count(std::uint32_t min_count);

 private:
  std::vector<std::uint64_t> stream_;  // token hashes; 0 ends a paragraph
};

}  // namespace unspin::build
