// What a run has done, in numbers: for --stats, --counters and the progress line.
//
// Filled in the order of the inputs, by one thread; all but seconds and threads is the same for any
// number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "unspin/edit.hpp"

namespace unspin::cli {

struct Counts {
  using ByName = std::map<std::string, std::uint64_t>;

  std::uint64_t files = 0;    // read to their ends
  std::uint64_t skipped = 0;  // done by an earlier run
  std::uint64_t failed = 0;
  std::uint64_t bytes_in = 0, bytes_out = 0;  // of the files as read; of the text written
  std::uint64_t records = 0;
  std::optional<std::uint64_t> words;  // none: not every text is read so far
  std::uint64_t spun = 0;              // records judged spun
  ByName spun_by_family;               // by the family that most points to
  std::uint64_t edits = 0;
  ByName edits_by_rule;    // by the whole name of the rule, "glue+spin/autoblog"
  ByName edits_by_family;  // those of the spin pass, by the family in the name of the rule
  ByName flags_by_rule;
  ByName bad_records;               // records without a text, by the reason
  std::uint64_t invalid_bytes = 0;  // that are not UTF-8
  std::uint64_t oversized = 0;      // texts
  double seconds = 0;
  std::size_t threads = 1;

  // What the engine found in a text or in a piece of one: all but its verdict.
  void add(const Result& result);

  // The verdict on a record, once for each.
  void add_verdict(bool spun, const std::string& family);

  // One JSON object, indented, with a line end. `command` is what ran.
  std::string json(const std::string& command) const;

  // Lines for the stderr of a Hadoop streaming task: "reporter:counter:unspin,NAME,N".
  std::string hadoop_lines() const;
};

// The verdict on a record whose parts come one behind the other: that on the most suspicious one.
class Verdict {
 public:
  void add(const Assessment& part);

  bool any() const { return any_; }  // whether a part was added
  bool is_spun() const { return spun_; }

  // Counts the record, and is ready for the next. One without any text is not spun.
  void give(Counts& counts);

 private:
  bool any_ = false;
  bool spun_ = false;
  double score_ = 0;
  std::string family_;
};

}  // namespace unspin::cli
