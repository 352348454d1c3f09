// The first look at a text, made to be fast: its items, by hash, and where the rarer things are for
// which the later stages have to look closer.
//
// An item is a run of ASCII letters and digits, as long as can be. Its hash is that of its letters
// in lower case, so where a token (core/tokenize.hpp) is one item and nothing else, both have the
// same hash. Apostrophes, letters beyond ASCII and all marks part items: whatever phrase a text
// holds as a sequence of tokens, it holds as a sequence of items too.
// Offsets are bytes of the text, of less than 4 GiB, which may hold any bytes and must outlive the
// scan. A Scan is working memory to be used again: scanning allocates only while it grows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/masks.hpp"
#include "core/target.hpp"
#include "unspin/edit.hpp"

namespace unspin {

class Scan {
 public:
  // `target`: for which processor's instructions; all give the same.
  explicit Scan(Target target = unspin::target()) : target_(target) {}

  void read(std::string_view text);

  std::string_view text() const { return text_; }

  std::size_t items() const { return items_; }
  std::size_t begin(std::size_t item) const { return edges_[2 * item]; }
  std::size_t end(std::size_t item) const { return edges_[2 * item + 1]; }
  Span span(std::size_t item) const { return {begin(item), end(item)}; }

  // One for each item, and kBehind times 0.
  static constexpr std::size_t kBehind = 3;
  const std::vector<std::uint64_t>& hashes() const { return hashes_; }

  // Bytes of capitals that follow no white space and no capital.
  const std::vector<std::uint32_t>& inner_capitals() const { return capitals_; }
  // Bytes that Masks::mark is set for.
  const std::vector<std::uint32_t>& marks() const { return marks_; }
  // There is a byte beyond ASCII.
  bool high() const { return high_; }
  const std::vector<Masks>& masks() const { return masks_; }

  // At most as many as the tokenizer finds words in the items that begin in `span`.
  std::size_t least_words(Span span) const;

 private:
  void find_edges();
  void find_rare();

  Target target_;
  std::string_view text_;
  std::vector<Masks> masks_;
  std::vector<std::uint32_t> edges_;  // begin and end of each item
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> capitals_, marks_;
  std::size_t items_ = 0;
  bool high_ = false;
};

}  // namespace unspin
