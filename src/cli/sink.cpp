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

  void add(const Piece& piece, const Found& found) override {
    output_.write(found.raw_edits.empty() ? piece.bytes : std::string_view(found.after));
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

  void add(const Piece& piece, const Found& found) override {
    edits_ += found.raw_edits.size();
    if (!piece.is_last) return;
    const std::size_t edits = std::exchange(edits_, 0);
    if (edits == 0) return;
    std::string line = name_;
    if (format_ == Format::kJsonl) line += ":" + std::to_string(piece.record + 1);
    output_.write(line + ": " + counted(edits, "edit") + "\n");
  }

 private:
  Output& output_;
  std::string name_;
  Format format_ = Format::kText;
  std::size_t edits_ = 0;  // of the record so far
};

// One diff for each file, made of whole lines: a piece that ends within one waits for the next.
class DiffSink : public Sink {
 public:
  explicit DiffSink(Output& output) : output_(output), coloured_(wants_colour(output)) {}

  void begin_file(const std::string& name, Format) override {
    diff_.emplace(name, coloured_, [this](std::string_view text) { output_.write(text); });
  }

  void add(const Piece& piece, const Found& found) override {
    if (held_.empty() && (piece.is_last || piece.bytes.ends_with('\n'))) {
      return diff_->add(piece.bytes, found.raw_edits);
    }
    for (Edit edit : found.raw_edits.edits()) {
      edit.span = {edit.span.begin + held_.size(), edit.span.end + held_.size()};
      held_edits_.add(std::move(edit));
    }
    held_.append(piece.bytes);
    if (piece.is_last || held_.ends_with('\n')) let_go();
  }

  void end_file() override {
    if (!held_.empty()) let_go();  // the input failed within a record
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
  std::string held_;  // pieces whose line has not ended, and the edits of them
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
