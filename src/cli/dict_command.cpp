// unspin dict compile | check | test | trace: dictionaries, from source to what they know.
#include <cstdio>
#include <iterator>

#include "build/atomic_write.hpp"
#include "build/check.hpp"
#include "build/dictionary.hpp"
#include "build/lint.hpp"
#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/dict_trace.hpp"
#include "cli/message.hpp"
#include "core/file_format.hpp"
#include "unspin/context.hpp"

namespace unspin::cli {

namespace {

Context load_model(Arguments& arguments) {
  const std::string path = arguments.option("--model");
  return path.empty() ? Context::embedded() : Context::open(path);
}

std::vector<std::string> dictionaries(Arguments& arguments) {
  std::vector<std::string> paths = arguments.operands();
  if (paths.empty()) throw SetupError("missing dictionary file; try 'unspin --help'");
  return paths;
}

// The rows of all files: families of one lexicon.
std::vector<build::Row> read_all(const std::vector<std::string>& paths) {
  std::vector<build::Row> rows;
  for (const std::string& path : paths) {
    std::vector<build::Row> more = build::read_file(path);
    rows.insert(rows.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  }
  return rows;
}

int compile_dictionaries(Arguments& arguments) {
  const std::string output = arguments.option("--output", "unspin.lexicon");
  const Context context = load_model(arguments);
  const std::vector<std::string> paths = dictionaries(arguments);
  build::write_atomically(output, build::compile(read_all(paths), context));
  return kExitDone;
}

// A finding on a line of its own, whatever bytes the row holds.
void print_line(const std::string& text) { std::printf("%s\n", printable(text).c_str()); }

int check_dictionaries(Arguments& arguments) {
  const bool list_chains = arguments.flag("--chains");
  const Context context = load_model(arguments);
  std::size_t rows = 0, errors = 0, chained = 0;
  for (const std::string& path : dictionaries(arguments)) {
    const MappedFile file(path);
    const std::vector<build::Finding> found = build::lint(file.bytes(), path, context);
    for (const build::Finding& finding : found) print_line(finding.text());
    errors += found.size();
    std::vector<build::Finding> malformed;  // already among those found
    const std::vector<build::Row> good = build::read_rows(file.bytes(), path, malformed);
    rows += good.size();
    const std::vector<build::Finding> chains = build::chains(good);
    chained += chains.size();
    if (!list_chains) continue;
    for (const build::Finding& chain : chains) print_line(chain.text());
  }
  std::printf("%s, %s, %s%s\n", counted(rows, "row").c_str(), counted(errors, "error").c_str(),
              counted(chained, "chain").c_str(),
              chained > 0 && !list_chains ? " (--chains lists them)" : "");
  return errors == 0 ? kExitDone : kExitFound;
}

int test_dictionaries(Arguments& arguments) {
  const Context context = load_model(arguments);
  const std::vector<build::Row> rows = read_all(dictionaries(arguments));
  const build::ExampleReport report = build::check_examples(rows, context);
  for (const build::Failure& failure : report.failures) print_line(failure.text());
  std::printf("%zu passed, %zu failed\n", report.passed, report.failures.size());
  return report.failures.empty() ? kExitDone : kExitFound;
}

int trace_phrase(Arguments& arguments) {
  const Context context = load_model(arguments);
  std::vector<Layer> layers;
  if (!arguments.flag("--no-builtin")) layers.push_back({"built in", Lexicon::embedded()});
  for (const char* name : {"-D", "--dict"}) {
    for (const std::string& path : arguments.options(name))
      layers.push_back({path, build::load_dictionary(path, context)});
  }
  const std::vector<std::string> words = arguments.operands();
  if (words.empty()) throw SetupError("missing word; try 'unspin --help'");
  std::string phrase;
  for (const std::string& word : words) phrase += (phrase.empty() ? "" : " ") + word;
  std::fputs(trace(phrase, layers, context).c_str(), stdout);
  return kExitDone;
}

struct Action {
  std::string_view name;
  int (*run)(Arguments& arguments);
};

constexpr Action kActions[] = {
    {"compile", compile_dictionaries},
    {"check", check_dictionaries},
    {"test", test_dictionaries},
    {"trace", trace_phrase},
};

}  // namespace

int run_dict(const std::vector<std::string>& words) {
  Arguments arguments(words);
  const std::string name = arguments.take("action: compile, check, test or trace");
  for (const Action& action : kActions) {
    if (name == action.name) return action.run(arguments);
  }
  throw SetupError("unknown action 'dict " + printable(name) +
                   "'; it is compile, check, test or trace");
}

}  // namespace unspin::cli
