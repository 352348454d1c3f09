// The lines of a text as the removals see them, and the edits that take lines out.
//
// Offsets are bytes of the text, which must be valid UTF-8; lines end with \n or \r\n. Lines hold
// no text: they are good for the text they were made from. Pure values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin {

struct Line {
  Span text;                // without white space at either end
  Span whole;               // with its line end
  std::uint32_t words = 0;  // runs of non-spaces with a letter or a digit in them
  bool stops = false;       // ends as sentences do: . ! ? and what may close them
  bool code = false;        // between code fences, or indented like code below prose

  bool blank() const { return text.size() == 0; }
};

std::vector<Line> lines_of(std::string_view text);

// Whether a line is surely running text: a sentence of some length, or a long line of words.
bool is_prose(const Line& line);

// Which lines go, and why. The edits take line ends with them and leave between what stays the
// blank lines of the wider one of the gaps, so that a page reads as if nothing had been there. A
// text that would lose everything is left as it is.
class Removal {
 public:
  explicit Removal(const std::vector<Line>& lines) : lines_(lines), marks_(lines.size()) {}

  // The first mark of a line stays. `rule` outlives this object.
  void mark(std::size_t line, std::string_view rule, double confidence);
  bool marked(std::size_t line) const { return !marks_[line].rule.empty(); }

  EditList edits(std::string_view text) const;

 private:
  struct Mark {
    std::string_view rule;  // empty: the line stays
    double confidence = 0;
  };
  std::vector<Mark> with_gaps() const;
  void close_gap(std::vector<Mark>& marks, std::size_t first, std::size_t last) const;

  const std::vector<Line>& lines_;
  std::vector<Mark> marks_;
};

}  // namespace unspin
