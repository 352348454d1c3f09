// Covered by tests/cli/threads.py, tests/cli/trees.py and tests/cli/jobs/*.case.
#include "cli/run.hpp"

#include <filesystem>
#include <utility>

#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/output.hpp"

namespace unspin::cli {

namespace {

// Large enough that handing it over costs nothing beside the work, small enough that a few for
// each thread fit into caches. What is known of a record is larger than an empty line.
constexpr std::size_t kBatchSize = std::size_t{1} << 18;
constexpr std::size_t kBatchRecords = std::size_t{1} << 12;

// Pieces of texts are not gathered: a spun one is work enough. One large record fills a batch.
bool is_full(const Batch& batch) {
  return batch.file->layout.format == Format::kText || batch.bytes.size() >= kBatchSize ||
         batch.records.size() >= kBatchRecords;
}

}  // namespace

void Ledger::tell(const std::string& message) {
  progress.clear();
  say(message);
}

void Ledger::fail(const std::string& message) {
  tell(message);
  failed = true;
}

Run::Run(const RunOptions& options, Command& command, Ledger& ledger, OutputTree* tree)
    : options_(options),
      command_(command),
      ledger_(ledger),
      tree_(tree),
      guarded_fd_(command.guarded_fd()),
      pool_(
          options.job.threads,
          [this](std::unique_ptr<Batch>& batch, Scratch& scratch) { work(*batch, scratch); },
          [this](std::unique_ptr<Batch>& batch) { write(*batch); }) {}

void Run::process(const std::vector<Source>& sources) {
  for (const Source& source : sources) read_file(source);
  pool_.finish();
}

void Run::read_file(const Source& source) {
  auto file = std::make_shared<OpenFile>();
  file->name = display_name(source.path);
  file->path = source.path;
  file->below = source.below;
  batch_ = std::make_unique<Batch>();
  batch_->file = file;
  if (!source.error.empty()) return refuse(source.error);
  // One that only the list or the folder names.
  const std::string problem = format_problem(options_, source.path);
  if (!problem.empty()) return refuse(problem);
  Input input(source.path);
  if (!input.error().empty()) return refuse(input.error());
  // Appending to a file while it is read would never end. With --output there is no danger.
  if (guarded_fd_ >= 0 && input.is_same_file(guarded_fd_)) {
    return refuse(input.name() + ": input is also the output; use --output");
  }
  batch_->is_skipped = is_done(*file);
  if (batch_->is_skipped) return submit();
  file->layout = layout_of_input(options_, source.path, input);
  file->compression = input.compression();
  batch_->opens = true;
  read_records(input);
  batch_->closes = true;
  batch_->read = input.bytes_read();
  submit();
}

// The facts are taken before the file is read: if it changes meanwhile they are those of an older
// state, and the next run does it again.
bool Run::is_done(OpenFile& file) const {
  if (tree_ == nullptr) return false;
  file.facts = facts_of(file.path);
  return file.facts && tree_->is_done(command_.output_of(file), *file.facts);
}

void Run::read_records(Input& input) {
  const Format format = batch_->file->layout.format;
  const Framing framing{format, options_.encoding, options_.most_record};
  Progress done;
  if (format == Format::kText && command_.cuts_texts()) {
    done = read_text(input, framing);
  } else {
    done = for_each_record(input, framing,
                           [&](const Record& record) { add(record, input.bytes_read()); });
  }
  if (!input.error().empty())
    batch_->error = input.error() + "; " + command_.state_of(done, format);
  if (!done.fault.empty()) batch_->error = input.name() + ": " + done.fault;
}

// A text of which only the command knows where it may be cut.
Progress Run::read_text(Input& input, const Framing& framing) {
  std::string text;
  Progress done =
      for_each_record(input, framing, [&](const Record& piece) { text.append(piece.bytes); });
  if (!input.error().empty()) return done;
  for (const Span& span : command_.cut(text)) {
    add({0, span.begin, slice(text, span), false, span.end == text.size()}, input.bytes_read());
  }
  return done;
}

void Run::add(const Record& record, std::uint64_t read) {
  batch_->read = read;
  if (options_.job.threads <= 1) {
    batch_->records.push_back(record);  // worked on before the reader's buffer changes
    return submit();
  }
  batch_->copy(record);
  if (is_full(*batch_)) submit();
}

// Hands the batch over, and begins the next one of the same file. One thread makes a batch of each
// record, so there it is the same one again and again.
void Run::submit() {
  if (options_.job.threads <= 1) {
    work(*batch_, scratch_);
    write(*batch_);
    return batch_->clear();
  }
  auto next = std::make_unique<Batch>();
  next->file = batch_->file;
  next->read = batch_->read;
  batch_->seal();
  pool_.submit(std::exchange(batch_, std::move(next)));
}

void Run::refuse(const std::string& error) {
  batch_->error = error;
  submit();
}

void Run::work(Batch& batch, Scratch& scratch) const {
  batch.found.resize(batch.records.size());
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    if (batch.records[i].oversized) continue;
    command_.work(*batch.file, batch.records[i], batch.found[i], scratch);
  }
}

// A fault of a file's own output ends that file, one of the output for all ends the run.
void Run::write(Batch& batch) {
  Counts& counts = ledger_.counts;
  if (batch.is_skipped) ++counts.skipped;
  try {
    if (!dropped_) pass_on(batch);
  } catch (const OutputError& error) {
    if (command_.output_of(*batch.file).empty()) throw;
    ledger_.fail(error.what());
    ++counts.failed;
    dropped_ = true;
    command_.drop();
  }
  counts.bytes_in = read_before_ + batch.read;
  if (batch.closes) read_before_ += batch.read;
  if (!batch.error.empty() && !dropped_) {
    ledger_.fail(batch.error);
    ++counts.failed;
  }
  ledger_.progress.update(counts);
  if (!batch.closes) return;
  dropped_ = false;
  ledger_.progress.end_file(batch.file->name, counts);
}

void Run::pass_on(Batch& batch) {
  if (batch.opens) command_.begin(*batch.file);
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    command_.take(*batch.file, batch.records[i], batch.found[i]);
  }
  if (batch.closes) close(batch);
}

void Run::close(const Batch& batch) {
  const bool complete = batch.error.empty();
  if (!command_.end(*batch.file, complete)) {
    if (complete) ++ledger_.counts.failed;
    return;
  }
  ++ledger_.counts.files;
  if (tree_ != nullptr && batch.file->facts) {
    tree_->mark(command_.output_of(*batch.file), *batch.file->facts);
  }
}

// A file that is not there yet is no input, and the same as another only by its name.
void check_stats(const RunOptions& options, const std::vector<Source>& sources) {
  const std::string& stats = options.job.stats;
  std::error_code unknown;
  const auto check = [&](const std::string& other) {
    if (other == stats || std::filesystem::equivalent(stats, other, unknown)) {
      throw UsageError("--stats: " + printable(stats) + " is also input or output");
    }
  };
  if (stats.empty()) return;
  check(options.output);
  if (!std::filesystem::exists(stats, unknown)) return;
  for (const Source& source : sources) check(source.path);
}

std::string left_alone(const std::string& name) {
  return name + ": left as it was, because an input failed";
}

void conclude(const RunOptions& options, const std::string& command, Ledger& ledger) {
  Counts& counts = ledger.counts;
  counts.seconds = ledger.progress.seconds();
  counts.threads = options.job.threads;
  if (counts.skipped > 0 && !options.quiet) {
    ledger.tell(counted(counts.skipped, "file") + " skipped, done before");
  }
  ledger.progress.finish(counts);
  if (options.job.hadoop_counters) write_to_stderr(counts.hadoop_lines());
  if (options.job.stats.empty()) return;
  Output stats(options.job.stats);
  stats.write(counts.json(command));
  stats.finish();
}

}  // namespace unspin::cli
