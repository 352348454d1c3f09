// What the commands that run the engine over records share: options, and the engine they ask for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/codec.hpp"
#include "cli/format.hpp"
#include "cli/input.hpp"
#include "cli/job_options.hpp"
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
  std::optional<Format> format;  // none: by the name of each file, or its content
  Layout layout;                 // without its format
  std::string encoding;          // of the input; empty: bytes pass as they are
  std::size_t most_record = kMostRecord;
  std::optional<Compression> compression;  // of the output; none: as the input
  bool quiet = false;
  std::vector<std::string> files;  // as given; "-" is stdin; empty: see job.file_list
  JobOptions job;

  // What is to be printed instead of doing any work (--help, --version); empty: nothing.
  std::string notice;
};

// The rows for the option tables: in front of the command's own, and behind them.
inline constexpr std::array<OptionSpec, 13> kRunOptions = {{
    {"input-format", 'f', "FORMAT", "text, jsonl, wet, tsv, or auto: by name, content (default)"},
    {"text-key", 0, "KEY", "member with the text in JSONL; /a/b is a pointer; may be repeated"},
    {"column", 0, "N", "column that holds the text in TSV, from 1"},
    {"encoding", 0, "NAME", "read text in this encoding, or auto; the output is UTF-8"},
    {"max-record", 0, "SIZE", "pass longer records through unread: bytes, or 64K, 8M (default)"},
    {"compress", 0, "KIND", "write none, gzip, zstd, or auto: as the input (default)"},
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
void read_run_options(RunOptions& options, const std::string& command, const CommandLine& arguments,
                      std::string_view usage, std::span<const OptionSpec> table);

// The layout of the records of an input that was opened as `path`. Where neither the options nor
// the name tell its format the first bytes are looked at, unless they are in an --encoding.
Layout layout_of_input(const RunOptions& options, const std::string& path, Input& input);

// A number from 0 to 1. Throws UsageError that names the option.
double read_share(const std::string& option, const std::string& value);

// A number of bytes, not 0, that may have a suffix K, M or G. Throws UsageError, likewise.
std::size_t read_size(const std::string& option, const std::string& value);

// The set of passes that `list` makes of `passes`: "spin,glue" sets; with a sign anywhere the list
// adds and removes, "widget,-glue" or "+widget,-glue". Throws UsageError.
std::uint32_t change_passes(std::uint32_t passes, const std::string& list);

// Why the file that is named `path` is refused: its format does not fit the other options, as far
// as its name tells. Empty: it is not.
std::string format_problem(const RunOptions& options, const std::string& path);

// Layers in the order of the command line, behind the built-in one. Throws SetupError.
Engine make_engine(const RunOptions& options);

}  // namespace unspin::cli
