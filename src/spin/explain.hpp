// The reason for a flag, in words: what makes the detector take a phrase for a spinner's.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/decode.hpp"

namespace unspin {

// One sentence without a full stop, e.g. "'mannequin' beside 'coaching': 'model' is 9,000 times
// likelier here": how much the context model prefers the original, and the surest other choice
// near by. `choices` are all of the text, in order; `at` the one to explain.
std::string explain(std::string_view text, std::span<const Token> tokens,
                    const std::vector<Choice>& choices, std::size_t at);

}  // namespace unspin
