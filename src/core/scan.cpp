// Covered by tests/unit/scan_test.cpp.
#include "core/scan.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/hash.hpp"
#include "core/wide.hpp"

namespace unspin {

namespace {

UNSPIN_INLINE std::uint64_t load(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}
// The hashes of as many items as are worked on at a time, of which 16 bytes from the beginning on
// may be read. Returns the sizes' bits: those of 16 bytes and more are still to be done.
template <typename Numbers>
UNSPIN_INLINE std::uint64_t hash_some(const char* text, const std::uint32_t* edges,
                                      std::uint64_t* hashes) {
  using Type = typename Numbers::Type;
  std::uint64_t bits = 0;
  for (std::size_t k = 0; k < Numbers::kCount; ++k) bits |= edges[2 * k + 1] - edges[2 * k];
  const auto word = [&](std::size_t k, std::size_t skip) {
    return load(text + edges[2 * k] + skip, 8);
  };
  const Type first = make_wide<Numbers>([&](std::size_t k) { return word(k, 0); }) | kLowerCase;
  const Type second = make_wide<Numbers>([&](std::size_t k) { return word(k, 8); }) | kLowerCase;
  const Type size = make_wide<Numbers>(
      [&](std::size_t k) { return std::uint64_t{edges[2 * k + 1]} - edges[2 * k]; });
  const Type one = size - size + 1;
  const Type tail = (one << ((size & 7) * 8)) - 1;  // the bytes behind the last eight
  const Type seed = size ^ kHashSeed;
  const Type hash = size > 7 ? mix_wide(mix_wide(seed ^ first) ^ (second & tail))
                             : mix_wide(seed ^ (first & tail));
  store_wide(hash + ones<Type>(hash == 0), hashes);
  return bits;
}

template <typename Numbers>
UNSPIN_INLINE void hash_all(std::string_view text, const std::uint32_t* edges, std::size_t items,
                            std::uint64_t* hashes) {
  std::size_t i = 0;
  for (; i + Numbers::kCount <= items; i += Numbers::kCount) {
    const std::size_t last = i + Numbers::kCount - 1;
    if (edges[2 * last] + 16 > text.size()) break;
    if (hash_some<Numbers>(text.data(), edges + 2 * i, hashes + i) < 16) continue;
    for (std::size_t k = i; k <= last; ++k) {
      const std::size_t begin = edges[2 * k], size = edges[2 * k + 1] - begin;
      if (size > 15) hashes[k] = hash_lower(text.substr(begin, size));
    }
  }
  for (; i < items; ++i)
    hashes[i] = hash_lower(text.substr(edges[2 * i], edges[2 * i + 1] - edges[2 * i]));
}
void hash_all_plain(std::string_view text, const std::uint32_t* edges, std::size_t items,
                    std::uint64_t* hashes) {
  hash_all<Wide<1>>(text, edges, items, hashes);
}
UNSPIN_AVX2 void hash_all_avx2(std::string_view text, const std::uint32_t* edges, std::size_t items,
                               std::uint64_t* hashes) {
  hash_all<Wide<4>>(text, edges, items, hashes);
}
UNSPIN_AVX512 void hash_all_avx512(std::string_view text, const std::uint32_t* edges,
                                   std::size_t items, std::uint64_t* hashes) {
  hash_all<Wide<8>>(text, edges, items, hashes);
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
std::uint32_t* flatten_edges_plain(const std::vector<Masks>& masks, std::uint32_t* out) {
  return flatten_edges(masks, out);
}
UNSPIN_AVX2 std::uint32_t* flatten_edges_avx2(const std::vector<Masks>& masks, std::uint32_t* out) {
  return flatten_edges(masks, out);
}

void append(std::uint64_t bits, std::uint32_t base, std::vector<std::uint32_t>& positions) {
  for (; bits != 0; bits &= bits - 1)
    positions.push_back(base + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

}  // namespace

void Scan::read(std::string_view text) {
  text_ = text;
  make_masks(text, masks_, target_);
  find_edges();
  find_rare();
  if (hashes_.size() < items_ + kBehind) hashes_.resize(items_ + kBehind);
  const auto hash = for_target(target_, hash_all_plain, hash_all_avx2, hash_all_avx512);
  hash(text_, edges_.data(), items_, hashes_.data());
  std::fill_n(hashes_.begin() + static_cast<std::ptrdiff_t>(items_), kBehind, 0);
}

void Scan::find_edges() {
  // Room for an edge at each byte, and for what flatten() writes too much.
  if (edges_.size() < text_.size() + kBlock) edges_.resize(text_.size() + kBlock);
  const auto flatten =
      for_target(target_, flatten_edges_plain, flatten_edges_avx2, flatten_edges_avx2);
  std::uint32_t* end = flatten(masks_, edges_.data());
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
  std::size_t words = 0;
  std::uint64_t before = 0;  // of the byte in front of the block
  for (std::size_t i = span.begin / kBlock; i * kBlock < span.end; ++i) {
    const Masks& block = masks_[i];
    const std::uint64_t inside = block.word | block.quote | block.high;
    std::uint64_t begins = block.word & ~block.digit & ~(inside << 1 | before);
    before = inside >> 63;
    const std::size_t base = i * kBlock;
    if (base < span.begin) begins &= ~std::uint64_t{0} << (span.begin - base);
    if (span.end - base < kBlock) begins &= (std::uint64_t{1} << (span.end - base)) - 1;
    words += static_cast<std::size_t>(std::popcount(begins));
  }
  return words;
}

}  // namespace unspin
