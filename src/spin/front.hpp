// The hypotheses of the beam that end at one token, and what they have in common.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "spin/ngram_table.hpp"
#include "unspin/context.hpp"

namespace unspin {

// A reading of the text up to some token.
struct Hypothesis {
  double score = 0;
  Context::History history{};  // its last words
  Suffixes suffixes{};         // and what the model has of them
  std::uint32_t step = 0;      // its last step: greater for those that were found later
};

// The best hypotheses at a token, at most so many, no two with the same history. Of equal ones the
// earlier wins.
class Front {
 public:
  explicit Front(std::size_t most) : most_(most) { all_.reserve(most); }

  void clear() {
    all_.clear();
    weakest_ = 0;
  }

  const std::vector<Hypothesis>& all() const { return all_; }

  // Whether a new hypothesis with this score, or less, is certain to be turned down.
  bool is_out_of_reach(double score) const {
    return all_.size() == most_ && score <= all_[weakest_].score;
  }

  // The place for a new hypothesis, its score, history and step put in, or null: it is turned down.
  Hypothesis* put(double score, const Context::History& history, std::uint32_t step);

 private:
  void find_weakest();

  std::size_t most_;
  std::vector<Hypothesis> all_;
  std::size_t weakest_ = 0;  // valid when full
};

// Hypotheses by how many of their last words they share: what concerns those words only is looked
// up once for all of a group. Groups of level n share n words. For at most kMost hypotheses.
class Groups {
 public:
  static constexpr std::size_t kLevels = Context::kOrder;
  static constexpr std::size_t kMost = 64;

  void divide(const std::vector<Hypothesis>& all);

  std::size_t count(std::size_t level) const { return groups_[level].size(); }
  // The hypotheses of the group, as bits.
  std::uint64_t members(std::size_t level, std::size_t group) const {
    return groups_[level][group].members;
  }
  // One of them, and the group's group on the level above.
  std::uint32_t member(std::size_t level, std::size_t group) const {
    return groups_[level][group].member;
  }
  std::uint32_t parent(std::size_t level, std::size_t group) const {
    return groups_[level][group].parent;
  }
  std::uint32_t group_of(std::size_t level, std::size_t hypothesis) const {
    return group_of_[level][hypothesis];
  }

 private:
  struct Group {
    std::uint32_t member, parent;
    std::uint64_t members;
  };
  std::uint32_t find(const std::vector<Hypothesis>& all, std::size_t level, std::uint32_t parent,
                     std::uint32_t hypothesis);

  std::array<std::vector<Group>, kLevels> groups_;
  std::array<std::vector<std::uint32_t>, kLevels> group_of_;
};

}  // namespace unspin
