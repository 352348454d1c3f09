// Beam search over the lattice, then the posterior of each choice. Covered by
// tests/unit/decode_test.cpp and tests/quality.
#include "spin/decode.hpp"

#include <algorithm>
#include <cmath>

#include "spin/options.hpp"
#include "spin/site.hpp"

namespace unspin {

namespace {

constexpr std::uint32_t kNone = 0xffffffff;

// A hypothesis: the text up to some token.
struct Node {
  double score = 0;
  Context::History history{};
  std::uint32_t previous = kNone;
  std::uint32_t site = kNone;  // the site chosen in the last step, or none: a token was left
  std::uint32_t option = 0;
};

// A stretch of the text that is decoded by itself: tokens and sites, half-open.
struct Stretch {
  std::size_t begin = 0, end = 0;
  std::uint32_t first_site = 0, last_site = 0;
};

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

class Lattice {
 public:
  Lattice(std::span<const Token> tokens, const std::vector<Site>& sites, const Stretch& stretch,
          const Context& context, const Tuning& tuning)
      : tokens_(tokens),
        sites_(sites),
        stretch_(stretch),
        context_(context),
        tuning_(tuning),
        ends_(stretch.end - stretch.begin + 1) {}

  // The sites and options of the best path, first to last.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> best_path() {
    nodes_.push_back({0, history_before(tokens_, stretch_.begin), kNone, kNone, 0});
    ends_[0].push_back(0);
    std::uint32_t next_site = stretch_.first_site;
    for (std::size_t at = stretch_.begin; at < stretch_.end; ++at) {
      std::vector<std::uint32_t>& here = ends_[at - stretch_.begin];
      prune(here);
      for (const std::uint32_t from : here) leave(from, at);
      for (; next_site < stretch_.last_site && sites_[next_site].match.first == at; ++next_site) {
        for (const std::uint32_t from : here) replace(from, next_site);
      }
    }
    return trace();
  }

 private:
  void prune(std::vector<std::uint32_t>& nodes) const {
    if (nodes.size() <= tuning_.beam) return;
    const auto better = [&](std::uint32_t a, std::uint32_t b) {
      return nodes_[a].score != nodes_[b].score ? nodes_[a].score > nodes_[b].score : a < b;
    };
    std::nth_element(nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(tuning_.beam),
                     nodes.end(), better);
    nodes.resize(tuning_.beam);
  }

  void leave(std::uint32_t from, std::size_t at) {
    const std::uint64_t word = model_hash(tokens_[at]);
    Node node = nodes_[from];
    node.score += tuning_.model_scale * context_.log_prob(node.history, word);
    node.history = extend(node.history, word);
    node.previous = from;
    node.site = kNone;
    put(at + 1, node);
  }

  void replace(std::uint32_t from, std::uint32_t site) {
    const Site& place = sites_[site];
    if (place.follows && nodes_[from].site == kNone) return;
    for (std::uint32_t k = 0; k < place.options.size(); ++k) {
      Node node = nodes_[from];
      node.score +=
          place.options[k].channel +
          tuning_.model_scale * advance(context_, node.history, place.options[k].candidate.tokens);
      node.previous = from;
      node.site = site;
      node.option = k;
      put(place.match.last, node);
    }
  }

  // Of two hypotheses with the same history only the better can win.
  void put(std::size_t at, const Node& node) {
    std::vector<std::uint32_t>& there = ends_[at - stretch_.begin];
    for (std::uint32_t& other : there) {
      if (nodes_[other].history != node.history) continue;
      if (nodes_[other].score >= node.score) return;
      nodes_.push_back(node);
      other = static_cast<std::uint32_t>(nodes_.size() - 1);
      return;
    }
    nodes_.push_back(node);
    there.push_back(static_cast<std::uint32_t>(nodes_.size() - 1));
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> trace() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> path;
    std::uint32_t best = ends_.back().front();
    for (const std::uint32_t node : ends_.back()) {
      if (nodes_[node].score > nodes_[best].score) best = node;
    }
    for (std::uint32_t at = best; at != kNone; at = nodes_[at].previous) {
      if (nodes_[at].site != kNone) path.emplace_back(nodes_[at].site, nodes_[at].option);
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  std::span<const Token> tokens_;
  const std::vector<Site>& sites_;
  const Stretch stretch_;
  const Context& context_;
  const Tuning& tuning_;
  std::vector<Node> nodes_;
  std::vector<std::vector<std::uint32_t>> ends_;  // hypotheses by the token reached
};

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
void weigh(Choice& choice, std::span<const Token> tokens, const Output& out, std::size_t begin,
           const Context& context, const Tuning& tuning) {
  const std::size_t end = begin + choice.options.front().candidate.tokens.size();
  const std::vector<std::uint64_t> standing =
      standing_words(tokens, choice.match.first, choice.match.last);
  const double stays = in_place(context, out.tokens, begin, end, standing);
  double total = 1;
  for (const Option& option : choice.options) {
    const double fit = in_place(context, out.tokens, begin, end, option.candidate.tokens);
    if (choice.posteriors.empty()) choice.gain = fit - stays;
    const double score = option.channel + tuning.model_scale * (fit - stays);
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
  const std::vector<Site> sites = find_sites(tokens, layers, context, detection, tuning);
  std::vector<Choice> choices;
  for (const Stretch& stretch : stretches(tokens, sites)) {
    for (const auto& [site, option] :
         Lattice(tokens, sites, stretch, context, tuning).best_path()) {
      Choice choice{sites[site].match, sites[site].options, {}, 0};
      std::swap(choice.options[0], choice.options[option]);
      choices.push_back(std::move(choice));
    }
  }
  const Output out = rewrite(tokens, choices);
  for (std::size_t i = 0; i < choices.size(); ++i)
    weigh(choices[i], tokens, out, out.begins[i], context, tuning);
  if (!detection.assumed) temper(choices, detection.words, tuning);
  return choices;
}

}  // namespace unspin
