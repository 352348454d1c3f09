#include "cli/dict_trace.hpp"

#include <cmath>
#include <cstdio>
#include <map>

#include "cli/message.hpp"
#include "core/tokenize.hpp"

namespace unspin::cli {

namespace {

// Compiled guards hold hashes; the words of the lexicon tell most of them back.
using Words = std::map<std::uint64_t, std::string>;

void add_words(Words& words, std::string_view text) {
  std::vector<Token> tokens;
  tokenize(text, tokens);
  for (const Token& token : tokens)
    words.try_emplace(token.hash, std::string(slice(text, token.span)));
}

Words words_of(const Lexicon& lexicon) {
  Words words;
  for (std::size_t i = 0; i < lexicon.entries(); ++i) {
    const Lexicon::Entry entry = lexicon.entry(i);
    add_words(words, entry.text);
    for (std::uint32_t k = 0; k < entry.count; ++k)
      add_words(words, lexicon.candidate(entry.first + k).text);
  }
  return words;
}

std::string guard_text(const Lexicon::Guard& guard, const Words& words) {
  using Kind = Lexicon::GuardKind;
  const auto at = words.find(guard.word);
  const std::string word = at == words.end() ? "?" : at->second;
  switch (guard.kind) {
    case Kind::kBefore:
      return "<" + word;
    case Kind::kAfter:
      return ">" + word;
    case Kind::kNumberBefore:
      return "<#";
    case Kind::kNumberAfter:
      return ">#";
    case Kind::kCapitalised:
      return "^";
    case Kind::kWord:
      break;
  }
  return word;
}

// As in the source: "|" within a group, "," between groups.
std::string guards_text(std::span<const Lexicon::Guard> guards, const Words& words) {
  std::string text;
  for (std::size_t i = 0; i < guards.size(); ++i) {
    const bool turns = i == 0 || guards[i].forbids != guards[i - 1].forbids;
    if (turns) {
      text += guards[i].forbids ? "  forbid " : "  require ";
    } else {
      text += guards[i].group == guards[i - 1].group ? "|" : ",";
    }
    text += guard_text(guards[i], words);
  }
  return text;
}

// A natural logarithm of a probability as occurrences per million words.
std::string per_million(double log_prob) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g per million", 1e6 * std::exp(log_prob));
  return text;
}

std::string candidate_line(const Lexicon::Candidate& candidate, const Words& words) {
  char weight[32];
  std::snprintf(weight, sizeof weight, "%.2f", double{candidate.weight});
  return "  " + std::string(weight) + "  '" + std::string(candidate.text) + "'  " +
         std::string(candidate.family) + ":" + std::to_string(candidate.line) + ", " +
         per_million(candidate.log_prior) + guards_text(candidate.guards, words) + "\n";
}

// Walks to the phrase; false when the lexicon does not hold it.
bool find(const Lexicon& lexicon, const std::vector<std::uint64_t>& keys, Lexicon::Entry& entry) {
  Lexicon::Cursor at;
  for (const std::uint64_t key : keys) {
    if (!lexicon.step(at, key)) return false;
  }
  if (at.entry == 0) return false;
  entry = lexicon.entry(at);
  return true;
}

std::string entry_text(const Lexicon& lexicon, const Lexicon::Entry& entry) {
  const Words words = words_of(lexicon);
  char evidence[32];
  std::snprintf(evidence, sizeof evidence, "%.2f", double{entry.evidence});
  std::string text =
      "  evidence " + std::string(evidence) + ", " + per_million(entry.log_prior) + "\n";
  if (entry.count > 0 && lexicon.candidate(entry.first).text == entry.text)
    text += "  never changed\n";
  for (std::uint32_t k = 0; k < entry.count; ++k)
    text += candidate_line(lexicon.candidate(entry.first + k), words);
  return text;
}

// The phrases that may stand for this one.
std::string spun_text(const Lexicon& lexicon, const std::vector<std::uint64_t>& keys) {
  std::string text;
  for (std::size_t i = 0; i < lexicon.entries(); ++i) {
    const Lexicon::Entry entry = lexicon.entry(i);
    for (std::uint32_t k = 0; k < entry.count; ++k) {
      const Lexicon::Candidate candidate = lexicon.candidate(entry.first + k);
      if (candidate.text == entry.text || phrase_keys(candidate.text) != keys) continue;
      char weight[32];
      std::snprintf(weight, sizeof weight, "%.2f", double{candidate.weight});
      text += "  " + std::string(weight) + "  '" + std::string(entry.text) + "'  " +
              std::string(candidate.family) + ":" + std::to_string(candidate.line) + "\n";
    }
  }
  return text;
}

}  // namespace

std::string trace(const std::string& phrase, const std::vector<Layer>& layers,
                  const Context& context) {
  const std::vector<std::uint64_t> keys = phrase_keys(phrase);
  if (keys.empty()) return "'" + printable(phrase) + "' has no words\n";
  std::string text = "'" + printable(phrase) +
                     "': " + per_million(context.log_prob(phrase_hashes(phrase))) +
                     " in clean English\n";
  std::string winner;
  for (const Layer& layer : layers) {
    Lexicon::Entry entry;
    const bool known = find(layer.lexicon, keys, entry);
    if (known) winner = layer.name;
    text += printable(layer.name) + ": " + (known ? "may stand for\n" : "not a spun phrase\n");
    if (known) text += entry_text(layer.lexicon, entry);
    const std::string spun = spun_text(layer.lexicon, keys);
    if (!spun.empty()) text += printable(layer.name) + ": may have become\n" + spun;
  }
  if (layers.size() > 1 && !winner.empty()) text += "winner: " + printable(winner) + "\n";
  return text;
}

}  // namespace unspin::cli
