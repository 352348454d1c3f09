// unspin [repair]: the filter.
#include <cassert>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/digest.hpp"
#include "cli/edit_log.hpp"
#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
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
    begin_file(input.name(), options_.format.value_or(format_of(path)));
    if (options_.show == RepairOptions::Show::kText) {
      output_.compress(options_.compression.value_or(input.compression()));
    }
    const Progress done =
        for_each_record(input, {format_, options_.encoding, options_.most_record},
                        [this](const Record& record) { repair_record(record); });
    end_file();
    if (!input.error().empty()) fail(input.error() + "; " + describe(done, format_));
  }

  void begin_file(const std::string& name, Format format) {
    name_ = name;
    format_ = format;
    read_ = written_ = Digest();
    edits_before_ = edits_;
    sink_->begin_file(name, format);
  }

  // The only place that knows of the engine: text out of the record, edits back into it.
  void repair_record(const Record& record) {
    if (record.oversized) return pass_through(record);
    const TextPlace place(format_, record.bytes, options_.text_path);
    EditList edits, raw_edits;
    if (place.status() == JsonString::Status::kFound) {
      Result result = engine_.process(place.text(), scratch_);
      tally_.add_issues(where(record.index), result.issues, record.offset);
      raw_edits = place.edits_of_record(result.edits);
      edits = std::move(result.edits);
      assert(raw_edits.size() == edits.size());  // the engine cuts between code points
    } else if (place.status() != JsonString::Status::kBlank) {
      tally_.add_bad_record(name_, record.index + 1, describe(place.status()));
    }
    edits_ += edits.size();
    if (log_) log_record(record, edits, raw_edits);
    sink_->add(record.index, record.bytes, raw_edits);
  }

  void pass_through(const Record& record) {
    if (record.is_first_part()) tally_.add_oversized(where(record.index));
    if (log_) log_record(record, {}, {});
    sink_->add(record.index, record.bytes, {});
  }

  // Digests are taken here and not in the writer: the log speaks of inputs, not of one stream.
  void log_record(const Record& record, const EditList& edits, const EditList& raw_edits) {
    EditList of_text;  // of all of it, where the record is a part of a text
    of_text.append(edits, record.offset);
    log_->add(name_, record.index, of_text, raw_edits);
    read_.add(record.bytes);
    if (raw_edits.empty()) {
      written_.add(record.bytes);
    } else {
      written_.add(raw_edits.apply(record.bytes));
    }
  }

  void end_file() {
    sink_->end_file();
    if (!log_) return;
    log_->end_input({name_, format_, options_.text_key, edits_ - edits_before_, read_.size(),
                     written_.size(), read_.text(), written_.text()});
  }

  std::string where(std::size_t index) const {
    return format_ == Format::kText ? name_ : name_ + ":" + std::to_string(index + 1);
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
  Format format_ = Format::kText;
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
