// Backslash sequences of JSON in prose: "He said \"yes\".\nThen", "don\u2019t", "and\/or".
//
// The damage: a string was written as JSON and never read as such. How it is repaired: quotes,
// slashes, line ends, tabs and \u numbers become what they stand for. Why it is safe: every
// backslash of the text must be such a sequence in a place where prose has what it stands for: \n
// behind a sentence or a line and before a capital, quotes at words' edges and in pairs, \u numbers
// of printable characters. What it leaves: a text with any other backslash, so TeX, paths and
// patterns; a text with braces, backquotes or dollars, or one that speaks of such things.
#include <optional>

#include "core/unicode.hpp"
#include "mend/escape_parts.hpp"

namespace unspin::escape {

namespace {

struct Sequence {
  std::size_t length;
  std::string meaning;
};

bool ends_word(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_mark(char c) { return std::string_view(".,;:!?)(\"'-").find(c) != std::string_view::npos; }

// \uXXXX, or two of them for one character; none for what no text shows.
std::optional<Sequence> numbered(std::string_view text, std::size_t at) {
  const long first = hexadecimal(text, at + 2, 4);
  if (first < 0x20) return std::nullopt;
  Sequence sequence{6, {}};
  auto c = static_cast<char32_t>(first);
  if (c >= 0xD800 && c < 0xDC00) {
    const bool pair = text.substr(at + 6, 2) == "\\u";
    const long second = pair ? hexadecimal(text, at + 8, 4) : -1;
    if (second < 0xDC00 || second > 0xDFFF) return std::nullopt;
    c = 0x10000 + ((c - 0xD800) << 10) + static_cast<char32_t>(second - 0xDC00);
    sequence.length = 12;
  }
  const unicode::Sort sort = unicode::sort_of(c);
  if (sort == unicode::Sort::kControl || sort == unicode::Sort::kNone) return std::nullopt;
  unicode::append(sequence.meaning, c);
  return sequence;
}

// A letter or digit ends at, or begins at, a place.
bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const unicode::Class kind = unicode::class_of(unicode::decode_before(text, at).code_point);
  return kind == unicode::Class::kLetter || kind == unicode::Class::kDigit;
}
bool letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const unicode::Class kind = unicode::class_of(unicode::decode(text, at).code_point);
  return kind == unicode::Class::kLetter || kind == unicode::Class::kDigit;
}

// A line end or tab: nothing small behind it, not in the middle of a word, and not shown alone.
bool breaks_well(char before, char after) {
  if ((before == '"' && after == '"') || (is_space(before) && is_space(after))) return false;
  return (is_upper(after) || is_space(after) || is_digit(after) || after == '\\' || after == '-' ||
          after == '"') &&
         (ends_word(before) || is_mark(before) || is_space(before) || before == 'n' ||
          before == 'r' || before == 't');
}

bool quotes_well(char before, char after) {
  if (before == '"' || before == '\'') return false;
  const bool opens = (is_space(before) || before == '(' || before == '\\') && ends_word(after);
  const bool closes = (ends_word(before) || is_mark(before)) &&
                      (is_space(after) || is_mark(after) || after == '\\');
  return opens || closes;
}

// The sequence at `at`, if it stands where prose has what it means.
std::optional<Sequence> sequence_at(std::string_view text, std::size_t at) {
  const char before = at > 0 ? text[at - 1] : ' ', kind = byte_at(text, at + 1);
  const char after = byte_at(text, at + 2);
  switch (kind) {
    case 'u':
      return numbered(text, at);
    case 'n':
      return breaks_well(before, after) ? std::optional(Sequence{2, "\n"}) : std::nullopt;
    case 'r':
      return text.substr(at + 2, 2) == "\\n" ? std::optional(Sequence{2, "\r"}) : std::nullopt;
    case 't':
      return breaks_well(before, after) ? std::optional(Sequence{2, "\t"}) : std::nullopt;
    case '"':
      return quotes_well(before, after) ? std::optional(Sequence{2, "\""}) : std::nullopt;
    case '\'':
      return (letter_before(text, at) && letter_at(text, at + 2)) || quotes_well(before, after)
                 ? std::optional(Sequence{2, "'"})
                 : std::nullopt;
    case '/':
      return letter_before(text, at) && letter_at(text, at + 2) ? std::optional(Sequence{2, "/"})
                                                                : std::nullopt;
    default:
      return std::nullopt;
  }
}

// "%s", "%5d": a format of printf.
bool has_format(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const char next = byte_at(text, at + 1);
    if (is_letter(next) || next == '.' || next == '-') return true;
  }
  return false;
}

bool is_technical(std::string_view text) {
  if (has_format(text)) return true;
  return has_any(text, {"`", "{", "}", "$", "();", "ackslash", "JSON", "regex", "egular expr",
                        "LaTeX", "nicode", "scape", "printf", "String", "string", "=\\", "= \\"});
}

}  // namespace

void mend_backslashes(std::string_view text, std::vector<Edit>& edits) {
  std::size_t at = text.find('\\');
  if (at == std::string_view::npos || is_technical(text)) return;
  std::vector<Edit> found;
  std::size_t quotes = 0;
  while (at != std::string_view::npos) {
    const std::optional<Sequence> sequence = sequence_at(text, at);
    if (!sequence) return;
    quotes += sequence->meaning == "\"";
    const Span span{at, at + sequence->length};
    found.push_back({span, std::string(slice(text, span)), sequence->meaning, "escape/json", 0.9});
    at = text.find('\\', span.end);
  }
  if (quotes % 2 != 0) return;
  edits.insert(edits.end(), found.begin(), found.end());
}

}  // namespace unspin::escape
