// The ICU fence (src/core/unicode.hpp).
#include "core/unicode.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace unspin;
using unicode::Class;

TEST_CASE("valid UTF-8 of every length is valid to its end") {
  for (const char* text : {"", "plain", "\u00E9", "\u20AC", "\U0001F600", "a\u00E9b\u20ACc",
                           "\uD7FF\uE000", "\uFFFF", "\U0010FFFF"}) {
    CHECK(unicode::valid_prefix(text) == std::string_view(text).size());
  }
  CHECK(unicode::valid_prefix(std::string_view("a\0b", 3)) == 3);
}

TEST_CASE("every kind of ill-formed sequence ends the valid prefix and has its length") {
  struct Case {
    std::string_view bytes;
    std::size_t length;  // of its maximal subpart
  };
  const Case cases[] = {
      {"\x80", 1},  // a continuation by itself
      {"\xBF", 1},
      {"\xC0\xAF", 1},  // overlong forms: no first byte of theirs is allowed
      {"\xC1\xBF", 1},
      {"\xE0\x80\xAF", 1},      // overlong: E0 takes A0..BF only
      {"\xF0\x8F\xBF\xBF", 1},  // overlong: F0 takes 90..BF only
      {"\xED\xA0\x80", 1},      // a surrogate: ED takes 80..9F only
      {"\xF4\x90\x80\x80", 1},  // above U+10FFFF: F4 takes 80..8F only
      {"\xF5", 1},              // no sequence begins so
      {"\xFE", 1},
      {"\xFF", 1},
      {"\xC3", 1},  // cut sequences
      {"\xE2\x82", 2},
      {"\xF0\x9F\x98", 3},
      {"\xE2\x82(", 2},  // broken off by ASCII
      {"\xF0\x9F(", 2},
      {"\xC3\xC3\xA9", 1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.length);
    CHECK(unicode::valid_prefix(c.bytes) == 0);
    CHECK(unicode::invalid_length(c.bytes) == c.length);
    const std::string behind = "ab\u00E9" + std::string(c.bytes);
    CHECK(unicode::valid_prefix(behind) == 4);
  }
}

TEST_CASE("code points are decoded forwards and backwards, and appended again") {
  for (const char32_t c : {U'a', U'\u00E9', U'\u20AC', U'\U0001F600'}) {
    std::string text = "x";
    unicode::append(text, c);
    const unicode::Decoded forwards = unicode::decode(text, 1);
    const unicode::Decoded backwards = unicode::decode_before(text, text.size());
    CHECK(forwards.code_point == c);
    CHECK(forwards.length == text.size() - 1);
    CHECK(backwards.code_point == c);
    CHECK(backwards.length == forwards.length);
  }
}

TEST_CASE("code points have a class") {
  CHECK(unicode::class_of(U'a') == Class::kLetter);
  CHECK(unicode::class_of(U'\u00DF') == Class::kLetter);
  CHECK(unicode::class_of(U'\u4E2D') == Class::kLetter);
  CHECK(unicode::class_of(U'7') == Class::kDigit);
  CHECK(unicode::class_of(U'\u0301') == Class::kMark);
  CHECK(unicode::class_of(U' ') == Class::kSpace);
  CHECK(unicode::class_of(U'\u00A0') == Class::kSpace);
  CHECK(unicode::class_of(U'\n') == Class::kLineBreak);
  CHECK(unicode::class_of(U'\u2028') == Class::kLineBreak);
  CHECK(unicode::class_of(U'.') == Class::kOther);
  CHECK(unicode::class_of(U'\uFFFD') == Class::kOther);
}

TEST_CASE("capitals are known beyond ASCII") {
  CHECK(unicode::is_upper(U'\u00C9'));
  CHECK_FALSE(unicode::is_upper(U'\u00E9'));
  CHECK(unicode::is_lower(U'\u00E9'));
  CHECK_FALSE(unicode::is_lower(U'4'));
}

TEST_CASE("all spellings of a word fold to one form") {
  CHECK(unicode::fold("Caf\u00C9") == unicode::fold("cafe\u0301"));
  CHECK(unicode::fold("STRASSE") == unicode::fold("Stra\u00DFe"));
  CHECK(unicode::fold("Plain") == "plain");
  CHECK(unicode::fold("") == "");
  CHECK(unicode::fold(unicode::fold("\u0130\u01C5\u1E9E")) == unicode::fold("\u0130\u01C5\u1E9E"));
}

TEST_CASE("case is changed in whole strings and in the first letter") {
  CHECK(unicode::to_upper("na\u00EFve") == "NA\u00CFVE");
  CHECK(unicode::to_lower("NA\u00CFVE") == "na\u00EFve");
  CHECK(unicode::capitalise("\u00E9tude op. 3") == "\u00C9tude op. 3");
  CHECK(unicode::capitalise("x") == "X");
  CHECK(unicode::capitalise("") == "");
  CHECK(unicode::capitalise("3d") == "3d");
}

TEST_CASE("words for scoring are folded runs of letters and digits, joined by single marks") {
  using Words = std::vector<std::string>;
  CHECK(unicode::score_words("The quick, brown fox.") == Words{"the", "quick", "brown", "fox"});
  CHECK(unicode::score_words("Node.js v2.0 costs 1,500") ==
        Words{"node.js", "v2.0", "costs", "1,500"});
  CHECK(unicode::score_words("don\u2019t well-known well\u2011known") ==
        Words{"don't", "well-known", "well-known"});
  CHECK(unicode::score_words("a--b 'quoted' end-") == Words{"a", "b", "quoted", "end"});
  CHECK(unicode::score_words("Cafe\u0301 STRASSE snake_case") ==
        Words{"caf\u00E9", "strasse", "snake", "case"});
  CHECK(unicode::score_words(" \n\t.,;").empty());
  CHECK(unicode::score_words("").empty());
}
