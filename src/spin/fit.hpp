// Fit: how well a phrase suits the words around it, learned from texts that were spun on purpose.
//
// A log-linear model over pairs of the phrase and a feature of its place: the words beside it, by
// position and in pairs, and the rarer of the words within a dozen tokens, which tell what the text
// is about. It sees the text as the spinner left it, as it did in training
// (build/fit_train.hpp), and complements the n-grams, which see what the decoder has put back.
// Weights are natural logarithms of odds; only differences between phrases at one place mean
// anything. Pure; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/hash.hpp"
#include "core/tokenize.hpp"
#include "unspin/context.hpp"

namespace unspin {

// The features of one place, to be joined with phrases.
struct Surroundings {
  static constexpr std::size_t kMost = 32;
  std::array<std::uint64_t, kMost> features{};
  std::size_t count = 0;

  void add(std::uint64_t feature) {
    if (count < kMost) features[count++] = feature;
  }
};

// Which words of a text tell what it is about, and what they are called as features.
class Topics {
 public:
  Topics(const Context& context, std::span<const Token> tokens);

  std::span<const Token> tokens() const { return tokens_; }
  // 0 for a token that tells nothing.
  std::uint64_t feature(std::size_t token) const { return features_[token]; }

 private:
  std::span<const Token> tokens_;
  std::vector<std::uint64_t> features_;  // by token
};

// The features of the place of tokens [first, last).
Surroundings surroundings(const Topics& topics, std::size_t first, std::size_t last);

// What a phrase is called in the model. The same for a phrase that stands in the text and for one
// that a dictionary offers.
std::uint64_t phrase_name(std::span<const std::uint64_t> words);
std::uint64_t standing_name(std::span<const Token> tokens, std::size_t first, std::size_t last);

// Where the weight of a feature beside a phrase is kept.
inline std::uint64_t fit_key(std::uint64_t feature, std::uint64_t phrase) {
  return mix(feature ^ phrase);
}

// The summed weights of a phrase at a place. 0 for a model without this part.
double fit(const Context& context, const Surroundings& place, std::uint64_t phrase);

}  // namespace unspin
