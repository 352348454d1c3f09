// What nobody sees: control characters, terminal sequences, zero-width characters, soft hyphens.
//
// The damage: terminals, word processors and PDF leave characters that have no place in text: the
// sequences that colour a screen, letters struck twice, form feeds, byte order marks where files
// were joined, hyphens that show only at a line's end. How it is repaired: they go; one that parted
// two words becomes a line end or a space. Why it is safe: they mean nothing in plain text. Where
// they do mean something they stay: joiners among letters of scripts that join, and in emoji;
// separators of words in Thai or Khmer; all but Latin, Greek and Cyrillic letters keep them.
// What it leaves: tab, line feed, carriage return, NUL, which only data has; direction marks; a
// mark at the text's start; texts in which every fourth byte is a control character, which are no
// text.
#include <algorithm>

#include "core/unicode.hpp"
#include "mend/escape_parts.hpp"

namespace unspin::escape {

namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\0') || byte == 0x7F;
}

void add(std::string_view text, Span span, std::string after, const char* rule,
         std::vector<Edit>& edits) {
  edits.push_back({span, std::string(slice(text, span)), std::move(after), rule, 0.95});
}

// Bytes of the terminal sequence at `at`: ESC [ parameters letter, or ESC ] text BEL; 0: none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 200;
  const std::string_view tail = text.substr(at, kLongest);
  if (tail.size() < 3 || tail[0] != '\x1B') return 0;
  if (tail[1] == ']') {
    const std::size_t end = tail.find('\a');
    return end == std::string_view::npos ? 0 : end + 1;
  }
  if (tail[1] != '[') return 0;
  std::size_t i = 2;
  while (i < tail.size() && tail[i] >= 0x20 && tail[i] <= 0x3F) ++i;
  return i < tail.size() && tail[i] >= 0x40 && tail[i] <= 0x7E ? i + 1 : 0;
}

// The dots of an umlaut in the fonts of TeX are the control character 7F before the vowel.
char32_t with_dots(char vowel) {
  constexpr std::string_view kVowels = "aeiouAEIOU";
  constexpr std::u32string_view kDotted =
      U"\u00E4\u00EB\u00EF\u00F6\u00FC\u00C4\u00CB\u00CF\u00D6\u00DC";
  const std::size_t index = kVowels.find(vowel);
  return index == std::string_view::npos ? 0 : kDotted[index];
}

bool stands_beside(char c) { return !is_space(c) && !is_control(c); }

// Edits the control character at `at`; returns where to go on.
std::size_t mend_control(std::string_view text, std::size_t at, std::vector<Edit>& edits) {
  const char c = text[at], before = at > 0 ? text[at - 1] : ' ', after = byte_at(text, at + 1);
  if (const std::size_t length = sequence_length(text, at); length > 0) {
    add(text, {at, at + length}, "", "escape/terminal", edits);
    return at + length;
  }
  if (c == '\b') {  // a letter struck twice, or underlined: the second one stays
    const bool struck = stands_beside(before) && (before == after || before == '_');
    add(text, {struck ? at - 1 : at, at + 1}, "", "escape/terminal", edits);
    return at + 1;
  }
  if (const char32_t vowel = with_dots(after); c == '\x7F' && vowel != 0 && is_letter(before)) {
    std::string letter;
    unicode::append(letter, vowel);
    add(text, {at, at + 2}, letter, "escape/control", edits);
    return at + 2;
  }
  const bool parts = stands_beside(before) && stands_beside(after);
  const bool page = c == '\f' || c == '\v', separator = c >= 0x1C && c <= 0x1F;
  add(text, {at, at + 1},
      parts && page        ? "\n"
      : parts && separator ? " "
                           : "",
      "escape/control", edits);
  return at + 1;
}

// Scripts whose letters need no joiners and no marks between words.
bool is_plain_letter(char32_t c) {
  if (c < 0x80) return is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  return (c >= 0xC0 && c < 0x530 && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c < 0x2000) ||
         (c >= 0xFB00 && c <= 0xFB06);
}

bool is_between_letters(std::string_view text, std::size_t begin, std::size_t end) {
  return begin > 0 && end < text.size() &&
         is_plain_letter(unicode::decode_before(text, begin).code_point) &&
         is_plain_letter(unicode::decode(text, end).code_point);
}

}  // namespace

void mend_controls(std::string_view text, std::vector<Edit>& edits) {
  std::size_t at = 0;
  const auto next = [&](std::size_t from) {
    return static_cast<std::size_t>(
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), is_control) -
        text.begin());
  };
  at = next(0);
  if (at == text.size()) return;
  const auto count = std::count_if(text.begin(), text.end(), is_control);
  if (static_cast<std::size_t>(count) * 4 > text.size() &&
      text.find('\x1B') == std::string_view::npos && text.find('\b') == std::string_view::npos) {
    return;
  }
  while (at < text.size()) at = next(mend_control(text, at, edits));
}

void mend_zero_width(std::string_view text, std::vector<Edit>& edits) {
  constexpr std::string_view kBom = "\uFEFF", kSoftHyphen = "\u00AD";
  // U+200B to U+200D and U+2060; the soft hyphen.
  constexpr std::string_view kWithout[] = {"\u200B", "\u200C", "\u200D", "\u2060", kSoftHyphen};
  for (std::size_t at = text.find(kBom, 1); at != std::string_view::npos;
       at = text.find(kBom, at + 1)) {
    add(text, {at, at + kBom.size()}, "", "escape/bom", edits);
  }
  for (const std::string_view sought : kWithout) {
    for (std::size_t at = text.find(sought); at != std::string_view::npos;
         at = text.find(sought, at + 1)) {
      const std::size_t end = at + sought.size();
      const bool hyphen = sought == kSoftHyphen;
      // A soft hyphen that has become a line's end joins the word again.
      const bool broken = hyphen && byte_at(text, end) == '\n';
      const std::size_t stop = broken ? end + 1 : end;
      if (!is_between_letters(text, at, stop)) continue;
      add(text, {at, stop}, "", hyphen ? "escape/soft-hyphen" : "escape/zero-width", edits);
    }
  }
}

}  // namespace unspin::escape
