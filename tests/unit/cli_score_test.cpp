// Alignment and figures (src/cli/alignment, score). tests/cli/run.py compares them with score.py.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "core/alignment.hpp"
#include "cli/score.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

using Words = std::vector<std::uint32_t>;

// The definition, written the slow way: the whole table, and steps back from its corner.
Alignment slow_align(const Words& a, const Words& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      const std::size_t both = table[i - 1][j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
      table[i][j] = std::min({both, table[i - 1][j] + 1, table[i][j - 1] + 1});
    }
  }
  Alignment result{table[a.size()][b.size()], {}};
  bool running = false;
  for (std::size_t i = a.size(), j = b.size(); i > 0 || j > 0;) {
    const std::size_t i1 = i, j1 = j;
    const bool both = i > 0 && j > 0 &&
                      table[i][j] == table[i - 1][j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
    const bool same = both && a[i - 1] == b[j - 1];
    const bool removed = !both && i > 0 && (j == 0 || table[i][j] == table[i - 1][j] + 1);
    if (both || removed) --i;
    if (both || !removed) --j;
    if (same) {
      running = false;
    } else if (running) {
      result.edits.front().from.begin = i;
      result.edits.front().to.begin = j;
    } else {
      result.edits.insert(result.edits.begin(), WordEdit{{i, i1}, {j, j1}});
      running = true;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("the alignment is the one of the definition, ties included") {
  std::mt19937 random(11);
  const auto words = [&](std::size_t most, std::uint32_t kinds) {
    Words result(random() % (most + 1));
    for (std::uint32_t& word : result) word = static_cast<std::uint32_t>(random() % kinds);
    return result;
  };
  for (int round = 0; round < 20000; ++round) {
    const std::uint32_t kinds = 1 + static_cast<std::uint32_t>(random() % 4);
    const Words a = words(12, kinds), b = words(12, kinds);
    const Alignment fast = align(a, b), slow = slow_align(a, b);
    REQUIRE(fast.distance == slow.distance);
    REQUIRE(fast.edits == slow.edits);
  }
}

TEST_CASE("a common beginning may not be left out of the alignment") {
  // Read from the end the second 1 is matched, so that the first one is the insertion.
  CHECK(align({1}, {1, 1}).edits == std::vector<WordEdit>{{{0, 0}, {0, 1}}});
}

TEST_CASE("figures are printed as Python prints them") {
  Counts counts;
  CHECK(figures(counts) ==
        R"({"restoration": 1.0, "precision": 1.0, "recall": 1.0, "f05": 1.0, "harm": 0.0, )"
        R"("words": 0, "d_src": 0, "d_hyp": 0, "want": 0, "got": 0, "tp": 0, "right": 0, )"
        R"("broken": 0})");
  counts.right = 100000;
  counts.broken = 1;
  CHECK(figures(counts).find("\"harm\": 1e-05,") != std::string::npos);
  counts.broken = 32;
  CHECK(figures(counts).find("\"harm\": 0.00032,") != std::string::npos);
  counts.d_src = 3;
  counts.d_hyp = 7;
  CHECK(figures(counts, "\"doc\": 1, ").starts_with(R"({"doc": 1, "restoration": -1.3333, )"));
}

TEST_CASE("a perfect repair has no harm and full marks") {
  const Counts counts = count("the mannequin is up", "the model is up", "The model, is up!");
  CHECK(counts.words == 4);
  CHECK(counts.d_src == 1);
  CHECK(counts.d_hyp == 0);
  CHECK(counts.tp == 1);
  CHECK(counts.right == 3);
  CHECK(counts.broken == 0);
}
