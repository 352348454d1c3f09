// Values by word (src/spin/word_table.hpp), and by family (src/spin/shares.hpp).
#include "spin/word_table.hpp"

#include <doctest/doctest.h>

#include <map>

#include "core/hash.hpp"
#include "fixtures.hpp"
#include "spin/shares.hpp"

using namespace unspin;

TEST_CASE("a word table holds what a map holds, also of words that collide") {
  fixtures::Random random(11);
  WordTable<int> table(50);
  std::map<std::uint64_t, int> map;
  for (int i = 0; i < 500; ++i) {
    const std::uint64_t word = 1 + (fixtures::pick(random, 0, 49) << 7);
    table[word] += i;
    map[word] += i;
  }
  std::size_t values = 0;
  long sum = 0;
  table.for_each([&](int value) {
    ++values;
    sum += value;
  });
  CHECK(values == map.size());
  for (const auto& [word, value] : map) {
    CHECK(table.has(word));
    CHECK(table[word] == value);
    sum -= value;
  }
  CHECK(sum == 0);
  CHECK_FALSE(table.has(mix(5)));
  CHECK_FALSE(WordTable<int>(0).has(1));
}

TEST_CASE("shares by number are the shares by name") {
  const std::vector<Lexicon> layers{fixtures::lexicon_of({{"coaching", "training"}}, "one"),
                                    fixtures::lexicon_of({{"mannequin", "model"}}, "two")};
  Detection detection;
  detection.families = {{"one", -0.5}};
  const Shares shares(layers, detection, Tuning{});
  for (std::uint32_t layer = 0; layer < layers.size(); ++layer) {
    for (std::size_t i = 0; i < layers[layer].entries(); ++i) {
      const Lexicon::Candidate candidate =
          layers[layer].candidate(layers[layer].entry(i).first);
      const double log = detection.log_share(candidate.family, layer, Tuning{});
      CHECK(layers[layer].family_name(candidate.family_id) == candidate.family);
      CHECK(shares.log_of(layer, candidate) == log);
      CHECK(shares.of(layer, candidate) == std::exp(log));
    }
  }
}
