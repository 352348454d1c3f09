// Context: a compact statistical model of clean English.
//
// It answers how probable a word is behind up to three others: an interpolated n-gram model of
// order 4 over folded tokens, pruned and quantised to 8 bits, kept in tables of hashes. A look-up
// touches memory only inside the model's bytes, whatever those hold. Probabilities are natural
// logarithms. A Context is an immutable view, cheap to copy and shared by threads; the bytes
// behind it live as long as any copy.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace unspin {

struct NgramTable;

class Context {
 public:
  static constexpr int kOrder = 4;

  // The last words of a text, newest first, as token hashes (core/tokenize.hpp). Zero: none.
  using History = std::array<std::uint64_t, kOrder - 1>;

  // The model that is embedded in the library. Reads nothing.
  static Context embedded();

  // Maps a model file. Throws SetupError naming `path` when it is missing, truncated, corrupt, or
  // of another version or byte order.
  static Context open(const std::string& path);

  // The same, for bytes that outlive every copy; `name` is for messages.
  static Context view(std::string_view bytes, const std::string& name);

  // log P(word | history).
  double log_prob(const History& history, std::uint64_t word) const;

  // log P(word) alone; `known` is false for a word outside the vocabulary.
  double log_prob(std::uint64_t word) const;
  bool known(std::uint64_t word) const;

  // log P of a sequence by itself, without what stands before it.
  double log_prob(std::span<const std::uint64_t> words) const;

  // For those who look up many n-grams at once (spin/ngram_batch.hpp): the n-grams of order + 1
  // words, and log P of a word outside the vocabulary. The table lives as long as the Context.
  const NgramTable& table(std::size_t order) const;
  double unknown_log_prob() const;

  // The weights of the discriminative part (spin/fit.hpp), in steps: a power of two of them, or
  // none in a model without it.
  std::span<const std::int8_t> fit_weights() const;

  // Facts for `unspin model info`.
  struct Info {
    std::array<std::uint64_t, kOrder> ngrams{};  // kept, by order
    std::uint64_t training_words = 0;
    std::uint64_t fit_weights = 0;  // places for weights of the discriminative part
    std::uint64_t bytes = 0;
    std::uint64_t digest = 0;  // of the tables
    std::string recipe;        // how it was trained, one line
  };
  Info info() const;
  std::uint64_t digest() const;  // of the tables

 private:
  struct Tables;
  std::shared_ptr<const Tables> tables_;
};

// The history with `word` shifted in front.
inline Context::History extend(const Context::History& history, std::uint64_t word) {
  return {word, history[0], history[1]};
}

}  // namespace unspin
