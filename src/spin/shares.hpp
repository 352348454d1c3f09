// Shares: how much the rows of each family count in one document, by the family's number.
//
// Detection::log_share compares names; the phrases of a text have many thousands of candidates but
// few families, so it is asked once for each.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "spin/detect.hpp"
#include "spin/tuning.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

class Shares {
 public:
  Shares(std::span<const Lexicon> layers, const Detection& detection, const Tuning& tuning) {
    shares_.reserve(layers.size() * Lexicon::kMostFamilies);
    for (std::uint32_t layer = 0; layer < layers.size(); ++layer) {
      const double nameless = detection.log_share({}, layer, tuning);
      for (std::size_t id = 0; id < Lexicon::kMostFamilies; ++id) {
        const std::string_view name = layers[layer].family_name(id);
        const double log = name.empty() ? nameless : detection.log_share(name, layer, tuning);
        shares_.push_back({log, std::exp(log)});
      }
    }
  }

  // Of a candidate of a layer, and its logarithm, at most 0.
  double of(std::uint32_t layer, const Lexicon::Candidate& candidate) const {
    return at(layer, candidate).share;
  }
  double log_of(std::uint32_t layer, const Lexicon::Candidate& candidate) const {
    return at(layer, candidate).log;
  }

 private:
  struct Share {
    double log, share;
  };

  const Share& at(std::uint32_t layer, const Lexicon::Candidate& candidate) const {
    return shares_[layer * Lexicon::kMostFamilies + candidate.family_id];
  }

  std::vector<Share> shares_;  // by layer and family
};

}  // namespace unspin
