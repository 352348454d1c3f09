// Character references of HTML in plain text (src/mend/entity.cpp).
#include <doctest/doctest.h>

#include <algorithm>

#include "fixtures.hpp"
#include "mend/entity_names.hpp"
#include "mend/mend.hpp"

using namespace unspin;

namespace {

std::string mended(std::string_view text) {
  return mend_entity(text, Context::embedded()).apply(text);
}

}  // namespace

TEST_CASE("named and numbered references become their characters") {
  CHECK(mended("Fish &amp; chips cost &pound;5 &ndash; &ldquo;cheap&rdquo;.") ==
        "Fish & chips cost £5 – “cheap”.");
  CHECK(mended("It&#8217;s caf&#xe9;, caf&#XE9;.") == "It’s café, café.");
  CHECK(mended("wait&hellip;&nbsp;what&apos;s") == "wait…\u00A0what's");
  CHECK(mended("if x &lt; 5 and y &gt; 3 then") == "if x < 5 and y > 3 then");
  CHECK(mended("and so on [&hellip;]") == "and so on […]");
}

TEST_CASE("numbers of windows-1252 are taken as browsers take them") {
  CHECK(mended("It isn&#146;t &#147;new&#148; &#151; no.") == "It isn’t “new” — no.");
}

TEST_CASE("references that were escaped again are resolved to the end") {
  CHECK(mended("R&amp;amp;D at AT&amp;T") == "R&D at AT&T");
  CHECK(mended("the &amp;amp;quot;best&amp;quot; one, isn&amp;#39;t it") ==
        "the \"best\" one, isn't it");
}

TEST_CASE("what is no complete reference stays") {
  for (const char* text :
       {"AT&T and R&D;", "&foo; &; &#; &#x; &#xZZ; &#0; &#7; &#xD800; &#x110000; &#99999999999;",
        "&amp and &copy 2020", "this & that; those", "&Amp;", "Q&A; B&B;"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("addresses keep theirs") {
  for (const char* text :
       {"https://example.org/?a=1&amp;b=2", "page?a=1&copy=2", "page?a=1&amp;b=2"}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("a text that shows markup or code, or speaks of it, keeps all") {
  for (const char* text :
       {"Write &lt;b&gt;bold&lt;/b&gt; and &amp; here.", "A <b>bold</b> word &amp; more.",
        "In HTML one writes &amp; for it.", "if (a && b && c) &amp; so", "call f(); &amp; g();",
        "The code \"&amp;\" means &amp; then.", "It is `&nbsp;` here and &nbsp; there."}) {
    CAPTURE(std::string(text));
    CHECK(mended(text) == text);
  }
}

TEST_CASE("an ampersand that was not escaped speaks against those that were") {
  CHECK(mended("Write & as &amp; or so, isn&#39;t it") == "Write & as &amp; or so, isn't it");
  CHECK(mended("the “&” must be &amp; there") == "the “&” must be &amp; there");
  CHECK(mended("the entities are &lt; &gt; and &quot; here") ==
        "the entities are &lt; &gt; and &quot; here");
  CHECK(mended("a number (&#234;) of it") == "a number (&#234;) of it");
}

TEST_CASE("no bracket comes back where it would make a tag") {
  CHECK(mended("5 &lt; 6, the &lt;name of the rose &amp; so") ==
        "5 < 6, the &lt;name of the rose & so");
}

TEST_CASE("the names are sorted, and edits name their rule") {
  CHECK(
      std::is_sorted(std::begin(entity::kNames), std::end(entity::kNames),
                     [](const entity::Name& a, const entity::Name& b) { return a.name < b.name; }));
  const EditList edits = mend_entity("a &amp; b", Context::embedded());
  REQUIRE(edits.size() == 1);
  CHECK(edits.edits()[0].rule == "entity");
  CHECK(edits.edits()[0].span == Span{2, 7});
}

TEST_CASE("mended text is not mended again, mojibake behind references neither") {
  const std::string text = "caf&Atilde;&copy; &amp;amp;amp;lt; 5 &amp;#195;&amp;#169;t";
  const Mended once = mend(text, kAllPasses, Context::embedded());
  CHECK(once.text == "café < 5 ét");
  CHECK(once.edits.apply(text) == once.text);
  CHECK(mend(once.text, kAllPasses, Context::embedded()).text == once.text);
}
