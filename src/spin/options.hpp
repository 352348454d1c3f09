// From matches to the options that the decoder weighs.
#pragma once

#include <vector>

#include "spin/decode.hpp"

namespace unspin {

// A match with everything that may stand in its place.
struct Site {
  Match match;
  std::vector<Option> options;
  bool follows = false;  // to be chosen only right behind another replacement
};

// All sites of a text, by first token. Phrases that a dictionary says never to change shut out
// every site that overlaps them.
std::vector<Site> find_sites(std::span<const Token> tokens, std::span<const Lexicon> layers,
                             const Context& context, const Detection& detection,
                             const Tuning& tuning);

// True when ASCII capitals are in the text: an original that has them keeps them.
bool has_capital(std::string_view text);

// True when `token` begins a sentence: a capital there says nothing.
bool starts_sentence(std::span<const Token> tokens, std::size_t token);

}  // namespace unspin
