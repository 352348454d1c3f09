// Oddness by pairs of neighbours. Covered by tests/unit/encoding_test.cpp.
#include "mend/encoding_cost.hpp"

#include "mend/encoding_glyph.hpp"
#include "mend/encoding_parts.hpp"

namespace unspin::encoding {

namespace {

bool is_in(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

bool is_word(const Glyph& g) { return g.kind == Kind::kLetter || g.kind == Kind::kMark; }

double cost_of(const Glyph& before, const Glyph& g) {
  return g.c == 0xAD && !is_word(before) ? 1.5 : kCosts[g.cost];
}

bool is_other_script(const Glyph& a, const Glyph& b) {
  return a.script != b.script && a.script != 0 && b.script != 0;
}

// Low quotes and inverted marks open and never close, so nothing stands before them.
double cost_of_opening(const Glyph& before, const Glyph& g) {
  if (!is_in(g.c, U"\u201A\u201E\u00BF\u00A1")) return 0;
  const bool nothing = before.kind == Kind::kSpace || before.kind == Kind::kPlain ||
                       before.kind == Kind::kOpen || before.kind == Kind::kDash;
  return nothing ? 0 : 1.5;
}

// `first` stands before `before`, which stands before the letter `g`.
double cost_of_letter(const Glyph& first, const Glyph& before, const Glyph& g) {
  const bool ascii = before.c < 0x80 && g.c < 0x80;
  switch (before.kind) {
    case Kind::kLetter:
    case Kind::kMark:
      if (before.lower && g.upper && !ascii) return 1.5;
      return first.upper && before.upper && g.lower && !ascii ? 1.0 : 0;
    case Kind::kDigit:
      return g.c < 0x80 ? 0 : 0.3;
    case Kind::kLight:
      return before.c == 0x2122 || before.c == 0xAE ? 1.5 : 0.7;
    case Kind::kOdd:
      return before.c == 0x221A && g.c == 0x3C0 ? -1.5 : 1.5;  // the root of pi is mathematics
    case Kind::kBox:
      return 3;
    case Kind::kDash:
      return before.c == 0x2026 ? 0.3 : 0;
    case Kind::kOpen:
      return !is_word(first) ? 0 : before.c == 0x2018 ? 0.7 : 1.5;
    case Kind::kClose:
      return before.c == 0x2019 || !is_word(first) ? 0 : 1.7;
    default:
      return 0;
  }
}

double cost_of_symbol(const Glyph& before, const Glyph& g) {
  const bool symbol = before.kind == Kind::kLight || before.kind == Kind::kOdd;
  const bool quote =
      before.kind == Kind::kDash || before.kind == Kind::kOpen || before.kind == Kind::kClose;
  if (g.c == 0x20AC && is_word(before)) return 1.5;
  if (before.kind == Kind::kBox) return 1.5;
  if (g.kind == Kind::kLight) return quote ? 0.9 : is_word(before) ? 0.7 : symbol ? 1.0 : 0;
  if (is_word(before)) return 2.5;
  return symbol || quote ? 1.5 : before.kind == Kind::kDigit ? 0.7 : 0.3;
}

// Drawings join their lines: uprights and shades do not go on from an arm, nor single from double.
double cost_of_boxes(const Glyph& before, const Glyph& g) {
  const bool single_arm = before.c == 0x2568;
  if (!single_arm && !is_in(before.c, U"\u2564\u2567\u256A\u256C")) return 0;
  if (is_in(g.c, U"\u2591\u2592\u2593\u2502\u2551")) return 0.8;
  return is_in(g.c, single_arm ? U"\u2561\u2555\u2563\u2557\u255D\u255B"
                               : U"\u2524\u2562\u2556\u2510\u255C")
             ? 0.8
             : 0;
}

double cost_of_pair(const Glyph& first, const Glyph& before, const Glyph& g) {
  const double scripts = is_other_script(before, g) ? 3 : 0;
  switch (g.kind) {
    case Kind::kLetter:
      return scripts + cost_of_letter(first, before, g);
    case Kind::kLight:
    case Kind::kOdd:
      return scripts + cost_of_symbol(before, g);
    case Kind::kBox:
      return is_word(before) ? 3 : before.kind == Kind::kBox ? cost_of_boxes(before, g) : 0.3;
    case Kind::kOpen:
      return scripts + cost_of_opening(before, g);
    case Kind::kMark:
      return scripts + (!is_word(before) && before.kind != Kind::kFormat ? 2 : 0);
    case Kind::kDigit:
      return before.kind == Kind::kOdd || before.kind == Kind::kBox ? 0.7 : 0;
    default:
      return scripts;
  }
}

// What is the very look of UTF-8 in another encoding, and nothing in any language.
double cost_of_signature(const Glyph& first, const Glyph& before, const Glyph& g) {
  const bool high = g.c >= 0x80, quote = g.kind == Kind::kOpen || g.kind == Kind::kClose;
  const bool upper_half = g.c >= 0xA0 && g.c < 0xC0;
  const bool ends_word = first.lower && g.kind != Kind::kLetter;
  switch (before.c) {
    case 0xC2:  // windows-1252: A-circumflex, a sign
      if (upper_half) return g.c == 0xBB ? 0.5 : 2;
      if (ends_word) return 1.5;
      break;
    case 0xC3:  // A-tilde, a sign
      if (high && g.kind != Kind::kLetter && first.kind != Kind::kLetter && !quote) return 2;
      if (ends_word) return 2;
      break;
    case 0x20AC:  // the second character of quotes and dashes
      return is_word(first) && high ? 1 : 0;
    case 0xC4:  // the same in Mac Roman
      return first.c == 0x201A && high ? 2 : 0;
    case 0xC9:  // Georgian in Mac Roman
      return first.c == 0xB7 && high ? 1 : 0;
    default:
      break;
  }
  if (g.kind == Kind::kDash && first.kind == Kind::kDash && before.c >= 0x80) return 0.6;
  // A small letter behind a sign behind a capital.
  if (!g.lower || !first.upper || first.c < 0x80) return 0;
  return before.c == 0xAD ? 1.5 : before.kind == Kind::kLight || before.kind == Kind::kOdd ? 1 : 0;
}

double sum_of_costs(std::u32string_view text, bool as_shown) {
  const Glyphs& glyphs = Glyphs::get();
  double cost = 0;
  Glyph first, before;
  for (char32_t c : text) {
    if (as_shown && c >= 0x80 && c < 0xA0) c = without_control(before.c, c);
    const Glyph g = glyphs(c);
    if (g.c >= 0x80 || before.c >= 0x80) {
      cost +=
          cost_of(before, g) + cost_of_pair(first, before, g) + cost_of_signature(first, before, g);
    }
    first = before;
    before = g;
  }
  return cost;
}

}  // namespace

double oddness(std::u32string_view text) { return sum_of_costs(text, false); }

double oddness_as_shown(std::u32string_view text) { return sum_of_costs(text, true); }

}  // namespace unspin::encoding
