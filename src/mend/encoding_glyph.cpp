// Covered by tests/unit/encoding_test.cpp and encoding_scan_test.cpp.
#include "mend/encoding_glyph.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "core/unicode.hpp"

namespace unspin::encoding {

namespace {

bool is_in(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

Kind kind_of_symbol(char32_t c) {
  if (c >= 0x2500 && c <= 0x259F) return Kind::kBox;
  if (is_in(c, U"\u00A3\u00A7\u00A9\u00AE\u00B0\u00D7\u20AC\u2122")) return Kind::kLight;
  return c >= 0x2600 ? Kind::kLight : Kind::kOdd;  // emoji touch words in honest text
}

Kind kind_of_punctuation(char32_t c) {
  if (is_in(c, U"\u00AB\u2018\u201A\u201C\u201E\u2039\u00A1\u00BF")) return Kind::kOpen;
  if (is_in(c, U"\u00BB\u2019\u201D\u203A")) return Kind::kClose;
  if (c >= 0x2010 && c <= 0x2015) return Kind::kDash;
  if (c == 0x2026) return Kind::kDash;
  if (c == 0x00A7) return Kind::kLight;
  if (c == 0x00B6 || c == 0x2020 || c == 0x2021 || c == 0x2030) return Kind::kOdd;
  return Kind::kPlain;
}

Kind kind_of(char32_t c) {
  if (c < 0x80) {
    if (c <= ' ') return Kind::kSpace;
    if (c >= '0' && c <= '9') return Kind::kDigit;
    const char32_t letter = c | 0x20;
    return letter >= 'a' && letter <= 'z' ? Kind::kLetter : Kind::kPlain;
  }
  // Letters by the standard, but signs to the eye: micro, florin, modifiers, ordinals.
  if (c == 0xB5 || c == 0x192 || c == 0x2C6 || c == 0x2C7) return Kind::kOdd;
  if (c >= 0x2D8 && c <= 0x2DD) return Kind::kOdd;
  if (c < 0xC0 && is_in(c, U"\u00AA\u00BA\u00B2\u00B3\u00B9\u00BC\u00BD\u00BE")) {
    return Kind::kLight;
  }
  switch (unicode::sort_of(c)) {
    case unicode::Sort::kLetter:
      return Kind::kLetter;
    case unicode::Sort::kMark:
      return Kind::kMark;
    case unicode::Sort::kNumber:
      return Kind::kDigit;
    case unicode::Sort::kSymbol:
      return kind_of_symbol(c);
    case unicode::Sort::kPunctuation:
      return kind_of_punctuation(c);
    case unicode::Sort::kSpace:
      return Kind::kSpace;
    case unicode::Sort::kFormat:
      return Kind::kFormat;
    case unicode::Sort::kControl:
      return Kind::kControl;
    case unicode::Sort::kNone:
      break;
  }
  return Kind::kBad;
}

// By itself: blocks of letters that few languages use.
double cost_of(char32_t c, const Traits& traits) {
  if (traits.kind == Kind::kControl) return 4;
  if (traits.kind == Kind::kBad) return 6;
  if (traits.kind == Kind::kFormat) return 0.3;
  if (traits.kind == Kind::kMark && traits.script == 0) return 2.0;  // should have been composed
  if (c < 0x80) return 0;
  if (traits.kind == Kind::kDigit) return 0.3;
  if (traits.kind == Kind::kPlain && traits.script != 0) return 0.3;
  if (traits.kind != Kind::kLetter) return 0;
  if (is_in(c, U"\u0259\u018F\u02BB\u02BC\u0218\u0219\u021A\u021B")) return 0.3;
  if (c >= 0x250 && c < 0x300) return 1.0;  // phonetic signs
  if (c >= 0x180 && c < 0x250) return 0.6;  // Latin Extended-B
  if (c >= 0x460 && c < 0x530) return 0.6;  // more of Cyrillic
  if ((c >= 0x400 && c < 0x410) || (c >= 0x450 && c < 0x460)) return 0.4;
  return 0.15;
}

}  // namespace

Traits Glyphs::traits_of(char32_t c) {
  Traits traits;
  traits.kind = kind_of(c);
  if (traits.kind == Kind::kLetter || traits.kind == Kind::kMark ||
      (traits.kind == Kind::kPlain && c >= 0x80)) {
    traits.script = static_cast<std::int16_t>(unicode::script_of(c));
    traits.upper = unicode::is_upper(c);
    traits.lower = unicode::is_lower(c);
  }
  const auto* const cost = std::find(std::begin(kCosts), std::end(kCosts), cost_of(c, traits));
  traits.cost = static_cast<std::uint8_t>(cost - std::begin(kCosts));
  return traits;
}

const Glyphs& Glyphs::get() {
  static const Glyphs glyphs;
  return glyphs;
}

Glyphs::Glyphs() : han_(traits_of(kHanBegin)) {
  for (char32_t c = 0; c < kLetters; ++c) few_[c] = traits_of(c);
  for (char32_t c = 0; c < kSignCount; ++c) few_[kLetters + c] = traits_of(kSigns + c);
}

}  // namespace unspin::encoding
