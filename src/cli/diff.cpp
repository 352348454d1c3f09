// Covered by tests/unit/cli_diff_test.cpp and tests/cli/output/diff*.case.
#include "cli/diff.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace unspin::cli {

namespace {

constexpr std::string_view kBold = "\x1b[1m", kRed = "\x1b[31m", kGreen = "\x1b[32m",
                           kCyan = "\x1b[36m", kReset = "\x1b[0m";

// The first line of `text` with its "\n", if it has one.
std::string_view first_line(std::string_view text) {
  const std::size_t newline = text.find('\n');
  return newline == text.npos ? text : text.substr(0, newline + 1);
}

// The last line of `text`, likewise.
std::string_view last_line(std::string_view text) {
  if (text.size() < 2) return text;
  const std::size_t newline = text.rfind('\n', text.size() - 2);
  return newline == text.npos ? text : text.substr(newline + 1);
}

// Not before `least`, where a line begins.
std::size_t line_begin(std::string_view text, std::size_t least, std::size_t at) {
  const std::size_t newline = text.substr(least, at - least).rfind('\n');
  return newline == text.npos ? least : least + newline + 1;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const std::size_t newline = text.find('\n', at);
  return newline == text.npos ? text.size() : newline + 1;
}

// A stretch of whole lines that edits touch, and what becomes of it.
struct Block {
  Span span;
  EditList edits;  // spans relative to the block
};

// Edits in the same line, or in lines that another edit joins, make one block. No line is searched
// for each of its edits: there may be many in a long one.
std::vector<Block> blocks_of(std::string_view record, const EditList& edits) {
  std::vector<Block> blocks;
  for (const Edit& edit : edits.edits()) {
    const std::size_t done = blocks.empty() ? 0 : blocks.back().span.end;
    if (done == 0 || (edit.span.begin >= done && record[done - 1] == '\n')) {
      const std::size_t begin = line_begin(record, done, edit.span.begin);
      blocks.push_back({{begin, begin}, {}});
    }
    Block& block = blocks.back();
    if (edit.span.end >= block.span.end) block.span.end = line_end(record, edit.span.end);
    Edit inside = edit;
    inside.span.begin -= block.span.begin;
    inside.span.end -= block.span.begin;
    block.edits.add(std::move(inside));
  }
  return blocks;
}

// The last place behind `from` where lines end of which nothing belongs to a block with what
// follows; 0 when there is none. Only what is new is searched: a long line stays linear.
std::size_t last_cut(std::string_view text, std::size_t from, const EditList& edits) {
  const std::string_view fresh = text.substr(from);
  std::size_t edit = edits.size();
  for (std::size_t end = fresh.size(); end > 0;) {
    const std::size_t newline = fresh.rfind('\n', end - 1);
    if (newline == fresh.npos) return 0;
    const std::size_t cut = from + newline + 1;
    while (edit > 0 && edits.edits()[edit - 1].span.begin >= cut) --edit;
    if (edit == 0 || edits.edits()[edit - 1].span.end < cut) return cut;
    end = newline;
  }
  return 0;
}

}  // namespace

UnifiedDiff::UnifiedDiff(std::string name, bool coloured,
                         std::function<void(std::string_view)> write)
    : name_(std::move(name)), coloured_(coloured), write_(std::move(write)) {}

void UnifiedDiff::add(std::string_view part, const EditList& edits) {
  // Nearly always: nothing was held, and nothing has to be.
  const bool open = edits.size() > 0 && edits.edits().back().span.end == part.size();
  if (held_.empty() && part.ends_with('\n') && !open) return add_lines(part, edits);
  const std::size_t before = held_.size();
  held_.append(part);
  held_edits_.append(edits, before);
  const std::size_t cut = last_cut(held_, before, held_edits_);
  if (cut == 0) return;
  EditList complete, rest;
  for (const Edit& edit : held_edits_.edits()) {
    if (edit.span.begin < cut) {
      complete.add(edit);
    } else {
      Edit later = edit;
      later.span = {edit.span.begin - cut, edit.span.end - cut};
      rest.add(std::move(later));
    }
  }
  add_lines(std::string_view(held_).substr(0, cut), complete);
  held_.erase(0, cut);
  held_edits_ = std::move(rest);
}

// Whole lines, the last ones of the file perhaps without "\n".
void UnifiedDiff::add_lines(std::string_view lines, const EditList& edits) {
  std::size_t done = 0;
  for (const Block& block : blocks_of(lines, edits)) {
    keep(lines.substr(done, block.span.begin - done));
    const std::string_view before = slice(lines, block.span);
    change(before, block.edits.apply(before));
    done = block.span.end;
  }
  keep(lines.substr(done));
}

// Unchanged lines: the context of the hunk before, then of the one that may follow.
void UnifiedDiff::keep(std::string_view lines) {
  while (!lines.empty()) {
    const std::string_view line = first_line(lines);
    lines.remove_prefix(line.size());
    ++line_;
    ++new_line_;
    if (open_) {
      trailing_.emplace_back(line);
      // Two hunks whose context would touch are one.
      if (trailing_.size() > 2 * kContext) close_hunk();
    } else {
      last_.emplace_back(line);
      if (last_.size() > kContext) last_.pop_front();
    }
  }
}

// A block whose lines became others. What is the same at its ends is context after all: edits
// that end at a line break touch the line behind it too.
void UnifiedDiff::change(std::string_view before, std::string_view after) {
  while (!before.empty() && !after.empty() && first_line(before) == first_line(after)) {
    const std::string_view line = first_line(before);
    keep(line);
    before.remove_prefix(line.size());
    after.remove_prefix(line.size());
  }
  std::string_view common = before;
  while (!before.empty() && !after.empty() && last_line(before) == last_line(after)) {
    const std::size_t size = last_line(before).size();
    before.remove_suffix(size);
    after.remove_suffix(size);
  }
  common.remove_prefix(before.size());
  if (!before.empty() || !after.empty()) {
    open_hunk();
    for (; !before.empty(); before.remove_prefix(first_line(before).size())) {
      append(Kind::kRemoved, first_line(before));
      ++line_;
    }
    for (; !after.empty(); after.remove_prefix(first_line(after).size())) {
      append(Kind::kAdded, first_line(after));
      ++new_line_;
    }
  }
  keep(common);
}

// Opens a hunk with the context before it, or goes on with the open one.
void UnifiedDiff::open_hunk() {
  std::deque<std::string>& context = open_ ? trailing_ : last_;
  if (!open_) {
    old_begin_ = line_ - context.size();
    new_begin_ = new_line_ - context.size();
    old_count_ = new_count_ = 0;
    open_name_ = hunk_name_;
    open_ = true;
  }
  for (const std::string& line : context) append(Kind::kSame, line);
  context.clear();
}

// The colour ends before the line does, so that a pager that cuts lines is not left coloured.
void UnifiedDiff::append(Kind kind, std::string_view line) {
  const bool painted = coloured_ && kind != Kind::kSame;
  const bool ended = line.ends_with('\n');
  if (ended) line.remove_suffix(1);
  if (painted) body_.append(kind == Kind::kRemoved ? kRed : kGreen);
  body_.append(1, static_cast<char>(kind)).append(line);
  if (painted) body_.append(kReset);
  body_.append(ended ? "\n" : "\n\\ No newline at end of file\n");
  if (kind != Kind::kAdded) ++old_count_;
  if (kind != Kind::kRemoved) ++new_count_;
}

// "@@ -3,7 +3,8 @@"; an empty side names the line before it, as diff(1) has it.
std::string UnifiedDiff::heading() const {
  const auto range = [](std::size_t begin, std::size_t count) {
    const std::string first = std::to_string(count == 0 ? begin - 1 : begin);
    return count == 1 ? first : first + "," + std::to_string(count);
  };
  const std::string name = open_name_.empty() ? "" : " " + open_name_;
  return "@@ -" + range(old_begin_, old_count_) + " +" + range(new_begin_, new_count_) + " @@" +
         name;
}

void UnifiedDiff::close_hunk() {
  const std::size_t shown = std::min(trailing_.size(), kContext);
  for (std::size_t i = 0; i < shown; ++i) append(Kind::kSame, trailing_[i]);
  // What is left may be context of the next hunk.
  last_.assign(trailing_.end() - static_cast<std::ptrdiff_t>(
                                     std::min(trailing_.size() - shown, kContext)),
               trailing_.end());
  trailing_.clear();
  open_ = false;
  const auto line = [&](std::string_view colour, const std::string& text) {
    write_(coloured_ ? std::string(colour) + text + std::string(kReset) + "\n" : text + "\n");
  };
  // A file without changes gets no header either.
  if (!header_written_) {
    line(kBold, "--- " + name_ + "\toriginal");
    line(kBold, "+++ " + name_ + "\trepaired");
    header_written_ = true;
  }
  line(kCyan, heading());
  write_(body_);
  body_.clear();
}

void UnifiedDiff::finish() {
  add_lines(held_, held_edits_);
  held_.clear();
  held_edits_ = {};
  if (open_) close_hunk();
}

}  // namespace unspin::cli
