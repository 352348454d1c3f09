// Covered by tests/cli/*/*.case and tests/cli/round_trips.py.
#include "cli/record_repair.hpp"

#include <cassert>
#include <utility>

namespace unspin::cli {

namespace {

void add_all(EditList& to, const EditList& edits) {
  for (const Edit& edit : edits.edits()) to.add(edit);
}

// The header stands in front of the text, so its edits come first.
void add_header(RecordRepair& repair, HeaderEdits header) {
  repair.dropped_digests += header.dropped;
  if (header.edits.empty()) return;
  add_all(repair.edits, header.edits);
  Result found;
  found.edits = std::move(header.edits);
  repair.fields.push_back({kHeaderName, std::move(found)});
}

}  // namespace

RecordRepair repair_record(const Layout& layout, std::string_view record, const Engine& engine,
                           Scratch& scratch) {
  const RecordTexts texts(layout, record);
  RecordRepair repair;
  repair.problem = texts.problem();
  for (const RecordField& field : texts.fields()) {
    Result result = engine.process(field.text, scratch);
    result.edits = texts.admissible(std::move(result.edits));
    add_header(repair, texts.header_edits(field, result.edits));
    const EditList of_record = texts.edits_of_record(field, result.edits);
    assert(of_record.size() == result.edits.size());  // the engine cuts between code points
    add_all(repair.edits, of_record);
    repair.text_edits += result.edits.size();
    repair.fields.push_back({field_name(layout, field), std::move(result)});
  }
  return repair;
}

}  // namespace unspin::cli
