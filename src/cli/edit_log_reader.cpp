// Covered by tests/unit/cli_edit_log_test.cpp and tests/cli/log/*.case.
#include "cli/edit_log_reader.hpp"

#include <nlohmann/json.hpp>

#include "unspin/error.hpp"

namespace unspin::cli {

namespace {

using nlohmann::json;

// How the writer begins these lines; all others are edits. The digest answers for the spelling.
constexpr std::string_view kInputLine = "{\"input\":", kEndLine = "{\"end\":";

[[noreturn]] void refuse(const std::string& path, std::size_t line, const std::string& why) {
  throw SetupError(path + ":" + std::to_string(line) + ": " + why);
}

// Calls `read` with the line parsed; what the JSON library throws of missing or mistyped members
// becomes one SetupError.
template <typename Read>
auto parse_line(const std::string& path, std::size_t number, std::string_view line, Read read) {
  try {
    return read(json::parse(line));
  } catch (const json::exception&) {
    refuse(path, number, "not a line of an edit log");
  }
}

LoggedInput read_input(const json& line) {
  const json& input = line.at("input");
  const std::optional<Format> format = format_named(input.at("format").get<std::string>());
  if (!format) throw SetupError("a log of a format that this program does not know");
  return {input.at("file"),
          *format,
          input.value("text_keys", std::vector<std::string>()),
          input.value("column", std::size_t{0}),
          input.at("edits"),
          input.at("bytes").at(0),
          input.at("bytes").at(1),
          input.at("digest").at(0),
          input.at("digest").at(1)};
}

// Opens a log for reading; it is read twice.
void require_regular(const Input& input) {
  if (!input.error().empty()) throw SetupError(input.error());
  if (!input.is_rereadable()) throw SetupError(input.name() + ": a log has to be a regular file");
}

// What the lines before the end record add up to.
struct Totals {
  std::vector<LoggedInput> inputs;
  std::size_t edits = 0;
  Digest digest;

  bool fits(const json& line) const {
    const json& end = line.at("end");
    return end.at("edits") == edits && end.at("inputs") == inputs.size() &&
           end.at("digest") == digest.text();
  }
};

}  // namespace

std::vector<LoggedInput> check_log(const std::string& path) {
  Input input(path);
  require_regular(input);
  LineReader lines([&](std::span<char> to) { return input.read(to); });
  Totals totals;
  std::string_view line;
  bool ended = false;
  for (std::size_t number = 1; lines.next(line); ++number) {
    if (ended) refuse(input.name(), number, "a line behind the end record");
    if (line.starts_with(kEndLine)) {
      ended = parse_line(input.name(), number, line, [&](const json& j) { return totals.fits(j); });
      if (!ended) refuse(input.name(), number, "the log is damaged: its digest differs");
      continue;
    }
    totals.digest.add(line);
    if (line.starts_with(kInputLine)) {
      totals.inputs.push_back(parse_line(input.name(), number, line, read_input));
    } else {
      ++totals.edits;
    }
  }
  if (!input.error().empty()) throw SetupError(input.error());
  if (!ended) throw SetupError(input.name() + ": the log has been cut: it has no end record");
  return std::move(totals.inputs);
}

EditLogReader::EditLogReader(const std::string& path)
    : path_(path), input_(path), lines_([this](std::span<char> to) { return input_.read(to); }) {
  require_regular(input_);
  advance();
}

// Stands on the next line: an edit is parsed, the other kinds end the edits of an input.
void EditLogReader::advance() {
  edit_.reset();
  std::string_view line;
  ++line_number_;
  if (!lines_.next(line) || line.starts_with(kInputLine) || line.starts_with(kEndLine)) return;
  edit_ = parse_edit(line);
}

EditLogReader::Line EditLogReader::parse_edit(std::string_view line) const {
  return parse_line(path_, line_number_, line, [](const json& j) {
    Line parsed;
    parsed.record = j.at("record");
    parsed.field = j.value("field", std::string());
    parsed.edit.span = {j.at("begin"), j.at("end")};
    parsed.edit.before = j.at("before");
    parsed.edit.after = j.at("after");
    parsed.spelling = j.value("raw", std::string());
    return parsed;
  });
}

std::vector<LoggedEdits> EditLogReader::take(std::size_t record) {
  std::vector<LoggedEdits> taken;
  std::size_t done = 0;
  for (; edit_ && edit_->record == record; advance()) {
    if (taken.empty() || taken.back().field != edit_->field) {
      taken.push_back({edit_->field, {}, {}});
      done = 0;
    }
    const Span span = edit_->edit.span;
    // The digest tells accidents only: a forged log must not lead outside the text either.
    if (span.begin < done || span.end < span.begin || span.size() != edit_->edit.before.size()) {
      refuse(path_, line_number_, "the edit's place is impossible");
    }
    done = span.end;
    taken.back().edits.add(std::move(edit_->edit));
    taken.back().spellings.push_back(std::move(edit_->spelling));
  }
  return taken;
}

bool EditLogReader::end_input() {
  if (edit_) return false;
  advance();
  return true;
}

}  // namespace unspin::cli
