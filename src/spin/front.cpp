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
  std::size_t at = (seen_ & bit) == 0 ? all_.size() : 0;
  while (at < all_.size() && (names_[at] != name || all_[at].history != history)) ++at;
  seen_ |= bit;
  if (at < all_.size()) {
    if (scores_[at] >= score) return nullptr;
  } else if (all_.size() < most_) {
    all_.emplace_back();
  } else {
    at = weakest_;
  }
  scores_[at] = score;
  names_[at] = name;
  all_[at].score = score;
  all_[at].history = history;
  all_[at].step = step;
  if (all_.size() == most_) find_weakest();
  return &all_[at];
}

void Front::find_weakest() {
  weakest_ = 0;
  for (std::size_t i = 1; i < all_.size(); ++i) {
    if (scores_[i] > scores_[weakest_]) continue;
    if (scores_[i] < scores_[weakest_] || all_[i].step > all_[weakest_].step) weakest_ = i;
  }
}

void Groups::divide(const std::vector<Hypothesis>& all) {
  counts_.fill(0);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    std::uint32_t parent = 0;
    for (std::size_t level = 0; level < kLevels; ++level) {
      const std::uint64_t word = level == 0 ? 0 : all[i].history[level - 1];
      parent = join(level, {word, std::uint64_t{1} << i, parent, i});
      group_of_[level][i] = parent;
    }
  }
}

// Adds a hypothesis, given as a group of its own, to the group it is of, or that to the level.
std::uint32_t Groups::join(std::size_t level, const Group& group) {
  std::uint32_t at = 0;
  const auto count = static_cast<std::uint32_t>(counts_[level]);
  if (level + 1 == kLevels) at = count;  // no two share the whole history
  while (at < count && (groups_[level][at].word != group.word ||
                        groups_[level][at].parent != group.parent))
    ++at;
  if (at == count) {
    groups_[level][at] = group;
    ++counts_[level];
  } else {
    groups_[level][at].members |= group.members;
  }
  return at;
}

}  // namespace unspin
