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
#include <unordered_map>
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
    std::vector<std::string_view> words;
    std::string_view kind;
    Where where = Where::kLine;
    double weight = 0;  // how sure such a line is a widget, wherever it stands, 0..1
  };

  Phrases() = default;  // without any row
  static Phrases parse(std::string_view source);
  static Phrases embedded();

  // The heaviest row that fits these words; null when none does.
  const Row* find(const std::vector<std::string>& words, Where where) const;

  // The weight of a single word's row of this kind ("word", "topic"); 0 when there is none.
  double word_weight(std::string_view word, std::string_view kind) const;

  // The texts of the rows of this kind whose `where` is kAnywhere, as they are written.
  const std::vector<std::string_view>& marks(std::string_view kind) const;

 private:
  void add(Row row);

  using Bucket = std::vector<std::uint32_t>;  // of rows_
  std::vector<Row> rows_;
  std::unordered_map<std::string_view, Bucket> by_first_;  // by first word
  std::unordered_map<std::string_view, Bucket> by_last_;   // of those that begin with *, ? or <n>
  Bucket rest_;                                            // neither word is fixed
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, double>> words_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> marks_;
};

// The words of a line as patterns see them. Empty for a line of more than `most` words.
std::vector<std::string> phrase_words(std::string_view line, std::size_t most = 60);

}  // namespace unspin
