// unspin dict learn: rows proposed from parallel text.
#pragma once

#include <vector>

#include "cli/dict_trace.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"

namespace unspin::cli {

// Reads the JSONL file that the command line names behind the action and writes what it teaches,
// except what `layers` know already. Throws SetupError "file:line: what" for a record that is none.
void learn_rows(const CommandLine& line, const std::vector<Layer>& layers, Output& output);

}  // namespace unspin::cli
