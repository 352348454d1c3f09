// Counts of a run (src/cli/counts).
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/counts.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

Counts some_counts() {
  Result result;
  result.edits.add({{0, 1}, "a", "b", "glue", 1.0});
  result.edits.add({{2, 3}, "a", "b", "spin/autoblog", 1.0});
  result.edits.add({{4, 5}, "a", "b", "glue+spin/autoblog+spin/gadget", 1.0});
  result.assessment.words = 7;
  result.flags.push_back({{0, 1}, "a", "spin/gadget", "why", 0.3, {}});
  result.issues.push_back({Issue::Kind::kInvalidUtf8, 0, 3});
  result.issues.push_back({Issue::Kind::kTooLarge, 0, 100});
  Counts counts;
  counts.words = 0;
  counts.add(result);
  counts.add_verdict(true, "autoblog");
  counts.add_verdict(true, "");
  counts.add_verdict(false, "gadget");
  ++counts.bad_records["not valid JSON"];
  return counts;
}

}  // namespace

TEST_CASE("edits are counted by the whole rule, and by each family in it") {
  const Counts counts = some_counts();
  CHECK(counts.edits == 3);
  CHECK(counts.edits_by_rule ==
        Counts::ByName{{"glue", 1}, {"spin/autoblog", 1}, {"glue+spin/autoblog+spin/gadget", 1}});
  CHECK(counts.edits_by_family == Counts::ByName{{"autoblog", 2}, {"gadget", 1}});
}

TEST_CASE("records are counted once, the spun ones by their family") {
  const Counts counts = some_counts();
  CHECK(counts.records == 3);
  CHECK(counts.spun == 2);
  CHECK(counts.spun_by_family == Counts::ByName{{"autoblog", 1}, {"unknown", 1}});
}

TEST_CASE("the JSON of the counts holds them all") {
  const auto json = nlohmann::json::parse(some_counts().json("repair"));
  CHECK(json["command"] == "repair");
  CHECK(json["version"] == UNSPIN_VERSION);
  CHECK(json["records"] == 3);
  CHECK(json["words"] == 7);
  CHECK(json["spun"]["records"] == 2);
  CHECK(json["edits"]["total"] == 3);
  CHECK(json["edits"]["by_rule"]["glue"] == 1);
  CHECK(json["edits"]["by_family"]["autoblog"] == 2);
  CHECK(json["flags"]["by_rule"]["spin/gadget"] == 1);
  CHECK(json["issues"]["invalid_utf8_bytes"] == 3);
  CHECK(json["issues"]["oversized_texts"] == 1);
  CHECK(json["bad_records"]["by_reason"]["not valid JSON"] == 1);
  CHECK(json["files"]["done"] == 0);
  CHECK(json["edits"]["by_rule"].size() == 3);
}

TEST_CASE("words that are not all counted are not told") {
  Result result;
  result.assessment.words = 7;
  Counts counts;
  counts.add(result);
  CHECK(!nlohmann::json::parse(counts.json("repair")).contains("words"));
}

TEST_CASE("a verdict speaks for the most suspicious part, and a record without one counts too") {
  Counts counts;
  Verdict verdict;
  verdict.add({0.2, false, 3, {{"gadget", 1.0}}});
  verdict.add({0.999, true, 3, {{"autoblog", 1.0}}});
  verdict.add({0.5, false, 3, {{"gadget", 1.0}}});
  CHECK(verdict.any());
  verdict.give(counts);
  CHECK(!verdict.any());
  verdict.give(counts);
  CHECK(counts.records == 2);
  CHECK(counts.spun_by_family == Counts::ByName{{"autoblog", 1}});
}

TEST_CASE("an empty run has empty objects, not null") {
  const auto json = nlohmann::json::parse(Counts().json("detect"));
  CHECK(json["edits"]["by_rule"].is_object());
  CHECK(json["bad_records"]["by_reason"].is_object());
}

TEST_CASE("counters of Hadoop have a group, a name without commas, and a number") {
  Counts counts = some_counts();
  counts.edits_by_rule["spin/a,b"] = 2;
  const std::string lines = counts.hadoop_lines();
  CHECK(lines.find("reporter:counter:unspin,edits,3\n") != std::string::npos);
  CHECK(lines.find("reporter:counter:unspin,edits spin/a b,2\n") != std::string::npos);
  CHECK(lines.starts_with("reporter:counter:unspin,files,0\n"));
}
