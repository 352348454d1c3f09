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

  void add(const Record& record, const RecordRepair& repair) override {
    if (repair.edits.empty()) {
      output_.write(record.bytes);
    } else {
      output_.write(repair.edits.apply(record.bytes));
    }
  }

  void pass(const Record& block) override { output_.write(block.bytes); }

 private:
  Output& output_;
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

  void add(const Record& record, const RecordRepair& repair) override {
    if (repair.text_edits == 0) return;
    output_.write(record_name(name_, format_, record.index) + ": " +
                  counted(repair.text_edits, "edit") + "\n");
  }

 private:
  Output& output_;
  std::string name_;
  Format format_ = Format::kText;
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
  void add(const Record& record, const RecordRepair& repair) override {
    if (format_ == Format::kWet) diff_->name_hunks("record " + std::to_string(record.index + 1));
    diff_->add(record.bytes, repair.edits);
  }

  void pass(const Record& block) override { diff_->skip(block.bytes); }

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
