// Covered by tests/unit/cli_json_test.cpp, cli_wet_test.cpp and tests/cli/*/*.case.
#include "cli/record.hpp"

#include <algorithm>
#include <limits>

#include "cli/encoding.hpp"
#include "cli/wet_reader.hpp"

namespace unspin::cli {

bool LineReader::next(std::string_view& line) {
  for (;;) {
    const std::size_t newline = std::string_view(buffer_).substr(0, end_).find('\n', scanned_);
    // What has been searched is not searched again when more arrives: a long line stays linear.
    scanned_ = newline == std::string_view::npos ? end_ : newline + 1;
    if (newline == std::string_view::npos && fill()) continue;
    line = std::string_view(buffer_).substr(begin_, scanned_ - begin_);
    begin_ = scanned_;
    return !line.empty();
  }
}

// Reads more behind what is there; makes room by moving the unfinished line to the front, or by
// doubling the buffer when that line fills most of it.
bool LineReader::fill() {
  constexpr std::size_t kBlock = std::size_t{1} << 16;
  if (ended_) return false;
  if (begin_ > 0) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    scanned_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kBlock) buffer_.resize(std::max(2 * buffer_.size(), end_ + kBlock));
  const std::size_t count = source_({buffer_.data() + end_, buffer_.size() - end_});
  end_ += count;
  ended_ = count == 0;
  return !ended_;
}

namespace {

using Take = std::function<void(const Record&)>;

void each_line(const ByteSource& source, const Take& take) {
  LineReader lines(source);
  Record record;
  for (; lines.next(record.bytes); ++record.index) {
    take(record);
    record.begin += record.bytes.size();
  }
}

std::string each_wet_record(const ByteSource& source, std::size_t limit, const Take& take) {
  WetReader reader(source, limit);
  for (Record record; reader.next(record);) take(record);
  return reader.fault();
}

}  // namespace

std::string for_each_record(Input& input, Format format, const std::string& encoding,
                            const Take& take) {
  const ByteSource source = [&](std::span<char> to) { return input.read(to); };
  if (format == Format::kText) {
    std::string text = input.read_all();
    if (!encoding.empty()) text = to_utf8(std::move(text), encoding);
    if (input.error().empty() && !text.empty()) take({0, 0, text});
    return {};
  }
  if (format == Format::kWet) {
    const std::string fault = each_wet_record(source, kMaxRecord, take);
    return input.error().empty() ? fault : std::string();  // the record was cut by the error
  }
  each_line(source, [&](const Record& line) {
    // After a fault the last line is the beginning of one.
    if (input.error().empty() || line.bytes.ends_with('\n')) take(line);
  });
  return {};
}

std::string for_each_record(const ByteSource& source, Format format, const Take& take) {
  if (format == Format::kWet) {
    return each_wet_record(source, std::numeric_limits<std::size_t>::max(), take);
  }
  if (format == Format::kText) {
    std::string whole, block(std::size_t{1} << 16, '\0');
    while (const std::size_t count = source(block)) whole.append(block, 0, count);
    if (!whole.empty()) take({0, 0, whole});
  } else {
    each_line(source, take);
  }
  return {};
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
