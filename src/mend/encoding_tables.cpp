// Bytes of single-byte encodings by character. Covered by tests/unit/encoding_scan_test.cpp.
#include "mend/encoding_tables.hpp"

#include <span>

#include "core/unicode.hpp"

namespace unspin::encoding {

namespace {

// The sequence of UTF-8 that begins with the first of the characters of `rows`, in an encoding;
// length 0: there is none.
struct Sequence {
  char32_t character;
  std::size_t length;
};

Sequence sequence_at(std::span<const ByteRow* const> rows, std::size_t encoding) {
  const std::uint8_t lead = rows[0]->bytes[encoding];
  if (lead < 0xC2 || lead > 0xF4) return {0, 0};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length > rows.size()) return {0, 0};
  char32_t c = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint8_t byte = rows[i]->bytes[encoding];
    if ((byte & 0xC0) != 0x80) return {0, 0};
    c = c << 6 | (byte & 0x3F);
  }
  const bool too_long = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (too_long || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return {0, 0};
  return {c, length};
}

}  // namespace

const ByteTables& ByteTables::get() {
  static const ByteTables tables;
  return tables;
}

ByteTables::ByteTables() {
  for (std::size_t e = 0; e < kEncodingCount; ++e) {
    const unicode::ByteTable table = unicode::byte_table(kEncodings[e]);
    for (std::size_t byte = 0x80; byte < table.size(); ++byte) add(table[byte], e, byte);
  }
  for (std::size_t byte = 0x80; byte < 0xA0; ++byte) add(static_cast<char32_t>(byte), 0, byte);
  // Cp437 does not say whether 0xE6 is the Greek letter or the sign for micro.
  for (const char32_t mu : {U'\u03BC', U'\u00B5'}) add(mu, kCp437, 0xE6);
}

void ByteTables::add(char32_t c, std::size_t encoding, std::size_t byte) {
  if (c < 0x80 || slot(c) == 0) return;
  if (index_[slot(c)] == 0) {
    index_[slot(c)] = static_cast<std::uint16_t>(rows_.size());
    rows_.emplace_back();
  }
  ByteRow& row = rows_[index_[slot(c)]];
  row.bytes[encoding] = static_cast<std::uint8_t>(byte);
  const Encodings bit = Encodings{1} << encoding;
  if (byte < 0xC0) row.continuation |= bit;
  if (byte >= 0xC2 && byte <= 0xF4) row.lead |= bit;
}

void Bytes::set(std::u32string_view text) {
  const ByteTables& tables = ByteTables::get();
  rows_.resize(text.size());
  candidates_ = 0;
  Encodings leads = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const ByteRow& row = tables.row(text[at]);
    rows_[at] = &row;
    candidates_ |= leads & row.continuation;
    leads = row.lead;
  }
}

std::size_t Bytes::step_back(std::u32string_view text, std::size_t encoding, char32_t* out) const {
  const std::span<const ByteRow* const> rows(rows_);
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Sequence sequence = sequence_at(rows.subspan(at), encoding);
    out[size++] = sequence.length != 0 ? sequence.character : text[at];
    at += sequence.length != 0 ? sequence.length : 1;
  }
  return size;
}

bool Bytes::is_whole(std::u32string_view text, std::size_t encoding) const {
  const std::span<const ByteRow* const> rows(rows_);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_at(rows.subspan(at), encoding).length;
    if (length == 0 && text[at] >= 0x80 &&
        unicode::class_of(text[at]) == unicode::Class::kLetter) {
      return false;
    }
    at += length != 0 ? length : 1;
  }
  return true;
}

Encodings candidates(std::u32string_view text) {
  Bytes bytes;
  bytes.set(text);
  return bytes.candidates();
}

std::u32string step_back(std::u32string_view text, std::size_t encoding) {
  Bytes bytes;
  bytes.set(text);
  std::u32string out(text.size(), U'\0');
  out.resize(bytes.step_back(text, encoding, out.data()));
  return out;
}

}  // namespace unspin::encoding
