// Counts of what passed through unread, for one summary at the end: a corpus with a million bad
// lines must not write a million messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin::cli {

class Tally {
 public:
  // All places are those of record_name, e.g. "a.txt" or "a.jsonl:5".

  // A record without a text, and why.
  void add_bad_record(const std::string& where, std::string_view problem);

  // What the engine found wrong with a text. `offset`: where what it was given begins in it.
  void add_issues(const std::string& where, const std::vector<Issue>& issues,
                  std::size_t offset = 0);

  // A record that is longer than --max-record.
  void add_oversized(const std::string& where);

  // Digests that were left out of a record's header.
  void add_digests(const std::string& where, std::size_t count);

  // One line on stderr for each kind that occurred.
  void report() const;

 private:
  std::size_t bad_records_ = 0, invalid_bytes_ = 0, too_large_ = 0, digests_ = 0;
  std::string first_bad_record_, first_invalid_, first_too_large_, first_digest_;
};

}  // namespace unspin::cli
