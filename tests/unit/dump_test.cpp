// Debug dumps in pages of prose (src/mend/dump.cpp).
#include <doctest/doctest.h>

#include "mend/dump_shape.hpp"
#include "removal_pages.hpp"

using namespace unspin;
using namespace unspin::fixtures;

namespace {

std::string mended(std::string_view text) { return after(mend_dump, text); }

// What a page is that shows code because it is about it.
const std::string kLesson =
    "In PHP the function print_r writes an array to the output, with all keys and values, which "
    "helps to find an error in a script.\n\n";
const std::string kLessonEnd =
    "\n\nNote that the JSON encoder of PHP writes the same array in one line, and the parser of "
    "another language can read it again.\n";

}  // namespace

TEST_CASE("a print_r of the request goes from the top of a page") {
  CHECK(mended("Array\n(\n    [uri] => /news/bridge%20works\n    [vars] => Array\n        (\n"
               "            [id] => 7\n        )\n\n    [root] => /var/www/html\n)\n\n" +
               kFirst + "\n" + kSecond + "\n") == kFirst + "\n" + kSecond + "\n");
}

TEST_CASE("so does one in a single line, and one at the bottom") {
  CHECK(mended("Array ( [page] => 3 [user] => guest [ok] => 1 )\n" + kFirst + "\n") ==
        kFirst + "\n");
  CHECK(mended(kFirst + "\n\nstdClass Object\n(\n    [HTTP_HOST] => example.org\n)\n") ==
        kFirst + "\n");
}

TEST_CASE("var_dump and var_export go") {
  CHECK(mended("array(2) {\n  [\"a\"]=>\n  int(1)\n  [\"b\"]=>\n  string(3) \"xyz\"\n}\n" + kFirst +
               "\n") == kFirst + "\n");
  CHECK(mended(kFirst + "\n\narray (\n  'a' => 1,\n  'b' => 'two',\n)\n") == kFirst + "\n");
}

TEST_CASE("warnings and stack traces of the server go, also from between paragraphs") {
  for (const char* dump :
       {"Warning: Undefined variable $title in /home/site/public_html/page.php on line 12",
        "Notice: Undefined index: q in /srv/www/a.php on line 3\n"
        "Fatal error: Uncaught Exception in /srv/www/b.php:9\nStack trace:\n"
        "#0 /srv/www/c.php(4): run()\n#1 {main}\nthrown in /srv/www/b.php on line 9",
        "Traceback (most recent call last):\n  File \"/app/views.py\", line 20, in show\n"
        "    page = pages[key]\nKeyError: 'bridge'",
        "java.lang.IllegalStateException: no session\n\tat org.site.Page.show(Page.java:31)\n"
        "\tat org.site.Main.run(Main.java:7)\n\t... 12 more\nCaused by: java.io.IOException: "
        "gone"}) {
    CAPTURE(dump);
    CHECK(mended(between(dump)) == kWithout);
  }
}

TEST_CASE("objects, data, styles, scripts and tags that were taken for text go") {
  for (const char* dump :
       {"{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"name\": \"Bridge\"}",
        "{\n  \"page\": 1,\n  \"user\": {\n    \"name\": \"guest\"\n  }\n}",
        "{'user': 'guest', 'items': [1, 2]}\n<site.models.Page object at 0x7f3a10>",
        ".ad-box { color: #333; margin: 0 auto; }\n@media print {\n  .ad-box { display: none; }\n}",
        "window.dataLayer = window.dataLayer || [];\nfunction gtag(){dataLayer.push(arguments);}\n"
        "gtag('config', 'G-123');",
        "<div class=\"share-box\" data-id=\"7\"></div>",
        "googletag.cmd.push(function() { googletag.display('div-gpt-ad-1'); });"}) {
    CAPTURE(dump);
    CHECK(mended(between(dump)) == kWithout);
  }
}

TEST_CASE("a page about programming keeps its examples") {
  const std::string dump = "Array\n(\n    [0] => red\n    [1] => blue\n)";
  for (const std::string& text :
       {kLesson + dump + kLessonEnd, dump + "\n\n" + kLesson, kLesson + "{\"a\": 1}" + kLessonEnd,
        kLesson + "Warning: Undefined variable $x in /var/www/a.php on line 3" + kLessonEnd}) {
    CHECK(mended(text) == text);
  }
}

TEST_CASE("what a colon announces, and what is shown as code, stays") {
  for (const std::string& text :
       {kFirst + " The sign reads:\n\n{\"open\": \"no\", \"until\": \"May\"}\n\n" + kSecond + "\n",
        kFirst + "\n\n```\n{\"open\": \"no\"}\n```\n\n" + kSecond + "\n",
        kFirst + "\n\n    {\"open\": \"no\"}\n\n" + kSecond + "\n"}) {
    CHECK(mended(text) == text);
  }
}

TEST_CASE("data alone is no damaged page") {
  for (const char* text : {"{\"a\": 1}\n", ".a { color: red; }\n.b { color: blue; }\n",
                           "Array\n(\n    [0] => 1\n)\n"}) {
    CHECK(mended(text) == text);
  }
}

TEST_CASE("prose with brackets, colons and the words of dumps stays") {
  for (const char* line :
       {"Array", "Unidentified Flying Object", "Exception: children under six travel free.",
        "Error: the clerk had counted twice.", "Note [1]: the toll was (and is) two crowns;",
        "[A bell rings.]", "at the mill (see page 7)", "\"Yes\": that was his whole answer.",
        "Trains leave at 10:15; 11:15; 12:15;"}) {
    CAPTURE(line);
    CHECK(mended(between(line)) == between(line));
  }
}

TEST_CASE("each line has the shape of its kind, and prose has none") {
  const auto shape = [](std::string_view line) { return shape_of(line, phrases()); };
  CHECK(shape("[key] => value") == Shape::kPrintR);
  CHECK(shape("string(3) \"abc\"") == Shape::kVarDump);
  CHECK(shape("#0 /a/b.php(3): f()") == Shape::kPhpError);
  CHECK(shape("Traceback (most recent call last):") == Shape::kTraceback);
  CHECK(shape("at run (/srv/app.js:12:5)") == Shape::kStack);
  CHECK(shape("\"a\": true,") == Shape::kJson);
  CHECK(shape("[object Object]") == Shape::kRepr);
  CHECK(shape("a:hover { color: red; }") == Shape::kCss);
  CHECK(shape("});") == Shape::kScript);
  CHECK(shape("[/caption]") == Shape::kMarkup);
  CHECK(shape("The bridge is closed.") == Shape::kNone);
  CHECK(shape("[sic]") == Shape::kNone);
  CHECK(shape("") == Shape::kNone);
}

TEST_CASE("an edit names the kind of dump") {
  const std::string text = kFirst + "\n\n[object Object]\n{'a': 1}\n";
  const EditList edits = mend_dump(text, Context::embedded(), phrases());
  REQUIRE(edits.size() == 1);
  CHECK(edits.edits()[0].rule == "dump/object");
  CHECK(edits.edits()[0].confidence > 0.5);
  CHECK(edits.inverse().apply(edits.apply(text)) == text);
}
