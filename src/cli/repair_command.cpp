// unspin [repair]: the filter.
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/digest.hpp"
#include "cli/edit_log.hpp"
#include "cli/errors.hpp"
#include "cli/message.hpp"
#include "cli/output.hpp"
#include "cli/record_repair.hpp"
#include "cli/repair_options.hpp"
#include "cli/run.hpp"
#include "cli/sink.hpp"

namespace unspin::cli {

namespace {

using Show = RepairOptions::Show;

// One run over all files. Owns what the run needs; nothing in it outlives a record except counts.
class Repair : public Command {
 public:
  Repair(const RepairOptions& options, const std::vector<Source>& sources)
      : options_(options),
        sources_(sources),
        engine_(make_engine(options)),
        ledger_{{}, {}, {options.job.progress, may_draw(options)}} {
    if (!options.job.output_dir.empty()) {
      tree_.emplace(options.job.output_dir, options.job.settings, engine_);
    }
    if (!has_own_outputs()) {
      output_ = std::make_unique<Output>(options.output);
      sink_ = make_sink(options.show, *output_);
    }
    if (!options.edits.empty() && !tree_) open_log(options.edits);
  }

  int run() {
    if (ledger_.progress.is_on()) ledger_.progress.set_total(total_size(sources_));
    Run(options_, *this, ledger_, tree_ ? &*tree_ : nullptr).process(sources_);
    ledger_.progress.clear();
    if (!options_.quiet) ledger_.tally.report();
    finish();
    conclude(options_, "repair", ledger_);
    if (ledger_.failed) return kExitTrouble;
    return options_.show == Show::kCheck && ledger_.counts.edits > 0 ? kExitFound : kExitDone;
  }

  void work(const OpenFile& file, const Record& record, Found& found,
            Scratch& scratch) const override {
    found.repair = repair_record(file.layout, record.bytes, engine_, scratch);
    if (!found.repair.edits.empty()) found.after = found.repair.edits.apply(record.bytes);
  }

  std::string output_of(const OpenFile& file) const override {
    if (tree_) return tree_->output_of(file.below, "");
    return options_.in_place ? file.path : "";
  }

  int guarded_fd() const override {
    return output_ && options_.show == Show::kText ? output_->fd() : -1;
  }

  void begin(const OpenFile& file) override {
    const std::string path = output_of(file);
    if (tree_) tree_->prepare(path);
    if (!path.empty()) {
      output_ = std::make_unique<Output>(path, tree_ ? Durability::kLater : Durability::kNow);
      sink_ = make_sink(options_.show, *output_);
      if (tree_ && !options_.edits.empty()) open_log_of(file);
    }
    if (options_.show == Show::kText) {
      output_->compress(options_.compression.value_or(file.compression));
    }
    read_ = written_ = Digest();
    edits_ = 0;
    sink_->begin_file(file.name, file.layout.format);
  }

  void take(const OpenFile& file, const Record& record, Found& found) override {
    count(file, record, found.repair);
    const std::string_view after = found.bytes_after(record);
    if (options_.show == Show::kText) ledger_.counts.bytes_out += after.size();
    if (log_) {
      log_->add(file.name, record.index, found.repair, record.offset);
      // Taken here and not in the sink: the log speaks of inputs, not of one stream.
      read_.add(record.bytes);
      written_.add(after);
    }
    sink_->add(record, found);
    if (record.is_last_part) sink_->end_record();
  }

  bool end(const OpenFile& file, bool complete) override {
    sink_->end_file();
    if (verdict_.any()) verdict_.give(ledger_.counts);  // of a text that was cut off
    if (log_) end_log_of(file);
    if (!has_own_outputs()) return complete;
    // A file in its own place that needs no repair is not written again.
    const bool changed = tree_ || edits_ > 0 || !options_.encoding.empty() || options_.compression;
    if (complete && changed) put_in_place();
    drop();
    return complete;
  }

  void drop() override {
    verdict_ = {};
    sink_.reset();
    output_.reset();
    if (tree_) log_.reset();
  }

 private:
  bool has_own_outputs() const { return tree_ || options_.in_place; }

  // A bar on the terminal that the text goes to would stand in the text.
  static bool may_draw(const RepairOptions& options) {
    const bool to_file = !options.output.empty() && options.output != "-";
    return to_file || !options.job.output_dir.empty() || options.in_place ||
           !Output("").is_terminal();
  }

  // The log must not land on what it is the log of.
  void open_log(const std::string& path) {
    log_.emplace(path);
    for (const Source& source : sources_) check_log_clear_of(source.path);
    if (output_ && output_->file() != nullptr) check_log_clear_of(options_.output);
  }

  void open_log_of(const OpenFile& file) {
    const std::string path = options_.edits + "/" + file.below + ".edits.jsonl";
    tree_->prepare(path);
    log_.emplace(path);
  }

  void check_log_clear_of(const std::string& path) {
    if (path != "-" && log_->file()->replaces(path)) {
      throw UsageError("--edits: " + printable(path) + " is also input or output");
    }
  }

  void end_log_of(const OpenFile& file) {
    LoggedInput logged{file.name,    file.layout.format, {},           file.layout.column, edits_,
                       read_.size(), written_.size(),    read_.text(), written_.text()};
    for (const JsonPath& path : file.layout.keys) logged.text_keys.push_back(path.key);
    log_->end_input(logged);
  }

  void count(const OpenFile& file, const Record& record, const RecordRepair& repair) {
    edits_ += repair.edits.size();
    const auto where = [&] { return record_name(file.name, file.layout.format, record.index); };
    if (record.oversized) {
      if (!record.is_first_part()) return;
      ++ledger_.counts.records;
      ++ledger_.counts.oversized;
      return ledger_.tally.add_oversized(where());
    }
    if (!repair.problem.empty()) {
      ++ledger_.counts.bad_records[std::string(repair.problem)];
      ledger_.tally.add_bad_record(where(), repair.problem);
    }
    if (repair.dropped_digests > 0) ledger_.tally.add_digests(where(), repair.dropped_digests);
    for (const FieldRepair& field : repair.fields) {
      if (file.layout.format == Format::kWet && field.name == kHeaderName) continue;
      ledger_.counts.add(field.found);
      verdict_.add(field.found.assessment);
      if (field.found.issues.empty()) continue;
      const std::string name = (field.name.empty() ? "" : ": ") + std::string(field.name);
      ledger_.tally.add_issues(where() + name, field.found.issues, record.offset);
    }
    if (record.is_last_part) verdict_.give(ledger_.counts);
  }

  // The log first: an output without its log could not be reverted, a log without its output
  // says so when it is used.
  void put_in_place() {
    if (log_) log_->finish();
    output_->finish();
  }

  // A file is not replaced by a part of what was asked for.
  void finish() {
    if (tree_) tree_->sync();
    if (has_own_outputs()) return;
    if (ledger_.failed && output_->file() != nullptr) {
      return say(left_alone(output_->file()->name()));
    }
    put_in_place();
  }

  const RepairOptions& options_;
  const std::vector<Source>& sources_;
  Engine engine_;
  Ledger ledger_;
  std::optional<OutputTree> tree_;
  std::unique_ptr<Output> output_;  // for all files, or for the current one
  std::unique_ptr<Sink> sink_;
  std::optional<EditLogWriter> log_;  // likewise

  // Of the current file, and of its current record.
  Digest read_, written_;
  std::uint64_t edits_ = 0;  // those of headers too
  Verdict verdict_;
};

}  // namespace

int run_repair(const std::vector<std::string>& args) {
  const RepairOptions options = read_repair_options(args);
  if (options.notice.empty()) {
    const std::vector<Source> sources = find_sources(options.files, options.job);
    check_stats(options, sources);
    Repair repair(options, sources);
    return repair.run();
  }
  Output output("");
  output.write(options.notice);
  output.finish();
  return kExitDone;
}

}  // namespace unspin::cli
