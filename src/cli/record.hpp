// Framing: cuts an input into records (cli/format.hpp says which formats there are).
//
// Records, put one behind the other, are the input again, byte for byte. Memory is bounded for any
// input: a text is handed out in the pieces that the engine would cut it into, and a line or a WARC
// record that is too long in blocks that pass through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "cli/format.hpp"
#include "cli/input.hpp"
#include "cli/reader.hpp"

namespace unspin::cli {

// The longest line or record that is held, if not told otherwise (--max-record).
constexpr std::size_t kMostRecord = std::size_t{8} << 20;

// How an input is to be cut.
struct Framing {
  Format format = Format::kText;
  std::string encoding;  // a text is converted to UTF-8 from it (cli/encoding.hpp); empty: never
  std::size_t most_record = kMostRecord;
};

// A record, or a part of one: a piece of a text, or a block of a record that passes unread.
struct Record {
  std::size_t index = 0;     // of the input, from 0
  std::uint64_t offset = 0;  // where the bytes begin in the record
  std::string_view bytes;    // until the next one is read
  bool oversized = false;    // a block of a record that is longer than Framing::most_record
  bool is_last_part = true;  // the record ends with it
  std::uint64_t begin = 0;   // where the record begins in the input

  bool is_first_part() const { return offset == 0; }
};

// How far an input was read.
struct Progress {
  std::size_t records = 0;  // complete ones; not of text
  std::uint64_t bytes = 0;  // handed out
  // What is wrong with the framing (WET only), in words that follow the input's name: what stands
  // behind cannot be told apart. Empty: nothing is.
  std::string fault;
};

// Calls `take` for each record of an input, in order; a text that is longer than a piece makes
// several calls, and so does an oversized record. What stands behind a fault of the input is left
// out, and in front of it what was not complete: the last line, the last piece, or, of a text that
// is converted, all. Look at input.error().
Progress for_each_record(Input& input, const Framing& framing,
                         const std::function<void(const Record&)>& take);

// The same for what was read and checked before: whole records, no limit for what is held, no
// conversion. Returns what is wrong with the framing.
std::string for_each_record(const ByteSource& source, Format format,
                            const std::function<void(const Record&)>& take);

// "12 records done", for the message of a fault.
std::string describe(const Progress& progress, Format format);

// How messages name a record: "a.txt", line "a.jsonl:12", "a.wet: record 12". From 1.
std::string record_name(const std::string& file, Format format, std::size_t index);

}  // namespace unspin::cli
