// Braces that a spinning tool left (src/mend/spintax.cpp).
#include <doctest/doctest.h>

#include "fixtures.hpp"
#include "mend/mend.hpp"

using namespace unspin;

namespace {

std::string mended(std::string_view text) {
  return mend_spintax(text, Context::embedded()).apply(text);
}

// What becomes of it in a document judged spun.
std::string unbraced(std::string_view text) {
  return mend_lone_braces(text, Context::embedded()).apply(text);
}

}  // namespace

TEST_CASE("a group without alternatives loses its braces in a spun document only") {
  const std::string text = "He trained the {model} on clean data.";
  CHECK(unbraced(text) == "He trained the model on clean data.");
  CHECK(mended(text) == text);
  CHECK(unbraced("It runs on {hardware} from Nvidia.") == "It runs on hardware from Nvidia.");
}

TEST_CASE("a group of alternatives becomes the one that fits its place") {
  const std::string text = mended("It was {one of|among} the most important days.");
  CHECK(text == "It was one of the most important days.");
}

TEST_CASE("nested groups are taken apart from the inside") {
  const std::string text = mended("It is a {very {big|large}|huge} house in town.");
  CHECK(text.find_first_of("{|}") == std::string::npos);
  CHECK(text.starts_with("It is a "));
  CHECK(text.ends_with(" house in town."));
}

TEST_CASE("one alternative that fits is enough") {
  CHECK(mended("They bought a {big|large} house.").find('{') == std::string::npos);
}

TEST_CASE("placeholders in messages stay") {
  for (const char* text : {"The file {path} was not found.", "Please set the {value} of the field.",
                           "Copyright {year} by the author"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("templates, code, sets, TeX and usage lines stay as they are") {
  for (const char* text : {"Hello {name}, welcome to the shop.",
                           "Use ${HOME} in the path.",
                           "Dear {{ user }}, you have mail.",
                           "p { color: red; }",
                           "body{margin:0}",
                           "{\"key\": \"value\"}",
                           "\\emph{word} and \\frac{1}{2}",
                           "usage: service {start|stop}",
                           "nginx {start|stop|restart|status}",
                           "The set {1, 2, 3} is small.",
                           "for (;;) { run(); }",
                           "cp file.{txt,bak}",
                           "an f-string like f\"{value}\"",
                           "See {@link Foo} there.",
                           "{% if user %}",
                           "x^{2} + y_{i}",
                           "{}",
                           "{ }",
                           "{|}",
                           "{a|}",
                           "@media print { a { color: black } }"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("unbalanced braces stay") {
  for (const char* text : {"a { b", "a } b", "{hardware", "hardware}", "a {b {c} d", "}{", "{{{{",
                           "the {hardware\n} of it"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("prose braces in a text that also has code braces stay") {
  const std::string text = "The plan wants {hardware} that depends on chips. Use ${HOME}.";
  CHECK(mended(text) == text);
}

TEST_CASE("deep nesting and many groups end in reasonable time and without harm") {
  CHECK_NOTHROW(mended(std::string(5000, '{')));
  CHECK_NOTHROW(mended(std::string(2000, '{') + std::string(2000, '}')));
  std::string many;
  for (int i = 0; i < 40; ++i) many += "{a|b} ";
  CHECK_NOTHROW(mended(many));
  std::string nested = "word";
  for (int i = 0; i < 12; ++i) nested = "{" + nested + "|" + nested.substr(0, 4) + "}";
  CHECK_NOTHROW(mended(nested));
}
