// --split: which parts of a text the detector judges by themselves.
#pragma once

#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin::cli {

enum class Split { kDocument, kParagraph, kLine };

// The parts of a text, one behind the other, which together are the text: all of it, its lines
// with their line ends, or its paragraphs with the blank lines behind them (blank lines in front
// belong to the first). None of an empty text.
std::vector<Span> split_text(std::string_view text, Split split);

}  // namespace unspin::cli
