// The formats of inputs, and how to tell which one an input has.
//
//   text   all of it is one text
//   jsonl  each line is a JSON object; one or more strings in it are texts
//   wet    WARC records as Common Crawl's WET files have them; payloads of conversions are texts
//   tsv    each line has columns, parted by TABs; one of them is the text
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input.hpp"
#include "cli/json_path.hpp"

namespace unspin::cli {

enum class Format { kText, kJsonl, kWet, kTsv };

std::string_view name_of(Format format);               // "text", "jsonl", "wet", "tsv"
std::optional<Format> format_named(std::string_view name);  // the other way round

// How records keep their texts. Immutable while an input is read; threads may share it.
struct Layout {
  Format format = Format::kText;
  std::vector<JsonPath> keys;  // of JSONL: 1 to kMostPaths, each another place
  std::size_t column = 0;      // of TSV, from 1
};

// What the name says: .jsonl, .ndjson, .wet, .warc, .tsv; .txt, .text and .md are text. An ending
// of a compressed file is looked through. None: nothing.
std::optional<Format> format_by_name(std::string_view path);

// What the first bytes of a stream say. A stream that begins with "WARC/1." is WET; one whose first
// line is a JSON object that has a string at one of `keys` is JSONL; so is one whose first line is
// longer than these bytes, if they begin a JSON object: to take it for text could break it. All
// others are text. None: more bytes are needed to tell; never when `all`.
std::optional<Format> format_by_content(std::string_view bytes, bool all,
                                        const std::vector<JsonPath>& keys);

// By content; reads ahead, at most one block, and gives the input the bytes back.
Format format_of_stream(Input& input, const std::vector<JsonPath>& keys);

}  // namespace unspin::cli
