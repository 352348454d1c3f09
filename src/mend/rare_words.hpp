// The rare words of a text, to tell what belongs to it from what does not.
//
// A word is rare when the context model finds it less often than once in some thousand words; it is
// known by the hash of its first letters, so that related words are one. Any thread may read.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "unspin/context.hpp"

namespace unspin {

class RareWords {
 public:
  explicit RareWords(Context context) : context_(std::move(context)) {}

  struct Word {
    std::uint64_t stem;
    double rarity;  // -log P of the word in clean English, at most kMostRarity
  };
  static constexpr double kRare = 7.0;
  static constexpr double kMostRarity = 13.0;  // unknown words count as much

  // The different rare words of a piece of text.
  std::vector<Word> of(std::string_view text) const;

  // Takes a piece of text up.
  void add(std::string_view text);

  // How many of the pieces taken up have the word.
  std::size_t count(std::uint64_t stem) const;

  // Whether a piece of text has a rare word of those taken up.
  bool shares(std::string_view text) const;

 private:
  Context context_;
  std::unordered_map<std::uint64_t, std::size_t> pieces_;  // by stem
};

}  // namespace unspin
