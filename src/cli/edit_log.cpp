// Covered by tests/unit/cli_edit_log_test.cpp and tests/cli/log/*.case.
#include "cli/edit_log.hpp"

#include "cli/json_string.hpp"
#include "cli/json_text.hpp"

namespace unspin::cli {

namespace {

// `raw`: how the record spelled what was replaced. It is logged only where revert could not
// guess it, which keeps logs of plain text and of our own JSON short.
std::string edit_line(const std::string& file, std::size_t record, std::string_view field,
                      const Edit& edit, const std::string& raw, std::size_t offset) {
  std::string line = "{\"file\":" + json_quoted(file) + ",\"record\":" + std::to_string(record);
  if (!field.empty()) line += ",\"field\":" + json_quoted(field);
  line += ",\"begin\":" + std::to_string(offset + edit.span.begin);
  line += ",\"end\":" + std::to_string(offset + edit.span.end);
  line += ",\"before\":" + json_quoted(edit.before) + ",\"after\":" + json_quoted(edit.after);
  line += ",\"rule\":" + json_quoted(edit.rule) + ",\"confidence\":" + json_number(edit.confidence);
  if (raw != edit.before && raw != encode_json(edit.before)) line += ",\"raw\":" + json_quoted(raw);
  return line + "}";
}

std::string list_of(const std::vector<std::string>& strings) {
  std::string list = "[";
  for (const std::string& string : strings) {
    list.append(list.size() > 1 ? "," : "").append(json_quoted(string));
  }
  return list + "]";
}

}  // namespace

void EditLogWriter::line(const std::string& text) {
  output_.write(text);
  output_.write("\n");
  digest_.add(text);
  digest_.add("\n");
}

void EditLogWriter::add(const std::string& file, std::size_t record, const RecordRepair& repair,
                        std::size_t offset) {
  auto of_record = repair.edits.edits().begin();  // the same edits, in the record's spelling
  for (const FieldRepair& field : repair.fields) {
    for (const Edit& edit : field.found.edits.edits()) {
      line(edit_line(file, record, field.name, edit, (of_record++)->before, offset));
    }
  }
  edits_ += repair.edits.size();
}

void EditLogWriter::end_input(const LoggedInput& input) {
  std::string text = "{\"input\":{\"file\":" + json_quoted(input.file) + ",\"format\":";
  text += json_quoted(name_of(input.format));
  if (input.format == Format::kJsonl) text += ",\"text_keys\":" + list_of(input.text_keys);
  if (input.format == Format::kTsv) text += ",\"column\":" + std::to_string(input.column);
  text += ",\"edits\":" + std::to_string(input.edits);
  text += ",\"bytes\":[" + std::to_string(input.bytes_in) + "," + std::to_string(input.bytes_out);
  text += "],\"digest\":[\"" + input.digest_in + "\",\"" + input.digest_out + "\"]}}";
  line(text);
  ++inputs_;
}

// The end record cannot be part of its own digest, though line() adds it: nothing comes after.
void EditLogWriter::finish() {
  line("{\"end\":{\"edits\":" + std::to_string(edits_) + ",\"inputs\":" + std::to_string(inputs_) +
       ",\"digest\":\"" + digest_.text() + "\"}}");
  output_.finish();
}

}  // namespace unspin::cli
