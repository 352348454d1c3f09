// Covered by tests/unit/lattice_test.cpp.
#include "spin/fan.hpp"

#include <algorithm>
#include <bit>

namespace unspin {

namespace {

constexpr std::size_t kOrder = Context::kOrder;
constexpr std::size_t kShared = 2;  // words of a history, with which the model may end

// No probability is above 1, but back-off weights may be.
constexpr double kMostBackoff = (kOrder - 1) * double{kBackoffTop};

// An upper bound of log P of any word behind a history with these suffixes.
double most_of(const Suffixes& suffixes) {
  double most = 0;
  for (const Gram& suffix : suffixes) {
    if (suffix.known()) most += std::max(suffix.backoff(), 0.0);
  }
  return most;
}

}  // namespace

void Fan::open(std::span<const Hypothesis> all) {
  all_ = all;
  most_.clear();
  for (const Hypothesis& one : all) most_.push_back(most_of(one.suffixes));
  groups_.divide(all);
  batch_.clear();
  slots_.clear();
}

std::size_t Fan::ask(std::span<const std::uint64_t> words, std::uint64_t wanted) {
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

// Asks for the n-grams of a word behind the groups of a level, by the keys of those above.
void Fan::ask(std::size_t order, std::size_t level, std::size_t slot, bool is_first,
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

double Fan::most_log_prob(std::size_t hypothesis, std::size_t words) const {
  return most_[hypothesis] + (static_cast<double>(words) - 1) * kMostBackoff;
}

// The bit of the best hypothesis.
std::uint64_t Fan::best_of(std::uint64_t some) const {
  auto best = static_cast<std::size_t>(std::countr_zero(some));
  for (std::uint64_t left = some & (some - 1); left != 0; left &= left - 1) {
    const auto other = static_cast<std::size_t>(std::countr_zero(left));
    if (all_[other].score > all_[best].score) best = other;
  }
  return std::uint64_t{1} << best;
}

std::uint64_t Fan::contenders(std::size_t asked, std::uint64_t some) const {
  const std::span<const Groups::Group> groups = groups_.level(kShared);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::uint64_t rivals = groups[g].members & some;
    if ((rivals & (rivals - 1)) == 0 || !is_spared(groups[g].member)) continue;
    if (batch_[slots_[asked + kShared] + g].known()) continue;  // a deceptive fingerprint
    some ^= rivals ^ best_of(rivals);
  }
  return some;
}

Gram Fan::longest(std::uint64_t word, const Context::History& history) const {
  if (history[2] == 0) return {};
  std::uint64_t key = ngram_key(0, word);
  for (const std::uint64_t before : history) key = ngram_key(key, before);
  return context_.table(kOrder - 1).look_up(key);
}

double Fan::log_prob(std::size_t asked, std::span<const std::uint64_t> words,
                     std::size_t hypothesis, Suffixes& suffixes) const {
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

}  // namespace unspin
