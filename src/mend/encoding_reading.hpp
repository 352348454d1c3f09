// The ways to read a word: by steps back in all encodings, up to four, the least odd one first.
//
// Texts are code points. A Search keeps buffers from word to word, so it is for one thread; what it
// finds depends on its arguments alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mend/encoding_tables.hpp"

namespace unspin::encoding {

constexpr int kMostSteps = 4;

// One way to read a word.
struct Reading {
  std::u32string text;
  double oddness = 0;
  Encodings encodings = 0;  // those that the first step back may have taken
  int layers = 0;           // steps back
};

// What the sure words of a text have in common.
struct Likely {
  Encodings encodings = 0;
  int layers = 0;
};

class Search {
 public:
  // The least odd reading of a word that is not the word itself, within a beam; nullptr when there
  // is none. It lives until the next call.
  const Reading* best(std::u32string_view word, const Likely& likely);

 private:
  // Readings of one number of steps; those behind `size` lie ready with their buffers.
  struct Layer {
    std::vector<Reading> readings;
    std::size_t size = 0;

    Reading& last();  // behind the end
    void sort();
  };

  void step(std::u32string_view text, Encodings encodings, int layers, const Likely& likely);

  Bytes bytes_;
  Layer beam_, found_;
  Reading best_;
};

}  // namespace unspin::encoding
