// Covered by tests/unit/cli_json_test.cpp, cli_format_test.cpp and tests/cli/*/*.case.
#include "cli/record_texts.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "cli/json_locate.hpp"
#include "cli/json_string.hpp"
#include "cli/json_text.hpp"
#include "cli/tsv.hpp"

namespace unspin::cli {

namespace {

// Why a line of JSON was left alone.
std::string_view describe(JsonString::Status status) {
  switch (status) {
    case JsonString::Status::kInvalid:
      return "not valid JSON";
    case JsonString::Status::kMissing:
      return "no such key";
    case JsonString::Status::kNotString:
      return "not a string";
    case JsonString::Status::kFound:
    case JsonString::Status::kBlank:
      break;
  }
  return "";
}

}  // namespace

RecordTexts::RecordTexts(const Layout& layout, std::string_view record)
    : layout_(layout), record_(record) {
  switch (layout.format) {
    case Format::kText:
      fields_.push_back({0, {0, record.size()}, record});
      break;
    case Format::kJsonl:
      find_strings();
      break;
    case Format::kWet:
      find_block();
      break;
    case Format::kTsv:
      find_column();
      break;
  }
}

void RecordTexts::find_strings() {
  std::array<JsonString, kMostPaths> room;
  const std::span<JsonString> found(room.data(), layout_.keys.size());
  locate_strings(record_, layout_.keys, found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const JsonString& string = found[i];
    if (string.status != JsonString::Status::kFound) {
      // A value of the wrong type says more than a name that is not there.
      if (string.status != JsonString::Status::kMissing || problem_.empty()) {
        problem_ = describe(string.status);
      }
      continue;
    }
    const Span inside{string.literal.begin + 1, string.literal.end - 1};
    fields_.push_back({i, inside, slice(record_, inside), string.escaped});
  }
  if (!fields_.empty()) problem_ = {};
  std::sort(fields_.begin(), fields_.end(), [](const RecordField& a, const RecordField& b) {
    return a.span.begin < b.span.begin;
  });
  decoded_.reserve(fields_.size());
  for (RecordField& field : fields_) {
    if (field.escaped) field.text = decoded_.emplace_back(decode_json(field.text));
  }
}

void RecordTexts::find_block() {
  header_ = read_wet_header(record_);
  if (!holds_text(header_, record_)) return;
  const Span block{header_.size, header_.size + header_.content_length};
  fields_.push_back({0, block, slice(record_, block)});
}

void RecordTexts::find_column() {
  const auto column = cli::find_column(record_, layout_.column);
  if (column) {
    fields_.push_back({0, *column, slice(record_, *column)});
  } else if (record_.find_first_not_of("\r\n") != record_.npos) {
    problem_ = "no such column";
  }
}

EditList RecordTexts::admissible(EditList edits) const {
  return layout_.format == Format::kTsv ? keep_in_column(edits) : std::move(edits);
}

EditList RecordTexts::edits_of_record(const RecordField& field, const EditList& edits,
                                      const std::vector<std::string>& spellings) const {
  if (layout_.format == Format::kText || edits.empty()) return edits;
  if (layout_.format == Format::kJsonl) {
    return edits_of_raw(slice(record_, field.span), field.span.begin, edits, spellings);
  }
  EditList moved;
  for (Edit edit : edits.edits()) {
    edit.span.begin += field.span.begin;
    edit.span.end += field.span.begin;
    moved.add(std::move(edit));
  }
  return moved;
}

HeaderEdits RecordTexts::header_edits(const RecordField& field, const EditList& edits) const {
  if (layout_.format != Format::kWet || edits.empty()) return {};
  return cli::header_edits(header_, record_, edits.apply(field.text));
}

std::string RecordTexts::id(const JsonPath& id_key) const {
  if (layout_.format == Format::kJsonl) {
    return std::string(slice(record_, locate_string(record_, id_key).literal));
  }
  if (layout_.format != Format::kWet) return {};
  std::string_view name = field_value(header_, record_, "WARC-Target-URI");
  if (name.empty()) name = field_value(header_, record_, "WARC-Record-ID");
  return name.empty() ? std::string() : json_quoted(name);
}

std::string_view field_name(const Layout& layout, const RecordField& field) {
  if (layout.format != Format::kJsonl || layout.keys.size() < 2) return {};
  return layout.keys[field.key].key;
}

}  // namespace unspin::cli
