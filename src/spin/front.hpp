// The hypotheses of the beam that end at one token, and what they have in common.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

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

// The best hypotheses at a token, at most so many and none worse than the best one by more than a
// margin, no two with the same history. Of equal ones the earlier wins.
class Front {
 public:
  static constexpr std::size_t kMost = 64;

  Front(std::size_t most, double margin) : most_(std::min(most, kMost)), margin_(margin) {}

  void clear() {
    count_ = 0;
    seen_ = 0;
    least_ = -std::numeric_limits<double>::infinity();
  }

  // Drops those whose score is more than the margin below the best one's.
  void drop_hopeless();

  std::span<const Hypothesis> all() const { return {all_.data(), count_}; }

  // Whether a new hypothesis with this score, or less, is certain to be turned down.
  bool is_out_of_reach(double score) const {
    return score < least_ || (count_ == most_ && score <= scores_[weakest_]);
  }

  // The place for a new hypothesis, its score, history and step put in, or null: it is turned down.
  Hypothesis* put(double score, const Context::History& history, std::uint32_t step);

 private:
  void find_weakest();

  std::size_t most_;
  double margin_;
  double least_ = -std::numeric_limits<double>::infinity();  // the best score less the margin
  std::size_t count_ = 0;
  std::array<Hypothesis, kMost> all_{};
  // Of each: what all are compared by, close together. The name is a hash of the history.
  std::array<double, kMost> scores_{};
  std::array<std::uint64_t, kMost> names_{};
  std::uint64_t seen_ = 0;   // a bit for each name that has been put, and for some others
  std::size_t weakest_ = 0;  // valid when full
};

// Hypotheses by how many of their last words they share: what concerns those words only is looked
// up once for all of a group. Groups of level n share n words, and lie within one group of the
// level above; those of the last level are the hypotheses themselves. For at most kMost.
class Groups {
 public:
  static constexpr std::size_t kLevels = Context::kOrder;
  static constexpr std::size_t kMost = Front::kMost;

  struct Group {
    std::uint64_t word = 0;     // the last of the words that its members share
    std::uint64_t members = 0;  // hypotheses, as bits
    std::uint32_t parent = 0;   // its group on the level above
    std::uint32_t member = 0;   // the first of its members
  };

  void divide(std::span<const Hypothesis> all);

  std::span<const Group> level(std::size_t level) const {
    return {groups_[level].data(), counts_[level]};
  }
  std::uint32_t group_of(std::size_t level, std::size_t hypothesis) const {
    return group_of_[level][hypothesis];
  }

 private:
  void add(std::size_t level, std::size_t at, const Group& group);
  std::size_t find(std::size_t level, std::uint64_t word, std::size_t parent) const;

  std::array<std::array<Group, kMost>, kLevels> groups_;
  std::array<std::size_t, kLevels> counts_{};
  std::array<std::array<std::uint32_t, kMost>, kLevels> group_of_{};
};

}  // namespace unspin
