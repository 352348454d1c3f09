// Covered by tests/unit/compose_test.cpp.
#include "spin/compose.hpp"

#include <algorithm>
#include <cmath>

namespace unspin {

namespace {

constexpr std::size_t kMostTokens = 6;   // of a stretch
constexpr std::size_t kMostParts = 4;    // of a term
constexpr std::size_t kLongestPart = 4;  // tokens of a replaced phrase
constexpr std::size_t kMostFound = 8;    // terms kept for one beginning
constexpr double kLeastLogShare = -9.0;  // below, anything stands for anything

// One way to read the tokens from some place on: as they stand, or as an original.
struct Part {
  std::size_t last = 0;
  std::span<const std::uint64_t> words;
  double log_share = 0;
  bool changed = false;
};

// The parts that each place of a text begins with, found once: many terms pass over a place.
class Parts {
 public:
  Parts(std::span<const Token> tokens, std::span<const Lexicon> layers, const Shares& shares)
      : tokens_(tokens), layers_(layers), shares_(shares), ranges_(tokens.size()) {}

  // Valid until the next call.
  std::span<const Part> at(std::size_t at) {
    Range& range = ranges_[at];
    if (range.count == 0) {
      range.first = parts_.size();
      find(at);
      range.count = parts_.size() - range.first;
    }
    return std::span(parts_).subspan(range.first, range.count);
  }

 private:
  struct Range {
    std::size_t first = 0, count = 0;
  };

  void find(std::size_t at) {
    const std::size_t first = parts_.size();
    parts_.push_back({at + 1, {&tokens_[at].hash, 1}, 0, false});
    for (std::uint32_t layer = 0; layer < layers_.size(); ++layer) {
      for (Lexicon::Cursor cursor : {Lexicon::Cursor{}, Lexicon::units()}) {
        for (std::size_t i = at; i < tokens_.size() && i < at + kLongestPart; ++i) {
          const bool joined = i == at || tokens_[i].gap == Gap::kSpace;
          if (!joined || tokens_[i].literal || !layers_[layer].step(cursor, phrase_key(tokens_[i])))
            break;
          if (cursor.entry != 0) add_originals(layer, layers_[layer].entry(cursor), i + 1, first);
        }
      }
    }
  }

  void add_originals(std::uint32_t layer, const Lexicon::Entry& entry, std::size_t last,
                     std::size_t first) {
    for (std::uint32_t k = 0; k < entry.count; ++k) {
      const Lexicon::Candidate candidate = layers_[layer].candidate(entry.first + k);
      if (candidate.tokens.empty() || Lexicon::is_same(candidate.text, entry.text)) continue;
      const double share = std::log(double{candidate.weight}) + shares_.log_of(layer, candidate);
      add({last, candidate.tokens, share, true}, first);
    }
  }

  // Of several rows for one original, among the parts from `first` on, the surest speaks.
  void add(const Part& part, std::size_t first) {
    const auto same = std::find_if(
        parts_.begin() + static_cast<std::ptrdiff_t>(first), parts_.end(), [&](const Part& other) {
          return other.words.data() == part.words.data() && other.last == part.last;
        });
    if (same == parts_.end()) {
      parts_.push_back(part);
    } else {
      same->log_share = std::max(same->log_share, part.log_share);
    }
  }

  std::span<const Token> tokens_;
  std::span<const Lexicon> layers_;
  const Shares& shares_;
  std::vector<Range> ranges_;  // by token; empty until asked for
  std::vector<Part> parts_;
};

// The terms of one layer that stretches from one token on may stand for.
class Composer {
 public:
  Composer(std::span<const Token> tokens, std::size_t first, std::span<const Lexicon> layers,
           std::uint32_t layer, Parts& parts, std::vector<Composed>& found)
      : tokens_(tokens),
        first_(first),
        layers_(layers),
        layer_(layer),
        parts_(parts),
        found_(found) {}

  void go() { extend(first_, Lexicon::terms(), {}, 0); }

 private:
  const Lexicon& lexicon() const { return layers_[layer_]; }

  // What has been read so far, as the beginning of a term.
  void extend(std::size_t at, Lexicon::Cursor cursor, const Composed& so_far, std::size_t parts) {
    if (parts > 0 && cursor.entry != 0 && so_far.changed > 0) keep(at, cursor, so_far);
    if (parts == kMostParts || at >= tokens_.size() || at - first_ >= kMostTokens) return;
    Composed next = so_far;
    if (parts > 0 && is_joining_hyphen(tokens_, at)) {
      ++at;
      ++next.hyphens;
    }
    if (tokens_[at].literal || tokens_[at].kind != TokenKind::kWord ||
        (at > first_ && tokens_[at].gap > Gap::kLine))
      return;
    const std::size_t count = fetch(at, cursor);
    for (std::size_t i = 0; i < count; ++i) {
      const Part part = parts_.at(at)[i];  // a copy: going deeper may find more parts
      if (next.log_share + part.log_share < kLeastLogShare) continue;
      Lexicon::Cursor deeper = cursor;
      const bool goes = std::all_of(part.words.begin(), part.words.end(), [&](std::uint64_t word) {
        return lexicon().step(deeper, word);
      });
      if (!goes) continue;
      Composed longer = next;
      longer.log_share += part.log_share;
      longer.changed += part.changed ? 1 : 0;
      extend(part.last, deeper, longer, parts + 1);
    }
  }

  // How many parts a place begins with. The memory that going on with each of them reads is
  // fetched meanwhile.
  std::size_t fetch(std::size_t at, Lexicon::Cursor cursor) {
    const std::span<const Part> parts = parts_.at(at);
    for (const Part& part : parts) lexicon().prefetch_bucket(cursor, part.words.front());
    for (const Part& part : parts) lexicon().prefetch_slots(cursor, part.words.front());
    return parts.size();
  }

  void keep(std::size_t last, Lexicon::Cursor cursor, const Composed& so_far) {
    const Lexicon::Entry entry = lexicon().entry(cursor);
    if (entry.count == 0 || stands(last)) return;
    Composed term = so_far;
    term.first = static_cast<std::uint32_t>(first_);
    term.last = static_cast<std::uint32_t>(last);
    term.layer = layer_;
    term.term = lexicon().candidate(entry.first);
    for (Composed& other : found_) {
      if (other.first != term.first || other.last != term.last || other.term.text != term.term.text)
        continue;
      if (other.log_share < term.log_share) other = term;
      return;
    }
    found_.push_back(term);
  }

  // Whether the tokens up to `last` are a term of some layer as they are.
  bool stands(std::size_t last) const {
    return std::any_of(layers_.begin(), layers_.end(), [&](const Lexicon& layer) {
      Lexicon::Cursor cursor = Lexicon::terms();
      for (std::size_t i = first_; i < last; ++i) {
        if (i > first_ && is_joining_hyphen(tokens_, i)) continue;
        if (!layer.step(cursor, tokens_[i].hash)) return false;
      }
      return cursor.entry != 0;
    });
  }

  std::span<const Token> tokens_;
  std::size_t first_;
  std::span<const Lexicon> layers_;
  std::uint32_t layer_;
  Parts& parts_;
  std::vector<Composed>& found_;
};

}  // namespace

std::vector<Composed> compose_terms(std::span<const Token> tokens, std::span<const Lexicon> layers,
                                    const Shares& shares) {
  Parts parts(tokens, layers, shares);
  std::vector<Composed> found, here;
  for (std::size_t first = 0; first < tokens.size(); ++first) {
    prefetch_matches(tokens, first, layers, Lexicon::units());
    here.clear();
    for (std::uint32_t layer = 0; layer < layers.size(); ++layer)
      Composer(tokens, first, layers, layer, parts, here).go();
    std::stable_sort(here.begin(), here.end(), [](const Composed& a, const Composed& b) {
      return a.log_share > b.log_share;
    });
    if (here.size() > kMostFound) here.resize(kMostFound);
    found.insert(found.end(), here.begin(), here.end());
  }
  return found;
}

}  // namespace unspin
