// The detector's score (src/spin/score.hpp). Exact values are not pinned: they are fitted.
#include "spin/score.hpp"

#include <doctest/doctest.h>

using namespace unspin;

namespace {

constexpr Tuning kTuning{};

Gains telling(std::uint32_t places) {
  Gains gains;
  gains.listed = {20, 5, 2, 1, places};
  return gains;
}

}  // namespace

TEST_CASE("a score is a probability, for any evidence and length") {
  for (const std::size_t words : {0, 1, 100, 10000, 1000000}) {
    for (const double evidence : {0.0, 3.0, 1000.0}) {
      CAPTURE(words);
      CAPTURE(evidence);
      for (const double score : {unsuspected_score(evidence, words, kTuning),
                                 suspect_score(evidence, words, telling(40), kTuning)}) {
        CHECK(score >= 0);
        CHECK(score <= 1);
      }
    }
  }
}

TEST_CASE("more evidence, and more places with much to gain, say more") {
  CHECK(suspect_score(20, 200, telling(2), kTuning) > suspect_score(10, 200, telling(2), kTuning));
  CHECK(suspect_score(10, 200, telling(6), kTuning) > suspect_score(10, 200, telling(2), kTuning));
  CHECK(unsuspected_score(2, 200, kTuning) > unsuspected_score(0, 200, kTuning));
}

TEST_CASE("sparse evidence never makes a verdict, whatever the gains") {
  CHECK(suspect_score(20, 1000, telling(100), kTuning) <= kTuning.most_sparse);
  CHECK(suspect_score(31, 1000, telling(100), kTuning) > kTuning.most_sparse);
  CHECK(suspect_score(3, 10, telling(5), kTuning) <= kTuning.most_sparse);
  CHECK(suspect_score(12, 10, telling(5), kTuning) > kTuning.most_sparse);
  CHECK(unsuspected_score(1000, 1000000, kTuning) <= kTuning.most_sparse);
}

TEST_CASE("what is looked at closely depends on the evidence for each word") {
  CHECK(is_suspect(10, 100, kTuning));
  CHECK_FALSE(is_suspect(10, 10000, kTuning));
  CHECK_FALSE(is_suspect(0, 0, kTuning));
}
