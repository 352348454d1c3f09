// Framing: cuts an input into records. A record is one text with the bytes around it.
//
//   text   the whole input is one record and all of it is text
//   jsonl  each line is one record; its text is one string in it
//
// Records, put one behind the other, are the input again, byte for byte. Offsets are bytes of the
// record unless said otherwise.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/input.hpp"
#include "cli/json_locate.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

enum class Format { kText, kJsonl };

// What --input-format auto takes `path` for: names that end in .jsonl or .ndjson hold JSON lines.
Format format_of(const std::string& path);

// Cuts a stream of bytes into lines. Memory is bounded by the longest line.
class LineReader {
 public:
  // Takes up to `size` bytes into `to`; returns how many, 0 at the end.
  using Source = std::function<std::size_t(std::span<char> to)>;

  explicit LineReader(Source source) : source_(std::move(source)) {}

  // The next line with its "\n"; the last one may lack it. False at the end. The view holds until
  // the next call.
  bool next(std::string_view& line);

 private:
  bool fill();

  Source source_;
  std::string buffer_;
  std::size_t begin_ = 0;    // of what has not been handed out
  std::size_t end_ = 0;      // of what has been read
  std::size_t scanned_ = 0;  // no newline in [begin_, scanned_)
  bool ended_ = false;
};

// Calls `take` for each record of an input, with its number, from 0. What stands behind a fault of
// the input is left out, a text as a whole: half of one is another one. Look at input.error().
// A text is converted to UTF-8 first if `encoding` names what it is in (cli/encoding.hpp).
void for_each_record(Input& input, Format format, const std::string& encoding,
                     const std::function<void(std::size_t, std::string_view)>& take);

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
