// The encodings that UTF-8 is misread in, and one step back: the characters of a text as bytes of
// an encoding, where those are UTF-8, as the characters that they were.
//
// Texts are code points here, offsets count them. The tables are built once, from the converters
// behind core/unicode, and never change; all functions may be called from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace unspin::encoding {

// The likelier ones first: of two that explain a text equally well the earlier is taken.
constexpr const char* kEncodings[] = {
    "windows-1252", "macintosh",    "ibm-437",      "windows-1251", "windows-1250",
    "windows-1254", "windows-1253", "windows-1257", "koi8-r",       "iso-8859-2"};
// A set of encodings, a bit for each, in this order.
using Encodings = std::uint32_t;

// Those whose letters are not Latin.
constexpr Encodings kOfOtherScripts = 1U << 3 | 1U << 6 | 1U << 8;
constexpr std::size_t kCp437 = 2;
constexpr std::size_t kEncodingCount = sizeof kEncodings / sizeof *kEncodings;

// What a character is as a byte.
struct ByteRow {
  Encodings lead = 0;          // in which encodings it begins a sequence of UTF-8
  Encodings continuation = 0;  // in which it continues one
  // The byte in each encoding; 0: none that is part of a sequence.
  std::array<std::uint8_t, kEncodingCount> bytes{};
};

// The rows of all characters. All high bytes are characters below U+3000, but for three of Mac
// Roman in the private use area and behind it.
class ByteTables {
 public:
  static const ByteTables& get();

  const ByteRow& row(char32_t c) const { return rows_[index_[slot(c)]]; }

 private:
  static constexpr char32_t kFew = 0x3000, kLateBegin = 0xF800, kLateEnd = 0xFC00;
  static constexpr std::size_t slot(char32_t c) {
    if (c < kFew) return c;
    return c >= kLateBegin && c < kLateEnd ? c - kLateBegin + kFew : 0;
  }

  ByteTables();
  void add(char32_t c, std::size_t encoding, std::size_t byte);

  std::array<std::uint16_t, kFew + kLateEnd - kLateBegin> index_{};
  std::vector<ByteRow> rows_{1};
};

// The characters of a text as bytes of every encoding: looked up once for all of the steps back.
// One object may be used for one text after the other; it keeps no pointer into any.
class Bytes {
 public:
  void set(std::u32string_view text);

  // The encodings in which some characters of the text are a sequence of UTF-8.
  Encodings candidates() const { return candidates_; }

  // Writes to `out` the `text`, which is the one set, with such sequences of an encoding, given by
  // its number, as the characters that they spell; returns how many were written. `out` has room
  // for as many as the text has. The control characters of Latin-1 are taken for their bytes in
  // windows-1252 as well.
  std::size_t step_back(std::u32string_view text, std::size_t encoding, char32_t* out) const;

  // True when every letter of `text`, which is the one set, that is not ASCII is a part of such a
  // sequence.
  bool is_whole(std::u32string_view text, std::size_t encoding) const;

 private:
  std::vector<const ByteRow*> rows_;
  Encodings candidates_ = 0;
};

// The same of a single text.
Encodings candidates(std::u32string_view text);
std::u32string step_back(std::u32string_view text, std::size_t encoding);

}  // namespace unspin::encoding
