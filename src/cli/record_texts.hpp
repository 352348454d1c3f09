// The texts of a record: where they are, what they say, and how they are changed in place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/format.hpp"
#include "cli/wet_header.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

// Where a record keeps one of its texts, and the text.
struct RecordField {
  std::size_t key = 0;       // of JSONL: which of the layout's keys leads to it; otherwise 0
  Span span;                 // bytes of the record; of JSON without the quotes
  std::string_view text;     // what the engine reads: these bytes, or the string decoded
  bool escaped = false;      // the text is spelled with JSON escapes
};

// Finds the texts of one record. The views it gives live as long as it and the record do; it is
// neither copied nor moved. Nothing is copied but JSON strings that hold escapes. For one thread.
class RecordTexts {
 public:
  RecordTexts(const Layout& layout, std::string_view record);
  RecordTexts(const RecordTexts&) = delete;
  RecordTexts& operator=(const RecordTexts&) = delete;

  // In the order in which they stand in the record. Of several keys of JSONL those that lead to a
  // string.
  const std::vector<RecordField>& fields() const { return fields_; }

  // Why there is no text, in words that follow "line 5: ". Empty: there is one, or the record is
  // not one that has a text: a blank line, a WARC record that is no conversion.
  std::string_view problem() const { return problem_; }

  // The edits of a field's text that the format can hold (cli/tsv.hpp).
  EditList admissible(EditList edits) const;

  // Edits of the record's bytes that make `edits` of the text of `field`. The rest of the record
  // keeps its spelling. `spellings`: see edits_of_raw. Fewer edits come back when some do not fit.
  EditList edits_of_record(const RecordField& field, const EditList& edits,
                           const std::vector<std::string>& spellings = {}) const;

  // What else changes when `edits` are made of the text: the header of a WARC record.
  HeaderEdits header_edits(const RecordField& field, const EditList& edits) const;

  // A value that names the record, as JSON spells it: in JSONL the value at `id_key`, in WET the
  // target's URI or else the record's own. Empty: there is none.
  std::string id(const JsonPath& id_key) const;

 private:
  void find_strings();
  void find_block();
  void find_column();

  const Layout& layout_;
  std::string_view record_;
  std::vector<RecordField> fields_;
  std::vector<std::string> decoded_;  // never grows once views of it are handed out
  WetHeader header_;
  std::string_view problem_;
};

// The name by which logs and reports tell a field from the others of its record; empty where the
// layout has only one.
std::string_view field_name(const Layout& layout, const RecordField& field);

}  // namespace unspin::cli
