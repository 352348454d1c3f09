// Covered by tests/unit/cli_offsets_test.cpp.
#include "cli/units.hpp"

#include <algorithm>

namespace unspin::cli {

namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
}

std::vector<Span> lines_of(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = std::min(text.find('\n', begin), text.size() - 1);
    lines.push_back({begin, newline + 1});
    begin = newline + 1;
  }
  return lines;
}

}  // namespace

std::vector<Span> split_text(std::string_view text, Split split) {
  if (text.empty()) return {};
  if (split == Split::kDocument) return {{0, text.size()}};
  std::vector<Span> lines = lines_of(text);
  if (split == Split::kLine) return lines;
  std::vector<Span> paragraphs;
  bool has_words = false, ended = false;  // of the last paragraph
  for (const Span& line : lines) {
    const bool blank = is_blank(slice(text, line));
    if (paragraphs.empty() || (ended && !blank)) {
      paragraphs.push_back(line);
      has_words = ended = false;
    }
    paragraphs.back().end = line.end;
    has_words = has_words || !blank;
    ended = has_words && blank;
  }
  return paragraphs;
}

}  // namespace unspin::cli
