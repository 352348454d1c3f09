// Which documents of a corpus may be measured on: those that no model was trained on.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>

#include "build/corpus.hpp"

namespace unspin::quality {

// Calls `take` for the documents of the JSONL file that the recipe's hold-out rule kept out of
// training, or for all of them when the recipe does not name the file as a source. Returns whether
// it does. Throws SetupError.
inline bool for_each_measured(const std::string& path, const build::Recipe& recipe,
                              const std::function<void(const build::Document&)>& take) {
  const std::string name = std::filesystem::path(path).filename();
  const bool held_out = std::any_of(recipe.sources.begin(), recipe.sources.end(),
                                    [&](const auto& source) { return source.file == name; });
  // A licence that forbids training does not forbid measuring.
  const build::Recipe rules = held_out ? recipe : build::Recipe{};
  build::for_each_document(path, rules, [&](const build::Document& document) {
    if (!held_out || build::is_held_out(recipe, document.text)) take(document);
  });
  return held_out;
}

}  // namespace unspin::quality
