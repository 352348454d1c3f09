// Covered by tests/unit/cli_edit_log_test.cpp and tests/cli/detect/*.case.
#include "cli/json_text.hpp"

#include <array>
#include <charconv>

#include "cli/json_string.hpp"
#include "core/unicode.hpp"

namespace unspin::cli {

std::string json_quoted(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t good = unicode::valid_prefix(text);
    valid.append(text.substr(0, good));
    text.remove_prefix(good);
    if (text.empty()) break;
    valid.append("\xEF\xBF\xBD");
    text.remove_prefix(unicode::invalid_length(text));
  }
  return '"' + encode_json(valid) + '"';
}

std::string json_number(double value, int digits) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value,
                                          std::chars_format::general, digits);
  static_cast<void>(error);  // 32 bytes hold any double of so few digits
  return {text.data(), end};
}

}  // namespace unspin::cli
