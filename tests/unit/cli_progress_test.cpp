// What a run tells of itself (src/cli/progress).
#include <doctest/doctest.h>

#include "cli/progress.hpp"

using namespace unspin::cli;

namespace {

Counts some_counts() {
  Counts counts;
  counts.bytes_in = 25'000'000;
  counts.records = 50123;
  counts.spun = 1;
  counts.edits = 1;
  counts.files = 1;
  return counts;
}

}  // namespace

TEST_CASE("sizes have at most three digits before the point, in the right unit") {
  CHECK(size_text(0) == "0 B");
  CHECK(size_text(999) == "999 B");
  CHECK(size_text(1000) == "1.0 kB");
  CHECK(size_text(123'456) == "123.5 kB");
  CHECK(size_text(999'949) == "999.9 kB");
  CHECK(size_text(999'950) == "1.0 MB");
  CHECK(size_text(2.5e12) == "2.5 TB");
  CHECK(size_text(4e18) == "4000.0 PB");
}

TEST_CASE("times are minutes and seconds, and hours where there are any") {
  CHECK(time_text(0.4) == "0:00");
  CHECK(time_text(59.6) == "1:00");
  CHECK(time_text(754) == "12:34");
  CHECK(time_text(3723) == "1:02:03");
  CHECK(time_text(-5) == "0:00");
}

TEST_CASE("great counts have commas") {
  CHECK(count_text(0) == "0");
  CHECK(count_text(999) == "999");
  CHECK(count_text(1000) == "1,000");
  CHECK(count_text(1234567) == "1,234,567");
}

TEST_CASE("the bar has percent and time left only where the size is known") {
  const Counts counts = some_counts();
  CHECK(progress_text(counts, 100'000'000, 10) ==
        "25% of 100.0 MB, 0:30 left, 2.5 MB/s, 50,123 records, 1 spun, 1 edit");
  CHECK(progress_text(counts, 0, 10) == "25.0 MB, 2.5 MB/s, 50,123 records, 1 spun, 1 edit");
}

TEST_CASE("the bar copes with nothing done, with no time, and with a file that has grown") {
  CHECK(progress_text({}, 1000, 0) == "0% of 1.0 kB, 0 B/s, 0 records, 0 spun, 0 edits");
  CHECK(progress_text(some_counts(), 1000, 1).starts_with("100% of 1.0 kB, 0:00 left, "));
}

TEST_CASE("the summary names what was skipped and what failed, if anything") {
  Counts counts = some_counts();
  CHECK(summary_text(counts, 10) ==
        "1 file, 25.0 MB in 10.0 s (2.5 MB/s), 50,123 records, 1 spun, 1 edit");
  CHECK(summary_text(counts, 100).starts_with("1 file, 25.0 MB in 1:40 (250.0 kB/s), "));
  counts.files = 12;
  counts.skipped = 3;
  counts.failed = 2;
  CHECK(summary_text(counts, 10).starts_with("12 files (3 skipped) (2 failed), 25.0 MB in 10.0 s"));
}
