// Covered by tests/unit/cli_score_test.cpp.
#include "core/alignment.hpp"

#include <algorithm>

namespace unspin {

namespace {

enum Step : std::uint8_t { kBoth = 0, kDelete = 1, kInsert = 2 };

// The step that leads to each cell of the table, two bits each.
class Steps {
 public:
  Steps(std::size_t rows, std::size_t columns)
      : row_bytes_(columns / 4 + 1), bits_(rows * row_bytes_) {}

  void set(std::size_t i, std::size_t j, Step step) {
    bits_[i * row_bytes_ + j / 4] |= static_cast<std::uint8_t>(step << (j % 4 * 2));
  }
  Step get(std::size_t i, std::size_t j) const {
    return static_cast<Step>(bits_[i * row_bytes_ + j / 4] >> (j % 4 * 2) & 3);
  }

 private:
  std::size_t row_bytes_;
  std::vector<std::uint8_t> bits_;
};

using Words = std::vector<std::uint32_t>;

// The table of distances is never kept whole: two rows are enough, the way back needs the steps.
// Fills `steps` and returns the distance of the first n and m words.
std::size_t fill(const Words& a, std::size_t n, const Words& b, std::size_t m, Steps& steps) {
  std::vector<std::size_t> above(m + 1), row(m + 1);
  for (std::size_t j = 0; j <= m; ++j) {
    above[j] = j;
    steps.set(0, j, kInsert);
  }
  for (std::size_t i = 1; i <= n; ++i) {
    row[0] = i;
    steps.set(i, 0, kDelete);
    for (std::size_t j = 1; j <= m; ++j) {
      const std::size_t both = above[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
      const std::size_t removed = above[j] + 1, added = row[j - 1] + 1;
      row[j] = std::min({both, removed, added});
      steps.set(i, j, row[j] == both ? kBoth : row[j] == removed ? kDelete : kInsert);
    }
    above.swap(row);
  }
  return above[m];
}

// Walks back from the end and gathers the runs of steps that change something.
std::vector<WordEdit> trace(const Words& a, std::size_t n, const Words& b, std::size_t m,
                            const Steps& steps) {
  std::vector<WordEdit> edits;
  bool running = false;
  for (std::size_t i = n, j = m; i > 0 || j > 0;) {
    const Step step = steps.get(i, j);
    const Span from{step == kInsert ? i : i - 1, i}, to{step == kDelete ? j : j - 1, j};
    i = from.begin;
    j = to.begin;
    if (step == kBoth && a[i] == b[j]) {
      running = false;
    } else if (running) {
      edits.back().from.begin = i;
      edits.back().to.begin = j;
    } else {
      edits.push_back({from, to});
      running = true;
    }
  }
  std::reverse(edits.begin(), edits.end());
  return edits;
}

}  // namespace

Alignment align(const Words& a, const Words& b) {
  // Read from the end, equal words are always matched: a common end can be left out. The same is
  // not true of a common beginning.
  std::size_t n = a.size(), m = b.size();
  for (; n > 0 && m > 0 && a[n - 1] == b[m - 1]; --m) --n;
  Steps steps(n + 1, m + 1);
  const std::size_t distance = fill(a, n, b, m, steps);
  return {distance, trace(a, n, b, m, steps)};
}

}  // namespace unspin
