// Covered by tests/unit/encoding_test.cpp.
#include "mend/encoding_reading.hpp"

#include <algorithm>
#include <utility>

#include "mend/encoding_cost.hpp"

namespace unspin::encoding {

namespace {

constexpr std::size_t kBeam = 4;     // readings of a word that are followed further
constexpr double kPreference = 0.3;  // for the encoding that other words of the text speak for
constexpr double kLayerCost = 0.2;   // of two explanations the simpler

// By insertion, since they are few; equals stay in order: the likelier encoding comes first.
void sort_by_oddness(std::vector<Reading>& readings) {
  for (std::size_t i = 1; i < readings.size(); ++i) {
    for (std::size_t k = i; k > 0 && readings[k].oddness < readings[k - 1].oddness; --k) {
      std::swap(readings[k], readings[k - 1]);
    }
  }
}

}  // namespace

void Readings::make_room(std::size_t size) {
  if (pool_.size() - used_ < size) pool_.resize(2 * pool_.size() + size);
}

std::u32string_view Readings::text(std::uint32_t number) const {
  return std::u32string_view(pool_).substr(texts_[number].begin, texts_[number].size);
}

std::uint32_t Readings::add(std::u32string_view word) {
  make_room(word.size());
  std::copy(word.begin(), word.end(), pool_.begin() + static_cast<std::ptrdiff_t>(used_));
  texts_.push_back({used_, word.size(), 0, 0});
  used_ += word.size();
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

// The number of the text of that size that stands behind the used part of the pool.
std::uint32_t Readings::intern(std::size_t size) {
  const std::u32string_view sought = std::u32string_view(pool_).substr(used_, size);
  std::uint32_t known = word_;
  do {
    if (text(known) == sought) return known;
    known = texts_[known].next;
  } while (known != 0);
  const auto number = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back({used_, size, oddness_as_shown(sought), texts_[word_].next});
  texts_[word_].next = number;
  used_ += size;
  return number;
}

// Takes the steps back from a text, all encodings.
void Readings::read(std::uint32_t number) {
  if (texts_[number].is_read) return;
  texts_[number].is_read = true;
  bytes_.set(text(number));
  const Encodings possible = bytes_.candidates();
  texts_[number].possible = possible;
  for (std::size_t e = 0; e < kEncodingCount; ++e) {
    if ((possible >> e & 1) == 0) continue;
    make_room(texts_[number].size);
    const std::u32string_view from = text(number);
    const std::size_t size = bytes_.step_back(from, e, pool_.data() + used_);
    texts_[number].readings[e] = size == from.size() ? number : intern(size);
  }
}

// What one step back makes of `from`, by every encoding. What is likely counts as a little less
// odd.
void Readings::step(const Reading& from, const Likely& likely) {
  read(from.text);
  const Text& text = texts_[from.text];
  for (std::size_t e = 0; e < kEncodingCount; ++e) {
    if ((text.possible >> e & 1) == 0) continue;
    const std::uint32_t next = text.readings[e];
    const Encodings taken = from.layers == 0 ? Encodings{1} << e : from.encodings;
    const auto seen = std::find_if(found_.begin(), found_.end(),
                                   [&](const Reading& reading) { return reading.text == next; });
    if (seen != found_.end()) {
      seen->encodings |= taken;
    } else if (next != from.text) {
      found_.push_back({next, taken, texts_[next].oddness, from.layers + 1});
    }
  }
  for (Reading& reading : found_) {
    if ((reading.encodings & likely.encodings) != 0) reading.oddness -= kPreference;
  }
}

Reading Readings::best(std::uint32_t word, const Likely& likely) {
  word_ = word;
  Reading best;
  double best_cost = 0;
  beam_.assign(1, Reading{word, 0, 0, 0});
  for (int layer = 1; layer <= kMostSteps; ++layer) {
    found_.clear();
    for (const Reading& reading : beam_) step(reading, likely);
    if (found_.empty()) break;
    sort_by_oddness(found_);
    if (found_.size() > kBeam) found_.resize(kBeam);
    const double cost =
        found_[0].oddness + kLayerCost * layer - (layer == likely.layers ? kPreference : 0);
    if (best.layers == 0 || cost < best_cost) {
      best = found_[0];
      best_cost = cost;
    }
    std::swap(beam_, found_);
  }
  return best;
}

}  // namespace unspin::encoding
