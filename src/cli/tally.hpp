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
  // A JSONL record without a text: describe() says why. `line` counts from 1.
  void add_bad_record(const std::string& file, std::size_t line, std::string_view problem);

  // What the engine found wrong with the text at `where`, e.g. "a.txt" or "a.jsonl:5". `offset`:
  // where what it was given begins in the text.
  void add_issues(const std::string& where, const std::vector<Issue>& issues,
                  std::size_t offset = 0);

  // A record at `where` that is longer than --max-record.
  void add_oversized(const std::string& where);

  // One line on stderr for each kind that occurred.
  void report() const;

 private:
  std::size_t bad_records_ = 0, invalid_bytes_ = 0, too_large_ = 0;
  std::string first_bad_record_, first_invalid_, first_too_large_;
};

}  // namespace unspin::cli
