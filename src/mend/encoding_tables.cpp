// Bytes of single-byte encodings by character. Covered by tests/unit/encoding_test.cpp.
#include "mend/encoding_tables.hpp"

#include <array>
#include <optional>
#include <vector>

#include "core/unicode.hpp"

namespace unspin::encoding {

namespace {

// In which encodings a character is a byte that begins, or that continues, a sequence of UTF-8.
struct Roles {
  Encodings lead = 0;
  Encodings continuation = 0;
};

// The byte that a character is in each encoding; 0: none that is part of a sequence.
struct Row {
  Roles roles;
  std::array<std::uint8_t, kEncodingCount> bytes{};
};

// All high bytes are characters of the basic plane.
class Tables {
 public:
  static const Tables& get() {
    static const Tables tables;
    return tables;
  }

  const Row& row(char32_t c) const { return rows_[c < index_.size() ? index_[c] : 0]; }

 private:
  Tables() : index_(0x10000), rows_(1) {
    for (std::size_t e = 0; e < kEncodingCount; ++e) {
      const unicode::ByteTable table = unicode::byte_table(kEncodings[e]);
      for (std::size_t byte = 0x80; byte < table.size(); ++byte) add(table[byte], e, byte);
    }
    for (std::size_t byte = 0x80; byte < 0xA0; ++byte) add(static_cast<char32_t>(byte), 0, byte);
    // Cp437 does not say whether 0xE6 is the Greek letter or the sign for micro.
    for (const char32_t mu : {U'\u03BC', U'\u00B5'}) add(mu, kCp437, 0xE6);
  }

  void add(char32_t c, std::size_t encoding, std::size_t byte) {
    if (c < 0x80 || c >= index_.size()) return;
    if (index_[c] == 0) {
      index_[c] = static_cast<std::uint16_t>(rows_.size());
      rows_.emplace_back();
    }
    Row& row = rows_[index_[c]];
    row.bytes[encoding] = static_cast<std::uint8_t>(byte);
    const Encodings bit = Encodings{1} << encoding;
    if (byte < 0xC0) row.roles.continuation |= bit;
    if (byte >= 0xC2 && byte <= 0xF4) row.roles.lead |= bit;
  }

  std::vector<std::uint16_t> index_;
  std::vector<Row> rows_;
};

struct Sequence {
  char32_t character;
  std::size_t length;
};

// The sequence of UTF-8 that the characters at `at` are in an encoding.
std::optional<Sequence> sequence_at(const Tables& tables, std::u32string_view text, std::size_t at,
                                    std::size_t encoding) {
  const std::uint8_t lead = tables.row(text[at]).bytes[encoding];
  if (lead < 0xC2 || lead > 0xF4) return std::nullopt;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (at + length > text.size()) return std::nullopt;
  char32_t c = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint8_t byte = tables.row(text[at + i]).bytes[encoding];
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    c = c << 6 | (byte & 0x3F);
  }
  const bool too_long = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (too_long || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return std::nullopt;
  return Sequence{c, length};
}

}  // namespace

Encodings candidates(std::u32string_view text) {
  const Tables& tables = Tables::get();
  Encodings found = 0, leads = 0;
  for (const char32_t c : text) {
    const Roles& roles = tables.row(c).roles;
    found |= leads & roles.continuation;
    leads = roles.lead;
  }
  return found;
}

std::u32string step_back(std::u32string_view text, std::size_t encoding) {
  const Tables& tables = Tables::get();
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::optional<Sequence> sequence = sequence_at(tables, text, at, encoding);
    out.push_back(sequence ? sequence->character : text[at]);
    at += sequence ? sequence->length : 1;
  }
  return out;
}

bool is_whole(std::u32string_view text, std::size_t encoding) {
  const Tables& tables = Tables::get();
  for (std::size_t at = 0; at < text.size();) {
    const std::optional<Sequence> sequence = sequence_at(tables, text, at, encoding);
    if (!sequence && text[at] >= 0x80 && unicode::class_of(text[at]) == unicode::Class::kLetter) {
      return false;
    }
    at += sequence ? sequence->length : 1;
  }
  return true;
}

}  // namespace unspin::encoding
