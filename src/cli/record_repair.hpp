// What the filter makes of one record: the work between reading it and writing it. No input or
// output, no state: threads may do it for different records at the same time.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "cli/record_texts.hpp"
#include "unspin/edit.hpp"
#include "unspin/engine.hpp"

namespace unspin::cli {

// What was found in one text of a record, or what its header needs.
struct FieldRepair {
  std::string_view name;  // for the log; see field_name; kHeaderName for a header
  Result found;           // spans are bytes of the text; of a header: of the record
};

// The name of a WARC record's header in logs.
inline constexpr std::string_view kHeaderName = "header";

struct RecordRepair {
  std::vector<FieldRepair> fields;  // in the order in which they stand in the record
  EditList edits;                   // of the record's bytes: those of the fields, in this order
  std::size_t text_edits = 0;       // those that are not of a header
  std::size_t dropped_digests = 0;  // see HeaderEdits
  std::string_view problem;         // why there is no text; empty: there is one, or need be none
};

// Runs the engine over each text of a record by itself. The names live as long as `layout` does.
RecordRepair repair_record(const Layout& layout, std::string_view record, const Engine& engine,
                           Scratch& scratch);

}  // namespace unspin::cli
