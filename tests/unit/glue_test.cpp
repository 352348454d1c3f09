// Sentences and headlines without the space between them (src/mend/glue.cpp).
#include <doctest/doctest.h>

#include "fixtures.hpp"
#include "mend/mend.hpp"

using namespace unspin;

namespace {

std::string mended(std::string_view text) {
  return mend_glue(text, Context::embedded()).apply(text);
}

}  // namespace

TEST_CASE("a space goes between sentences that lost it") {
  CHECK(mended("It depends on the chips.The company said so.") ==
        "It depends on the chips. The company said so.");
  CHECK(mended("They left.Then they came back.It was late.") ==
        "They left. Then they came back. It was late.");
  CHECK(mended("\"It works!\"The crowd cheered.") == "\"It works!\" The crowd cheered.");
  CHECK(mended("Is it true?We do not know yet.") == "Is it true? We do not know yet.");
}

// The model of clean English knows too little of the words on either side.
TEST_CASE("a space goes between a headline and the name behind it, with evidence" *
          doctest::should_fail()) {
  CHECK(mended("It runs on hardwareAlibaba says that Alibaba will grow. Alibaba is large.") ==
        "It runs on hardware Alibaba says that Alibaba will grow. Alibaba is large.");
}

TEST_CASE("names and products with capitals inside stay whole") {
  for (const char* text :
       {"DeepSeek and TechRadar wrote about it.", "They tested Qwen3 on an iPhone today.",
        "McDonald met LinkedIn staff on YouTube.", "We use Node.js and Vue.js at work.",
        "The eBay and PayPal shops, JavaScript and TypeScript.", "OpenAI and GitHub agreed.",
        "MacBook Pro and AirPods are sold by iStore.", "He likes McDonald's and FedEx.",
        "WordPress, MySQL, PostgreSQL and MongoDB run here.", "PhD students read arXiv papers."}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("abbreviations, versions and titles stay whole") {
  for (const char* text :
       {"The U.S. and the U.K. agreed, e.g. on v2.0 of it.", "She holds a Ph.D. from the U.S.A.",
        "J.R.R. Tolkien wrote it.", "Read a.B.C and x.Y.Z first.", "It was 5 p.M. then.",
        "Ask Dr.Smith about No.5 of it.", "ASP.NET and VB.Net are old.", "i.E. this one"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("code, addresses and file names stay whole") {
  for (const char* text :
       {"see https://example.org/path.The for more", "call fooBar and getUserName() here",
        "a file.Name or README.Md", "mail Jane.Doe@example.org now", "std::vector.Size",
        "System.out.println", "the java.util.List class", "obj.Method(arg)", "a@b.Com"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("what is mended is only ever an inserted space") {
  const std::string text = "They left.Then they came back.It was late.The end.";
  const EditList edits = mend_glue(text, Context::embedded());
  CHECK(edits.size() == 3);
  for (const Edit& edit : edits.edits()) {
    CHECK(edit.before.empty());
    CHECK(edit.after == " ");
    CHECK(edit.rule == "glue");
    CHECK(edit.confidence > 0.5);
  }
}

TEST_CASE("mended text is not mended again") {
  const std::string once = mended("They left.Then they came back.It was late.The end.");
  CHECK(mended(once) == once);
}

TEST_CASE("odd input ends without harm") {
  for (const char* text : {"", "A", ".A", "..A", "\"A", "a.", "\u201DThe", "\uFFFD.The", "aB",
                           "A.B", "\n.The", "x\u2019S.The"})
    CHECK_NOTHROW(mended(text));
}
