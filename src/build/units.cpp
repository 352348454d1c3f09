// Covered by tests/unit/units_test.cpp.
#include "build/units.hpp"

#include <algorithm>
#include <map>
#include <sstream>

namespace unspin::build {

namespace {

constexpr std::size_t kMostWords = 3;  // on a side of a unit
constexpr double kUnseen = 1.0;  // added to what a unit's spun side has been seen to stand for

using Words = std::vector<std::string>;
// How many phrases have a spun side stand for an original.
using Counts = std::map<std::string, std::map<std::string, double>>;

Words words_of(std::string text) {
  std::replace(text.begin(), text.end(), '-', ' ');
  std::istringstream in(text);
  Words words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string joined(Words::const_iterator begin, Words::const_iterator end) {
  std::string text;
  for (; begin != end; ++begin) text += (text.empty() ? "" : " ") + *begin;
  return text;
}

bool is_known(const Counts& counts, const std::string& spun, const std::string& original) {
  if (spun == original) return true;
  const auto found = counts.find(spun);
  return found != counts.end() && found->second.count(original) > 0;
}

// What is left of two phrases between words that correspond.
void count_rest(const Words& spun, const Words& original, const Counts& known, Counts& counts) {
  auto a = spun.begin(), a_end = spun.end();
  auto b = original.begin(), b_end = original.end();
  while (a != a_end && b != b_end && is_known(known, *a, *b)) ++a, ++b;
  while (a != a_end && b != b_end && is_known(known, *(a_end - 1), *(b_end - 1))) --a_end, --b_end;
  const auto size_a = static_cast<std::size_t>(a_end - a);
  const auto size_b = static_cast<std::size_t>(b_end - b);
  const bool cut = size_a < spun.size();  // else nothing corresponds, and nothing is implied
  if (!cut || size_a == 0 || size_b == 0 || size_a > kMostWords || size_b > kMostWords) return;
  counts[joined(a, a_end)][joined(b, b_end)] += 1;
}

}  // namespace

bool is_tortured(const Row& row) { return row.source == "pps" || row.family == "tortured"; }

std::vector<Unit> implied_units(const std::vector<Row>& rows) {
  std::vector<std::pair<Words, Words>> uneven;
  Counts even;
  for (const Row& row : rows) {
    if (!is_tortured(row)) continue;
    for (const Pair& pair : expand(row)) {
      const Words spun = words_of(pair.spun), original = words_of(pair.original);
      if (spun.size() < 2) continue;
      if (spun.size() != original.size()) {
        uneven.emplace_back(spun, original);
        continue;
      }
      for (std::size_t i = 0; i < spun.size(); ++i) even[spun[i]][original[i]] += 1;
    }
  }
  Counts counts = even;
  for (const auto& [spun, original] : uneven) count_rest(spun, original, even, counts);
  std::vector<Unit> units;
  for (const auto& [spun, originals] : counts) {
    double all = kUnseen;
    for (const auto& [original, count] : originals) all += count;
    for (const auto& [original, count] : originals) {
      if (spun != original) units.push_back({spun, original, count / all});
    }
  }
  return units;
}

}  // namespace unspin::build
