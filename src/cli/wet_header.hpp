// The header of a WARC record (ISO 28500; versions 1.0 and 1.1), and how it changes when the block
// behind it does. Nothing of it is respelled: what changes are single values. Offsets are bytes of
// the record. Views are of the record. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin::cli {

struct WetField {
  Span line;   // with its line end, and with folded lines
  Span name;   // without the colon
  Span value;  // without white space around it
};

struct WetHeader {
  std::size_t size = 0;  // with the blank line: the block begins here
  std::vector<WetField> fields;
  std::uint64_t content_length = 0;
  std::string_view problem;  // in words that follow "byte 12: "; empty: the header is well formed
};

// Where the header at the start of `bytes` ends, behind its blank line; 0: not in these bytes. A
// line end is CR LF, or LF as some programs write it.
std::size_t find_header_end(std::string_view bytes);

// Reads the header; `bytes` begin with it and find_header_end has found its end.
WetHeader read_wet_header(std::string_view bytes);

// The value of a field by its name, in any case; the first one's; empty: there is none.
std::string_view field_value(const WetHeader& header, std::string_view record,
                             std::string_view name);

// Whether the block is plain text that may be edited: a conversion, of type text/plain if it has a
// type, and no segment of a larger record, whose other parts tell its length.
bool holds_text(const WetHeader& header, std::string_view record);

// The name of the rule in the edits below.
inline constexpr std::string_view kFrameRule = "frame";

struct HeaderEdits {
  EditList edits;            // of the record's bytes
  std::size_t dropped = 0;   // digests that could not be made anew
};

// What the header needs when the block becomes `block`: another Content-Length, another
// WARC-Block-Digest, and another WARC-Payload-Digest if it was the block's. A digest of an unknown
// algorithm is left out, so that none is wrong.
HeaderEdits header_edits(const WetHeader& header, std::string_view record, std::string_view block);

}  // namespace unspin::cli
