// Boost's SHA-1 behind one function. Covered by tests/unit/cli_wet_test.cpp.
#include "cli/sha1.hpp"

#include <algorithm>
#include <boost/uuid/detail/sha1.hpp>

namespace unspin::cli {

namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase16 = "0123456789ABCDEF";

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// 160 bits are a multiple of four and of five: neither base needs padding.
std::string spell_bits(const Sha1& value, std::string_view digits, int width) {
  std::string text;
  unsigned bits = 0;
  int count = 0;
  for (const std::uint8_t byte : value) {
    bits = (bits << 8 | byte) & 0xFFFF;
    for (count += 8; count >= width; count -= width) {
      text.push_back(digits[(bits >> (count - width)) & ((1U << width) - 1)]);
    }
  }
  return text;
}

// False when a character is no digit. Precondition: `text` has as many as a digest needs.
bool read_bits(std::string_view text, std::string_view digits, int width, Sha1& value) {
  unsigned bits = 0;
  int count = 0;
  std::size_t filled = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(upper(c));
    if (digit == digits.npos) return false;
    bits = (bits << width | static_cast<unsigned>(digit)) & 0xFFFF;
    count += width;
    if (count < 8) continue;
    count -= 8;
    value[filled++] = static_cast<std::uint8_t>(bits >> count);
  }
  return true;
}

}  // namespace

// Boost gives five words, from 1.86 on twenty bytes.
Sha1 sha1_of(std::string_view bytes) {
  boost::uuids::detail::sha1 state;
  state.process_bytes(bytes.data(), bytes.size());
  boost::uuids::detail::sha1::digest_type digest{};
  state.get_digest(digest);
  constexpr std::size_t kWord = sizeof digest[0];
  Sha1 value{};
  for (std::size_t i = 0; i < value.size(); ++i) {
    value[i] = static_cast<std::uint8_t>(digest[i / kWord] >> (8 * (kWord - 1 - i % kWord)));
  }
  return value;
}

std::string SpelledSha1::spell(const Sha1& other) const {
  std::string text = hexadecimal ? spell_bits(other, kBase16, 4) : spell_bits(other, kBase32, 5);
  if (lower_case) std::transform(text.begin(), text.end(), text.begin(), lower);
  return label + text;
}

std::optional<SpelledSha1> read_sha1(std::string_view digest) {
  SpelledSha1 result;
  const std::size_t colon = digest.find(':');
  if (colon == digest.npos) return std::nullopt;
  result.label = digest.substr(0, colon + 1);
  std::string name = result.label;
  std::transform(name.begin(), name.end(), name.begin(), lower);
  const std::string_view text = digest.substr(colon + 1);
  result.hexadecimal = text.size() == 40;
  if ((name != "sha1:" && name != "sha-1:") || (!result.hexadecimal && text.size() != 32)) {
    return std::nullopt;
  }
  result.lower_case = std::any_of(text.begin(), text.end(), [](char c) { return upper(c) != c; });
  const bool read = result.hexadecimal ? read_bits(text, kBase16, 4, result.value)
                                       : read_bits(text, kBase32, 5, result.value);
  if (!read) return std::nullopt;
  return result;
}

}  // namespace unspin::cli
