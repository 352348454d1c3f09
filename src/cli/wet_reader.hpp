// Cuts a stream of WARC records (cli/wet_header.hpp) by their Content-Length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/record.hpp"

namespace unspin::cli {

// Memory is bounded by `limit`, the size of the largest record that is held as a whole; larger ones
// come in blocks. A record is a header, a block, and two line ends. For one thread.
class WetReader {
 public:
  WetReader(ByteSource source, std::size_t limit) : source_(std::move(source)), limit_(limit) {}

  // The next record, or the next block of one that is too large. False at the end, and at a fault:
  // nothing behind it can be trusted. The view holds until the next call.
  bool next(Record& record);

  // "record 3 at byte 1234: no Content-Length", counted from 1; empty: there was none.
  const std::string& fault() const { return fault_; }

 private:
  bool begin_record();
  bool next_block(Record& record);
  bool take(std::size_t size, bool is_last_part, Record& record);
  std::size_t find_trailer(std::size_t at);
  bool require(std::size_t size);
  std::string_view ahead() const { return std::string_view(buffer_).substr(begin_); }
  bool fail(std::string_view why);

  ByteSource source_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t begin_ = 0;        // of what has not been handed out
  std::uint64_t offset_ = 0;     // of the same, in the stream
  std::uint64_t record_at_ = 0;  // where the current record begins in the stream
  std::size_t index_ = 0;
  std::uint64_t left_ = 0;       // of the header and the block of the current record
  bool in_blocks_ = false;       // the current record is too large
  std::string fault_;
};

}  // namespace unspin::cli
