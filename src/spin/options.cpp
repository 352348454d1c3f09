// Candidates and their channel weights. Covered by tests/unit/decode_test.cpp.
#include "spin/options.hpp"

#include <algorithm>
#include <cmath>

#include "spin/companion.hpp"
#include "spin/compose.hpp"
#include "spin/fit.hpp"
#include "spin/shares.hpp"
#include "spin/site.hpp"
#include "spin/word_table.hpp"

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

bool is_identity(const Lexicon& lexicon, const Match& match) {
  return match.entry.count > 0 &&
         Lexicon::is_same(lexicon.candidate(match.entry.first).text, match.entry.text);
}

// Makes the sites of one text.
class SiteMaker {
 public:
  SiteMaker(std::span<const Token> tokens, std::span<const Lexicon> layers, const Context& context,
            const Detection& detection, const Tuning& tuning)
      : tokens_(tokens),
        layers_(layers),
        context_(context),
        known_(detection.known),
        tuning_(tuning),
        weight_scale_(blend(tuning.strange_weight_scale, tuning.weight_scale, detection.sure())),
        shares_(layers, detection, tuning),
        topics_(context, tokens),
        standing_(tokens.size()) {
    for (const Token& token : tokens) standing_[token.hash] = true;
  }

  const Shares& shares() const { return shares_; }

  Site make(const Match& match) {
    Site site{match, {}, false};
    const double replaced = add_options(site);
    double all = 0;
    for (double weight : weights_) all += weight;
    const double rest = 1 - std::min(all, kMostWeight);
    if (site.options.empty()) return site;
    const bool name = may_be_name(tokens_, match);
    const Surroundings place = surroundings(topics_, match.first, match.last);
    const double standing_fit =
        fit(context_, place, standing_name(tokens_, match.first, match.last));
    for (std::size_t i = 0; i < site.options.size(); ++i) {
      Option& option = site.options[i];
      const double rarity = double{match.entry.log_prior} - double{option.candidate.log_prior};
      option.channel = tuning_.survivor_cost * replaced +
                       weight_scale_ * std::log(weights_[i] / rest) + tuning_.edit_bias +
                       tuning_.phrase_bonus * static_cast<double>(match.last - match.first - 1) +
                       tuning_.prior_share * tuning_.model_scale * rarity;
      option.channel += tuning_.fit_scale *
                        (fit(context_, place, phrase_name(option.candidate.tokens)) - standing_fit);
      const auto& words = option.candidate.tokens;
      if (words.size() == 1 && standing_.has(words[0])) option.channel -= tuning_.seen_cost;
      if (name && !has_capital(option.candidate.text)) option.channel -= tuning_.capital_cost;
    }
    return site;
  }

  // Terms that no row lists.
  Site make(const Composed& composed) const {
    Site site{
        {composed.first, composed.last, composed.layer, composed.hyphens, {}, 0}, {}, false};
    const std::vector<std::uint64_t> standing =
        standing_words(tokens_, composed.first, composed.last);
    const double rarity = context_.log_prob(standing) - double{composed.term.log_prior};
    const Surroundings place = surroundings(topics_, composed.first, composed.last);
    const double gain = fit(context_, place, phrase_name(composed.term.tokens)) -
                        fit(context_, place, phrase_name(standing));
    double channel = tuning_.term_bias + tuning_.term_scale * composed.log_share +
                     tuning_.term_part * (static_cast<double>(composed.changed) - 1) +
                     tuning_.prior_share * tuning_.model_scale * rarity + tuning_.fit_scale * gain;
    if (may_be_name(tokens_, site.match)) channel -= tuning_.capital_cost;
    site.options.push_back({composed.term, channel});
    return site;
  }

 private:
  // The candidates that the guards admit, and their weights; how surely the spinner would have
  // replaced the phrase itself.
  double add_options(Site& site) {
    const Match& match = site.match;
    const Lexicon& lexicon = layers_[match.layer];
    double replaced = 0;
    weights_.clear();
    site.options.reserve(match.entry.count);
    for (std::uint32_t k = 0; k < match.entry.count; ++k) {
      const Lexicon::Candidate candidate = lexicon.candidate(match.entry.first + k);
      if (candidate.tokens.empty() || !admits(candidate.guards, tokens_, match)) continue;
      const double share = shares_.of(match.layer, candidate);
      if (candidate.replaced) replaced = std::max(replaced, known_ * share);
      add(site.options, candidate, double{candidate.weight} * share);
    }
    return replaced;
  }

  // Adds a candidate, or its weight to the option with the same original from another family.
  void add(std::vector<Option>& options, const Lexicon::Candidate& candidate, double weight) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (!Lexicon::is_same(options[i].candidate.text, candidate.text)) continue;
      weights_[i] = std::max(weights_[i], weight);
      return;
    }
    options.push_back({candidate, 0});
    weights_.push_back(weight);
  }

  std::span<const Token> tokens_;
  std::span<const Lexicon> layers_;
  const Context& context_;
  double known_;
  const Tuning& tuning_;
  double weight_scale_;
  Shares shares_;
  Topics topics_;
  WordTable<bool> standing_;     // the words of the document
  std::vector<double> weights_;  // of the options of the site that is being made
};

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
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    prefetch_matches(tokens, i, layers);
    match_at(tokens, i, layers, matches);
  }
  std::vector<bool> kept(tokens.size(), false);  // tokens that a dictionary says to leave
  for (const Match& match : matches) {
    if (!is_identity(layers[match.layer], match)) continue;
    std::fill(kept.begin() + match.first, kept.begin() + match.last, true);
  }
  SiteMaker maker(tokens, layers, context, detection, tuning);
  const auto is_kept = [&](std::size_t first, std::size_t last) {
    const auto begin = kept.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = kept.begin() + static_cast<std::ptrdiff_t>(last);
    return std::find(begin, end, true) != end;
  };
  std::vector<Site> sites;
  for (const Match& match : matches) {
    if (is_kept(match.first, match.last)) continue;
    Site site = maker.make(match);
    if (!site.options.empty()) sites.push_back(std::move(site));
  }
  for (const Composed& term : compose_terms(tokens, layers, maker.shares())) {
    if (!is_kept(term.first, term.last)) sites.push_back(maker.make(term));
  }
  for (Site& site : companion_sites(tokens, sites, tuning)) {
    if (!is_kept(site.match.first, site.match.last)) sites.push_back(std::move(site));
  }
  std::stable_sort(sites.begin(), sites.end(),
                   [](const Site& a, const Site& b) { return a.match.first < b.match.first; });
  return sites;
}

}  // namespace unspin
