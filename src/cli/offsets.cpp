// Covered by tests/unit/cli_offsets_test.cpp.
#include "cli/offsets.hpp"

namespace unspin::cli {

std::string_view name_of(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::kCodePoint:
      return "codepoint";
    case OffsetUnit::kUtf16:
      return "utf16";
    case OffsetUnit::kByte:
      break;
  }
  return "byte";
}

std::size_t count_units(std::string_view text, OffsetUnit unit) {
  if (unit == OffsetUnit::kByte) return text.size();
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) != 0x80;                               // the first byte of a character
    units += unit == OffsetUnit::kUtf16 && byte >= 0xF0 ? 1 : 0;  // of one beyond the BMP
  }
  return units;
}

std::size_t OffsetCounter::at(std::size_t at) {
  if (unit_ == OffsetUnit::kByte) return at;
  if (at < byte_) byte_ = units_ = 0;
  units_ += count_units(text_.substr(byte_, at - byte_), unit_);
  byte_ = at;
  return units_;
}

}  // namespace unspin::cli
