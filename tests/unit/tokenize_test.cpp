// The tokenizer (src/core/tokenize.hpp).
#include <doctest/doctest.h>

#include "core/unicode.hpp"
#include "fixtures.hpp"

using namespace unspin;
using fixtures::shown;
using fixtures::tokens_of;

namespace {

// A string of pieces that meet in every way: letters, marks, digits, quotes, spaces, brackets.
std::string random_text(fixtures::Random& random) {
  static const std::vector<std::string> pieces = {"a",      "B",
                                                  "word",   "S",
                                                  "s",      "'",
                                                  "\u2019", "1",
                                                  "23",     ".",
                                                  ",",      "-",
                                                  "\u2014", " ",
                                                  "\n",     "\r\n",
                                                  "\r",     "\t",
                                                  "\u00A0", "\u2028",
                                                  "\u00E9", "\u0301",
                                                  "\u4E2D", "\U0001F600",
                                                  "`",      "(",
                                                  ")",      "_",
                                                  "/",      "@",
                                                  ":",      "\\",
                                                  "\uFFFD", std::string(1, '\0'),
                                                  "{",      "|",
                                                  "}",      "\u0660"};
  std::string text;
  for (std::size_t n = fixtures::pick(random, 0, 30); n > 0; --n)
    text += pieces[fixtures::pick(random, 0, pieces.size() - 1)];
  return text;
}

bool is_white(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, length] = unicode::decode(text, i);
    const unicode::Class cls = unicode::class_of(code_point);
    if (cls != unicode::Class::kSpace && cls != unicode::Class::kLineBreak) return false;
    i += length;
  }
  return true;
}

Gap gap_before_last(std::string_view text) { return tokens_of(text).back().gap; }
Casing casing_of(std::string_view word) {
  const std::vector<Token> tokens = tokens_of(word);
  REQUIRE(tokens.size() == 1);
  return tokens[0].casing;
}

}  // namespace

TEST_CASE("text is cut into words, numbers and punctuation") {
  CHECK(shown("He paid 3,500.50 euros.") == "He|paid|3,500.50|euros|.");
  CHECK(shown("well-known (or not)") == "well|-|known|(|or|not|)");
  CHECK(shown("H20 is 2nd to 3D") == "H20|is|2nd|to|3D");
  CHECK(shown("1, 2. 3,") == "1|,|2|.|3|,");
  CHECK(shown("") == "");
  CHECK(shown(" \n ") == "");
  const std::vector<Token> tokens = tokens_of("word 12 ;");
  CHECK(tokens[0].kind == TokenKind::kWord);
  CHECK(tokens[1].kind == TokenKind::kNumber);
  CHECK(tokens[2].kind == TokenKind::kPunctuation);
}

TEST_CASE("apostrophes stay inside words, and the ending 's is a token of its own") {
  CHECK(shown("don't") == "don't");
  CHECK(shown("don\u2019t") == "don\u2019t");
  CHECK(shown("Nvidia's chip") == "Nvidia|'s|chip");
  CHECK(shown("Nvidia\u2019s chip") == "Nvidia|\u2019s|chip");
  CHECK(shown("let's") == "let|'s");
  CHECK(shown("the users' data") == "the|users|'|data");
  CHECK(shown("'quoted'") == "'|quoted|'");
  CHECK(shown("o'sullivan") == "o'sullivan");
  CHECK(shown("rock'n'roll") == "rock'n'roll");
}

TEST_CASE("spellings of one word or mark have one hash") {
  CHECK(token_hash("Don\u2019t") == token_hash("don't"));
  CHECK(token_hash("CAFE\u0301") == token_hash("caf\u00E9"));
  CHECK(token_hash("\u201C") == token_hash("\""));
  CHECK(token_hash("\u2013") == token_hash("\u2014"));
  CHECK(token_hash("\u2018") == token_hash("'"));
  CHECK(token_hash("word") != token_hash("words"));
  CHECK(tokens_of("IT\u2019S")[1].hash == tokens_of("it's")[1].hash);
}

TEST_CASE("the typographic ellipsis is one mark, three dots are three") {
  CHECK(shown("so\u2026") == "so|\u2026");
  CHECK(shown("so...") == "so|.|.|.");
}

TEST_CASE("numbers of one shape have one hash, and never that of a word") {
  CHECK(token_hash("1999") == token_hash("2025"));
  CHECK(token_hash("12.5") == token_hash("99.1"));
  CHECK(token_hash("12.5") != token_hash("12,5"));
  CHECK(token_hash("12") != token_hash("123"));
  CHECK(token_hash("123456789") == token_hash("98765432"));
}

TEST_CASE("casing is lower, first, upper or mixed") {
  CHECK(casing_of("word") == Casing::kLower);
  CHECK(casing_of("Word") == Casing::kFirst);
  CHECK(casing_of("I") == Casing::kFirst);
  CHECK(casing_of("NASA") == Casing::kUpper);
  CHECK(casing_of("H2O") == Casing::kUpper);
  CHECK(casing_of("iPhone") == Casing::kMixed);
  CHECK(casing_of("DeepSeek") == Casing::kMixed);
  CHECK(casing_of("\u00C9tude") == Casing::kFirst);
  CHECK(casing_of("\u00C9T\u00C9") == Casing::kUpper);
  CHECK(casing_of("42") == Casing::kLower);
}

TEST_CASE("gaps are none, space, line or paragraph") {
  CHECK(tokens_of("first")[0].gap == Gap::kParagraph);
  CHECK(gap_before_last("a.") == Gap::kNone);
  CHECK(gap_before_last("a b") == Gap::kSpace);
  CHECK(gap_before_last("a \t b") == Gap::kSpace);
  CHECK(gap_before_last("a\u00A0b") == Gap::kSpace);
  CHECK(gap_before_last("a\nb") == Gap::kLine);
  CHECK(gap_before_last("a \n b") == Gap::kLine);
  CHECK(gap_before_last("a\r\nb") == Gap::kLine);
  CHECK(gap_before_last("a\rb") == Gap::kLine);
  CHECK(gap_before_last("a\u2028b") == Gap::kLine);
  CHECK(gap_before_last("a\n\nb") == Gap::kParagraph);
  CHECK(gap_before_last("a\r\n \r\nb") == Gap::kParagraph);
}

TEST_CASE("a no-break space separates words as a space does") {
  CHECK(shown("ten\u00A0euros\u2028now") == "ten|euros|now");
}

TEST_CASE("words beyond ASCII are words") {
  CHECK(shown("na\u00EFve caf\u00E9s, \u041C\u0438\u0440!") ==
        "na\u00EFve|caf\u00E9s|,|\u041C\u0438\u0440|!");
  CHECK(shown("e\u0301tude \U0001F600") == "e\u0301tude|\U0001F600");
}

TEST_CASE("tokens cover all but white space, in order, on code-point boundaries") {
  fixtures::Random random(6);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random);
    CAPTURE(text);
    std::size_t at = 0;
    for (const Token& token : tokens_of(text)) {
      REQUIRE(token.span.begin >= at);
      REQUIRE(token.span.end > token.span.begin);
      REQUIRE(token.span.end <= text.size());
      REQUIRE(is_white(std::string_view(text).substr(at, token.span.begin - at)));
      REQUIRE(unicode::valid_prefix(slice(text, token.span)) == token.span.size());
      REQUIRE((token.gap == Gap::kNone) == (token.span.begin == at && at > 0));
      REQUIRE(token.hash != 0);
      at = token.span.end;
    }
    REQUIRE(is_white(std::string_view(text).substr(at)));
  }
}

TEST_CASE("a phrase has the hashes of its tokens") {
  const std::vector<std::uint64_t> hashes = phrase_hashes("The model's");
  REQUIRE(hashes.size() == 3);
  CHECK(hashes[0] == token_hash("the"));
  CHECK(hashes[1] == token_hash("MODEL"));
  CHECK(phrase_hashes(" ").empty());
  CHECK(token_hash("") == 0);
}
