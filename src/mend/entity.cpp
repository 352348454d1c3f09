// Character references of HTML in plain text: "AT&amp;T", "it&#8217;s", "&amp;quot;".
//
// The damage: text was cut out of a page, or escaped once too often, and the references stayed.
// How it is repaired: each becomes its character; numbers from 128 to 159 are taken as browsers
// take them, for bytes of windows-1252; a reference whose ampersand is itself escaped is resolved
// to the end. Why it is safe: a reference must be complete, with its semicolon, and its name one of
// HTML 4; a text that shows markup or code, or speaks of HTML, or puts a reference in quotes, keeps
// all of them. What it leaves: addresses ("?a=1&copy=2", "?a=1&amp;b=2"), "&amp;" beside an "&"
// that was not escaped, "&lt;" where a tag would come of it, and then "&gt;" too, names without a
// semicolon.
//   "R&amp;amp;D isn&#146;t cheap"      ->  "R&D isn’t cheap"
//   "if x &lt; 5"                       ->  "if x < 5"
//   "write &lt;b&gt; for bold", "&foo;" stay
// Covered by tests/unit/entity_test.cpp.
#include <algorithm>
#include <charconv>
#include <optional>

#include "core/literal.hpp"
#include "core/unicode.hpp"
#include "mend/entity_names.hpp"
#include "mend/mend.hpp"

namespace unspin {

namespace {

using entity::kNames;
using entity::Name;

constexpr std::size_t kLongestName = 10;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

std::optional<char32_t> named(std::string_view name) {
  const Name* found =
      std::lower_bound(std::begin(kNames), std::end(kNames), name,
                       [](const Name& row, std::string_view sought) { return row.name < sought; });
  if (found == std::end(kNames) || found->name != name) return std::nullopt;
  return found->character;
}

// What browsers show for a number; none for what is no character of a text.
std::optional<char32_t> numbered(std::string_view digits) {
  static const unicode::ByteTable windows = unicode::byte_table("windows-1252");
  const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hex) digits.remove_prefix(1);
  std::uint32_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number, hex ? 16 : 10);
  if (digits.empty() || error != std::errc() || stop != end || number > 0x10FFFF) return {};
  const char32_t c = number >= 0x80 && number < 0xA0 ? windows[number] : char32_t{number};
  if (c == '\n' || c == '\t' || c == '\r') return c;
  const unicode::Sort sort = unicode::sort_of(c);
  if (sort == unicode::Sort::kControl || sort == unicode::Sort::kNone || c == 0xFFFD) return {};
  return c;
}

struct Reference {
  std::size_t end;
  char32_t character;
};

// The reference whose ampersand is at `at`, whatever number of times it was escaped.
std::optional<Reference> reference_at(std::string_view text, std::size_t at) {
  std::optional<Reference> found;
  for (std::size_t begin = at + 1;;) {
    const std::string_view window = text.substr(begin, kLongestName + 1);
    const std::size_t length = window.find(';');
    if (length == std::string_view::npos || length == 0) return found;
    const std::string_view name = window.substr(0, length);
    const std::optional<char32_t> c = name[0] == '#' ? numbered(name.substr(1)) : named(name);
    if (!c) return found;
    begin += length + 1;
    found = {begin, *c};
    if (*c != U'&') return found;
  }
}

// A tag: "<p>", "</div>", "<a href=...>"; or, with references for the brackets, one that is shown.
bool shows_tag(std::string_view text, std::string_view open, std::string_view close) {
  constexpr std::size_t kLongestTag = 200;
  for (std::size_t at = text.find(open); at != std::string_view::npos;
       at = text.find(open, at + 1)) {
    const std::string_view inside = text.substr(at + open.size(), kLongestTag);
    if (inside.empty()) return false;
    const bool starts =
        is_letter(inside[0]) || inside[0] == '/' || inside[0] == '!' || inside[0] == '?';
    if (starts && inside.find(close) != std::string_view::npos) return true;
  }
  return false;
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// An ampersand by itself or in quotes: not all of the text was escaped.
bool has_bare_ampersand(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (is_space(next) || next == '"' || next == '\'' || static_cast<unsigned char>(next) >= 0x80) {
      return true;
    }
  }
  return false;
}

// Text that shows code or markup, or speaks of it: there references may mean themselves.
bool is_technical(std::string_view text) {
  const std::size_t both = text.find("&&");
  if (both != std::string_view::npos && has(text.substr(both + 2), "&&")) return true;
  for (const std::string_view sign :
       {"HTML", "XML", "html", "xml", "();", ");\n", "};", "{\n", "#include", "mpersand"}) {
    if (has(text, sign)) return true;
  }
  return shows_tag(text, "<", ">") || shows_tag(text, "&lt;", "&gt;");
}

// A quote, straight or curly, ends `head`, or begins `tail`.
bool is_quoted(std::string_view head, std::string_view tail) {
  constexpr std::string_view kOpen[] = {"\"",     "'",      "`",      "\u201C",
                                        "\u201E", "\u2018", "\u00AB", "\u00BB"};
  constexpr std::string_view kClose[] = {"\"",     "'",      "`",      "\u201D",
                                         "\u201C", "\u2019", "\u00BB", "\u00AB"};
  return std::any_of(std::begin(kOpen), std::end(kOpen),
                     [&](std::string_view quote) { return head.ends_with(quote); }) &&
         std::any_of(std::begin(kClose), std::end(kClose),
                     [&](std::string_view quote) { return tail.starts_with(quote); });
}

// The text speaks about the reference at [at, found.end): it is in quotes of its own, or stands
// alone and is a letter, or the next one also stands alone.
bool is_shown(std::string_view text, std::size_t at, const Reference& found) {
  const std::string_view head = text.substr(0, at), tail = text.substr(found.end);
  if (is_quoted(head, tail)) return true;
  const bool alone = (head.empty() || is_space(head.back()) || head.back() == '(') &&
                     (tail.empty() || is_space(tail[0]) || tail[0] == ')' || tail[0] == ',');
  if (!alone) return false;
  if (unicode::class_of(found.character) == unicode::Class::kLetter) return true;
  const std::size_t next = found.end + (has(tail.substr(0, 2), ", ") ? 2 : 1);
  const std::optional<Reference> other =
      next < text.size() && text[next] == '&' ? reference_at(text, next) : std::nullopt;
  return other && found.character != U'\u00A0' &&
         (other->end == text.size() || is_space(text[other->end]));
}

// The stretch without white space around is an address, a path or code.
bool in_literal(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kFar = 200;  // bounded: a text without white space costs no more
  const std::size_t lowest = begin > kFar ? begin - kFar : 0;
  const std::size_t highest = std::min(text.size(), end + kFar);
  while (begin > lowest && !is_space(text[begin - 1])) --begin;
  while (end < highest && !is_space(text[end])) ++end;
  const std::string_view run = text.substr(begin, end - begin);
  return looks_literal(run) || has(run, "://") || (has(run, "?") && has(run, "="));
}

bool opens_tag(std::string_view text, std::size_t end) {
  return end < text.size() &&
         (is_letter(text[end]) || text[end] == '/' || text[end] == '!' || text[end] == '?');
}

}  // namespace

EditList mend_entity(std::string_view text, const Context&) {
  std::size_t at = text.find('&');
  if (at == std::string_view::npos) return {};
  EditList edits;
  const bool partly = has_bare_ampersand(text);
  bool checked = false, keeps_tags = false;
  for (; at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::optional<Reference> found = reference_at(text, at);
    if (!found) continue;
    if (!checked && is_technical(text)) return {};
    checked = true;
    if (is_shown(text, at, *found)) return {};
    keeps_tags |= found->character == U'<' && opens_tag(text, found->end);
    if (partly && found->character == U'&') continue;
    const bool bracket = found->character == U'<' || found->character == U'>';
    if ((bracket && keeps_tags) || in_literal(text, at, found->end)) continue;
    std::string after;
    unicode::append(after, found->character);
    edits.add(
        {{at, found->end}, std::string(text.substr(at, found->end - at)), after, "entity", 0.95});
    at = found->end - 1;
  }
  return edits;
}

}  // namespace unspin
