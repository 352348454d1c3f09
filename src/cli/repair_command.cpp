// unspin [repair]: the filter.
#include <memory>
#include <optional>
#include <utility>

#include "cli/commands.hpp"
#include "cli/digest.hpp"
#include "cli/edit_log.hpp"
#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/record_repair.hpp"
#include "cli/repair_options.hpp"
#include "cli/sink.hpp"
#include "cli/tally.hpp"

namespace unspin::cli {

namespace {

// One run over all files. Owns what the run needs; nothing in it outlives a record except counts.
class Repair {
 public:
  explicit Repair(const RepairOptions& options)
      : options_(options),
        engine_(make_engine(options)),
        output_(options.output),
        sink_(make_sink(options.show, output_)) {
    if (!options.edits.empty()) open_log();
  }

  int run() {
    for (const std::string& path : options_.files) repair_file(path);
    if (!options_.quiet) tally_.report();
    finish();
    if (failed_) return kExitTrouble;
    return options_.show == RepairOptions::Show::kCheck && edits_ > 0 ? kExitFound : kExitDone;
  }

 private:
  // The log must not land on what it is the log of.
  void open_log() {
    log_.emplace(options_.edits);
    for (const std::string& path : options_.files) check_log_clear_of(path);
    if (output_.file() != nullptr) check_log_clear_of(options_.output);
  }

  void check_log_clear_of(const std::string& path) {
    if (path != "-" && log_->file()->replaces(path)) {
      throw UsageError("--edits: " + printable(path) + " is also input or output");
    }
  }

  void repair_file(const std::string& path) {
    Input input(path);
    // Appending to a file while it is read would never end. With --output there is no danger.
    if (input.error().empty() && options_.show == RepairOptions::Show::kText &&
        input.is_same_file(output_.fd())) {
      return fail(input.name() + ": input is also the output; use --output");
    }
    if (!input.error().empty()) return fail(input.error());
    begin_file(input.name(), layout_of_input(options_, path, input));
    if (options_.show == RepairOptions::Show::kText) {
      output_.compress(options_.compression.value_or(input.compression()));
    }
    const Progress done =
        for_each_record(input, {layout_.format, options_.encoding, options_.most_record},
                        [this](const Record& record) { take(record); });
    end_file();
    if (!input.error().empty()) fail(input.error() + "; " + describe(done, layout_.format));
    if (!done.fault.empty()) fail(input.name() + ": " + done.fault);
  }

  void begin_file(const std::string& name, Layout layout) {
    name_ = name;
    layout_ = std::move(layout);
    read_ = written_ = Digest();
    edits_before_ = edits_;
    sink_->begin_file(name, layout_.format);
  }

  void take(const Record& record) {
    if (record.oversized) {
      if (record.is_first_part()) tally_.add_oversized(where(record));
      show(record, {});
    } else {
      show(record, repair_record(layout_, record.bytes, engine_, scratch_));
    }
    if (record.is_last_part) sink_->end_record();
  }

  void show(const Record& record, const RecordRepair& repair) {
    count(record, repair);
    if (log_) log_record(record, repair);
    sink_->add(record, repair);
  }

  void count(const Record& record, const RecordRepair& repair) {
    edits_ += repair.edits.size();
    if (!repair.problem.empty()) tally_.add_bad_record(where(record), repair.problem);
    if (repair.dropped_digests > 0) tally_.add_digests(where(record), repair.dropped_digests);
    for (const FieldRepair& field : repair.fields) {
      if (field.issues.empty()) continue;
      tally_.add_issues(where(record) + (field.name.empty() ? "" : ": ") + std::string(field.name),
                        field.issues, record.offset);
    }
  }

  // Digests are taken here and not in the writer: the log speaks of inputs, not of one stream.
  void log_record(const Record& record, const RecordRepair& repair) {
    log_->add(name_, record.index, repair, record.offset);
    read_.add(record.bytes);
    if (repair.edits.empty()) {
      written_.add(record.bytes);
    } else {
      written_.add(repair.edits.apply(record.bytes));
    }
  }

  void end_file() {
    sink_->end_file();
    if (!log_) return;
    LoggedInput logged{name_, layout_.format, {}, layout_.column, edits_ - edits_before_,
                       read_.size(), written_.size(), read_.text(), written_.text()};
    for (const JsonPath& path : layout_.keys) logged.text_keys.push_back(path.key);
    log_->end_input(logged);
  }

  std::string where(const Record& record) const {
    return record_name(name_, layout_.format, record.index);
  }

  void fail(const std::string& message) {
    say(message);
    failed_ = true;
  }

  // The log first: an output without its log could not be reverted, a log without its output
  // says so when it is used. A file is not replaced by a part of what was asked for.
  void finish() {
    if (failed_ && output_.file() != nullptr) {
      return say(output_.file()->name() + ": left as it was, because an input failed");
    }
    if (log_) log_->finish();
    output_.finish();
  }

  const RepairOptions& options_;
  Engine engine_;
  Scratch scratch_;
  Output output_;
  std::unique_ptr<Sink> sink_;
  std::optional<EditLogWriter> log_;
  Tally tally_;
  std::uint64_t edits_ = 0;
  bool failed_ = false;

  // Of the current file.
  std::string name_;
  Layout layout_;
  Digest read_, written_;
  std::uint64_t edits_before_ = 0;
};

}  // namespace

int run_repair(const std::vector<std::string>& args) {
  const RepairOptions options = read_repair_options(args);
  if (options.notice.empty()) return Repair(options).run();
  Output output("");
  output.write(options.notice);
  output.finish();
  return kExitDone;
}

}  // namespace unspin::cli
