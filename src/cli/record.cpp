// Covered by tests/unit/cli_json_test.cpp and tests/cli/jsonl/*.case.
#include "cli/record.hpp"

#include <algorithm>

#include "cli/encoding.hpp"
#include "cli/json_string.hpp"

namespace unspin::cli {

Format format_of(const std::string& path) {
  const std::string_view name(path);
  return name.ends_with(".jsonl") || name.ends_with(".ndjson") ? Format::kJsonl : Format::kText;
}

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

void for_each_record(Input& input, Format format, const std::string& encoding,
                     const std::function<void(std::size_t, std::string_view)>& take) {
  if (format == Format::kText) {
    std::string text = input.read_all();
    if (!encoding.empty()) text = to_utf8(std::move(text), encoding);
    if (input.error().empty() && !text.empty()) take(0, text);
    return;
  }
  LineReader lines([&](std::span<char> to) { return input.read(to); });
  std::string_view line;
  for (std::size_t index = 0; lines.next(line); ++index) {
    // After a fault the last line is the beginning of one.
    if (!input.error().empty() && !line.ends_with('\n')) return;
    take(index, line);
  }
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
