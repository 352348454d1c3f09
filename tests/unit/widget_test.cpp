// What pages print around their articles (src/mend/widget.cpp).
#include <doctest/doctest.h>

#include "mend/widget_line.hpp"
#include "removal_pages.hpp"

using namespace unspin;
using namespace unspin::fixtures;

namespace {

std::string mended(std::string_view text) { return after(mend_widget, text); }

}  // namespace

TEST_CASE("a listed line goes from between paragraphs, with its gap") {
  for (const char* line :
       {"Loading...", "Advertisement", "Share this article", "See Also: Old Mill Finds A Buyer",
        "READ MORE: Old mill finds a buyer", "Subscribe to our newsletter", "Skip to content",
        "We use cookies to make this site work.",
        "\u00A9 2023 The Bridge Post. All rights reserved.", "Story continues below advertisement",
        "Be the first to comment", "Not open for further replies.", "Home > News > Local",
        "#bridge #river"}) {
    CAPTURE(line);
    const bool tags = line[0] == '#';  // these need company
    CHECK(mended(between(line)) == (tags ? between(line) : kWithout));
  }
}

TEST_CASE("groups go as a whole, with what is listed nowhere") {
  for (const char* block :
       {"Share\nFacebook\nTwitter\nSomethingNew\nEmail",
        "ACM Logo\nACMAcme Mills Inc\n$31.20 -2.01%\nAdd to Watchlist",
        "Edge Rankings\nMomentum\n86.14\nGrowth\n93.50\nPrice Trend\nShort\nMedium\nLong",
        "Related Stories\nMill Finds A Buyer After Ten Years\nFerry Strike Enters Its Third Week",
        "Home\nNews\nSports\nOpinion\nWeather", "Log in\nRegister\nForgot your password?",
        "1\n2\n3\nNext\nLast", "Back\nTop"}) {
    CAPTURE(block);
    CHECK(mended(between(block)) == kWithout);
  }
}

TEST_CASE("behind the last paragraph less evidence is enough") {
  const std::string text = kFirst + "\n" + kSecond + "\n";
  for (const char* tail : {"\nComments\nLoading...\n", "\nTags: bridge, river\n",
                           "\nPhoto courtesy: A. Miller\n\nRead Next:\n\nLoading...\n"}) {
    CAPTURE(tail);
    CHECK(mended(text + tail) == text);
  }
}

TEST_CASE("a forum's byline goes with the name above the rank, and what people say stays") {
  CHECK(mended("stonemason\n\nWell-known member\n" + kFirst + "\n\nReply\nLike\n" + kSecond +
               "\n\nBack\nTop\n") == kFirst + "\n\n" + kSecond + "\n");
  const std::string reply = kFirst + "\nReply\nThat is good news for us.\nLike\nReport\n" + kSecond + "\n";
  CHECK(mended(reply) == kFirst + "\nThat is good news for us.\n" + kSecond + "\n");
}

TEST_CASE("a call to subscribe goes out of its paragraph") {
  const auto said = [](const std::string& inside) {
    return kFirst + inside + " " + kSecond + "\n";
  };
  for (const char* call :
       {" Sign up for the Bridge Post newsletter to get all the news of the valley!",
        " Get the best of our stories delivered to your inbox.",
        " Subscribe to our newsletter. Follow us on Facebook for more pictures."}) {
    CAPTURE(call);
    CHECK(mended(said(call)) == said(""));
  }
  CHECK(mended(kFirst + " Sign up for our newsletter today.\n") == kFirst + "\n");
}

TEST_CASE("sentences with the words of widgets stay") {
  for (const char* line :
       {"Readers who subscribe to the newsletter of the parish had known of it for weeks.",
        "Share prices of the builder fell by a tenth when the news came out.",
        "Loading the stones took longer than anybody had thought.",
        "She told the council to log in to the new system before noon.",
        "Follow us, the guide called, and stepped on to the ice.",
        "In her letters to the mayor, the teacher wrote:",
        "Comments on the plan were many, and few of them were kind."}) {
    CAPTURE(line);
    CHECK(mended(between(line)) == between(line));
  }
}

TEST_CASE("headings, lists, figures and instructions stay") {
  for (const char* lines :
       {"The price of a bridge", "Why the arches moved", "Overview", "* gravel\n* stone\n* lime",
        "1921\n1954\n2003", "Anna Berg\nJohn Oduya\nMaria Lopez", "Click the green button",
        "Search for the nearest crossing", "Log in to the planning portal"}) {
    CAPTURE(lines);
    CHECK(mended(between(lines)) == between(lines));
  }
}

TEST_CASE("headlines below a list's title go, the heading that speaks of the text stays") {
  const std::string text = kFirst + "\n\nRead Next:\n\nMill Finds A Buyer After Ten Years\n\n" +
                           "Bridge arches\n\n" + kSecond + "\n";
  CHECK(mended(text) == kFirst + "\n\nBridge arches\n\n" + kSecond + "\n");
}

TEST_CASE("a text without prose, and code, stays") {
  for (const std::string& text :
       {std::string("Share\nTweet\nEmail\n"), kFirst + "\n\n```\nLoading...\n```\n\n" + kSecond}) {
    CHECK(mended(text) == text);
  }
}

TEST_CASE("edits name the sort of widget, can be taken back, and repair once") {
  const std::string text = between("Share this article\nAdvertisement");
  const EditList edits = mend_widget(text, Context::embedded(), phrases());
  REQUIRE(edits.size() == 2);
  CHECK(edits.edits()[0].rule == "widget/share");
  CHECK(edits.edits()[1].rule == "widget/ad");
  CHECK(edits.inverse().apply(edits.apply(text)) == text);
  CHECK(mended(edits.apply(text)) == edits.apply(text));
}

TEST_CASE("a line alone has a look: figures, dates, tags, calls") {
  const auto look = [](std::string_view text) {
    return look_at(text, lines_of(text)[0], phrases());
  };
  CHECK(look("86.14").number);
  CHECK(look("+1.2%").change);
  CHECK(look("March 3, 2024").number);
  CHECK(look("3 days ago").number);
  CHECK_FALSE(look("March of the ants").number);
  CHECK(look("7").integer == 7);
  CHECK(look("ACME").code);
  CHECK(look("Mill Finds A Buyer").title_case);
  CHECK(look("Like it? Sign up for our newsletter.").weight > 0.85);
  CHECK(look("The river rose by two metres in a night.").weight < 0.3);
}
