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

  void add(std::size_t, std::string_view record, const EditList& edits) override {
    if (edits.empty()) {
      output_.write(record);
    } else {
      output_.write(edits.apply(record));
    }
  }

 private:
  Output& output_;
};

// One line for each record that would change: "a.txt: 3 edits", "a.jsonl:12: 1 edit".
class CheckSink : public Sink {
 public:
  explicit CheckSink(Output& output) : output_(output) {}

  void begin_file(const std::string& name, Format format) override {
    name_ = name;
    format_ = format;
  }

  // A text comes in parts: its edits are counted until the next record.
  void add(std::size_t index, std::string_view, const EditList& edits) override {
    if (index != index_) write();
    index_ = index;
    edits_ += edits.size();
  }

  void end_file() override { write(); }

 private:
  void write() {
    if (edits_ == 0) return;
    std::string line = name_;
    if (format_ == Format::kJsonl) line += ":" + std::to_string(index_ + 1);
    output_.write(line + ": " + counted(edits_, "edit") + "\n");
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

  void begin_file(const std::string& name, Format) override {
    diff_.emplace(name, coloured_, [this](std::string_view text) { output_.write(text); });
  }

  void add(std::size_t, std::string_view record, const EditList& edits) override {
    diff_->add(record, edits);
  }

  void end_file() override { diff_->finish(); }

 private:
  Output& output_;
  bool coloured_;
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
