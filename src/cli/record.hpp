// Framing: cuts an input into records. A record is one text with the bytes around it.
//
//   text   the whole input is one record and all of it is text
//   jsonl  each line is one record; its text is one string in it
//
// Records, put one behind the other, are the input again, byte for byte. Offsets are bytes of the
// record unless said otherwise. Memory is bounded for any input: a text is handed out in the pieces
// that the engine would cut it into, and a line that is too long in blocks that pass through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input.hpp"
#include "cli/json_locate.hpp"
#include "cli/reader.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

enum class Format { kText, kJsonl };

// What --input-format auto takes `path` for: names that end in .jsonl or .ndjson hold JSON lines,
// compressed (.gz, .zst, .zstd) or not.
Format format_of(const std::string& path);

// The longest line that is read as a record, if not told otherwise (--max-record).
constexpr std::size_t kMostRecord = std::size_t{16} << 20;

// How an input is to be cut.
struct Framing {
  Format format = Format::kText;
  std::string encoding;  // a text is converted to UTF-8 from it (cli/encoding.hpp); empty: never
  std::size_t most_record = kMostRecord;
};

// A record, or a part of one. The bytes live while it is looked at.
struct Record {
  std::size_t index = 0;   // of the file, from 0
  std::size_t offset = 0;  // where the bytes begin in the record
  std::string_view bytes;
  bool oversized = false;  // a block of a line that is longer than Framing::most_record

  bool is_first_part() const { return offset == 0; }
};

// How far an input was read.
struct Progress {
  std::size_t records = 0;  // complete ones; of lines
  std::uint64_t bytes = 0;  // handed out
};

// Calls `take` for each record of an input, in order; a text that is longer than a piece makes
// several calls, and so does an oversized line. What stands behind a fault of the input is left
// out, and in front of it what was not complete: the last line, the last piece, or, of a text that
// is converted, all. Look at input.error().
Progress for_each_record(Input& input, const Framing& framing,
                         const std::function<void(const Record&)>& take);

// "12 records done", for the message of a fault.
std::string describe(const Progress& progress, Format format);

// Where a record keeps its text. The views it gives live as long as it and the record do.
class TextPlace {
 public:
  // Finds the text of `record`; `key` says where a JSON line has it.
  TextPlace(Format format, std::string_view record, const JsonPath& key);

  // kFound, or why there is none. Plain text is always found.
  JsonString::Status status() const { return json_.status; }

  // The text that the engine reads: the record itself, or the string decoded.
  std::string_view text() const { return format_ == Format::kText ? record_ : decoded_; }

  // Edits of the record's bytes that make `edits` of its text. The rest of the record keeps its
  // spelling. `spellings`: see edits_of_raw. Fewer edits come back when some do not fit.
  EditList edits_of_record(const EditList& edits,
                           const std::vector<std::string>& spellings = {}) const;

 private:
  // The string between its quotes.
  Span inside() const { return {json_.literal.begin + 1, json_.literal.end - 1}; }

  Format format_;
  std::string_view record_;
  JsonString json_;
  std::string decoded_;
};

// Why a record was left alone, in words that follow "line 5: ".
std::string_view describe(JsonString::Status status);

}  // namespace unspin::cli
