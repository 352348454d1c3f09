// Covered by tests/unit/cli_score_test.cpp and tests/cli/eval_check.py.
#include "cli/score.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <unordered_map>
#include <vector>

#include "core/alignment.hpp"
#include "core/unicode.hpp"

namespace unspin::cli {

namespace {

using Words = std::vector<std::uint32_t>;

// Numbers words by first appearance, so that comparing them is cheap.
class Numbering {
 public:
  Words number(std::string_view text) {
    Words numbers;
    for (std::string& word : unicode::score_words(text)) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      numbers.push_back(numbers_.try_emplace(std::move(word), next).first->second);
    }
    return numbers;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

bool same_words(const Words& a, Span in_a, const Words& b, Span in_b) {
  if (in_a.size() != in_b.size()) return false;
  for (std::size_t i = 0; i < in_a.size(); ++i) {
    if (a[in_a.begin + i] != b[in_b.begin + i]) return false;
  }
  return true;
}

// Edits of the same words to the same words. Both lists are sorted and no two edits of a list
// begin at the same word, since a match lies between them.
std::size_t count_common(const std::vector<WordEdit>& wanted, const Words& original,
                         const std::vector<WordEdit>& got, const Words& repaired) {
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < wanted.size() && j < got.size();) {
    const WordEdit &want = wanted[i], &have = got[j];
    if (want.from == have.from && same_words(original, want.to, repaired, have.to)) ++common;
    if (want.from.begin <= have.from.begin) ++i;
    if (have.from.begin <= want.from.begin) ++j;
  }
  return common;
}

// Insertions touch no word.
std::vector<bool> touched(const std::vector<WordEdit>& edits, std::size_t words) {
  std::vector<bool> marks(words);
  for (const WordEdit& edit : edits) {
    for (std::size_t i = edit.from.begin; i < edit.from.end; ++i) marks[i] = true;
  }
  return marks;
}

// What Python prints for round(value, digits): the decimal nearest to the binary value, then the
// shortest form of that; small ones as 1e-05.
std::string rounded(double value, int digits) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  const double nearest = std::strtod(text.data(), nullptr);
  const bool tiny = nearest != 0 && nearest > -1e-4 && nearest < 1e-4;
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), nearest,
                    tiny ? std::chars_format::scientific : std::chars_format::fixed);
  static_cast<void>(error);  // 64 bytes hold every ratio of two counts
  std::string shortest(text.data(), end);
  if (!tiny && shortest.find('.') == shortest.npos) shortest += ".0";
  return shortest;
}

// Of nothing, all is right.
double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Where nothing was wrong every change is harm, however small: -1.
double restoration(const Counts& c) {
  if (c.d_src == 0) return c.d_hyp == 0 ? 1.0 : -1.0;
  return 1 - ratio(c.d_hyp, c.d_src);
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  words += other.words;
  d_src += other.d_src;
  d_hyp += other.d_hyp;
  want += other.want;
  got += other.got;
  tp += other.tp;
  right += other.right;
  broken += other.broken;
  return *this;
}

Counts count(std::string_view spun, std::string_view repaired, std::string_view original) {
  Numbering numbering;
  const Words s = numbering.number(spun), h = numbering.number(repaired),
              g = numbering.number(original);
  const Alignment wanted = align(s, g), got = align(s, h);
  Counts counts;
  counts.words = s.size();
  counts.d_src = wanted.distance;
  counts.d_hyp = align(h, g).distance;
  counts.want = wanted.edits.size();
  counts.got = got.edits.size();
  counts.tp = count_common(wanted.edits, g, got.edits, h);
  const std::vector<bool> wrong = touched(wanted.edits, s.size());
  const std::vector<bool> changed = touched(got.edits, s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (wrong[i]) continue;
    ++counts.right;
    if (changed[i]) ++counts.broken;
  }
  return counts;
}

std::string figures(const Counts& c, const std::string& head) {
  const double p = ratio(c.tp, c.got), r = ratio(c.tp, c.want);
  const double f05 = p + r > 0 ? 1.25 * p * r / (0.25 * p + r) : 0.0;
  const double harm = c.right == 0 ? 0.0 : ratio(c.broken, c.right);
  std::string line = "{" + head + "\"restoration\": " + rounded(restoration(c), 4);
  line += ", \"precision\": " + rounded(p, 4) + ", \"recall\": " + rounded(r, 4);
  line += ", \"f05\": " + rounded(f05, 4) + ", \"harm\": " + rounded(harm, 5);
  const auto add = [&](const char* name, std::size_t value) {
    line.append(", \"").append(name).append("\": ").append(std::to_string(value));
  };
  add("words", c.words);
  add("d_src", c.d_src);
  add("d_hyp", c.d_hyp);
  add("want", c.want);
  add("got", c.got);
  add("tp", c.tp);
  add("right", c.right);
  add("broken", c.broken);
  return line + "}";
}

}  // namespace unspin::cli
