// Covered by tests/cli/output/*.case.
#include "cli/sink.hpp"

#include <optional>
#include <utility>

#include "cli/diff.hpp"
#include "cli/message.hpp"

namespace unspin::cli {

namespace {

// The repaired text. Records without edits, nearly all of them, are passed on without a copy.
class TextSink : public Sink {
 public:
  explicit TextSink(Output& output) : output_(output) {}

  void add(const Record& record, const Found& found) override {
    output_.write(found.raw_edits.empty() ? record.bytes : std::string_view(found.after));
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

  void add(const Record& record, const Found& found) override {
    if (record.index != index_) tell();
    index_ = record.index;
    edits_ += found.raw_edits.size();
  }

  void end_file() override { tell(); }

 private:
  void tell() {
    const std::size_t edits = std::exchange(edits_, 0);
    if (edits == 0) return;
    std::string line = name_;
    if (format_ == Format::kJsonl) line += ":" + std::to_string(index_ + 1);
    output_.write(line + ": " + counted(edits, "edit") + "\n");
  }

  Output& output_;
  std::string name_;
  Format format_ = Format::kText;
  std::size_t index_ = 0;  // of the record that is being counted: a long text comes in parts
  std::size_t edits_ = 0;  // of it so far
};

// One diff for each file, made of whole lines: what ends within one waits for the next part.
class DiffSink : public Sink {
 public:
  explicit DiffSink(Output& output) : output_(output), coloured_(wants_colour(output)) {}

  void begin_file(const std::string& name, Format) override {
    diff_.emplace(name, coloured_, [this](std::string_view text) { output_.write(text); });
  }

  void add(const Record& record, const Found& found) override {
    if (held_.empty() && record.bytes.ends_with('\n')) {
      return diff_->add(record.bytes, found.raw_edits);
    }
    for (Edit edit : found.raw_edits.edits()) {
      edit.span = {edit.span.begin + held_.size(), edit.span.end + held_.size()};
      held_edits_.add(std::move(edit));
    }
    held_.append(record.bytes);
    if (held_.ends_with('\n')) let_go();
  }

  void end_file() override {
    if (!held_.empty()) let_go();  // the last line may lack its end
    diff_->finish();
  }

 private:
  void let_go() {
    diff_->add(held_, held_edits_);
    held_.clear();
    held_edits_ = {};
  }

  Output& output_;
  bool coloured_;
  std::optional<UnifiedDiff> diff_;
  std::string held_;  // what has no line end yet, and the edits of it
  EditList held_edits_;
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
