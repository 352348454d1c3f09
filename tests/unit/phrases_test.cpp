// The list of phrases (src/mend/phrases.hpp, dictionaries/en/widgets.phrases).
#include "mend/phrases.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "unspin/error.hpp"

using namespace unspin;

namespace {

double weight(const Phrases& phrases, std::string_view line) {
  const Phrases::Row* row = phrases.find(phrase_words(line), Phrases::Where::kLine);
  return row ? row->weight : 0;
}

}  // namespace

TEST_CASE("words are compared without case, edges of punctuation, bullets, curly apostrophes") {
  using Words = std::vector<std::string>;
  CHECK(phrase_words("  See Also: ") == Words{"see", "also"});
  CHECK(phrase_words("\u2022 Don\u2019t Miss \u2014 this!") == Words{"don't", "miss", "this"});
  CHECK(phrase_words("Terms | Privacy/Help") == Words{"terms", "privacy", "help"});
  CHECK(phrase_words("+1.2% of $5") == Words{"+1.2%", "of", "$5"});
  CHECK(phrase_words("\u00A92024 Us") == Words{"\u00A9", "2024", "us"});
  CHECK(phrase_words("one two three", 2).empty());
  CHECK(phrase_words("... - |").empty());
}

TEST_CASE("a star stands for any words, <n> for a number, ? for one word") {
  const Phrases list = Phrases::parse(
      "share * now\tshare\tline\t0.9\tany\n"
      "<n> replies\tforum\tline\t0.8\tforum\n"
      "? wrote\tforum\tline\t0.7\tforum\n");
  CHECK(weight(list, "Share now") == 0.9);
  CHECK(weight(list, "Share this with others now") == 0.9);
  CHECK(weight(list, "Share now or never") == 0);
  CHECK(weight(list, "12 replies") == 0.8);
  CHECK(weight(list, "Some replies") == 0);
  CHECK(weight(list, "Anna wrote:") == 0.7);
  CHECK(weight(list, "She often wrote:") == 0);
}

TEST_CASE("the heaviest row that fits speaks, and only in its place") {
  const Phrases list = Phrases::parse(
      "# a comment\n\nread *\tmore\tline\t0.5\tany\nread next\tmore\tline\t0.9\tany\n"
      "read also\tmore\tstart\t0.8\tany\n");
  CHECK(weight(list, "Read next") == 0.9);
  CHECK(weight(list, "Read on") == 0.5);
  CHECK(list.find({"read", "also"}, Phrases::Where::kStart)->weight == 0.8);
  CHECK(list.find({}, Phrases::Where::kLine) == nullptr);
  CHECK(Phrases().find({"read"}, Phrases::Where::kLine) == nullptr);
}

TEST_CASE("malformed rows are refused") {
  for (const char* row :
       {"a\tshare\tline\t0.9\n", "a\tshare\tnowhere\t0.9\tany\n", "a\tshare\tline\t0\tany\n",
        "a\tshare\tline\tmuch\tany\n", "a\tshare\tline\t1.5\tany\n"}) {
    CAPTURE(row);
    CHECK_THROWS_AS(Phrases::parse(row), SetupError);
  }
}

TEST_CASE("the shipped list is sound, and parsed while nobody waits") {
  const auto begin = std::chrono::steady_clock::now();
  const Phrases list = Phrases::embedded();
  const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
  CHECK(time.count() < 50);  // a millisecond or two; sanitizers and loaded machines take longer
  CHECK(weight(list, "Loading...") > 0.9);
  CHECK(list.word_weight("php", "topic") == 1);
  CHECK(list.word_weight("newsletter", "word") > 0.9);
  CHECK(list.word_weight("river", "topic") == 0);
  CHECK_FALSE(list.marks("server").empty());
}
