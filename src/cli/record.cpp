// Covered by tests/unit/cli_json_test.cpp and tests/cli/jsonl/*.case.
#include "cli/record.hpp"

#include <span>

#include "cli/encoding.hpp"
#include "cli/json_string.hpp"
#include "cli/message.hpp"
#include "core/pieces.hpp"

namespace unspin::cli {

Format format_of(const std::string& path) {
  const std::string_view name = without_codec_suffix(path);
  return name.ends_with(".jsonl") || name.ends_with(".ndjson") ? Format::kJsonl : Format::kText;
}

namespace {

Progress for_each_line(Input& input, std::size_t most_record,
                       const std::function<void(const Record&)>& take) {
  LineReader lines([&](std::span<char> to) { return input.read(to); }, most_record);
  Progress progress;
  for (std::string_view bytes; lines.next(bytes);) {
    const bool complete = bytes.ends_with('\n');
    // After a fault the last line is the beginning of one.
    if (!complete && !lines.is_over_long() && !input.error().empty()) break;
    take({progress.records, lines.offset(), bytes, lines.is_over_long()});
    progress.records += complete ? 1 : 0;
    progress.bytes += bytes.size();
  }
  return progress;
}

Progress for_each_piece_of(Input& input, const std::function<void(const Record&)>& take) {
  PieceReader pieces([&](std::span<char> to) { return input.read(to); });
  Progress progress;
  for (std::string_view piece; pieces.next(piece); progress.bytes += piece.size()) {
    // After a fault the last piece is the beginning of one, which may be read otherwise.
    if (pieces.is_last() && !input.error().empty()) break;
    take({0, progress.bytes, piece, false});
  }
  return progress;
}

// The converters see a text as a whole.
Progress for_each_converted(Input& input, const std::string& encoding,
                            const std::function<void(const Record&)>& take) {
  const std::string text = to_utf8(input.read_all(), encoding);
  if (!input.error().empty()) return {};
  for_each_piece(text, kPieceSize, [&](std::size_t begin, std::size_t end) {
    take({0, begin, slice(text, {begin, end}), false});
  });
  return {0, text.size()};
}

}  // namespace

Progress for_each_record(Input& input, const Framing& framing,
                         const std::function<void(const Record&)>& take) {
  if (framing.format == Format::kJsonl) return for_each_line(input, framing.most_record, take);
  if (framing.encoding.empty() || is_utf8_name(framing.encoding)) {
    return for_each_piece_of(input, take);
  }
  return for_each_converted(input, framing.encoding, take);
}

std::string describe(const Progress& progress, Format format) {
  if (format == Format::kText) return std::to_string(progress.bytes) + " bytes done";
  return counted(progress.records, "record") + " done";
}

TextPlace::TextPlace(Format format, std::string_view record, const JsonPath& key)
    : format_(format), record_(record), json_{JsonString::Status::kFound, {}} {
  if (format == Format::kText) return;
  json_ = locate_string(record, key);
  if (json_.status == JsonString::Status::kFound) decoded_ = decode_json(slice(record, inside()));
}

EditList TextPlace::edits_of_record(const EditList& edits,
                                    const std::vector<std::string>& spellings) const {
  if (format_ == Format::kText || edits.empty()) return edits;
  return edits_of_raw(slice(record_, inside()), inside().begin, edits, spellings);
}

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

}  // namespace unspin::cli
