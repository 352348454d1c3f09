// The words of a text that may be mojibake, each read once.
//
// Mojibake repeats itself: a text has the same few quotation marks thousands of times. What a word
// is read as depends on its characters that are not ASCII, those between them, and on the kinds of
// the two ASCII characters before and the one behind; so much of it is its core, and words of one
// core share one reading. Offsets are bytes of valid UTF-8. One object is for one call of the pass.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mend/encoding_reading.hpp"
#include "unspin/edit.hpp"

namespace unspin::encoding {

// What a core could be read as.
struct Suspect {
  bool any = false;        // it could be
  std::size_t offset = 0;  // of `before`, from the first character that is not ASCII
  std::string before;      // what of the core differs
  std::string after;       // what it becomes
  std::size_t length = 0;  // of `before`, in code points
  Encodings encodings = 0;
  int layers = 0;
  double gain = 0;     // oddness that the reading takes away
  bool whole = false;  // all of its letters but ASCII are parts of sequences
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
  const Suspect& suspect(std::size_t core) const { return suspects_[core]; }

 private:
  std::string key_;  // of the word that is being added
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<const std::string*> cores_;  // by number; they live in numbers_
  std::vector<Suspect> suspects_;
  std::vector<Occurrence> occurrences_;
  Search search_;
};

}  // namespace unspin::encoding
