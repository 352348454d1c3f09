// unspin model train | info | score: the context model.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "build/corpus.hpp"
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

constexpr OptionSpec kOptions[] = {
    {"recipe", 0, "FILE", "train: sources, shares and size (dictionaries/en/model.recipe)"},
    {"corpora", 0, "DIR", "train: where the sources are (the working directory)"},
    {"output", 'o', "FILE", "train: the model that is written"},
    {"model", 0, "FILE", "info, score: a model instead of the embedded one"},
    {"help", 0, "", "this text"},
};

constexpr std::string_view kUsage =
    "usage: unspin model train --recipe FILE [--corpora DIR] -o FILE\n"
    "       unspin model info [--model FILE]\n"
    "       unspin model score [--model FILE] [FILE]\n"
    "\n"
    "Trains the context model on clean text, shows its facts, or tells how well it foresees a\n"
    "text: tokens, tokens outside its vocabulary, perplexity.\n"
    "\n";

int train_model(const CommandLine& line) {
  if (!line.has("output") || !line.has("recipe"))
    throw UsageError("model train needs --recipe and -o");
  const build::Recipe recipe = build::read_recipe(line.value("recipe"));
  build::Counter counter;
  for (const build::CorpusSource& source : recipe.sources) {
    std::size_t seen = 0;
    double owed = 0;  // shares of documents that have not been taken yet
    build::for_each_document(line.value("corpora", ".") + "/" + source.file, recipe,
                             [&](const auto& document) {
                               if (build::is_held_out(recipe, document.text)) return;
                               ++seen;
                               owed += source.share;
                               if (owed < 1) return;
                               owed -= 1;
                               counter.add(document.text);
                             });
    say(source.file + ": " + counted(seen, "document") + ", " +
        counted(static_cast<std::size_t>(counter.tokens()), "token") + " so far");
  }
  const build::Counts counts = counter.count(kMinWordCount);
  Output output(line.value("output"));
  output.write(build::train(counts, {recipe.megabytes, recipe.text}));
  output.finish();
  return kExitDone;
}

Context load_model(const CommandLine& line) {
  return line.has("model") ? Context::open(line.value("model")) : Context::embedded();
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
  if (line.files.size() > (action == "score" ? 2U : 1U)) throw UsageError("too many operands");
  if (action == "train") return train_model(line);
  if (action == "info") return show_info(line);
  if (action == "score") return score_text(line);
  throw UsageError("unknown action 'model " + printable(action) + "': train, info or score");
}

}  // namespace unspin::cli
