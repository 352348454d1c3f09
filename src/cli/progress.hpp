// What a run tells of itself while it lasts, on stderr: a bar that is redrawn in its line, or plain
// lines for a log. Off where stderr is no terminal, unless it is asked for.
//
// For the thread that writes. Never throws; a stderr that cannot be written to is ignored.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/counts.hpp"
#include "cli/job_options.hpp"

namespace unspin::cli {

// "512 B", "12.3 MB": powers of 1000, as disks are sold and networks counted.
std::string size_text(double bytes);

// "0:07", "12:34", "1:02:03".
std::string time_text(double seconds);

// "50123" is "50,123".
std::string count_text(std::uint64_t count);

// What the bar says, without control bytes: percent and time left where the `total` of bytes is
// known (not 0).
std::string progress_text(const Counts& counts, std::uint64_t total, double seconds);

// The last line: "12 files (3 skipped), 100.0 MB in 8.0 s (12.5 MB/s), 50,123 records, ...".
std::string summary_text(const Counts& counts, double seconds);

class ProgressMeter {
 public:
  // `may_draw`: whether a bar would not get into the way of what else is on the terminal.
  ProgressMeter(ProgressKind kind, bool may_draw);
  ~ProgressMeter() { clear(); }
  ProgressMeter(const ProgressMeter&) = delete;
  ProgressMeter& operator=(const ProgressMeter&) = delete;

  bool is_on() const { return kind_ != ProgressKind::kNone; }
  void set_total(std::uint64_t bytes) { total_ = bytes; }

  // Tells how far it is, if it is time to. Cheap.
  void update(const Counts& counts);

  // A file has reached its end: a line of the log.
  void end_file(const std::string& name, const Counts& counts);

  // The summary.
  void finish(const Counts& counts);

  // Takes the bar away, so that a message gets a line of its own.
  void clear();

  double seconds() const;  // since the start

 private:
  using Clock = std::chrono::steady_clock;

  void draw(const std::string& text);

  ProgressKind kind_;  // never kAuto
  bool by_itself_;     // nobody has asked for it
  std::uint64_t total_ = 0;
  Clock::time_point start_ = Clock::now(), next_;
  bool drawn_ = false, ever_drawn_ = false;
  Counts before_;  // at the end of the file before
};

}  // namespace unspin::cli
