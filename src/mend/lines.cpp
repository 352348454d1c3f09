// Covered by tests/unit/lines_test.cpp.
#include "mend/lines.hpp"

#include <algorithm>

namespace unspin {

namespace {

constexpr std::string_view kWideSpaces[] = {"\u00A0", "\u200B", "\uFEFF", "\u3000"};
constexpr std::uint32_t kSentenceWords = 8;
constexpr std::uint32_t kLongLineWords = 25;

// Bytes of the white space that begins `text`, or that ends it.
std::size_t leading_space(std::string_view text) {
  if (text.empty()) return 0;
  if (std::string_view(" \t\r\v\f").find(text.front()) != std::string_view::npos) return 1;
  for (std::string_view space : kWideSpaces) {
    if (text.starts_with(space)) return space.size();
  }
  return 0;
}

std::size_t trailing_space(std::string_view text) {
  if (text.empty()) return 0;
  if (std::string_view(" \t\r\n\v\f").find(text.back()) != std::string_view::npos) return 1;
  for (std::string_view space : kWideSpaces) {
    if (text.ends_with(space)) return space.size();
  }
  return 0;
}

Span trimmed(std::string_view text, Span span) {
  while (const std::size_t n = trailing_space(slice(text, span))) span.end -= n;
  while (const std::size_t n = leading_space(slice(text, span))) span.begin += n;
  return span;
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
         byte >= 0xC3;  // general punctuation and symbols begin with E2 and are counted; no harm
}

std::uint32_t count_words(std::string_view line) {
  std::uint32_t words = 0;
  bool inside = false;  // a word of this run has been counted
  for (const char c : line) {
    if (c == ' ' || c == '\t') {
      inside = false;
    } else if (!inside && is_word_byte(c)) {
      inside = true;
      ++words;
    }
  }
  return words;
}

bool stops(std::string_view line) {
  while (!line.empty()) {
    const char last = line.back();
    if (last == '"' || last == '\'' || last == ')' || last == ']' || last == '*') {
      line.remove_suffix(1);
    } else if (line.ends_with("\u201D") || line.ends_with("\u2019")) {
      line.remove_suffix(3);
    } else {
      return last == '!' || last == '?' || (last == '.' && !line.ends_with("...."));
    }
  }
  return false;
}

// Whether the line is indented by a tab or by four columns.
bool indented(std::string_view text, const Line& line) {
  const std::string_view margin = text.substr(line.whole.begin, line.text.begin - line.whole.begin);
  return margin.find('\t') != std::string_view::npos || margin.starts_with("    ");
}

// Fences, and indented blocks that stand behind a blank line below prose or other such code:
// Markdown's two ways to show code.
void find_code(std::string_view text, std::vector<Line>& lines) {
  bool fenced = false, inside = false;
  const Line* before = nullptr;  // the last line that is not blank
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.blank()) continue;
    const std::string_view content = slice(text, line.text);
    const bool fence = content.starts_with("```") || content.starts_with("~~~");
    const bool below_prose =
        i > 0 && lines[i - 1].blank() && before && before->words >= 3 && !indented(text, *before);
    inside = indented(text, line) && (inside || below_prose);
    line.code = fenced || fence || inside;
    if (fence) fenced = !fenced;
    before = &line;
  }
  if (!fenced) return;  // one that never closes says nothing
  for (Line& line : lines) line.code = false;
}

}  // namespace

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  lines.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = text.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? text.size() : newline + 1;
    Line line;
    line.whole = {begin, end};
    line.text = trimmed(text, line.whole);
    line.words = count_words(slice(text, line.text));
    line.stops = stops(slice(text, line.text));
    lines.push_back(line);
    begin = end;
  }
  find_code(text, lines);
  return lines;
}

bool is_prose(const Line& line) {
  return (line.stops && line.words >= kSentenceWords) || line.words >= kLongLineWords;
}

void Removal::mark(std::size_t line, std::string_view rule, double confidence) {
  if (!marked(line)) marks_[line] = {rule, confidence};
}

// Marks the blank lines that a removed run [first, last] of lines would leave over.
void Removal::close_gap(std::vector<Mark>& marks, std::size_t first, std::size_t last) const {
  std::size_t before = first,
              after = last + 1;  // the blank lines are [before, first), (last, after)
  while (before > 0 && lines_[before - 1].blank()) --before;
  while (after < lines_.size() && lines_[after].blank()) ++after;
  const bool opens = before == 0, closes = after == lines_.size();
  const bool drop_before = closes || (!opens && first - before < after - last - 1);
  const std::size_t begin = drop_before ? before : last + 1, end = drop_before ? first : after;
  if (closes && opens) return;
  for (std::size_t i = begin; i < end; ++i) marks[i] = marks[drop_before ? first : last];
}

std::vector<Removal::Mark> Removal::with_gaps() const {
  std::vector<Mark> marks = marks_;
  for (std::size_t first = 0; first < lines_.size(); ++first) {
    if (!marked(first)) continue;
    std::size_t last = first;
    for (std::size_t i = first + 1; i < lines_.size(); ++i) {
      if (marked(i)) {
        std::fill(marks.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                  marks.begin() + static_cast<std::ptrdiff_t>(i), marks[last]);
        marks[i] = marks_[i];
        last = i;
      } else if (!lines_[i].blank()) {
        break;
      }
    }
    close_gap(marks, first, last);
    first = last;
  }
  return marks;
}

namespace {

// Where a text that ends without a newline would, after a removal at its end, end with one.
std::size_t without_newline(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  return at >= 2 && text[at - 2] == '\r' ? at - 2 : at - 1;
}

}  // namespace

EditList Removal::edits(std::string_view text) const {
  bool anything_stays = false;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    anything_stays = anything_stays || (!lines_[i].blank() && !marked(i));
  }
  if (!anything_stays) return {};
  const std::vector<Mark> marks = with_gaps();
  std::size_t tail = lines_.size();  // the lines from here to the end all go
  while (!marks[tail - 1].rule.empty()) --tail;
  EditList edits;
  for (std::size_t i = 0; i < lines_.size();) {
    std::size_t end = i + 1;
    double confidence = marks[i].confidence;
    for (; end < lines_.size() && marks[end].rule == marks[i].rule; ++end) {
      confidence = std::min(confidence, marks[end].confidence);
    }
    if (!marks[i].rule.empty()) {
      Span span{lines_[i].whole.begin, lines_[end - 1].whole.end};
      if (i == tail && text.back() != '\n') span.begin = without_newline(text, span.begin);
      edits.add({span, std::string(slice(text, span)), "", std::string(marks[i].rule), confidence});
    }
    i = end;
  }
  return edits;
}

}  // namespace unspin
