// Dictionary rows to a compiled lexicon. Covered by tests/unit/lexicon_test.cpp and
// tests/dictionary.
#include <algorithm>
#include <cmath>
#include <map>

#include "build/dictionary.hpp"
#include "core/file_format.hpp"
#include "core/hash.hpp"
#include "core/tokenize.hpp"
#include "spin/lexicon_format.hpp"

namespace unspin::build {

namespace {

// A phrase that the clean corpora hold less often than this cannot be told from one they lack:
// natural log of 3 in 10^9 words.
constexpr double kRarest = -19.6;

struct Choice {
  std::string original;
  const Row* row;
  bool named;  // the row gives the pair as it is, not only an inflected form of it
};

// Everything that one spun phrase may stand for.
struct Phrase {
  std::string text;
  std::vector<std::uint64_t> keys;
  std::vector<Choice> choices;
};

// Spun phrases by their token keys, so that spellings that match alike are one.
using Phrases = std::map<std::vector<std::uint64_t>, Phrase>;

// Adds a pair. Of several rows of a family for the same pair one speaks, with its weight and its
// guards: one that names the pair before one that inflects to it, then the heavier.
void add(Phrases& phrases, const Pair& pair, const Row& row, bool named) {
  std::vector<std::uint64_t> keys = phrase_keys(pair.spun);
  Phrase& phrase = phrases[keys];
  if (phrase.text.empty()) {
    phrase.text = pair.spun;
    phrase.keys = std::move(keys);
  }
  for (Choice& choice : phrase.choices) {
    if (choice.original != pair.original || choice.row->family != row.family) continue;
    if (std::pair(named, row.weight) > std::pair(choice.named, choice.row->weight))
      choice = {pair.original, &row, named};
    return;
  }
  phrase.choices.push_back({pair.original, &row, named});
}

class Writer {
 public:
  explicit Writer(const Context& context) : context_(context) {}

  void add(Phrase& phrase) {
    std::stable_sort(
        phrase.choices.begin(), phrase.choices.end(),
        [](const Choice& a, const Choice& b) { return a.row->weight > b.row->weight; });
    EntryRecord entry{string(phrase.text), prior(phrase_hashes(phrase.text)), 0,
                      static_cast<std::uint32_t>(candidates_.size()), 0};
    std::map<std::string, double> spun_mass;  // of each family: sum of weight * P(original)
    for (const Choice& choice : phrase.choices) {
      const std::uint32_t original = original_of(choice.original);
      spun_mass[choice.row->family] +=
          choice.row->weight * std::exp(originals_[original].log_prior);
      add_candidate(choice, original);
    }
    double best = 0;
    for (const auto& [family, mass] : spun_mass) best = std::max(best, mass);
    const bool identity = phrase.choices.front().original == phrase.text;
    entry.evidence = identity ? 0.0f : static_cast<float>(std::log(best) - entry.log_prior);
    entry.count = static_cast<std::uint32_t>(candidates_.size()) - entry.first;
    entries_.push_back(entry);
    insert(phrase.keys, static_cast<std::uint32_t>(entries_.size()));
  }

  std::string finish(std::uint64_t source_digest) {
    FileBuilder file(kLexiconMagic, source_digest);
    file.add(path_table());
    file.add(entries_);
    file.add(candidates_);
    file.add(originals_);
    file.add(tokens_);
    file.add(guards_);
    file.add(families_);
    file.add(strings_);
    file.add(starts_);
    return file.finish();
  }

 private:
  StringRef string(const std::string& text) {
    const auto [at, added] = string_at_.try_emplace(text);
    if (added) {
      at->second = {static_cast<std::uint32_t>(strings_.size()),
                    static_cast<std::uint32_t>(text.size())};
      strings_ += text;
    }
    return at->second;
  }

  float prior(const std::vector<std::uint64_t>& tokens) const {
    return static_cast<float>(std::max(context_.log_prob(tokens), kRarest));
  }

  std::uint32_t original_of(const std::string& text) {
    const auto [at, added] =
        original_at_.try_emplace(text, static_cast<std::uint32_t>(originals_.size()));
    if (added) {
      const std::vector<std::uint64_t> tokens = phrase_hashes(text);
      originals_.push_back({string(text), static_cast<std::uint32_t>(tokens_.size()),
                            static_cast<std::uint32_t>(tokens.size()), prior(tokens), 0});
      tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
    }
    return at->second;
  }

  void add_candidate(const Choice& choice, std::uint32_t original) {
    const Row& row = *choice.row;
    const std::vector<Lexicon::Guard> guards = parse_guards(row.require, row.forbid, row.where());
    candidates_.push_back({original, static_cast<float>(row.weight), family_of(row.family),
                           static_cast<std::uint32_t>(guards_.size()),
                           static_cast<std::uint32_t>(guards.size()), row.line});
    guards_.insert(guards_.end(), guards.begin(), guards.end());
  }

  std::uint32_t family_of(const std::string& name) {
    const auto [at, added] =
        family_at_.try_emplace(name, static_cast<std::uint32_t>(families_.size()));
    if (added) families_.push_back(string(name));
    return at->second;
  }

  void insert(const std::vector<std::uint64_t>& keys, std::uint32_t entry) {
    const std::uint64_t bit = keys.front() & (kStartBits - 1);
    starts_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    std::uint64_t path = 0;
    for (std::uint64_t key : keys) {
      path = combine(path, key);
      paths_.try_emplace(path, 0);
    }
    paths_[path] = entry;
  }

  std::vector<PathSlot> path_table() const {
    std::size_t size = 16;
    while (size < paths_.size() * 2) size *= 2;
    std::vector<PathSlot> table(size, PathSlot{0, 0, 0});
    for (const auto& [path, entry] : paths_) {
      std::size_t slot = path & (size - 1);
      while (table[slot].path != 0) slot = (slot + 1) & (size - 1);
      table[slot] = {path, entry, 0};
    }
    return table;
  }

  const Context& context_;
  std::vector<EntryRecord> entries_;
  std::vector<CandidateRecord> candidates_;
  std::vector<OriginalRecord> originals_;
  std::vector<std::uint64_t> tokens_;
  std::vector<Lexicon::Guard> guards_;
  std::vector<StringRef> families_;
  std::vector<std::uint64_t> starts_ = std::vector<std::uint64_t>(kStartBits / 64, 0);
  std::string strings_;
  std::map<std::string, StringRef> string_at_;
  std::map<std::string, std::uint32_t> original_at_, family_at_;
  std::map<std::uint64_t, std::uint32_t> paths_;
};

}  // namespace

std::string compile(const std::vector<Row>& rows, const Context& context) {
  Phrases phrases;
  std::uint64_t source = 0;
  for (const Row& row : rows) {
    source = combine(combine(source, hash_bytes(row.spun)), hash_bytes(row.original));
    bool named = true;  // the base form comes first
    for (const Pair& pair : expand(row)) {
      add(phrases, pair, row, named);
      named = false;
    }
  }
  Writer writer(context);
  for (auto& [keys, phrase] : phrases) writer.add(phrase);
  return writer.finish(source);
}

}  // namespace unspin::build
