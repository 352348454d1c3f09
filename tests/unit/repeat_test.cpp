// Blocks that a page says twice (src/mend/repeat.cpp).
#include <doctest/doctest.h>

#include "removal_pages.hpp"

using namespace unspin;
using namespace unspin::fixtures;

namespace {

std::string mended(std::string_view text) { return after(mend_repeat, text); }

const std::string kList =
    "* two arches moved in the flood of last spring\n"
    "* the middle pier stands on washed-out gravel\n"
    "* works begin before the winter, the mayor said\n";

}  // namespace

TEST_CASE("of a paragraph said twice the first stays") {
  CHECK(mended(kFirst + "\n\n" + kSecond + "\n\n" + kFirst + "\n\n" + kThird + "\n") ==
        kFirst + "\n\n" + kSecond + "\n\n" + kThird + "\n");
  CHECK(mended(kFirst + "\n" + kFirst + "\n" + kFirst + "\n" + kSecond + "\n") ==
        kFirst + "\n" + kSecond + "\n");
}

TEST_CASE("bullets, marks of quotation, case and white space make no difference") {
  for (const std::string& again : {"> " + kFirst, "* " + kFirst, "\u201C" + kFirst + "\u201D",
                                   "   " + kFirst + "  ", "- \"" + kFirst + "\""}) {
    CAPTURE(again);
    CHECK(mended(kFirst + "\n" + kSecond + "\n" + again + "\n") == kFirst + "\n" + kSecond + "\n");
  }
}

TEST_CASE("a post that is quoted as a whole goes, with its list") {
  const std::string post = kFirst + "\n" + kList;
  CHECK(mended(post + "\n" + post + "\n\n" + kThird + "\n") == post + "\n\n" + kThird + "\n");
}

TEST_CASE("the rule tells exact repeats from near ones") {
  const std::string text = kFirst + "\n" + kSecond + "\n" + kFirst + "\n> " + kSecond + "\n";
  const EditList edits = mend_repeat(text, Context::embedded(), phrases());
  REQUIRE(edits.size() == 2);
  CHECK(edits.edits()[0].rule == "repeat");
  CHECK(edits.edits()[1].rule == "repeat/near");
}

TEST_CASE("short lines stay, also when they are said often") {
  const std::string text = "Yes.\n" + kFirst + "\nYes.\n" + kSecond +
                           "\nYes, of course they do.\n" + kThird + "\nYes, of course they do.\n";
  CHECK(mended(text) == text);
}

TEST_CASE("refrains stay") {
  const std::string chorus =
      "Oh the bridge is down, my love,\nAnd the river runs so wide,\n"
      "Bring me over, bring me over,\nTo the meadows on your side.\n";
  const std::string song = chorus +
                           "\nThere was a miller's daughter,\nAnd she had a boat of oak,\n"
                           "\n" +
                           chorus;
  CHECK(mended(song) == song);
}

TEST_CASE("tables, code and questions above their answers stay") {
  const std::string row =
      "2021\t1,204\t88\t3,441,100\t17.2\t1,204\t88\t3,441,100\t17.2\t1,204\t88\n";
  const std::string code =
      "```\nresult = compute_everything(with_many_arguments, and_more_of_them, "
      "and_still_more_of_them)\n```\n";
  const std::string question =
      "What would you tell the people on the far bank who have lost their income since the flood "
      "and do not know when the bridge will open?\n";
  for (const std::string& line : {row, code, question}) {
    const std::string text = kFirst + "\n\n" + line + "\n" + kSecond + "\n\n" + line;
    CHECK(mended(text) == text);
  }
}

TEST_CASE("a sentence that differs by a word stays") {
  std::string other = kFirst;
  other.replace(other.find("Tuesday"), 7, "Wednesday");
  const std::string text = kFirst + "\n" + other + "\n";
  CHECK(mended(text) == text);
}
