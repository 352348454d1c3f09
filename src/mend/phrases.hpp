// What pages print around their articles: the phrase list, parsed, and how it is searched.
//
// The source is dictionaries/en/widgets.phrases, which the build embeds; dictionaries/README.md
// describes its columns. A pattern is a row of words in lower case; "<n>" stands for a number, "?"
// for one word, "*" for any words, none included. Lines are compared as words: without case,
// punctuation at their edges, bullets and rules, curly apostrophes as plain ones. A Phrases is an
// immutable value and views the bytes it was parsed from, which must outlive it. Bad rows are
// refused by exception (SetupError), which only the tests of the list can see.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace unspin {

class Phrases {
 public:
  // Where a pattern may stand.
  enum class Where : std::uint8_t {
    kLine,      // it is the whole line
    kStart,     // the line begins with it, and a headline follows
    kSentence,  // a sentence within a paragraph, or a line
    kAnywhere   // a part of a line or word; no evidence of a widget by itself
  };

  struct Row {
    std::string_view pattern;
    std::string_view kind;
    Where where = Where::kLine;
    double weight = 0;      // how sure such a line is a widget, wherever it stands, 0..1
    std::size_t words = 0;  // of the pattern
    std::size_t stars = 0;  // those of them that are "*"
  };

  Phrases() = default;  // without any row
  static Phrases parse(std::string_view source);
  static Phrases embedded();

  // The heaviest row that fits these words; null when none does.
  const Row* find(const std::vector<std::string>& words, Where where) const;

  // The weight of a single word's row of this kind ("word", "topic"); 0 when there is none.
  double word_weight(std::string_view word, std::string_view kind) const;

  // The texts of the rows of this kind ("server", "script"), as they are written.
  const std::vector<std::string_view>& marks(std::string_view kind) const;

 private:
  // Rows by the hash of a word that they must have, chained: the list is parsed at every start of
  // the program, and nothing but this is built.
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  void add(const Row& row);
  void look(std::uint64_t key, Where where, const std::vector<std::string>& words,
            const Row*& best) const;

  std::vector<Row> rows_;
  std::vector<std::uint64_t> keys_;   // of the rows
  std::vector<std::uint32_t> next_;   // of the rows: the next one in its bucket
  std::vector<std::uint32_t> heads_;  // of the buckets; a power of two
  std::vector<std::string_view> server_, script_;
};

// The words of a line as patterns see them. Empty for a line of more than `most` words.
std::vector<std::string> phrase_words(std::string_view line, std::size_t most = 60);

}  // namespace unspin
