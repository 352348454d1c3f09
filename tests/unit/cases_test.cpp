// Runs tests/cases/*.jsonl: one JSON object a line, {"label", "comment", "input", "output"} and
// optionally "options" (assume_spun, min_score, min_confidence, profile).
//
// known_failures.jsonl holds the wanted output of what goes wrong today; a case there that starts
// to pass is an error: move it to the file it belongs to.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "core/unicode.hpp"
#include "fixtures.hpp"

using namespace unspin;
using nlohmann::json;

namespace {

struct Case {
  std::string label, input, output;
  Options options;
};

std::vector<Case> read_cases(const std::string& name) {
  std::ifstream in(std::string(UNSPIN_SOURCE_DIR) + "/tests/cases/" + name + ".jsonl");
  REQUIRE(in.is_open());
  std::vector<Case> cases;
  for (std::string line; std::getline(in, line);) {
    const json record = json::parse(line);
    Case read{record.at("label"), record.at("input"), record.at("output"), {}};
    REQUIRE(record.at("comment").is_string());
    const json options = record.value("options", json::object());
    for (const auto& [key, value] : options.items()) {
      if (key == "assume_spun") {
        read.options.assume_spun = value;
      } else if (key == "min_score") {
        read.options.min_score = value;
      } else if (key == "min_confidence") {
        read.options.min_confidence = value;
      } else if (key == "profile") {
        REQUIRE(value == "corpus");
        read.options.passes |= kRemovalPasses;
      } else {
        FAIL("unknown option ", key);
      }
    }
    cases.push_back(std::move(read));
  }
  return cases;
}

bool is_boundary(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// What holds for every case, whether or not its output is the wanted one.
void check_properties(const Case& c, const Result& result) {
  CHECK(result.edits.fits(c.input));
  const std::string out = result.edits.apply(c.input);
  CHECK(result.edits.inverse().apply(out) == c.input);
  CHECK(unicode::valid_prefix(out) == out.size());
  std::string rebuilt;
  std::size_t at = 0;
  for (const Edit& edit : result.edits.edits()) {
    REQUIRE(edit.span.begin >= at);
    CHECK(is_boundary(c.input, edit.span.begin));
    CHECK(is_boundary(c.input, edit.span.end));
    rebuilt += c.input.substr(at, edit.span.begin - at) + edit.after;
    at = edit.span.end;
  }
  CHECK(rebuilt + c.input.substr(at) == out);
}

void check_all(const std::string& name) {
  for (const Case& c : read_cases(name)) {
    CAPTURE(c.label);
    const Result result = fixtures::process(c.input, c.options);
    CHECK(result.edits.apply(c.input) == c.output);
    check_properties(c, result);
    CHECK(fixtures::repaired(c.output, c.options) == c.output);
    // What is passed over for its score would not have been edited.
    Options fast = c.options;
    fast.assess = false;
    CHECK(fixtures::process(c.input, fast).edits == result.edits);
  }
}

}  // namespace

TEST_CASE("text in the style of the families is repaired") { check_all("in_the_wild"); }

TEST_CASE("made-up damage of each kind is repaired") { check_all("synthetic"); }

TEST_CASE("honest text stays as it is") {
  const std::vector<Case> cases = read_cases("negative");
  CHECK(cases.size() >= 60);
  for (const Case& c : cases) {
    CAPTURE(c.label);
    CHECK(c.output == c.input);
  }
  check_all("negative");
}

TEST_CASE("known failures still fail") {
  for (const Case& c : read_cases("known_failures")) {
    CAPTURE(c.label);
    const Result result = fixtures::process(c.input, c.options);
    const bool still_fails = result.edits.apply(c.input) != c.output;
    CHECK_MESSAGE(still_fails, "it passes now: move it out of known_failures.jsonl");
    check_properties(c, result);
  }
}

TEST_CASE("the labels of all cases differ") {
  std::set<std::string> labels;
  for (const char* name : {"in_the_wild", "synthetic", "negative", "known_failures"}) {
    for (const Case& c : read_cases(name)) {
      CAPTURE(c.label);
      CHECK(labels.insert(c.label).second);
    }
  }
}
