// Covered by tests/unit/lattice_test.cpp and tests/quality.
#include "spin/lattice.hpp"

#include <algorithm>
#include <span>

#include "spin/fan.hpp"
#include "spin/front.hpp"

namespace unspin {

namespace {

constexpr std::uint32_t kNone = 0xffffffff;

// How a hypothesis came about: the token before was left, or a site was replaced by an option.
struct Step {
  std::uint32_t previous = kNone;
  std::uint32_t site = kNone;  // none: the token was left
  std::uint32_t option = 0;
};

// What an option is called in a fan, and the hypotheses that it was asked for, as bits.
struct Asked {
  std::size_t number;
  std::uint64_t wanted;
};

class Lattice {
 public:
  Lattice(const Standing& standing, const std::vector<Site>& sites, const Stretch& stretch,
          const Tuning& tuning)
      : standing_(standing),
        sites_(sites),
        stretch_(stretch),
        tuning_(tuning),
        fan_(standing.context()),
        fronts_(longest_site() + 1, Front(tuning.beam, tuning.beam_margin)) {}

  std::vector<std::pair<std::uint32_t, std::uint32_t>> best_path() {
    *front(stretch_.begin).put(0, history_before(standing_.tokens(), stretch_.begin), kNone) =
        start();
    std::uint32_t first = stretch_.first_site;
    for (std::size_t at = stretch_.begin; at < stretch_.end; ++at) {
      std::uint32_t last = first;
      while (last < stretch_.last_site && sites_[last].match.first == at) ++last;
      go_on(at, first, last);
      first = last;
    }
    return trace();
  }

 private:
  std::size_t longest_site() const {
    std::size_t longest = 1;
    for (std::uint32_t i = stretch_.first_site; i < stretch_.last_site; ++i)
      longest = std::max<std::size_t>(longest, sites_[i].match.last - sites_[i].match.first);
    return longest;
  }

  // The front at a token; those behind all sites are used again.
  Front& front(std::size_t at) { return fronts_[at % fronts_.size()]; }

  // Whether the token before was left as it is.
  bool is_left(const Hypothesis& hypothesis) const {
    return hypothesis.step == kNone || steps_[hypothesis.step].site == kNone;
  }

  Hypothesis start() const {
    return {0, history_before(standing_.tokens(), stretch_.begin),
            standing_.suffixes_before(stretch_.begin), kNone};
  }

  // From one token to those that leaving it, or replacing the sites [first, last), leads to.
  void go_on(std::size_t at, std::uint32_t first, std::uint32_t last) {
    Front& here = front(at);
    here.drop_hopeless();
    fan_.open(here.all());
    leave(here.all(), at);
    asked_.clear();
    for (std::uint32_t site = first; site < last; ++site) ask(here.all(), sites_[site]);
    fan_.resolve();
    for (Asked& one : asked_) {
      if (one.wanted != 0) one.wanted = fan_.contenders(one.number, one.wanted);
    }
    const Asked* asked = asked_.data();
    for (std::uint32_t site = first; site < last; ++site) {
      for (std::uint32_t from = 0; from < here.all().size(); ++from)
        replace(here.all()[from], from, site, asked);
      asked += sites_[site].options.size();
    }
    here.clear();
  }

  void leave(std::span<const Hypothesis> here, std::size_t at) {
    const std::uint64_t word = model_hash(standing_.tokens()[at]);
    const std::uint64_t all = ~std::uint64_t{0};
    const std::size_t number = fan_.ask({&word, 1}, all);
    fan_.resolve();
    const std::uint64_t contenders = fan_.contenders(number, all);
    for (std::uint32_t from = 0; from < here.size(); ++from) {
      if ((contenders >> from & 1) != 0)
        step(here[from], from, {&word, 1}, number, 0, at + 1, {0, kNone, 0});
    }
  }

  // Asks for what the options of a site need behind the hypotheses that may get through with them.
  void ask(std::span<const Hypothesis> here, const Site& site) {
    const Front& there = front(site.match.last);
    for (const Option& option : site.options) {
      std::uint64_t wanted = 0;
      const std::size_t words = option.candidate.tokens.size();
      for (std::size_t from = 0; from < here.size(); ++from) {
        if (site.follows && is_left(here[from])) continue;
        if (!there.is_out_of_reach(most_score(here[from], from, option.channel, words)))
          wanted |= std::uint64_t{1} << from;
      }
      asked_.push_back({wanted == 0 ? 0 : fan_.ask(option.candidate.tokens, wanted), wanted});
    }
  }

  void replace(const Hypothesis& hypothesis, std::uint32_t from, std::uint32_t site,
               const Asked* asked) {
    const Site& place = sites_[site];
    for (std::uint32_t k = 0; k < place.options.size(); ++k) {
      if ((asked[k].wanted >> from & 1) == 0) continue;
      const Option& option = place.options[k];
      const double most =
          most_score(hypothesis, from, option.channel, option.candidate.tokens.size());
      if (front(place.match.last).is_out_of_reach(most)) continue;
      step(hypothesis, from, option.candidate.tokens, asked[k].number, option.channel,
           place.match.last, {0, site, k});
    }
  }

  // An upper bound of the score of a hypothesis with so many words behind it.
  double most_score(const Hypothesis& hypothesis, std::size_t from, double channel,
                    std::size_t words) const {
    return hypothesis.score +
           (channel + tuning_.model_scale * fan_.most_log_prob(from, words));
  }

  // Puts the hypothesis with more words behind it to the front at token `to`.
  void step(const Hypothesis& hypothesis, std::uint32_t from, std::span<const std::uint64_t> words,
            std::size_t asked, double channel, std::size_t to, Step step) {
    Suffixes suffixes;
    const double log_prob = fan_.log_prob(asked, words, from, suffixes);
    const double score = hypothesis.score + (channel + tuning_.model_scale * log_prob);
    Context::History history = hypothesis.history;
    for (const std::uint64_t word : words) history = extend(history, word);
    const auto number = static_cast<std::uint32_t>(steps_.size());
    Hypothesis* place = front(to).put(score, history, number);
    if (place == nullptr) return;
    place->suffixes = suffixes;
    step.previous = hypothesis.step;
    steps_.push_back(step);
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> trace() {
    const std::span<const Hypothesis> last = front(stretch_.end).all();
    const auto best = std::max_element(
        last.begin(), last.end(),
        [](const Hypothesis& a, const Hypothesis& b) { return a.score < b.score; });
    std::vector<std::pair<std::uint32_t, std::uint32_t>> path;
    for (std::uint32_t at = best->step; at != kNone; at = steps_[at].previous) {
      if (steps_[at].site != kNone) path.emplace_back(steps_[at].site, steps_[at].option);
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  const Standing& standing_;
  const std::vector<Site>& sites_;
  const Stretch stretch_;
  const Tuning& tuning_;
  Fan fan_;
  std::vector<Front> fronts_;
  std::vector<Step> steps_;
  std::vector<Asked> asked_;  // the options that begin at a token
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> best_path(const Standing& standing,
                                                               const std::vector<Site>& sites,
                                                               const Stretch& stretch,
                                                               const Tuning& tuning) {
  return Lattice(standing, sites, stretch, tuning).best_path();
}

}  // namespace unspin
