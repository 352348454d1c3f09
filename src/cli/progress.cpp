// Covered by tests/unit/cli_progress_test.cpp, and on a terminal by tests/cli/trees.py.
#include "cli/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "cli/message.hpp"

namespace unspin::cli {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRedraw{100};
constexpr milliseconds kFirst{500};  // what is over sooner needs no bar
constexpr milliseconds kLogLine{10000};

// Columns of the terminal; 80 where it does not say.
std::size_t width() {
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::string with_tenth(double value) {
  const auto tenths = static_cast<std::uint64_t>(std::llround(value * 10));
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string noun(std::uint64_t count, const std::string& word) {
  return count_text(count) + " " + word + (count == 1 ? "" : "s");
}

std::string work_text(const Counts& counts) {
  return noun(counts.records, "record") + ", " + count_text(counts.spun) + " spun, " +
         noun(counts.edits, "edit");
}

double rate(const Counts& counts, double seconds) {
  return static_cast<double>(counts.bytes_in) / std::max(seconds, 1e-3);
}

ProgressKind decide(ProgressKind kind, bool may_draw) {
  if (kind != ProgressKind::kAuto) return kind;
  return may_draw && ::isatty(STDERR_FILENO) == 1 ? ProgressKind::kBar : ProgressKind::kNone;
}

}  // namespace

std::string size_text(double bytes) {
  constexpr std::array<std::string_view, 5> kUnits = {"kB", "MB", "GB", "TB", "PB"};
  if (bytes < 1000) return std::to_string(std::llround(bytes)) + " B";
  std::size_t unit = 0;
  bytes /= 1000;
  // What would be rounded to 1000.0 belongs to the next unit.
  while (bytes >= 999.95 && unit + 1 < kUnits.size()) {
    bytes /= 1000;
    ++unit;
  }
  return with_tenth(bytes).append(" ").append(kUnits[unit]);
}

std::string time_text(double seconds) {
  const auto all = static_cast<std::uint64_t>(std::llround(std::max(seconds, 0.0)));
  const auto two = [](std::uint64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  if (all < 3600) return std::to_string(all / 60) + ":" + two(all % 60);
  return std::to_string(all / 3600) + ":" + two(all / 60 % 60) + ":" + two(all % 60);
}

std::string count_text(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string progress_text(const Counts& counts, std::uint64_t total, double seconds) {
  const auto done = static_cast<double>(counts.bytes_in), all = static_cast<double>(total);
  std::string text = size_text(done);
  if (total > 0) {
    const double share = std::min(done / all, 1.0);  // a file may have grown
    const auto percent = std::to_string(static_cast<int>(100 * share));
    text = percent + "% of " + size_text(all);
    if (share > 0) text += ", " + time_text(seconds * (1 - share) / share) + " left";
  }
  return text + ", " + size_text(rate(counts, seconds)) + "/s, " + work_text(counts);
}

std::string summary_text(const Counts& counts, double seconds) {
  std::string text = noun(counts.files, "file");
  if (counts.skipped > 0) text += " (" + count_text(counts.skipped) + " skipped)";
  if (counts.failed > 0) text += " (" + count_text(counts.failed) + " failed)";
  return text + ", " + size_text(static_cast<double>(counts.bytes_in)) + " in " +
         (seconds < 60 ? with_tenth(seconds) + " s" : time_text(seconds)) + " (" +
         size_text(rate(counts, seconds)) + "/s), " + work_text(counts);
}

ProgressMeter::ProgressMeter(ProgressKind kind, bool may_draw)
    : kind_(decide(kind, may_draw)), by_itself_(kind == ProgressKind::kAuto) {
  next_ = start_ + (kind_ == ProgressKind::kLog ? kLogLine : by_itself_ ? kFirst : kRedraw);
}

double ProgressMeter::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void ProgressMeter::update(const Counts& counts) {
  if (!is_on()) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  const std::string text = progress_text(counts, total_, seconds());
  if (kind_ == ProgressKind::kBar) {
    next_ = now + kRedraw;
    draw(text);
  } else {
    next_ = now + kLogLine;
    say(text);
  }
}

void ProgressMeter::end_file(const std::string& name, const Counts& counts) {
  if (kind_ == ProgressKind::kLog) {
    Counts of_file;
    of_file.records = counts.records - before_.records;
    of_file.spun = counts.spun - before_.spun;
    of_file.edits = counts.edits - before_.edits;
    const auto bytes = static_cast<double>(counts.bytes_in - before_.bytes_in);
    say(name + ": " + size_text(bytes) + ", " + work_text(of_file));
    before_ = counts;
  }
}

void ProgressMeter::finish(const Counts& counts) {
  clear();
  // A bar that was not asked for, and that nobody has seen, leaves nothing behind.
  if (!is_on() || (by_itself_ && !ever_drawn_)) return;
  say(summary_text(counts, seconds()));
}

void ProgressMeter::draw(const std::string& text) {
  // The last column stays free: some terminals go to the next line when it is written.
  write_to_stderr("\r" + text.substr(0, width() - 1) + "\x1b[K");
  drawn_ = ever_drawn_ = true;
}

void ProgressMeter::clear() {
  if (drawn_) write_to_stderr("\r\x1b[K");
  drawn_ = false;
}

}  // namespace unspin::cli
