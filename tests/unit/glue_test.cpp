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

TEST_CASE("an opening quotation or bracket goes with the sentence behind it") {
  CHECK(mended("\"It works,\" she said.\"We will see.\"") ==
        "\"It works,\" she said. \"We will see.\"");
  CHECK(mended("\"It works, and we know it.\"The crowd cheered.") ==
        "\"It works, and we know it.\" The crowd cheered.");
  CHECK(mended("They left the town.(It was late.)") == "They left the town. (It was late.)");
  CHECK(mended("They left the town.\u201CIt was late.\u201D") ==
        "They left the town. \u201CIt was late.\u201D");
  CHECK(mended("They left (it was late).Then they came back.") ==
        "They left (it was late). Then they came back.");
}

TEST_CASE("a space goes between a headline and what stands below it") {
  CHECK(mended("New rules for the committeeThe senator said that he would vote for them.") ==
        "New rules for the committee The senator said that he would vote for them.");
}

TEST_CASE("a space goes between a headline and the name behind it, with evidence") {
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

TEST_CASE("parts of a program stay whole in prose") {
  for (const char* text :
       {"The function returns a tf.Tensor, and tf.function makes a graph of it.",
        "Use rnn.RNN or rnn.GRU to build the layer, then call it.",
        "We import typing.Protocol because typing.TypedDict rejects it.",
        "Wrap the stream in io.TextIOWrapper and close it.", "The Class.Model objects are listed.",
        "Each value is a decimal.Decimal at first, and a decimal.Decimal again later.",
        "A number is System.Int32, a text is System.String, and System.Object is both.",
        "The site is built with ASP.NET on one side.", "Forms on GOV.UK look alike.",
        "Set `the tf.Session here` first.", "We wrote script.Parent = None in it.",
        "Only (\"components.Filter\") decides that.", "It calls find(name).Then as well."}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("identifiers with capitals inside stay whole") {
  for (const char* text :
       {"The messageClass property and the theMessage variable are set.",
        "In JSX the htmlFor attribute is written so.", "The userName and the passWord are wrong.",
        "Set (hardwareThe) and \"hardwareThe\" here.", "Call loadStripe before the page ends."}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("two words that were joined are parted when that is sure") {
  CHECK(mended("They spoke of the technologydevelopment in the country.") ==
        "They spoke of the technology development in the country.");
  CHECK(mended("The new factors weretested by the group.") ==
        "The new factors were tested by the group.");
}

TEST_CASE("compounds, names and words of a text's own stay whole") {
  for (const char* text :
       {"The waitstaff served a wavetrain of plates.", "A userfriendly and colorblind design.",
        "The #technologydevelopment tag and technologydevelopment.org.",
        "The technologydevelopment branch; technologydevelopment is its name.",
        "Die Bundesregierung und das Umweltministerium.", "A technologydevelopment-like thing.",
        "twodimensional and viceversa are spelled so."}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("a word that was cut in two is joined when that is sure") {
  CHECK(mended("It is neces sary to wait for the solu tions.") ==
        "It is necessary to wait for the solutions.");
  CHECK(mended("The techno logy is new.") == "The technology is new.");
}

TEST_CASE("two words that make a third one stay two") {
  for (const char* text :
       {"We can not go in to it with out a key.", "They may be some what late over all.",
        "He ate ham burger buns.", "for ever and a day", "The sum mer is short, said Tim o thy."}) {
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
