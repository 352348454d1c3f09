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
#include <array>
#include <optional>

#include "core/unicode.hpp"
#include "mend/encoding_parts.hpp"

namespace unspin::encoding {

namespace {

struct WideEncoding {
  unicode::Encoder encoder;
  const char* rule;
  unsigned rare_lead;   // characters of everyday text have a lead byte below it
  unsigned plain_lead;  // and from this one on
  unsigned plain_trail;  // with a trail byte from this one on
};
using WideEncodings = std::array<WideEncoding, 2>;

WideEncodings wide_encodings() {
  return {{{unicode::Encoder("Shift_JIS"), "encoding/shift_jis", 0x99, 0, 0},
           {unicode::Encoder("GBK"), "encoding/gbk", 0x100, 0xA1, 0xA1}}};
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
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
bool is_rare(char32_t c, WideEncoding& encoding) {
  if (is_half_kana(c)) return true;
  if (!is_han(c)) return false;
  std::string one;
  unicode::append(one, c);
  const std::optional<std::string> bytes = encoding.encoder.encode(one);
  if (!bytes || bytes->size() != 2) return true;
  const unsigned lead = static_cast<unsigned char>((*bytes)[0]);
  const unsigned trail = static_cast<unsigned char>((*bytes)[1]);
  return lead >= encoding.rare_lead || lead < encoding.plain_lead || trail < encoding.plain_trail;
}

// What a run was when it was UTF-8, and none where it was not. Of most honest runs the first
// characters tell, so they are looked at first.
std::optional<std::string> bytes_of(std::string_view run, WideEncoding& encoding) {
  constexpr std::size_t kFirst = 4 * 3;  // bytes of characters of the basic plane from U+0800 on
  constexpr std::size_t kMostCut = 3;    // bytes of a sequence that goes on behind the first ones
  if (run.size() > 2 * kFirst) {
    std::size_t end = kFirst;
    while (is_continuation(run[end])) --end;
    const std::optional<std::string> first = encoding.encoder.encode(run.substr(0, end));
    if (!first || unicode::valid_prefix(*first) + kMostCut < first->size()) return std::nullopt;
  }
  std::optional<std::string> bytes = encoding.encoder.encode(run);
  if (bytes && unicode::valid_prefix(*bytes) != bytes->size()) return std::nullopt;
  return bytes;
}

std::size_t count(const std::u32string& text, bool (*is)(char32_t)) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is));
}

// One of the three shapes. `touches`: two ASCII letters, the last small, stand before the run.
bool is_sure(const std::u32string& before, const std::u32string& after, bool touches,
             WideEncoding& encoding) {
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
void mend_run(std::string_view text, Span run, WideEncodings& encodings,
              std::vector<Edit>& edits) {
  const std::string_view before = slice(text, run);
  for (WideEncoding& wide : encodings) {
    const std::optional<std::string> bytes = bytes_of(before, wide);
    if (!bytes) continue;
    if (!is_sure(code_points(before), code_points(*bytes), touches_word(text, run.begin), wide)) {
      continue;
    }
    edits.push_back({run, std::string(before), *bytes, wide.rule, 0.9});
    return;
  }
}

}  // namespace

void mend_wide(std::string_view text, std::vector<Edit>& edits) {
  WideEncodings encodings = wide_encodings();
  for (std::size_t at = unicode::next_high(text, 0); at < text.size();
       at = unicode::next_high(text, at)) {
    // E4 to E9 and EF begin all of the ideographs and half-width kana.
    const std::size_t begin = at;
    bool ideographs = false;
    for (; at < text.size() && is_high(text[at]); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      ideographs |= (byte >= 0xE4 && byte <= 0xE9) || byte == 0xEF;
    }
    if (ideographs) mend_run(text, {begin, at}, encodings, edits);
  }
}

}  // namespace unspin::encoding
