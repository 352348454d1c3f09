// The telling phrases of a lexicon as the tables that spin/lexicon_format.hpp describes.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string_view>

#include "core/file_format.hpp"
#include "spin/lexicon_format.hpp"

namespace unspin::build {

class TellingTable {
 public:
  // An entry of the lexicon with its candidates. It is left out if it is no evidence of spinning,
  // or has no letter or digit. `broad`: the family that is none.
  void add(std::string_view phrase, const EntryRecord& entry,
           std::span<const CandidateRecord> candidates, std::span<const OriginalRecord> originals,
           std::uint32_t broad);

  // The sections, in their order.
  void write(FileBuilder& file) const;

 private:
  std::set<std::uint64_t> words_;                  // keys of phrases of one item
  std::map<std::uint64_t, std::uint64_t> starts_;  // of longer ones: the start and its place
  std::map<std::uint64_t, double> most_;           // evidence, by the key of the whole phrase
};

}  // namespace unspin::build
