// The lexicon run forwards (src/build/forward.hpp).
#include "build/forward.hpp"

#include <doctest/doctest.h>

#include "fixtures.hpp"

using namespace unspin;
using build::Dice;
using build::ForwardSpinner;
using fixtures::lexicon_of;

namespace {

std::string spun(const Lexicon& lexicon, const std::string& text, double intensity,
                 std::uint64_t seed = 1, std::string_view family = "test") {
  Dice dice(seed);
  const std::vector<Token> tokens = fixtures::tokens_of(text);
  return ForwardSpinner(lexicon).spin(text, tokens, family, intensity, dice).apply(text);
}

}  // namespace

TEST_CASE("at full intensity every original that is listed is replaced") {
  const Lexicon lexicon = lexicon_of({{"subterranean insect", "ant", 0.97, 'n'}});
  CHECK(spun(lexicon, "One ant met two ants.", 1) ==
        "One subterranean insect met two subterranean insects.");
  CHECK(spun(lexicon, "One ant met two ants.", 0) == "One ant met two ants.");
}

TEST_CASE("the capital of a sentence is carried over, names and addresses are spared") {
  const Lexicon lexicon = lexicon_of({{"subterranean insect", "ant"}, {"mark", "sign"}});
  CHECK(spun(lexicon, "Ant hills are high.", 1) == "Subterranean insect hills are high.");
  CHECK(spun(lexicon, "We met Ant at https://ant.example/ant today.", 1) ==
        "We met Ant at https://ant.example/ant today.");
}

TEST_CASE("only rows of the family are used, and only where their guards hold") {
  const Lexicon lexicon = lexicon_of({{"subterranean insect", "ant", 0.97, '-', "colony"}});
  CHECK(spun(lexicon, "an ant", 1) == "an ant");
  CHECK(spun(lexicon, "an ant colony", 1) == "an subterranean insect colony");
  CHECK(spun(lexicon, "an ant colony", 1, 1, "another") == "an ant colony");
}

TEST_CASE("the same seed spins alike, and taking the edits back gives the text again") {
  const Lexicon lexicon = lexicon_of({{"subterranean insect", "ant", 0.5},
                                      {"crawling creature", "ant", 0.5},
                                      {"large", "big", 0.3}});
  const std::string text = "A big ant, a big ant, a big ant and a big ant.";
  Dice dice(7);
  const EditList edits =
      ForwardSpinner(lexicon).spin(text, fixtures::tokens_of(text), "test", 0.5, dice);
  CHECK(edits.apply(text) == spun(lexicon, text, 0.5, 7));
  CHECK(edits.inverse().apply(edits.apply(text)) == text);
  CHECK(!edits.empty());
}

TEST_CASE("dice are fair enough and repeat themselves") {
  Dice dice(3), again(3);
  double sum = 0;
  for (int i = 0; i < 1000; ++i) {
    const double share = dice.share();
    CHECK(share == again.share());
    CHECK(share >= 0);
    CHECK(share < 1);
    sum += share;
  }
  CHECK(sum / 1000 == doctest::Approx(0.5).epsilon(0.1));
}
