// Candidates and their channel weights. Covered by tests/unit/decode_test.cpp.
#include "spin/options.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "spin/companion.hpp"
#include "spin/compose.hpp"
#include "spin/fit.hpp"
#include "spin/site.hpp"

namespace unspin {

namespace {

constexpr double kMostWeight = 0.97;  // some occurrence is always the author's own

bool is_sentence_end(const Token& token) {
  static const std::uint64_t kEnds[] = {token_hash("."), token_hash("!"),  token_hash("?"),
                                        token_hash(":"), token_hash("\""), token_hash("*"),
                                        token_hash("-"), token_hash("--")};
  return std::find(std::begin(kEnds), std::end(kEnds), token.hash) != std::end(kEnds);
}

// A capitalised word inside a sentence is likely part of a name. (It costs an option only where the
// original is not written with a capital itself.)
bool may_be_name(std::span<const Token> tokens, const Match& match) {
  const Token& token = tokens[match.first];
  return token.casing != Casing::kLower && !starts_sentence(tokens, match.first);
}

// Adds a candidate, or its weight to the option with the same original from another family.
void add(std::vector<Option>& options, std::vector<double>& weights,
         const Lexicon::Candidate& candidate, double weight) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i].candidate.text != candidate.text) continue;
    weights[i] = std::max(weights[i], weight);
    return;
  }
  options.push_back({candidate, 0});
  weights.push_back(weight);
}

bool is_identity(const Lexicon& lexicon, const Match& match) {
  return match.entry.count > 0 && lexicon.candidate(match.entry.first).text == match.entry.text;
}

Site make_site(std::span<const Token> tokens, const Match& match, const Lexicon& lexicon,
               const Context& context, const Detection& detection, const Tuning& tuning,
               const std::unordered_set<std::uint64_t>& standing) {
  Site site{match, {}, false};
  std::vector<double> weights;
  double replaced = 0;  // how surely the spinner would have replaced the phrase itself
  for (std::uint32_t k = 0; k < match.entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(match.entry.first + k);
    if (candidate.tokens.empty() || !admits(candidate.guards, tokens, match)) continue;
    const double share = detection.log_share(candidate.family, match.layer, tuning);
    if (candidate.replaced) replaced = std::max(replaced, detection.known * std::exp(share));
    add(site.options, weights, candidate, double{candidate.weight} * std::exp(share));
  }
  double all = 0;
  for (double weight : weights) all += weight;
  const double rest = 1 - std::min(all, kMostWeight);
  const double weight_scale =
      blend(tuning.strange_weight_scale, tuning.weight_scale, detection.sure());
  const bool name = may_be_name(tokens, match);
  const Surroundings place = surroundings(context, tokens, match.first, match.last);
  const double standing_fit =
      fit(context, place, phrase_name(standing_words(tokens, match.first, match.last)));
  for (std::size_t i = 0; i < site.options.size(); ++i) {
    Option& option = site.options[i];
    const double rarity = double{match.entry.log_prior} - double{option.candidate.log_prior};
    option.channel = tuning.survivor_cost * replaced + weight_scale * std::log(weights[i] / rest) +
                     tuning.edit_bias +
                     tuning.phrase_bonus * static_cast<double>(match.last - match.first - 1) +
                     tuning.prior_share * tuning.model_scale * rarity;
    option.channel += tuning.fit_scale *
                      (fit(context, place, phrase_name(option.candidate.tokens)) - standing_fit);
    const auto& words = option.candidate.tokens;
    if (words.size() == 1 && standing.count(words[0]) > 0) option.channel -= tuning.seen_cost;
    if (name && !has_capital(option.candidate.text)) option.channel -= tuning.capital_cost;
  }
  return site;
}

// Terms that no row lists.
Site make_site(std::span<const Token> tokens, const Composed& composed, const Context& context,
               const Tuning& tuning) {
  Site site{{composed.first, composed.last, composed.layer, composed.hyphens, {}, 0}, {}, false};
  const std::vector<std::uint64_t> standing = standing_words(tokens, composed.first, composed.last);
  const double rarity = context.log_prob(standing) - double{composed.term.log_prior};
  const Surroundings place = surroundings(context, tokens, composed.first, composed.last);
  const double gain = fit(context, place, phrase_name(composed.term.tokens)) -
                      fit(context, place, phrase_name(standing));
  double channel = tuning.term_bias + tuning.term_scale * composed.log_share +
                   tuning.term_part * (static_cast<double>(composed.changed) - 1) +
                   tuning.prior_share * tuning.model_scale * rarity + tuning.fit_scale * gain;
  if (may_be_name(tokens, site.match)) channel -= tuning.capital_cost;
  site.options.push_back({composed.term, channel});
  return site;
}

}  // namespace

bool has_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool starts_sentence(std::span<const Token> tokens, std::size_t token) {
  return token == 0 || tokens[token].gap >= Gap::kLine || is_sentence_end(tokens[token - 1]);
}

std::vector<Site> find_sites(std::span<const Token> tokens, std::span<const Lexicon> layers,
                             const Context& context, const Detection& detection,
                             const Tuning& tuning) {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) match_at(tokens, i, layers, matches);
  std::vector<bool> kept(tokens.size(), false);  // tokens that a dictionary says to leave
  for (const Match& match : matches) {
    if (!is_identity(layers[match.layer], match)) continue;
    std::fill(kept.begin() + match.first, kept.begin() + match.last, true);
  }
  std::unordered_set<std::uint64_t> standing;  // the words of the document
  for (const Token& token : tokens) standing.insert(token.hash);
  const auto is_kept = [&](std::size_t first, std::size_t last) {
    const auto begin = kept.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = kept.begin() + static_cast<std::ptrdiff_t>(last);
    return std::find(begin, end, true) != end;
  };
  std::vector<Site> sites;
  for (const Match& match : matches) {
    if (is_kept(match.first, match.last)) continue;
    Site site = make_site(tokens, match, layers[match.layer], context, detection, tuning, standing);
    if (!site.options.empty()) sites.push_back(std::move(site));
  }
  for (const Composed& term : compose_terms(tokens, layers, detection, tuning)) {
    if (!is_kept(term.first, term.last)) sites.push_back(make_site(tokens, term, context, tuning));
  }
  for (Site& site : companion_sites(tokens, sites, tuning)) {
    if (!is_kept(site.match.first, site.match.last)) sites.push_back(std::move(site));
  }
  std::stable_sort(sites.begin(), sites.end(),
                   [](const Site& a, const Site& b) { return a.match.first < b.match.first; });
  return sites;
}

}  // namespace unspin
