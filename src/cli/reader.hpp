// Cuts a stream of bytes into lines, or into the pieces of a text. However the reads are split, the
// cuts are the same, and memory is bounded: a line that is too long comes in blocks.
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace unspin::cli {

// Takes up to `size` bytes into `to`; returns how many, 0 at the end.
using ByteSource = std::function<std::size_t(std::span<char> to)>;

// What has been read and not yet handed out, in a buffer that grows only when it must.
class ReadBuffer {
 public:
  explicit ReadBuffer(ByteSource source) : source_(std::move(source)) {}

  std::string_view held() const { return std::string_view(bytes_).substr(begin_, end_ - begin_); }
  bool ended() const { return ended_; }

  // Takes `count` bytes from the front of what is held. The view holds until fill().
  std::string_view take(std::size_t count);

  // Reads once, behind what is held; false at the end. Never makes the buffer larger than `most`
  // and a block.
  bool fill(std::size_t most = std::numeric_limits<std::size_t>::max());

 private:
  ByteSource source_;
  std::string bytes_;
  std::size_t begin_ = 0, end_ = 0;  // of what is held
  bool ended_ = false;
};

// Cuts a stream into lines, which end with "\n"; the last one may lack it.
class LineReader {
 public:
  using Source = ByteSource;
  static constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max() / 2;

  // Lines of more than `limit` bytes are over-long.
  explicit LineReader(Source source, std::size_t limit = kNoLimit)
      : buffer_(std::move(source)), limit_(limit) {}

  // The next line, or the next block of an over-long one. False at the end. The view holds until
  // the next call.
  bool next(std::string_view& bytes);

  // Whether what next() gave is a part of an over-long line, and where it begins in it.
  bool is_over_long() const { return over_long_; }
  std::size_t offset() const { return offset_; }

 private:
  ReadBuffer buffer_;
  std::size_t limit_;
  std::size_t scanned_ = 0;  // as much of what is held has no line end
  bool over_long_ = false;
  bool line_ended_ = true;   // with what was given last
  std::size_t offset_ = 0;
  std::size_t given_ = 0;    // bytes of the line so far
};

// Cuts a stream into the pieces that Engine::process cuts a text into (core/pieces.hpp), so that
// both find the same.
class PieceReader {
 public:
  explicit PieceReader(ByteSource source) : buffer_(std::move(source)) {}

  // The next piece; false at the end. The view holds until the next call.
  bool next(std::string_view& piece);

  // Whether the piece is the last one: it ends where the stream ended.
  bool is_last() const { return buffer_.ended() && buffer_.held().empty(); }

 private:
  ReadBuffer buffer_;
};

}  // namespace unspin::cli
