// Features and their weights. Covered by tests/unit/fit_test.cpp and tests/quality.
#include "spin/fit.hpp"

#include <algorithm>

#include "spin/model_format.hpp"
#include "spin/ngram_batch.hpp"
#include "spin/prose.hpp"

namespace unspin {

namespace {

constexpr std::size_t kFar = 12;      // words on either side that are looked at at all
constexpr std::size_t kMostFar = 10;  // of them, the nearest that are no everyday words
constexpr std::size_t kTokensAtOnce = 256;  // that are looked up
constexpr double kEveryday = -7.2;    // log frequency above which a word tells no topic

// Kinds of features; part of the model's format.
enum Kind : std::uint64_t {
  kLeft1 = 1,
  kLeft2,
  kRight1,
  kRight2,
  kLeftPair,
  kRightPair,
  kBoth,
  kNear
};

std::uint64_t feature(Kind kind, std::uint64_t a, std::uint64_t b = 0) {
  return combine(combine(kind, a), b);
}

// The word at token `at`, or, where that is not inside the paragraph, the mark of its edge.
std::uint64_t word_at(std::span<const Token> tokens, std::size_t at, bool inside) {
  return inside ? model_hash(tokens[at]) : kParagraphStart;
}

}  // namespace

Topics::Topics(const Context& context, std::span<const Token> tokens)
    : tokens_(tokens), features_(tokens.size()) {
  NgramBatch batch(context);
  for (std::size_t begin = 0; begin < tokens.size(); begin += kTokensAtOnce) {
    const std::size_t end = std::min(begin + kTokensAtOnce, tokens.size());
    batch.clear();
    batch.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens[i].kind == TokenKind::kWord && !tokens[i].literal)
        batch.ask(i - begin, 0, ngram_key(0, model_hash(tokens[i])));
    }
    batch.resolve();
    for (std::size_t i = begin; i < end; ++i) {
      const Gram gram = batch[i - begin];
      if (gram.known() && gram.log_prob() <= kEveryday)
        features_[i] = unspin::feature(kNear, model_hash(tokens[i]));
    }
  }
}

Surroundings surroundings(const Topics& topics, std::size_t first, std::size_t last) {
  const std::span<const Token> tokens = topics.tokens();
  Surroundings place;
  // How far the paragraph goes on either side, kFar words at most.
  std::size_t left = 0, right = 0;
  while (left < kFar && left < first && tokens[first - left].gap != Gap::kParagraph) ++left;
  while (right < kFar && last + right < tokens.size() &&
         tokens[last + right].gap != Gap::kParagraph)
    ++right;
  const std::uint64_t l1 = word_at(tokens, first - 1, left >= 1);
  const std::uint64_t l2 = word_at(tokens, first - 2, left >= 2);
  const std::uint64_t r1 = word_at(tokens, last, right >= 1);
  const std::uint64_t r2 = word_at(tokens, last + 1, right >= 2);
  place.add(feature(kLeft1, l1));
  place.add(feature(kRight1, r1));
  place.add(feature(kLeft2, l2));
  place.add(feature(kRight2, r2));
  place.add(feature(kLeftPair, l1, l2));
  place.add(feature(kRightPair, r1, r2));
  place.add(feature(kBoth, l1, r1));
  std::size_t far = 0;
  for (std::size_t k = 1; k <= kFar && far < kMostFar; ++k) {
    for (const bool before : {true, false}) {
      if (k > (before ? left : right)) continue;
      const std::uint64_t near = topics.feature(before ? first - k : last + k - 1);
      if (near == 0) continue;
      place.add(near);
      ++far;
    }
  }
  return place;
}

std::uint64_t phrase_name(std::span<const std::uint64_t> words) {
  std::uint64_t name = 0;
  for (const std::uint64_t word : words) name = combine(name, word);
  return name;
}

std::uint64_t standing_name(std::span<const Token> tokens, std::size_t first, std::size_t last) {
  std::uint64_t name = 0;
  for (std::size_t i = first; i < last; ++i) name = combine(name, model_hash(tokens[i]));
  return name;
}

// The weights are whole steps: their sum is exact in any order.
double fit(const Context& context, const Surroundings& place, std::uint64_t phrase) {
  const std::span<const std::int8_t> weights = context.fit_weights();
  if (weights.empty()) return 0;
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < place.count; ++i)
    sum += weights[fit_key(place.features[i], phrase) & (weights.size() - 1)];
  return double{kFitStep} * sum;
}

}  // namespace unspin
