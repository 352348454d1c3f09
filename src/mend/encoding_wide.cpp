// UTF-8 that was read as Shift-JIS or GBK: "It窶冱", "浣犲ソ".
//
// The damage: as with the single-byte encodings, but pairs of bytes became rare ideographs or
// half-width kana, and an ASCII letter may have gone into one of them. How it is repaired: a run of
// such characters is encoded again and is UTF-8. Why it is safe: only three shapes are taken.
// Punctuation or an accented letter that touches English letters; Chinese or Japanese, where only
// what stands now needs rare characters; four letters or more of Russian. What it leaves: all else,
// above all short runs, of which honest ones can be read so too.
//   "It窶冱 fine", "caf茅"   ->  "It’s fine", "café"
//   "茅台", "小学校"          stays
#include <algorithm>
#include <optional>

#include "core/unicode.hpp"
#include "mend/encoding_parts.hpp"

namespace unspin::encoding {

namespace {

struct WideEncoding {
  const char* name;
  const char* rule;
};
constexpr WideEncoding kWide[] = {{"Shift_JIS", "encoding/shift_jis"}, {"GBK", "encoding/gbk"}};

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(static_cast<char>(c | 0x20)); }

bool is_half_kana(char32_t c) { return c >= 0xFF61 && c <= 0xFF9F; }
bool is_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool is_cjk(char32_t c) { return is_han(c) || (c >= 0x3001 && c <= 0x30FF); }
bool is_quote_or_dash(char32_t c) { return c >= 0x2010 && c <= 0x2026; }
bool is_accented(char32_t c) { return c >= 0xE0 && c <= 0xFF && c != 0xF7; }
bool is_russian(char32_t c) { return c >= 0x410 && c <= 0x44F; }

// Not among the characters of everyday text: half-width kana, ideographs of the second level of
// Shift-JIS, or those of GBK that GB 2312 lacks.
bool is_rare(char32_t c, const char* encoding) {
  if (is_half_kana(c)) return true;
  if (!is_han(c)) return false;
  std::string one;
  unicode::append(one, c);
  const std::optional<std::string> bytes = unicode::encode(one, encoding);
  if (!bytes || bytes->size() != 2) return true;
  const auto lead = static_cast<unsigned char>((*bytes)[0]);
  const auto trail = static_cast<unsigned char>((*bytes)[1]);
  return encoding == kWide[0].name ? lead >= 0x99 : lead < 0xA1 || trail < 0xA1;
}

std::size_t count(const std::u32string& text, bool (*is)(char32_t)) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is));
}

// One of the three shapes. `touches`: two ASCII letters, the last small, stand before the run.
bool is_sure(const std::u32string& before, const std::u32string& after, bool touches,
             const char* encoding) {
  const auto rare = [&](char32_t c) { return is_rare(c, encoding); };
  const std::size_t high = count(after, [](char32_t c) { return c >= 0x80; });
  if (count(before, is_han) + count(before, is_half_kana) == 0) return false;
  // U+7AB6 and U+9225 are the first two bytes of all quotes and dashes.
  const bool quote_head = before[0] == 0x7AB6 || before[0] == 0x9225;
  if (high == 1 && after.size() <= 3 && is_quote_or_dash(after[0])) return touches || quote_head;
  const bool narrow = before.size() == 1 || count(before, is_half_kana) == before.size();
  if (touches && after.size() == 1 && is_accented(after[0])) return narrow;
  if (count(after, is_cjk) == high && high == after.size() && high >= 2) {
    return std::any_of(before.begin(), before.end(), rare) &&
           std::none_of(after.begin(), after.end(), rare);
  }
  return high >= 4 && count(after, is_russian) == after.size();
}

bool touches_word(std::string_view text, std::size_t at) {
  return at >= 2 && is_lower(text[at - 1]) && is_letter(text[at - 2]);
}

// Runs of characters that are not ASCII.
void mend_run(std::string_view text, Span run, std::vector<Edit>& edits) {
  const std::string_view before = slice(text, run);
  const std::u32string points = code_points(before);
  if (std::none_of(points.begin(), points.end(),
                   [](char32_t c) { return is_han(c) || is_half_kana(c); })) {
    return;
  }
  for (const WideEncoding& wide : kWide) {
    const std::optional<std::string> bytes = unicode::encode(before, wide.name);
    if (!bytes || unicode::valid_prefix(*bytes) != bytes->size()) continue;
    if (!is_sure(points, code_points(*bytes), touches_word(text, run.begin), wide.name)) continue;
    edits.push_back({run, std::string(before), *bytes, wide.rule, 0.9});
    return;
  }
}

}  // namespace

void mend_wide(std::string_view text, std::vector<Edit>& edits) {
  for (std::size_t at = 0; at < text.size();) {
    // E3 to E9 and EF begin all of the ideographs and half-width kana.
    while (at < text.size() && !is_high(text[at])) ++at;
    const std::size_t begin = at;
    bool ideographs = false;
    for (; at < text.size() && is_high(text[at]); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      ideographs |= (byte >= 0xE4 && byte <= 0xE9) || byte == 0xEF;
    }
    if (ideographs) mend_run(text, {begin, at}, edits);
  }
}

}  // namespace unspin::encoding
