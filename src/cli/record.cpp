// Covered by tests/unit/cli_json_test.cpp, cli_wet_test.cpp and tests/cli/*/*.case.
#include "cli/record.hpp"

#include <limits>
#include <span>

#include "cli/encoding.hpp"
#include "cli/message.hpp"
#include "cli/wet_reader.hpp"
#include "core/pieces.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

namespace {

using Take = std::function<void(const Record&)>;

Progress for_each_line(Input& input, std::size_t most_record, const Take& take) {
  LineReader lines([&](std::span<char> to) { return input.read(to); }, most_record);
  Progress progress;
  for (std::string_view bytes; lines.next(bytes);) {
    const bool complete = bytes.ends_with('\n');
    // After a fault the last line is the beginning of one.
    if (!complete && !lines.is_over_long() && !input.error().empty()) break;
    const std::uint64_t begin = progress.bytes - lines.offset();
    take({progress.records, lines.offset(), bytes, lines.is_over_long(),
          complete || !lines.is_over_long(), begin});
    progress.records += complete ? 1 : 0;
    progress.bytes += bytes.size();
  }
  return progress;
}

Progress for_each_wet_record(Input& input, std::size_t most_record, const Take& take) {
  WetReader reader([&](std::span<char> to) { return input.read(to); }, most_record);
  Progress progress;
  for (Record record; reader.next(record); progress.bytes += record.bytes.size()) {
    take(record);
    progress.records += record.is_last_part ? 1 : 0;
  }
  if (input.error().empty()) progress.fault = reader.fault();  // else that is what cut the record
  return progress;
}

Progress for_each_piece_of(Input& input, const Take& take) {
  PieceReader pieces([&](std::span<char> to) { return input.read(to); });
  Progress progress;
  for (std::string_view piece; pieces.next(piece); progress.bytes += piece.size()) {
    // After a fault the last piece is the beginning of one, which may be read otherwise.
    if (pieces.is_last() && !input.error().empty()) break;
    take({0, progress.bytes, piece, false, pieces.is_last()});
  }
  return progress;
}

// The converters see a text as a whole.
Progress for_each_converted(Input& input, const std::string& encoding, const Take& take) {
  const std::string text = to_utf8(input.read_all(), encoding);
  if (!input.error().empty()) return {};
  for_each_piece(text, kPieceSize, [&](std::size_t begin, std::size_t end) {
    take({0, begin, slice(text, {begin, end}), false, end == text.size()});
  });
  return {0, text.size(), {}};
}

}  // namespace

Progress for_each_record(Input& input, const Framing& framing, const Take& take) {
  switch (framing.format) {
    case Format::kJsonl:
    case Format::kTsv:
      return for_each_line(input, framing.most_record, take);
    case Format::kWet:
      return for_each_wet_record(input, framing.most_record, take);
    case Format::kText:
      break;
  }
  if (framing.encoding.empty() || is_utf8_name(framing.encoding)) {
    return for_each_piece_of(input, take);
  }
  return for_each_converted(input, framing.encoding, take);
}

std::string for_each_record(const ByteSource& source, Format format, const Take& take) {
  if (format == Format::kWet) {
    WetReader reader(source, std::numeric_limits<std::size_t>::max());
    for (Record record; reader.next(record);) take(record);
    return reader.fault();
  }
  if (format == Format::kText) {
    std::string whole, block(std::size_t{1} << 16, '\0');
    while (const std::size_t count = source(block)) whole.append(block, 0, count);
    if (!whole.empty()) take({0, 0, whole});
    return {};
  }
  LineReader lines(source);
  Record record;
  for (; lines.next(record.bytes); ++record.index) take(record);
  return {};
}

std::string describe(const Progress& progress, Format format) {
  if (format == Format::kText) return std::to_string(progress.bytes) + " bytes done";
  return counted(progress.records, "record") + " done";
}

std::string record_name(const std::string& file, Format format, std::size_t index) {
  switch (format) {
    case Format::kText:
      return file;
    case Format::kWet:
      return file + ": record " + std::to_string(index + 1);
    case Format::kJsonl:
    case Format::kTsv:
      break;
  }
  return file + ":" + std::to_string(index + 1);
}

}  // namespace unspin::cli
