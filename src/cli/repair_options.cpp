// The option table of the filter, and its meaning. Covered by tests/unit/cli_options_test.cpp.
#include "cli/repair_options.hpp"

#include <algorithm>
#include <charconv>

#include "cli/errors.hpp"
#include "cli/message.hpp"
#include "cli/options.hpp"

#ifndef UNSPIN_VERSION
#define UNSPIN_VERSION "0.0.0-dev"
#endif

namespace unspin::cli {

namespace {

constexpr OptionSpec kOptions[] = {
    {"input-format", 'f', "FORMAT", "text, jsonl, or auto: by name (default)"},
    {"text-key", 0, "KEY", "member that holds the text in JSONL; a pointer if it starts with /"},
    {"dict", 'D', "FILE", "dictionary to add; may be repeated, later ones win"},
    {"no-builtin", 0, "", "leave the built-in dictionary out"},
    {"data-dir", 0, "DIR", "use builtin.lexicon, context.model of DIR for the built-in ones"},
    {"profile", 0, "NAME",
     "text repairs (default); corpus also removes dump, widget, repeat, stray"},
    {"passes", 0, "LIST",
     "of spintax, glue, spin, dump, ...: 'a,b' sets, '+a,-b' adds and removes"},
    {"min-score", 0, "X", "leave documents that look spun less than this, 0 to 1"},
    {"assume-spun", 0, "", "take every document for spun"},
    {"min-confidence", 0, "X", "leave phrases when less sure than this, 0 to 1"},
    {"output", 'o', "FILE", "replace FILE, at once and as a whole; may be the input"},
    {"edits", 0, "FILE", "log every edit, for 'unspin revert'"},
    {"diff", 0, "", "show a unified diff instead of the text"},
    {"check", 0, "", "only name what would change; status 1 if anything would"},
    {"quiet", 'q', "", "no summary of what was passed through unread"},
    {"help", 0, "", "this text"},
    {"version", 0, "", "the version"},
};

constexpr std::string_view kUsage =
    "usage: unspin [repair] [OPTION...] [FILE...]      repair text; no FILE or '-' is stdin\n"
    "       unspin revert --edits LOG [FILE]           take the edits back\n"
    "       unspin eval SPUN REPAIRED ORIGINAL         score a repair\n"
    "       unspin dict|model ...                      make and look into dictionaries, models\n"
    "\n"
    "Repairs text that a spinner has garbled; all other bytes pass unchanged.\n"
    "Status: 0 done, 1 --check found something, 2 trouble.\n"
    "\n";

struct PassName {
  std::string_view name;
  Pass pass;
};
constexpr PassName kPasses[] = {{"spintax", Pass::kSpintax}, {"glue", Pass::kGlue},
                                {"spin", Pass::kSpin},       {"dump", Pass::kDump},
                                {"widget", Pass::kWidget},   {"repeat", Pass::kRepeat},
                                {"stray", Pass::kStray}};

std::string pass_names() {
  std::string names;
  for (const PassName& row : kPasses) {
    if (!names.empty()) names += ", ";
    names += row.name;
  }
  return names;
}

// Throws UsageError for a name that is not in the table.
std::uint32_t pass_bit(std::string_view name) {
  for (const PassName& row : kPasses) {
    if (row.name == name) return static_cast<std::uint32_t>(row.pass);
  }
  throw UsageError("--passes: no pass is called '" + printable(name) + "'; there are " +
                   pass_names());
}

std::uint32_t read_profile(const std::string& value) {
  if (value == "text") return kAllPasses;
  if (value == "corpus") return kAllPasses | kRemovalPasses;
  throw UsageError("--profile: '" + printable(value) + "' is not text or corpus");
}

// A number from 0 to 1. from_chars: no locale, no white space, nothing behind the number; the
// comparison is written so that NaN fails it.
double read_share(const std::string& option, const std::string& value) {
  double share = -1;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, share);
  if (error != std::errc() || stop != end || !(share >= 0 && share <= 1)) {
    throw UsageError("--" + option + ": '" + printable(value) + "' is not a number from 0 to 1");
  }
  return share;
}

// None: each file's name decides.
std::optional<Format> read_format(const std::string& value) {
  if (value == "auto") return std::nullopt;
  if (value == "text") return Format::kText;
  if (value == "jsonl") return Format::kJsonl;
  throw UsageError("--input-format: '" + printable(value) + "' is not text, jsonl or auto");
}

// One option of the command line, in its order: --profile sets, --passes builds on what came
// before.
void apply_option(RepairOptions& options, const std::string& name, const std::string& value) {
  if (name == "input-format") options.format = read_format(value);
  if (name == "text-key") options.text_key = value;
  if (name == "dict") options.dictionaries.push_back(value);
  if (name == "no-builtin") options.builtin = false;
  if (name == "data-dir") options.data_folder = value;
  if (name == "profile") options.engine.passes = read_profile(value);
  if (name == "passes") options.engine.passes = change_passes(options.engine.passes, value);
  if (name == "min-score") options.engine.min_score = read_share(name, value);
  if (name == "assume-spun") options.engine.assume_spun = true;
  if (name == "min-confidence") options.engine.min_confidence = read_share(name, value);
  if (name == "output") options.output = value;
  if (name == "edits") options.edits = value;
  if (name == "quiet") options.quiet = true;
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
  if (args.has("data-dir") && options.data_folder.empty()) {
    throw UsageError("--data-dir: a folder has no empty name");
  }
  if (options.edits == "-") throw UsageError("--edits needs a file of its own");
}

}  // namespace

std::uint32_t change_passes(std::uint32_t passes, const std::string& list) {
  const bool relative = list.starts_with('+') || list.starts_with('-');
  if (!relative) passes = 0;
  std::size_t begin = 0;
  while (begin <= list.size()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    std::string_view name = std::string_view(list).substr(begin, end - begin);
    const char sign = name.empty() ? ' ' : name.front();
    if (relative != (sign == '+' || sign == '-')) {
      throw UsageError("--passes: either all names have a sign or none");
    }
    if (relative) name.remove_prefix(1);
    const std::uint32_t bit = pass_bit(name);
    passes = sign == '-' ? passes & ~bit : passes | bit;
    begin = end + 1;
  }
  return passes;
}

RepairOptions read_repair_options(const std::vector<std::string>& args) {
  const CommandLine arguments = parse_command_line(args, kOptions);
  RepairOptions options;
  if (arguments.has("help")) options.notice = help_text(kUsage, kOptions);
  if (arguments.has("version")) options.notice = "unspin " UNSPIN_VERSION "\n";
  for (const auto& [name, value] : arguments.options) apply_option(options, name, value);
  if (arguments.has("diff")) options.show = RepairOptions::Show::kDiff;
  if (arguments.has("check")) options.show = RepairOptions::Show::kCheck;
  refuse_contradictions(arguments, options);
  options.text_path = JsonPath::parse(options.text_key);
  options.files = arguments.files;
  if (options.files.empty()) options.files.emplace_back("-");
  return options;
}

}  // namespace unspin::cli
