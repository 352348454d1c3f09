// The option table of the filter, and its meaning. Covered by tests/unit/cli_options_test.cpp.
#include "cli/repair_options.hpp"

#include <algorithm>

#include "cli/errors.hpp"
#include "cli/options.hpp"

namespace unspin::cli {

namespace {

constexpr OptionSpec kOptions[] = {
    {"min-confidence", 0, "X", "leave phrases when less sure than this, 0 to 1"},
    {"output", 'o', "FILE", "replace FILE, at once and as a whole; may be the input"},
    {"in-place", 'i', "", "replace each FILE that needs repair, at once and as a whole"},
    {"edits", 0, "FILE", "log every edit, for 'unspin revert'"},
    {"diff", 0, "", "show a unified diff instead of the text"},
    {"check", 0, "", "only name what would change; status 1 if anything would"},
};

constexpr std::string_view kUsage =
    "usage: unspin [repair] [OPTION...] [FILE...]      repair text; no FILE or '-' is stdin\n"
    "       unspin detect [OPTION...] [FILE...]        say what looks spun, and why\n"
    "       unspin revert --edits LOG [FILE]           take the edits back\n"
    "       unspin eval SPUN REPAIRED ORIGINAL         score a repair\n"
    "       unspin dict|model ...                      make and look into dictionaries, models\n"
    "\n"
    "Repairs text that a spinner has garbled; all other bytes pass unchanged.\n"
    "Status: 0 done, 1 --check found something, 2 trouble.\n"
    "\n";

// In its own place a file is repaired, and nothing else; a log would be of many files.
void refuse_in_place(const CommandLine& args, const RepairOptions& options) {
  if (!options.in_place) return;
  for (const char* other : {"output", "output-dir", "diff", "check", "edits"}) {
    if (args.has(other)) {
      throw UsageError("--in-place and --" + std::string(other) + " exclude each other");
    }
  }
  if (std::find(options.files.begin(), options.files.end(), "-") != options.files.end()) {
    throw UsageError("--in-place: stdin has no place; name a file");
  }
}

// What would do something other than it says: a preview in the place of the repaired file, a log
// of edits that were never made, the embedded data where a script's variable was empty.
void refuse_contradictions(const CommandLine& args, const RepairOptions& options) {
  const bool preview = args.has("diff") || args.has("check");
  if (args.has("diff") && args.has("check")) {
    throw UsageError("--diff and --check exclude each other");
  }
  if (preview && args.has("output")) throw UsageError("--output takes repaired text, no preview");
  if (preview && args.has("edits")) throw UsageError("--edits logs what was done, no preview");
  if (preview && args.has("compress")) throw UsageError("--compress is for text, not for previews");
  // A log could not give the bytes back that were converted.
  if (args.has("encoding") && args.has("edits")) {
    throw UsageError("--edits cannot log a change of --encoding");
  }
  if (preview && args.has("output-dir")) {
    throw UsageError("--output-dir takes repaired texts, no preview");
  }
  refuse_in_place(args, options);
  if (options.edits == "-") throw UsageError("--edits needs a file of its own");
}

}  // namespace

RepairOptions read_repair_options(const std::vector<std::string>& args) {
  const std::vector<OptionSpec> table = option_table(kOptions);
  const CommandLine arguments = parse_command_line(args, table);
  RepairOptions options;
  read_run_options(options, "repair", arguments, kUsage, table);
  if (arguments.has("min-confidence")) {
    options.engine.min_confidence = read_share("min-confidence", arguments.value("min-confidence"));
  }
  options.engine.assess = false;  // nobody sees the scores
  options.in_place = arguments.has("in-place");
  options.edits = arguments.value("edits");
  if (arguments.has("diff")) options.show = RepairOptions::Show::kDiff;
  if (arguments.has("check")) options.show = RepairOptions::Show::kCheck;
  refuse_contradictions(arguments, options);
  return options;
}

}  // namespace unspin::cli
