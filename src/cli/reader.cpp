// Covered by tests/unit/cli_reader_test.cpp.
#include "cli/reader.hpp"

#include <algorithm>

#include "cli/codec.hpp"
#include "core/pieces.hpp"

namespace unspin::cli {

std::string_view ReadBuffer::take(std::size_t count) {
  const std::string_view taken = held().substr(0, count);
  begin_ += taken.size();
  return taken;
}

// Makes room by moving what is held to the front, or by doubling the buffer when that fills most
// of it. Reading a block at a time keeps what is read in the processor's cache.
bool ReadBuffer::fill(std::size_t most) {
  if (ended_) return false;
  if (bytes_.size() - end_ < kStreamBlock && begin_ > 0) {
    std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
              bytes_.begin() + static_cast<std::ptrdiff_t>(end_), bytes_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  if (bytes_.size() - end_ < kStreamBlock) {
    const std::size_t needed = end_ + kStreamBlock;
    bytes_.resize(std::max(needed, std::min(2 * bytes_.size(), most)));
  }
  const std::size_t count = source_({bytes_.data() + end_, kStreamBlock});
  end_ += count;
  ended_ = count == 0;
  return !ended_;
}

bool LineReader::next(std::string_view& bytes) {
  if (line_ended_) given_ = 0;
  for (;;) {
    const std::string_view held = buffer_.held();
    // What has been searched is not searched again when more arrives: a long line stays linear.
    const std::size_t newline = held.find('\n', scanned_);
    const std::size_t size = newline == held.npos ? held.size() : newline + 1;
    over_long_ = given_ > 0 || size > limit_;
    line_ended_ = newline != held.npos;
    scanned_ = size;
    if (!line_ended_ && (!over_long_ || size == 0) && buffer_.fill(limit_)) continue;
    scanned_ = 0;
    bytes = buffer_.take(size);
    offset_ = given_;
    given_ += size;
    return size > 0;
  }
}

bool PieceReader::next(std::string_view& piece) {
  while (buffer_.held().size() <= 2 * kPieceSize && buffer_.fill(4 * kPieceSize)) continue;
  piece = buffer_.take(piece_length(buffer_.held(), kPieceSize));
  return !piece.empty();
}

}  // namespace unspin::cli
