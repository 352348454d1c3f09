// Dictionary rows to a compiled lexicon. Covered by tests/unit/lexicon_test.cpp and
// tests/dictionary.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "build/dictionary.hpp"
#include "build/telling_table.hpp"
#include "build/units.hpp"
#include "core/file_format.hpp"
#include "core/hash.hpp"
#include "core/tokenize.hpp"
#include "spin/lexicon_format.hpp"
#include "unspin/error.hpp"

namespace unspin::build {

namespace {

// A phrase that the clean corpora hold less often than this cannot be told from one they lack:
// natural log of 3 in 10^9 words.
constexpr double kRarest = -19.6;

constexpr std::size_t kLongestTerm = 4;  // words
constexpr double kHabit = 0.2;  // weight from which a row says that its original is replaced
constexpr std::size_t kMostInByte = 255;
constexpr std::size_t kMostGuards = 65535;

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

// What each family replaces: pairs of family and original.
using Replaced = std::set<std::pair<std::string, std::string>>;

void set_bit(std::vector<std::uint64_t>& bits, std::uint64_t bit) {
  bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

class Writer {
 public:
  Writer(const Context& context, const PhraseCounts& counts, const Replaced& replaced)
      : context_(context), counts_(counts), replaced_(replaced) {}

  void add(Phrase& phrase) {
    std::stable_sort(
        phrase.choices.begin(), phrase.choices.end(),
        [](const Choice& a, const Choice& b) { return a.row->weight > b.row->weight; });
    if (phrase.choices.size() > kMostInByte) phrase.choices.resize(kMostInByte);
    const std::size_t first = candidates_.size();
    std::map<std::string, double> spun_mass;  // of each family: sum of weight * P(original)
    for (const Choice& choice : phrase.choices) {
      const Row& row = *choice.row;
      if (row.family != Lexicon::kBroadFamily)
        spun_mass[row.family] += row.weight * std::exp(prior(phrase_hashes(choice.original)));
      add_candidate(original_of(choice.original), row.weight, row.family, row.line, guards_of(row),
                    replaced_.count({row.family, phrase.text}) > 0);
    }
    double best = 0;
    for (const auto& [family, mass] : spun_mass) best = std::max(best, mass);
    const bool identity = phrase.choices.front().original == phrase.text;
    const double log_prior = counts_.log_prior(phrase.text, prior(phrase_hashes(phrase.text)));
    const double evidence = identity || best == 0 ? 0 : std::log(best) - log_prior;
    add_entry(phrase.text, phrase.keys, 0, first, evidence);
    set_bit(starts_, phrase.keys.front() & (kStartBits - 1));
    telling_.add(phrase.text, entries_.back(), std::span(candidates_).subspan(first), originals_,
                 family_of(Lexicon::kBroadFamily));
  }

  // The units of one spun side.
  void add(std::span<const Unit> units) {
    const std::size_t first = candidates_.size();
    for (const Unit& unit : units.first(std::min(units.size(), kMostInByte)))
      add_candidate(original_of(unit.original), unit.weight, Lexicon::kUnitFamily, 0, {0, 0});
    const std::string& spun = units.front().spun;
    add_entry(spun, phrase_keys(spun), Lexicon::units().path, first, 0);
  }

  void add_term(const std::string& text) {
    const std::size_t first = candidates_.size();
    add_candidate(original_of(text), 1, Lexicon::kTermFamily, 0, {0, 0});
    add_entry(text, phrase_hashes(text), Lexicon::terms().path, first, 0);
  }

  std::string finish(std::uint64_t source_digest) {
    FileBuilder file(kLexiconMagic, source_digest);
    add_paths(file);
    file.add(entries_);
    file.add(candidates_);
    file.add(originals_);
    file.add(tokens_);
    file.add(guards_);
    file.add(families_);
    file.add(strings_);
    file.add(starts_);
    telling_.write(file);
    return file.finish();
  }

 private:
  using GuardRange = std::pair<std::uint16_t, std::uint8_t>;  // first, how many

  // Where a string begins; its size fits a byte.
  std::uint32_t string(std::string_view text) {
    if (text.size() > kMostInByte)
      throw SetupError("'" + std::string(text.substr(0, 40)) +
                       "...': a phrase of a dictionary may have 255 bytes");
    const auto [at, added] = string_at_.try_emplace(std::string(text));
    if (added) {
      at->second = static_cast<std::uint32_t>(strings_.size());
      strings_ += text;
    }
    return at->second;
  }

  double prior(const std::vector<std::uint64_t>& tokens) const {
    return std::max(context_.log_prob(tokens), kRarest);
  }

  std::uint32_t original_of(const std::string& text) {
    const auto [at, added] =
        original_at_.try_emplace(text, static_cast<std::uint32_t>(originals_.size()));
    if (added) {
      const std::vector<std::uint64_t> tokens = phrase_hashes(text);
      originals_.push_back({string(text), static_cast<std::uint32_t>(tokens_.size()),
                            static_cast<std::uint8_t>(text.size()),
                            static_cast<std::uint8_t>(tokens.size()),
                            kPriorScale.pack(prior(tokens)), 0});
      tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
    }
    return at->second;
  }

  // Rows with the same guards, and the forms of a row, share them.
  GuardRange guards_of(const Row& row) {
    const auto [at, added] = guards_at_.try_emplace({row.require, row.forbid});
    if (!added) return at->second;
    const std::vector<Lexicon::Guard> guards = parse_guards(row.require, row.forbid, row.where());
    if (guards.size() > kMostInByte || guards_.size() > kMostGuards)
      throw SetupError(row.where() + ": too many guards");
    at->second = {static_cast<std::uint16_t>(guards_.size()),
                  static_cast<std::uint8_t>(guards.size())};
    guards_.insert(guards_.end(), guards.begin(), guards.end());
    return at->second;
  }

  void add_candidate(std::uint32_t original, double weight, std::string_view family,
                     std::uint32_t line, GuardRange guards, bool replaced = false) {
    const std::uint32_t bit = replaced ? kReplacedBit : 0;
    candidates_.push_back({original, line << 8 | bit | family_of(family), guards.first,
                           guards.second, std::max<std::uint8_t>(kWeightScale.pack(weight), 1)});
  }

  std::uint8_t family_of(std::string_view name) {
    const auto [at, added] =
        family_at_.try_emplace(std::string(name), static_cast<std::uint8_t>(families_.size()));
    if (added) families_.push_back({string(name), static_cast<std::uint32_t>(name.size())});
    if (families_.size() > kFamilyBits) throw SetupError("more than 127 dictionaries");
    return at->second;
  }

  // A phrase whose candidates are those from `first` on.
  void add_entry(std::string_view text, const std::vector<std::uint64_t>& keys, std::uint64_t root,
                 std::size_t first, double evidence) {
    entries_.push_back(
        {string(text), static_cast<std::uint32_t>(first), static_cast<std::uint8_t>(text.size()),
         static_cast<std::uint8_t>(candidates_.size() - first),
         kPriorScale.pack(prior(phrase_hashes(text))), kEvidenceScale.pack(evidence)});
    std::uint64_t path = root;
    for (std::uint64_t key : keys) {
      path = combine(path, key);
      paths_.try_emplace(path, 0);
    }
    paths_[path] = static_cast<std::uint32_t>(entries_.size());
  }

  void add_paths(FileBuilder& file) const {
    std::size_t buckets = 2;
    while (buckets * 2 < paths_.size()) buckets *= 2;
    std::vector<std::vector<PathSlot>> full(buckets);
    for (const auto& [path, entry] : paths_)
      full[bucket_of_path(path, buckets)].push_back({static_cast<std::uint32_t>(path), entry});
    std::vector<std::uint32_t> starts{0};
    std::vector<PathSlot> slots;
    for (const std::vector<PathSlot>& bucket : full) {
      slots.insert(slots.end(), bucket.begin(), bucket.end());
      starts.push_back(static_cast<std::uint32_t>(slots.size()));
    }
    file.add(starts);
    file.add(slots);
  }

  const Context& context_;
  const PhraseCounts& counts_;
  const Replaced& replaced_;
  std::vector<EntryRecord> entries_;
  std::vector<CandidateRecord> candidates_;
  std::vector<OriginalRecord> originals_;
  std::vector<std::uint64_t> tokens_;
  std::vector<Lexicon::Guard> guards_;
  std::vector<FamilyRecord> families_;
  std::vector<std::uint64_t> starts_ = std::vector<std::uint64_t>(kStartBits / 64, 0);
  TellingTable telling_;
  std::string strings_;
  std::map<std::string, std::uint32_t> string_at_, original_at_;
  std::map<std::string, std::uint8_t> family_at_;
  std::map<std::pair<std::string, std::string>, GuardRange> guards_at_;
  std::map<std::uint64_t, std::uint32_t> paths_;
};

// The originals of the catalogued phrases are established terms too.
std::vector<std::string> term_texts(const std::vector<Row>& rows, const std::vector<Term>& terms,
                                    const Context& context) {
  std::set<std::string> texts;
  for (const Term& term : terms) texts.insert(term.text);
  for (const Row& row : rows) {
    if (!is_tortured(row)) continue;
    for (const Pair& pair : expand(row)) {
      const std::vector<std::uint64_t> words = phrase_hashes(pair.original);
      const bool telling = std::all_of(words.begin(), words.end(), [&](std::uint64_t word) {
        return context.log_prob(word) < kEveryday;
      });
      if (telling && words.size() >= 2 && words.size() <= kLongestTerm &&
          pair.original.find('-') == std::string::npos)
        texts.insert(pair.original);
    }
  }
  return {texts.begin(), texts.end()};
}

}  // namespace

std::string compile(const std::vector<Row>& rows, const Context& context,
                    const std::vector<Term>& terms, const PhraseCounts& counts) {
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
  Replaced replaced;
  for (const auto& [keys, phrase] : phrases) {
    for (const Choice& choice : phrase.choices) {
      if (choice.row->weight >= kHabit && choice.original != phrase.text)
        replaced.emplace(choice.row->family, choice.original);
    }
  }
  Writer writer(context, counts, replaced);
  for (auto& [keys, phrase] : phrases) writer.add(phrase);
  const std::vector<Unit> units = implied_units(rows);
  for (auto first = units.begin(); first != units.end();) {
    const auto last = std::find_if(first, units.end(),
                                   [&](const Unit& unit) { return unit.spun != first->spun; });
    writer.add(std::span<const Unit>(first, last));
    first = last;
  }
  for (const std::string& text : term_texts(rows, terms, context)) {
    source = combine(source, hash_bytes(text));
    writer.add_term(text);
  }
  return writer.finish(source);
}

}  // namespace unspin::build
