// The discriminative part of the context model (src/spin/fit.hpp) and its training.
#include "spin/fit.hpp"

#include <doctest/doctest.h>

#include "build/fit_train.hpp"
#include "build/train.hpp"
#include "fixtures.hpp"
#include "unspin/error.hpp"

using namespace unspin;
using fixtures::lexicon_of;
using fixtures::tokens_of;

namespace {

Surroundings around(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  return surroundings(Topics(Context::embedded(), tokens), first, last);
}

std::vector<std::uint64_t> features(const Surroundings& place) {
  return {place.features.begin(),
          place.features.begin() + static_cast<std::ptrdiff_t>(place.count)};
}

// A model with nothing but the weights.
std::string model_with(const std::vector<std::int8_t>& weights) {
  build::Counter counter;
  counter.add("the ant and the hill");
  return build::with_fit(build::train(counter.count(1), {1, "none"}), weights);
}

}  // namespace

TEST_CASE("what stands at a place does not change its features, what stands around it does") {
  const auto ant = tokens_of("the garden has an ant in the wall");
  const auto bee = tokens_of("the garden has an bee in the wall");
  const auto shop = tokens_of("the garden has an ant on the wall");
  CHECK(features(around(ant, 4, 5)) == features(around(bee, 4, 5)));
  CHECK(features(around(ant, 4, 5)) != features(around(shop, 4, 5)));
}

TEST_CASE("a place sees nothing of other paragraphs") {
  const auto one = tokens_of("gardens\n\nthe ant here\n\nhouses");
  const auto two = tokens_of("lawyers\n\nthe ant here\n\nmoney");
  CHECK(features(around(one, 2, 3)) == features(around(two, 2, 3)));
}

TEST_CASE("features are bounded, also at the edges of the text") {
  std::string text = "ant";
  for (int i = 0; i < 200; ++i) text += " gardener";
  const auto tokens = tokens_of(text);
  for (std::size_t i : {std::size_t{0}, std::size_t{100}, tokens.size() - 1})
    CHECK(around(tokens, i, i + 1).count <= Surroundings::kMost);
}

TEST_CASE("the weights of a phrase's features add up, and a model without them says nothing") {
  const auto tokens = tokens_of("an ant in the wall");
  const Surroundings place = around(tokens, 1, 2);
  const std::uint64_t name = phrase_name(phrase_hashes("ant"));
  const std::string some = model_with(std::vector<std::int8_t>(1 << 4, 32));
  CHECK(fit(Context::view(some, "x"), place, name) ==
        doctest::Approx(static_cast<double>(place.count)));
  const std::string none = model_with({});
  CHECK(fit(Context::view(none, "x"), place, name) == 0);
}

TEST_CASE("a table of weights that is no power of two is refused") {
  const std::string bad = model_with(std::vector<std::int8_t>(12, 1));
  CHECK_THROWS_AS(Context::view(bad, "x"), SetupError);
}

TEST_CASE("training learns which of two originals a place wants") {
  const Lexicon lexicon = lexicon_of({{"thing", "ant", 0.45, '-'}, {"thing", "engine", 0.45, '-'}});
  const std::string ngrams = model_with({});
  const Context context = Context::view(ngrams, "x");
  build::FitTrainer trainer(context, lexicon, 12);
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    trainer.learn("In garden " + number + " the ant carries a leaf over the wall.");
    trainer.learn("In car " + number + " the engine burns petrol on the road.");
  }
  CHECK(trainer.progress().places > 50);
  const std::string model = build::with_fit(ngrams, trainer.weights());
  const Context learned = Context::view(model, "x");
  const auto gain = [&](std::string_view text, std::size_t at) {
    const std::vector<Token> tokens = tokens_of(text);
    const Surroundings place = surroundings(Topics(learned, tokens), at, at + 1);
    return fit(learned, place, phrase_name(phrase_hashes("ant"))) -
           fit(learned, place, phrase_name(phrase_hashes("engine")));
  };
  CHECK(gain("the thing carries a leaf over the wall", 1) > 0);
  CHECK(gain("the thing burns petrol on the road", 1) < 0);
}

TEST_CASE("training is deterministic") {
  const Lexicon lexicon = lexicon_of({{"thing", "ant", 0.45}, {"thing", "engine", 0.45}});
  const std::string ngrams = model_with({});
  const Context context = Context::view(ngrams, "x");
  std::vector<std::int8_t> weights[2];
  for (auto& learned : weights) {
    build::FitTrainer trainer(context, lexicon, 10);
    for (int i = 0; i < 40; ++i) trainer.learn("The ant and engine " + std::to_string(i) + " met.");
    learned = trainer.weights();
  }
  CHECK(weights[0] == weights[1]);
}
