// Covered by tests/unit/scan_test.cpp, which compares the two ways on all bytes.
#include "core/masks.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/target.hpp"

#ifdef UNSPIN_X86
#include <immintrin.h>
#endif

namespace unspin {

namespace {

enum : std::uint8_t {
  kWordBit = 1,
  kCapitalBit = 2,
  kSpaceBit = 4,
  kHighBit = 8,
  kMarkBit = 16,
  kDigitBit = 32,
  kQuoteBit = 64
};

constexpr std::string_view kMarks = "&\\%{-\x7F";

constexpr std::array<std::uint8_t, 256> make_table() {
  std::array<std::uint8_t, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool digit = c >= '0' && c <= '9';
    const bool word = capital || (c >= 'a' && c <= 'z') || digit;
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    const bool listed = c < 0x80 && kMarks.find(static_cast<char>(c)) != std::string_view::npos;
    const bool mark = listed || (c > 0 && c < ' ' && !space);
    table[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(
        (word ? kWordBit : 0) | (capital ? kCapitalBit : 0) | (space ? kSpaceBit : 0) |
        (c >= 0x80 ? kHighBit : 0) | (mark ? kMarkBit : 0) | (digit ? kDigitBit : 0) |
        (c == '\'' ? kQuoteBit : 0));
  }
  return table;
}
constexpr std::array<std::uint8_t, 256> kTable = make_table();

Masks block_by_table(const char* bytes, std::size_t size) {
  Masks masks;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint64_t kind = kTable[static_cast<unsigned char>(bytes[i])];
    masks.word |= (kind & 1) << i;
    masks.capital |= (kind >> 1 & 1) << i;
    masks.space |= (kind >> 2 & 1) << i;
    masks.high |= (kind >> 3 & 1) << i;
    masks.mark |= (kind >> 4 & 1) << i;
    masks.digit |= (kind >> 5 & 1) << i;
    masks.quote |= (kind >> 6 & 1) << i;
  }
  return masks;
}

#ifdef UNSPIN_X86

UNSPIN_AVX2 inline __m256i is_any(__m256i bytes, char c) {
  return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c));
}

// Bytes from `low` on, `count` of them.
UNSPIN_AVX2 inline __m256i is_among(__m256i bytes, char low, char count) {
  const __m256i shifted = _mm256_sub_epi8(bytes, _mm256_set1_epi8(low));
  const __m256i most = _mm256_set1_epi8(static_cast<char>(count - 1));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(shifted, most), shifted);
}

UNSPIN_AVX2 inline std::uint64_t bits(__m256i low, __m256i high) {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
         std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
}

struct Vectors {
  __m256i word, digit, capital, space, mark, quote;
};

UNSPIN_AVX2 inline Vectors classify(__m256i bytes) {
  const __m256i small = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  const __m256i letter = is_among(small, 'a', 26), digit = is_among(bytes, '0', 10);
  const __m256i space = _mm256_or_si256(_mm256_or_si256(is_any(bytes, ' '), is_any(bytes, '\t')),
                                        _mm256_or_si256(is_any(bytes, '\n'), is_any(bytes, '\r')));
  const __m256i control = _mm256_andnot_si256(space, is_among(bytes, 1, 31));
  __m256i mark = _mm256_or_si256(control, is_any(bytes, '\x7F'));
  for (const char c : {'&', '\\', '%', '{', '-'}) mark = _mm256_or_si256(mark, is_any(bytes, c));
  return {_mm256_or_si256(letter, digit),
          digit,
          is_among(bytes, 'A', 26),
          space,
          mark,
          is_any(bytes, '\'')};
}

UNSPIN_AVX2 Masks block_by_avx2(const char* bytes) {
  const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
  const Vectors a = classify(first), b = classify(second);
  return {bits(a.word, b.word),   bits(a.digit, b.digit), bits(a.capital, b.capital),
          bits(a.space, b.space), bits(first, second),    bits(a.mark, b.mark),
          bits(a.quote, b.quote)};
}

UNSPIN_AVX2 void masks_by_avx2(std::string_view text, std::vector<Masks>& masks) {
  const std::size_t whole = text.size() / kBlock;
  for (std::size_t i = 0; i < whole; ++i) masks[i] = block_by_avx2(text.data() + i * kBlock);
  if (whole == masks.size()) return;
  char rest[kBlock] = {};  // NUL has no bit anywhere
  std::memcpy(rest, text.data() + whole * kBlock, text.size() - whole * kBlock);
  masks[whole] = block_by_avx2(rest);
}

#endif

}  // namespace

void make_masks(std::string_view text, std::vector<Masks>& masks, [[maybe_unused]] Target target) {
  masks.resize((text.size() + kBlock - 1) / kBlock);
#ifdef UNSPIN_X86
  if (target != Target::kPlain) return masks_by_avx2(text, masks);
#endif
  for (std::size_t i = 0; i < masks.size(); ++i) {
    const std::size_t begin = i * kBlock;
    masks[i] = block_by_table(text.data() + begin, std::min(kBlock, text.size() - begin));
  }
}

}  // namespace unspin
