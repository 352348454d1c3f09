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

TEST_CASE("vector instructions find what plain ones find") {
  const std::vector<Lexicon> layers{Lexicon::embedded()};
  const std::vector<std::string> pieces = {
      "profound",  "learning", "of",         "the",       "in",       "an",  "exceedingly",
      "mannequin", "coaching", "{hardware}", "irregular", "woodland", "and", "a"};
  fixtures::Random random(31);
  Scan scan;
  std::vector<Hint> plain, hints;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (std::size_t n = fixtures::pick(random, 0, 40); n > 0; --n)
      text += pieces[fixtures::pick(random, 0, pieces.size() - 1)] + " ";
    scan.read(text);
    find_telling(scan, layers, plain, Target::kPlain);
    for (const Target target : {Target::kAvx2, Target::kAvx512}) {
      if (unspin::target() < target) continue;  // no such processor
      find_telling(scan, layers, hints, target);
      REQUIRE(hints.size() == plain.size());
      for (std::size_t i = 0; i < hints.size(); ++i) {
        REQUIRE(hints[i].item == plain[i].item);
        REQUIRE(hints[i].key == plain[i].key);
        REQUIRE(hints[i].most == plain[i].most);
      }
    }
  }
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
