// The unified diff (src/cli/diff).
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "cli/diff.hpp"

using namespace unspin;
using namespace unspin::cli;
using namespace std::string_literals;

namespace {

// The diff without its two header lines.
std::string diff_of(const std::vector<std::string>& records, const std::vector<EditList>& edits) {
  std::string out;
  UnifiedDiff diff("f", false, [&](std::string_view text) { out += text; });
  for (std::size_t i = 0; i < records.size(); ++i) diff.add(records[i], edits[i]);
  diff.finish();
  const std::string header = "--- f\toriginal\n+++ f\trepaired\n";
  if (out.empty()) return out;
  REQUIRE(out.starts_with(header));
  return out.substr(header.size());
}

EditList replace(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t at = text.find(before);
  EditList list;
  list.add({{at, at + before.size()}, before, after, "test", 1.0});
  return list;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

// Applies a diff as patch(1) does and checks every line that it says is there.
std::string patched(const std::string& text, const std::string& diff) {
  const std::vector<std::string> old = lines_of(text);
  std::string out;
  std::size_t done = 0;
  bool last_is_old = false;
  std::vector<std::string> rows = lines_of(diff);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& row = rows[i];
    if (row.starts_with("@@ -")) {
      const std::string range = row.substr(4, row.find(' ', 4) - 4);
      const std::size_t first = std::stoul(range);
      const std::size_t skip = range.ends_with(",0") ? first : first - 1;
      REQUIRE(done <= skip);
      for (; done < skip; ++done) out += old[done];
      continue;
    }
    if (row.starts_with("\\")) continue;
    std::string line = row.substr(1);
    if (i + 1 < rows.size() && rows[i + 1].starts_with("\\")) line.pop_back();
    last_is_old = row[0] != '+';
    if (last_is_old) REQUIRE(old.at(done++) == line);
    if (row[0] != '-') out += line;
  }
  for (; done < old.size(); ++done) out += old[done];
  return out;
}

}  // namespace

TEST_CASE("no edits make no diff") { CHECK(diff_of({"a\nb\n"}, {EditList{}}).empty()); }

TEST_CASE("a changed line stands between three lines of context") {
  const std::string text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  CHECK(diff_of({text}, {replace(text, "5", "five")}) ==
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("a line break that goes joins two lines, one that comes parts them") {
  CHECK(diff_of({"a\nb\nc\n"}, {replace("a\nb\nc\n", "\nb", "b")}) ==
        "@@ -1,3 +1,2 @@\n-a\n-b\n+ab\n c\n");
  CHECK(diff_of({"ab\nc\n"}, {replace("ab\nc\n", "b", "\nb")}) ==
        "@@ -1,2 +1,3 @@\n-ab\n+a\n+b\n c\n");
}

TEST_CASE("whole lines that go or come leave their neighbours alone") {
  CHECK(diff_of({"a\nb\nc\n"}, {replace("a\nb\nc\n", "b\n", "")}) ==
        "@@ -1,3 +1,2 @@\n a\n-b\n c\n");
  CHECK(diff_of({"a\n"}, {replace("a\n", "a\n", "")}) == "@@ -1 +0,0 @@\n-a\n");
}

TEST_CASE("a last line without its newline is marked") {
  CHECK(diff_of({"a\nb"}, {replace("a\nb", "b", "c")}) ==
        "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
        "\\ No newline at end of file\n");
}

TEST_CASE("records of a file share its line numbers") {
  CHECK(diff_of({"a\n", "b\n"}, {EditList{}, replace("b\n", "b", "c")}) ==
        "@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
}

TEST_CASE("patching with the diff gives the edited text") {
  std::mt19937 random(5);
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  const auto letters = [&](std::size_t count) {
    std::string text;
    while (count-- > 0) text.push_back("ab\n\n"[below(4)]);
    return text;
  };
  for (int round = 0; round < 5000; ++round) {
    const std::string text = letters(below(60));
    EditList edits;
    for (std::size_t at = 0; at <= text.size(); at += 1 + below(25)) {
      const std::size_t end = std::min(at + below(4), text.size());
      edits.add({{at, end}, text.substr(at, end - at), letters(below(4)), "test", 1.0});
      at = end;
    }
    const std::string expected = edits.apply(text);
    const std::string diff = diff_of({text}, {edits});
    CAPTURE(text);
    CAPTURE(diff);
    REQUIRE(patched(text, diff) == expected);
  }
}

TEST_CASE("a file cut anywhere but inside an edit has the same diff") {
  std::mt19937 random(6);
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t i = below(60); i > 0; --i) text.push_back("ab\n\n"[below(4)]);
    EditList whole;
    std::vector<std::string> parts(1);
    std::vector<EditList> edits(1);
    for (std::size_t at = 0; at <= text.size();) {
      if (below(3) == 0) {
        const std::size_t end = std::min(at + below(4), text.size());
        const Edit edit{{at, end}, text.substr(at, end - at), "x\n"s.substr(below(3)), "test", 1.0};
        whole.add(edit);
        const std::size_t begin = parts.back().size();
        edits.back().add({{begin, begin + end - at}, edit.before, edit.after, "test", 1.0});
        parts.back() += edit.before;
        at = end;
      }
      if (at < text.size()) parts.back() += text[at];
      ++at;
      if (below(4) == 0) {
        parts.emplace_back();
        edits.emplace_back();
      }
    }
    CAPTURE(text);
    REQUIRE(diff_of(parts, edits) == diff_of({text}, {whole}));
  }
}
