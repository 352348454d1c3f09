// Finding the phrases of the lexicon in a text.
//
// A phrase matches over tokens, folded, under these rules:
//   - its words stand in order, with spaces, tabs or single line breaks between them;
//   - nothing matches across a paragraph break, nor into a URL, path or code (Token::literal);
//   - numbers match digit by digit;
//   - punctuation must match as the phrase has it, except that a hyphen between two words may
//     stand where the phrase has a space ("counterfeit-consciousness").
// Offsets are token indices, half-open. Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/tokenize.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

struct Match {
  std::uint32_t first = 0;  // tokens [first, last)
  std::uint32_t last = 0;
  std::uint32_t layer = 0;    // index of the lexicon
  std::uint32_t hyphens = 0;  // that stood where the phrase has a space
  Lexicon::Entry entry;
  std::uint32_t index = 0;  // of the entry in its lexicon
};

// True when token `at` is a hyphen that joins two words or numbers.
bool is_joining_hyphen(std::span<const Token> tokens, std::size_t at);

// Appends all phrases that start at token `first`, shorter ones first. Of the same stretch in
// several layers only the last layer's phrase stays.
void match_at(std::span<const Token> tokens, std::size_t first, std::span<const Lexicon> layers,
              std::vector<Match>& matches);

// Fetches the memory that match_at() will read for the tokens shortly behind `at`: to be called for
// one token after the other. A lexicon is larger than the caches, and a text has no order that it
// could be laid out in.
void prefetch_matches(std::span<const Token> tokens, std::size_t at,
                      std::span<const Lexicon> layers, Lexicon::Cursor root = {});

// True when the guards of a candidate admit the match where it stands.
bool admits(std::span<const Lexicon::Guard> guards, std::span<const Token> tokens,
            const Match& match);

}  // namespace unspin
