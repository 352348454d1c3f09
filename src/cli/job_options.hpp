// Options of a run over many files, which the commands that run the engine share: how many threads,
// which files, where to, and what is told of it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"

namespace unspin::cli {

// The part of a list of files that one of several machines does.
struct Shard {
  std::size_t index = 0;  // from 0
  std::size_t count = 1;
  bool operator==(const Shard&) const = default;
};

enum class ProgressKind { kAuto, kBar, kLog, kNone };

struct JobOptions {
  std::size_t threads = 1;
  std::string file_list;     // empty: none; "-" is stdin
  bool null_separated = false;
  std::optional<Shard> shard;
  std::string output_dir;    // empty: one output for all files
  ProgressKind progress = ProgressKind::kAuto;
  std::string stats;         // empty: none are written
  bool hadoop_counters = false;

  // Everything on the command line that may change what is written, as one text: a file that was
  // done with other settings has to be done again. Options that are not known to be harmless count.
  std::string settings;
};

inline constexpr std::array<OptionSpec, 9> kJobOptions = {{
    {"threads", 'j', "N", "threads, 0: as many as there are CPUs (default: as given to the job)"},
    {"file-list", 0, "FILE", "read names of input files from FILE, one a line; '-' is stdin"},
    {"null", '0', "", "the names in the list end with a null byte"},
    {"shard", 0, "I/N", "only the files I, I+N, ... of the sorted list, I from 0 to N-1"},
    {"output-dir", 0, "DIR", "one output for each file, below DIR; what is done is skipped"},
    {"progress", 0, "HOW", "auto (default: a bar on a terminal), bar, log or none"},
    {"no-progress", 0, "", "the same as --progress=none"},
    {"stats", 0, "FILE", "counts of the run, as JSON"},
    {"counters", 0, "KIND", "hadoop: the same counts for Hadoop streaming, on stderr"},
}};

// Throws UsageError. `command` is part of the settings.
JobOptions read_job_options(const std::string& command, const CommandLine& arguments);

// "3/8": the shard with index 3 of 8. Throws UsageError.
Shard read_shard(const std::string& value);

}  // namespace unspin::cli
