// Phrases tried in place of others, many at a time (src/spin/trial.hpp), against the slow way
// (src/spin/site.hpp), and the look-ups below them (src/spin/ngram_batch.hpp).
#include "spin/trial.hpp"

#include <doctest/doctest.h>

#include <iterator>

#include "fixtures.hpp"

using namespace unspin;
using fixtures::pick;
using fixtures::tokens_of;

namespace {

// Words of all kinds: common, rare, unknown, literal, punctuation, numbers.
std::string some_text(fixtures::Random& random, std::size_t words) {
  static const char* const kWords[] = {"the",  "of",     "deep",    "learning", "model", "coaching",
                                       ",",    "xqzvyt", "in",      "order",    "to",    "1984",
                                       "data", ".",      "/usr/bin/x", "network"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) text += pick(random, 0, 9) == 0 ? "\n\n" : " ";
    text += kWords[pick(random, 0, std::size(kWords) - 1)];
  }
  return text;
}

std::vector<std::uint64_t> some_words(fixtures::Random& random) {
  std::vector<std::uint64_t> words;
  for (const Token& token : tokens_of(some_text(random, pick(random, 0, 5))))
    words.push_back(model_hash(token));
  return words;
}

}  // namespace

TEST_CASE("trials give what trying one phrase after the other gives, bit for bit") {
  const Context context = Context::embedded();
  fixtures::Random random(3);
  for (int round = 0; round < 60; ++round) {
    const std::vector<Token> tokens = tokens_of(some_text(random, pick(random, 1, 30)));
    const Standing standing(context, tokens);
    Trials trials(standing);
    std::vector<std::vector<std::uint64_t>> words(20);
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (auto& one : words) {
      one = some_words(random);
      const std::size_t first = pick(random, 0, tokens.size() - 1);
      std::size_t last = first + 1;
      for (std::size_t more = pick(random, 0, 3); more > 0 && last < tokens.size(); --more) {
        if (tokens[last].gap == Gap::kParagraph) break;
        ++last;
      }
      places.emplace_back(first, last);
      trials.add(first, last, one);
    }
    trials.weigh();
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto [first, last] = places[i];
      CHECK(trials.log_prob(i) == in_place(context, tokens, first, last, words[i]));
      CHECK(standing.as_is(first, last) == as_is(context, tokens, first, last));
    }
  }
}

TEST_CASE("trials can be used again for others") {
  const Context context = Context::embedded();
  const std::vector<Token> tokens = tokens_of("we use deep learning in the network");
  const Standing standing(context, tokens);
  const std::vector<std::uint64_t> one = phrase_hashes("big data"), other = phrase_hashes("it");
  Trials trials(standing);
  trials.add(2, 4, one);
  trials.weigh();
  trials.clear();
  CHECK(trials.add(3, 4, other) == 0);
  trials.weigh();
  CHECK(trials.log_prob(0) == in_place(context, tokens, 3, 4, other));
}

TEST_CASE("a batch answers as single look-ups do, and has nothing in slots nobody asked for") {
  const Context context = Context::embedded();
  NgramBatch batch(context);
  const std::vector<std::uint64_t> words = phrase_hashes("the deep xqzvyt network of data");
  batch.reserve(2 * words.size());
  for (std::size_t i = 0; i < words.size(); ++i) batch.ask(2 * i, 0, ngram_key(0, words[i]));
  batch.resolve();
  for (std::size_t i = 0; i < words.size(); ++i) {
    CHECK(batch[2 * i].known() == context.known(words[i]));
    if (batch[2 * i].known()) CHECK(batch[2 * i].log_prob() == context.log_prob(words[i]));
    CHECK_FALSE(batch[2 * i + 1].known());
  }
}

TEST_CASE("the first equal fingerprint of a bucket is found, and none outside of it") {
  fixtures::Random random(5);
  std::vector<std::uint16_t> fingerprints;
  for (int i = 0; i < 100; ++i)  // neighbours that differ by one are hardest to tell apart
    fingerprints.push_back(static_cast<std::uint16_t>(pick(random, 0, 3) + 0x7ffe));
  NgramTable table;
  table.fingerprints = fingerprints;
  for (std::size_t begin = 0; begin <= fingerprints.size(); ++begin) {
    for (std::size_t end = begin; end <= std::min(begin + 9, fingerprints.size()); ++end) {
      for (const int wanted : {0x7ffd, 0x7ffe, 0x7fff, 0x8000, 0x8001, 0xffff, 0}) {
        const auto one = static_cast<std::uint16_t>(wanted);
        std::size_t slow = begin;
        while (slow < end && fingerprints[slow] != one) ++slow;
        CHECK(table.find(begin, end, one) == (slow < end ? slow : NgramTable::kAbsent));
      }
    }
  }
}
