// Options of runs over many files (src/cli/job_options).
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/detect_options.hpp"
#include "cli/errors.hpp"
#include "cli/job_options.hpp"
#include "cli/repair_options.hpp"

using namespace unspin::cli;

namespace {

JobOptions read(const std::vector<std::string>& args) { return read_repair_options(args).job; }

}  // namespace

TEST_CASE("a number of threads is taken as given, and 0 stands for all there are") {
  CHECK(read({"-j", "3"}).threads == 3);
  CHECK(read({"-j7", "--threads=2"}).threads == 2);
  CHECK(read({"-j0"}).threads >= 1);
  CHECK(read({}).threads >= 1);
  for (const char* value : {"-1", "two", "2x", "1025", "1.5", " 2"}) {
    CAPTURE(value);
    CHECK_THROWS_AS(read({"-j", value}), UsageError);
  }
}

TEST_CASE("a shard counts from 0") {
  CHECK(read_shard("0/1") == Shard{0, 1});
  CHECK(read_shard("7/8") == Shard{7, 8});
  for (const char* value : {"8/8", "1", "/2", "1/", "0/0", "-1/2", "1/2/3", "a/b", "1 /2", ""}) {
    CAPTURE(value);
    CHECK_THROWS_AS(read_shard(value), UsageError);
  }
}

TEST_CASE("the last word on progress holds") {
  CHECK(read({}).progress == ProgressKind::kAuto);
  CHECK(read({"--progress=bar", "--no-progress"}).progress == ProgressKind::kNone);
  CHECK(read({"--no-progress", "--progress=log"}).progress == ProgressKind::kLog);
  CHECK_THROWS_AS(read({"--progress=dots"}), UsageError);
}

TEST_CASE("settings name what changes outputs, and nothing else") {
  const std::string settings = read({"x.txt"}).settings;
  CHECK(settings == "repair");
  CHECK(read({"-j2", "--shard=1/3", "--output-dir=out", "--stats=s", "--progress=log", "-q", "-D",
              "own.tsv", "y.txt"})
            .settings == settings);
  for (const char* option : {"--min-score=0.5", "--passes=glue", "--assume-spun", "--text-key=body",
                             "--min-confidence=0.9", "--profile=corpus"}) {
    CAPTURE(option);
    CHECK(read({option}).settings != settings);
  }
  CHECK(read_detect_options({}).job.settings == "detect");
  CHECK(read({"--min-score=0.5"}).settings != read({"--min-score=0.6"}).settings);
}

TEST_CASE("options that contradict each other are refused") {
  CHECK_THROWS_AS(read({"--null", "a.txt"}), UsageError);
  CHECK_THROWS_AS(read({"--file-list=-", "-"}), UsageError);
  CHECK_THROWS_AS(read({"--output-dir=out", "-o", "b.txt"}), UsageError);
  CHECK_THROWS_AS(read({"--output-dir=out", "--diff"}), UsageError);
  CHECK_THROWS_AS(read({"--output-dir", "", "a.txt"}), UsageError);
  CHECK_THROWS_AS(read({"--stats=-"}), UsageError);
  CHECK_THROWS_AS(read({"--counters=spark"}), UsageError);
}

TEST_CASE("in its own place a file is repaired, nothing else") {
  CHECK(read_repair_options({"-i", "a.txt"}).in_place);
  CHECK_THROWS_AS(read_repair_options({"-i"}), UsageError);
  CHECK_THROWS_AS(read_repair_options({"-i", "a.txt", "-"}), UsageError);
  for (const char* option : {"-o=b", "--output-dir=d", "--diff", "--check", "--edits=l"}) {
    CAPTURE(option);
    CHECK_THROWS_AS(read_repair_options({"-i", option, "a.txt"}), UsageError);
  }
}

TEST_CASE("without files the list is read, and stdin only if there is none") {
  CHECK(read_repair_options({"--file-list=list"}).files.empty());
  CHECK(read_repair_options({"-q"}).files == std::vector<std::string>{"-"});
}
