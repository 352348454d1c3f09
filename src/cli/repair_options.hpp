// Options of the repair command, second step: what the arguments mean.
#pragma once

#include <string>
#include <vector>

#include "cli/run_options.hpp"

namespace unspin::cli {

struct RepairOptions : RunOptions {
  enum class Show { kText, kDiff, kCheck };

  std::string edits;  // empty: no log
  Show show = Show::kText;
};

// Throws UsageError.
RepairOptions read_repair_options(const std::vector<std::string>& args);

}  // namespace unspin::cli
