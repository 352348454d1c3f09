// Covered by tests/unit/cli_json_test.cpp.
#include "cli/json_string.hpp"

#include <algorithm>

#include "core/unicode.hpp"

namespace unspin::cli {

namespace {

constexpr std::string_view kLetters = "\"\\/bfnrt";        // after the backslash
constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";  // in the same order

// The four hexadecimal digits of \uXXXX at the start of `raw`; above 0xFFFF if there are none.
char32_t read_unit(std::string_view raw) {
  constexpr char32_t kNone = 0x110000;
  if (raw.size() < 6 || raw[0] != '\\' || raw[1] != 'u') return kNone;
  char32_t unit = 0;
  for (const char c : raw.substr(2, 4)) {
    const bool digit = c >= '0' && c <= '9';
    const char lower = static_cast<char>(c | 0x20);
    if (!digit && (lower < 'a' || lower > 'f')) return kNone;
    unit = unit * 16 + static_cast<char32_t>(digit ? c - '0' : lower - 'a' + 10);
  }
  return unit;
}

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Source of the surrogate arithmetic: The Unicode Standard, 3.9, UTF-16.
JsonEscape read_unicode_escape(std::string_view raw) {
  const char32_t unit = read_unit(raw);
  if (unit > 0xFFFF || is_low_surrogate(unit)) return {};
  if (!is_high_surrogate(unit)) return {6, unit};
  const char32_t low = read_unit(raw.substr(6));
  if (!is_low_surrogate(low)) return {};
  return {12, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)};
}

std::size_t utf8_size(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

}  // namespace

JsonEscape read_escape(std::string_view raw) {
  if (raw.size() < 2) return {};
  const std::size_t index = kLetters.find(raw[1]);
  if (index != kLetters.npos) return {2, static_cast<char32_t>(kMeanings[index])};
  return read_unicode_escape(raw);
}

std::string decode_json(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  while (!raw.empty()) {
    const std::size_t plain = std::min(raw.find('\\'), raw.size());
    text.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    if (raw.empty()) break;
    const JsonEscape escape = read_escape(raw);
    unicode::append(text, escape.code_point);
    raw.remove_prefix(escape.raw_size);
  }
  return text;
}

std::string encode_json(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string raw;
  raw.reserve(text.size());
  for (const char c : text) {
    // A slash may be escaped but need not be.
    const std::size_t index = c == '/' ? kMeanings.npos : kMeanings.find(c);
    if (index != kMeanings.npos) {
      raw.append({'\\', kLetters[index]});
    } else if (static_cast<unsigned char>(c) < 0x20) {
      const auto byte = static_cast<unsigned char>(c);
      raw.append("\\u00").append({kDigits[byte >> 4], kDigits[byte & 15]});
    } else {
      raw.push_back(c);
    }
  }
  return raw;
}

bool JsonOffsets::advance_to(std::size_t decoded) {
  while (decoded_ < decoded && at_ < raw_.size()) {
    // Outside escapes raw and decoded bytes are the same, and are stepped over in one go.
    if (raw_[at_] == '\\') {
      const JsonEscape escape = read_escape(raw_.substr(at_));
      at_ += escape.raw_size;
      decoded_ += utf8_size(escape.code_point);
    } else {
      const std::string_view ahead = raw_.substr(at_, decoded - decoded_);
      const std::size_t step = std::min(ahead.find('\\'), ahead.size());
      at_ += step;
      decoded_ += step;
    }
  }
  return decoded_ == decoded;
}

EditList edits_of_raw(std::string_view raw, std::size_t offset, const EditList& edits,
                      const std::vector<std::string>& spellings) {
  EditList result;
  JsonOffsets offsets(raw);
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const Edit& edit = edits.edits()[i];
    // Edits are sorted, so one walk serves all of them.
    if (!offsets.advance_to(edit.span.begin)) break;
    const std::size_t begin = offsets.raw();
    if (!offsets.advance_to(edit.span.end)) break;
    const Span span{begin, offsets.raw()};
    const bool spelled = i < spellings.size() && !spellings[i].empty();
    result.add({{span.begin + offset, span.end + offset},
                std::string(slice(raw, span)),
                spelled ? spellings[i] : encode_json(edit.after),
                edit.rule,
                edit.confidence});
  }
  return result;
}

}  // namespace unspin::cli
