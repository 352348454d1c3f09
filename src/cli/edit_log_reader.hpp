// Reading the edit log back. The format is described in cli/edit_log.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/edit_log.hpp"
#include "cli/input.hpp"
#include "cli/record.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

// Reads a log to its end and returns what it says of each input, in order. Throws SetupError when
// it cannot be read, has been cut, or is not as it was written.
std::vector<LoggedInput> check_log(const std::string& path);

// The edits of one field of a record.
struct LoggedEdits {
  std::string field;  // its name, as FieldRepair has it; empty where records have only one
  EditList edits;
  std::vector<std::string> spellings;  // of each `before` in JSON; empty: the usual one
};

// Walks a log that check_log has found whole, record by record; holds one line at a time.
class EditLogReader {
 public:
  explicit EditLogReader(const std::string& path);

  // The edits of record `record` of the current input. Ask for all records in order.
  std::vector<LoggedEdits> take(std::size_t record);

  // Goes on to the next input; false when edits of the current one have not been taken.
  bool end_input();

 private:
  struct Line {
    std::size_t record = 0;
    std::string field;
    Edit edit;
    std::string spelling;
  };

  void advance();
  Line parse_edit(std::string_view line) const;

  std::string path_;
  Input input_;
  LineReader lines_;
  std::size_t line_number_ = 0;
  std::optional<Line> edit_;  // the line reached, if it is an edit
};

}  // namespace unspin::cli
