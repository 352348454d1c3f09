// Agreement: the chosen originals as they must be written where they stand.
//
// The case pattern of the phrase is carried over (first letter, every word, all capitals; an
// original with capitals of its own keeps them), hyphens that stood for spaces stay, and "a" or
// "an" before or at the end of an edit is made to fit the sound of what follows.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/decode.hpp"
#include "unspin/edit.hpp"

namespace unspin {

// Edits of `text` for the choices, in order, disjoint; articles that an edit forces to change are
// edits of their own with the rule "article". Rules are "spin/" and the candidate's family.
EditList agree(std::string_view text, std::span<const Token> tokens,
               const std::vector<Choice>& choices);

// True when English puts "an" in front of `word` as it is written.
bool takes_an(std::string_view word);

}  // namespace unspin
