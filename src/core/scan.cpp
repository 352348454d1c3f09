// Covered by tests/unit/scan_test.cpp.
#include "core/scan.hpp"

#include <bit>
#include <cstring>

#include "core/hash.hpp"

namespace unspin {

namespace {

// Letters in lower case; digits have that bit anyway.
constexpr std::uint64_t kLower = 0x2020202020202020ULL;

std::uint64_t load(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}
std::uint64_t low_bytes(std::uint64_t word, std::size_t count) {
  return word & ((std::uint64_t{1} << (8 * count)) - 1);
}

// hash_bytes() of the letters in lower case. `ahead`: bytes that may be read from `item` on.
inline std::uint64_t hash_item(const char* item, std::size_t size, std::size_t ahead) {
  std::uint64_t h = kHashSeed ^ size;
  for (; size >= 8; item += 8, size -= 8, ahead -= 8) h = mix(h ^ (load(item, 8) | kLower));
  const std::uint64_t tail = ahead >= 8 ? low_bytes(load(item, 8) | kLower, size)
                                        : low_bytes(load(item, size) | kLower, size);
  h = mix(h ^ tail);
  return h == 0 ? 1 : h;
}

// Writes the positions of the set bits behind `out`; returns behind the last one. Writes up to
// eight more than there are.
inline std::uint32_t* flatten(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  const int count = std::popcount(bits);
  for (int done = 0; done < count; done += 8) {
    for (int i = 0; i < 8; ++i) {
      out[done + i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
  }
  return out + count;
}

// Room for one position for each byte of a text, and for what flatten writes too much.
void make_room(std::vector<std::uint32_t>& positions, std::size_t bytes) {
  if (positions.size() < bytes + kBlock + 8) positions.resize(bytes + kBlock + 8);
}

// Only the positions of a rare kind: the vector keeps them alone.
void append(std::uint64_t bits, std::uint32_t base, std::vector<std::uint32_t>& positions) {
  for (; bits != 0; bits &= bits - 1)
    positions.push_back(base + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

}  // namespace

void Scan::read(std::string_view text) {
  text_ = text;
  make_masks(text, masks_);
  find_edges();
  hash_items();
}

void Scan::find_edges() {
  capitals_.clear();
  marks_.clear();
  make_room(edges_, text_.size());
  std::uint32_t* out = edges_.data();
  std::uint64_t word_before = 0, apart_before = 1, high = 0;
  for (std::size_t i = 0; i < masks_.size(); ++i) {
    const Masks& block = masks_[i];
    const auto base = static_cast<std::uint32_t>(i * kBlock);
    out = flatten(block.word ^ (block.word << 1 | word_before), base, out);
    word_before = block.word >> 63;
    const std::uint64_t apart = block.space | block.capital;
    append(block.capital & ~(apart << 1 | apart_before), base, capitals_);
    apart_before = apart >> 63;
    append(block.mark, base, marks_);
    high |= block.high;
  }
  if (word_before != 0) *out++ = static_cast<std::uint32_t>(text_.size());
  items_ = static_cast<std::size_t>(out - edges_.data()) / 2;
  high_ = high != 0;
}

void Scan::hash_items() {
  if (hashes_.size() < items_ + 2) hashes_.resize(items_ + 2);
  const char* bytes = text_.data();
  for (std::size_t i = 0; i < items_; ++i) {
    const std::size_t first = begin(i);
    hashes_[i] = hash_item(bytes + first, end(i) - first, text_.size() - first);
  }
  hashes_[items_] = hashes_[items_ + 1] = 0;
}

// "don't" and letters beyond ASCII make several items of one word, and numbers are none.
std::size_t Scan::least_words(Span span) const {
  std::size_t low = 0, high = items_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (begin(middle) < span.begin) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  std::size_t words = 0;
  for (std::size_t i = low; i < items_ && begin(i) < span.end; ++i) {
    const std::size_t at = begin(i);
    const char before = at > 0 ? text_[at - 1] : ' ';
    const bool number = text_[at] >= '0' && text_[at] <= '9';
    words += !number && before != '\'' && static_cast<unsigned char>(before) < 0x80;
  }
  return words;
}

}  // namespace unspin
