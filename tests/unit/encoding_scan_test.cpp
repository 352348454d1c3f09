// How the encoding pass looks at a text: the scan of its bytes, the tables, and the cores of words
// (src/mend/encoding_scan.cpp, encoding_tables.cpp, encoding_words.cpp).
#include "mend/encoding_scan.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/unicode.hpp"
#include "fixtures.hpp"
#include "mend/encoding_cost.hpp"
#include "mend/encoding_glyph.hpp"
#include "mend/encoding_parts.hpp"
#include "mend/encoding_tables.hpp"
#include "mend/encoding_words.hpp"
#include "mend/mend.hpp"

using namespace unspin;
using fixtures::pick;
using fixtures::Random;

namespace {

// Characters of every kind that the encodings have, and others, with white space among them.
std::string random_text(Random& random, std::size_t most) {
  std::u32string points;
  for (std::size_t n = pick(random, 0, most); n > 0; --n) {
    const std::size_t kind = pick(random, 0, 9);
    const char32_t c = kind < 2   ? U' '
                       : kind < 4 ? static_cast<char32_t>(pick(random, 1, 0x7F))
                       : kind < 7 ? static_cast<char32_t>(pick(random, 0x80, 0x17F))
                       : kind < 8 ? static_cast<char32_t>(pick(random, 0x400, 0x45F))
                       : kind < 9 ? static_cast<char32_t>(pick(random, 0x2010, 0x2030))
                                  : static_cast<char32_t>(pick(random, 0x20AC, 0x1FFFF));
    if (c < 0xD800 || c > 0xDFFF) points.push_back(c);
  }
  return encoding::utf8(points);
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::vector<Span> words_with_candidates(std::string_view text) {
  std::vector<Span> words;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    Span word{at, at};
    while (word.end < text.size() && !is_space(text[word.end])) ++word.end;
    if (encoding::candidates(encoding::code_points(slice(text, word))) != 0) words.push_back(word);
    at = word.end;
  }
  return words;
}

bool has(std::u32string_view text, char32_t from, char32_t to) {
  return std::any_of(text.begin(), text.end(), [&](char32_t c) { return c >= from && c <= to; });
}

}  // namespace

TEST_CASE("the scan finds in bytes the words that have candidates in code points") {
  Random random(11);
  std::size_t found = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string text = random_text(random, 60);
    const std::u32string points = encoding::code_points(text);
    const encoding::Scan scan = encoding::scan(text);
    CAPTURE(text);
    REQUIRE(scan.words == words_with_candidates(text));
    CHECK(scan.capitals == has(points, 0xC2, 0xC3));
    CHECK(scan.controls == has(points, 0x80, 0x9F));
    CHECK((scan.ideographs || !has(points, 0x4E00, 0x9FFF)));
    CHECK((scan.ideographs || !has(points, 0xFF61, 0xFF9F)));
    found += scan.words.size();
  }
  CHECK(found > 1000);
}

TEST_CASE("the scan lets honest text go") {
  CHECK(encoding::scan("It’s “plain” prose — naïve, 20 °C.").empty());
  CHECK(encoding::scan("Мы поехали в деревню, и долго.").empty());
  CHECK_FALSE(encoding::scan("the rÃ©sumÃ©").empty());
}

TEST_CASE("every character of every encoding is known as its byte") {
  const encoding::ByteTables& tables = encoding::ByteTables::get();
  for (std::size_t e = 0; e < encoding::kEncodingCount; ++e) {
    const unicode::ByteTable table = unicode::byte_table(encoding::kEncodings[e]);
    for (std::size_t byte = 0xA0; byte < table.size(); ++byte) {
      CAPTURE(std::string(encoding::kEncodings[e]));
      CAPTURE(byte);
      CHECK(tables.row(table[byte]).bytes[e] == byte);
    }
  }
  for (const char32_t c : {U'a', U'\u3042', U'\u4E2D', U'\uF7FF', U'\uFC00', U'\U0001F600'}) {
    CHECK(tables.row(c).lead == 0);
    CHECK(tables.row(c).continuation == 0);
  }
}

TEST_CASE("ideographs have the same properties, which the costs take from the first of them") {
  const int script = unicode::script_of(U'\u4E00');
  bool same = true;
  for (char32_t c = 0x4E00; c < 0x9FA6; ++c) {
    same = same && unicode::sort_of(c) == unicode::Sort::kLetter &&
           unicode::script_of(c) == script && !unicode::is_upper(c) && !unicode::is_lower(c);
  }
  CHECK(same);
}

TEST_CASE("oddness as shown is that of the text with its controls replaced") {
  Random random(12);
  for (int i = 0; i < 2000; ++i) {
    const std::u32string text = encoding::code_points(random_text(random, 12));
    std::u32string shown = text;
    char32_t before = U' ';
    for (char32_t& c : shown) {
      c = encoding::without_control(before, c);
      before = c;
    }
    CHECK(encoding::oddness_as_shown(text) == encoding::oddness(shown));
  }
}

TEST_CASE("which ASCII letter stands beside mojibake does not matter, nor how many") {
  constexpr std::string_view kWords[] = {"bacÃ©bac", "â€œCab", "cabâ€\u009D", "bÃ\u00A0", "Aâ€™b",
                                         "BACâ€”cab", "aÂ°", "7Â°C", "Å¡", "b,Ã¼", "cÃ"};
  Random random(13);
  for (int i = 0; i < 1000; ++i) {
    std::string text, changed;
    for (std::size_t n = pick(random, 1, 6); n > 0; --n) {
      text += std::string(kWords[pick(random, 0, std::size(kWords) - 1)]) + ' ';
    }
    // "a" to "c" become other small letters, capitals other capitals.
    for (const char c : text) {
      const bool small = c >= 'a' && c <= 'c', great = c >= 'A' && c <= 'C';
      changed += static_cast<char>(small || great ? c + pick(random, 1, 20) : c);
    }
    const EditList edits = mend_encoding(text, Context::embedded());
    const EditList others = mend_encoding(changed, Context::embedded());
    CAPTURE(text);
    CAPTURE(changed);
    CHECK(edits == others);
  }
}

TEST_CASE("words of one core are read once, and each where it stands") {
  const std::string text = "donâ€™t wonâ€™t shouldnâ€™t Bobâ€™s";
  encoding::Words words;
  for (const Span word : encoding::scan(text).words) words.add(text, word);
  REQUIRE(words.occurrences().size() == 4);
  words.read({});
  for (const encoding::Occurrence& word : words.occurrences()) {
    CHECK(word.core == 0);
    CHECK(text.compare(word.at, 3 + 2 + 2, "â€™", 7) == 0);
  }
  CHECK(words.suspect(0).before == "â€™");
  CHECK(words.suspect(0).after == "’");
}

TEST_CASE("many different words are all found again") {
  std::string text, mended;
  for (int i = 0; i < 5000; ++i) {
    const std::string number = std::to_string(i);
    text += "Ã©" + number + "Ã© ";
    mended += "é" + number + "é ";
  }
  CHECK(mend_encoding(text + text, Context::embedded()).apply(text + text) == mended + mended);
}

TEST_CASE("what the costs know of a character is what core/unicode says") {
  const encoding::Glyphs& glyphs = encoding::Glyphs::get();
  for (char32_t c = 0x80; c < 0x30000; ++c) {
    const encoding::Glyph glyph = glyphs(c);
    const bool letter = glyph.kind == encoding::Kind::kLetter;
    const bool same =
        glyph.c == c && (!letter || (unicode::sort_of(c) == unicode::Sort::kLetter &&
                                     glyph.script == unicode::script_of(c) &&
                                     glyph.upper == unicode::is_upper(c) &&
                                     glyph.lower == unicode::is_lower(c)));
    const bool bad = (glyph.kind == encoding::Kind::kBad) ==
                     (unicode::sort_of(c) == unicode::Sort::kNone);
    CAPTURE(static_cast<std::uint32_t>(c));
    REQUIRE(same);
    REQUIRE(bad);
  }
}

TEST_CASE("code points and UTF-8 are turned into each other as core/unicode does it") {
  for (const char32_t c : {U'\0', U'a', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'\uD7FF',
                           U'\uE000', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    const std::u32string points{U'x', c, U'y'};
    std::string bytes = "x";
    unicode::append(bytes, c);
    bytes += 'y';
    CHECK(encoding::utf8(points) == bytes);
    CHECK(encoding::code_points(bytes) == points);
  }
}
