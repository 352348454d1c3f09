// What the layers know of a phrase, for `unspin dict trace`.
#pragma once

#include <string>
#include <vector>

#include "unspin/context.hpp"
#include "unspin/lexicon.hpp"

namespace unspin::cli {

// A lexicon and what people call it.
struct Layer {
  std::string name;
  Lexicon lexicon;
};

// A report of several lines: how usual the phrase is, its candidates in every layer and which
// layer wins (the last that knows the phrase), and what is written for it by spinners.
std::string trace(const std::string& phrase, const std::vector<Layer>& layers,
                  const Context& context);

}  // namespace unspin::cli
