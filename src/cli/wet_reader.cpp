// Covered by tests/unit/cli_wet_test.cpp and tests/cli/wet/*.case.
#include "cli/wet_reader.hpp"

#include <algorithm>

#include "cli/wet_header.hpp"

namespace unspin::cli {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr std::size_t kMostHeader = std::size_t{1} << 16;
constexpr std::size_t kTrailer = 4;  // CR LF CR LF

}  // namespace

bool WetReader::next(Record& record) {
  if (in_blocks_) return next_block(record);
  if (!begin_record()) return false;
  if (left_ > limit_ - kTrailer) {
    in_blocks_ = true;
    return next_block(record);
  }
  const auto size = static_cast<std::size_t>(left_);
  if (!require(size)) return fail("cut off in its block");
  const std::size_t trailer = find_trailer(size);
  return trailer > 0 && take(size + trailer, true, record);
}

// Reads the header of the next record; false at the end.
bool WetReader::begin_record() {
  if (!fault_.empty()) return false;
  record_at_ = offset_;
  std::size_t size = 0;
  for (std::size_t seen = 0; size == 0; seen = ahead().size()) {
    if (!require(seen + 1)) {
      return ahead().empty() ? false : fail("cut off in its header");
    }
    size = find_header_end(ahead().substr(0, kMostHeader));
    if (size == 0 && ahead().size() >= kMostHeader) {
      return fail("no WARC record, or one with an endless header");
    }
  }
  const WetHeader header = read_wet_header(ahead());
  if (!header.problem.empty()) return fail(header.problem);
  left_ = size + header.content_length;
  if (left_ < size) return fail("malformed Content-Length");
  return true;
}

// A block of a record that is too large; the last one has the trailer.
bool WetReader::next_block(Record& record) {
  if (left_ > kBlock) {
    if (!require(1)) return fail("cut off in its block");
    const std::size_t size = std::min<std::uint64_t>(ahead().size(), left_ - 1);
    left_ -= size;
    return take(size, false, record);
  }
  const auto size = static_cast<std::size_t>(left_);
  if (!require(size)) return fail("cut off in its block");
  const std::size_t trailer = find_trailer(size);
  return trailer > 0 && take(size + trailer, true, record);
}

bool WetReader::take(std::size_t size, bool is_last_part, Record& record) {
  const std::string_view bytes = ahead().substr(0, size);
  record = {index_, offset_ - record_at_, bytes, in_blocks_, is_last_part, record_at_};
  begin_ += size;
  offset_ += size;
  if (is_last_part) {
    ++index_;
    in_blocks_ = false;
  }
  return true;
}

// The size of the two line ends at `at` of what is ahead; 0 and a fault where they are not.
std::size_t WetReader::find_trailer(std::size_t at) {
  std::size_t end = at;
  for (int line_ends = 0; line_ends < 2; ++line_ends) {
    if (require(end + 1) && ahead()[end] == '\r') ++end;
    if (!require(end + 1)) return fail("cut off behind its block");
    if (ahead()[end] != '\n') return fail("does not end where its Content-Length says");
    ++end;
  }
  return end - at;
}

// Reads until `size` bytes are ahead; false when there are not so many.
bool WetReader::require(std::size_t size) {
  if (buffer_.size() - begin_ >= size) return true;
  buffer_.erase(0, begin_);
  begin_ = 0;
  while (buffer_.size() < size) {
    const std::size_t filled = buffer_.size();
    // At most doubled: a length that only the header claims costs no memory.
    buffer_.resize(filled + std::max(kBlock, std::min(size - filled, filled)));
    const std::size_t count = source_({buffer_.data() + filled, buffer_.size() - filled});
    buffer_.resize(filled + count);
    if (count == 0) return false;
  }
  return true;
}

bool WetReader::fail(std::string_view why) {
  if (fault_.empty()) {
    fault_ = "record " + std::to_string(index_ + 1) + " at byte " + std::to_string(record_at_) +
             ": " + std::string(why);
  }
  in_blocks_ = false;
  return false;
}

}  // namespace unspin::cli
