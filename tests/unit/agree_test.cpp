// Case, hyphens, articles and inflection of what is put back (src/spin/agree.hpp).
#include "spin/agree.hpp"

#include <doctest/doctest.h>

#include "fixtures.hpp"

using namespace unspin;

namespace {

std::string fixed(const std::string& text) {
  static const std::vector<Lexicon> layers{
      fixtures::lexicon_of({{"mannequin", "model", 0.97, 'n'},
                            {"profound learning", "deep learning"},
                            {"coaching", "training"},
                            {"might", "May", 0.97, '-', "^,>#|<#"},
                            {"couldn't full", "could not complete"},
                            {"utilise", "use", 0.97, 'v'},
                            {"utilisation", "use", 0.97, 'n'},
                            {"associate degree", "an"},
                            {"insect framework", "ant system", 0.97, 'n'},
                            {"made-up intelligence", "AI"},
                            {"ai calculation", "machine learning algorithm", 0.97, 'n'},
                            {"huge information", "big data"},
                            {"timetable", "hour", 0.97, 'n'},
                            {"arbitrary timberland", "random forest", 0.97, 'n'}})};
  return fixtures::repaired_by(layers, text);
}

}  // namespace

TEST_CASE("the case of the phrase is carried over to the original") {
  CHECK(fixed("They use profound learning.") == "They use deep learning.");
  CHECK(fixed("Profound learning is new.") == "Deep learning is new.");
  CHECK(fixed("A Guide to Profound Learning") == "A Guide to Deep Learning");
  CHECK(fixed("A GUIDE TO PROFOUND LEARNING") == "A GUIDE TO DEEP LEARNING");
}

TEST_CASE("one original of several words takes the capitals of a title") {
  CHECK(fixed("The Best Ai Calculation for Schools") ==
        "The Best Machine Learning Algorithm for Schools");
}

TEST_CASE("an original with capitals of its own keeps them") {
  CHECK(fixed("They use made-up intelligence at work.") == "They use AI at work.");
  CHECK(fixed("It was released in Might 2025.") == "It was released in May 2025.");
}

TEST_CASE("a word in small letters does not become a month") {
  CHECK(fixed("It might rain 2 days.") == "It might rain 2 days.");
}

TEST_CASE("hyphens that stood for spaces stay") {
  CHECK(fixed("a profound-learning course") == "a deep-learning course");
}

TEST_CASE("an article before an edit fits what follows it") {
  CHECK(fixed("We built an arbitrary timberland there.") == "We built a random forest there.");
  CHECK(fixed("We built a made-up intelligence tool.") == "We built an AI tool.");
  CHECK(fixed("It is an utilisation of space.") == "It is a use of space.");
  CHECK(fixed("A made-up intelligence tool helps.") == "An AI tool helps.");
}

TEST_CASE("an article at the end of an edit fits what follows it") {
  CHECK(fixed("It is associate degree owl.") == "It is an owl.");
  CHECK(fixed("It is associate degree useful tool.") == "It is a useful tool.");
}

TEST_CASE("an article between two edits fits the second") {
  CHECK(fixed("It is associate degree arbitrary timberland of trees.") ==
        "It is a random forest of trees.");
}

TEST_CASE("an article that nothing changed behind stays, right or wrong") {
  CHECK(fixed("He is a honest man with an car.") == "He is a honest man with an car.");
}

TEST_CASE("plurals and possessives are carried over") {
  CHECK(fixed("The mannequins of the lab are large.") == "The models of the lab are large.");
  CHECK(fixed("The mannequin's training data is large.") == "The model's training data is large.");
  CHECK(fixed("The mannequin\u2019s training data is large.") ==
        "The model\u2019s training data is large.");
}

TEST_CASE("tenses are carried over") {
  CHECK(fixed("They utilised the tool.") == "They used the tool.");
  CHECK(fixed("She utilises the tool.") == "She uses the tool.");
  CHECK(fixed("We are utilising the tool.") == "We are using the tool.");
}

TEST_CASE("contractions in a phrase match both apostrophes") {
  CHECK(fixed("He couldn't full a test.") == "He could not complete a test.");
  CHECK(fixed("He couldn\u2019t full a test.") == "He could not complete a test.");
}

TEST_CASE("edits name their family, articles have a rule of their own") {
  const std::vector<Lexicon> layers{fixtures::lexicon_of({})};
  Options options;
  options.assume_spun = true;
  const Engine engine(options, layers, Context::embedded());
  Scratch scratch;
  const Result result = engine.process("This is a counterfeit consciousness system.", scratch);
  REQUIRE(result.edits.size() == 2);
  CHECK(result.edits.edits()[0].rule == "article");
  CHECK(result.edits.edits()[0].after == "an");
  CHECK(result.edits.edits()[1].rule == "spin/test");
}

TEST_CASE("an stands before vowel sounds, not before vowel letters") {
  for (const char* word :
       {"apple", "hour",        "honest", "heir", "AI",       "FBI",     "MRI",       "HTML",
        "8",     "11",          "18",     "x",    "umbrella", "unusual", "uninvited", "elephant",
        "only",  "unimportant", "80",     "SMS",  "LLM",      "18th",    "11,000"}) {
    CAPTURE(std::string(word));
    CHECK(takes_an(word));
  }
  for (const char* word :
       {"house", "unique", "university", "European", "user",  "useful", "one",    "once",
        "UK",    "US",     "EU",         "GPU",      "model", "year",   "united", "1",
        "7",     "CPU",    "unicorn",    "RAM",      "USB",   "URL",    "1800",   "NASA"}) {
    CAPTURE(std::string(word));
    CHECK_FALSE(takes_an(word));
  }
  CHECK_FALSE(takes_an(""));
}
