// What the commands that run the engine over records share: options, and the engine they ask for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/job_options.hpp"
#include "cli/json_locate.hpp"
#include "cli/options.hpp"
#include "cli/record.hpp"
#include "unspin/engine.hpp"

namespace unspin::cli {

struct RunOptions {
  Options engine;
  std::vector<std::string> dictionaries;  // later ones win
  bool builtin = true;
  std::string data_folder;       // what replaces the embedded files; empty: nothing does
  std::string output;            // empty: stdout
  std::optional<Format> format;  // none: by the name of each file
  std::string text_key = "text";
  JsonPath text_path;    // text_key, parsed
  std::string encoding;  // of the input; empty: bytes pass as they are
  bool quiet = false;
  std::vector<std::string> files;  // as given; "-" is stdin; empty: see job.file_list
  JobOptions job;

  // What is to be printed instead of doing any work (--help, --version); empty: nothing.
  std::string notice;
};

// The rows for the option tables: in front of the command's own, and behind them.
inline constexpr std::array<OptionSpec, 10> kRunOptions = {{
    {"input-format", 'f', "FORMAT", "text, jsonl, or auto: by name (default)"},
    {"text-key", 0, "KEY", "member that holds the text in JSONL; a pointer if it starts with /"},
    {"encoding", 0, "NAME", "read text in this encoding, or auto; the output is UTF-8"},
    {"dict", 'D', "FILE", "dictionary to add; may be repeated, later ones win"},
    {"no-builtin", 0, "", "leave the built-in dictionary out"},
    {"data-dir", 0, "DIR", "use builtin.lexicon, context.model of DIR for the built-in ones"},
    {"profile", 0, "NAME",
     "text repairs (default); corpus also removes dump, widget, repeat, stray"},
    {"passes", 0, "LIST", "of encoding, entity, ..., spin, dump, ...: 'a,b' sets, '+a,-b' changes"},
    {"min-score", 0, "X", "take documents for spun from this score on, 0 to 1"},
    {"assume-spun", 0, "", "take every document for spun"},
}};
inline constexpr std::array<OptionSpec, 3> kLastOptions = {{
    {"quiet", 'q', "", "no summary of what was passed through unread"},
    {"help", 0, "", "this text"},
    {"version", 0, "", "the version"},
}};

// The rows above with `own` between them.
std::vector<OptionSpec> option_table(std::span<const OptionSpec> own);

// Takes the shared ones of the options; `usage` and `table` are for --help. Throws UsageError.
void read_run_options(RunOptions& options, const std::string& command,
                      const CommandLine& arguments, std::string_view usage,
                      std::span<const OptionSpec> table);

// A number from 0 to 1. Throws UsageError that names the option.
double read_share(const std::string& option, const std::string& value);

// The set of passes that `list` makes of `passes`: "spin,glue" sets; with a sign anywhere the list
// adds and removes, "widget,-glue" or "+widget,-glue". Throws UsageError.
std::uint32_t change_passes(std::uint32_t passes, const std::string& list);

// Why `name` is refused: it holds JSON lines, and --encoding asks for conversion.
std::string encoded_jsonl(const std::string& name);

// Layers in the order of the command line, behind the built-in one. Throws SetupError.
Engine make_engine(const RunOptions& options);

}  // namespace unspin::cli
