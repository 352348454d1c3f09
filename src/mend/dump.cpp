// Debug dumps and other output of machines that got into a page of prose.
//
// The damage: a page prints what was meant for its makers or for the browser: print_r and var_dump
// of the request, warnings and stack traces of the server's language, JSON that a script should
// have read, style rules, scripts and tags that the extraction took for text. How it arises:
// debugging left on, scripts and styles without their element, templates with a missing variable.
// What goes: whole blocks of such lines, with what stands between their brackets. Why it is safe:
// a block goes only where the page, by other evidence than the block, is not about code: its prose
// has no words of programming, or the block names a server's files or an advertiser's script, and
// stands at an edge of the page; a line that ends with a colon announces it as a part of the text.
// What it leaves: code between fences or indented, every block in a text about programming, texts
// that hold no prose (they are data, not damaged pages), and what is merely doubtful.
//   "Array\n(\n    [path] => /var/www/x.php\n)\n\nThe river rose."  ->  "The river rose."
//   "Print it with print_r:\n\nArray\n(\n    [0] => 1\n)\n\nPHP ..."  stays
// Covered by tests/unit/dump_test.cpp.
#include <algorithm>

#include "mend/dump_shape.hpp"
#include "mend/lines.hpp"
#include "mend/mend.hpp"
#include "mend/phrases.hpp"

namespace unspin {

namespace {

constexpr std::size_t kMostLines = 600;  // between two brackets
constexpr double kThreshold = 3.5;       // evidence from which a block goes
constexpr double kEdge = 1.5;            // nothing but dumps before it, or behind it
constexpr double kNoTopic = 1.5;         // the prose has no word of programming
constexpr double kTopic = -5.0;          // it is about programming
constexpr double kMarks = 2.0;           // a server's paths, an advertiser's names
constexpr double kAnnounced = -3.0;      // "...like this:"
constexpr double kTechnical = 1.5;       // words of programming, weighed, that make a topic of it

struct Block {
  std::size_t first, last;  // lines
  Shape shape;              // the surest of its lines
};

class Page {
 public:
  Page(std::string_view text, const Phrases& phrases)
      : text_(text), phrases_(phrases), lines_(lines_of(text)) {
    shapes_.reserve(lines_.size());
    for (const Line& line : lines_) {
      shapes_.push_back(line.code ? Shape::kNone : shape_of(slice(text, line.text), phrases));
    }
    find_blocks();
    find_prose();
  }

  EditList removals() const {
    if (blocks_.empty() || first_prose_ > last_prose_) return {};
    const double topic = topic_weight();
    Removal removal(lines_);
    for (const Block& block : blocks_) {
      const double evidence = weigh(block, topic);
      if (evidence < kThreshold) continue;
      for (std::size_t i = block.first; i <= block.last; ++i) {
        if (!lines_[i].blank()) {
          removal.mark(i, facts_of(block.shape).rule, std::min(0.99, 0.5 + evidence / 12));
        }
      }
    }
    return removal.edits(text_);
  }

 private:
  std::string_view content(std::size_t i) const { return slice(text_, lines_[i].text); }

  // The last line of a bracketed block that begins at `first`; `first` itself when it does not
  // close, or when what it holds are not mostly lines of dumps.
  std::size_t bracketed(std::size_t first) const {
    int depth = 0;
    std::size_t shaped = 0, others = 0;
    const std::size_t end = std::min(lines_.size(), first + kMostLines);
    for (std::size_t i = first; i < end; ++i) {
      if (lines_[i].blank()) continue;
      const bool plain = shapes_[i] == Shape::kNone && !is_brackets(content(i));
      ++(plain ? others : shaped);
      depth += depth_of(content(i));
      const bool waits = i == first && depth == 0 && opens_below(content(i));
      if (depth <= 0 && !waits) return others <= shaped ? i : first;
      if (waits && i + 1 < end && content(i + 1) != "(") return first;
    }
    return first;
  }

  static bool opens_below(std::string_view line) {
    return line == "Array" || line.ends_with(" Object");
  }

  void find_blocks() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool opens = is_brackets(content(i)) && i + 1 < lines_.size();  // "{" on its own line
      const Shape shape = opens ? shapes_[i + 1] : shapes_[i];
      if (shape == Shape::kNone || lines_[i].code) continue;
      Block block{i, bracketed(i), shape};
      for (std::size_t k = block.last + 1; k < lines_.size(); ++k) {
        if (lines_[k].blank()) continue;
        const bool goes_on =
            shapes_[k] != Shape::kNone || is_brackets(content(k)) || inside_frame(block, k);
        if (!goes_on) break;
        block.last = std::max(k, shapes_[k] == Shape::kNone ? k : bracketed(k));
        k = block.last;
      }
      for (std::size_t k = block.first; k <= block.last; ++k) {
        if (facts_of(shapes_[k]).weight > facts_of(block.shape).weight) block.shape = shapes_[k];
      }
      if (!is_single_heading(block)) blocks_.push_back(block);
      i = block.last;
    }
  }

  // The line of source below a frame of a traceback.
  bool inside_frame(const Block& block, std::size_t line) const {
    return block.last + 1 == line && shapes_[block.last] == Shape::kTraceback &&
           lines_[line].text.begin > lines_[line].whole.begin;
  }

  // "Array", "Found Object", "Stack trace:" alone may be words of a heading.
  bool is_single_heading(const Block& block) const {
    if (block.first != block.last) return false;
    const std::string_view line = content(block.first);
    return line == "Array" || line.ends_with(" Object") || line == "Stack trace:" ||
           (shapes_[block.first] == Shape::kCss && line.find('{') == std::string_view::npos);
  }

  bool in_block(std::size_t line) const {
    const auto after =
        std::upper_bound(blocks_.begin(), blocks_.end(), line,
                         [](std::size_t at, const Block& block) { return at < block.first; });
    return after != blocks_.begin() && line <= std::prev(after)->last;
  }

  // The first and the last line of prose; none: first_prose_ is behind last_prose_.
  void find_prose() {
    first_prose_ = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_prose(lines_[i]) || in_block(i)) continue;
      first_prose_ = std::min(first_prose_, i);
      last_prose_ = i;
    }
  }

  // How much of the prose is about programming: the weights of the different words of its that are.
  double topic_weight() const {
    std::vector<std::string> seen;
    double weight = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (in_block(i)) continue;
      if (lines_[i].code) weight += kTechnical;  // code that is shown as code
      for (std::string& word : phrase_words(content(i), static_cast<std::size_t>(-1))) {
        const double own = phrases_.word_weight(word, "topic");
        if (own == 0 || std::find(seen.begin(), seen.end(), word) != seen.end()) continue;
        weight += own;
        seen.push_back(std::move(word));
      }
    }
    return weight;
  }

  bool announced(const Block& block) const {
    std::size_t i = block.first;
    while (i > 0 && lines_[i - 1].blank()) --i;
    return i > 0 && content(i - 1).ends_with(":") && !in_block(i - 1);
  }

  bool has_marks(const Block& block) const {
    const std::string_view inside =
        slice(text_, {lines_[block.first].whole.begin, lines_[block.last].whole.end});
    const auto stands = [&](std::string_view mark) {
      return inside.find(mark) != std::string_view::npos;
    };
    const auto& server = phrases_.marks("server");
    const auto& script = phrases_.marks("script");
    return std::any_of(server.begin(), server.end(), stands) ||
           std::any_of(script.begin(), script.end(), stands);
  }

  double weigh(const Block& block, double topic) const {
    double evidence = facts_of(block.shape).weight;
    if (topic == 0) evidence += kNoTopic;
    if (topic >= kTechnical) evidence += kTopic;
    if (has_marks(block)) evidence += kMarks;
    if (announced(block)) evidence += kAnnounced;
    if (block.last < first_prose_ || block.first > last_prose_) evidence += kEdge;
    return evidence;
  }

  std::string_view text_;
  const Phrases& phrases_;
  std::vector<Line> lines_;
  std::vector<Shape> shapes_;
  std::vector<Block> blocks_;
  std::size_t first_prose_ = 0, last_prose_ = 0;
};

}  // namespace

EditList mend_dump(std::string_view text, const Context&, const Phrases& phrases) {
  return Page(text, phrases).removals();
}

}  // namespace unspin
