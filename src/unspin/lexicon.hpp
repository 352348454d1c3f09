// Lexicon: a compiled dictionary of spun phrases and what they stand for.
//
// Phrases are sequences of token keys (core/tokenize.hpp). Look-up walks token by token:
//
//   Lexicon::Cursor at;
//   for (token : tokens) { if (!lexicon.step(at, phrase_key(token))) break; use(lexicon.entry(at));
//   }
//
// An immutable view, cheap to copy and shared by threads; the bytes behind it live as long as any
// copy, and so do the views it returns. Every look-up stays inside the bytes, whatever they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace unspin {

class Lexicon {
 public:
  // A position in the trie of phrases; at first its root.
  struct Cursor {
    std::uint64_t path = 0;   // hash of the tokens so far
    std::uint32_t entry = 0;  // index of the phrase that ends here, plus one; 0: none ends here
    bool operator==(const Cursor&) const = default;
  };

  // The roots of two more tries: words that are known to be replaced inside of terms, and the
  // established terms themselves, each its own only candidate (spin/compose.hpp).
  static constexpr Cursor units() { return {0x756e697473, 0}; }
  static constexpr Cursor terms() { return {0x7465726d73, 0}; }

  // A condition on the context of a phrase. `kWord` holds where the word occurs within
  // kGuardWindow tokens on either side; kBefore and kAfter look at the neighbouring token.
  enum class GuardKind : std::uint8_t {
    kWord,
    kBefore,
    kAfter,
    kNumberBefore,
    kNumberAfter,
    kCapitalised
  };
  static constexpr std::size_t kGuardWindow = 20;
  struct Guard {
    std::uint64_t word = 0;
    GuardKind kind = GuardKind::kWord;
    std::uint8_t group = 0;  // groups are joined by "and", guards of one group by "or"
    bool forbids = false;
    std::uint8_t unused[5] = {};  // guards are stored as they are: no stray bytes
  };

  // Whether two texts of one lexicon are equal: a compiled lexicon has each text once.
  static bool is_same(std::string_view a, std::string_view b) {
    return a.data() == b.data() && a.size() == b.size();
  }

  // One original that a spun phrase may stand for.
  struct Candidate {
    std::string_view text;                  // as it is written within a sentence
    std::span<const std::uint64_t> tokens;  // its token hashes
    std::string_view family;                // e.g. "autoblog"
    float weight = 0;     // share of the occurrences, in documents of the family, that stand for it
    float log_prior = 0;  // log P(tokens) in clean English by themselves
    std::span<const Guard> guards;
    std::uint32_t line = 0;      // of the dictionary source
    std::uint8_t family_id = 0;  // the family's number in this lexicon; see family_name()
    bool broad = false;          // of the family of the broad synonyms
    bool replaced = false;       // the family replaces the spun phrase too, where it is an author's
  };

  // A spun phrase.
  struct Entry {
    std::string_view text;
    float log_prior = 0;  // log P(phrase) in clean English by itself
    float evidence = 0;   // log of how much likelier the phrase is in spun than in clean English
    std::uint32_t first = 0;  // candidates [first, first + count), heaviest first
    std::uint32_t count = 0;
  };

  // The family of the broad synonyms: they are candidates, but no evidence of spinning.
  static constexpr std::string_view kBroadFamily = "wordnet";

  static constexpr std::string_view kUnitFamily = "units";
  static constexpr std::string_view kTermFamily = "terms";

  static Lexicon embedded();
  static Lexicon open(const std::string& path);  // throws SetupError, as Context::open
  static Lexicon view(std::string_view bytes, const std::string& name);
  static Lexicon own(std::string bytes, const std::string& name);

  // False when no phrase starts with this token: one bit of a small table.
  bool may_start(std::uint64_t token) const;

  // How the phrases that are evidence of spinning begin, as filters of single words and of longer
  // phrases, and what the phrases of one key amount to at most, in nats; 0 where there is none
  // (spin/telling.hpp, spin/lexicon_format.hpp).
  std::span<const std::uint64_t> telling_words() const;
  std::span<const std::uint64_t> telling_starts() const;
  float most_evidence(std::uint64_t key) const;

  // Moves on by one token; false, and the cursor is useless, when no phrase goes that way.
  bool step(Cursor& at, std::uint64_t token) const;

  // Fetch the memory that step() from `at` will read: first the one, some time later the other.
  // They change nothing.
  void prefetch_bucket(Cursor at, std::uint64_t token) const;
  void prefetch_slots(Cursor at, std::uint64_t token) const;

  // The phrase that ends at `at`. Precondition: at.entry != 0.
  Entry entry(Cursor at) const;

  std::size_t entries() const;
  std::size_t families() const;  // of spinners; the three above are none
  static constexpr std::size_t kMostFamilies = 128;
  std::string_view family_name(std::size_t id) const;  // empty past the last one
  Entry entry(std::size_t index) const;
  Candidate candidate(std::size_t index) const;
  std::uint64_t digest() const;  // of the tables

 private:
  struct Tables;
  std::shared_ptr<const Tables> tables_;
};

}  // namespace unspin
