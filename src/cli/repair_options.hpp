// Options of the repair command, second step: what the arguments mean.
#pragma once

#include <string>
#include <vector>

#include "cli/run_options.hpp"

namespace unspin::cli {

struct RepairOptions : RunOptions {
  enum class Show { kText, kDiff, kCheck };

  std::string edits;  // empty: no log; a folder of logs where each file has an output of its own
  bool in_place = false;
  Show show = Show::kText;
};

// Throws UsageError.
RepairOptions read_repair_options(const std::vector<std::string>& args);

}  // namespace unspin::cli
