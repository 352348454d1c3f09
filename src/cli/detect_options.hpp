// Options of the detect command, second step: what the arguments mean.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report.hpp"
#include "cli/run_options.hpp"

namespace unspin::cli {

// What becomes of a record that has no text.
enum class OnError { kKeep, kDrop, kFail };

struct DetectOptions : RunOptions {
  std::optional<ReportOptions::Kind> kind;  // none: text for a terminal, otherwise JSON
  OffsetUnit unit = OffsetUnit::kByte;
  Split split = Split::kDocument;
  std::optional<bool> keep;  // write the records that are spun, or those that are not; no report
  OnError on_error = OnError::kKeep;
  bool check = false;
  JsonPath id_path;
};

// Throws UsageError.
DetectOptions read_detect_options(const std::vector<std::string>& args);

}  // namespace unspin::cli
