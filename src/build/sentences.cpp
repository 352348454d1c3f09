// Covered by tests/unit/learn_test.cpp.
#include "build/sentences.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace unspin::build {

namespace {

constexpr std::size_t kBand = 40;        // sentences off the diagonal
constexpr double kLeastLikeness = 0.25;  // of sentences that belong together

// Shared words, twice, over all words (Dice): 0 to 1.
double likeness(const Sentence& a, const Sentence& b) {
  std::map<std::uint32_t, int> left;
  for (const std::uint32_t word : a) ++left[word];
  std::size_t shared = 0;
  for (const std::uint32_t word : b) {
    const auto found = left.find(word);
    if (found == left.end() || found->second == 0) continue;
    --found->second;
    ++shared;
  }
  return a.empty() || b.empty()
             ? 0.0
             : 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

Sentence joined(const std::vector<Sentence>& all, std::size_t first, std::size_t count) {
  Sentence sentence;
  for (std::size_t i = first; i < first + count; ++i)
    sentence.insert(sentence.end(), all[i].begin(), all[i].end());
  return sentence;
}

struct Step {
  std::uint8_t from, to;
};
constexpr std::array<Step, 5> kSteps{{{1, 1}, {1, 2}, {2, 1}, {1, 0}, {0, 1}}};

class Table {
 public:
  Table(const std::vector<Sentence>& a, const std::vector<Sentence>& b)
      : a_(a),
        b_(b),
        width_(b.size() + 1),
        best_((a.size() + 1) * width_, -1),
        step_(best_.size(), 0) {}

  std::vector<Group> groups() {
    best_[0] = 0;
    for (std::size_t i = 0; i <= a_.size(); ++i) {
      for (std::size_t j = 0; j <= b_.size(); ++j) {
        if (best_[i * width_ + j] >= 0 && in_band(i, j)) leave(i, j);
      }
    }
    return trace();
  }

 private:
  bool in_band(std::size_t i, std::size_t j) const {
    const std::size_t there = a_.empty() ? 0 : i * b_.size() / a_.size();
    return (j > there ? j - there : there - j) <= kBand;
  }

  // All steps from a cell. A group is worth the words that its sentences share.
  void leave(std::size_t i, std::size_t j) {
    for (std::uint8_t s = 0; s < kSteps.size(); ++s) {
      const auto [from, to] = kSteps[s];
      if (i + from > a_.size() || j + to > b_.size()) continue;
      double worth = best_[i * width_ + j];
      if (from > 0 && to > 0) {
        const Sentence left = joined(a_, i, from), right = joined(b_, j, to);
        const double like = likeness(left, right);
        if (like < kLeastLikeness) continue;
        worth += like * static_cast<double>(left.size() + right.size());
      }
      double& there = best_[(i + from) * width_ + j + to];
      if (worth <= there) continue;
      there = worth;
      step_[(i + from) * width_ + j + to] = s;
    }
  }

  std::vector<Group> trace() const {
    std::vector<Group> groups;
    if (best_.back() < 0) return groups;
    for (std::size_t i = a_.size(), j = b_.size(); i > 0 || j > 0;) {
      const auto [from, to] = kSteps[step_[i * width_ + j]];
      if (from > 0 && to > 0) groups.push_back({{i - from, i}, {j - to, j}});
      i -= from;
      j -= to;
    }
    std::reverse(groups.begin(), groups.end());
    return groups;
  }

  const std::vector<Sentence>& a_;
  const std::vector<Sentence>& b_;
  std::size_t width_;
  std::vector<double> best_;
  std::vector<std::uint8_t> step_;
};

}  // namespace

std::vector<Group> align_sentences(const std::vector<Sentence>& a, const std::vector<Sentence>& b) {
  return Table(a, b).groups();
}

}  // namespace unspin::build
