// Fan: word sequences weighed behind all the hypotheses of a front at once.
//
// The n-grams that hypotheses share are looked up once, and all of them in one batch: first what is
// needed is asked for, then answered, then each sequence may be weighed behind each hypothesis. The
// Context and the hypotheses must outlive the use. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "spin/front.hpp"
#include "spin/ngram_batch.hpp"
#include "unspin/context.hpp"

namespace unspin {

class Fan {
 public:
  explicit Fan(const Context& context) : context_(context), batch_(context) {}

  void open(std::span<const Hypothesis> all);

  // Asks for what the words need behind those hypotheses whose bits are set; the number to call
  // them by from here on.
  std::size_t ask(std::span<const std::uint64_t> words, std::uint64_t wanted);

  void resolve() { batch_.resolve(); }

  // An upper bound of log_prob() for so many words, without any look-up.
  double most_log_prob(std::size_t hypothesis, std::size_t words) const;

  // Of some hypotheses, as bits, those that may be the best with the words behind them. Hypotheses
  // whose last two words the model does not have together it does not tell apart by a third one:
  // only the best of those that share the two remains, the first of equals.
  std::uint64_t contenders(std::size_t asked, std::uint64_t some) const;

  // log P of words that were asked for, behind a hypothesis; `suffixes` become those of their end.
  double log_prob(std::size_t asked, std::span<const std::uint64_t> words, std::size_t hypothesis,
                  Suffixes& suffixes) const;

 private:
  void ask(std::size_t order, std::size_t level, std::size_t slot, bool is_first,
           std::uint64_t wanted);
  std::uint64_t best_of(std::uint64_t some) const;
  Gram longest(std::uint64_t word, const Context::History& history) const;

  // Where the model does not have the last two words, it has nothing longer with them, unless a
  // fingerprint deceives: then the longest n-gram is looked up after all.
  bool is_spared(std::size_t hypothesis) const { return !all_[hypothesis].suffixes[1].known(); }

  const Context& context_;
  std::span<const Hypothesis> all_;
  std::vector<double> most_;  // of each: an upper bound of log P of a word behind it
  Groups groups_;
  NgramBatch batch_;
  std::vector<std::uint32_t> slots_;  // for each word asked for, by order: that of the first group
  std::array<std::array<std::uint64_t, Groups::kMost>, Groups::kLevels> keys_;  // by level, group
};

}  // namespace unspin
