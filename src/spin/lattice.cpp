// Covered by tests/unit/lattice_test.cpp and tests/quality.
#include "spin/lattice.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "spin/front.hpp"
#include "spin/ngram_batch.hpp"

namespace unspin {

namespace {

constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::size_t kOrder = Context::kOrder;
constexpr std::size_t kShared = 2;  // words of a history, with which the model may end

// How a hypothesis came about: the token before was left, or a site was replaced by an option.
struct Step {
  std::uint32_t previous = kNone;
  std::uint32_t site = kNone;  // none: the token was left
  std::uint32_t option = 0;
};

// No probability is above 1, but back-off weights may be.
constexpr double kMostBackoff = kReach * double{kBackoffTop};

// An upper bound of log P of any word behind a history with these suffixes.
double most_of(const Suffixes& suffixes) {
  double most = 0;
  for (const Gram& suffix : suffixes) {
    if (suffix.known()) most += std::max(suffix.backoff(), 0.0);
  }
  return most;
}

// log P of word sequences behind all the hypotheses of a front. The n-grams that hypotheses share
// are looked up once.
class Fan {
 public:
  explicit Fan(const Context& context) : context_(context), batch_(context) {}

  void open(std::span<const Hypothesis> all) {
    all_ = all;
    most_.clear();
    for (const Hypothesis& one : all) most_.push_back(most_of(one.suffixes));
    groups_.divide(all);
    batch_.clear();
    slots_.clear();
  }

  // Asks for what the words need behind those hypotheses whose bits are set; the number to call
  // them by from here on.
  std::size_t ask(std::span<const std::uint64_t> words, std::uint64_t wanted) {
    const std::size_t first = slots_.size();
    for (std::size_t i = 0; i < words.size(); ++i) {
      keys_[0][0] = ngram_key(0, words[i]);
      for (std::size_t n = 0; n < kOrder; ++n) {
        if (n > 0 && n <= i) keys_[0][0] = ngram_key(keys_[0][0], words[i - n]);
        const std::size_t level = n > i ? n - i : 0;
        slots_.push_back(static_cast<std::uint32_t>(batch_.reserve(groups_.level(level).size())));
        if (level == 0) {
          batch_.ask(slots_.back(), n, keys_[0][0]);
        } else {
          ask(n, level, slots_.back(), i == 0, wanted);
        }
      }
    }
    return first;
  }

  void resolve() { batch_.resolve(); }

  // An upper bound of log_prob() for so many words, without any look-up.
  double most_log_prob(std::size_t hypothesis, std::size_t words) const {
    return most_[hypothesis] + (static_cast<double>(words) - 1) * kMostBackoff;
  }

  // Of some hypotheses, as bits, those that may be the best with the words behind them. Hypotheses
  // whose last two words the model does not have together it does not tell apart by a third one:
  // only the best of those that share the two remains, the first of equals.
  std::uint64_t contenders(std::size_t asked, std::uint64_t some) const {
    const std::span<const Groups::Group> groups = groups_.level(kShared);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const std::uint64_t rivals = groups[g].members & some;
      if ((rivals & (rivals - 1)) == 0 || !is_spared(groups[g].member)) continue;
      if (batch_[slots_[asked + kShared] + g].known()) continue;  // a deceptive fingerprint
      some ^= rivals ^ best_of(rivals);
    }
    return some;
  }

  // log P of words that were asked for, behind a hypothesis; `suffixes` become those of their end.
  double log_prob(std::size_t asked, std::span<const std::uint64_t> words, std::size_t hypothesis,
                  Suffixes& suffixes) const {
    suffixes = all_[hypothesis].suffixes;
    double sum = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      Grams grams;
      for (std::size_t n = 0; n < kOrder; ++n, ++asked)
        grams[n] = batch_[slots_[asked] + groups_.group_of(n > i ? n - i : 0, hypothesis)];
      if (i == 0 && is_spared(hypothesis) && grams[2].known())
        grams[3] = longest(words[0], all_[hypothesis].history);
      sum += log_prob_of(grams, suffixes, context_.unknown_log_prob());
      suffixes = suffixes_of(grams);
    }
    return sum;
  }

 private:
  // Asks for the n-grams of a word behind the groups of a level, by the keys of those above.
  void ask(std::size_t order, std::size_t level, std::size_t slot, bool is_first,
           std::uint64_t wanted) {
    const std::span<const Groups::Group> groups = groups_.level(level);
    const bool may_spare = is_first && order == kOrder - 1;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const Groups::Group& group = groups[g];
      if ((group.members & wanted) == 0) continue;
      keys_[level][g] = ngram_key(keys_[level - 1][group.parent], group.word);
      if (group.word != 0 && !(may_spare && is_spared(group.member)))
        batch_.ask(slot + g, order, keys_[level][g]);
    }
  }

  // The bit of the best hypothesis.
  std::uint64_t best_of(std::uint64_t some) const {
    auto best = static_cast<std::size_t>(std::countr_zero(some));
    for (std::uint64_t left = some & (some - 1); left != 0; left &= left - 1) {
      const auto other = static_cast<std::size_t>(std::countr_zero(left));
      if (all_[other].score > all_[best].score) best = other;
    }
    return std::uint64_t{1} << best;
  }

  // Where the model does not have the last two words, it has nothing longer with them, unless a
  // fingerprint deceives: then the longest n-gram is looked up after all.
  bool is_spared(std::size_t hypothesis) const { return !all_[hypothesis].suffixes[1].known(); }

  Gram longest(std::uint64_t word, const Context::History& history) const {
    if (history[2] == 0) return {};
    std::uint64_t key = ngram_key(0, word);
    for (const std::uint64_t before : history) key = ngram_key(key, before);
    return context_.table(kOrder - 1).look_up(key);
  }

  const Context& context_;
  std::span<const Hypothesis> all_;
  std::vector<double> most_;  // of each: an upper bound of log P of a word behind it
  Groups groups_;
  NgramBatch batch_;
  std::vector<std::uint32_t> slots_;  // for each word asked for, by order: that of the first group
  std::array<std::array<std::uint64_t, Groups::kMost>, Groups::kLevels> keys_;  // by level, group
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
        fronts_(longest_site() + 1, Front(tuning.beam)) {}

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
