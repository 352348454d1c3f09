// Sixty-four bytes of text at a time as bit masks: bit i is about byte i of the block.
//
// The masks are made by vector instructions where the processor has them (AVX2 on x86-64, asked for
// at run time), and otherwise from a table; both give the same. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/target.hpp"

namespace unspin {

struct Masks {
  std::uint64_t word = 0;     // ASCII letters and digits
  std::uint64_t digit = 0;    // 0 to 9
  std::uint64_t capital = 0;  // A to Z
  std::uint64_t space = 0;    // space, tab, line feed, carriage return
  std::uint64_t high = 0;     // 0x80 and above
  std::uint64_t mark = 0;     // & \ % { -, control characters other than space and NUL, 0x7F
  std::uint64_t quote = 0;    // the apostrophe

  bool operator==(const Masks&) const = default;
};

constexpr std::size_t kBlock = 64;

// One entry for each 64 bytes of `text`; bits behind its end are 0. `target` must be one that the
// processor has.
void make_masks(std::string_view text, std::vector<Masks>& masks, Target target = unspin::target());

}  // namespace unspin
