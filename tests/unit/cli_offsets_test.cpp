// Offsets in other units (src/cli/offsets.hpp), and the parts of a text (src/cli/units.hpp).
#include <doctest/doctest.h>

#include <string>

#include "cli/offsets.hpp"
#include "cli/units.hpp"

using namespace unspin;
using namespace unspin::cli;

TEST_CASE("characters count one, and two in UTF-16 beyond the basic plane") {
  const std::string text = "a\u00e9\u20ac\U0001f600z";  // 1, 2, 3, 4 and 1 bytes
  CHECK(count_units(text, OffsetUnit::kByte) == 11);
  CHECK(count_units(text, OffsetUnit::kCodePoint) == 5);
  CHECK(count_units(text, OffsetUnit::kUtf16) == 6);
  CHECK(count_units("", OffsetUnit::kUtf16) == 0);
}

TEST_CASE("a counter gives what counting from the front gives, also going back") {
  const std::string text = "one \u00e9\U0001f600 two \u20ac three";
  OffsetCounter counter(text, OffsetUnit::kUtf16);
  for (const std::size_t at : {0, 4, 6, 10, 10, 6, 0, 19}) {
    CAPTURE(at);
    CHECK(counter.at(at) == count_units(text.substr(0, at), OffsetUnit::kUtf16));
  }
}

TEST_CASE("units have the names that the option takes") {
  CHECK(name_of(OffsetUnit::kByte) == "byte");
  CHECK(name_of(OffsetUnit::kCodePoint) == "codepoint");
  CHECK(name_of(OffsetUnit::kUtf16) == "utf16");
}

namespace {

// The parts, each in brackets.
std::string parts_of(std::string_view text, Split split) {
  std::string shown;
  for (const Span& span : split_text(text, split)) {
    shown.append("[").append(slice(text, span)).append("]");
  }
  return shown;
}

}  // namespace

TEST_CASE("a text is one document") {
  CHECK(parts_of("one\n\ntwo\n", Split::kDocument) == "[one\n\ntwo\n]");
  CHECK(parts_of("", Split::kDocument).empty());
}

TEST_CASE("lines keep their ends, the last may lack it") {
  CHECK(parts_of("one\r\n\ntwo", Split::kLine) == "[one\r\n][\n][two]");
  CHECK(parts_of("\n", Split::kLine) == "[\n]");
}

TEST_CASE("a paragraph takes the blank lines behind it, the first also those in front") {
  CHECK(parts_of("one\nmore\n\n \t\ntwo\n", Split::kParagraph) == "[one\nmore\n\n \t\n][two\n]");
  CHECK(parts_of("\n\none\n\n", Split::kParagraph) == "[\n\none\n\n]");
  CHECK(parts_of("\n\n", Split::kParagraph) == "[\n\n]");
}
