// Covered by tests/unit/scan_test.cpp.
#include "core/scan.hpp"

#include <bit>
#include <cstring>

#include "core/hash.hpp"
#include "core/target.hpp"

namespace unspin {

namespace {

// Letters in lower case; digits have that bit anyway.
constexpr std::uint64_t kLower = 0x2020202020202020ULL;

UNSPIN_INLINE std::uint64_t load(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}
UNSPIN_INLINE std::uint64_t low_bytes(std::uint64_t word, std::size_t count) {
  return word & ((std::uint64_t{1} << (8 * count)) - 1);
}
UNSPIN_INLINE std::uint64_t never_0(std::uint64_t hash) { return hash + (hash == 0); }

// hash_bytes() of the letters in lower case.
std::uint64_t hash_long(const char* item, std::size_t size) {
  std::uint64_t h = kHashSeed ^ size;
  for (; size >= 8; item += 8, size -= 8) h = mix(h ^ (load(item, 8) | kLower));
  return never_0(mix(h ^ low_bytes(load(item, size) | kLower, size)));
}

// The same, where 16 bytes from `item` on may be read and `size` is below 16.
UNSPIN_INLINE std::uint64_t hash_short(const char* item, std::size_t size) {
  const std::uint64_t seed = kHashSeed ^ size;
  const std::uint64_t first = load(item, 8) | kLower;
  if (size < 8) [[likely]]
    return never_0(mix(seed ^ low_bytes(first, size)));
  return never_0(mix(mix(seed ^ first) ^ low_bytes(load(item + 8, 8) | kLower, size - 8)));
}

UNSPIN_INLINE void hash_all(std::string_view text, const std::uint32_t* edges, std::size_t items,
                            std::uint64_t* hashes) {
  for (std::size_t i = 0; i < items; ++i) {
    const std::size_t begin = edges[2 * i], size = edges[2 * i + 1] - begin;
    const bool is_short = size < 16 && begin + 16 <= text.size();
    hashes[i] =
        is_short ? hash_short(text.data() + begin, size) : hash_long(text.data() + begin, size);
  }
}
UNSPIN_AVX2 void hash_all_fast(std::string_view text, const std::uint32_t* edges, std::size_t items,
                               std::uint64_t* hashes) {
  hash_all(text, edges, items, hashes);
}

// Writes the positions of the set bits behind `out`; returns behind the last one. Writes up to
// eight more than there are.
UNSPIN_INLINE std::uint32_t* flatten(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
  std::uint32_t* const end = out + std::popcount(bits);
  for (; out < end; out += 8) {
    for (int i = 0; i < 8; ++i) {
      out[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
  }
  return end;
}

// Where runs of word bytes begin and end, but for the end of the text.
UNSPIN_INLINE std::uint32_t* flatten_edges(const std::vector<Masks>& masks, std::uint32_t* out) {
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < masks.size(); ++i) {
    const std::uint64_t word = masks[i].word;
    out = flatten(word ^ (word << 1 | before), static_cast<std::uint32_t>(i * kBlock), out);
    before = word >> 63;
  }
  return out;
}
UNSPIN_AVX2 std::uint32_t* flatten_edges_fast(const std::vector<Masks>& masks, std::uint32_t* out) {
  return flatten_edges(masks, out);
}

void append(std::uint64_t bits, std::uint32_t base, std::vector<std::uint32_t>& positions) {
  for (; bits != 0; bits &= bits - 1)
    positions.push_back(base + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

}  // namespace

void Scan::read(std::string_view text) {
  text_ = text;
  make_masks(text, masks_);
  find_edges();
  find_rare();
  if (hashes_.size() < items_ + 2) hashes_.resize(items_ + 2);
  const auto hash = has_avx2() ? hash_all_fast : hash_all;
  hash(text_, edges_.data(), items_, hashes_.data());
  hashes_[items_] = hashes_[items_ + 1] = 0;
}

void Scan::find_edges() {
  // Room for an edge at each byte, and for what flatten() writes too much.
  if (edges_.size() < text_.size() + kBlock) edges_.resize(text_.size() + kBlock);
  const auto flatten_all = has_avx2() ? flatten_edges_fast : flatten_edges;
  std::uint32_t* end = flatten_all(masks_, edges_.data());
  if (!masks_.empty() && text_.size() % kBlock == 0 && masks_.back().word >> 63 != 0)
    *end++ = static_cast<std::uint32_t>(text_.size());
  items_ = static_cast<std::size_t>(end - edges_.data()) / 2;
}

void Scan::find_rare() {
  capitals_.clear();
  marks_.clear();
  std::uint64_t apart_before = 1, high = 0;
  for (std::size_t i = 0; i < masks_.size(); ++i) {
    const Masks& block = masks_[i];
    const auto base = static_cast<std::uint32_t>(i * kBlock);
    const std::uint64_t apart = block.space | block.capital;
    append(block.capital & ~(apart << 1 | apart_before), base, capitals_);
    append(block.mark, base, marks_);
    apart_before = apart >> 63;
    high |= block.high;
  }
  high_ = high != 0;
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
