// Lines, and the edits that take them out (src/mend/lines.hpp).
#include "mend/lines.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace unspin;

namespace {

std::string without(std::string_view text, std::initializer_list<std::size_t> numbers) {
  const std::vector<Line> lines = lines_of(text);
  Removal removal(lines);
  for (const std::size_t number : numbers) removal.mark(number, "test", 0.9);
  const EditList edits = removal.edits(text);
  CHECK(edits.inverse().apply(edits.apply(text)) == text);
  return edits.apply(text);
}

}  // namespace

TEST_CASE("a removed line takes its line end with it") {
  CHECK(without("one\ntwo\nthree\n", {1}) == "one\nthree\n");
  CHECK(without("one\r\ntwo\r\nthree\r\n", {1}) == "one\r\nthree\r\n");
  CHECK(without("one\ntwo\nthree\n", {0}) == "two\nthree\n");
  CHECK(without("one\ntwo\nthree\n", {2}) == "one\ntwo\n");
}

TEST_CASE("of the blank lines around a removal the wider gap stays") {
  CHECK(without("one\n\ntwo\n\nthree\n", {2}) == "one\n\nthree\n");
  CHECK(without("one\n\n\ntwo\n\nthree\n", {3}) == "one\n\n\nthree\n");
  CHECK(without("one\n\ntwo\n\n\nthree\n", {2}) == "one\n\n\nthree\n");
  CHECK(without("one\ntwo\n\nthree\n", {1}) == "one\n\nthree\n");
  CHECK(without("one\n\ntwo\n\nthree\n\nfour\n", {2, 4}) == "one\n\nfour\n");
}

TEST_CASE("at the ends of a text no blank line is left over") {
  CHECK(without("one\n\ntwo\n", {0}) == "two\n");
  CHECK(without("one\n\ntwo\n", {2}) == "one\n");
  CHECK(without("one\n\ntwo", {2}) == "one");
  CHECK(without("one\r\n\r\ntwo\r\nthree", {2, 3}) == "one");
}

TEST_CASE("a text that would lose everything stays") {
  CHECK(without("one\n\ntwo\n", {0, 2}) == "one\n\ntwo\n");
}

TEST_CASE("lines with different rules become edits of their own") {
  const std::string text = "a\nb\nc\n";
  const std::vector<Line> lines = lines_of(text);
  Removal removal(lines);
  removal.mark(0, "first", 0.9);
  removal.mark(1, "second", 0.8);
  const EditList edits = removal.edits(text);
  REQUIRE(edits.size() == 2);
  CHECK(edits.edits()[0].rule == "first");
  CHECK(edits.edits()[1].before == "b\n");
  CHECK(edits.edits()[1].confidence == 0.8);
}

TEST_CASE("white space of all kinds makes a line blank, and is no part of its text") {
  const std::string text = " \u00A0\n  word \u200B\n";
  const std::vector<Line> lines = lines_of(text);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].blank());
  CHECK(slice(text, lines[1].text) == "word");
}

TEST_CASE("a sentence stops, also before a quotation mark or bracket") {
  const auto stops = [](std::string_view text) { return lines_of(text)[0].stops; };
  CHECK(stops("It rained."));
  CHECK(stops("\"It rained!\""));
  CHECK(stops("It rained.\u201D"));
  CHECK_FALSE(stops("Rain in the hills"));
  CHECK_FALSE(stops("Rain, he said,"));
}

TEST_CASE("code is what stands between fences or indented below prose") {
  const auto code = [](std::string_view text, std::size_t line) {
    return lines_of(text)[line].code;
  };
  CHECK(code("Like this one:\n```\nx\n```\n", 2));
  CHECK(code("Like this one:\n\n    x = 1\n\n    y = 2\n", 2));
  CHECK(code("Like this one:\n\n    x = 1\n\n    y = 2\n", 4));
  CHECK_FALSE(code("A list of things:\n    x\n", 1));
  CHECK_FALSE(code("```\nnever closed\n", 1));
}
