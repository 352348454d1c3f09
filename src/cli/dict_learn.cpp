#include "cli/dict_learn.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "build/learn.hpp"
#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/record.hpp"
#include "core/tokenize.hpp"
#include "unspin/error.hpp"

namespace unspin::cli {

namespace {

using nlohmann::json;

// A number from the command line, at least `least`.
template <typename Number>
Number number_of(const CommandLine& line, const std::string& option, Number least,
                 Number fallback) {
  if (!line.has(option)) return fallback;
  const std::string text = line.value(option);
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least)
    throw UsageError("--" + option + " takes a number, not '" + printable(text) + "'");
  return value;
}

bool knows(const Lexicon& lexicon, const std::string& spun, const std::string& original) {
  Lexicon::Cursor at;
  for (const std::uint64_t key : phrase_keys(spun)) {
    if (!lexicon.step(at, key)) return false;
  }
  if (at.entry == 0) return false;
  const Lexicon::Entry entry = lexicon.entry(at);
  const std::vector<std::uint64_t> words = phrase_hashes(original);
  for (std::uint32_t k = 0; k < entry.count; ++k) {
    const auto tokens = lexicon.candidate(entry.first + k).tokens;
    if (std::equal(tokens.begin(), tokens.end(), words.begin(), words.end())) return true;
  }
  return false;
}

// Adds the pairs of a JSONL file; returns the records that lack an original.
std::size_t read_pairs(const CommandLine& line, build::Learner& learner) {
  Input input(line.files[1]);
  LineReader lines([&](std::span<char> to) { return input.read(to); });
  std::string_view text;
  std::size_t lacking = 0;
  for (std::size_t number = 1; lines.next(text); ++number) {
    if (text.find_first_not_of(" \t\r\n") == text.npos) continue;
    const std::string where = input.name() + ":" + std::to_string(number) + ": ";
    const json record = json::parse(text, nullptr, false);
    if (!record.is_object()) throw SetupError(where + "not a JSON object");
    const auto spun = record.find(line.value("spun-key", "spun"));
    const auto original = record.find(line.value("original-key", "original"));
    if (spun == record.end() || !spun->is_string())
      throw SetupError(where + "no string \"" + printable(line.value("spun-key", "spun")) + "\"");
    if (original == record.end() || !original->is_string()) {
      ++lacking;
      continue;
    }
    learner.add(spun->get_ref<const std::string&>(), original->get_ref<const std::string&>());
  }
  if (!input.error().empty()) throw SetupError(input.error());
  return lacking;
}

}  // namespace

void learn_rows(const CommandLine& line, const std::vector<Layer>& layers, Output& output) {
  if (line.files.size() != 2) throw UsageError("dict learn takes one file of pairs");
  build::Evidence evidence;
  evidence.count = number_of<std::size_t>(line, "min-count", 1, evidence.count);
  evidence.share = number_of<double>(line, "min-share", 0, evidence.share);
  build::Learner learner;
  const std::size_t lacking = read_pairs(line, learner);
  const auto known = [&](const std::string& spun, const std::string& original) {
    return !line.has("all") && std::any_of(layers.begin(), layers.end(), [&](const Layer& layer) {
      return knows(layer.lexicon, spun, original);
    });
  };
  for (const build::Proposal& proposal : learner.proposals(evidence, known))
    output.write(build::to_text(proposal));
  if (lacking > 0) say(counted(lacking, "record") + " without an original passed over");
}

}  // namespace unspin::cli
