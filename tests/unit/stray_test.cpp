// Headlines of other stories (src/mend/stray.cpp).
#include <doctest/doctest.h>

#include "mend/rare_words.hpp"
#include "removal_pages.hpp"

using namespace unspin;
using namespace unspin::fixtures;

namespace {

std::string mended(std::string_view text) { return after(mend_stray, text); }

// Enough words to judge by.
const std::string kStory =
    kFirst + "\n\n" + kSecond + "\n\n" + kThird + "\n\n" +
    "Farmers have carried their milk over the ford below the mill for months, and twice a cart was "
    "lost when the water rose. The ferry takes people only, and it does not run at night.\n\n"
    "The council has asked three builders for an offer. One of them wants to keep the old arches "
    "and to put steel under them; the others would take the bridge down and build it anew in "
    "concrete, with a face of stone.\n\n"
    "A meeting in the school on Friday will let the people of both banks say what they think of "
    "it, "
    "and the plans hang in the town hall until then.\n";
const std::string kStray = "Wheat futures slide as exporters await harvest forecasts from Ukraine";

}  // namespace

TEST_CASE("a headline of another story goes from the top and from the bottom") {
  CHECK(mended(kStray + "\n" + kStory) == kStory);
  CHECK(mended(kStray + "\n\n" + kStory) == kStory);
  CHECK(mended(kStory + "\n" + kStray + "\n") == kStory);
}

TEST_CASE("the headline of the story itself stays") {
  for (const char* headline : {"Council votes to rebuild flooded stone bridge before winter",
                               "Carts, milk and a ferry that never runs at night",
                               "Engineers blame washed-out gravel for shifting arches"}) {
    CAPTURE(headline);
    const std::string text = headline + ("\n\n" + kStory);
    CHECK(mended(text) == text);
  }
}

TEST_CASE("lines that say too little to judge by stay") {
  for (const char* line : {"A long goodbye", "What comes next, and what does not", "By Anna Berg",
                           "Vladivostok, Petropavlovsk, Khabarovsk, Yakutsk, Magadan"}) {
    CAPTURE(line);
    const std::string text = line + ("\n\n" + kStory);
    CHECK(mended(text) == text);
  }
}

TEST_CASE("sentences, labels and lists of strange words stay") {
  for (const std::string& line : {kStray + ".", "Topic: " + kStray, kStray + ":", "* " + kStray}) {
    CAPTURE(line);
    const std::string text = line + "\n\n" + kStory;
    CHECK(mended(text) == text);
  }
}

TEST_CASE("a short text gives no measure") {
  const std::string text = kStray + "\n\n" + kFirst + "\n\n" + kSecond + "\n";
  CHECK(mended(text) == text);
}

TEST_CASE("the edit says so, and can be taken back") {
  const std::string text = kStray + "\n\n" + kStory;
  const EditList edits = mend_stray(text, Context::embedded(), phrases());
  REQUIRE(edits.size() == 1);
  CHECK(edits.edits()[0].rule == "stray");
  CHECK(edits.inverse().apply(kStory) == text);
}

TEST_CASE("related words are one rare word, common ones are none") {
  RareWords words(Context::embedded());
  words.add("The engineers moved the arches.");
  CHECK(words.shares("An engineer's view"));
  CHECK(words.shares("ARCHES"));
  CHECK_FALSE(words.shares("What is the way to it"));
  CHECK_FALSE(words.shares("Wheat futures"));
}
