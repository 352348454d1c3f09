// Covered by tests/unit/encoding_scan_test.cpp.
#include "mend/encoding_scan.hpp"

#include "core/unicode.hpp"
#include "mend/encoding_tables.hpp"

namespace unspin::encoding {

namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_high(std::string_view text, std::size_t at) {
  return at < text.size() && byte_at(text, at) >= 0x80;
}

// The character at `at`, which is not ASCII, and what it is a sign of. Those above the basic plane
// are bytes in no encoding; which of them it is does not matter.
unicode::Decoded look_at(std::string_view text, std::size_t at, Scan& found) {
  const unsigned first = byte_at(text, at), second = byte_at(text, at + 1);
  if (first < 0xE0) {
    found.controls |= first == 0xC2 && second < 0xA0;
    found.capitals |= first == 0xC3 && (second == 0x82 || second == 0x83);
    return {(first & 0x1F) << 6 | (second & 0x3F), 2};
  }
  if (first >= 0xF0) return {0x10000, 4};
  found.ideographs |= (first >= 0xE4 && first <= 0xE9) || first == 0xEF;
  return {(first & 0x0F) << 12 | (second & 0x3F) << 6 | (byte_at(text, at + 2) & 0x3F), 3};
}

// The word around `at`, which is behind `least`.
Span word_around(std::string_view text, std::size_t at, std::size_t least) {
  Span word{at, at};
  while (word.begin > least && !is_space(text[word.begin - 1])) --word.begin;
  while (word.end < text.size() && !is_space(text[word.end])) ++word.end;
  return word;
}

// Looks at the run of characters that are not ASCII at `at`; returns its end.
std::size_t scan_run(std::string_view text, std::size_t at, Scan& found) {
  const unicode::Decoded first = look_at(text, at, found);
  at += first.length;
  if (!is_high(text, at)) return at;  // by itself
  const ByteTables& tables = ByteTables::get();
  std::size_t known = found.words.empty() ? 0 : found.words.back().end;
  Encodings leads = tables.row(first.code_point).lead;
  do {
    const unicode::Decoded next = look_at(text, at, found);
    const ByteRow& row = tables.row(next.code_point);
    if ((leads & row.continuation) != 0 && at >= known) {
      found.words.push_back(word_around(text, at, known));
      known = found.words.back().end;
    }
    leads = row.lead;
    at += next.length;
  } while (is_high(text, at));
  return at;
}

}  // namespace

Scan scan(std::string_view text) {
  Scan found;
  for (std::size_t at = unicode::next_high(text, 0); at < text.size();
       at = unicode::next_high(text, at)) {
    at = scan_run(text, at, found);
  }
  return found;
}

}  // namespace unspin::encoding
