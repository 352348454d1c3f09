// Covered by tests/unit/lattice_test.cpp.
#include "spin/front.hpp"

namespace unspin {

Hypothesis* Front::put(double score, const Context::History& history, std::uint32_t step) {
  if (is_out_of_reach(score)) return nullptr;
  std::size_t at = 0;
  while (at < all_.size() && all_[at].history != history) ++at;
  if (at < all_.size()) {
    if (all_[at].score >= score) return nullptr;
  } else if (all_.size() < most_) {
    all_.emplace_back();
  } else {
    at = weakest_;
  }
  all_[at].score = score;
  all_[at].history = history;
  all_[at].step = step;
  if (all_.size() == most_) find_weakest();
  return &all_[at];
}

void Front::find_weakest() {
  weakest_ = 0;
  for (std::size_t i = 1; i < all_.size(); ++i) {
    const Hypothesis &one = all_[i], &weakest = all_[weakest_];
    if (one.score < weakest.score || (one.score == weakest.score && one.step > weakest.step))
      weakest_ = i;
  }
}

void Groups::divide(const std::vector<Hypothesis>& all) {
  for (std::size_t level = 0; level < kLevels; ++level) {
    groups_[level].clear();
    group_of_[level].clear();
  }
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    std::uint32_t group = 0;
    for (std::size_t level = 0; level < kLevels; ++level) {
      group = find(all, level, group, i);
      group_of_[level].push_back(group);
      groups_[level][group].members |= std::uint64_t{1} << i;
    }
  }
}

// The group of a hypothesis below that of its parent, made where there was none.
std::uint32_t Groups::find(const std::vector<Hypothesis>& all, std::size_t level,
                           std::uint32_t parent, std::uint32_t hypothesis) {
  std::vector<Group>& groups = groups_[level];
  const bool shared = level + 1 < kLevels;  // no two share the whole history
  for (std::uint32_t g = 0; shared && g < groups.size(); ++g) {
    if (groups[g].parent != parent) continue;
    if (level == 0 || all[groups[g].member].history[level - 1] ==
                          all[hypothesis].history[level - 1])
      return g;
  }
  groups.push_back({hypothesis, parent, 0});
  return static_cast<std::uint32_t>(groups.size() - 1);
}

}  // namespace unspin
