// Cutting streams into lines and pieces (src/cli/reader).
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cli/reader.hpp"
#include "core/pieces.hpp"
#include "unspin/engine.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

// Gives `bytes`, which must outlive it, `step` at a time.
ByteSource in_steps(const std::string& bytes, std::size_t step) {
  return [&bytes, step, at = std::size_t{0}](std::span<char> to) mutable {
    const std::size_t count = bytes.copy(to.data(), std::min(step, to.size()), at);
    at += count;
    return count;
  };
}

struct Line {
  std::string bytes;
  bool over_long = false;
  bool operator==(const Line&) const = default;
};

// The lines, with blocks of over-long ones joined.
std::vector<Line> lines_of(const std::string& bytes, std::size_t limit, std::size_t step) {
  LineReader reader(in_steps(bytes, step), limit);
  std::vector<Line> lines;
  for (std::string_view block; reader.next(block);) {
    if (reader.offset() == 0) lines.push_back({"", reader.is_over_long()});
    CHECK(lines.back().over_long == reader.is_over_long());
    CHECK(lines.back().bytes.size() == reader.offset());
    lines.back().bytes += block;
  }
  return lines;
}

std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < 9 * kPieceSize; ++i) {
    text += "Barge " + std::to_string(i) + " waits. ";
    if (i % 97 == 0) text += "\n";
    if (i % 5003 == 0) text += "\n\n";
    if (i == 30000) text += std::string(3 * kPieceSize, 'm');
  }
  return text;
}

}  // namespace

TEST_CASE("lines up to the limit are whole, longer ones are over-long, however they are read") {
  const std::string bytes = "12345\n\n1234567\n123456\n12\n" + std::string(50, 'x') + "\n123456";
  const std::vector<Line> expected = {{"12345\n", false},  {"\n", false},
                                      {"1234567\n", true}, {"123456\n", true},
                                      {"12\n", false},     {std::string(50, 'x') + "\n", true},
                                      {"123456", false}};
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    CHECK(lines_of(bytes, 6, step) == expected);
  }
  CHECK(lines_of("1234567", 6, 1) == std::vector<Line>{{"1234567", true}});
  CHECK(lines_of("", 6, 1).empty());
}

TEST_CASE("a line far longer than the buffer comes in blocks that are not") {
  const std::string bytes = std::string(3000000, 'x') + "\nlast\n";
  LineReader reader(in_steps(bytes, 70000), 200000);
  std::size_t longest = 0, blocks = 0;
  std::string joined;
  for (std::string_view block; reader.next(block); ++blocks) {
    longest = std::max(longest, block.size());
    joined += block;
  }
  CHECK(joined == bytes);
  CHECK(blocks > 10);
  CHECK(longest < 400000);
}

TEST_CASE("the pieces of a stream are those of the text, however it is read") {
  const std::string text = long_text();
  std::vector<std::string> expected;
  for_each_piece(text, kPieceSize, [&](std::size_t begin, std::size_t end) {
    expected.push_back(text.substr(begin, end - begin));
  });
  REQUIRE(expected.size() > 5);
  for (const std::size_t step : {std::size_t{1}, std::size_t{4095}, kPieceSize, text.size()}) {
    PieceReader reader(in_steps(text, step));
    std::vector<std::string> pieces;
    for (std::string_view piece; reader.next(piece);) {
      pieces.emplace_back(piece);
      CHECK(reader.is_last() == (pieces.size() == expected.size()));
    }
    CHECK(pieces == expected);
  }
  const std::string empty;
  PieceReader nothing(in_steps(empty, 1));
  std::string_view piece;
  CHECK(!nothing.next(piece));
}

TEST_CASE("the last piece is one of two sizes at most") {
  for (const std::size_t size : {2 * kPieceSize - 1, 2 * kPieceSize, 2 * kPieceSize + 1}) {
    const std::string text(size, 'x');
    PieceReader reader(in_steps(text, 1000));
    std::string_view piece;
    REQUIRE(reader.next(piece));
    CHECK(piece.size() == std::min(size, 2 * kPieceSize));
    CHECK(reader.is_last() == (size <= 2 * kPieceSize));
  }
}

TEST_CASE("what is found in the pieces of a stream is what is found in the text") {
  Options options;
  options.passes =
      static_cast<std::uint32_t>(Pass::kEntity) | static_cast<std::uint32_t>(Pass::kGlue);
  const Engine engine(options, {}, Context::embedded());
  Scratch scratch;
  std::string text;
  for (int i = 0; text.size() < 3 * kPieceSize; ++i) {
    text += "The barge &amp;amp; its crew waited.Nobody came. \xff " + std::to_string(i) + "\n";
  }
  Result joined;
  PieceReader reader(in_steps(text, 777));
  std::size_t offset = 0;
  for (std::string_view piece; reader.next(piece); offset += piece.size()) {
    append(joined, engine.process(piece, scratch), offset);
  }
  const Result whole = engine.process(text, scratch);
  CHECK(whole.edits.size() > 1000);
  CHECK(joined.edits == whole.edits);
  REQUIRE(joined.issues.size() == whole.issues.size());
  CHECK(joined.issues.back().offset == whole.issues.back().offset);
  CHECK(joined.assessment.words == whole.assessment.words);
}
