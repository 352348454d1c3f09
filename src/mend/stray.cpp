// Headlines and teasers of other stories.
//
// The damage: a page opens, or ends, with the headline of another article. How it arises: tickers,
// "breaking" bars, lists of further stories, a title taken from the wrong element. What goes: a
// line that is like a headline, at the beginning of the text, behind its last paragraph, or alone
// between two paragraphs, whose words have nothing to do with the rest. Why it is safe: an honest
// headline says what its article says and shares its rare words; each word is weighed by how rare
// it is in clean English, and a word counts as shared where its stem occurs anywhere else. What it
// leaves: lines with hardly any rare words ("A long goodbye"), texts too short to judge by, lines
// that end like sentences, headings, lists, names.
//   "Gold slips as traders wait" above 300 words on a school's new roof  goes
//   "School gets its roof, at last" above the same                       stays
// Covered by tests/unit/stray_test.cpp.
#include <algorithm>

#include "mend/lines.hpp"
#include "mend/mend.hpp"
#include "mend/rare_words.hpp"

namespace unspin {

namespace {

constexpr std::size_t kLeastWords = 150;                         // of the rest of the text
constexpr std::uint32_t kLeastHeadline = 5, kMostHeadline = 22;  // words of a line to judge
constexpr std::size_t kContentWords = 4;                         // rare ones that it must have
constexpr double kOrdinary = 12.0;                               // ... of one that is no name
constexpr std::size_t kOrdinaryWords = 3;                        // such words that a headline has
// The share of a stray's rarity that the text may have too, by where it stands.
constexpr double kSharedFirst = 0.2, kSharedLast = 0.1, kSharedBetween = 0.0;

class Page {
 public:
  Page(std::string_view text, const Context& context)
      : text_(text), lines_(lines_of(text)), words_(context) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank()) continue;
      shown_.push_back(i);
      words_.add(slice(text, lines_[i].text));
      total_ += lines_[i].words;
    }
  }

  EditList removals() const {
    Removal removal(lines_);
    if (shown_.size() < 3) return {};
    for (std::size_t k = 0; k < shown_.size(); ++k) {
      const std::size_t line = shown_[k];
      if (may_be_stray(k) && shared(line) <= most_shared(k)) removal.mark(line, "stray", 0.85);
    }
    return removal.edits(text_);
  }

 private:
  double most_shared(std::size_t k) const {
    return k == 0 ? kSharedFirst : k + 1 == shown_.size() ? kSharedLast : kSharedBetween;
  }

  bool may_be_stray(std::size_t k) const {
    const Line& line = lines_[shown_[k]];
    const std::string_view content = slice(text_, line.text);
    if (line.code || line.stops || content.ends_with(":") || content.ends_with(",")) return false;
    if (line.words < kLeastHeadline || line.words > kMostHeadline) return false;
    if (total_ - line.words < kLeastWords) return false;
    const bool starts = (content.front() >= 'A' && content.front() <= 'Z') ||
                        (content.front() >= '0' && content.front() <= '9');
    return starts && !is_list(content) && stands_apart(k);
  }

  // Names, credits, labels, commands: what has no verb to share.
  static bool is_list(std::string_view content) {
    const auto commas = std::count(content.begin(), content.end(), ',');
    return commas > 2 || content.find_first_of("()@/\\<>{}=_|[]") != std::string_view::npos ||
           content.find(": ") < 12;
  }

  // At the beginning, at the end, or with prose on either side: not in a list.
  bool stands_apart(std::size_t k) const {
    const bool above = k == 0 || is_prose(lines_[shown_[k - 1]]);
    const bool below = k + 1 == shown_.size() || is_prose(lines_[shown_[k + 1]]);
    return above && below;
  }

  // How much of what the line is about occurs elsewhere in the text; 1 when it says too little.
  double shared(std::size_t line) const {
    double all = 0, elsewhere = 0;
    std::size_t content = 0, ordinary = 0;
    for (const RareWords::Word& word : words_.of(slice(text_, lines_[line].text))) {
      ++content;
      ordinary += word.rarity < kOrdinary;
      all += word.rarity;
      if (words_.count(word.stem) > 1) elsewhere += word.rarity;
    }
    return content < kContentWords || ordinary < kOrdinaryWords ? 1 : elsewhere / all;
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<std::size_t> shown_;  // the lines that are not blank
  RareWords words_;                 // of all lines
  std::size_t total_ = 0;
};

}  // namespace

EditList mend_stray(std::string_view text, const Context& context, const Phrases&) {
  return Page(text, context).removals();
}

}  // namespace unspin
