// Escapes, invisible characters, and what printing leaves (src/mend/escape*.cpp).
#include <doctest/doctest.h>

#include <set>

#include "fixtures.hpp"
#include "mend/mend.hpp"

using namespace unspin;

namespace {

std::string mended(std::string_view text) {
  return mend_escape(text, Context::embedded()).apply(text);
}

void check_kept(std::initializer_list<const char*> texts) {
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

}  // namespace

TEST_CASE("percent-encoding in words is undone") {
  CHECK(mended("new technology%20development in town") == "new technology development in town");
  CHECK(mended("it%27s late, she%E2%80%99s gone") == "it's late, she’s gone");
}

TEST_CASE("percent signs of addresses, numbers, files and code stay") {
  check_kept({"https://example.org/a%20house", "the folder/small%20house", "q=small%20house",
              "50%20 of it", "a %20 alone", "small%20house.pdf", "100%25 sure", "%d%20s",
              "qwxz%20vbnm", "The URL has small%20house in it.", "small%0Ahouse", "caf%E9 society",
              "a 5%da rise"});
}

TEST_CASE("backslash sequences of JSON are undone") {
  CHECK(mended("He said \\\"yes\\\" and left.\\nThen it rained.\\n\\n\\tWe went home.") ==
        "He said \"yes\" and left.\nThen it rained.\n\n\tWe went home.");
  CHECK(mended("We don\\u2019t know \\ud83d\\ude00 yet.") == "We don’t know 😀 yet.");
  CHECK(mended("this and\\/or that isn\\'t so") == "this and/or that isn't so");
  CHECK(mended("one line.\\r\\nAnother line.") == "one line.\r\nAnother line.");
}

TEST_CASE("backslashes of TeX, paths, patterns and code stay, and all others beside them") {
  check_kept({"the \\nu and K\\\"ahler of $x$", "a K\\\"ahler and a \\\"big\\\" one",
              "C:\\new\\table", "C:\\Temp and \\\"so\\\"", "match \\d+\\.\\d+ here",
              "x = \\\"a\\\" there", "printf said \\\"yes\\\"", "an odd \\\" quote", "¯\\_(ツ)_/¯",
              "\\u00 and \\uD800 x", "it ends with \"\\n\" there", "a \\n here", "»\\'« alone",
              "write \\u2019 for the Unicode mark", "a \\nice day", "{\\\"yes\\\"}"});
}

TEST_CASE("control characters and terminal sequences go") {
  CHECK(mended("\x1B[1;31mred\x1B[0m and \x1B]0;title\atext") == "red and text");
  CHECK(mended("N\bNA\bAM\bME and _\bi_\bt") == "NAME and it");
  CHECK(mended("the end\fPage two\vand three\f\n") == "the end\nPage two\nand three\n");
  CHECK(mended("a\x01 b\x7F one\x1Ftwo long enough text") == "a b one two long enough text");
  CHECK(mended("the Schr\x7Fodinger equation") == "the Schrödinger equation");
  check_kept({"a tab\tand\r\nlines", "\x01\x02\x03\x04 x", "[31mred[0m"});
}

TEST_CASE("zero-width characters go from words of plain scripts") {
  CHECK(mended("in\u200Bside wo\u200Drd Мо\u2060сква basic\u00ADally") ==
        "inside word Москва basically");
  CHECK(mended("the develop\u00AD\nment of it") == "the development of it");
  CHECK(mended("\uFEFFone\uFEFF two \uFEFFthree") == "\uFEFFone two three");
}

TEST_CASE("zero-width characters stay where they mean something") {
  check_kept({"می\u200Cخواهم", "क्\u200Dष", "👨\u200D👩\u200D👧 one", "ไทย\u200Bไทย", "\u00AD alone",
              "a \u200B b", "\u200Eleft\u200F"});
}

TEST_CASE("ligatures in words become letters") {
  CHECK(mended("the ﬁnal oﬃce, a ﬂow, oﬀ") == "the final office, a flow, off");
  check_kept({"the ﬁ by itself", "ﬄ"});
}

TEST_CASE("words cut at the end of a line or at a ligature are joined when that is sure") {
  CHECK(mended("the effi- ciency of develop-\nment") == "the efficiency of development");
  CHECK(mended("the ef ficiency is signi ficant and di fferent") ==
        "the efficiency is significant and different");
  CHECK(mended("the eﬃ- ciency") == "the effi- ciency");  // the next round joins it
  CHECK(fixtures::repaired("the eﬃ- ciency") == "the efficiency");
}

TEST_CASE("hyphens and gaps that are right stay") {
  check_kept({"short- and long-term", "pre- or post-war", "two- to three-fold",
              "a well-\nknown man", "a con trary view", "an off ice rink", "if I find",
              "on- line shop - or not", "a state-of- the-art", "x- ray", "self- made",
              "the chief of fire"});
}

TEST_CASE("each kind has its rule") {
  std::set<std::string> rules;
  for (const char* text :
       {"small%20house", "don\\u2019t", "in\u200Bside", "a\x01 b and a long text", "\x1B[0mx",
        "ﬁnal", "effi- ciency", "ef ficiency", "ba\u00ADsic", "a\uFEFF"}) {
    const EditList edits = mend_escape(text, Context::embedded());
    for (const Edit& edit : edits.edits()) {
      rules.insert(edit.rule);
      CHECK(edit.confidence >= 0.9);
    }
  }
  CHECK(rules == std::set<std::string>{"escape/percent", "escape/json", "escape/zero-width",
                                       "escape/control", "escape/terminal", "escape/ligature",
                                       "escape/hyphen", "escape/split", "escape/soft-hyphen",
                                       "escape/bom"});
}

TEST_CASE("odd input ends without harm, and mended text is not mended again") {
  const std::string characters = "a fi\\nu\"%2027&;#\x1B[m\b\f-\n\xC2\xAD\x01";
  fixtures::Random random(11);
  for (int i = 0; i < 3000; ++i) {
    std::string raw;
    for (std::size_t n = fixtures::pick(random, 1, 14); n > 0; --n)
      raw += characters[fixtures::pick(random, 0, characters.size() - 1)];
    const Mended once = mend(raw, kAllPasses, Context::embedded());
    CAPTURE(raw);
    CAPTURE(once.text);
    REQUIRE(once.edits.apply(raw) == once.text);
    const std::string out = without_stand_ins(once.edits).apply(raw);
    const Mended twice = mend(out, kAllPasses, Context::embedded());
    REQUIRE(without_stand_ins(twice.edits).empty());
  }
}
