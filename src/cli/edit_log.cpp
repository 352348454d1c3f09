// Covered by tests/unit/cli_edit_log_test.cpp and tests/cli/log/*.case.
#include "cli/edit_log.hpp"

#include "cli/json_string.hpp"
#include "cli/json_text.hpp"

namespace unspin::cli {

namespace {

// `raw`: how the record spelled what was replaced. It is logged only where revert could not
// guess it, which keeps logs of plain text and of our own JSON short.
std::string edit_line(const std::string& file, std::size_t record, const Edit& edit,
                      const std::string& raw) {
  std::string line = "{\"file\":" + json_quoted(file) + ",\"record\":" + std::to_string(record);
  line += ",\"begin\":" + std::to_string(edit.span.begin);
  line += ",\"end\":" + std::to_string(edit.span.end);
  line += ",\"before\":" + json_quoted(edit.before) + ",\"after\":" + json_quoted(edit.after);
  line += ",\"rule\":" + json_quoted(edit.rule) + ",\"confidence\":" + json_number(edit.confidence);
  if (raw != edit.before && raw != encode_json(edit.before)) line += ",\"raw\":" + json_quoted(raw);
  return line + "}";
}

}  // namespace

void EditLogWriter::line(const std::string& text) {
  output_.write(text);
  output_.write("\n");
  digest_.add(text);
  digest_.add("\n");
}

void EditLogWriter::add(const std::string& file, std::size_t record, const EditList& of_text,
                        const EditList& of_record) {
  for (std::size_t i = 0; i < of_text.size(); ++i) {
    line(edit_line(file, record, of_text.edits()[i], of_record.edits()[i].before));
  }
  edits_ += of_text.size();
}

void EditLogWriter::end_input(const LoggedInput& input) {
  std::string text = "{\"input\":{\"file\":" + json_quoted(input.file) + ",\"format\":";
  text += input.format == Format::kText ? "\"text\"" : "\"jsonl\"";
  text += ",\"text_key\":" + json_quoted(input.text_key);
  text += ",\"edits\":" + std::to_string(input.edits);
  text += ",\"bytes\":[" + std::to_string(input.bytes_in) + "," + std::to_string(input.bytes_out);
  text += "],\"digest\":[\"" + input.digest_in + "\",\"" + input.digest_out + "\"]}}";
  line(text);
  ++inputs_;
}

// The end record cannot be part of its own digest, though line() adds it: nothing comes after.
void EditLogWriter::finish() {
  line("{\"end\":{\"edits\":" + std::to_string(edits_) + ",\"inputs\":" +
       std::to_string(inputs_) + ",\"digest\":\"" + digest_.text() + "\"}}");
  output_.finish();
}

}  // namespace unspin::cli
