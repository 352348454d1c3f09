// Covered by tests/unit/telling_test.cpp; tests/dictionary looks every shipped phrase up.
#include "spin/telling.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "core/wide.hpp"
#include "spin/lexicon_format.hpp"
#include "spin/score.hpp"

namespace unspin {

namespace {

// Something that a phrase may have between its items other than white space.
bool is_mark(char c) {
  const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return !word && c != '\'' && c != ' ' && c != '\n' && c != '\t' && c != '\r' &&
         static_cast<unsigned char>(c) < 0x80;
}

}  // namespace

PhraseKeys telling_keys(std::string_view phrase) {
  Scan scan;
  scan.read(phrase);
  PhraseKeys keys;
  keys.items = std::min(scan.items(), kTellingItems);
  for (std::size_t i = 0; i < keys.items; ++i) {
    keys.whole = telling_key(keys.whole, scan.hashes()[i]);
    if (i < kTellingPlace) keys.place = keys.whole;
    if (i < kTellingStart) keys.start = keys.whole;
  }
  if (std::any_of(phrase.begin(), phrase.end(), is_mark)) keys.whole ^= kMarkedKey;
  return keys;
}

namespace {

// The phrases of a layer that begin at an item of which the filters say that some may. Those of
// one, two, and more items are looked up only where their filter says so.
void add_phrases(const Scan& scan, std::size_t item, const Lexicon& layer,
                 std::vector<Hint>& hints) {
  const TellingFilter words(layer.telling_words()), starts(layer.telling_starts());
  const std::string_view text = scan.text();
  const std::size_t last = std::min(scan.items(), item + kTellingItems);
  const auto add = [&](std::uint64_t key) {
    const float most = layer.most_evidence(key);
    if (most > 0) hints.push_back({static_cast<std::uint32_t>(item), key, most});
  };
  std::uint64_t key = 0, of_start = 0;
  bool may_be = true;
  bool marked = scan.begin(item) > 0 && is_mark(text[scan.begin(item) - 1]);
  for (std::size_t i = item; i < last; ++i) {
    key = telling_key(key, scan.hashes()[i]);
    if (i == item + 1 || i == item + 2) of_start = starts.word(key);
    if (i < item + kTellingStart)
      may_be = i == item ? words.may_hold(key) : (~of_start & TellingFilter::bits(key)) == 0;
    const std::size_t end = scan.end(i);
    marked = marked || (end < text.size() && is_mark(text[end]));
    if (!may_be) continue;
    add(key);
    if (marked) add(key ^ kMarkedKey);
  }
}

// The filter's words of several keys.
template <typename Numbers>
UNSPIN_INLINE typename Numbers::Type words_of(TellingFilter filter,
                                              const typename Numbers::Type& keys) {
  std::array<std::uint64_t, Numbers::kCount> each;
  store_wide(keys, each.data());
  return make_wide<Numbers>([&](std::size_t k) { return filter.word(each[k]); });
}

// Adds the items at which a phrase may begin, of as many as are worked on at a time. The same as
// TellingFilter's functions, for several keys.
template <typename Numbers>
UNSPIN_INLINE void find_some(const std::uint64_t* hashes, std::uint32_t item, TellingFilter words,
                             TellingFilter starts, std::uint32_t*& found) {
  using Type = typename Numbers::Type;
  const Type one = telling_key(Type{}, load_wide<Numbers>(hashes));
  const Type two = telling_key(one, load_wide<Numbers>(hashes + 1));
  const Type three = telling_key(two, load_wide<Numbers>(hashes + 2));
  const Type four = telling_key(three, load_wide<Numbers>(hashes + 3));
  const Type no_word = ~words_of<Numbers>(words, one);
  const Type no_pair = ~words_of<Numbers>(starts, two);
  const Type no_longer = ~words_of<Numbers>(starts, three);
  const Type any = ones<Type>((no_word & TellingFilter::bits(one)) == 0) |
                   ones<Type>((no_pair & TellingFilter::bits(two)) == 0) |
                   ones<Type>((no_longer & TellingFilter::bits(three)) == 0) |
                   ones<Type>((no_longer & TellingFilter::bits(four)) == 0);
  std::array<std::uint64_t, Numbers::kCount> hits;
  store_wide(any, hits.data());
  for (std::size_t k = 0; k < Numbers::kCount; ++k) {
    *found = item + static_cast<std::uint32_t>(k);
    found += hits[k];
  }
}

// The items at which a phrase may begin; returns behind the last. There is room for all items.
template <typename Numbers>
UNSPIN_INLINE std::uint32_t* find_starts(const std::uint64_t* hashes, std::size_t items,
                                         TellingFilter words, TellingFilter starts,
                                         std::uint32_t* found) {
  std::size_t i = 0;
  for (; i + Numbers::kCount <= items; i += Numbers::kCount)
    find_some<Numbers>(hashes + i, static_cast<std::uint32_t>(i), words, starts, found);
  for (; i < items; ++i)
    find_some<Wide<1>>(hashes + i, static_cast<std::uint32_t>(i), words, starts, found);
  return found;
}
std::uint32_t* find_starts_plain(const std::uint64_t* hashes, std::size_t items,
                                 TellingFilter words, TellingFilter starts, std::uint32_t* found) {
  return find_starts<Wide<1>>(hashes, items, words, starts, found);
}
UNSPIN_AVX2 std::uint32_t* find_starts_avx2(const std::uint64_t* hashes, std::size_t items,
                                            TellingFilter words, TellingFilter starts,
                                            std::uint32_t* found) {
  return find_starts<Wide<4>>(hashes, items, words, starts, found);
}
UNSPIN_AVX512 std::uint32_t* find_starts_avx512(const std::uint64_t* hashes, std::size_t items,
                                                TellingFilter words, TellingFilter starts,
                                                std::uint32_t* found) {
  return find_starts<Wide<8>>(hashes, items, words, starts, found);
}

}  // namespace

void find_telling(const Scan& scan, std::span<const Lexicon> layers, std::vector<Hint>& hints,
                  Target target) {
  hints.clear();
  constexpr std::size_t kStride = 512;  // items at a time
  std::array<std::uint32_t, kStride + 1> found;
  const auto find = for_target(target, find_starts_plain, find_starts_avx2, find_starts_avx512);
  for (const Lexicon& layer : layers) {
    const TellingFilter words(layer.telling_words()), starts(layer.telling_starts());
    for (std::size_t begin = 0; begin < scan.items(); begin += kStride) {
      const std::size_t size = std::min(kStride, scan.items() - begin);
      const std::uint32_t* end =
          find(scan.hashes().data() + begin, size, words, starts, found.data());
      for (const std::uint32_t* item = found.data(); item < end; ++item)
        add_phrases(scan, begin + *item, layer, hints);
    }
  }
  if (layers.size() < 2) return;
  std::stable_sort(hints.begin(), hints.end(),
                   [](const Hint& a, const Hint& b) { return a.item < b.item; });
}

namespace {

// A phrase counts once, however often it occurs, and hardly where there is no other; and of the
// phrases that begin at one place only one counts.
double evidence_of(std::span<const Hint> hints, const Tuning& tuning) {
  std::unordered_map<std::uint64_t, float> once;
  double by_key = 0, by_place = 0;
  for (std::size_t i = 0; i < hints.size();) {
    const std::uint32_t item = hints[i].item;
    float most = 0;
    for (; i < hints.size() && hints[i].item == item; ++i) {
      most = std::max(most, hints[i].most);
      if (once.emplace(hints[i].key, hints[i].most).second) by_key += double{hints[i].most};
    }
    by_place += double{most};
  }
  const double sum = std::min(by_key, by_place);
  return once.size() > 1 ? sum : std::min(sum, tuning.lone_cap);
}

}  // namespace

bool TellingWindows::may_be_spun(std::size_t end) {
  const std::size_t begin = std::exchange(begin_, end);
  std::size_t count = 0;
  double most = 0;
  for (; count < hints_.size() && scan_.begin(hints_[count].item) < end; ++count)
    most += double{hints_[count].most};
  const std::span<const Hint> here = hints_.first(count);
  hints_ = hints_.subspan(count);
  if (count < 2 || most < tuning_.least_evidence) return false;
  const double least = least_evidence(scan_.least_words({begin, end}), tuning_);
  return most >= least && evidence_of(here, tuning_) >= least;
}

}  // namespace unspin
