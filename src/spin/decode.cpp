// Beam search over the lattice, then the posterior of each choice. Covered by
// tests/unit/decode_test.cpp and tests/quality.
#include "spin/decode.hpp"

#include <algorithm>
#include <cmath>

#include "spin/lattice.hpp"
#include "spin/options.hpp"
#include "spin/site.hpp"
#include "spin/trial.hpp"

namespace unspin {

namespace {

// Paragraphs are independent of each other; longer ones are cut between sites, so that memory
// stays bounded.
constexpr std::size_t kLongestStretch = 1 << 14;  // tokens

std::vector<Stretch> stretches(std::span<const Token> tokens, const std::vector<Site>& sites) {
  std::vector<Stretch> all;
  Stretch open;
  std::size_t reach = 0;  // where the sites that have begun end
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (; open.last_site < sites.size() && sites[open.last_site].match.first == at;
         ++open.last_site) {
      reach = std::max<std::size_t>(reach, sites[open.last_site].match.last);
    }
    open.end = at + 1;
    const bool paragraph_ends =
        open.end == tokens.size() || tokens[open.end].gap == Gap::kParagraph;
    const bool long_enough = open.end - open.begin >= kLongestStretch && reach <= open.end;
    if (!paragraph_ends && !long_enough) continue;
    if (open.first_site != open.last_site) all.push_back(open);
    open = {open.end, open.end, open.last_site, open.last_site};
  }
  return all;
}

// The text of the best path as the model sees it, to look at each choice in its final context.
struct Output {
  std::vector<Token> tokens;
  std::vector<std::size_t> begins;  // of each choice
};

Output rewrite(std::span<const Token> tokens, const std::vector<Choice>& choices) {
  Output out;
  std::size_t at = 0;
  for (const Choice& choice : choices) {
    out.tokens.insert(out.tokens.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at),
                      tokens.begin() + choice.match.first);
    out.begins.push_back(out.tokens.size());
    Gap gap = tokens[choice.match.first].gap;
    for (std::uint64_t word : choice.options.front().candidate.tokens) {
      out.tokens.push_back({{}, word, TokenKind::kWord, gap, Casing::kLower, false});
      gap = Gap::kSpace;
    }
    at = choice.match.last;
  }
  out.tokens.insert(out.tokens.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at),
                    tokens.end());
  return out;
}

// Posterior of every option of a choice, and of leaving the phrase, the other choices given.
// `begin` is where the choice stands in the text of the best path.
void weigh(Choice& choice, std::span<const Token> tokens, std::size_t begin, Trials& trials,
           const Tuning& tuning) {
  const std::size_t end = begin + choice.options.front().candidate.tokens.size();
  const std::vector<std::uint64_t> standing =
      standing_words(tokens, choice.match.first, choice.match.last);
  trials.clear();
  for (const Option& option : choice.options) trials.add(begin, end, option.candidate.tokens);
  const std::size_t as_it_was = trials.add(begin, end, standing);
  trials.weigh();
  const double stays = trials.log_prob(as_it_was);
  double total = 1;
  for (std::size_t i = 0; i < choice.options.size(); ++i) {
    const double fit = trials.log_prob(i);
    if (i == 0) choice.gain = fit - stays;
    const double score = choice.options[i].channel + tuning.model_scale * (fit - stays);
    choice.posteriors.push_back(std::exp(std::min(score, 50.0)));
    total += choice.posteriors.back();
  }
  for (double& posterior : choice.posteriors) posterior /= total;
}

// The less of a text a spinner has changed, the less any word is its. The share is estimated from
// the posteriors themselves, drawn to the usual one where there are few words.
void temper(std::vector<Choice>& choices, std::size_t words, const Tuning& tuning) {
  double changed = tuning.usual_share * tuning.share_words;
  for (const Choice& choice : choices) {
    changed += choice.posteriors.front() * (choice.match.last - choice.match.first);
  }
  const double share =
      std::min(changed / (static_cast<double>(words) + tuning.share_words), tuning.usual_share);
  const double usual_odds = tuning.usual_share / (1 - tuning.usual_share);
  const double ratio = std::pow(share / (1 - share) / usual_odds, tuning.share_power);
  const double odds = std::max(ratio, tuning.least_share_ratio);
  for (Choice& choice : choices) {
    double sum = 0;
    for (const double posterior : choice.posteriors) sum += posterior;
    for (double& posterior : choice.posteriors) posterior *= odds / (1 - sum + sum * odds);
  }
}

}  // namespace

std::vector<Choice> decode(std::span<const Token> tokens, std::span<const Lexicon> layers,
                           const Context& context, const Detection& detection,
                           const Tuning& tuning) {
  const Standing standing(context, tokens);
  std::vector<Site> sites = find_sites(tokens, layers, context, detection, tuning);
  std::vector<Choice> choices;
  for (const Stretch& stretch : stretches(tokens, sites)) {
    for (const auto& [site, option] : best_path(standing, sites, stretch, tuning)) {
      Choice choice{sites[site].match, std::move(sites[site].options), {}, 0};
      std::swap(choice.options[0], choice.options[option]);
      choices.push_back(std::move(choice));
    }
  }
  const Output out = rewrite(tokens, choices);
  const Standing chosen(context, out.tokens);
  Trials trials(chosen);
  for (std::size_t i = 0; i < choices.size(); ++i)
    weigh(choices[i], tokens, out.begins[i], trials, tuning);
  if (!detection.assumed) temper(choices, detection.words, tuning);
  return choices;
}

}  // namespace unspin
