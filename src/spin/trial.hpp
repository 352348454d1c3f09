// Trials: phrases tried in place of what stands in a text, many at a time.
//
// They give what in_place() and as_is() of spin/site.hpp give, bit for bit, in a fraction of the
// time: n-grams that lie within what stands are looked up once for a text (Standing), and those
// with a tried word all at once (NgramBatch). The Context and the tokens must outlive both. One
// thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/ngram_batch.hpp"
#include "spin/ngram_table.hpp"
#include "spin/prose.hpp"
#include "spin/site.hpp"
#include "unspin/context.hpp"

namespace unspin {

// The n-grams of a text as it stands.
class Standing {
 public:
  Standing(const Context& context, std::span<const Token> tokens);

  const Context& context() const { return context_; }
  std::span<const Token> tokens() const { return tokens_; }
  const Grams& grams(std::size_t token) const { return grams_[token]; }

  // Of the history before a token.
  Suffixes suffixes_before(std::size_t token) const {
    return starts_paragraph(token) ? paragraph_start_ : suffixes_of(grams_[token - 1]);
  }

  // log P of the tokens [first, last), which are of one paragraph, and of the kReach tokens behind
  // them.
  double as_is(std::size_t first, std::size_t last) const;

 private:
  bool starts_paragraph(std::size_t token) const {
    return token == 0 || tokens_[token].gap == Gap::kParagraph;
  }

  const Context& context_;
  std::span<const Token> tokens_;
  Suffixes paragraph_start_;
  std::vector<Grams> grams_;       // by token
  std::vector<double> log_probs_;  // of each token behind those before it
};

class Trials {
 public:
  explicit Trials(const Standing& standing) : standing_(standing), batch_(standing.context()) {}

  void clear();

  // Puts `words`, which must live until the answer, in place of tokens [first, last). The number
  // of the trial: they count from 0.
  std::size_t add(std::size_t first, std::size_t last, std::span<const std::uint64_t> words);

  // Looks up what the trials need.
  void weigh() { batch_.resolve(); }

  // log P of the words of a trial, together with the kReach tokens behind them.
  double log_prob(std::size_t trial) const;

 private:
  struct Trial {
    std::size_t first = 0, last = 0;  // tokens replaced
    std::span<const std::uint64_t> words;
    std::size_t tail = 0;  // tokens behind that see a word of the trial
    std::size_t slot = 0;  // of its first n-gram: kOrder slots for each word and tail token
    // Where the model does not have the two words before `first`, it has nothing longer with them
    // either, unless a fingerprint deceives: then the longest n-gram is looked up after all.
    bool spares = false;
  };

  Grams grams(std::size_t slot) const;
  Gram longest(std::uint64_t word, const Context::History& history) const;

  const Standing& standing_;
  NgramBatch batch_;
  std::vector<Trial> trials_;
};

}  // namespace unspin
