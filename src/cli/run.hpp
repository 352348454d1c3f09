// A run of a command over all its inputs: reads them in batches, lets threads work on them, and has
// the results taken in order.
//
//   reader (the caller)        workers                     writer
//   Source -> Batch ---------- Command::work() ----------- Command::begin(), take(), end()
//
// With one thread all three are the caller, record by record and without a copy. Messages, counts
// and outputs are the writer's alone, so they are the same for every number of threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/batch.hpp"
#include "cli/counts.hpp"
#include "cli/ordered_pool.hpp"
#include "cli/output_tree.hpp"
#include "cli/progress.hpp"
#include "cli/run_options.hpp"
#include "cli/sources.hpp"
#include "cli/tally.hpp"
#include "unspin/engine.hpp"

namespace unspin::cli {

// What the writer knows of the whole run.
struct Ledger {
  Counts counts;
  Tally tally;
  ProgressMeter progress;
  bool failed = false;

  // Says it, and that the run will end in trouble.
  void fail(const std::string& message);

  // A message that does not get mixed with the bar.
  void tell(const std::string& message);
};

// What is done with the inputs. begin(), take(), end() and drop() are called by one thread, in the
// order of the inputs.
class Command {
 public:
  virtual ~Command() = default;

  // Any thread, as those up to output_of(); must not depend on what else has been called. Not for
  // oversized records.
  virtual void work(const OpenFile& file, const Record& record, Found& found,
                    Scratch& scratch) const = 0;

  // Whether plain texts are cut by cut(), which needs all of a text; otherwise they are worked on
  // in pieces, as they come.
  virtual bool cuts_texts() const { return false; }

  // Where a text is cut: pieces one behind the other, together they are the text.
  virtual std::vector<Span> cut(std::string_view text) const { return {{0, text.size()}}; }

  // What a fault of an input has left undone, for its message: "12 records done".
  virtual std::string state_of(const Progress& done, Format format) const {
    return describe(done, format);
  }

  // The file that replaces `file`, or "": the output for all.
  virtual std::string output_of(const OpenFile& file) const = 0;

  // The descriptor of the output for all, which no input may be behind; -1: any may. Asked for
  // before the run begins.
  virtual int guarded_fd() const = 0;

  virtual void begin(const OpenFile& file) = 0;
  virtual void take(const OpenFile& file, const Record& record, Found& found) = 0;

  // The end of a file: `complete` when it has been read without a fault. A file's own output is
  // put into its place here, and only if it is complete. Returns whether all went well.
  virtual bool end(const OpenFile& file, bool complete) = 0;

  // The file's own output failed; whatever is half-done is to be dropped.
  virtual void drop() = 0;
};

class Run {
 public:
  // All outlive the run. `tree`: null without --output-dir.
  Run(const RunOptions& options, Command& command, Ledger& ledger, OutputTree* tree);

  // Reads all sources. Throws OutputError where the output for all fails, and ClosedPipe.
  void process(const std::vector<Source>& sources);

 private:
  using Pool = OrderedPool<std::unique_ptr<Batch>, Scratch>;

  // The reader.
  void read_file(const Source& source);
  void read_records(Input& input);
  Progress read_text(Input& input, const Framing& framing);
  void add(const Record& record, std::uint64_t read);
  void submit();
  void refuse(const std::string& error);
  bool is_done(OpenFile& file) const;

  // A worker.
  void work(Batch& batch, Scratch& scratch) const;

  // The writer.
  void write(Batch& batch);
  void pass_on(Batch& batch);
  void close(const Batch& batch);

  const RunOptions& options_;
  Command& command_;
  Ledger& ledger_;
  OutputTree* tree_;
  const int guarded_fd_;
  Scratch scratch_;                // of the one thread, where there is only one
  std::unique_ptr<Batch> batch_;   // the reader's, being filled
  bool dropped_ = false;           // the writer's: what is left of the file is to be skipped
  std::uint64_t read_before_ = 0;  // the writer's: of the files before
  Pool pool_;                      // last: its threads use the members above
};

// Statistics must not land on what the run reads or writes. Throws UsageError.
void check_stats(const RunOptions& options, const std::vector<Source>& sources);

// The last words of a run, when its outputs are in their places: statistics, counters, summary.
// `command` is its name. Throws OutputError.
void conclude(const RunOptions& options, const std::string& command, Ledger& ledger);

// "name: left as it was, ..." for an output that is not replaced because an input failed.
std::string left_alone(const std::string& name);

}  // namespace unspin::cli
