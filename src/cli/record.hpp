// Framing: cuts an input into records (cli/format.hpp says which formats there are).
//
// Records, put one behind the other, are the input again, byte for byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "cli/format.hpp"
#include "cli/input.hpp"

namespace unspin::cli {

// Takes up to to.size() bytes into `to`; returns how many, 0 at the end.
using ByteSource = std::function<std::size_t(std::span<char> to)>;

// A record, or a block of one that is too large to be held: such a record passes unread.
struct Record {
  std::size_t index = 0;     // of the input, from 0
  std::uint64_t offset = 0;  // where the bytes begin in the record
  std::string_view bytes;    // until the next one is read
  bool oversized = false;    // a block
  bool is_last_part = true;  // the record ends with it
  std::uint64_t begin = 0;   // where the record begins in the input

  bool is_first_part() const { return offset == 0; }
};

// The size of the largest record that is held.
constexpr std::size_t kMaxRecord = std::size_t{16} << 20;

// Cuts a stream of bytes into lines. Memory is bounded by the longest line.
class LineReader {
 public:
  explicit LineReader(ByteSource source) : source_(std::move(source)) {}

  // The next line with its "\n"; the last one may lack it. False at the end. The view holds until
  // the next call.
  bool next(std::string_view& line);

 private:
  bool fill();

  ByteSource source_;
  std::string buffer_;
  std::size_t begin_ = 0;    // of what has not been handed out
  std::size_t end_ = 0;      // of what has been read
  std::size_t scanned_ = 0;  // no newline in [begin_, scanned_)
  bool ended_ = false;
};

// Calls `take` for each record of an input, in order. What stands behind a fault of the input is
// left out, a text as a whole: half of one is another one. Look at input.error(). Returns what is
// wrong with the framing (WET only), in words that follow the input's name; the records before have
// been taken, what stands behind cannot be told apart. Empty: nothing is.
// A text is converted to UTF-8 first if `encoding` names what it is in (cli/encoding.hpp).
std::string for_each_record(Input& input, Format format, const std::string& encoding,
                            const std::function<void(const Record&)>& take);

// The same for what was read and checked before: no limit for what is held, no conversion.
std::string for_each_record(const ByteSource& source, Format format,
                            const std::function<void(const Record&)>& take);

// How messages name a record: "a.txt", line "a.jsonl:12", "a.wet: record 12". From 1.
std::string record_name(const std::string& file, Format format, std::size_t index);

}  // namespace unspin::cli
