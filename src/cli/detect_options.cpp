// The option table of the detector, and its meaning. Covered by tests/unit/cli_options_test.cpp.
#include "cli/detect_options.hpp"

#include "cli/errors.hpp"
#include "cli/message.hpp"

namespace unspin::cli {

namespace {

constexpr OptionSpec kOptions[] = {
    {"id-key", 0, "KEY", "member of JSONL records that names them (default: id)"},
    {"split", 0, "UNIT", "judge each document (default), paragraph or line"},
    {"format", 0, "KIND", "json, text, sarif or dolma (default: text on a terminal, else json)"},
    {"offset-unit", 0, "UNIT", "byte (default), codepoint or utf16"},
    {"keep", 0, "WHICH", "instead of a report: the records that are spun, or clean, untouched"},
    {"on-error", 0, "WHAT", "keep (default), drop or fail: with records that have no text"},
    {"check", 0, "", "status 1 if anything is spun"},
    {"output", 'o', "FILE", "replace FILE, at once and as a whole"},
};

constexpr std::string_view kUsage =
    "usage: unspin detect [OPTION...] [FILE...]        no FILE or '-' is stdin\n"
    "\n"
    "Says of each document how probably it has been spun, by which family of spinners, which\n"
    "phrases show it, and why.\n"
    "Status: 0 done, 1 --check found something, 2 trouble.\n"
    "\n";

// A word that an option may be given, and what it stands for.
template <typename Value>
struct Choice {
  std::string_view word;
  Value value;
};

template <typename Value, std::size_t kCount>
Value choose(const CommandLine& arguments, const std::string& option,
             const Choice<Value> (&choices)[kCount]) {
  const std::string given = arguments.value(option);
  std::string known;
  for (const auto& [word, value] : choices) {
    if (word == given) return value;
    known.append(known.empty() ? "" : ", ").append(word);
  }
  throw UsageError("--" + option + ": '" + printable(given) + "' is none of " + known);
}

using Kind = ReportOptions::Kind;

constexpr Choice<Split> kSplits[] = {
    {"document", Split::kDocument}, {"paragraph", Split::kParagraph}, {"line", Split::kLine}};
constexpr Choice<Kind> kKinds[] = {
    {"json", Kind::kJson}, {"text", Kind::kText}, {"sarif", Kind::kSarif}, {"dolma", Kind::kDolma}};
constexpr Choice<OffsetUnit> kUnits[] = {{"byte", OffsetUnit::kByte},
                                         {"codepoint", OffsetUnit::kCodePoint},
                                         {"utf16", OffsetUnit::kUtf16}};
constexpr Choice<bool> kKept[] = {{"spun", true}, {"clean", false}};
constexpr Choice<OnError> kOnErrors[] = {
    {"keep", OnError::kKeep}, {"drop", OnError::kDrop}, {"fail", OnError::kFail}};

void refuse_contradictions(const CommandLine& arguments, const DetectOptions& options) {
  if (options.keep && options.kind) throw UsageError("--keep writes records, --format a report");
  if (options.keep && arguments.has("offset-unit"))
    throw UsageError("--keep writes records, no offsets");
  // Its rows are those of the documents.
  if (options.kind == Kind::kDolma && options.layout.keys.size() > 1) {
    throw UsageError("--format dolma takes one --text-key");
  }
  if (!options.keep && arguments.has("compress"))
    throw UsageError("--compress is for the records of --keep, not for reports");
}

}  // namespace

DetectOptions read_detect_options(const std::vector<std::string>& args) {
  const std::vector<OptionSpec> table = option_table(kOptions);
  const CommandLine arguments = parse_command_line(args, table);
  DetectOptions options;
  read_run_options(options, "detect", arguments, kUsage, table);
  if (arguments.has("split")) options.split = choose(arguments, "split", kSplits);
  if (arguments.has("format")) options.kind = choose(arguments, "format", kKinds);
  // Dolma counts code points.
  if (options.kind == Kind::kDolma) options.unit = OffsetUnit::kCodePoint;
  if (arguments.has("offset-unit")) options.unit = choose(arguments, "offset-unit", kUnits);
  if (arguments.has("keep")) options.keep = choose(arguments, "keep", kKept);
  if (arguments.has("on-error")) options.on_error = choose(arguments, "on-error", kOnErrors);
  options.check = arguments.has("check");
  options.id_path = JsonPath::parse(arguments.value("id-key", "id"));
  options.engine.flag_all = true;
  refuse_contradictions(arguments, options);
  return options;
}

}  // namespace unspin::cli
