// The tokenizer: an ASCII table first, Unicode only where a high byte occurs. Covered by
// tests/unit/tokenize_test.cpp.
#include "core/tokenize.hpp"

#include <array>
#include <string>

#include "core/hash.hpp"
#include "core/literal.hpp"
#include "core/unicode.hpp"

namespace unspin {

namespace {

enum Ascii : std::uint8_t { kOther, kUpperLetter, kLowerLetter, kDigit, kBlank, kBreak, kHigh };

constexpr std::array<Ascii, 256> ascii_table() {
  std::array<Ascii, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) {
    table[c] = c >= 128                                           ? kHigh
               : c >= 'A' && c <= 'Z'                             ? kUpperLetter
               : c >= 'a' && c <= 'z'                             ? kLowerLetter
               : c >= '0' && c <= '9'                             ? kDigit
               : c == ' ' || c == '\t'                            ? kBlank
               : c == '\n' || c == '\r' || c == '\v' || c == '\f' ? kBreak
                                                                  : kOther;
  }
  return table;
}
constexpr std::array<Ascii, 256> kAscii = ascii_table();

Ascii kind_of(char c) { return kAscii[static_cast<unsigned char>(c)]; }
bool is_ascii_digit(char c) { return kind_of(c) == kDigit; }

// Length of an apostrophe (plain or U+2019) at `at`, or 0.
std::size_t apostrophe(std::string_view text, std::size_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at, 3) == "\u2019" ? 3 : 0;
}

Casing casing_of(std::size_t letters, std::size_t capitals, bool first_capital) {
  if (capitals == 0) return Casing::kLower;
  if (capitals == letters && letters > 1) return Casing::kUpper;
  return capitals == 1 && first_capital ? Casing::kFirst : Casing::kMixed;
}

// Collects the characters of one word: what it is made of decides its kind and casing.
struct Word {
  std::string folded;
  std::size_t letters = 0, capitals = 0, digits = 0;
  bool first_capital = false;
  bool high = false;  // holds a letter beyond ASCII: `folded` still needs folding

  void clear() {
    folded.clear();
    letters = capitals = digits = 0;
    first_capital = high = false;
  }
  void letter(bool upper) {
    if (letters == 0 && digits == 0) first_capital = upper;
    ++letters;
    capitals += upper;
  }
  Casing casing() const { return casing_of(letters, capitals, first_capital); }
};

// Takes one character of a word at `at` into `word`; returns its length, 0 when it is none.
std::size_t take_word_character(std::string_view text, std::size_t at, Word& word) {
  const char c = text[at];
  switch (kind_of(c)) {
    case kUpperLetter:
      word.letter(true);
      word.folded += static_cast<char>(c + 32);
      return 1;
    case kLowerLetter:
      word.letter(false);
      word.folded += c;
      return 1;
    case kDigit:
      ++word.digits;
      word.folded += c;
      return 1;
    case kHigh: {
      const auto [code_point, length] = unicode::decode(text, at);
      const unicode::Class cls = unicode::class_of(code_point);
      if (cls != unicode::Class::kLetter && cls != unicode::Class::kMark &&
          cls != unicode::Class::kDigit)
        return 0;
      if (cls == unicode::Class::kDigit) {
        ++word.digits;
      } else {
        word.letter(unicode::is_upper(code_point));
      }
      word.high = true;
      word.folded.append(text, at, length);
      return length;
    }
    default:
      return 0;
  }
}

bool starts_letter(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const Ascii kind = kind_of(text[at]);
  if (kind == kUpperLetter || kind == kLowerLetter) return true;
  return kind == kHigh &&
         unicode::class_of(unicode::decode(text, at).code_point) == unicode::Class::kLetter;
}

// The shape of a number: its first digits as 0, the separators kept, at most six characters.
std::uint64_t number_hash(std::string_view digits) {
  std::string shape;
  for (char c : digits.substr(0, 6)) shape += is_ascii_digit(c) ? '0' : c;
  return hash_bytes(shape);
}

std::uint64_t punctuation_hash(std::string_view mark) {
  if (mark.size() == 1) return hash_bytes(mark);
  if (mark == "\u201C" || mark == "\u201D" || mark == "\u201E") return hash_bytes("\"");
  if (mark == "\u2018" || mark == "\u2019") return hash_bytes("'");
  if (mark == "\u2013" || mark == "\u2014") return hash_bytes("--");
  if (mark == "\u2010" || mark == "\u2011") return hash_bytes("-");
  return hash_bytes(mark);
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  void run() {
    while (at_ < text_.size()) {
      if (skip_space()) continue;
      if (is_ascii_digit(text_[at_]) && take_number()) continue;
      if (take_plain_word() || take_word()) continue;
      take_punctuation();
    }
    mark_literals(text_, tokens_);
  }

 private:
  // White space at `at_`: widens the gap before the next token.
  bool skip_space() {
    std::size_t length = 1;
    bool line = false;
    switch (kind_of(text_[at_])) {
      case kBlank:
        break;
      case kBreak:
        line = text_[at_] != '\r' || text_.substr(at_, 2) != "\r\n";
        break;
      case kHigh: {
        const auto [code_point, bytes] = unicode::decode(text_, at_);
        const unicode::Class cls = unicode::class_of(code_point);
        if (cls != unicode::Class::kSpace && cls != unicode::Class::kLineBreak) return false;
        line = cls == unicode::Class::kLineBreak;
        length = bytes;
        break;
      }
      default:
        return false;
    }
    const Gap wider = !line ? Gap::kSpace : gap_ >= Gap::kLine ? Gap::kParagraph : Gap::kLine;
    if (wider > gap_) gap_ = wider;
    at_ += length;
    return true;
  }

  void emit(std::size_t end, std::uint64_t hash, TokenKind kind, Casing casing) {
    tokens_.push_back({{at_, end}, hash, kind, gap_, casing, false, 0});
    at_ = end;
    gap_ = Gap::kNone;
  }

  // A number, unless letters follow ("2nd", "3D" are words).
  bool take_number() {
    std::size_t end = at_;
    while (end < text_.size()) {
      const bool joiner = (text_[end] == '.' || text_[end] == ',') && end + 1 < text_.size() &&
                          is_ascii_digit(text_[end + 1]);
      if (!joiner && !is_ascii_digit(text_[end])) break;
      ++end;
    }
    if (starts_letter(text_, end)) return false;
    const std::string_view digits = text_.substr(at_, end - at_);
    emit(end, number_hash(digits), TokenKind::kNumber, Casing::kLower);
    tokens_.back().exact = hash_bytes(digits);
    return true;
  }

  // A word of ASCII letters and digits alone, as nearly all are.
  bool take_plain_word() {
    std::size_t end = at_, capitals = 0, digits = 0;
    Ascii next = kOther;
    for (; end < text_.size(); ++end) {
      next = kind_of(text_[end]);
      if (next != kLowerLetter && next != kUpperLetter && next != kDigit) break;
      capitals += next == kUpperLetter;
      digits += next == kDigit;
    }
    const bool goes_on = end < text_.size() && (next == kHigh || text_[end] == '\'');
    if (end == at_ || goes_on) return false;
    const std::size_t letters = end - at_ - digits;
    const bool first_capital = kind_of(text_[at_]) == kUpperLetter;
    const Casing casing = casing_of(letters, capitals, first_capital);
    emit(end, hash_lower(text_.substr(at_, end - at_)), TokenKind::kWord, casing);
    return true;
  }

  bool take_word() {
    word_.clear();
    std::size_t end = at_;
    std::size_t ending = 0;  // where a closing 's begins
    while (end < text_.size()) {
      if (const std::size_t n = take_word_character(text_, end, word_)) {
        end += n;
        continue;
      }
      const std::size_t quote = end > at_ ? apostrophe(text_, end) : 0;
      if (quote == 0 || !starts_letter(text_, end + quote)) break;
      if (is_s_ending(end + quote)) {
        ending = end;
        break;
      }
      word_.folded += '\'';
      end += quote;
    }
    if (end == at_) return false;
    const std::uint64_t hash =
        word_.high ? hash_bytes(unicode::fold(word_.folded)) : hash_bytes(word_.folded);
    emit(end, hash, TokenKind::kWord, word_.casing());
    if (ending != 0) {
      static const std::uint64_t kS = hash_bytes("'s");
      emit(ending + apostrophe(text_, ending) + 1, kS, TokenKind::kWord, Casing::kLower);
    }
    return true;
  }

  // An s at `at` that ends the word.
  bool is_s_ending(std::size_t at) const {
    if (text_[at] != 's' && text_[at] != 'S') return false;
    Word rest;
    return at + 1 >= text_.size() || (take_word_character(text_, at + 1, rest) == 0);
  }

  void take_punctuation() {
    const std::size_t length = unicode::decode(text_, at_).length;
    emit(at_ + length, punctuation_hash(text_.substr(at_, length)), TokenKind::kPunctuation,
         Casing::kLower);
  }

  std::string_view text_;
  std::vector<Token>& tokens_;
  std::size_t at_ = 0;
  Gap gap_ = Gap::kParagraph;  // the text begins a paragraph
  Word word_;
};

}  // namespace

void tokenize(std::string_view text, std::vector<Token>& tokens) {
  tokens.clear();
  Tokenizer(text, tokens).run();
}

std::vector<std::uint64_t> phrase_hashes(std::string_view phrase) {
  std::vector<Token> tokens;
  tokenize(phrase, tokens);
  std::vector<std::uint64_t> hashes;
  hashes.reserve(tokens.size());
  for (const Token& token : tokens) hashes.push_back(token.hash);
  return hashes;
}

std::vector<std::uint64_t> phrase_keys(std::string_view phrase) {
  std::vector<Token> tokens;
  tokenize(phrase, tokens);
  std::vector<std::uint64_t> keys;
  keys.reserve(tokens.size());
  for (const Token& token : tokens) keys.push_back(phrase_key(token));
  return keys;
}

std::uint64_t token_hash(std::string_view word) {
  const std::vector<std::uint64_t> hashes = phrase_hashes(word);
  return hashes.empty() ? 0 : hashes.front();
}

}  // namespace unspin
