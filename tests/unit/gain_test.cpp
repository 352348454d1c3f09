// What the originals of a text's words would gain (src/spin/gain.hpp).
#include "spin/gain.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "fixtures.hpp"

using namespace unspin;
using fixtures::lexicon_of;

namespace {

Gains gains_of(const std::vector<Lexicon>& layers, std::string_view text) {
  return count_gains(fixtures::tokens_of(text), layers, Context::embedded(), Tuning{});
}

std::uint32_t total(const GainCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0U);
}

const std::vector<Lexicon>& layers() {
  static const std::vector<Lexicon> kLayers{
      lexicon_of({{"mannequin", "model", 0.9, 'n'}, {"coaching", "training", 0.9}})};
  return kLayers;
}

}  // namespace

TEST_CASE("a spinner's word has much to gain, the same word in its own place little") {
  const Gains spun = gains_of(layers(), "We trained a language mannequin on the new data set.");
  CHECK(spun.listed.back() == 1);
  const Gains honest = gains_of(layers(), "The shop put a mannequin in a red dress there.");
  CHECK(honest.listed.back() == 0);
  CHECK(total(honest.listed) == 1);
}

TEST_CASE("a word counts once, however often it occurs") {
  const Gains gains = gains_of(
      layers(), "The new language mannequin is small. Another language mannequin is large.");
  CHECK(total(gains.listed) == 1);
}

TEST_CASE("names do not count, words that begin a sentence do") {
  CHECK(total(gains_of(layers(), "They met at Coaching House in town.").listed) == 0);
  CHECK(total(gains_of(layers(), "It rained. Coaching of the team went on.").listed) == 1);
}

TEST_CASE("the broad synonyms are counted apart") {
  const Gains gains = gains_of({lexicon_of({{"coaching", "training"}}, "wordnet")},
                               "The coaching of a neural network takes days.");
  CHECK(total(gains.listed) == 0);
  CHECK(total(gains.broad) == 1);
}

TEST_CASE("a text without phrases of the lexicon has no gains") {
  const Gains gains = gains_of(layers(), "It rained all day and nobody came.");
  CHECK(total(gains.listed) + total(gains.broad) == 0);
}
