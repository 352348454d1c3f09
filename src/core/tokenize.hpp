// Text to tokens: words, numbers and punctuation with byte offsets and a hash of the folded form.
//
// A token is
//   word         letters, marks and digits, with apostrophes inside ("don't", "H20"); the ending 's
//                is a token of its own ("Nvidia" "'s", "let" "'s"). Hyphens separate words.
//   number       digits, with . or , between digits. Its hash is that of its shape: digits become
//                0 and long ones are cut, so all years are one word to the context model.
//   punctuation  any other single character that is not white space; the various quotes have the
//                hash of their plain ASCII form, and all long dashes have one hash.
// Words hash their case-folded NFC form, curly apostrophes as plain ones.
// Offsets are bytes of the tokenized text, which must be valid UTF-8. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin {

enum class TokenKind : std::uint8_t { kWord, kNumber, kPunctuation };

// What stands between a token and the one before it. Ordered by strength.
enum class Gap : std::uint8_t { kNone, kSpace, kLine, kParagraph };

enum class Casing : std::uint8_t {
  kLower,  // no capital at all
  kFirst,  // only the first letter
  kUpper,  // every letter, two or more
  kMixed   // anything else: "iPhone", "DeepSeek"
};

struct Token {
  Span span;
  std::uint64_t hash = 0;
  TokenKind kind = TokenKind::kWord;
  Gap gap = Gap::kNone;
  Casing casing = Casing::kLower;
  bool literal = false;     // inside a URL, an e-mail address, a path or code: not prose
  std::uint64_t exact = 0;  // of a number: hash of its digits; `hash` has only its shape
};

// Replaces the content of `tokens`.
void tokenize(std::string_view text, std::vector<Token>& tokens);

// Hash of one word or punctuation mark as `tokenize` makes it; for short literals.
std::uint64_t token_hash(std::string_view word);

// The hashes of a phrase's tokens.
std::vector<std::uint64_t> phrase_hashes(std::string_view phrase);

// What a dictionary finds a token by: like `hash`, but "type 2" is not "type 3".
inline std::uint64_t phrase_key(const Token& token) {
  return token.kind == TokenKind::kNumber ? token.exact : token.hash;
}
std::vector<std::uint64_t> phrase_keys(std::string_view phrase);

}  // namespace unspin
