// Covered by tests/cli/output/*.case.
#include "cli/sink.hpp"

#include <optional>

#include "cli/diff.hpp"
#include "cli/message.hpp"

namespace unspin::cli {

namespace {

// The repaired text. Records without edits, nearly all of them, are passed on without a copy.
class TextSink : public Sink {
 public:
  explicit TextSink(Output& output) : output_(output) {}

  void begin_file(const std::string& /*name*/, Format format) override { format_ = format; }

  void add(const Record& record, const Found& found) override {
    output_.write(found.bytes_after(record));
  }

  // Readers of WET find the records of a compressed file by its members.
  void end_record() override {
    if (format_ == Format::kWet) output_.end_member();
  }

 private:
  Output& output_;
  Format format_ = Format::kText;
};

// One line for each record that would change: "a.txt: 3 edits", "a.jsonl:12: 1 edit",
// "a.wet: record 2: 1 edit".
class CheckSink : public Sink {
 public:
  explicit CheckSink(Output& output) : output_(output) {}

  void begin_file(const std::string& name, Format format) override {
    name_ = name;
    format_ = format;
  }

  // A text comes in parts: its edits are counted until the next record.
  void add(const Record& record, const Found& found) override {
    if (record.index != index_) write();
    index_ = record.index;
    edits_ += found.repair.text_edits;
  }

  void end_file() override { write(); }

 private:
  void write() {
    if (edits_ == 0) return;
    output_.write(record_name(name_, format_, index_) + ": " + counted(edits_, "edit") + "\n");
    edits_ = 0;
  }

  Output& output_;
  std::string name_;
  Format format_ = Format::kText;
  std::size_t index_ = 0;  // the record that edits_ are of
  std::size_t edits_ = 0;
};

// One diff for each file.
class DiffSink : public Sink {
 public:
  explicit DiffSink(Output& output) : output_(output), coloured_(wants_colour(output)) {}

  void begin_file(const std::string& name, Format format) override {
    diff_.emplace(name, coloured_, [this](std::string_view text) { output_.write(text); });
    format_ = format;
  }

  // Line numbers name the lines of JSONL and TSV; records of WET have to be named.
  void add(const Record& record, const Found& found) override {
    if (format_ == Format::kWet) diff_->name_hunks("record " + std::to_string(record.index + 1));
    diff_->add(record.bytes, found.repair.edits);
  }

  void end_file() override { diff_->finish(); }

 private:
  Output& output_;
  bool coloured_;
  Format format_ = Format::kText;
  std::optional<UnifiedDiff> diff_;
};

}  // namespace

std::unique_ptr<Sink> make_sink(RepairOptions::Show show, Output& output) {
  switch (show) {
    case RepairOptions::Show::kDiff:
      return std::make_unique<DiffSink>(output);
    case RepairOptions::Show::kCheck:
      return std::make_unique<CheckSink>(output);
    case RepairOptions::Show::kText:
      break;
  }
  return std::make_unique<TextSink>(output);
}

}  // namespace unspin::cli
