// Blocks that a page says twice.
//
// The damage: a paragraph, a list, a whole post stands in a page again. How it arises: a teaser, a
// quotation of the post that is answered, a print or mobile version, a layout for small screens, a
// page joined from parts. What goes: every line whose words, in their order, have stood in an
// earlier line; white space, bullets, marks of quotation, case and punctuation do not count. Why it
// is safe: the first stays, so no word is lost, and a line must be long, or lie in a run of lines
// that are all repeated in the same order and are long together. What it leaves: short lines by
// themselves, refrains (stanzas of short lines that begin with capitals), code, tables, figures,
// and lines that a text repeats all through itself, as forms do.
//   "* The bridge will stay closed until May.\n...\n> The bridge will stay closed until May."
//       ->  without the second
//   "Row, row, row your boat"   twice, stays
// Covered by tests/unit/repeat_test.cpp.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/hash.hpp"
#include "mend/lines.hpp"
#include "mend/mend.hpp"
#include "mend/phrases.hpp"

namespace unspin {

namespace {

constexpr std::size_t kLong = 115;       // bytes of a line that may go by itself
constexpr std::size_t kShort = 40;       // a line below is no anchor of a run
constexpr std::size_t kRunBytes = 200;   // of all lines in a run
constexpr std::size_t kVerse = 72;       // lines of verse are shorter
constexpr std::size_t kMostRepeats = 6;  // a line said more often is a form's
constexpr std::size_t kEveryWord = static_cast<std::size_t>(-1);

struct Said {
  std::size_t line;       // of the text
  std::uint64_t key = 0;  // of its words
  std::size_t bytes = 0;  // of its words, without what does not count
  bool table = false;     // figures, columns, code
};

class Repeats {
 public:
  explicit Repeats(std::string_view text) : text_(text), lines_(lines_of(text)) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].blank()) said_.push_back(read(i));
    }
    for (std::size_t i = 0; i < said_.size(); ++i) {
      std::vector<std::size_t>& places = places_[said_[i].key];
      places.push_back(i);
    }
  }

  EditList removals() const {
    Removal removal(lines_);
    for (std::size_t i = 0; i < said_.size();) {
      const std::optional<std::size_t> first = earlier(i);
      if (!first) {
        ++i;
        continue;
      }
      const std::size_t end = run_end(*first, i);
      if (goes(i, end)) {
        for (std::size_t k = i; k < end; ++k) remove(removal, *first + (k - i), k);
      }
      i = end;
    }
    return removal.edits(text_);
  }

 private:
  Said read(std::size_t line) const {
    const std::string_view content = slice(text_, lines_[line].text);
    Said said{line};
    std::size_t digits = 0;
    for (const std::string& word : phrase_words(content, kEveryWord)) {
      said.key = combine(said.key, hash_bytes(word));
      said.bytes += word.size() + 1;
    }
    for (const char c : content) digits += c >= '0' && c <= '9';
    const bool columns = content.find('\t') != std::string_view::npos ||
                         content.find(" | ") != std::string_view::npos || content.front() == '|';
    const bool source =
        content.find_first_of("{}<>=;`") != std::string_view::npos && !lines_[line].stops;
    said.table = lines_[line].code || columns || source || digits * 4 > content.size() ||
                 lines_[line].words < 3;
    return said;
  }

  // The first of the places that say the same, if it is not this one.
  std::optional<std::size_t> earlier(std::size_t i) const {
    if (said_[i].bytes < kShort || said_[i].table) return std::nullopt;
    const std::vector<std::size_t>& places = places_.at(said_[i].key);
    if (places.front() == i || places.size() > kMostRepeats) return std::nullopt;
    return places.front();
  }

  // How far the lines from `again` say what those from `first` say.
  std::size_t run_end(std::size_t first, std::size_t again) const {
    std::size_t end = again;
    while (end < said_.size() && first + (end - again) < again &&
           said_[end].key == said_[first + (end - again)].key) {
      ++end;
    }
    return end;
  }

  bool goes(std::size_t begin, std::size_t end) const {
    std::size_t bytes = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (said_[i].table && said_[i].bytes >= kShort) return false;
      bytes += said_[i].bytes;
    }
    if (end - begin == 1) return bytes >= kLong && is_statement(begin) && !is_verse(begin);
    return bytes >= kRunBytes && !is_verse(begin);
  }

  // A question may be asked again above its answer, as a heading may stand in a table of contents.
  bool is_statement(std::size_t i) const {
    const Line& line = lines_[said_[i].line];
    return line.stops && slice(text_, line.text).back() != '?';
  }

  // Whether the line stands in a stanza: short lines one below the other, each with a capital, no
  // bullets.
  bool is_verse(std::size_t i) const {
    std::size_t first = said_[i].line, last = first;
    while (first > 0 && !lines_[first - 1].blank() && last - first < 12) --first;
    while (last + 1 < lines_.size() && !lines_[last + 1].blank() && last - first < 24) ++last;
    std::size_t verses = 0;
    for (std::size_t k = first; k <= last; ++k) {
      const std::string_view content = slice(text_, lines_[k].text);
      verses += content.size() < kVerse && content.front() >= 'A' && content.front() <= 'Z';
    }
    return last - first >= 2 && verses * 5 >= (last - first + 1) * 4;
  }

  void remove(Removal& removal, std::size_t first, std::size_t again) const {
    const bool same = slice(text_, lines_[said_[first].line].text) ==
                      slice(text_, lines_[said_[again].line].text);
    removal.mark(said_[again].line, same ? "repeat" : "repeat/near", same ? 0.97 : 0.9);
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<Said> said_;  // the lines that are not blank
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> places_;  // of said_, by key
};

}  // namespace

EditList mend_repeat(std::string_view text, const Context&, const Phrases&) {
  return Repeats(text).removals();
}

}  // namespace unspin
