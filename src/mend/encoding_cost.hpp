// How odd a stretch of text looks, in whatever language: what a wrong encoding leaves is odd.
//
// The cost adds up what honest words of no language have: letters of two scripts side by side,
// capitals behind small letters, symbols and opening quotes that touch letters, box drawings among
// words, control characters. About one for each small surprise; a plain word of any script costs
// next to nothing. The weights are ours, set on names in 100 languages and what became of them.
// Texts are code points. Pure; any thread.
#pragma once

#include <string_view>

namespace unspin::encoding {

double oddness(std::u32string_view text);

// The same of a text as it would be written: with the control characters of Latin-1 that stand for
// windows-1252 as the characters that they mean (without_control).
double oddness_as_shown(std::u32string_view text);

}  // namespace unspin::encoding
