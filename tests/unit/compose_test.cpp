// Terms recovered word by word (src/spin/compose.hpp).
#include "spin/compose.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "fixtures.hpp"
#include "spin/decode.hpp"

using namespace unspin;

namespace {

// Phrases that imply "profound" -> deep, "mastering" -> learning and "woodland" -> forest.
Lexicon tortured() {
  const std::string rows =
      "profound water\tdeep water\t0.9\t-\t\t\tpps\t\t\n"
      "machine mastering\tmachine learning\t0.9\t-\t\t\tpps\t\t\n"
      "pine woodland\tpine forest\t0.9\t-\t\t\tpps\t\t\n"
      "irregular\trandom\t0.5\t-\t\t\tfamily\t\t\n";
  return Lexicon::own(build::compile(build::read_rows(rows, "tortured.tsv"), Context::embedded(),
                                     {{"deep learning", 9}, {"random forest", 9}}),
                      "x");
}

std::vector<std::string> composed(const std::string& text) {
  const std::vector<Lexicon> layers{tortured()};
  const std::vector<Token> tokens = fixtures::tokens_of(text);
  const std::vector<Composed> found = compose_terms(tokens, layers, Shares(layers, Detection{}, Tuning{}));
  std::vector<std::string> terms;
  for (const Composed& term : found) {
    CHECK(term.first < term.last);
    CHECK(term.log_share < 0);
    terms.push_back(text.substr(tokens[term.first].span.begin,
                                tokens[term.last - 1].span.end - tokens[term.first].span.begin) +
                    "=" + std::string(term.term.text));
  }
  return terms;
}

bool has(const std::vector<std::string>& terms, const std::string& term) {
  return std::find(terms.begin(), terms.end(), term) != terms.end();
}

}  // namespace

TEST_CASE("a term that no row lists is put together from words that rows know") {
  CHECK(has(composed("we use profound mastering here"), "profound mastering=deep learning"));
  CHECK(has(composed("an irregular woodland"), "irregular woodland=random forest"));
}

TEST_CASE("one changed word is enough, none is not") {
  CHECK(has(composed("a profound learning method"), "profound learning=deep learning"));
  CHECK(composed("a deep learning method").empty());
}

TEST_CASE("words that make no established term stay") {
  CHECK(composed("a profound woodland").empty());
  CHECK(composed("profound. mastering").empty());
  CHECK(composed("profound\n\nmastering").empty());
}

TEST_CASE("a hyphen may stand between the words of a term") {
  CHECK(has(composed("a profound-mastering method"), "profound-mastering=deep learning"));
}

TEST_CASE("a stretch that is a term as it stands is left alone") {
  const std::string rows = "deep water\trandom forest\t0.9\t-\t\t\tpps\t\t\n";
  const std::vector<Lexicon> layers{
      Lexicon::own(build::compile(build::read_rows(rows, "tortured.tsv"), Context::embedded(),
                                  {{"deep water", 9}}),
                   "x")};
  const std::vector<Token> tokens = fixtures::tokens_of("deep water");
  CHECK(compose_terms(tokens, layers, Shares(layers, Detection{}, Tuning{})).empty());
}

TEST_CASE("the decoder puts composed terms into a document that is spun") {
  const std::vector<Lexicon> layers{tortured()};
  const std::vector<Token> tokens =
      fixtures::tokens_of("They trained a profound mastering model on images.");
  const std::vector<Choice> choices =
      decode(tokens, layers, Context::embedded(), Detection{}, Tuning{});
  REQUIRE(choices.size() == 1);
  CHECK(choices[0].options[0].candidate.text == "deep learning");
  CHECK(choices[0].options[0].candidate.family == Lexicon::kTermFamily);
}
