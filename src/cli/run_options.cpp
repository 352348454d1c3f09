// Covered by tests/unit/cli_options_test.cpp and tests/cli/options/*.case.
#include "cli/run_options.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "build/dictionary.hpp"
#include "cli/encoding.hpp"
#include "cli/errors.hpp"
#include "cli/json_locate.hpp"
#include "cli/message.hpp"
#include "unspin/error.hpp"

#ifndef UNSPIN_VERSION
#define UNSPIN_VERSION "0.0.0-dev"
#endif

namespace unspin::cli {

namespace {

struct PassName {
  std::string_view name;
  Pass pass;
};
constexpr PassName kPasses[] = {{"encoding", Pass::kEncoding}, {"entity", Pass::kEntity},
                                {"escape", Pass::kEscape},     {"spintax", Pass::kSpintax},
                                {"glue", Pass::kGlue},         {"spin", Pass::kSpin},
                                {"dump", Pass::kDump},         {"widget", Pass::kWidget},
                                {"repeat", Pass::kRepeat},     {"stray", Pass::kStray}};

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

// None: each file's name, or its content, decides.
std::optional<Format> read_format(const std::string& value) {
  if (value == "auto") return std::nullopt;
  if (const auto format = format_named(value)) return format;
  throw UsageError("--input-format: '" + printable(value) +
                   "' is not text, jsonl, wet, tsv or auto");
}

void add_key(std::vector<JsonPath>& keys, const std::string& value) {
  JsonPath path = JsonPath::parse(value);
  for (const JsonPath& other : keys) {
    if (path.same_place(other)) {
      throw UsageError("--text-key: '" + printable(value) + "' is given twice");
    }
  }
  if (keys.size() == kMostPaths) throw UsageError("--text-key: too many keys");
  keys.push_back(std::move(path));
}

std::size_t read_column(const std::string& value) {
  std::size_t column = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, column);
  if (error != std::errc() || stop != end || column == 0) {
    throw UsageError("--column: '" + printable(value) + "' is not a number from 1 on");
  }
  return column;
}

// None: as the input.
std::optional<Compression> read_compression(const std::string& value) {
  if (value == "auto") return std::nullopt;
  if (value == "none") return Compression::kNone;
  if (value == "gzip") return Compression::kGzip;
  if (value == "zstd") return Compression::kZstd;
  throw UsageError("--compress: '" + printable(value) + "' is not none, gzip, zstd or auto");
}

// One option of the command line, in its order: --profile sets, --passes builds on what came
// before.
void apply_option(RunOptions& options, const std::string& name, const std::string& value) {
  if (name == "input-format") options.format = read_format(value);
  if (name == "text-key") add_key(options.layout.keys, value);
  if (name == "column") options.layout.column = read_column(value);
  if (name == "encoding") check_encoding(options.encoding = value);
  if (name == "max-record") options.most_record = read_size(name, value);
  if (name == "compress") options.compression = read_compression(value);
  if (name == "dict") options.dictionaries.push_back(value);
  if (name == "no-builtin") options.builtin = false;
  if (name == "data-dir") options.data_folder = value;
  if (name == "profile") options.engine.passes = read_profile(value);
  if (name == "passes") options.engine.passes = change_passes(options.engine.passes, value);
  if (name == "min-score") options.engine.min_score = read_share(name, value);
  if (name == "assume-spun") options.engine.assume_spun = true;
  if (name == "output") options.output = value;
  if (name == "quiet") options.quiet = true;
}

// What options and name say of the format. A column makes TSV of what could be text.
std::optional<Format> told_format(const RunOptions& options, const std::string& path) {
  if (options.format) return options.format;
  const std::optional<Format> by_name = format_by_name(path);
  const bool may_be_text = !by_name || *by_name == Format::kText;
  return options.layout.column > 0 && may_be_text ? Format::kTsv : by_name;
}

// What does not fit together, and would be found out only when a file is reached.
void check_formats(const RunOptions& options) {
  for (const std::string& path : options.files) {
    const std::string problem = format_problem(options, path);
    if (!problem.empty()) throw UsageError(problem);
  }
  if (options.layout.column > 0 && options.format.value_or(Format::kTsv) != Format::kTsv) {
    throw UsageError("--column is for TSV");
  }
}

// The built-in data: embedded, unless a folder holds something in its place.
struct Data {
  Lexicon lexicon;
  Context context;
};

// Throws SetupError also when the folder replaces nothing: its name is mistyped, or its files'.
Data load_data(const std::string& folder) {
  if (folder.empty()) return {Lexicon::embedded(), Context::embedded()};
  const std::string lexicon = folder + "/builtin.lexicon", model = folder + "/context.model";
  std::error_code unknown;  // a file that cannot be looked at is told when it is opened
  const bool has_lexicon = std::filesystem::exists(lexicon, unknown);
  const bool has_model = std::filesystem::exists(model, unknown);
  if (!has_lexicon && !has_model) {
    throw SetupError(printable(folder) + ": holds neither builtin.lexicon nor context.model");
  }
  return {has_lexicon ? Lexicon::open(lexicon) : Lexicon::embedded(),
          has_model ? Context::open(model) : Context::embedded()};
}

}  // namespace

std::vector<OptionSpec> option_table(std::span<const OptionSpec> own) {
  std::vector<OptionSpec> table(kRunOptions.begin(), kRunOptions.end());
  table.insert(table.end(), own.begin(), own.end());
  table.insert(table.end(), kJobOptions.begin(), kJobOptions.end());
  table.insert(table.end(), kLastOptions.begin(), kLastOptions.end());
  return table;
}

// from_chars: no locale, no white space, nothing behind the number; the comparison is written so
// that NaN fails it.
double read_share(const std::string& option, const std::string& value) {
  double share = -1;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, share);
  if (error != std::errc() || stop != end || !(share >= 0 && share <= 1)) {
    throw UsageError("--" + option + ": '" + printable(value) + "' is not a number from 0 to 1");
  }
  return share;
}

std::size_t read_size(const std::string& option, const std::string& value) {
  constexpr std::string_view kSuffixes = "KMG";
  std::size_t size = 0;
  const char* end = value.data() + value.size();
  auto [stop, error] = std::from_chars(value.data(), end, size);
  unsigned shift = 0;
  if (stop != end && error == std::errc()) {
    const std::size_t suffix = kSuffixes.find(*stop);
    if (suffix != kSuffixes.npos) {
      shift = 10 * (static_cast<unsigned>(suffix) + 1);
      ++stop;
    }
  }
  // Half of what can be counted, so that adding to a size never overflows.
  if (error != std::errc() || stop != end || size == 0 || size > (SIZE_MAX / 2) >> shift) {
    throw UsageError("--" + option + ": '" + printable(value) +
                     "' is not a size such as 500000, 64K, 16M or 1G");
  }
  return size << shift;
}

std::uint32_t change_passes(std::uint32_t passes, const std::string& list) {
  std::uint32_t named = 0;
  bool relative = false;
  std::size_t begin = 0;
  while (begin <= list.size()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    std::string_view name = std::string_view(list).substr(begin, end - begin);
    const bool removes = name.starts_with('-');
    if (removes || name.starts_with('+')) {
      relative = true;
      name.remove_prefix(1);
    }
    const std::uint32_t bit = pass_bit(name);
    passes = removes ? passes & ~bit : passes | bit;
    named |= bit;
    begin = end + 1;
  }
  return relative ? passes : named;
}

void read_run_options(RunOptions& options, const std::string& command, const CommandLine& arguments,
                      std::string_view usage, std::span<const OptionSpec> table) {
  if (arguments.has("help")) options.notice = help_text(usage, table);
  if (arguments.has("version")) options.notice = "unspin " UNSPIN_VERSION "\n";
  for (const auto& [name, value] : arguments.options) apply_option(options, name, value);
  if (arguments.has("data-dir") && options.data_folder.empty()) {
    throw UsageError("--data-dir: a folder has no empty name");
  }
  if (options.layout.keys.empty()) add_key(options.layout.keys, "text");
  options.files = arguments.files;
  options.job = read_job_options(command, arguments);
  if (options.files.empty() && options.job.file_list.empty()) options.files.emplace_back("-");
  check_formats(options);
}

Layout layout_of_input(const RunOptions& options, const std::string& path, Input& input) {
  Layout layout = options.layout;
  const std::optional<Format> told = told_format(options, path);
  if (told || !options.encoding.empty()) {
    layout.format = told.value_or(Format::kText);
  } else {
    layout.format = format_of_stream(input, layout.keys);
  }
  return layout;
}

std::string format_problem(const RunOptions& options, const std::string& path) {
  const bool encoded = !options.encoding.empty() && !is_utf8_name(options.encoding);
  const Format format = told_format(options, path).value_or(Format::kText);
  if (encoded && format != Format::kText) {
    return "--encoding is for plain text: " + display_name(path);
  }
  if (format == Format::kTsv && options.layout.column == 0) {
    return "TSV needs --column, or -f text: " + display_name(path);
  }
  return {};
}

Engine make_engine(const RunOptions& options) {
  const Data data = load_data(options.data_folder);
  std::vector<Lexicon> layers;
  if (options.builtin) layers.push_back(data.lexicon);
  for (const std::string& path : options.dictionaries) {
    layers.push_back(build::load_dictionary(path, data.context));
  }
  return Engine(options.engine, std::move(layers), data.context);
}

}  // namespace unspin::cli
