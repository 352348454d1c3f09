// Options of the repair command, second step: what the arguments mean.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/json_locate.hpp"
#include "cli/record.hpp"
#include "unspin/engine.hpp"

namespace unspin::cli {

struct RepairOptions {
  enum class Show { kText, kDiff, kCheck };

  Options engine;
  std::vector<std::string> dictionaries;  // later ones win
  bool builtin = true;
  std::string data_folder;  // what replaces the embedded files; empty: nothing does
  std::string output;       // empty: stdout
  std::string edits;        // empty: no log
  Show show = Show::kText;
  std::optional<Format> format;  // none: by the name of each file
  std::string text_key = "text";
  JsonPath text_path;    // text_key, parsed
  std::string encoding;  // of the input; empty: bytes pass as they are
  bool quiet = false;
  std::vector<std::string> files;  // never empty; "-" is stdin

  // What is to be printed instead of doing any work (--help, --version); empty: nothing.
  std::string notice;
};

// Throws UsageError.
RepairOptions read_repair_options(const std::vector<std::string>& args);

// The set of passes that `list` makes of `passes`: "spin,glue" sets, "+spin,-glue" adds and
// removes. Throws UsageError.
std::uint32_t change_passes(std::uint32_t passes, const std::string& list);

}  // namespace unspin::cli
