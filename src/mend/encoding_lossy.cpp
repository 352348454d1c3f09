// Mojibake that has lost a byte, and control characters that stand for windows-1252.
//
// The damage: "à" read as windows-1252 is "Ã" and a no-break space, which the next program made a
// plain space or dropped; so with the no-break space itself ("Â "). A closing quote is "â€" and
// a byte that windows-1252 has no character for, so it often goes missing. Latin-1 has invisible
// control characters where windows-1252 has quotes and dashes. How it is repaired: each has one
// reading. Why it is safe: a capital "Ã" or "Â" ends a word of small letters in no language; by
// themselves they, and the quote, are mended only beside sure mojibake of the same kind.
//   "voilÃ  la"     ->  "voilà la"; "clichÃ ©"  ->  "cliché"
//   "â€œyesâ€ she"  ->  a closing quote; the opening one is whole mojibake
//   "IRMÃ E"        stays
#include <array>

#include "core/unicode.hpp"
#include "mend/encoding_parts.hpp"

namespace unspin::encoding {

namespace {

constexpr std::string_view kATilde = "\u00C3", kACircumflex = "\u00C2";
constexpr std::string_view kQuoteHead = "\u00E2\u20AC", kOpenQuote = "\u00E2\u20AC\u0153";
constexpr std::string_view kLost = "\uFFFD";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

void add(std::string_view text, Span span, std::string after, std::vector<Edit>& edits) {
  edits.push_back({span, std::string(slice(text, span)), std::move(after), "encoding/lossy", 0.9});
}

// "voilÃ  la", "voilÃ la"; by itself, "Ã la carte", only where other mojibake is sure.
void mend_a_grave(std::string_view text, std::size_t at, bool sure, std::vector<Edit>& edits) {
  const std::size_t end = at + kATilde.size();
  const char before = at > 0 ? text[at - 1] : ' ';
  if (end < text.size() && text[end] != ' ') return;
  if (!is_lower(before) && !(sure && is_space(before))) return;
  // "clichÃ ©": nothing is lost, a tokenizer put the space in.
  const unicode::Decoded next =
      end + 1 < text.size() ? unicode::decode(text, end + 1) : unicode::Decoded{U' ', 1};
  if (next.code_point > 0xA0 && next.code_point < 0xC0) {
    std::string letter;
    unicode::append(letter, next.code_point + 0x40);
    return add(text, {at, end + 1 + next.length}, letter, edits);
  }
  const bool two = text.substr(end).starts_with("  ");
  add(text, {at, two ? end + 1 : end}, "\u00E0", edits);
}

// "5Â km", "end.Â Next"; by itself only where other mojibake is sure.
void mend_space(std::string_view text, std::size_t at, bool sure, std::vector<Edit>& edits) {
  const std::size_t end = at + kACircumflex.size();
  const char before = at > 0 ? text[at - 1] : ' ';
  if (end < text.size() && !is_space(text[end])) return;
  const bool apart = is_space(before);
  const bool behind_word = is_lower(before) || (before >= '0' && before <= '9') ||
                           std::string_view(".,;:!?)").find(before) != std::string_view::npos;
  if (!behind_word && !(sure && apart)) return;
  add(text, {at, apart && end < text.size() && text[end] == ' ' ? end + 1 : end}, "", edits);
}

// "â€" with its last byte gone or replaced, behind an opening quote that is whole.
void mend_quote(std::string_view text, std::size_t at, std::vector<Edit>& edits) {
  std::size_t end = at + kQuoteHead.size();
  const std::string_view tail = text.substr(end);
  const bool replaced = tail.starts_with(kLost);
  const bool gone = tail.empty() || is_space(tail[0]) || tail[0] == '.' || tail[0] == ',' ||
                    tail[0] == ';' || tail[0] == ')';
  const bool closes = at > 0 && !is_space(text[at - 1]);
  if (!closes || (!replaced && !gone)) return;
  if (replaced) end += kLost.size();
  add(text, {at, end}, "\u201D", edits);
}

// Every place of `sought`, one behind the other. It is looked for by its second byte: the first one
// begins most accented letters of honest text.
template <typename Mend>
void for_each(std::string_view text, std::string_view sought, std::size_t from, const Mend& mend) {
  const std::size_t key = sought.size() > 1 ? 1 : 0;
  for (std::size_t at = text.find(sought[key], from + key); at != std::string_view::npos;
       at = text.find(sought[key], at + 1)) {
    const std::size_t begin = at - key;
    if (text.substr(begin, sought.size()) != sought) continue;
    mend(begin);
    at = begin + sought.size() + key - 1;
  }
}

}  // namespace

void mend_lossy(std::string_view text, bool sure, std::vector<Edit>& edits) {
  for_each(text, kATilde, 0, [&](std::size_t at) { mend_a_grave(text, at, sure, edits); });
  for_each(text, kACircumflex, 0, [&](std::size_t at) { mend_space(text, at, sure, edits); });
}

void mend_quotes(std::string_view text, std::vector<Edit>& edits) {
  const std::size_t opened = text.find(kOpenQuote);
  if (opened == std::string_view::npos) return;
  for_each(text, kQuoteHead, opened + 1, [&](std::size_t at) { mend_quote(text, at, edits); });
}

void mend_double_space(std::string_view text, std::vector<Edit>& edits) {
  constexpr std::string_view kTwice = "\u00C3\u0082";
  for_each(text, kTwice, 0, [&](std::size_t at) {
    const std::size_t end = at + kTwice.size();
    const char after = end < text.size() ? text[end] : ' ';
    const bool ends = is_space(after) || after == '"' || after == '.' || after == ',';
    if (at > 0 && is_lower(text[at - 1]) && ends) add(text, {at, end}, "", edits);
  });
}

char32_t without_control(char32_t before, char32_t c) {
  static const unicode::ByteTable table = unicode::byte_table("windows-1252");
  const bool in_mojibake = (before >= 0x80 && before <= 0xF4 && before != 0xA0) || before >= 0x2E80;
  return c < 0x80 || c >= 0xA0 || in_mojibake ? c : table[c];
}

void mend_controls(std::string_view text, std::vector<Edit>& edits) {
  // U+0080 to U+009F are C2 80 to C2 9F.
  for_each(text, "\xC2", 0, [&](std::size_t at) {
    const char32_t c = static_cast<unsigned char>(text[at + 1]);
    if (c >= 0xA0) return;
    const char32_t before = at > 0 ? unicode::decode_before(text, at).code_point : U' ';
    const char32_t meant = without_control(before, c);
    if (meant == c || c == 0x85) return;  // by itself that one is a line end
    std::string after;
    unicode::append(after, meant);
    edits.push_back(
        {{at, at + 2}, std::string(text.substr(at, 2)), after, "encoding/control", 0.9});
  });
}

}  // namespace unspin::encoding
