// WordTable: values by word, for the words of one text.
//
// Open addressing over token hashes, which are well mixed already and never 0. Made for at most so
// many words, it never grows. One thread.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace unspin {

template <typename Value>
class WordTable {
 public:
  // Precondition of all that follows: at most `most_words` different words are put in.
  explicit WordTable(std::size_t most_words) : slots_(std::bit_ceil(2 * most_words + 2)) {}

  // The value of a word, made where there was none.
  Value& operator[](std::uint64_t word) {
    Slot& slot = slots_[place(word)];
    slot.word = word;
    return slot.value;
  }

  bool has(std::uint64_t word) const { return slots_[place(word)].word == word; }

  template <typename Function>
  void for_each(const Function& function) const {
    for (const Slot& slot : slots_) {
      if (slot.word != 0) function(slot.value);
    }
  }

 private:
  struct Slot {
    std::uint64_t word = 0;
    Value value{};
  };

  // Where the word is, or where it would be put.
  std::size_t place(std::uint64_t word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(word) & mask;
    while (slots_[at].word != 0 && slots_[at].word != word) at = (at + 1) & mask;
    return at;
  }

  std::vector<Slot> slots_;
};

}  // namespace unspin
