// Stretches that are not prose (src/core/literal.hpp).
#include "core/literal.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "fixtures.hpp"

using namespace unspin;

namespace {

// The words and numbers of a text that count as literal, joined by "|".
std::string literals(std::string_view text) {
  std::string out;
  for (const Token& token : fixtures::tokens_of(text)) {
    if (!token.literal || token.kind == TokenKind::kPunctuation) continue;
    if (!out.empty()) out += '|';
    out += slice(text, token.span);
  }
  return out;
}

}  // namespace

TEST_CASE("addresses are literal") {
  CHECK(literals("see https://example.org/big/house?x=1 for more") ==
        "https|example|org|big|house|x|1");
  CHECK(literals("at www.example.org today") == "www|example|org");
  CHECK(literals("write to jane.doe@example.org now") == "jane|doe|example|org");
  CHECK(literals("ask @someone there") == "someone");
}

TEST_CASE("paths and file names are literal") {
  CHECK(literals("in /usr/share/dict and ~/notes") == "usr|share|dict|notes");
  CHECK(literals("open C:\\Windows\\system32 now") == "C|Windows|system32");
  CHECK(literals("edit main.cpp, then setup.py.") == "main|cpp|setup|py");
  CHECK(literals("with Node.js and Vue.js") == "Node|js|Vue|js");
}

TEST_CASE("identifiers and calls are literal") {
  CHECK(literals("set max_size to one") == "max|size");
  CHECK(literals("call std::move on it") == "std|move");
  CHECK(literals("then run() it") == "run");
}

TEST_CASE("code between backquotes is literal, on one line") {
  CHECK(literals("the `large house` of") == "large|house");
  CHECK(literals("a lone ` and\nanother ` here") == "");
  CHECK(literals("`one` two `three`") == "one|three");
}

TEST_CASE("prose is not literal") {
  for (const char* text :
       {"and/or", "read/write access", "He left. Then she came.", "the chips.The rest",
        "well-known, state-of-the-art", "U.S. law of the U.K.", "9.5 percent", "3/4 of it",
        "(in brackets)", "\"quoted words\"", "don't", "Smith & Sons", "a - b", "*bold*", "#1",
        "10:30 sharp", "AT&T"}) {
    CAPTURE(text);
    CHECK(literals(text) == "");
  }
}

// They pass for a name and its extension. Harmless as long as the model is trained on the same.
TEST_CASE("abbreviations in small letters are prose" * doctest::should_fail()) {
  CHECK(literals("fruit, e.g. apples, at 10 a.m. sharp") == "");
}

TEST_CASE("the words of a Markdown link are prose, its address is not") {
  CHECK(literals("[the big house](https://example.org/x)") == "https|example|org|x");
}

TEST_CASE("a run is judged without the brackets and marks around it") {
  CHECK(looks_literal("(https://example.org)."));
  CHECK(looks_literal("\"config.yaml\","));
  CHECK_FALSE(looks_literal("end."));
  CHECK_FALSE(looks_literal(""));
  CHECK_FALSE(looks_literal("..."));
}

TEST_CASE("marks of prose around a run change nothing") {
  for (const char* run : {"run()", "run().", "\"run()\",", "max_size.", "C:\\x),", "std::move;"}) {
    CAPTURE(std::string(run));
    CHECK(looks_literal(run));
  }
  for (const char* run : {"word", "word.", "(word)", "(word),", "\"word\"", "half-word!", "()"}) {
    CAPTURE(std::string(run));
    CHECK(!looks_literal(run));
  }
}
