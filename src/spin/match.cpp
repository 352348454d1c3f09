// Walking the trie over tokens, and the guards. Covered by tests/unit/match_test.cpp, and by
// tests/dictionary against a slow reference.
#include "spin/match.hpp"

#include <algorithm>

#include "core/hash.hpp"

namespace unspin {

bool is_joining_hyphen(std::span<const Token> tokens, std::size_t at) {
  static const std::uint64_t kHyphen = token_hash("-");
  return tokens[at].hash == kHyphen && tokens[at].gap == Gap::kNone && at + 1 < tokens.size() &&
         tokens[at + 1].gap == Gap::kNone && tokens[at + 1].kind != TokenKind::kPunctuation;
}

namespace {

// A phrase of an earlier layer for the same stretch gives way.
void keep(std::vector<Match>& matches, std::size_t from, const Match& match) {
  for (std::size_t i = from; i < matches.size(); ++i) {
    if (matches[i].last != match.last) continue;
    matches[i] = match;
    return;
  }
  matches.push_back(match);
}

// One layer's phrases that begin at token `first`.
class Walk {
 public:
  Walk(std::span<const Token> tokens, std::size_t first, const Lexicon& lexicon,
       std::uint32_t layer, std::size_t from, std::vector<Match>& matches)
      : tokens_(tokens),
        first_(first),
        lexicon_(lexicon),
        layer_(layer),
        from_(from),
        matches_(matches) {}

  // From token `i` on. Where a hyphen may be the phrase's own as well as a joint, both ways are
  // gone; the phrase that has the hyphen comes last and stays.
  void go(std::size_t i, Lexicon::Cursor cursor, std::uint32_t hyphens) {
    for (; i < tokens_.size(); ++i) {
      if (tokens_[i].literal || (i > first_ && tokens_[i].gap == Gap::kParagraph)) return;
      const bool joins = i > first_ && is_joining_hyphen(tokens_, i);
      Lexicon::Cursor next = cursor;
      if (!lexicon_.step(next, phrase_key(tokens_[i]))) {
        if (!joins) return;
        ++hyphens;
        continue;
      }
      if (joins) go(i + 1, cursor, hyphens + 1);
      cursor = next;
      if (cursor.entry == 0) continue;
      keep(matches_, from_,
           {static_cast<std::uint32_t>(first_), static_cast<std::uint32_t>(i + 1), layer_, hyphens,
            lexicon_.entry(cursor), cursor.entry - 1});
    }
  }

 private:
  std::span<const Token> tokens_;
  std::size_t first_;
  const Lexicon& lexicon_;
  std::uint32_t layer_;
  std::size_t from_;
  std::vector<Match>& matches_;
};

}  // namespace

void match_at(std::span<const Token> tokens, std::size_t first, std::span<const Lexicon> layers,
              std::vector<Match>& matches) {
  const std::size_t from = matches.size();
  for (std::uint32_t layer = 0; layer < layers.size(); ++layer) {
    if (!layers[layer].may_start(phrase_key(tokens[first]))) continue;
    Walk(tokens, first, layers[layer], layer, from, matches).go(first, {}, 0);
  }
  std::sort(matches.begin() + static_cast<std::ptrdiff_t>(from), matches.end(),
            [](const Match& a, const Match& b) { return a.last < b.last; });
}

void prefetch_matches(std::span<const Token> tokens, std::size_t at,
                      std::span<const Lexicon> layers, Lexicon::Cursor root) {
  constexpr std::size_t kFirst = 8, kThen = 4;  // tokens ahead
  for (const Lexicon& lexicon : layers) {
    if (at + kFirst + 1 < tokens.size()) {
      const std::uint64_t key = phrase_key(tokens[at + kFirst]);
      lexicon.prefetch_bucket(root, key);
      lexicon.prefetch_bucket({combine(root.path, key), 0}, phrase_key(tokens[at + kFirst + 1]));
    }
    if (at + kThen + 1 < tokens.size()) {
      const std::uint64_t key = phrase_key(tokens[at + kThen]);
      lexicon.prefetch_slots(root, key);
      lexicon.prefetch_slots({combine(root.path, key), 0}, phrase_key(tokens[at + kThen + 1]));
    }
  }
}

namespace {

bool holds(const Lexicon::Guard& guard, std::span<const Token> tokens, const Match& match) {
  using Kind = Lexicon::GuardKind;
  const Token* before = match.first > 0 ? &tokens[match.first - 1] : nullptr;
  const Token* after = match.last < tokens.size() ? &tokens[match.last] : nullptr;
  switch (guard.kind) {
    case Kind::kBefore:
      return before != nullptr && before->hash == guard.word;
    case Kind::kAfter:
      return after != nullptr && after->hash == guard.word;
    case Kind::kNumberBefore:
      return before != nullptr && before->kind == TokenKind::kNumber;
    case Kind::kNumberAfter:
      return after != nullptr && after->kind == TokenKind::kNumber;
    case Kind::kCapitalised:
      return tokens[match.first].casing != Casing::kLower;
    case Kind::kWord:
      break;
  }
  const std::size_t begin =
      match.first > Lexicon::kGuardWindow ? match.first - Lexicon::kGuardWindow : 0;
  const std::size_t end = std::min(tokens.size(), match.last + Lexicon::kGuardWindow);
  for (std::size_t i = begin; i < end; ++i) {
    const bool inside = i >= match.first && i < match.last;
    if (!inside && tokens[i].hash == guard.word) return true;
  }
  return false;
}

}  // namespace

bool admits(std::span<const Lexicon::Guard> guards, std::span<const Token> tokens,
            const Match& match) {
  for (std::size_t i = 0; i < guards.size();) {
    const Lexicon::Guard& head = guards[i];
    bool any = false;
    for (; i < guards.size() && guards[i].group == head.group; ++i)
      any = any || holds(guards[i], tokens, match);
    if (any == head.forbids) return false;
  }
  return true;
}

}  // namespace unspin
