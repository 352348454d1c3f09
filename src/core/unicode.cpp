// ICU 72 behind plain UTF-8 functions. Covered by tests/unit/unicode_test.cpp.
#include "core/unicode.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstring>

namespace unspin::unicode {

namespace {

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string narrow(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::UnicodeString composed(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  icu::UnicodeString out = nfc->normalize(text, status);
  return U_FAILURE(status) ? text : out;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// ICU's next-code-point macro on a 32-bit window: a code point has at most four bytes.
UChar32 next(std::string_view text, std::size_t at, std::size_t& length) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + at);
  const auto size = static_cast<std::int32_t>(text.size() - at < 4 ? text.size() - at : 4);
  std::int32_t i = 0;
  UChar32 c;
  U8_NEXT(bytes, i, size, c);
  length = static_cast<std::size_t>(i);
  return c;
}

}  // namespace

std::size_t valid_prefix(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t eight = kHighBits;  // eight bytes of ASCII are passed at once
    if (text.size() - at >= sizeof eight) std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & kHighBits) == 0) {
      at += sizeof eight;
      continue;
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    std::size_t length = 0;
    if (next(text, at, length) < 0) return at;
    at += length;
  }
  return at;
}

std::size_t invalid_length(std::string_view text) {
  std::size_t length = 0;
  next(text, 0, length);
  return length == 0 ? 1 : length;
}

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1};
  std::size_t length = 0;
  const UChar32 c = next(text, at, length);
  return {c < 0 ? U'\uFFFD' : static_cast<char32_t>(c), length};
}

Decoded decode_before(std::string_view text, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && is_continuation(text[begin])) --begin;
  return decode(text, begin);
}

void append(std::string& out, char32_t code_point) {
  std::uint8_t bytes[4];
  std::int32_t length = 0;
  UBool error = false;
  U8_APPEND(bytes, length, 4, static_cast<UChar32>(code_point), error);
  if (!error) out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

Class class_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  const std::uint32_t mask = U_MASK(u_charType(c));
  if (mask & U_GC_L_MASK) return Class::kLetter;
  if (mask & U_GC_N_MASK) return Class::kDigit;
  if (mask & U_GC_M_MASK) return Class::kMark;
  if (c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029)
    return Class::kLineBreak;
  if (u_isUWhiteSpace(c)) return Class::kSpace;
  return Class::kOther;
}

bool is_upper(char32_t code_point) {
  return u_isupper(static_cast<UChar32>(code_point)) || u_istitle(static_cast<UChar32>(code_point));
}

bool is_lower(char32_t code_point) { return u_islower(static_cast<UChar32>(code_point)); }

std::string fold(std::string_view word) { return narrow(composed(wide(word).foldCase())); }

std::string to_upper(std::string_view text) {
  return narrow(wide(text).toUpper(icu::Locale::getRoot()));
}

std::string to_lower(std::string_view text) {
  return narrow(wide(text).toLower(icu::Locale::getRoot()));
}

std::string capitalise(std::string_view text) {
  if (text.empty()) return {};
  const Decoded first = decode(text, 0);
  return to_upper(text.substr(0, first.length)) + std::string(text.substr(first.length));
}

std::vector<std::string> score_words(std::string_view text) {
  const icu::UnicodeString nfc = composed(wide(text));
  const auto plain = [](UChar32 c) {
    return c == 0x2019 ? UChar32{'\''} : c == 0x2011 ? UChar32{'-'} : c;
  };
  // What Python's \w without the underscore takes: letters and numbers of every kind.
  const auto in_word = [](UChar32 c) {
    return (U_MASK(u_charType(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
  };
  std::vector<std::string> words;
  icu::UnicodeString word;
  for (std::int32_t i = 0; i < nfc.length();) {
    const UChar32 c = plain(nfc.char32At(i));
    const std::int32_t after = nfc.moveIndex32(i, 1);
    const bool joiner = c == '.' || c == ',' || c == '\'' || c == '-' || c == 0x2013;
    if (in_word(c)) {
      word.append(c);
    } else if (joiner && !word.isEmpty() && after < nfc.length() && in_word(nfc.char32At(after))) {
      word.append(c);
    } else if (!word.isEmpty()) {
      words.push_back(narrow(word.foldCase()));
      word.remove();
    }
    i = after;
  }
  if (!word.isEmpty()) words.push_back(narrow(word.foldCase()));
  return words;
}

}  // namespace unspin::unicode
