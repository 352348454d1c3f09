// Covered by tests/unit/cli_options_test.cpp and tests/cli/options/*.case.
#include "cli/run_options.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "build/dictionary.hpp"
#include "cli/encoding.hpp"
#include "cli/errors.hpp"
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

// None: each file's name decides.
std::optional<Format> read_format(const std::string& value) {
  if (value == "auto") return std::nullopt;
  if (value == "text") return Format::kText;
  if (value == "jsonl") return Format::kJsonl;
  throw UsageError("--input-format: '" + printable(value) + "' is not text, jsonl or auto");
}

// One option of the command line, in its order: --profile sets, --passes builds on what came
// before.
void apply_option(RunOptions& options, const std::string& name, const std::string& value) {
  if (name == "input-format") options.format = read_format(value);
  if (name == "text-key") options.text_key = value;
  if (name == "encoding") check_encoding(options.encoding = value);
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

void refuse_encoded_jsonl(const RunOptions& options) {
  if (options.encoding.empty() || is_utf8_name(options.encoding)) return;
  for (const std::string& path : options.files) {
    if (options.format.value_or(format_of(path)) == Format::kJsonl) {
      throw UsageError(encoded_jsonl(display_name(path)));
    }
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

void read_run_options(RunOptions& options, const std::string& command,
                      const CommandLine& arguments, std::string_view usage,
                      std::span<const OptionSpec> table) {
  if (arguments.has("help")) options.notice = help_text(usage, table);
  if (arguments.has("version")) options.notice = "unspin " UNSPIN_VERSION "\n";
  for (const auto& [name, value] : arguments.options) apply_option(options, name, value);
  if (arguments.has("data-dir") && options.data_folder.empty()) {
    throw UsageError("--data-dir: a folder has no empty name");
  }
  options.text_path = JsonPath::parse(options.text_key);
  options.files = arguments.files;
  options.job = read_job_options(command, arguments);
  if (options.files.empty() && options.job.file_list.empty()) options.files.emplace_back("-");
  refuse_encoded_jsonl(options);
}

std::string encoded_jsonl(const std::string& name) {
  return "--encoding: JSONL is UTF-8: " + name;
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
