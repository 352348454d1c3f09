// Candidates and the decoder (src/spin/options.hpp, decode.hpp). Scores are not pinned.
#include <doctest/doctest.h>

#include "fixtures.hpp"
#include "spin/options.hpp"

using namespace unspin;
using fixtures::lexicon_of;
using fixtures::repaired_by;
using fixtures::ShortRow;

namespace {

std::vector<Choice> decoded(const std::vector<Lexicon>& layers, std::string_view text) {
  const std::vector<Token> tokens = fixtures::tokens_of(text);
  const Context context = Context::embedded();
  const Detection detection = detect(text, tokens, layers, context, Tuning{});
  return decode(tokens, layers, context, detection, Tuning{});
}

constexpr const char* kText =
    "We use profound learning and counterfeit consciousness to find the subterranean insect.";

std::vector<Lexicon> layers_of() {
  return {lexicon_of({{"profound learning", "deep learning"},
                      {"subterranean insect", "ant", 0.6},
                      {"subterranean insect", "ant lion", 0.2}})};
}

}  // namespace

TEST_CASE("the choices are in order and disjoint, with a posterior for each option") {
  const std::vector<Lexicon> layers = layers_of();
  const std::vector<Choice> choices = decoded(layers, kText);
  REQUIRE(choices.size() >= 2);
  std::uint32_t at = 0;
  for (const Choice& choice : choices) {
    CHECK(choice.match.first >= at);
    at = choice.match.last;
    REQUIRE(choice.posteriors.size() == choice.options.size());
    double sum = 0;
    for (const double posterior : choice.posteriors) {
      CHECK(posterior >= 0);
      sum += posterior;
    }
    CHECK(sum <= 1 + 1e-9);
  }
  CHECK(choices[0].options[0].candidate.text == "deep learning");
}

TEST_CASE("text without candidates gives no choices") {
  const std::vector<Lexicon> layers = layers_of();
  CHECK(decoded(layers, "Nothing to see here.").empty());
  CHECK(decoded(layers, "").empty());
}

TEST_CASE("context chooses among the originals of a phrase") {
  const std::vector<Lexicon> layers{
      lexicon_of({{"bright", "smart", 0.48}, {"bright", "sunny", 0.48}})};
  CHECK(repaired_by(layers, "He put the bright phone into his pocket.").find("smart phone") !=
        std::string::npos);
  CHECK(repaired_by(layers, "It was a warm and bright day.").find("sunny day") !=
        std::string::npos);
}

TEST_CASE("the longer phrase wins over the shorter one in it when it explains more") {
  const std::vector<Lexicon> layers{lexicon_of(
      {{"huge", "large", 0.4}, {"huge information", "big data"}, {"information", "news", 0.2}})};
  CHECK(repaired_by(layers, "They analyse huge information in the cloud.") ==
        "They analyse big data in the cloud.");
}

TEST_CASE("later layers win over earlier ones") {
  const Lexicon first = lexicon_of({{"profound learning", "shallow learning"}});
  const Lexicon second = lexicon_of({{"profound learning", "deep learning"}});
  const std::string text = "We use profound learning here.";
  CHECK(repaired_by({first, second}, text) == "We use deep learning here.");
  CHECK(repaired_by({second, first}, text) == "We use shallow learning here.");
}

TEST_CASE("a row with two equal sides switches a phrase off, and what overlaps it") {
  const Lexicon first = lexicon_of({{"profound learning", "deep learning"}, {"learning", "study"}});
  const std::string text = "We use profound learning here.";
  CHECK(repaired_by({first}, text) != text);
  CHECK(repaired_by({first, lexicon_of({{"profound learning", "profound learning"}})}, text) ==
        text);
}

TEST_CASE("guards switch a row on and off") {
  const std::vector<Lexicon> layers{
      lexicon_of({{"profound learning", "deep learning", 0.97, '-', "network", "school"}})};
  CHECK(repaired_by(layers, "The network uses profound learning.") ==
        "The network uses deep learning.");
  CHECK(repaired_by(layers, "The team uses profound learning.") ==
        "The team uses profound learning.");
  CHECK(repaired_by(layers, "The school network uses profound learning.") ==
        "The school network uses profound learning.");
}

TEST_CASE("phrases that the detector has no evidence of a family for are weighed down") {
  const std::vector<Lexicon> layers = layers_of();
  const std::vector<Token> tokens = fixtures::tokens_of(kText);
  Detection sure, unsure;
  sure.families = {{"test", 0.0}};
  unsure.families = {{"another", 0.0}};
  sure.known = unsure.known = 1;
  const std::vector<Site> with = find_sites(tokens, layers, Context::embedded(), sure, Tuning{});
  const std::vector<Site> without =
      find_sites(tokens, layers, Context::embedded(), unsure, Tuning{});
  REQUIRE(with.size() == without.size());
  CHECK(with[0].options[0].channel > without[0].options[0].channel);
}

TEST_CASE("the heavier of two rows in different families counts, and options are not doubled") {
  const std::vector<Lexicon> layers{layers_of()};
  const std::vector<Token> tokens = fixtures::tokens_of("a subterranean insect");
  const std::vector<Site> sites = find_sites(tokens, layers, Context::embedded(), {}, Tuning{});
  REQUIRE(sites.size() == 1);
  CHECK(sites[0].options.size() == 2);
  CHECK(sites[0].match.first == 1);
  CHECK(sites[0].match.last == 3);
}

TEST_CASE("a sentence starts at the beginning, behind its end, and on a new line") {
  const std::vector<Token> tokens = fixtures::tokens_of("One two. Three? Four\nfive, six\n\nseven");
  std::string starts;
  for (std::size_t i = 0; i < tokens.size(); ++i) starts += starts_sentence(tokens, i) ? '1' : '0';
  CHECK(starts == "1001011001");
}

TEST_CASE("decoding is deterministic") {
  const std::vector<Lexicon> layers = layers_of();
  const std::vector<Choice> a = decoded(layers, kText), b = decoded(layers, kText);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i].posteriors == b[i].posteriors);
}

TEST_CASE("a preposition changes with the phrase before it, and only with it") {
  const std::vector<Lexicon> layers{lexicon_of({{"fixated", "focused", 0.97}})};
  CHECK(repaired_by(layers, "The report fixated at the needs of small farms.") ==
        "The report focused on the needs of small farms.");
  CHECK(repaired_by(layers, "The report fixated on the needs of small farms.") ==
        "The report focused on the needs of small farms.");
  CHECK(repaired_by(layers, "The report looked at the needs of small farms.") ==
        "The report looked at the needs of small farms.");
}

TEST_CASE("the number of a verb changes with the phrase before it, and only with it") {
  const std::vector<Lexicon> layers{
      lexicon_of({{"subterranean insect", "people", 0.97}, {"summon", "results", 0.97}})};
  CHECK(repaired_by(layers, "We know that subterranean insect is more likely to go there.") ==
        "We know that people are more likely to go there.");
  CHECK(repaired_by(layers, "The summon is shown below.") == "The results are shown below.");
  CHECK(repaired_by(layers, "The results is shown below.") == "The results is shown below.");
}

TEST_CASE("where little of a text is changed, every edit is less probable") {
  Options options;
  options.min_score = 0;  // spun, as far as the verdict goes
  options.flag_all = true;
  const Engine engine(options, {lexicon_of({{"coaching", "training", 0.6}})}, Context::embedded());
  const auto confidence = [&](const std::string& text, const Engine& with) {
    Scratch scratch;
    const std::vector<Flag> flags = with.process(text, scratch).flags;
    REQUIRE(flags.size() == 1);
    return flags[0].confidence;
  };
  const std::string spun = "The coaching of the network took two days.";
  std::string text = spun;
  for (int i = 0; i < 12; ++i)
    text += "\n\nIt rained all day, and nobody came to see the new house.";
  CHECK(confidence(text, engine) < confidence(spun, engine));
  options.assume_spun = true;  // then nobody knows how much
  const Engine assuming(options, engine.layers(), Context::embedded());
  CHECK(confidence(text, assuming) == confidence(spun, assuming));
}

TEST_CASE("a phrase that the spinner would have replaced is less likely the author's own") {
  // In one lexicon "huge" is an original too: an author's "huge" would have become "colossal".
  const ShortRow row{"huge", "big", 0.3};
  const std::vector<Lexicon> plain{lexicon_of({row})};
  const std::vector<Lexicon> replaced{lexicon_of({row, {"colossal", "huge", 0.9}})};
  const std::vector<Token> tokens = fixtures::tokens_of("a huge house");
  Detection known;
  known.families = {{"test", 0.0}};
  known.known = 1;
  const auto channel = [&](const std::vector<Lexicon>& layers) {
    const auto sites = find_sites(tokens, layers, Context::embedded(), known, Tuning{});
    REQUIRE(sites.size() == 1);
    return sites[0].options[0].channel;
  };
  CHECK(channel(replaced) > channel(plain));
}
