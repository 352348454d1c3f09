// Covered by tests/unit/pieces_test.cpp.
#include "core/pieces.hpp"

#include <algorithm>

namespace unspin {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The end of the white space that begins at `at`, which is a line break; kNone when it holds no
// second one.
std::size_t paragraph_end(std::string_view text, std::size_t at) {
  std::size_t lines = 0, end = at;
  for (std::size_t i = at; i < text.size() && (text[i] == '\n' || is_blank(text[i])); ++i) {
    if (text[i] != '\n') continue;
    ++lines;
    end = i + 1;
  }
  return lines > 1 ? end : kNone;
}

// Behind the last sentence of `text`, that is, behind the space that follows its mark.
std::size_t last_sentence_end(std::string_view text) {
  for (std::size_t at = text.size(); at > 1; --at) {
    const char mark = text[at - 2];
    if (text[at - 1] == ' ' && (mark == '.' || mark == '!' || mark == '?')) return at;
  }
  return kNone;
}

}  // namespace

std::size_t piece_length(std::string_view rest, std::size_t size) {
  if (rest.size() <= 2 * size) return rest.size();
  const std::string_view far = rest.substr(0, 2 * size);
  for (std::size_t at = far.find('\n', size); at != kNone; at = far.find('\n', at + 1)) {
    const std::size_t end = paragraph_end(far, at);
    if (end != kNone) return end;
  }
  const std::string_view near = far.substr(size);
  if (const std::size_t line = near.rfind('\n'); line != kNone) return size + line + 1;
  if (const std::size_t sentence = last_sentence_end(near); sentence != kNone)
    return size + sentence;
  if (const std::size_t space = near.rfind(' '); space != kNone) return size + space + 1;
  std::size_t end = far.size();
  while (far.size() - end < 3 && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80) --end;
  return end;
}

}  // namespace unspin
