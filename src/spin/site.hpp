// Weighing one place of the text: the context model on a phrase, and on what could stand there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/prose.hpp"
#include "unspin/context.hpp"

namespace unspin {

// How many words behind a replacement still see it in their history.
constexpr std::size_t kReach = Context::kOrder - 1;

// The words before token `at`, as the model sees them; they end at the paragraph's start.
Context::History history_before(std::span<const Token> tokens, std::size_t at);

// The tokens [first, last), as the model sees them.
std::vector<std::uint64_t> standing_words(std::span<const Token> tokens, std::size_t first,
                                          std::size_t last);

// log P of `words` behind `history`; `history` becomes that of the place behind them.
double advance(const Context& context, Context::History& history,
               std::span<const std::uint64_t> words);

// log P of `words` in place of tokens [first, last), together with the kReach tokens behind them.
double in_place(const Context& context, std::span<const Token> tokens, std::size_t first,
                std::size_t last, std::span<const std::uint64_t> words);

// The same for the tokens that stand there.
double as_is(const Context& context, std::span<const Token> tokens, std::size_t first,
             std::size_t last);

}  // namespace unspin
