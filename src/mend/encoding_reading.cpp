// Covered by tests/unit/encoding_test.cpp.
#include "mend/encoding_reading.hpp"

#include <algorithm>
#include <utility>

#include "mend/encoding_cost.hpp"

namespace unspin::encoding {

namespace {

constexpr std::size_t kBeam = 4;      // readings of a word that are followed further
constexpr double kPreference = 0.3;   // for the encoding that other words of the text speak for
constexpr double kLayerCost = 0.2;    // of two explanations the simpler

}  // namespace

Reading& Search::Layer::last() {
  if (size == readings.size()) readings.emplace_back();
  return readings[size];
}

// By insertion, since they are few, and equals stay in order: the likelier encoding comes first.
void Search::Layer::sort() {
  for (std::size_t i = 1; i < size; ++i) {
    for (std::size_t k = i; k > 0 && readings[k].oddness < readings[k - 1].oddness; --k) {
      std::swap(readings[k], readings[k - 1]);
    }
  }
}

// What one step back makes of `text`, by every encoding. `encodings`: those of the first step, none
// when this is it. What is likely counts as a little less odd.
void Search::step(std::u32string_view text, Encodings encodings, int layers,
                  const Likely& likely) {
  bytes_.set(text);
  const Encodings possible = bytes_.candidates();
  for (std::size_t e = 0; e < kEncodingCount; ++e) {
    if ((possible >> e & 1) == 0) continue;
    const Encodings taken = encodings == 0 ? Encodings{1} << e : encodings;
    Reading& next = found_.last();
    bytes_.step_back(text, e, next.text);
    const auto end = found_.readings.begin() + static_cast<std::ptrdiff_t>(found_.size);
    const auto seen = std::find_if(found_.readings.begin(), end, [&](const Reading& reading) {
      return reading.text == next.text;
    });
    if (seen != end) {
      seen->encodings |= taken;
    } else if (next.text != text) {
      next.oddness = oddness_as_shown(next.text);
      next.encodings = taken;
      next.layers = layers;
      ++found_.size;
    }
  }
  for (std::size_t i = 0; i < found_.size; ++i) {
    Reading& reading = found_.readings[i];
    if ((reading.encodings & likely.encodings) != 0) reading.oddness -= kPreference;
  }
}

const Reading* Search::best(std::u32string_view word, const Likely& likely) {
  bool any = false;
  double best_cost = 0;
  beam_.size = 0;
  for (int layer = 1; layer <= kMostSteps; ++layer) {
    found_.size = 0;
    if (layer == 1) step(word, 0, layer, likely);
    for (std::size_t i = 0; i < beam_.size; ++i) {
      step(beam_.readings[i].text, beam_.readings[i].encodings, layer, likely);
    }
    if (found_.size == 0) break;
    found_.sort();
    found_.size = std::min(found_.size, kBeam);
    const Reading& first = found_.readings[0];
    const double cost =
        first.oddness + kLayerCost * layer - (layer == likely.layers ? kPreference : 0);
    if (!any || cost < best_cost) {
      best_ = first;
      best_cost = cost;
      any = true;
    }
    std::swap(beam_, found_);
  }
  return any ? &best_ : nullptr;
}

}  // namespace unspin::encoding
