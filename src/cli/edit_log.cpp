// Covered by tests/unit/cli_edit_log_test.cpp and tests/cli/log/*.case.
#include "cli/edit_log.hpp"

#include <array>
#include <charconv>

#include "cli/json_string.hpp"
#include "cli/message.hpp"
#include "core/unicode.hpp"

namespace unspin::cli {

namespace {

// A JSON string. File names need not be UTF-8; what is not becomes U+FFFD.
std::string quoted(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t good = unicode::valid_prefix(text);
    valid.append(text.substr(0, good));
    text.remove_prefix(good);
    if (text.empty()) break;
    valid.append("\xEF\xBF\xBD");
    text.remove_prefix(unicode::invalid_length(text));
  }
  return '"' + encode_json(valid) + '"';
}

// Four digits: a confidence is no more exact than that.
std::string number(double value) {
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                          std::chars_format::general, 4);
  static_cast<void>(error);  // 32 bytes hold any double of four digits
  return {digits.data(), end};
}

// `raw`: how the record spelled what was replaced. It is logged only where revert could not
// guess it, which keeps logs of plain text and of our own JSON short.
std::string edit_line(const std::string& file, std::size_t record, const Edit& edit,
                      const std::string& raw) {
  std::string line = "{\"file\":" + quoted(file) + ",\"record\":" + std::to_string(record);
  line += ",\"begin\":" + std::to_string(edit.span.begin);
  line += ",\"end\":" + std::to_string(edit.span.end);
  line += ",\"before\":" + quoted(edit.before) + ",\"after\":" + quoted(edit.after);
  line += ",\"rule\":" + quoted(edit.rule) + ",\"confidence\":" + number(edit.confidence);
  if (raw != edit.before && raw != encode_json(edit.before)) line += ",\"raw\":" + quoted(raw);
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
  std::string text = "{\"input\":{\"file\":" + quoted(input.file) + ",\"format\":";
  text += input.format == Format::kText ? "\"text\"" : "\"jsonl\"";
  text += ",\"text_key\":" + quoted(input.text_key);
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
