// Candidates and their channel weights. Covered by tests/unit/decode_test.cpp.
#include "spin/options.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

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

bool is_capitalised(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
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
               const Detection& detection, const Tuning& tuning,
               const std::unordered_set<std::uint64_t>& standing) {
  Site site{match, {}};
  std::vector<double> weights;
  for (std::uint32_t k = 0; k < match.entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(match.entry.first + k);
    if (candidate.tokens.empty() || !admits(candidate.guards, tokens, match)) continue;
    // Families compete within the base dictionary; rows that a user adds count in full.
    const double share =
        match.layer > 0 ? 0.0 : detection.family_log_share(candidate.family, tuning.family_floor);
    add(site.options, weights, candidate, double{candidate.weight} * std::exp(share));
  }
  double all = 0;
  for (double weight : weights) all += weight;
  const double rest = 1 - std::min(all, kMostWeight);
  const bool name = may_be_name(tokens, match);
  for (std::size_t i = 0; i < site.options.size(); ++i) {
    Option& option = site.options[i];
    const double rarity = double{match.entry.log_prior} - double{option.candidate.log_prior};
    option.channel = tuning.weight_scale * std::log(weights[i] / rest) + tuning.edit_bias +
                     tuning.phrase_bonus * static_cast<double>(match.last - match.first - 1) +
                     tuning.prior_share * tuning.model_scale * rarity;
    const auto& words = option.candidate.tokens;
    if (words.size() == 1 && standing.count(words[0]) > 0) option.channel -= tuning.seen_cost;
    if (name && !is_capitalised(option.candidate.text)) option.channel -= tuning.capital_cost;
  }
  return site;
}

}  // namespace

bool starts_sentence(std::span<const Token> tokens, std::size_t token) {
  return token == 0 || tokens[token].gap >= Gap::kLine || is_sentence_end(tokens[token - 1]);
}

std::vector<Site> find_sites(std::span<const Token> tokens, std::span<const Lexicon> layers,
                             const Detection& detection, const Tuning& tuning) {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < tokens.size(); ++i) match_at(tokens, i, layers, matches);
  std::vector<bool> kept(tokens.size(), false);  // tokens that a dictionary says to leave
  for (const Match& match : matches) {
    if (!is_identity(layers[match.layer], match)) continue;
    std::fill(kept.begin() + match.first, kept.begin() + match.last, true);
  }
  std::unordered_set<std::uint64_t> standing;  // the words of the document
  for (const Token& token : tokens) standing.insert(token.hash);
  std::vector<Site> sites;
  for (const Match& match : matches) {
    if (std::find(kept.begin() + match.first, kept.begin() + match.last, true) !=
        kept.begin() + match.last)
      continue;
    Site site = make_site(tokens, match, layers[match.layer], detection, tuning, standing);
    if (!site.options.empty()) sites.push_back(std::move(site));
  }
  return sites;
}

}  // namespace unspin
