// The words of a text that may be mojibake, each read once.
//
// Mojibake repeats itself: a text has the same few quotation marks thousands of times. What a word
// is read as depends on its characters that are not ASCII, those between them, and on the kinds of
// the two ASCII characters before and the one behind; so much of it is its core, and words of one
// core share one reading. Offsets are bytes of valid UTF-8. One object is for one call of the pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mend/encoding_reading.hpp"
#include "unspin/edit.hpp"

namespace unspin::encoding {

// What a core could be read as.
struct Suspect {
  bool any = false;        // it could be
  bool whole = false;      // all of its letters but ASCII are parts of sequences
  std::size_t offset = 0;  // of `before`, from the first character that is not ASCII
  std::string before;      // what of the core differs
  std::string after;       // what it becomes
  std::size_t length = 0;  // of `before`, in code points
  Encodings encodings = 0;
  int layers = 0;
  double gain = 0;  // oddness that the reading takes away
};

// A word of the text.
struct Occurrence {
  std::size_t at;    // its first character that is not ASCII
  std::size_t core;  // number of its core, from 0
};

class Words {
 public:
  // Precondition: `word` of `text` has a character that is not ASCII.
  void add(std::string_view text, Span word);

  // Reads every core; what is likely is preferred.
  void read(const Likely& likely);

  const std::vector<Occurrence>& occurrences() const { return occurrences_; }  // as added
  const Suspect& suspect(std::size_t core) const { return cores_[core].suspect; }

 private:
  struct Core {
    std::size_t begin, size;  // in text_
    std::uint64_t hash;
    Reading reading;  // what the suspect was made from
    Suspect suspect;
    bool is_read = false;
    std::uint32_t word = 0;  // its number in readings_, when it has been read
    double oddness = 0;
  };

  std::size_t number_of(std::size_t begin);
  void double_slots();
  void read(Core& core, const Likely& likely);
  void suspect(Core& core, const Reading& reading);

  std::string text_;  // of the cores, one behind the other
  std::vector<Core> cores_;
  std::vector<std::uint32_t> slots_;  // numbers of cores plus one, by hash; 0: free
  std::vector<Occurrence> occurrences_;
  Readings readings_;
  Bytes bytes_;
};

}  // namespace unspin::encoding
