// The survey (src/mend/survey.hpp): no pass would have found anything that it rules out.
#include "mend/survey.hpp"

#include <doctest/doctest.h>

#include "core/unicode.hpp"
#include "fixtures.hpp"
#include "mend/escape_parts.hpp"
#include "mend/mend.hpp"

using namespace unspin;
using fixtures::pick;
using fixtures::Random;

namespace {

// Pieces of which damaged texts are made.
constexpr std::string_view kPieces[] = {"the ",
                                        "river ",
                                        "caf\u00C3\u00A9 ",
                                        "\u00E2\u20AC\u2122s ",
                                        "it\u7AB6\u51B1 ",
                                        "&amp; ",
                                        "& ",
                                        "&#39;s ",
                                        "50%20 ",
                                        "a%20way ",
                                        "\\n",
                                        "\\\"",
                                        "{a|b} ",
                                        "{ x ",
                                        "develop- ment ",
                                        "well-known ",
                                        "ef ficiency ",
                                        "di fferent ",
                                        "o\u200Bn",
                                        "\uFEFF",
                                        "so\u00ADft ",
                                        "\uFB01nd ",
                                        "\x1B[1m",
                                        "\f",
                                        "\u00C2 5",
                                        "\u0093x ",
                                        "\u201CYes\u201D ",
                                        "end.The ",
                                        "techno logy ",
                                        "\n\n"};

std::string random_text(Random& random) {
  std::string text;
  for (std::size_t n = pick(random, 1, 8); n > 0; --n)
    text += kPieces[pick(random, 0, std::size(kPieces) - 1)];
  return text;
}

template <typename Pass>
bool finds(const Pass& pass) {
  std::vector<Edit> edits;
  pass(edits);
  return !edits.empty();
}

}  // namespace

TEST_CASE("what the survey rules out is not there") {
  const Context context = Context::embedded();
  Survey survey(context);
  Random random(21);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random);
    CAPTURE(text);
    survey.read(text);
    if (!survey.encoding) REQUIRE(mend_encoding(text, context).empty());
    if (!survey.reference) REQUIRE(mend_entity(text, context).empty());
    if (!survey.brace) REQUIRE(mend_spintax(text, context).empty());
    using namespace escape;
    using Edits = std::vector<Edit>;
    if (!survey.invisible) REQUIRE(!finds([&](Edits& e) { mend_zero_width(text, e); }));
    if (!survey.ligature) REQUIRE(!finds([&](Edits& e) { mend_ligatures(text, e); }));
    if (!survey.control) REQUIRE(!finds([&](Edits& e) { mend_controls(text, e); }));
    if (!survey.backslash) REQUIRE(!finds([&](Edits& e) { mend_backslashes(text, e); }));
    if (!survey.percent) REQUIRE(!finds([&](Edits& e) { mend_percents(text, context, e); }));
    if (!survey.hyphen) REQUIRE(!finds([&](Edits& e) { mend_hyphens(text, context, e); }));
  }
}

TEST_CASE("plain prose leaves nothing to look at") {
  Survey survey(Context::embedded());
  survey.read(
      "The café on the corner \u2014 \u201Cours\u201D, we say \u2014 opens at 9. It\u2019s small, "
      "well-kept and warm.\n\nNobody there is in a hurry.");
  CHECK(survey.unknown().size() <= 1);
  CHECK(!survey.encoding);
  CHECK(!survey.invisible);
  CHECK(!survey.reference);
  CHECK(!survey.hyphen);
  CHECK(!survey.control);
}
