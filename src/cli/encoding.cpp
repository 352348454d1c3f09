// Names and guesses of encodings. Covered by tests/unit/cli_encoding_test.cpp.
#include "cli/encoding.hpp"

#include <algorithm>
#include <cctype>

#include "cli/errors.hpp"
#include "cli/message.hpp"
#include "core/unicode.hpp"

namespace unspin::cli {

namespace {

bool has_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
         bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4));
}

// UTF-16 without a mark: the null bytes of its ASCII characters are all on one side.
std::string utf16_without_mark(std::string_view bytes) {
  std::size_t nulls[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) nulls[i % 2] += bytes[i] == '\0';
  const std::size_t most = std::max(nulls[0], nulls[1]), least = std::min(nulls[0], nulls[1]);
  if (most * 10 < bytes.size() || least * 10 > most) return {};
  return nulls[0] > nulls[1] ? "UTF-16BE" : "UTF-16LE";
}

// Empty: the bytes are UTF-8, or nothing speaks for any encoding.
std::string recognised(std::string_view bytes) {
  if (has_mark(bytes)) return unicode::guess_encoding(bytes);
  if (std::string utf16 = utf16_without_mark(bytes); !utf16.empty()) return utf16;
  if (unicode::valid_prefix(bytes) == bytes.size()) return {};
  return unicode::guess_encoding(bytes);
}

}  // namespace

void check_encoding(const std::string& name) {
  if (name == "auto" || unicode::convert("", name)) return;
  throw UsageError("--encoding: no encoding is called '" + printable(name) + "'");
}

bool is_utf8_name(const std::string& name) {
  std::string letters;
  for (const char c : name) {
    if (c != '-' && c != '_')
      letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return letters == "utf8";
}

std::string to_utf8(std::string bytes, const std::string& encoding) {
  const std::string from = encoding == "auto" ? recognised(bytes) : encoding;
  if (from.empty() || is_utf8_name(from)) return bytes;
  std::optional<std::string> converted = unicode::convert(bytes, from);
  return converted ? std::move(*converted) : bytes;
}

}  // namespace unspin::cli
