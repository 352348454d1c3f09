// The detector (src/spin/detect.hpp). Exact scores are not pinned: they are tuned.
#include "spin/detect.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "fixtures.hpp"

using namespace unspin;
using fixtures::lexicon_of;

namespace {

Detection detected(const std::vector<Lexicon>& layers, std::string_view text) {
  const std::vector<Token> tokens = fixtures::tokens_of(text);
  return detect(text, tokens, layers, Context::embedded(), Tuning{});
}

Detection detected(std::string_view text) { return detected({Lexicon::embedded()}, text); }

constexpr std::string_view kCleanText =
    "The council met on Tuesday to discuss the new library. Most members liked the plan, but "
    "two of them asked how the town would pay for it. A vote is expected next month.";

}  // namespace

TEST_CASE("clean text scores low and spun text high") {
  CHECK(detected(kCleanText).score < 0.5);
  CHECK(detected(fixtures::kSpunText).score > 0.5);
}

TEST_CASE("text without a phrase of the lexicon has no evidence and no family") {
  const Detection found = detected({lexicon_of({})}, kCleanText);
  CHECK(found.evidence == 0);
  CHECK(found.families.empty());
  CHECK(found.score < 0.5);
  CHECK(detected("").score < 0.5);
  CHECK(detected("").words == 0);
}

TEST_CASE("words are counted, numbers and marks are not") {
  CHECK(detected("Two words, 3.").words == 2);
}

TEST_CASE("a repeated phrase counts once, other phrases count on their own") {
  const std::vector<Lexicon> layers{
      lexicon_of({{"subterranean insect", "ant"}, {"profound learning", "deep learning"}})};
  const double once = detected(layers, "about the subterranean insect").evidence;
  CHECK(once > 0);
  CHECK(detected(layers, "the subterranean insect and the subterranean insect").evidence ==
        doctest::Approx(once).epsilon(0.3));
  CHECK(detected(layers, "the subterranean insect uses profound learning").evidence >= once);
}

TEST_CASE("each row counts once, however often its forms occur") {
  const std::vector<Lexicon> layers{lexicon_of({{"subterranean insect", "ant", 0.97, 'n'}})};
  const double once = detected(layers, "the subterranean insect").evidence;
  const double twice =
      detected(layers, "the subterranean insect. Many subterranean insects").evidence;
  CHECK(twice == doctest::Approx(once));
}

TEST_CASE("the same evidence in a longer text says less") {
  std::string text(fixtures::kSpunText);
  const double brief = detected(text).score;
  for (int i = 0; i < 8; ++i) text.append("\n\n").append(kCleanText);
  CHECK(detected(text).score < brief);
}

TEST_CASE("the family with the evidence gets the greatest share") {
  const std::vector<Lexicon> layers{lexicon_of({{"subterranean insect", "ant"}}, "one"),
                                    lexicon_of({{"profound learning", "deep learning"}}, "two")};
  const Detection found = detected(layers, "the subterranean insect colony of the garden");
  REQUIRE(found.families.size() == 1);
  CHECK(found.families[0].first == "one");
}

TEST_CASE("a family with evidence speaks louder than its rivals, what a user adds in full") {
  Detection found;
  found.families = {{"one", 0.0}};
  CHECK(found.log_share("one", 0, Tuning{}) == doctest::Approx(0));
  CHECK(found.log_share("two", 0, Tuning{}) < 0);
  CHECK(found.log_share("two", 1, Tuning{}) == 0);
  found.rivals = false;  // the only dictionary there is
  CHECK(found.log_share("two", 0, Tuning{}) == 0);
  CHECK(found.log_share("wordnet", 0, Tuning{}) < 0);
}

TEST_CASE("families without a trace speak louder where the spinner is a stranger") {
  Detection known, stranger;
  known.families = stranger.families = {{"one", 0.0}};
  known.known = 1;
  for (const char* family : {"two", "wordnet"})
    CHECK(known.log_share(family, 0, Tuning{}) < stranger.log_share(family, 0, Tuning{}));
}

TEST_CASE("dense evidence makes a spinner known, a little of it leaves it a stranger") {
  CHECK(detected(fixtures::kSpunText).known > 0.5);
  CHECK(detected(kCleanText).known == 0);
}

TEST_CASE("the broad synonyms are no evidence") {
  const std::vector<Lexicon> layers{lexicon_of({{"subterranean insect", "ant"}}, "wordnet")};
  CHECK(detected(layers, "the subterranean insect colony").evidence == 0);
}

TEST_CASE("a phrase that clean text often has is less evidence than one that it lacks") {
  const std::string row = "subterranean insect\tant\t0.97\t-\t\t\tfamily\t\t\n";
  const auto evidence = [&](const build::PhraseCounts& counts) {
    const std::vector<Lexicon> layers{Lexicon::own(
        build::compile(build::read_rows(row, "x.tsv"), Context::embedded(), {}, counts), "x")};
    return detected(layers, "the subterranean insect colony of the garden wall").evidence;
  };
  CHECK(evidence({1000000, {{"subterranean insect", 3}}}) < evidence({1000000, {}}));
  CHECK(evidence({1000000, {{"subterranean insect", 300}}}) == 0);
}

TEST_CASE("the shares of all families add up to one") {
  double sum = 0;
  const Detection found = detected(fixtures::kSpunText);
  CHECK(found.families.size() > 0);
  for (const auto& [family, share] : found.families) {
    CHECK(share <= 0);
    sum += std::exp(share);
  }
  CHECK(sum == doctest::Approx(1));
}

TEST_CASE("a phrase that a dictionary says never to change is no evidence") {
  const std::vector<Lexicon> layers{lexicon_of({{"subterranean insect", "ant"}}),
                                    lexicon_of({{"subterranean insect", "subterranean insect"}})};
  CHECK(detected(layers, "the subterranean insect").evidence == 0);
}

TEST_CASE("a phrase whose guards are not met is no evidence") {
  const std::vector<Lexicon> layers{
      lexicon_of({{"subterranean insect", "ant", 0.97, '-', "colony", ""}})};
  CHECK(detected(layers, "the subterranean insect").evidence == 0);
  CHECK(detected(layers, "the subterranean insect colony").evidence > 0);
}

TEST_CASE("words of a fashion shop and a football field are no evidence") {
  CHECK(detected("The shop put a mannequin in the window, dressed in a red coat.").score < 0.9);
  CHECK(detected("After years of coaching football he retired to a farm.").score < 0.9);
}
