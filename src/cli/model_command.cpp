// unspin model train | terms | counts | info | score: the context model, and other statistics.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "build/corpus.hpp"
#include "build/dictionary.hpp"
#include "build/fit_train.hpp"
#include "build/terms.hpp"
#include "build/train.hpp"
#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "core/unicode.hpp"
#include "spin/prose.hpp"
#include "unspin/context.hpp"
#include "unspin/error.hpp"

namespace unspin::cli {

namespace {

constexpr std::uint32_t kMinWordCount = 4;  // rarer words are outside the vocabulary
constexpr std::size_t kMostTerms = 40000;
constexpr std::uint64_t kReportEvery = 2000;  // documents of the discriminative part

constexpr OptionSpec kOptions[] = {
    {"recipe", 0, "FILE", "sources, shares and size (dictionaries/en/model.recipe)"},
    {"corpora", 0, "DIR", "where the sources are (the working directory)"},
    {"output", 'o', "FILE", "train, terms, counts: the file that is written"},
    {"model", 0, "FILE", "a model instead of the embedded one"},
    {"help", 0, "", "this text"},
};

constexpr std::string_view kUsage =
    "usage: unspin model train --recipe FILE [--corpora DIR] -o FILE [DICTIONARY...]\n"
    "       unspin model terms --recipe FILE [--corpora DIR] [-o FILE]\n"
    "       unspin model counts --recipe FILE [--corpora DIR] [-o FILE] DICTIONARY...\n"
    "       unspin model info [--model FILE]\n"
    "       unspin model score [--model FILE] [FILE]\n"
    "\n"
    "Trains the context model on clean text, lists the established terms of such text, counts the\n"
    "spun phrases of dictionaries in it, shows a model's facts, or tells how well a model "
    "foresees\n"
    "a text: tokens, tokens outside its vocabulary, perplexity.\n"
    "\n";

// Calls `take` for the documents of every source that the recipe has for this use.
template <typename Take>
void for_each_of(const build::Recipe& recipe, const CommandLine& line, build::Use use,
                 const Take& take) {
  for (const build::CorpusSource& source : recipe.sources) {
    double owed = 0;  // shares of documents that have not been taken yet
    std::size_t taken = 0;
    build::for_each_document(line.value("corpora", ".") + "/" + source.file, recipe,
                             [&](const build::Document& document) {
                               if (build::use_of(recipe, document.text) != use) return;
                               owed += source.share;
                               if (owed < 1) return;
                               owed -= 1;
                               ++taken;
                               take(document.text);
                             });
    say(source.file + ": " + counted(taken, "document"));
  }
}

std::string train_ngrams(const build::Recipe& recipe, const CommandLine& line) {
  build::Counter counter;
  for_each_of(recipe, line, build::Use::kNgrams,
              [&](const std::string& text) { counter.add(text); });
  return build::train(counter.count(kMinWordCount), {recipe.megabytes, recipe.text});
}

// The discriminative part, learned from text that the dictionaries spin.
std::vector<std::int8_t> train_fit(const build::Recipe& recipe, const CommandLine& line,
                                   const Context& ngrams) {
  const std::vector<std::string> dictionaries(line.files.begin() + 1, line.files.end());
  const std::string compiled = build::compile_files(dictionaries, ngrams);
  const Lexicon lexicon = Lexicon::view(compiled, "dictionaries");
  build::FitTrainer trainer(ngrams, lexicon, recipe.fit_bits);
  std::uint64_t documents = 0;
  for_each_of(recipe, line, build::Use::kFit, [&](const std::string& text) {
    trainer.learn(text);
    if (++documents % kReportEvery != 0) return;
    const build::FitProgress& progress = trainer.progress();
    const double places = static_cast<double>(std::max<std::uint64_t>(progress.places, 1));
    char report[96];
    std::snprintf(report, sizeof report, "%.0f places, %.4f right, loss %.4f", places,
                  static_cast<double>(progress.right) / places, progress.loss / places);
    say(report);
    trainer.reset_progress();
  });
  return trainer.weights();
}

int train_model(const CommandLine& line) {
  if (!line.has("output") || !line.has("recipe"))
    throw UsageError("model train needs --recipe and -o");
  const build::Recipe recipe = build::read_recipe(line.value("recipe"));
  if (recipe.fit_bits != 0 && line.files.size() < 2)
    throw UsageError("this recipe has fit-bits: name the dictionaries to spin texts with");
  Output output(line.value("output"));
  std::string model = train_ngrams(recipe, line);
  if (recipe.fit_bits != 0) {
    const Context ngrams = Context::view(model, "n-grams");
    model = build::with_fit(model, train_fit(recipe, line, ngrams));
  }
  output.write(model);
  output.finish();
  return kExitDone;
}

Context load_model(const CommandLine& line) {
  return line.has("model") ? Context::open(line.value("model")) : Context::embedded();
}

// How often the training texts have the spun phrases of the dictionaries.
int count_phrases(const CommandLine& line) {
  if (!line.has("recipe") || line.files.size() < 2)
    throw UsageError("model counts needs --recipe and dictionaries");
  const build::Recipe recipe = build::read_recipe(line.value("recipe"));
  Output output(line.value("output"));
  const std::string compiled =
      build::compile_files({line.files.begin() + 1, line.files.end()}, load_model(line));
  const Lexicon lexicon = Lexicon::view(compiled, "dictionaries");
  build::PhraseCounter counter(lexicon);
  for (const build::Use use : {build::Use::kNgrams, build::Use::kFit})
    for_each_of(recipe, line, use, [&](const std::string& text) { counter.add(text); });
  output.write(build::to_text(counter.counts()));
  output.finish();
  return kExitDone;
}

// The terms of all training texts, for the lexicon to compose repairs of.
int list_terms(const CommandLine& line) {
  if (!line.has("recipe")) throw UsageError("model terms needs --recipe");
  const build::Recipe recipe = build::read_recipe(line.value("recipe"));
  Output output(line.value("output"));
  const Context context = load_model(line);
  build::TermFinder finder(context);
  for (const bool first : {true, false}) {
    for (const build::Use use : {build::Use::kNgrams, build::Use::kFit}) {
      for_each_of(recipe, line, use, [&](const std::string& text) {
        first ? finder.survey(text) : finder.collect(text);
      });
    }
  }
  output.write(build::to_text(finder.terms(kMostTerms)));
  output.finish();
  return kExitDone;
}

int print(const std::string& text) {
  Output output("");
  output.write(text);
  output.finish();
  return kExitDone;
}

int show_info(const CommandLine& line) {
  const Context::Info info = load_model(line).info();
  std::string text = "bytes " + std::to_string(info.bytes) + "\ntraining tokens " +
                     std::to_string(info.training_words) + "\n";
  for (std::size_t n = 0; n < info.ngrams.size(); ++n) {
    text += std::to_string(n + 1) + "-grams " + std::to_string(info.ngrams[n]) + "\n";
  }
  text += "fit weights " + std::to_string(info.fit_weights) + "\n";
  char digest[32];
  std::snprintf(digest, sizeof digest, "digest %016llx\n",
                static_cast<unsigned long long>(info.digest));
  return print(text + digest + info.recipe);
}

int score_text(const CommandLine& line) {
  const Context context = load_model(line);
  Input input(line.files.size() > 1 ? line.files[1] : "-");
  const std::string text = input.read_all();
  if (!input.error().empty()) throw SetupError(input.error());
  if (unicode::valid_prefix(text) != text.size())
    throw SetupError(input.name() + ": not valid UTF-8");
  std::vector<Token> tokens;
  tokenize(text, tokens);
  Context::History history{};
  double sum = 0;
  std::size_t unknown = 0;
  for (const Token& token : tokens) {
    if (token.gap == Gap::kParagraph) history = {kParagraphStart};
    const std::uint64_t word = model_hash(token);
    unknown += !context.known(word);
    sum += context.log_prob(history, word);
    history = extend(history, word);
  }
  const double count = static_cast<double>(std::max<std::size_t>(tokens.size(), 1));
  char report[96];
  std::snprintf(report, sizeof report, "tokens %zu\nunknown %zu\nperplexity %.2f\n", tokens.size(),
                unknown, std::exp(-sum / count));
  return print(report);
}

}  // namespace

int run_model(const std::vector<std::string>& args) {
  const CommandLine line = parse_command_line(args, kOptions);
  if (line.has("help")) return print(help_text(kUsage, kOptions));
  const std::string action = line.files.empty() ? "" : line.files.front();
  const std::size_t most = action == "train" || action == "counts" ? ~std::size_t{0}
                           : action == "score"                     ? 2
                                                                   : 1;
  if (line.files.size() > most) throw UsageError("too many operands");
  if (action == "train") return train_model(line);
  if (action == "counts") return count_phrases(line);
  if (action == "terms") return list_terms(line);
  if (action == "info") return show_info(line);
  if (action == "score") return score_text(line);
  throw UsageError("unknown action 'model " + printable(action) +
                   "': train, terms, counts, info or score");
}

}  // namespace unspin::cli
