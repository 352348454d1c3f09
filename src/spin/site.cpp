#include "spin/site.hpp"

namespace unspin {

Context::History history_before(std::span<const Token> tokens, std::size_t at) {
  Context::History history{};
  for (std::size_t k = 0; k < history.size(); ++k) {
    if (at < k + 1 || tokens[at - k].gap == Gap::kParagraph) {
      history[k] = kParagraphStart;
      break;
    }
    history[k] = model_hash(tokens[at - k - 1]);
  }
  return history;
}

std::vector<std::uint64_t> standing_words(std::span<const Token> tokens, std::size_t first,
                                          std::size_t last) {
  std::vector<std::uint64_t> words;
  for (std::size_t i = first; i < last; ++i) words.push_back(model_hash(tokens[i]));
  return words;
}

double advance(const Context& context, Context::History& history,
               std::span<const std::uint64_t> words) {
  double sum = 0;
  for (std::uint64_t word : words) {
    sum += context.log_prob(history, word);
    history = extend(history, word);
  }
  return sum;
}

namespace {

// log P of the tokens from `at` on that have a word before `at` in their history.
double tail(const Context& context, Context::History history, std::span<const Token> tokens,
            std::size_t at) {
  double sum = 0;
  for (std::size_t i = at; i < tokens.size() && i < at + kReach; ++i) {
    if (tokens[i].gap == Gap::kParagraph) break;
    sum += context.log_prob(history, model_hash(tokens[i]));
    history = extend(history, model_hash(tokens[i]));
  }
  return sum;
}

}  // namespace

double in_place(const Context& context, std::span<const Token> tokens, std::size_t first,
                std::size_t last, std::span<const std::uint64_t> words) {
  Context::History history = history_before(tokens, first);
  const double sum = advance(context, history, words);
  return sum + tail(context, history, tokens, last);
}

double as_is(const Context& context, std::span<const Token> tokens, std::size_t first,
             std::size_t last) {
  Context::History history = history_before(tokens, first);
  double sum = 0;
  for (std::size_t i = first; i < last; ++i) {
    sum += context.log_prob(history, model_hash(tokens[i]));
    history = extend(history, model_hash(tokens[i]));
  }
  return sum + tail(context, history, tokens, last);
}

}  // namespace unspin
