// The ICU fence: the only module that sees ICU. Everything in and out is UTF-8.
//
// ASCII is answered from small tables without ICU; callers keep runs of plain ASCII away from the
// functions that say so. All functions are pure and may be called from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unspin::unicode {

// The first byte at or behind `at` that is not ASCII; the size of `text` when there is none.
std::size_t next_high(std::string_view text, std::size_t at);

// Bytes of the longest valid UTF-8 prefix of `text`.
std::size_t valid_prefix(std::string_view text);

// Length of the ill-formed sequence at the start of `text`: a maximal subpart, as the Unicode
// standard (3.9, U+FFFD substitution) counts it; at least 1. Precondition: valid_prefix is 0.
std::size_t invalid_length(std::string_view text);

// One code point of valid UTF-8, and the bytes it takes.
struct Decoded {
  char32_t code_point;
  std::size_t length;
};
Decoded decode(std::string_view text, std::size_t at);
Decoded decode_before(std::string_view text, std::size_t end);  // the one that ends at `end`

void append(std::string& out, char32_t code_point);

enum class Class : std::uint8_t { kLetter, kDigit, kMark, kSpace, kLineBreak, kOther };
Class class_of(char32_t code_point);

// Finer than Class, for judging which characters stand well beside each other.
enum class Sort : std::uint8_t {
  kLetter,
  kMark,
  kNumber,
  kSymbol,
  kPunctuation,
  kSpace,
  kFormat,
  kControl,
  kNone
};  // kNone: unassigned, private, no character
Sort sort_of(char32_t code_point);

// A number for each script; those that Japanese and Chinese texts mix have one, and what belongs
// to no script in particular has 0.
int script_of(char32_t code_point);

bool is_upper(char32_t code_point);
bool is_lower(char32_t code_point);

// Full case folding, and NFC, of a short string: one form for all spellings of a word.
std::string fold(std::string_view word);

std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);
std::string capitalise(std::string_view text);  // its first letter in upper case

// The words of a text for scoring a repair: maximal runs of letters and digits, joined by one of
// . , ' - between two of them, NFC, folded; curly apostrophes and the non-breaking hyphen are
// taken as their plain forms.
std::vector<std::string> score_words(std::string_view text);

// What each byte of a single-byte encoding stands for; a byte without a character stands for the
// control character of its number, as browsers have it. Null bytes throughout: no such encoding.
using ByteTable = std::array<char32_t, 256>;
ByteTable byte_table(const char* encoding);

// Writes in another encoding, and keeps the converter open from text to text. For one thread.
class Encoder {
 public:
  explicit Encoder(const char* encoding);

  // Valid UTF-8 in the encoding; none when it cannot spell all of the text, or is not known.
  std::optional<std::string> encode(std::string_view text);

 private:
  std::unique_ptr<void, void (*)(void*)> converter_;  // a UConverter
};

// Bytes of a named encoding as UTF-8, without a byte order mark; what is ill-formed becomes U+FFFD.
// None when there is no encoding of that name.
std::optional<std::string> convert(std::string_view bytes, const std::string& encoding);

// The encoding that bytes are likeliest in, by their statistics; empty when nothing speaks for any.
std::string guess_encoding(std::string_view bytes);

}  // namespace unspin::unicode
