// Every answer of the compiled lexicon against a plain map made from the rows.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "core/tokenize.hpp"
#include "shipped.hpp"
#include "spin/lexicon_format.hpp"
#include "spin/telling.hpp"
#include "unspin/context.hpp"

using namespace unspin;

namespace {

// The row that speaks for a pair, and whether the pair is its base form.
struct Spoken {
  const build::Row* row = nullptr;
  bool named = false;
};

using Pairs = std::map<std::pair<std::string, std::string>, Spoken>;  // by family and original
using Reference = std::map<std::vector<std::uint64_t>, Pairs>;        // by spun phrase

bool speaks_before(const Spoken& a, const Spoken& b) {
  if (a.named != b.named) return a.named;
  return a.row->weight > b.row->weight;
}

Reference reference_of(const std::vector<build::Row>& rows) {
  Reference reference;
  for (const build::Row& row : rows) {
    const std::vector<build::Pair> pairs = build::expand(row);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const Spoken spoken{&row, i == 0};
      Spoken& best = reference[phrase_keys(pairs[i].spun)][{row.family, pairs[i].original}];
      if (best.row == nullptr || speaks_before(spoken, best)) best = spoken;
    }
  }
  return reference;
}

// Walks token by token, as matching does.
bool find(const Lexicon& lexicon, const std::vector<std::uint64_t>& keys, Lexicon::Entry& entry) {
  Lexicon::Cursor at;
  for (const std::uint64_t key : keys) {
    if (!lexicon.step(at, key)) return false;
  }
  if (at.entry == 0) return false;
  entry = lexicon.entry(at);
  return true;
}

using GuardValue = std::tuple<std::uint64_t, Lexicon::GuardKind, std::uint8_t, bool>;

std::vector<GuardValue> values_of(std::span<const Lexicon::Guard> guards) {
  std::vector<GuardValue> values;
  for (const Lexicon::Guard& guard : guards)
    values.emplace_back(guard.word, guard.kind, guard.group, guard.forbids);
  return values;
}

void compare(const Lexicon::Candidate& candidate, const build::Row& row, const Context& context) {
  CHECK(candidate.weight == kWeightScale.unpack(kWeightScale.pack(row.weight)));
  CHECK(candidate.line == row.line);
  const std::vector<std::uint64_t> tokens = phrase_hashes(candidate.text);
  CHECK(std::vector<std::uint64_t>(candidate.tokens.begin(), candidate.tokens.end()) == tokens);
  CHECK(std::exp(double{candidate.log_prior}) ==
        doctest::Approx(std::max(std::exp(context.log_prob(tokens)), 3e-9)).epsilon(0.05));
  CHECK(values_of(candidate.guards) ==
        values_of(build::parse_guards(row.require, row.forbid, row.where())));
}

// The phrase has the candidates of the map, each once, heaviest first.
void compare(const Lexicon& lexicon, const Lexicon::Entry& entry, const Pairs& pairs,
             const Context& context) {
  REQUIRE(entry.count == pairs.size());
  Pairs left = pairs;
  float weight = 1;
  for (std::uint32_t k = 0; k < entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(entry.first + k);
    const auto at = left.find({std::string(candidate.family), std::string(candidate.text)});
    REQUIRE_MESSAGE(at != left.end(), "not in the rows: " << std::string(candidate.text));
    compare(candidate, *at->second.row, context);
    CHECK(candidate.weight <= weight);
    weight = candidate.weight;
    left.erase(at);
  }
}

}  // namespace

TEST_CASE("every phrase has exactly the candidates that its rows give it") {
  const std::vector<build::Row> rows = shipped::rows();
  const Lexicon lexicon = shipped::lexicon();
  const Context context = Context::embedded();
  const Reference reference = reference_of(rows);
  REQUIRE(rows.size() > 40000);
  std::size_t phrases = 0;
  for (std::size_t i = 0; i < lexicon.entries(); ++i) phrases += shipped::is_phrase(lexicon, i);
  CHECK(phrases == reference.size());
  for (const auto& [keys, pairs] : reference) {
    CHECK(lexicon.may_start(keys.front()));
    Lexicon::Entry entry;
    REQUIRE(find(lexicon, keys, entry));
    CAPTURE(entry.text);
    CHECK(phrase_keys(entry.text) == keys);
    compare(lexicon, entry, pairs, context);
  }
}

// What the detector would make of the entry alone, if the context speaks for it as much as can be.
double most_evidence_of(const Lexicon& lexicon, const Lexicon::Entry& entry) {
  std::map<std::string_view, double> masses;
  double best = 0;
  for (std::uint32_t k = 0; k < entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(entry.first + k);
    if (candidate.family == Lexicon::kBroadFamily) continue;
    double& mass = masses[candidate.family];
    mass += double{candidate.weight} * std::exp(double{candidate.log_prior});
    best = std::max(best, mass);
  }
  return best > 0 ? most_evidence(best, double{entry.evidence}, Tuning{}) : 0;
}

TEST_CASE("the tables of telling phrases miss none, and let few others through") {
  const Lexicon lexicon = shipped::lexicon();
  const TellingFilter words(lexicon.telling_words()), starts(lexicon.telling_starts());
  std::size_t telling = 0, others = 0, passed = 0;
  for (std::size_t i = 0; i < lexicon.entries(); ++i) {
    if (!shipped::is_phrase(lexicon, i)) continue;
    const Lexicon::Entry entry = lexicon.entry(i);
    CAPTURE(entry.text);
    const PhraseKeys keys = telling_keys(entry.text);
    if (is_telling(double{entry.evidence}, double{entry.log_prior})) {
      ++telling;
      const double most = most_evidence_of(lexicon, entry);
      REQUIRE(double{lexicon.most_evidence(keys.whole)} >= most);
      const bool held = keys.items == 1
                            ? words.may_hold(keys.start)
                            : (~starts.word(keys.place) & TellingFilter::bits(keys.start)) == 0;
      REQUIRE((most == 0 || held));
    } else if (phrase_keys(entry.text).size() == 1) {
      ++others;
      passed += words.may_hold(keys.start);
    }
  }
  CHECK(telling > 10000);
  CHECK(others > 10000);
  CHECK(passed * 100 < others);
}

TEST_CASE("the lexicon knows no other phrase") {
  const Reference reference = reference_of(shipped::rows());
  const Lexicon lexicon = shipped::lexicon();
  for (std::size_t i = 0; i < lexicon.entries(); ++i) {
    if (shipped::is_phrase(lexicon, i))
      CHECK(reference.count(phrase_keys(lexicon.entry(i).text)) == 1);
  }
  // Beginnings and continuations of phrases are no phrases by themselves.
  for (const auto& [keys, pairs] : reference) {
    std::vector<std::uint64_t> other(keys.begin(), keys.end() - 1);
    Lexicon::Entry entry;
    if (!other.empty()) CHECK(find(lexicon, other, entry) == (reference.count(other) == 1));
    other = keys;
    other.push_back(keys.front());
    CHECK(find(lexicon, other, entry) == (reference.count(other) == 1));
  }
}

TEST_CASE("the embedded lexicon is the compiled one") {
  CHECK(Lexicon::embedded().digest() == shipped::lexicon().digest());
}
