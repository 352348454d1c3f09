// Where a long text is cut, so that memory and work stay bounded: into pieces, in which removals
// look for what is repeated; parts of pieces, which are mended by themselves; and windows of parts,
// in which spinning is judged.
//
// A piece of size S ends behind the first paragraph break between S and 2 S bytes; where there is
// none, behind the last line break there, the last sentence, the last white space, or at 2 S
// (before the code point that would be cut). What is left of a text is one piece when it has at
// most 2 S bytes. So the cuts depend on the text alone, not on how it was read.
// Offsets are bytes; UTF-8, ill-formed bytes do no harm. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace unspin {

// Sizes of a piece of a document, a part of it, and a window within that.
constexpr std::size_t kPieceSize = std::size_t{1} << 16;
constexpr std::size_t kPartSize = std::size_t{1} << 13;
constexpr std::size_t kWindowSize = std::size_t{1} << 13;

// Bytes of the first piece of `rest`, what is left of a text. If more than 2 `size` bytes of it
// are at hand those behind do not matter; otherwise they must be all there is.
std::size_t piece_length(std::string_view rest, std::size_t size);

// Calls `take(begin, end)` for each piece of `text`, in order.
template <typename Take>
void for_each_piece(std::string_view text, std::size_t size, Take take) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = begin + piece_length(text.substr(begin), size);
    take(begin, end);
    begin = end;
  }
}

}  // namespace unspin
