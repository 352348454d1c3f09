// The ICU fence (src/core/unicode.hpp).
#include "core/unicode.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "fixtures.hpp"

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

TEST_CASE("random bytes are valid up to the first sequence that cannot be decoded") {
  constexpr std::string_view kBytes =
      "\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xED\xEE\xF0\xF4\xF5";
  fixtures::Random random(3);
  const auto next_character = [&](std::string& text) {
    const std::size_t kind = fixtures::pick(random, 0, 40);
    if (kind == 0) {
      text += kBytes[fixtures::pick(random, 0, kBytes.size() - 1)];
    } else if (kind < 10) {
      const char32_t most[] = {0x7FF, 0xD7FF, 0xFFFF, 0x10FFFF};
      unicode::append(text, static_cast<char32_t>(fixtures::pick(random, 0x80, most[kind % 4])));
    } else {
      text.append(fixtures::pick(random, 1, 9), 'a');
    }
  };
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (std::size_t n = fixtures::pick(random, 0, 40); n > 0; --n) next_character(text);
    text.resize(text.size() - std::min(text.size(), fixtures::pick(random, 0, 2)));
    std::size_t valid = 0;
    while (valid < text.size()) {
      const unicode::Decoded decoded = unicode::decode(text, valid);
      std::string again;
      unicode::append(again, decoded.code_point);
      if (text.compare(valid, decoded.length, again) != 0) break;
      valid += decoded.length;
    }
    CHECK(unicode::valid_prefix(text) == valid);
  }
}

TEST_CASE("the next high byte is found wherever it stands") {
  for (std::size_t size = 0; size < 70; ++size) {
    std::string text(size, 'x');
    CHECK(unicode::next_high(text, 0) == size);
    for (std::size_t high = 0; high < size; ++high) {
      text[high] = '\x80';
      for (std::size_t from = 0; from <= high; ++from) {
        CHECK(unicode::next_high(text, from) == high);
      }
      CHECK(unicode::next_high(text, high + 1) == size);
      text[high] = 'x';
    }
  }
}

TEST_CASE("an encoder spells text after text, and says what it cannot spell") {
  unicode::Encoder latin("windows-1252");
  CHECK(latin.encode("caf\u00E9 \u20AC") == "caf\xE9 \x80");
  CHECK_FALSE(latin.encode("\u4E2D").has_value());
  CHECK(latin.encode("") == "");
  CHECK(unicode::Encoder("GBK").encode("\u4E2D") == "\xD6\xD0");
  CHECK_FALSE(unicode::Encoder("no such encoding").encode("a").has_value());
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
