// JSON strings, raw (as spelled between the quotes) and decoded (UTF-8), and the way from offsets
// of the one to offsets of the other.
//
// Raw strings given here have passed locate_string. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "unspin/edit.hpp"

namespace unspin::cli {

// One escape sequence; a surrogate pair is one.
struct JsonEscape {
  std::size_t raw_size = 0;  // 2, 6 or 12; 0: not a valid escape
  char32_t code_point = 0;
};

// The escape at the start of `raw`, which begins with a backslash. Lone surrogates are not valid.
JsonEscape read_escape(std::string_view raw);

std::string decode_json(std::string_view raw);

// The spelling we give to text: escapes only where JSON demands them.
std::string encode_json(std::string_view text);

// Walks a raw string forward and tells where a byte of the decoded text stands in it.
class JsonOffsets {
 public:
  explicit JsonOffsets(std::string_view raw) : raw_(raw) {}

  // The raw offset of byte `decoded` of the decoded text; never less than asked for before. False
  // when it is behind the end, or inside the character of an escape.
  bool advance_to(std::size_t decoded);
  std::size_t raw() const { return at_; }

 private:
  std::string_view raw_;
  std::size_t at_ = 0;
  std::size_t decoded_ = 0;
};

// The same edits, made in the raw spelling: only the edited spans change theirs. `spellings[i]`,
// where not empty, is the raw form of what edit i inserts; otherwise it is encode_json's. `raw` is
// a part of a larger text that begins at byte `offset` of it, to which the result's spans refer.
// An edit that does not fit `raw` ends the list early.
EditList edits_of_raw(std::string_view raw, std::size_t offset, const EditList& edits,
                      const std::vector<std::string>& spellings = {});

}  // namespace unspin::cli
