// ICU 72 behind plain UTF-8 functions. Covered by tests/unit/unicode_test.cpp.
#include "core/unicode.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>


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

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
Converter open_converter(const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* opened = ucnv_open(encoding, &status);
  return {U_SUCCESS(status) ? opened : nullptr, ucnv_close};
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

Sort sort_of(char32_t code_point) {
  const std::uint32_t mask = U_MASK(u_charType(static_cast<UChar32>(code_point)));
  if (mask & U_GC_L_MASK) return Sort::kLetter;
  if (mask & U_GC_M_MASK) return Sort::kMark;
  if (mask & U_GC_N_MASK) return Sort::kNumber;
  if (mask & U_GC_S_MASK) return Sort::kSymbol;
  if (mask & U_GC_P_MASK) return Sort::kPunctuation;
  if (mask & U_GC_Z_MASK) return Sort::kSpace;
  if (mask & U_GC_CF_MASK) return Sort::kFormat;
  return mask & U_GC_CC_MASK ? Sort::kControl : Sort::kNone;
}

int script_of(char32_t code_point) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(code_point), &status);
  switch (script) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
      return 0;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_HANGUL:
      return USCRIPT_HAN;
    default:
      return script;
  }
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

ByteTable byte_table(const char* encoding) {
  ByteTable table{};
  const Converter converter = open_converter(encoding);
  if (!converter) return table;
  // All at once where each byte is a character: one unit for each, U+FFFD where there is none.
  char bytes[256];
  for (std::size_t byte = 0; byte < table.size(); ++byte) bytes[byte] = static_cast<char>(byte);
  UErrorCode status = U_ZERO_ERROR;
  UChar units[512];
  const bool single = ucnv_getMaxCharSize(converter.get()) == 1;
  const std::int32_t length = ucnv_toUChars(converter.get(), units, 512, bytes, 256, &status);
  const bool defined = single && U_SUCCESS(status) && length == 256;
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    table[byte] = defined && units[byte] != 0xFFFD ? units[byte] : static_cast<char32_t>(byte);
  }
  return table;
}

Encoder::Encoder(const char* encoding)
    : converter_(open_converter(encoding).release(),
                 [](void* opened) { ucnv_close(static_cast<UConverter*>(opened)); }) {
  UErrorCode status = U_ZERO_ERROR;
  if (!converter_) return;
  ucnv_setFromUCallBack(static_cast<UConverter*>(converter_.get()), UCNV_FROM_U_CALLBACK_STOP,
                        nullptr, nullptr, nullptr, &status);
}

std::optional<std::string> Encoder::encode(std::string_view text) {
  if (!converter_) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString units = wide(text);
  std::string bytes(static_cast<std::size_t>(units.length()) * 4 + 8, '\0');
  const std::int32_t length = ucnv_fromUChars(
      static_cast<UConverter*>(converter_.get()), bytes.data(),
      static_cast<std::int32_t>(bytes.size()), units.getBuffer(), units.length(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

std::optional<std::string> convert(std::string_view bytes, const std::string& encoding) {
  const Converter converter = open_converter(encoding.c_str());
  if (!converter || encoding.empty()) return std::nullopt;
  std::string out;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  UChar block[4096];
  UChar* target = block;  // behind what is still to be written
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, block + 4096, &source, end, nullptr, true, &status);
    // Half a surrogate pair waits for its other half.
    const bool half = status == U_BUFFER_OVERFLOW_ERROR && U16_IS_LEAD(target[-1]);
    const UChar last = half ? *--target : u'\0';
    icu::UnicodeString(false, block, static_cast<std::int32_t>(target - block)).toUTF8String(out);
    target = block;
    if (half) *target++ = last;
  }
  if (out.starts_with("\uFEFF")) out.erase(0, 3);
  return U_FAILURE(status) ? std::nullopt : std::optional(out);
}

std::string guess_encoding(std::string_view bytes) {
  constexpr std::size_t kEnough = std::size_t{1} << 20;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            ucsdet_close);
  const auto length = static_cast<std::int32_t>(bytes.size() < kEnough ? bytes.size() : kEnough);
  ucsdet_setText(detector.get(), bytes.data(), length, &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  const char* name = match ? ucsdet_getName(match, &status) : nullptr;
  return U_FAILURE(status) || name == nullptr ? std::string() : name;
}

}  // namespace unspin::unicode
