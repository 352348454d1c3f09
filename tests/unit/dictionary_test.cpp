// Reading dictionary source and expanding its rows (src/build/dictionary.hpp).
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "fixtures.hpp"
#include "unspin/error.hpp"

using namespace unspin;
using namespace unspin::build;

namespace {

Row row_of(const std::string& spun, const std::string& original, char pos) {
  Row row;
  row.spun = spun;
  row.original = original;
  row.pos = pos;
  row.weight = 0.5;
  return row;
}

// "spun=original" of every form, joined by "|".
std::string expanded(const std::string& spun, const std::string& original, char pos) {
  std::string out;
  for (const Pair& pair : expand(row_of(spun, original, pos)))
    out += (out.empty() ? "" : "|") + pair.spun + '=' + pair.original;
  return out;
}

std::string error_of(const std::string& text) {
  try {
    read_rows(text, "some/place/x.tsv");
  } catch (const SetupError& error) {
    return error.what();
  }
  return {};
}

constexpr const char* kGood =
    "mannequin\tmodel\t0.9\tn\tai|data,^\tdress\tdev\tyes it is\tno it is\n";

}  // namespace

TEST_CASE("a row has nine columns") {
  const std::vector<Row> rows = read_rows(std::string("# comment\n\n") + kGood, "a/b/auto.tsv");
  REQUIRE(rows.size() == 1);
  const Row& row = rows[0];
  CHECK(row.spun == "mannequin");
  CHECK(row.original == "model");
  CHECK(row.weight == 0.9);
  CHECK(row.pos == 'n');
  CHECK(row.require == "ai|data,^");
  CHECK(row.forbid == "dress");
  CHECK(row.source == "dev");
  CHECK(row.yes == "yes it is");
  CHECK(row.no == "no it is");
  CHECK(row.family == "auto");
  CHECK(row.where() == "a/b/auto.tsv:3");
}

TEST_CASE("line ends of other systems and a missing last one do no harm") {
  const std::vector<Row> rows =
      read_rows("a\tb\t.5\t-\t\t\tdev\t\t\r\nc\td\t1\t-\t\t\tdev\t\t", "x");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].no == "");
  CHECK(rows[1].line == 2);
}

TEST_CASE("a malformed row is an error that names its line") {
  const std::string good = kGood;
  CHECK(error_of(good + "a\tb\t.5\n").starts_with("some/place/x.tsv:2: 3 columns, 9 wanted"));
  CHECK(error_of("a\tb\tmuch\t-\t\t\tdev\t\t").starts_with("some/place/x.tsv:1: weight 'much'"));
  CHECK(error_of("a\tb\t0\t-\t\t\tdev\t\t").find("weight '0'") != std::string::npos);
  CHECK(error_of("a\tb\t1.1\t-\t\t\tdev\t\t").find("weight '1.1'") != std::string::npos);
  CHECK(error_of("a\tb\t.5x\t-\t\t\tdev\t\t").find("weight '.5x'") != std::string::npos);
  CHECK(error_of("a\tb\tnan\t-\t\t\tdev\t\t").find("weight 'nan'") != std::string::npos);
  CHECK(error_of("a\tb\t.5\tx\t\t\tdev\t\t").find("part of speech 'x'") != std::string::npos);
  CHECK(error_of("\tb\t.5\t-\t\t\tdev\t\t").find("empty spun") != std::string::npos);
  CHECK(error_of("a\tb\t.5\t-\ttwo words\t\tdev\t\t").find("guard") != std::string::npos);
  CHECK(error_of("a\tb\t.5\t-\t\tx||y\tdev\t\t").find("guard ''") != std::string::npos);
  CHECK(error_of("a\xFF\tb\t.5\t-\t\t\tdev\t\t").find("UTF-8") != std::string::npos);
  CHECK(error_of(good).empty());
}

TEST_CASE("a reader that collects reports every malformed row and keeps the others") {
  std::vector<Finding> findings;
  const std::vector<Row> rows =
      read_rows(std::string("bad\n") + kGood + "a\tb\t7\t-\t\t\tdev\t\t\n", "x.tsv", findings);
  CHECK(rows.size() == 1);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].line == 1);
  CHECK(findings[1].text() == "x.tsv:3: weight '7' is not a number above 0 and up to 1");
}

TEST_CASE("guards: commas join groups, bars join the guards of a group") {
  using Kind = Lexicon::GuardKind;
  const auto guards = parse_guards("^,>#|<in", "dress", "here");
  REQUIRE(guards.size() == 4);
  CHECK(guards[0].kind == Kind::kCapitalised);
  CHECK(guards[1].kind == Kind::kNumberAfter);
  CHECK(guards[2].kind == Kind::kBefore);
  CHECK(guards[2].word == token_hash("in"));
  CHECK(guards[3].kind == Kind::kWord);
  CHECK(guards[1].group == guards[2].group);
  CHECK(guards[0].group != guards[1].group);
  CHECK_FALSE(guards[2].forbids);
  CHECK(guards[3].forbids);
}

TEST_CASE("a row stands for the same form on both sides") {
  CHECK(expanded("mannequin", "model", 'n') == "mannequin=model|mannequins=models");
  CHECK(expanded("foretell", "predict", 'v').starts_with("foretell=predict|foretells=predicts|"));
  CHECK(expanded("big", "large", 'a') == "big=large|bigger=larger|biggest=largest");
  CHECK(expanded("at the same time as", "while", '-') == "at the same time as=while");
}

TEST_CASE("the head is the last word of a noun, the first of a verb, or the one with a star") {
  CHECK(expanded("neural organization", "neural network", 'n') ==
        "neural organization=neural network|neural organizations=neural networks");
  CHECK(expanded("set* of rules", "algorithm", 'n') ==
        "set of rules=algorithm|sets of rules=algorithms");
  CHECK(expanded("revel in", "enjoy", 'v').find("reveling in=enjoying") != std::string::npos);
  CHECK(expanded("really feel*", "feel", 'v').find("really felt=felt") != std::string::npos);
}

TEST_CASE("forms that fall together are one pair") {
  CHECK(expanded("cut", "put", 'v') == "cut=put|cuts=puts|cutting=putting");
}

TEST_CASE("a dictionary may be given as source or compiled") {
  const Context context = Context::embedded();
  const std::string source = "dictionary_test.source.tsv", compiled = "dictionary_test.lexicon";
  std::ofstream(source) << kGood;
  std::ofstream(compiled, std::ios::binary) << compile(read_files({source}), context);
  const Lexicon first = load_dictionary(source, context),
                second = load_dictionary(compiled, context);
  CHECK(first.entries() == 2);
  CHECK(first.digest() == second.digest());
  std::remove(source.c_str());
  std::remove(compiled.c_str());
  CHECK_THROWS_AS(load_dictionary(source, context), SetupError);
}
