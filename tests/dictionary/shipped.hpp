// The shipped dictionaries, as rows and as the build has compiled them.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "build/dictionary.hpp"
#include "unspin/lexicon.hpp"

namespace unspin::shipped {

// Rows of dictionaries/en/*.tsv in the order in which the build reads them.
inline std::vector<build::Row> rows() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(UNSPIN_DATA)) {
    if (entry.path().extension() == ".tsv") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return build::read_files(paths);
}

inline Lexicon lexicon() { return Lexicon::open(UNSPIN_DATA_LEXICON); }

// Units and terms have tries of their own.
inline bool is_phrase(const Lexicon& lexicon, std::size_t entry) {
  const std::string_view family = lexicon.candidate(lexicon.entry(entry).first).family;
  return family != Lexicon::kUnitFamily && family != Lexicon::kTermFamily;
}

}  // namespace unspin::shipped
