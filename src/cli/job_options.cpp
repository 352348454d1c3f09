// Covered by tests/unit/cli_job_options_test.cpp and tests/cli/jobs/*.case.
#include "cli/job_options.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "cli/errors.hpp"
#include "cli/message.hpp"
#include "cli/threads.hpp"

namespace unspin::cli {

namespace {

constexpr std::size_t kMostThreads = 1024;

// What changes nothing in the outputs, or is known by its content (dictionaries, models).
constexpr std::string_view kHarmless[] = {
    "threads",  "file-list", "null",     "shard", "output-dir", "progress", "no-progress",
    "stats",    "counters",  "quiet",    "dict",  "data-dir",   "no-builtin"};

// The whole of `text` as a number.
std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

// Without an option the surroundings decide, which an explicit 0 overrules.
std::size_t read_threads(const CommandLine& arguments) {
  if (!arguments.has("threads")) return default_threads(surroundings());
  const std::string value = arguments.value("threads");
  const std::optional<std::size_t> threads = whole_number(value);
  if (!threads || *threads > kMostThreads) {
    throw UsageError("--threads: '" + printable(value) + "' is not a number from 0 to " +
                     std::to_string(kMostThreads));
  }
  return *threads == 0 ? usable_threads(surroundings()) : *threads;
}

ProgressKind read_progress(const CommandLine& arguments) {
  ProgressKind kind = ProgressKind::kAuto;
  for (const auto& [name, value] : arguments.options) {
    if (name == "no-progress") kind = ProgressKind::kNone;
    if (name != "progress") continue;
    if (value == "auto") {
      kind = ProgressKind::kAuto;
    } else if (value == "bar") {
      kind = ProgressKind::kBar;
    } else if (value == "log") {
      kind = ProgressKind::kLog;
    } else if (value == "none") {
      kind = ProgressKind::kNone;
    } else {
      throw UsageError("--progress: '" + printable(value) + "' is none of auto, bar, log, none");
    }
  }
  return kind;
}

std::string settings_of(const std::string& command, const CommandLine& arguments) {
  std::string settings = command;
  for (const auto& [name, value] : arguments.options) {
    if (std::find(std::begin(kHarmless), std::end(kHarmless), name) != std::end(kHarmless)) {
      continue;
    }
    settings.append(" --").append(name).append("=").append(printable(value));
  }
  return settings;
}

void refuse_contradictions(const CommandLine& arguments, const JobOptions& options) {
  if (arguments.has("null") && options.file_list.empty()) {
    throw UsageError("--null says how --file-list is written");
  }
  if (options.file_list == "-" && std::find(arguments.files.begin(), arguments.files.end(), "-") !=
                                      arguments.files.end()) {
    throw UsageError("--file-list: stdin is also an input");
  }
  if (arguments.has("output-dir") && arguments.has("output")) {
    throw UsageError("--output and --output-dir exclude each other");
  }
  if (options.stats == "-") throw UsageError("--stats needs a file of its own");
  // A script's variable that was empty.
  for (const char* name : {"output-dir", "file-list", "stats"}) {
    if (arguments.has(name) && arguments.value(name).empty()) {
      throw UsageError("--" + std::string(name) + ": a file has no empty name");
    }
  }
}

}  // namespace

Shard read_shard(const std::string& value) {
  const std::string_view text(value);
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::optional<std::size_t> index = whole_number(text.substr(0, slash));
  const std::optional<std::size_t> count =
      slash < text.size() ? whole_number(text.substr(slash + 1)) : std::nullopt;
  if (!index || !count || *index >= *count) {
    throw UsageError("--shard: '" + printable(value) +
                     "' is not I/N with I from 0 to N-1, as '0/8'");
  }
  return {*index, *count};
}

JobOptions read_job_options(const std::string& command, const CommandLine& arguments) {
  JobOptions options;
  options.threads = read_threads(arguments);
  options.file_list = arguments.value("file-list");
  options.null_separated = arguments.has("null");
  if (arguments.has("shard")) options.shard = read_shard(arguments.value("shard"));
  options.output_dir = arguments.value("output-dir");
  options.progress = read_progress(arguments);
  options.stats = arguments.value("stats");
  const std::string counters = arguments.value("counters", "none");
  if (counters != "hadoop" && arguments.has("counters")) {
    throw UsageError("--counters: '" + printable(counters) + "' is not hadoop");
  }
  options.hadoop_counters = counters == "hadoop";
  options.settings = settings_of(command, arguments);
  refuse_contradictions(arguments, options);
  return options;
}

}  // namespace unspin::cli
