// What holds for all removals together (src/mend/mend.hpp).
#include <doctest/doctest.h>

#include <set>

#include "core/embedded.hpp"
#include "core/unicode.hpp"
#include "fixtures.hpp"
#include "removal_pages.hpp"

using namespace unspin;
using namespace unspin::fixtures;

namespace {

Options corpus() {
  Options options;
  options.passes = kAllPasses | kRemovalPasses;
  return options;
}

// Lines of pages and bytes that break them, in any order.
std::string random_page(Random& random) {
  static const std::vector<std::string> pieces = {kFirst,
                                                  kSecond,
                                                  kThird,
                                                  kFirst,
                                                  "> " + kSecond,
                                                  "Loading...",
                                                  "Share",
                                                  "Facebook",
                                                  "Reply",
                                                  "Read Next:",
                                                  "Mill Finds A Buyer After Ten Years",
                                                  "86.14",
                                                  "Array",
                                                  "(",
                                                  "[a] => /var/www",
                                                  ")",
                                                  "{\"a\": 1}",
                                                  "",
                                                  "",
                                                  " \u00A0",
                                                  "Well-known member",
                                                  "stonemason",
                                                  "* stone",
                                                  "```",
                                                  "    indented",
                                                  "\xFF\xFE",
                                                  "Sign up for our newsletter. " + kThird,
                                                  "\u201CIt rained.\u201D",
                                                  "Traceback (most recent call last):",
                                                  "Advertisement",
                                                  "\t",
                                                  "Back",
                                                  "Top"};
  std::string page;
  for (std::size_t n = pick(random, 0, 16); n > 0; --n) {
    page += pieces[pick(random, 0, pieces.size() - 1)];
    if (n > 1 || pick(random, 0, 1) == 0) page += pick(random, 0, 9) == 0 ? "\r\n" : "\n";
  }
  return page;
}

}  // namespace

TEST_CASE("edits of pages fit, can be taken back, keep to code points, and repair once") {
  Random random(7);
  const Engine engine(corpus());
  Scratch scratch;
  for (int i = 0; i < 1500; ++i) {
    const std::string page = random_page(random);
    CAPTURE(page);
    const Result result = engine.process(page, scratch);
    REQUIRE(result.edits.fits(page));
    const std::string out = result.edits.apply(page);
    REQUIRE(result.edits.inverse().apply(out) == page);
    REQUIRE(engine.process(out, scratch).edits.apply(out) == out);
  }
}

TEST_CASE("nothing is removed unless it is asked for") {
  const std::string page = between("Loading...\nAdvertisement");
  CHECK(process(page).edits.empty());
  CHECK(process(page, corpus()).edits.apply(page) == kWithout);
}

TEST_CASE("dumps go before words in them are taken for damaged ones") {
  const std::string page =
      "Array\n(\n    [path] => /a.The/b.And.php\n    [root] => /var/www\n)\n\n" + kFirst + "\n";
  const Result result = process(page, corpus());
  REQUIRE(result.edits.size() == 1);
  CHECK(result.edits.edits()[0].rule == "dump/print_r");
}

TEST_CASE("a line with bytes that are no text stays, its neighbours go") {
  const std::string page =
      kFirst + "\n\nRead Next: caf\xE9 and more\n\nLoading...\n\n" + kSecond + "\n";
  const Result result = process(page, corpus());
  const std::string out = result.edits.apply(page);
  CHECK(out.find("Read Next: caf\xE9 and more") != std::string::npos);
  CHECK(out.find("Loading") == std::string::npos);
  for (const Edit& edit : result.edits.edits())
    CHECK(unicode::valid_prefix(edit.before) == edit.before.size());
}

TEST_CASE("what the first round leaves at the end of a page goes in the next") {
  // "Top" has no company before the repeated paragraph behind it is gone.
  const std::string page =
      kFirst + "\n\n" + kSecond + "\n\nBack\n\n" + kFirst + "\n\nTop\n\n" + kSecond + "\n";
  CHECK(process(page, corpus()).edits.apply(page) == kFirst + "\n\n" + kSecond + "\n");
}

TEST_CASE("the shipped phrases are written once, in the words that lines are compared by") {
  std::set<std::string_view> seen;
  const std::string_view list = embedded_phrases();
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find('\n', begin), list.size());
    const std::string_view line = list.substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    CAPTURE(line);
    const std::size_t where = line.find('\t', line.find('\t') + 1) + 1;
    CHECK(seen.insert(line.substr(0, line.find('\t', where))).second);
    if (line.substr(where).starts_with("anywhere")) continue;
    std::string words;
    for (const std::string& word : phrase_words(line.substr(0, line.find('\t')))) words += word;
    std::string pattern(line.substr(0, line.find('\t')));
    for (const char* mark : {" ", "*", "?", "<n>"}) {
      for (std::size_t at = pattern.find(mark); at != std::string::npos; at = pattern.find(mark))
        pattern.erase(at, std::string_view(mark).size());
    }
    std::string plain = words;
    for (std::size_t at = plain.find("<n>"); at != std::string::npos; at = plain.find("<n>"))
      plain.erase(at, 3);
    const bool numbered = line.find("<n>") != std::string_view::npos;
    CHECK_MESSAGE((plain == pattern || numbered), "a word that no line can have");
  }
}
