// Covered by tests/unit/trial_test.cpp, against spin/site.hpp.
#include "spin/trial.hpp"

#include <algorithm>

namespace unspin {

namespace {

constexpr std::size_t kOrder = Context::kOrder;
constexpr std::size_t kTokensAtOnce = 64;  // whose n-grams the caches hold while they are fetched

// How many tokens from `at` on see the words before `at` in their history.
std::size_t tail_length(std::span<const Token> tokens, std::size_t at) {
  std::size_t length = 0;
  while (length < kReach && at + length < tokens.size() &&
         tokens[at + length].gap != Gap::kParagraph)
    ++length;
  return length;
}

}  // namespace

Standing::Standing(const Context& context, std::span<const Token> tokens)
    : context_(context), tokens_(tokens), grams_(tokens.size()), log_probs_(tokens.size()) {
  paragraph_start_[0] = context.table(0).look_up(ngram_key(0, kParagraphStart));
  NgramBatch batch(context);
  for (std::size_t begin = 0; begin < tokens.size(); begin += kTokensAtOnce) {
    const std::size_t end = std::min(begin + kTokensAtOnce, tokens.size());
    batch.clear();
    batch.reserve(kOrder * (end - begin));
    for (std::size_t i = begin; i < end; ++i) {
      const Context::History history = history_before(tokens, i);
      std::uint64_t key = ngram_key(0, model_hash(tokens[i]));
      batch.ask(kOrder * (i - begin), 0, key);
      for (std::size_t n = 1; n < kOrder && history[n - 1] != 0; ++n) {
        key = ngram_key(key, history[n - 1]);
        batch.ask(kOrder * (i - begin) + n, n, key);
      }
    }
    batch.resolve();
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t n = 0; n < kOrder; ++n) grams_[i][n] = batch[kOrder * (i - begin) + n];
      log_probs_[i] = log_prob_of(grams_[i], suffixes_before(i), context.unknown_log_prob());
    }
  }
}

double Standing::as_is(std::size_t first, std::size_t last) const {
  double sum = 0, tail = 0;
  for (std::size_t i = first; i < last; ++i) sum += log_probs_[i];
  const std::size_t end = last + tail_length(tokens_, last);
  for (std::size_t i = last; i < end; ++i) tail += log_probs_[i];
  return sum + tail;
}

void Trials::clear() {
  batch_.clear();
  trials_.clear();
}

// The words and the tail are one sequence behind the history before `first`. An n-gram of the tail
// that does not reach back to the words stands in the text already.
std::size_t Trials::add(std::size_t first, std::size_t last,
                        std::span<const std::uint64_t> words) {
  const std::span<const Token> tokens = standing_.tokens();
  const Context::History history = history_before(tokens, first);
  const std::size_t tail = tail_length(tokens, last);
  const std::size_t length = words.size() + tail;
  const std::size_t slot = batch_.reserve(kOrder * length);
  const bool spares = !standing_.suffixes_before(first)[1].known() && !words.empty();
  const auto word = [&](std::size_t i) {
    return i < words.size() ? words[i] : model_hash(tokens[last + i - words.size()]);
  };
  for (std::size_t i = 0; i < length; ++i) {
    std::uint64_t key = ngram_key(0, word(i));
    const std::size_t least = i < words.size() ? 0 : i - words.size() + 1;  // order to be asked
    if (least == 0) batch_.ask(slot + kOrder * i, 0, key);
    for (std::size_t n = 1; n < kOrder; ++n) {
      const std::uint64_t before = n <= i ? word(i - n) : history[n - i - 1];
      if (before == 0) break;
      key = ngram_key(key, before);
      if (n < least || (n + 1 == kOrder && i == 0 && spares)) continue;
      batch_.ask(slot + kOrder * i + n, n, key);
    }
  }
  trials_.push_back({first, last, words, tail, slot, spares});
  return trials_.size() - 1;
}

Gram Trials::longest(std::uint64_t word, const Context::History& history) const {
  std::uint64_t key = ngram_key(0, word);
  for (const std::uint64_t before : history) {
    if (before == 0) return {};
    key = ngram_key(key, before);
  }
  return standing_.context().table(kOrder - 1).look_up(key);
}

Grams Trials::grams(std::size_t slot) const {
  return {batch_[slot], batch_[slot + 1], batch_[slot + 2], batch_[slot + 3]};
}

double Trials::log_prob(std::size_t trial) const {
  const Trial& one = trials_[trial];
  const double unknown = standing_.context().unknown_log_prob();
  Suffixes suffixes = standing_.suffixes_before(one.first);
  std::size_t slot = one.slot;
  double sum = 0, tail = 0;
  for (std::size_t i = 0; i < one.words.size(); ++i, slot += kOrder) {
    Grams found = grams(slot);
    if (i == 0 && one.spares && found[2].known())
      found[3] = longest(one.words[0], history_before(standing_.tokens(), one.first));
    sum += log_prob_of(found, suffixes, unknown);
    suffixes = suffixes_of(found);
  }
  for (std::size_t i = 0; i < one.tail; ++i, slot += kOrder) {
    Grams found = grams(slot);
    const Grams& standing = standing_.grams(one.last + i);
    std::copy_n(standing.begin(), i + 1, found.begin());
    tail += log_prob_of(found, suffixes, unknown);
    suffixes = suffixes_of(found);
  }
  return sum + tail;
}

}  // namespace unspin
