// Estimation, pruning and writing of the context model. Covered by tests/unit/train_test.cpp.
#include "build/train.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/file_format.hpp"
#include "spin/model_format.hpp"
#include "spin/ngram_table.hpp"

namespace unspin::build {

namespace {

constexpr std::size_t kOrder = Context::kOrder;
constexpr std::uint32_t kMinCount[kOrder] = {1, 2, 2, 3};  // rarer n-grams are not considered
constexpr std::uint32_t kNone = 0xffffffff;

// An n-gram that may enter the model.
struct Item {
  Gram words{};
  float prob = 0;  // interpolated P(last word | the others)
  float gain = 0;  // what dropping it would cost: count * log(prob / backed-off prob)
  std::uint32_t context = kNone;  // index of the n-gram without its last word, one order lower
  std::uint32_t suffix = kNone;   // and of the one without its first
  bool keep = false;
};
using Items = std::vector<Item>;

Gram without_last(const Gram& gram, std::size_t order) {
  Gram shorter = gram;
  shorter[order - 1] = 0;
  return shorter;
}

Gram without_first(const Gram& gram) {
  Gram shorter{};
  std::copy(gram.begin() + 1, gram.end(), shorter.begin());
  return shorter;
}

std::uint32_t find(const Items& items, const Gram& words) {
  const auto at = std::lower_bound(items.begin(), items.end(), words,
                                   [](const Item& item, const Gram& w) { return item.words < w; });
  return at != items.end() && at->words == words ? static_cast<std::uint32_t>(at - items.begin())
                                                 : kNone;
}

// Discounts for n-grams seen once, twice, and more often.
struct Discounts {
  double by_count[4] = {0, 0, 0, 0};

  explicit Discounts(const GramList& list) {
    double n[5] = {};
    for (const CountedGram& gram : list) {
      if (gram.count <= 4) ++n[gram.count];
    }
    const double y = n[1] > 0 ? n[1] / (n[1] + 2 * n[2]) : 0.5;
    for (std::size_t c = 1; c <= 3; ++c) {
      const double cd = static_cast<double>(c);
      const double d = n[c] > 0 ? cd - (cd + 1) * y * n[c + 1] / n[c] : 0.5 * cd;
      by_count[c] = std::clamp(d, 0.1, cd - 0.1);
    }
  }
  double of(std::uint32_t count) const { return by_count[std::min<std::uint32_t>(count, 3)]; }
};

Items unigrams(const GramList& list) {
  Items items;
  double total = 0;
  for (const CountedGram& gram : list) total += gram.count;
  for (const CountedGram& gram : list) {
    Item item{gram.words, 0, 0, kNone, kNone, true};
    item.prob = static_cast<float>(gram.count / total);
    items.push_back(item);
  }
  return items;
}

// The n-grams of one order with their probabilities, interpolated with `lower`.
Items estimate(const GramList& list, std::size_t order, const Items& lower) {
  const Discounts discounts(list);
  Items items;
  for (std::size_t begin = 0; begin < list.size();) {
    const Gram context = without_last(list[begin].words, order);
    std::size_t end = begin;
    double total = 0, discounted = 0;
    for (; end < list.size() && without_last(list[end].words, order) == context; ++end) {
      total += list[end].count;
      discounted += discounts.of(list[end].count);
    }
    const double weight = discounted / total;  // what goes to the lower order
    const std::uint32_t context_at = find(lower, context);
    for (std::size_t i = begin; i < end && context_at != kNone; ++i) {
      if (list[i].count < kMinCount[order - 1]) continue;
      const std::uint32_t suffix = find(lower, without_first(list[i].words));
      if (suffix == kNone) continue;
      const double backed_off = weight * lower[suffix].prob;
      const double prob = (list[i].count - discounts.of(list[i].count)) / total + backed_off;
      items.push_back({list[i].words, static_cast<float>(prob),
                       static_cast<float>(list[i].count * std::log(prob / backed_off)), context_at,
                       suffix, false});
    }
    begin = end;
  }
  return items;
}

// Keeps the n-grams whose gain is at least `threshold`, and for each of them its context and its
// suffix, so that look-up can go step by step. Returns the bytes of the tables.
double prune(std::array<Items, kOrder>& orders, float threshold) {
  for (std::size_t n = 1; n < kOrder; ++n) {
    for (Item& item : orders[n]) item.keep = item.gain >= threshold;
  }
  double bytes = 0;
  for (std::size_t n = kOrder - 1; n > 0; --n) {
    double kept = 0;
    for (const Item& item : orders[n]) {
      if (!item.keep) continue;
      ++kept;
      orders[n - 1][item.context].keep = orders[n - 1][item.suffix].keep = true;
    }
    bytes += kept * (n + 1 < kOrder ? 4 : 3) +
             4.0 * static_cast<double>(NgramTable::bucket_count(static_cast<std::size_t>(kept)));
  }
  return bytes + 5.0 * static_cast<double>(orders[0].size());
}

void prune_to(std::array<Items, kOrder>& orders, double bytes) {
  float low = 0, high = 1e6f;
  if (prune(orders, low) <= bytes) return;
  for (int i = 0; i < 24; ++i) {
    const float middle = low == 0 ? std::min(high / 2, 1000.0f) : std::sqrt(low * high);
    if (prune(orders, middle) > bytes) {
      low = middle;
    } else {
      high = middle;
      if (low == 0) low = 1e-3f;
    }
  }
  prune(orders, high);
}

// log back-off weight of every n-gram of `contexts`: what the kept longer n-grams leave over.
std::vector<double> backoffs(const Items& contexts, const Items& longer) {
  std::vector<double> taken(contexts.size(), 0), taken_lower(contexts.size(), 0);
  for (const Item& item : longer) {
    if (!item.keep) continue;
    taken[item.context] += item.prob;
    // The suffix of `item` is an n-gram of the same order as its context.
    taken_lower[item.context] += contexts[item.suffix].prob;
  }
  std::vector<double> logs(contexts.size(), 0);
  for (std::size_t i = 0; i < logs.size(); ++i) {
    const double left = std::max(1 - taken[i], 1e-4);
    const double left_lower = std::max(1 - taken_lower[i], 1e-4);
    logs[i] = std::log(left / left_lower);
  }
  return logs;
}

// Writes one order as the four sections of an NgramTable.
void write_order(FileBuilder& file, const Counts& counts, const Items& items, std::size_t order,
                 const std::vector<double>& logs) {
  struct Slot {
    std::uint64_t key;
    std::uint32_t item;
  };
  std::vector<Slot> slots;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (!items[i].keep) continue;
    std::uint64_t key = 0;
    for (std::size_t k = order; k > 0; --k)
      key = ngram_key(key, counts.vocabulary[items[i].words[k - 1]]);
    slots.push_back({key, i});
  }
  const std::size_t buckets = NgramTable::bucket_count(slots.size());
  const auto bucket = [&](const Slot& slot) { return NgramTable::bucket_of(slot.key, buckets); };
  std::sort(slots.begin(), slots.end(), [&](const Slot& a, const Slot& b) {
    return std::pair(bucket(a), a.key) < std::pair(bucket(b), b.key);
  });
  std::vector<std::uint32_t> starts(buckets + 1, 0);
  std::vector<std::uint16_t> fingerprints;
  std::vector<std::uint8_t> probs, weights;
  for (const Slot& slot : slots) {
    ++starts[bucket(slot) + 1];
    fingerprints.push_back(static_cast<std::uint16_t>(slot.key));
    probs.push_back(quantise_prob(std::log(static_cast<double>(items[slot.item].prob))));
    if (!logs.empty()) weights.push_back(quantise_backoff(logs[slot.item]));
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  file.add(starts);
  file.add(fingerprints);
  file.add(probs);
  file.add(weights);
}

}  // namespace

std::string train(const Counts& counts, const TrainOptions& options) {
  std::array<Items, kOrder> orders;
  double unigram_total = 0;
  for (const CountedGram& gram : counts.grams[0]) unigram_total += gram.count;
  orders[0] = unigrams(counts.grams[0]);
  for (std::size_t n = 1; n < kOrder; ++n) {
    orders[n] = estimate(counts.grams[n], n + 1, orders[n - 1]);
  }
  prune_to(orders, options.megabytes * 1e6);
  const ModelFacts facts{counts.words, std::log(0.1 / std::max(unigram_total, 1.0))};
  FileBuilder file(kModelMagic, digest(options.recipe));
  file.add(std::vector<ModelFacts>{facts});
  file.add(options.recipe);
  for (std::size_t n = 0; n < kOrder; ++n) {
    write_order(file, counts, orders[n], n + 1,
                n + 1 < kOrder ? backoffs(orders[n], orders[n + 1]) : std::vector<double>());
  }
  file.add(std::string_view());
  return file.finish();
}

std::string with_fit(std::string_view model, const std::vector<std::int8_t>& weights) {
  const FileView view(model, kModelMagic, "n-grams", false);
  FileBuilder file(kModelMagic, view.header().source_digest);
  for (std::uint32_t section = 0; section < kFitSection; ++section) file.add(view.text(section));
  file.add(weights);
  return file.finish();
}

}  // namespace unspin::build
