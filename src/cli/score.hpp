// How good a repair is: word-level figures over the spun, the repaired and the original text.
//
// Words are compared without case, punctuation or white space. The definitions, the names and
// the rounding are those of the project's score.py; tests/cli/run.py holds the two together.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace unspin::cli {

// Counts of one or several documents; they add up.
struct Counts {
  std::size_t words = 0;   // of the spun text
  std::size_t d_src = 0;   // word distance, spun to original
  std::size_t d_hyp = 0;   // word distance, repaired to original
  std::size_t want = 0;    // edits that lead from spun to original
  std::size_t got = 0;     // edits that lead from spun to repaired
  std::size_t tp = 0;      // edits in both
  std::size_t right = 0;   // words of the spun text that are right
  std::size_t broken = 0;  // of those, words that the repair changed

  Counts& operator+=(const Counts& other);
};

// Texts are UTF-8; bytes that are not separate words.
Counts count(std::string_view spun, std::string_view repaired, std::string_view original);

// One line of JSON without a line break: restoration, precision, recall, f05, harm, the counts.
// `head` is put first: members with a comma behind each, or nothing.
std::string figures(const Counts& counts, const std::string& head = {});

}  // namespace unspin::cli
