// unspin dict compile | check | test | trace | learn | wordnet: dictionaries, from their making to
// what they know.
#include "build/check.hpp"
#include "build/dictionary.hpp"
#include "build/lint.hpp"
#include "build/wordnet.hpp"
#include "cli/commands.hpp"
#include "cli/dict_learn.hpp"
#include "cli/dict_trace.hpp"
#include "cli/errors.hpp"
#include "cli/message.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "core/file_format.hpp"
#include "unspin/context.hpp"

namespace unspin::cli {

namespace {

constexpr OptionSpec kOptions[] = {
    {"output", 'o', "FILE", "replace FILE, at once and as a whole, instead of stdout"},
    {"chains", 0, "", "check: list the chains and loops"},
    {"spun-key", 0, "KEY", "learn: member that holds the spun text (spun)"},
    {"original-key", 0, "KEY", "learn: member that holds the original (original)"},
    {"min-count", 0, "N", "learn: how often a pair must have been seen (2)"},
    {"min-share", 0, "X", "learn: least share of the phrase's occurrences, 0 to 1 (0.1)"},
    {"all", 0, "", "learn: propose what the dictionaries know already, too"},
    {"dict", 'D', "FILE", "learn, trace: a dictionary beside the built-in one; may be repeated"},
    {"no-builtin", 0, "", "learn, trace: leave the built-in dictionary out"},
    {"model", 0, "FILE", "a context model instead of the embedded one"},
    {"help", 0, "", "this text"},
};

constexpr std::string_view kUsage =
    "usage: unspin dict compile -o LEXICON DICT...   one lexicon of several files\n"
    "       unspin dict check DICT...                lint; status 1 on errors\n"
    "       unspin dict test DICT...                 try the rows' examples; status 1 on failures\n"
    "       unspin dict trace WORD...                all that is known of a phrase\n"
    "       unspin dict learn PAIRS                  rows that parallel texts suggest\n"
    "       unspin dict wordnet DIR                  the broad layer, from WordNet's data files\n"
    "\n";

Context load_model(const CommandLine& line) {
  return line.has("model") ? Context::open(line.value("model")) : Context::embedded();
}

// The operands behind the action.
std::vector<std::string> operands(const CommandLine& line, const std::string& what) {
  if (line.files.size() < 2) throw UsageError("missing " + what);
  return {line.files.begin() + 1, line.files.end()};
}

// The lexicon is the output.
int compile_dictionaries(const CommandLine& line, Output& output) {
  output.write(build::compile_files(operands(line, "dictionary"), load_model(line)));
  return kExitDone;
}

// A finding on a line of its own, whatever bytes the row holds.
template <typename Finding>
void write_line(Output& output, const Finding& finding) {
  output.write(printable(finding.text()) + "\n");
}

int check_dictionaries(const CommandLine& line, Output& output) {
  const Context context = load_model(line);
  std::size_t rows = 0, errors = 0, chained = 0;
  for (const std::string& path : operands(line, "dictionary")) {
    const MappedFile file(path);
    const std::vector<build::Finding> found = build::lint(file.bytes(), path, context);
    for (const build::Finding& finding : found) write_line(output, finding);
    errors += found.size();
    std::vector<build::Finding> malformed;  // already among those found
    const std::vector<build::Row> good = build::read_rows(file.bytes(), path, malformed);
    rows += good.size();
    const std::vector<build::Finding> chains = build::chains(good);
    chained += chains.size();
    if (!line.has("chains")) continue;
    for (const build::Finding& chain : chains) write_line(output, chain);
  }
  output.write(counted(rows, "row") + ", " + counted(errors, "error") + ", " +
               counted(chained, "chain") +
               (chained > 0 && !line.has("chains") ? " (--chains lists them)\n" : "\n"));
  return errors == 0 ? kExitDone : kExitFound;
}

int test_dictionaries(const CommandLine& line, Output& output) {
  const std::vector<build::Row> rows = build::read_files(operands(line, "dictionary"));
  const build::ExampleReport report = build::check_examples(rows, load_model(line));
  for (const build::Failure& failure : report.failures) write_line(output, failure);
  output.write(std::to_string(report.passed) + " passed, " +
               std::to_string(report.failures.size()) + " failed\n");
  return report.failures.empty() ? kExitDone : kExitFound;
}

std::vector<Layer> layers_of(const CommandLine& line, const Context& context) {
  std::vector<Layer> layers;
  if (!line.has("no-builtin")) layers.push_back({"built in", Lexicon::embedded()});
  for (const CommandLine::Option& option : line.options) {
    if (option.name == "dict")
      layers.push_back({option.value, build::load_dictionary(option.value, context)});
  }
  return layers;
}

int learn_dictionary(const CommandLine& line, Output& output) {
  learn_rows(line, layers_of(line, load_model(line)), output);
  return kExitDone;
}

int trace_phrase(const CommandLine& line, Output& output) {
  const Context context = load_model(line);
  const std::vector<Layer> layers = layers_of(line, context);
  std::string phrase;
  for (const std::string& word : operands(line, "word"))
    phrase += (phrase.empty() ? "" : " ") + word;
  output.write(trace(phrase, layers, context));
  return kExitDone;
}

int write_wordnet(const CommandLine& line, Output& output) {
  const std::vector<std::string> folders = operands(line, "folder of WordNet's data files");
  if (folders.size() > 1) throw UsageError("too many operands");
  output.write(
      "# synonyms of WordNet 3.0, Copyright 2006 by Princeton University (dictionaries/README.md)\n"
      "# spun\toriginal\tweight\tpos\trequire\tforbid\tsource\tyes\tno\n");
  for (const build::Row& row : build::wordnet_rows(folders.front(), load_model(line)))
    output.write(build::to_line(row));
  return kExitDone;
}

struct Action {
  std::string_view name;
  int (*run)(const CommandLine& line, Output& output);
};

constexpr Action kActions[] = {
    {"compile", compile_dictionaries}, {"check", check_dictionaries}, {"test", test_dictionaries},
    {"trace", trace_phrase},           {"learn", learn_dictionary},   {"wordnet", write_wordnet},
};

}  // namespace

int run_dict(const std::vector<std::string>& args) {
  const CommandLine line = parse_command_line(args, kOptions);
  Output output(line.value("output"));
  int status = kExitDone;
  if (line.has("help")) {
    output.write(help_text(kUsage, kOptions));
  } else {
    const std::string name = line.files.empty() ? "" : line.files.front();
    const Action* found = nullptr;
    for (const Action& action : kActions) {
      if (name == action.name) found = &action;
    }
    if (found == nullptr)
      throw UsageError("unknown action 'dict " + printable(name) +
                       "': compile, check, test, trace, learn or wordnet");
    status = found->run(line, output);
  }
  output.finish();
  return status;
}

}  // namespace unspin::cli
