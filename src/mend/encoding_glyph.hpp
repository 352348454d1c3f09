// What the costs of mojibake know of a character: its kind, its script, its case.
//
// The table is built once, from the properties behind core/unicode, and never changes; any thread.
#pragma once

#include <array>
#include <cstdint>

namespace unspin::encoding {

// What a character is to its neighbours.
enum class Kind : std::uint8_t {
  kSpace,    // and the ends of the text
  kPlain,    // ASCII punctuation, and marks of other scripts that stand like it
  kDigit,    //
  kLetter,   //
  kMark,     // combines with the letter before it
  kOpen,     // quotes that open
  kClose,    // quotes that close; the apostrophe is one
  kDash,     // long dashes, the ellipsis
  kLight,    // symbols that honest text sets beside words and numbers
  kOdd,      // those that it does not
  kBox,      // box drawing
  kFormat,   // joiners, direction marks
  kControl,  // control characters
  kBad       // no characters at all
};

// What is known of a character, whatever its number.
struct Traits {
  Kind kind = Kind::kSpace;
  bool upper = false;
  bool lower = false;
  std::uint8_t cost = 0;  // by itself, an index into kCosts
  std::int16_t script = 0;
};

constexpr double kCosts[] = {0, 0.15, 0.3, 0.4, 0.6, 1.0, 2.0, 4, 6};

struct Glyph : Traits {
  char32_t c = U' ';
};

// The traits of the characters of the encodings, of Latin, Greek and Cyrillic, and of ideographs;
// for the others what is behind core/unicode is asked each time.
class Glyphs {
 public:
  static const Glyphs& get();

  Glyph operator()(char32_t c) const {
    if (c < kLetters) return {few_[c], c};
    if (c - kSigns < kSignCount) return {few_[kLetters + (c - kSigns)], c};
    return {c >= kHanBegin && c < kHanEnd ? han_ : traits_of(c), c};
  }

 private:
  static constexpr char32_t kLetters = 0x530, kSigns = 0x2000, kSignCount = 0x600;
  // Of the unified ideographs, those that have been in every version of Unicode since 1.1.
  static constexpr char32_t kHanBegin = 0x4E00, kHanEnd = 0x9FA6;

  Glyphs();
  static Traits traits_of(char32_t c);

  std::array<Traits, kLetters + kSignCount> few_;
  Traits han_;
};

}  // namespace unspin::encoding
