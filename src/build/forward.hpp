// The lexicon run forwards: clean text to text as a spinner would have left it.
//
// For training and for measuring: what was replaced, and by what, is known.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/tokenize.hpp"
#include "unspin/edit.hpp"
#include "unspin/lexicon.hpp"

namespace unspin::build {

// The same in every library, unlike the standard's distributions.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  double share() { return static_cast<double>(random_() >> 11) * 0x1p-53; }  // [0, 1)
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

 private:
  std::mt19937_64 random_;
};

// Immutable; holds views into `lexicon`'s bytes.
class ForwardSpinner {
 public:
  explicit ForwardSpinner(const Lexicon& lexicon);

  // The families that there are rows of, by name.
  const std::vector<std::string_view>& families() const { return families_; }

  // Edits that replace about the share `intensity` of the phrases of `text` that the family has
  // anything for. `tokens` are those of `text`. Names, addresses and code are spared.
  EditList spin(std::string_view text, std::span<const Token> tokens, std::string_view family,
                double intensity, Dice& dice) const;

 private:
  // A spun phrase that may stand for an original.
  struct Way {
    std::string_view spun;
    float weight;
    std::uint32_t family;
    std::span<const Lexicon::Guard> guards;
  };

  const Way* choose(std::span<const Token> tokens, std::size_t first, std::size_t last,
                    std::uint64_t path, std::uint32_t family, Dice& dice) const;

  std::vector<std::string_view> families_;
  std::unordered_map<std::uint64_t, std::vector<Way>> ways_;  // by the path of the original
};

}  // namespace unspin::build
