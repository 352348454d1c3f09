// The linter and the runner of examples (src/build/lint.hpp, check.hpp): bad rows, found by line.
#include "build/lint.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "build/check.hpp"
#include "fixtures.hpp"

using namespace unspin;
using namespace unspin::build;

namespace {

// Everything the linter says of rows, one finding a line.
std::string linted(const std::string& text) {
  std::string out;
  for (const Finding& finding : lint(text, "d.tsv", Context::embedded()))
    out += finding.text() + "\n";
  return out;
}

// True when exactly one finding is made, on `line`, and it says `what`.
bool only(const std::string& text, int line, const std::string& what) {
  const std::string said = linted(text);
  const bool good = std::count(said.begin(), said.end(), '\n') == 1 &&
                    said.starts_with("d.tsv:" + std::to_string(line) + ": ") &&
                    said.find(what) != std::string::npos;
  if (!good) MESSAGE(said);
  return good;
}

// A row of a rare phrase, so that only what a test changes is wrong.
std::string row(const std::string& spun, const std::string& original,
                const std::string& weight = ".5", const std::string& rest = "-\t\t\tdev\t\t") {
  return spun + '\t' + original + '\t' + weight + '\t' + rest + '\n';
}

const std::string kFirst = row("aardvark mastering", "machine learning");

std::vector<Place> places(const std::string& text, const std::string& phrase) {
  return find_phrase(fixtures::tokens_of(text), phrase);
}

}  // namespace

TEST_CASE("good rows are clean") {
  CHECK(linted(kFirst + row("gadget mastering", "machine learning", ".9")) == "");
  CHECK(linted("# a comment\n" + kFirst) == "");
}

TEST_CASE("every malformed row is found, not only the first") {
  const std::string said = linted("x\n" + kFirst + "y\tz\n");
  CHECK(said.find("d.tsv:1: 1 columns") != std::string::npos);
  CHECK(said.find("d.tsv:3: 2 columns") != std::string::npos);
}

TEST_CASE("duplicates are found, also where only the spelling differs") {
  CHECK(only(kFirst + kFirst, 2, "duplicate of line 1"));
  CHECK(only(row("Aardvark mastering", "machine learning", ".3") +
                 row("aardvark mastering", "machine learning", ".3"),
             2, "equal after folding to line 1"));
}

TEST_CASE("a capital that a guard asks for makes another row") {
  CHECK(linted(row("aardvarkly", "May", ".4", "-\t^\t\tdev\t\t") +
               row("aardvarkly", "may", ".4")) == "");
}

TEST_CASE("notes and alternatives left in a phrase are found") {
  CHECK(only(row("aardvark (noun)", "machine"), 1, "a note"));
  CHECK(only(row("aardvark mastering", "machine [learning]"), 1, "a note"));
  CHECK(only(row("aardvark mastering", "machine|deep"), 1, "a note"));
  CHECK(linted(row("aardvark {hardware}", "hardware")) == "");
}

TEST_CASE("swapped pairs are found where the reverse row exists") {
  CHECK(linted(row("large", "gargantuan", ".1", "-\t\t\tfamily\tit is large\tit is large")) == "");
  CHECK(only(row("gargantuan", "large") +
                 row("large", "gargantuan", ".1", "-\t\t\tfamily\tit is large\tit is large"),
             2, "swapped?"));
}

TEST_CASE("a common word that stands for an unknown one is absurd") {
  CHECK(only(row("house", "zqxjkvian", ".1", "-\t\t\tfamily\ta house\ta house"), 1, "swapped?"));
}

TEST_CASE("sides that are equal after folding are found, identity and lost capitals are not") {
  CHECK(only(row("Aardvarks' mastering", "aardvarks\u2019 mastering"), 1, "equal after folding"));
  CHECK(linted(row("aardvark mastering", "aardvark mastering", "1")) == "");
  CHECK(linted(row("AARDVARK to", "aardvark to", ".5", "-\t^\t\tdev\t\t")) == "");
}

TEST_CASE("rows out of order are found") {
  CHECK(only(row("zebra mastering", "machine learning") + kFirst, 2, "order"));
  // By bytes: capitals come first.
  CHECK(linted(row("Zebra mastering", "machine learning") + kFirst) == "");
}

TEST_CASE("missing and unknown sources are found") {
  CHECK(only(row("aardvark mastering", "machine learning", ".5", "-\t\t\t\t\t"), 1, "no source"));
  CHECK(only(row("aardvark mastering", "machine learning", ".5", "-\t\t\thearsay\t\t"), 1,
             "unknown source 'hearsay'"));
}

TEST_CASE("malformed guards are found") {
  CHECK(only(row("aardvark mastering", "machine learning", ".5", "-\t>two words\t\tdev\t\t"), 1,
             "guard '>two words'"));
}

TEST_CASE("a common word needs a negative example, and a positive one where it claims much") {
  const std::string neither = linted(row("house", "building", ".6"));
  CHECK(neither.find("without a 'no'") != std::string::npos);
  CHECK(neither.find("without a 'yes'") != std::string::npos);
  CHECK(only(row("house", "building", ".6", "-\t\t\tdev\tour house\t"), 1, "without a 'no'"));
  CHECK(only(row("house", "building", ".6", "-\t\t\tdev\t\tour house"), 1, "without a 'yes'"));
  CHECK(linted(row("house", "building", ".2", "-\t\t\tdev\t\tour house")) == "");
  // Examples of one row serve all rows of the word.
  CHECK(linted(row("house", "building", ".4", "-\t\t\tdev\tour house\tour house") +
               row("house", "hut", ".1")) == "");
}

TEST_CASE("weights that add up to more than one are found") {
  CHECK(only(row("aardvark mastering", "deep learning", ".6") +
                 row("aardvark mastering", "machine learning", ".6"),
             2, "add up to 1.20"));
  CHECK(linted(row("aardvarks", "models", ".6") +
               row("aardvarks", "train", ".6", "v\t\t\tdev\t\t")) == "");
}

TEST_CASE("leading, trailing and double spaces are found") {
  CHECK(only(row(" aardvark mastering", "machine learning"), 1, "space in spun"));
  CHECK(only(row("aardvark mastering", "machine learning "), 1, "space in original"));
  CHECK(only(row("aardvark mastering", "machine  learning"), 1, "space in original"));
}

TEST_CASE("examples without their phrase are found") {
  CHECK(only(row("aardvark mastering", "machine learning", ".5", "-\t\t\tdev\tnothing of it\t"), 1,
             "yes example without"));
  CHECK(linted(row("aardvark", "model", ".5", "n\t\t\tdev\ttwo aardvarks\t")) == "");
}

TEST_CASE("a misplaced star is found") {
  CHECK(only(row("set* of* aardvarks", "algorithm", ".5", "n\t\t\tdev\t\t"), 1, "head word"));
  CHECK(only(row("set* of aardvarks", "algorithm"), 1, "head word"));
}

TEST_CASE("chains and loops are listed as warnings") {
  const std::vector<Row> rows =
      read_rows(row("able to", "capable of") + row("capable of", "able to") +
                    row("equipped for", "capable of"),
                "d.tsv");
  const std::vector<Finding> found = chains(rows);
  REQUIRE(found.size() == 2);
  CHECK(found[0].what == "loop: 'able to' -> 'capable of' -> 'able to' (line 2)");
  CHECK(found[1].what == "chain: 'equipped for' -> 'capable of' -> 'able to' (line 2)");
  CHECK_FALSE(found[0].error);
}

TEST_CASE("a phrase is found under the rules of matching") {
  CHECK(places("a big house, big-house", "big house") == std::vector<Place>{{1, 3}, {4, 7}});
  CHECK(places("big\n\nhouse", "big house").empty());
  CHECK(places("big--house", "big house").empty());
  CHECK(places("third-party", "third-party").size() == 1);
  CHECK(places("third party", "third-party").empty());
}

TEST_CASE("examples that hold pass, others are told by line with what came out") {
  const std::vector<Row> rows = read_rows(
      row("gadget mastering", "machine learning", ".97",
          "-\t\t\tdev\tWe use gadget mastering to sort the mail.\tWe use gadget mastering too.") +
          row("quokka", "zebra", ".02", "n\t\t\tdev\tIt is a quokka.\tIt is a quokka."),
      "d.tsv");
  const ExampleReport report = check_examples(rows, Context::embedded());
  CHECK(report.passed == 2);
  REQUIRE(report.failures.size() == 2);
  CHECK(report.failures[0].text() ==
        "d.tsv:1: no: 'We use gadget mastering too.' became 'We use machine learning too.'");
  CHECK(report.failures[1].line == 2);
  CHECK(report.failures[1].yes);
}

TEST_CASE("a sentence that lacks the phrase proves nothing") {
  const std::vector<Row> rows = read_rows(
      row("gadget mastering", "machine learning", ".97", "-\t\t\tdev\tmachine learning\tnothing"),
      "d.tsv");
  CHECK(check_examples(rows, Context::embedded()).failures.size() == 2);
}
