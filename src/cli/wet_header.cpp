// Covered by tests/unit/cli_wet_test.cpp and tests/cli/wet/*.case.
#include "cli/wet_header.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "cli/sha1.hpp"

namespace unspin::cli {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// Behind the line that begins at `begin`, its line end included. Precondition: it has one.
std::size_t line_end(std::string_view bytes, std::size_t begin) {
  return bytes.find('\n', begin) + 1;
}

std::size_t without_line_end(std::string_view bytes, std::size_t end) {
  --end;
  return end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
}

// A field from the line that begins at `begin`; the name is empty when there is no colon.
WetField read_field(std::string_view bytes, std::size_t begin, std::size_t limit) {
  std::size_t end = line_end(bytes, begin);
  while (end < limit && is_blank(bytes[end])) end = line_end(bytes, end);  // folded lines
  WetField field{{begin, end}, {begin, begin}, {end, end}};
  const std::size_t colon = bytes.find(':', begin);
  if (colon >= end) return field;
  field.name.end = colon;
  field.value = {colon + 1, without_line_end(bytes, end)};
  const auto is_outside = [&](std::size_t at) { return is_blank(bytes[at]); };
  while (field.value.begin < field.value.end && is_outside(field.value.begin)) ++field.value.begin;
  while (field.value.end > field.value.begin && is_outside(field.value.end - 1)) --field.value.end;
  return field;
}

// The value of Content-Length; says what is wrong with it in the header otherwise.
void read_length(std::string_view bytes, WetHeader& header) {
  bool found = false;
  for (const WetField& field : header.fields) {
    if (!same_word(slice(bytes, field.name), "Content-Length")) continue;
    const std::string_view value = slice(bytes, field.value);
    std::uint64_t length = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, length);
    if (found || value.empty() || error != std::errc() || stop != end) {
      header.problem = "malformed Content-Length";
      return;
    }
    header.content_length = length;
    found = true;
  }
  if (!found) header.problem = "no Content-Length";
}

void change_value(EditList& edits, std::string_view record, Span span, std::string after) {
  std::string before(slice(record, span));
  if (before == after) return;
  edits.add({span, std::move(before), std::move(after), std::string(kFrameRule), 1.0});
}

// What makes the digests of a header those of another block. Of the blocks only what is needed is
// digested.
class Redigest {
 public:
  Redigest(std::string_view record, std::string_view old_block, std::string_view new_block)
      : record_(record), old_(old_block), new_(new_block) {}

  // Changes the field, or leaves it out. `only_if_own`: where it is a digest of something else
  // than the block it is kept.
  void change(const WetField& field, bool only_if_own, HeaderEdits& result) const {
    const std::optional<SpelledSha1> digest = read_sha1(slice(record_, field.value));
    if (!digest) {
      change_value(result.edits, record_, field.line, "");
      ++result.dropped;
    } else if (!only_if_own || digest->value == sha1_of(old_)) {
      change_value(result.edits, record_, field.value, digest->spell(sha1_of(new_)));
    }
  }

 private:
  std::string_view record_, old_, new_;
};

}  // namespace

std::size_t find_header_end(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != bytes.npos; at = bytes.find('\n', at + 1)) {
    const std::string_view ahead = bytes.substr(at + 1, 2);
    if (ahead.starts_with('\n')) return at + 2;
    if (ahead == "\r\n") return at + 3;
  }
  return 0;
}

WetHeader read_wet_header(std::string_view bytes) {
  WetHeader header;
  header.size = find_header_end(bytes);
  std::size_t at = line_end(bytes, 0);
  const std::string_view version = bytes.substr(0, without_line_end(bytes, at));
  if (version != "WARC/1.0" && version != "WARC/1.1") {
    header.problem = "not a WARC/1.0 or WARC/1.1 record";
    return header;
  }
  while (bytes[at] != '\n' && bytes.substr(at, 2) != "\r\n") {
    header.fields.push_back(read_field(bytes, at, header.size));
    const std::string_view name = slice(bytes, header.fields.back().name);
    if (name.empty() || std::any_of(name.begin(), name.end(), is_blank)) {
      header.problem = "malformed header";
      return header;
    }
    at = header.fields.back().line.end;
  }
  read_length(bytes, header);
  return header;
}

std::string_view field_value(const WetHeader& header, std::string_view record,
                             std::string_view name) {
  for (const WetField& field : header.fields) {
    if (same_word(slice(record, field.name), name)) return slice(record, field.value);
  }
  return {};
}

bool holds_text(const WetHeader& header, std::string_view record) {
  std::string_view type = field_value(header, record, "Content-Type");
  type = type.substr(0, type.find_first_of("; \t"));
  return same_word(field_value(header, record, "WARC-Type"), "conversion") &&
         (type.empty() || same_word(type, "text/plain")) &&
         field_value(header, record, "WARC-Segment-Number").empty();
}

HeaderEdits header_edits(const WetHeader& header, std::string_view record,
                         std::string_view block) {
  const std::string_view old_block = record.substr(header.size, header.content_length);
  const Redigest digests(record, old_block, block);
  HeaderEdits result;
  for (const WetField& field : header.fields) {
    const std::string_view name = slice(record, field.name);
    if (same_word(name, "Content-Length")) {
      change_value(result.edits, record, field.value, std::to_string(block.size()));
    } else if (same_word(name, "WARC-Block-Digest")) {
      digests.change(field, false, result);
    } else if (same_word(name, "WARC-Payload-Digest")) {
      digests.change(field, true, result);
    }
  }
  return result;
}

}  // namespace unspin::cli
