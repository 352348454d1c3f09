// The ways to read words: by steps back in all encodings, up to four, the least odd one first.
//
// Texts are code points. What has been read once is remembered: a text that was reached is stored
// with its oddness and with what the next steps make of it, so that a word is searched again with
// another preference without being read again. One object is for one thread; what it finds depends
// on the arguments alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mend/encoding_tables.hpp"

namespace unspin::encoding {

constexpr int kMostSteps = 4;

// What the sure words of a text have in common.
struct Likely {
  Encodings encodings = 0;
  int layers = 0;
};

// One way to read a word.
struct Reading {
  std::uint32_t text = 0;   // its number; see Readings::text
  Encodings encodings = 0;  // those that the first step back may have taken
  double oddness = 0;       // less what is likely
  int layers = 0;           // steps back; 0: this is no reading
};

class Readings {
 public:
  // A number for a word.
  std::uint32_t add(std::u32string_view word);

  // The least odd reading of a word that is not the word itself, within a beam.
  Reading best(std::uint32_t word, const Likely& likely);

  // The text of that number, the word itself or a reading. The view lives until the next call of
  // another function.
  std::u32string_view text(std::uint32_t number) const;

 private:
  struct Text {
    std::size_t begin, size;  // in pool_
    double oddness;
    std::uint32_t next;  // another text of the word; 0: the last
    bool is_read = false;
    Encodings possible = 0;                                // steps back
    std::array<std::uint32_t, kEncodingCount> readings{};  // where they lead
  };

  void make_room(std::size_t size);
  void read(std::uint32_t text);
  std::uint32_t intern(std::size_t size);
  void step(const Reading& from, const Likely& likely);

  std::u32string pool_;  // texts one behind the other, and room for more
  std::size_t used_ = 0;
  std::vector<Text> texts_;
  std::uint32_t word_ = 0;            // the one that is being searched
  std::vector<Reading> beam_, found_;  // of one number of steps, and of the next
  Bytes bytes_;
};

}  // namespace unspin::encoding
