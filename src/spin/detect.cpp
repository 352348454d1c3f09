// Evidence of spinning, phrase by phrase. Covered by tests/unit/detect_test.cpp and tests/quality.
#include "spin/detect.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "spin/gain.hpp"
#include "spin/lexicon_format.hpp"
#include "spin/match.hpp"
#include "spin/score.hpp"
#include "spin/site.hpp"
#include "spin/telling.hpp"

namespace unspin {

namespace {

constexpr std::string_view kUnitHabit = "tortured";

using Families = std::vector<std::pair<std::string_view, double>>;

double& value_of(Families& families, std::string_view name) {
  for (auto& [family, value] : families) {
    if (family == name) return value;
  }
  return families.emplace_back(name, 0.0).second;
}

double greatest(const Families& families) {
  double most = 0;
  for (const auto& [family, value] : families) most = std::max(most, value);
  return most;
}

// The mass of a phrase's originals in its best family, in whatever context.
double best_mass(const Match& match, const Lexicon& lexicon) {
  Families masses;
  double best = 0;
  for (std::uint32_t k = 0; k < match.entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(match.entry.first + k);
    if (candidate.broad) continue;
    double& mass = value_of(masses, candidate.family);
    mass += double{candidate.weight} * std::exp(double{candidate.log_prior});
    best = std::max(best, mass);
  }
  return best;
}

// What one match says for each family: log of P(phrase | family's spinner) / P(phrase | clean).
Families evidence_at(std::span<const Token> tokens, const Match& match, const Lexicon& lexicon,
                     const Context& context, const Tuning& tuning) {
  const double best = best_mass(match, lexicon);
  // What the entry's evidence was made from: the phrase's frequency as counted in clean text.
  const double log_prior = std::log(best) - double{match.entry.evidence};
  const double most = most_evidence(best, double{match.entry.evidence}, tuning);
  if (most <= 0) return {};
  Families mass;
  const double standing = as_is(context, tokens, match.first, match.last);
  for (std::uint32_t k = 0; k < match.entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(match.entry.first + k);
    if (candidate.broad || !admits(candidate.guards, tokens, match)) continue;
    const double prior_ratio = double{candidate.log_prior} - double{match.entry.log_prior};
    const double context_ratio =
        in_place(context, tokens, match.first, match.last, candidate.tokens) - standing -
        prior_ratio;
    value_of(mass, candidate.family) +=
        double{candidate.weight} *
        std::exp(double{candidate.log_prior} + tuning.detect_context * context_ratio);
  }
  for (auto& [family, value] : mass)
    value = std::clamp(std::log(value) - log_prior + tuning.detect_bias, 0.0, most);
  return mass;
}

// A token at which a telling phrase may begin, and the evidence that goes with it at most.
struct Place {
  std::size_t token;
  double most;
};

// Those of a text. A phrase may begin with marks, which are no items: then its place is one of
// several, the last of which has the evidence.
std::vector<Place> telling_places(std::string_view text, std::span<const Token> tokens,
                                  std::span<const Lexicon> layers) {
  std::vector<Place> places;
  if (tokens.empty()) return places;
  const std::size_t offset = tokens.front().span.begin;
  Scan scan;
  scan.read(slice(text, {offset, tokens.back().span.end}));
  std::vector<Hint> hints;
  find_telling(scan, layers, hints);
  std::size_t at = 0;
  for (std::size_t i = 0; i < hints.size();) {
    const std::size_t item = hints[i].item;
    double most = 0;
    for (; i < hints.size() && hints[i].item == item; ++i)
      most = std::max(most, double{hints[i].most});
    const std::size_t from = item > 0 ? offset + scan.end(item - 1) : offset;
    while (at < tokens.size() && tokens[at].span.begin < from) ++at;
    const std::size_t first = places.size();
    for (; at < tokens.size() && tokens[at].span.begin <= offset + scan.begin(item); ++at)
      places.push_back({at, 0});
    if (places.size() > first) places.back().most = most;
  }
  return places;
}

// The longest signature phrase at `first`, if any. Precondition: `matches` is empty.
const Match* longest_signature(const std::vector<Match>& matches) {
  for (std::size_t i = matches.size(); i > 0; --i) {
    const Match& match = matches[i - 1];
    if (match.entry.count > 0 && is_telling(match.entry.evidence, match.entry.log_prior))
      return &match;
  }
  return nullptr;
}

}  // namespace

double Detection::log_share(std::string_view family, std::uint32_t layer,
                            const Tuning& tuning) const {
  const bool broad = family == Lexicon::kBroadFamily;
  if ((layer > 0 || !rivals) && !broad) return 0;
  const double least = broad ? blend(tuning.broad_strange, tuning.broad_share, sure())
                             : blend(tuning.family_strange, tuning.family_floor, sure());
  // Units are the habits of those who make tortured phrases.
  const std::string_view habit = family == Lexicon::kUnitFamily ? kUnitHabit : family;
  for (const auto& [name, share] : families) {
    if (name == habit) return std::max(share, least);
  }
  return least;
}

Detection detect(std::string_view text, std::span<const Token> tokens,
                 std::span<const Lexicon> layers, const Context& context, const Tuning& tuning,
                 Scoring scoring) {
  Detection found;
  found.rivals = !layers.empty() && layers[0].families() > 1;
  found.words = static_cast<std::size_t>(std::count_if(
      tokens.begin(), tokens.end(), [](const Token& t) { return t.kind == TokenKind::kWord; }));
  const double least = least_evidence(found.words, tuning);
  const std::vector<Place> places = telling_places(text, tokens, layers);
  double to_come = 0;  // evidence of the places that are not looked at yet, at most
  for (const Place& place : places) to_come += place.most;
  Families sums;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;  // layer and line of the dictionary
  std::vector<Match> matches;
  std::size_t next = 0;  // behind the last signature phrase
  for (const Place& place : places) {
    if (scoring == Scoring::kVerdicts && greatest(sums) + to_come < least) break;
    to_come -= place.most;
    if (place.token < next) continue;
    matches.clear();
    match_at(tokens, place.token, layers, matches);
    const Match* match = longest_signature(matches);
    if (match == nullptr) continue;
    const std::uint32_t line = layers[match->layer].candidate(match->entry.first).line;
    if (seen.emplace(match->layer, line).second) {
      for (const auto& [family, value] :
           evidence_at(tokens, *match, layers[match->layer], context, tuning))
        value_of(sums, family) += value;
    }
    next = match->last;
  }
  found.evidence = greatest(sums);
  if (seen.size() == 1) found.evidence = std::min(found.evidence, tuning.lone_cap);
  const double density =
      found.evidence / static_cast<double>(std::max<std::size_t>(found.words, 1));
  found.known = std::clamp(
      (density - tuning.strange_density) / (tuning.known_density - tuning.strange_density), 0.0,
      1.0);
  double total = 0;
  for (const auto& [family, sum] : sums) total += std::exp(sum - found.evidence);
  for (const auto& [family, sum] : sums)
    found.families.emplace_back(family, sum - found.evidence - std::log(total));
  if (scoring == Scoring::kVerdicts && found.evidence < least) {
    found.score = tuning.most_sparse;
  } else if (is_suspect(found.evidence, found.words, tuning)) {
    const Gains gains = count_gains(tokens, layers, context, tuning);
    found.score = suspect_score(found.evidence, found.words, gains, tuning);
  } else {
    found.score = unsuspected_score(found.evidence, found.words, tuning);
  }
  return found;
}

}  // namespace unspin
