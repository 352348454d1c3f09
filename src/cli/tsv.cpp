// Covered by tests/unit/cli_format_test.cpp and tests/cli/tsv/*.case.
#include "cli/tsv.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace unspin::cli {

namespace {

constexpr std::string_view kBreaks = "\t\n\r";

std::string with_spaces(std::string_view text) {
  std::string result;
  bool in_break = false;
  for (const char c : text) {
    const bool is_break = kBreaks.find(c) != kBreaks.npos;
    if (!is_break) result.push_back(c);
    if (is_break && !in_break) result.push_back(' ');
    in_break = is_break;
  }
  return result;
}

}  // namespace

std::optional<Span> find_column(std::string_view line, std::size_t column) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::size_t begin = 0;
  for (std::size_t left = column; left > 1; --left) {
    const std::size_t tab = line.find('\t', begin);
    if (tab == line.npos) return std::nullopt;
    begin = tab + 1;
  }
  return Span{begin, std::min(line.find('\t', begin), line.size())};
}

EditList keep_in_column(const EditList& edits) {
  EditList result;
  for (Edit edit : edits.edits()) {
    if (edit.after.find_first_of(kBreaks) != edit.after.npos) edit.after = with_spaces(edit.after);
    if (edit.after != edit.before) result.add(std::move(edit));
  }
  return result;
}

}  // namespace unspin::cli
