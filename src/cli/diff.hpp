// A unified diff, made from edits and not by comparing: what was edited is what it shows.
//
// The parts of one file are fed in order, cut anywhere; hunks come out as soon as they are
// complete, so memory is bounded by a part and its last line. Lines end at "\n". Offsets are bytes
// of the part.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "unspin/edit.hpp"

namespace unspin::cli {

class UnifiedDiff {
 public:
  static constexpr std::size_t kContext = 3;

  // `name` goes into the two header lines, which are written before the first hunk only.
  UnifiedDiff(std::string name, bool coloured, std::function<void(std::string_view)> write);

  // The next part of the file.
  void add(std::string_view part, const EditList& edits);

  // What stands in the headings of hunks that begin from now on; nothing of a line break in it.
  void name_hunks(std::string name) { hunk_name_ = std::move(name); }

  // Writes the last lines, and the last hunk. Call once, at the end of the file.
  void finish();

 private:
  // A run of lines of one kind in the open hunk.
  enum class Kind : char { kSame = ' ', kRemoved = '-', kAdded = '+' };

  void add_lines(std::string_view lines, const EditList& edits);
  void keep(std::string_view lines);
  void change(std::string_view before, std::string_view after);
  void open_hunk();
  void close_hunk();
  void append(Kind kind, std::string_view line);
  std::string heading() const;

  std::string name_;
  bool coloured_;
  std::function<void(std::string_view)> write_;
  std::string held_;                   // what may belong to lines of the next part
  EditList held_edits_;                // of held_
  bool header_written_ = false;
  std::size_t line_ = 1;               // the next line of the old file
  std::size_t new_line_ = 1;           // and of the new one
  std::deque<std::string> last_;       // unchanged lines seen last, at most kContext
  std::string hunk_name_, open_name_;  // for the next hunk, and of the open one
  bool open_ = false;                  // the fields below are of the open hunk
  std::string body_;
  std::deque<std::string> trailing_;   // unchanged lines that may or may not belong to it
  std::size_t old_begin_ = 0, old_count_ = 0, new_begin_ = 0, new_count_ = 0;
};

}  // namespace unspin::cli
