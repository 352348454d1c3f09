// Covered by tests/unit/cli_format_test.cpp and tests/cli/formats/auto*.case.
#include "cli/format.hpp"

#include <algorithm>
#include <array>

#include "cli/json_locate.hpp"

namespace unspin::cli {

namespace {

struct Row {
  std::string_view text;
  Format format;
};
constexpr Row kNames[] = {{"text", Format::kText},
                          {"jsonl", Format::kJsonl},
                          {"wet", Format::kWet},
                          {"tsv", Format::kTsv}};
constexpr Row kEndings[] = {{".jsonl", Format::kJsonl}, {".ndjson", Format::kJsonl},
                            {".wet", Format::kWet},     {".warc", Format::kWet},
                            {".tsv", Format::kTsv},     {".txt", Format::kText},
                            {".text", Format::kText},   {".md", Format::kText}};
constexpr std::string_view kPackings[] = {".gz", ".zst", ".zstd"};

constexpr std::string_view kWarc = "WARC/1.";

}  // namespace

std::string_view name_of(Format format) {
  const Row* row = std::find_if(std::begin(kNames), std::end(kNames),
                                [&](const Row& candidate) { return candidate.format == format; });
  return row->text;
}

std::optional<Format> format_named(std::string_view name) {
  for (const Row& row : kNames) {
    if (row.text == name) return row.format;
  }
  return std::nullopt;
}

std::optional<Format> format_by_name(std::string_view path) {
  for (const std::string_view packing : kPackings) {
    if (path.ends_with(packing)) {
      path.remove_suffix(packing.size());
      break;
    }
  }
  for (const Row& row : kEndings) {
    if (path.ends_with(row.text)) return row.format;
  }
  return std::nullopt;
}

std::optional<Format> format_by_content(std::string_view bytes, bool all,
                                        const std::vector<JsonPath>& keys) {
  if (bytes.starts_with(kWarc)) return Format::kWet;
  if (!all && kWarc.starts_with(bytes)) return std::nullopt;  // also for no bytes at all
  if (!bytes.starts_with('{')) return Format::kText;
  const std::size_t newline = bytes.find('\n');
  if (newline != bytes.npos) {
    std::vector<JsonString> found(keys.size());
    locate_strings(bytes.substr(0, newline), keys, found);
    const bool any = std::any_of(found.begin(), found.end(), [](const JsonString& string) {
      return string.status == JsonString::Status::kFound;
    });
    return any ? Format::kJsonl : Format::kText;
  }
  // Prose in braces is known for it by its first words; the rest of a JSON line is waited for.
  if (!begins_json_object(bytes)) return Format::kText;
  if (!all) return std::nullopt;
  return Format::kJsonl;
}

// Reads on while it cannot be told, so that the answer does not depend on how a pipe is filled.
Format format_of_stream(Input& input, const std::vector<JsonPath>& keys) {
  constexpr std::size_t kBlock = std::size_t{1} << 16;
  std::string bytes;
  for (;;) {
    const bool full = bytes.size() == kBlock;
    if (const auto format = format_by_content(bytes, full, keys)) {
      input.unread(std::move(bytes));
      return *format;
    }
    const std::size_t size = bytes.size();
    bytes.resize(kBlock);
    const std::size_t count = input.read({bytes.data() + size, kBlock - size});
    bytes.resize(size + count);
    if (count == 0) {
      // The end: a line without a line break is a line.
      const Format format = format_by_content(bytes + "\n", true, keys).value_or(Format::kText);
      input.unread(std::move(bytes));
      return format;
    }
  }
}

}  // namespace unspin::cli
