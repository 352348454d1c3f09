// Covered by tests/unit/lattice_test.cpp.
#include "spin/front.hpp"

namespace unspin {

namespace {

// The words are well mixed hashes; this need only tell their order.
std::uint64_t name_of(const Context::History& history) {
  return history[0] + 0x9e3779b97f4a7c15ULL * history[1] + 0xbf58476d1ce4e5b9ULL * history[2];
}

}  // namespace

Hypothesis* Front::put(double score, const Context::History& history, std::uint32_t step) {
  if (is_out_of_reach(score)) return nullptr;
  const std::uint64_t name = name_of(history);
  const std::uint64_t bit = std::uint64_t{1} << (name >> 58);
  std::size_t at = (seen_ & bit) == 0 ? count_ : 0;
  while (at < count_ && (names_[at] != name || all_[at].history != history)) ++at;
  seen_ |= bit;
  if (at < count_) {
    if (scores_[at] >= score) return nullptr;
  } else if (count_ < most_) {
    ++count_;
  } else {
    at = weakest_;
  }
  scores_[at] = score;
  names_[at] = name;
  all_[at].score = score;
  all_[at].history = history;
  all_[at].step = step;
  least_ = std::max(least_, score - margin_);
  if (count_ == most_) find_weakest();
  return &all_[at];
}

void Front::find_weakest() {
  weakest_ = 0;
  for (std::size_t i = 1; i < count_; ++i) {
    if (scores_[i] > scores_[weakest_]) continue;
    if (scores_[i] < scores_[weakest_] || all_[i].step > all_[weakest_].step) weakest_ = i;
  }
}

void Front::drop_hopeless() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    if (all_[i].score < least_) continue;
    if (kept != i) all_[kept] = all_[i];
    ++kept;
  }
  count_ = kept;
}

void Groups::divide(std::span<const Hypothesis> all) {
  counts_.fill(0);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    add(0, 0, {0, bit, 0, i});
    std::size_t parent = 0;
    for (std::size_t level = 1; level < kLevels; ++level) {
      const std::uint64_t word = all[i].history[level - 1];
      // No two share the whole history.
      const std::size_t at = level + 1 < kLevels ? find(level, word, parent) : i;
      add(level, at, {word, bit, static_cast<std::uint32_t>(parent), i});
      group_of_[level][i] = static_cast<std::uint32_t>(at);
      parent = at;
    }
  }
}

// Adds a hypothesis, given as a group of its own, to the group `at`, or behind the last one.
void Groups::add(std::size_t level, std::size_t at, const Group& group) {
  if (at == counts_[level]) {
    groups_[level][counts_[level]++] = group;
  } else {
    groups_[level][at].members |= group.members;
  }
}

// The group of these, or where it is to be made.
std::size_t Groups::find(std::size_t level, std::uint64_t word, std::size_t parent) const {
  const Group* groups = groups_[level].data();
  std::size_t at = 0;
  while (at < counts_[level] && (groups[at].word != word || groups[at].parent != parent)) ++at;
  return at;
}

}  // namespace unspin
