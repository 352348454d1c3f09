// Which bytes are UTF-8, without ICU: every byte of every input comes through here, so runs of
// ASCII are passed sixteen bytes at a time. Covered by tests/unit/unicode_test.cpp.
#include <bit>
#include <cstring>

#include "core/unicode.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace unspin::unicode {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_continuation(std::string_view text, std::size_t at) {
  return (byte_at(text, at) & 0xC0) == 0x80;
}

// Length of the well-formed sequence that begins with the high byte at `at`; 0: there is none. The
// ranges of the second byte are those of table 3-7 of the Unicode standard.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  const std::size_t left = text.size() - at;
  if (lead < 0xE0) return lead >= 0xC2 && left >= 2 && is_continuation(text, at + 1) ? 2 : 0;
  if (left < 3 || !is_continuation(text, at + 1) || !is_continuation(text, at + 2)) return 0;
  const unsigned second = byte_at(text, at + 1);
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (left < 4 || !is_continuation(text, at + 3)) return 0;
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool too_great = lead > 0xF4 || (lead == 0xF4 && second >= 0x90);
  return overlong || too_great ? 0 : 4;
}

}  // namespace

std::size_t next_high(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; text.size() - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const auto high = static_cast<unsigned>(_mm_movemask_epi8(bytes));
    if (high != 0) return at + static_cast<std::size_t>(std::countr_zero(high));
  }
#else
  constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
  for (; text.size() - at >= 8; at += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & kHighBits) != 0) break;
  }
#endif
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

std::size_t valid_prefix(std::string_view text) {
  for (std::size_t at = next_high(text, 0); at < text.size(); at = next_high(text, at)) {
    do {
      const std::size_t length = sequence_length(text, at);
      if (length == 0) return at;
      at += length;
    } while (at < text.size() && byte_at(text, at) >= 0x80);
  }
  return text.size();
}

}  // namespace unspin::unicode
