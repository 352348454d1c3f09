// Offsets in the units that other programs count in.
#pragma once

#include <cstddef>
#include <string_view>

namespace unspin::cli {

enum class OffsetUnit { kByte, kCodePoint, kUtf16 };

std::string_view name_of(OffsetUnit unit);  // "byte", "codepoint", "utf16"

// How many units `text` has. Bytes that are not UTF-8 count as one unit each where they do not
// look like the continuation of a character.
std::size_t count_units(std::string_view text, OffsetUnit unit);

// Walks a text forward and converts offsets. `text` must outlive it; it is not looked at when the
// unit is a byte.
class OffsetCounter {
 public:
  OffsetCounter(std::string_view text, OffsetUnit unit) : text_(text), unit_(unit) {}

  // The offset of byte `at`. Going back is possible, but starts again from the front.
  std::size_t at(std::size_t at);

 private:
  std::string_view text_;
  OffsetUnit unit_;
  std::size_t byte_ = 0, units_ = 0;
};

}  // namespace unspin::cli
