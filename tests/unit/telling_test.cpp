// Telling phrases by items (src/spin/telling.hpp): no verdict is missed.
#include "spin/telling.hpp"

#include <doctest/doctest.h>

#include "fixtures.hpp"
#include "spin/detect.hpp"
#include "spin/score.hpp"

using namespace unspin;

namespace {

std::vector<Hint> hints_of(std::string_view text) {
  Scan scan;
  scan.read(text);
  std::vector<Hint> hints;
  find_telling(scan, std::vector<Lexicon>{Lexicon::embedded()}, hints);
  return hints;
}

}  // namespace

TEST_CASE("a telling phrase is found however it is spelled and joined") {
  for (const std::string text :
       {"on profound learning", "on Profound Learning", "a profound-learning", "profound\nlearning",
        "PROFOUND LEARNING'S end"}) {
    CAPTURE(text);
    const std::vector<Hint> hints = hints_of(text);
    REQUIRE(!hints.empty());
    CHECK(hints[0].most > 0);
    CHECK(hints[0].key == telling_keys("profound learning").whole);
  }
  CHECK(hints_of("The river was deep, and we learned to swim in it.").empty());
}

TEST_CASE("a phrase with marks is looked for beside marks only") {
  CHECK(hints_of("the {hardware} of it").size() > hints_of("the hardware of it").size());
}

TEST_CASE("the evidence of a window is never more than its hints allow") {
  const std::vector<Lexicon> layers{Lexicon::embedded()};
  const Tuning tuning;
  const std::string spun(fixtures::kSpunText);
  for (const std::string& text :
       {spun, spun + "\n\n" + spun, std::string("The profound learning mannequin of the firm."),
        std::string("Square measure is what they call it in an exceedingly small shop.")}) {
    CAPTURE(text);
    Scan scan;
    scan.read(text);
    std::vector<Hint> hints;
    find_telling(scan, layers, hints);
    const std::vector<Token> tokens = fixtures::tokens_of(text);
    const Detection found = detect(text, tokens, layers, Context::embedded(), tuning);
    double most = 0;
    for (const Hint& hint : hints) most += double{hint.most};
    CHECK(found.evidence <= most + 1e-6);
    if (found.evidence >= least_evidence(found.words, tuning))
      CHECK(TellingWindows(scan, hints, tuning).may_be_spun(text.size()));
  }
}

TEST_CASE("letters that fold to others, and combining marks, are odd") {
  for (const std::string text : {"Stra\u00DFe", "e\u0301", "\uFB01n", "\u212A", "\u017Fo"}) {
    CAPTURE(text);
    Scan scan;
    scan.read(text);
    CHECK(has_odd_letters(scan));
  }
  for (const std::string text : {"plain", "caf\u00E9 \u201Cyes\u201D \u2014 \u20AC5"}) {
    Scan scan;
    scan.read(text);
    CHECK(!has_odd_letters(scan));
  }
}
