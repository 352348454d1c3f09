// Established terms, the words that phrases imply, counts of phrases, and the files they are in.
#include "build/terms.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "build/phrase_counts.hpp"
#include "build/units.hpp"
#include "fixtures.hpp"
#include "unspin/error.hpp"

using namespace unspin;
using namespace unspin::build;

namespace {

std::vector<std::string> terms_of(const std::vector<std::string>& documents) {
  const Context context = Context::embedded();
  TermFinder finder(context);
  for (const std::string& text : documents) finder.survey(text);
  for (const std::string& text : documents) finder.collect(text);
  std::vector<std::string> texts;
  for (const Term& term : finder.terms(100)) texts.push_back(term.text);
  return texts;
}

const Unit* find(const std::vector<Unit>& units, const std::string& spun,
                 const std::string& original) {
  for (const Unit& unit : units) {
    if (unit.spun == spun && unit.original == original) return &unit;
  }
  return nullptr;
}

std::vector<Row> rows_of(const std::string& text) { return read_rows(text, "tortured.tsv"); }

}  // namespace

TEST_CASE("words that many documents have side by side are terms") {
  std::vector<std::string> documents;
  for (int i = 0; i < 30; ++i)
    documents.emplace_back("Our kidney transplant clinic has a butterfly for the orchestra.");
  for (int i = 0; i < 300; ++i)
    documents.emplace_back("The orchestra, and a butterfly; a marathon.");
  const std::vector<std::string> terms = terms_of(documents);
  CHECK(std::find(terms.begin(), terms.end(), "kidney transplant") != terms.end());
  CHECK(std::find(terms.begin(), terms.end(), "kidney transplant clinic") != terms.end());
  for (const std::string& term : terms) {
    CHECK(term.find("the") == std::string::npos);
    CHECK(term.find("orchestra") == std::string::npos);  // only everyday words stand beside it
  }
}

TEST_CASE("what few documents have is no term, however often they have it") {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "The kidney transplant went well. ";
  CHECK(terms_of({text, text}).empty());
}

TEST_CASE("files of terms can be read back, and malformed lines are named") {
  const std::vector<Term> terms{{"deep learning", 12}, {"random forest", 7}};
  const std::vector<Term> again = read_terms("# a comment\n\n" + to_text(terms), "x.terms");
  REQUIRE(again.size() == 2);
  CHECK(again[1].text == "random forest");
  CHECK(again[1].documents == 7);
  for (const char* bad : {"deep learning", "deep learning\t", "deep learning\tx", "\t3"})
    CHECK_THROWS_WITH_AS(read_terms(std::string("a b\t1\n") + bad, "x.terms"),
                         doctest::Contains("x.terms:2: "), SetupError);
}

TEST_CASE("phrases of as many words imply the words that stand for each other") {
  const std::vector<Unit> units =
      implied_units(rows_of("profound learning\tdeep learning\t0.9\t-\t\t\tpps\t\t\n"
                            "profound web\tdeep network\t0.9\tn\t\t\tpps\t\t\n"));
  CHECK(find(units, "profound", "deep") != nullptr);
  CHECK(find(units, "web", "network") != nullptr);
  CHECK(find(units, "webs", "networks") != nullptr);
  CHECK(find(units, "learning", "learning") == nullptr);
  CHECK(find(units, "profound", "deep")->weight > find(units, "web", "network")->weight);
}

TEST_CASE("of phrases of different length the rest between known words is a unit") {
  const std::vector<Unit> units =
      implied_units(rows_of("profound web\tdeep network\t0.9\t-\t\t\tpps\t\t\n"
                            "profound getting the hang of\tdeep learning\t0.9\t-\t\t\tpps\t\t\n"
                            "a b c d\tx y\t0.9\t-\t\t\tpps\t\t\n"));
  CHECK(find(units, "getting the hang", "learning") == nullptr);
  CHECK(find(units, "a b c d", "x y") == nullptr);
  CHECK(find(implied_units(rows_of("big information\tbig data\t0.9\t-\t\t\tpps\t\t\n"
                                   "big mathematical rule\tbig formula\t0.9\t-\t\t\tpps\t\t\n")),
             "mathematical rule", "formula") != nullptr);
}

TEST_CASE("rows of other sources imply nothing") {
  const std::string row = "profound web\tdeep network\t0.9\t-\t\t\tfamily\t\t\n";
  CHECK(implied_units(read_rows(row, "gadget.tsv")).empty());
}

TEST_CASE("phrases are counted where they stand, and counts can be read back") {
  const Lexicon lexicon =
      fixtures::lexicon_of({{"subterranean insect", "ant"}, {"creature", "ant"}});
  PhraseCounter counter(lexicon);
  counter.add("A subterranean insect is a creature. The subterranean  insect crawls.");
  counter.add("\xff creature");  // not UTF-8: not counted
  const PhraseCounts counts = counter.counts();
  CHECK(counts.counts.at("subterranean insect") == 2);
  CHECK(counts.counts.at("creature") == 1);
  const PhraseCounts again = read_phrase_counts(to_text(counts), "x.counts");
  CHECK(again.tokens == counts.tokens);
  CHECK(again.counts == counts.counts);
}

TEST_CASE("a count corrects what a model expects, as far as there is text") {
  const PhraseCounts none, some{1000, {{"ant", 9}}};
  CHECK(none.log_prior("ant", -3.0) == -3.0);
  CHECK(some.log_prior("ant", -20.0) == doctest::Approx(std::log(9.0 / 1000)).epsilon(0.01));
  CHECK(some.log_prior("bee", -2.0) == doctest::Approx(std::log(1.0 / 1000)));
  CHECK(some.log_prior("bee", -20.0) == doctest::Approx(-20.0));
}
