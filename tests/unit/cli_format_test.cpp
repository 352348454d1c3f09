// Telling formats apart, columns, and records with several texts (src/cli/format, tsv,
// record_texts).
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/format.hpp"
#include "cli/json_locate.hpp"
#include "cli/record.hpp"
#include "cli/record_texts.hpp"
#include "cli/tsv.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

const std::vector<JsonPath> kKeys = {JsonPath::parse("text"), JsonPath::parse("/a/b")};

std::string told(std::string_view bytes, bool all = false) {
  const auto format = format_by_content(bytes, all, kKeys);
  return format ? std::string(name_of(*format)) : "more";
}

std::string column_of(std::string_view line, std::size_t column) {
  const auto span = find_column(line, column);
  return span ? std::string(slice(line, *span)) : "none";
}

// The texts of a record, "key=text" for each, or the problem.
std::string texts_of(const Layout& layout, std::string_view record) {
  const RecordTexts texts(layout, record);
  std::string all(texts.problem());
  for (const RecordField& field : texts.fields()) {
    all.append(field_name(layout, field)).append("=").append(field.text).append(";");
  }
  return all;
}

}  // namespace

TEST_CASE("names tell formats, also behind the ending of a compressed file") {
  CHECK(format_by_name("a.jsonl") == Format::kJsonl);
  CHECK(format_by_name("a.ndjson.gz") == Format::kJsonl);
  CHECK(format_by_name("a.warc.wet.zst") == Format::kWet);
  CHECK(format_by_name("a.warc.zstd") == Format::kWet);
  CHECK(format_by_name("a.tsv") == Format::kTsv);
  CHECK(format_by_name("a.txt.gz") == Format::kText);
  for (const char* name : {"-", "", "jsonl", "a", "a.gz", "a.json", "a.jsonl.bz2", "a.wet/b"}) {
    CAPTURE(name);
    CHECK_FALSE(format_by_name(name).has_value());
  }
  for (const char* name : {"text", "jsonl", "wet", "tsv"}) CHECK(name_of(*format_named(name)) == name);
  CHECK_FALSE(format_named("csv").has_value());
}

TEST_CASE("the first bytes tell WET and JSON lines from text") {
  CHECK(told("WARC/1.0\r\n") == "wet");
  CHECK(told("{\"text\":\"x\"}\n") == "jsonl");
  CHECK(told("{\"n\":1,\"a\":{\"b\":\"x\"}}\nprose") == "jsonl");
  for (const char* prose :
       {"Some words.", "\n{\"text\":\"x\"}\n", "{Some|A few} words", "{\"text\"}\n", "{}\n", "{ \n",
        "{\"text\":1}\n", "{\"other\":\"x\"}\n", "{\"text\":\"x\n", "{\"text\":\"x\"} y\n",
        "[{\"text\":\"x\"}]\n", "WARC/2.0", "WARC is a format", "{\"text\":\"\xff\"}\n"}) {
    CAPTURE(prose);
    CHECK(told(prose) == "text");
  }
}

TEST_CASE("what the first bytes tell does not depend on how many of them arrive") {
  for (const std::string bytes :
       {"WARC/1.0\r\nWARC-Type: x", "{\"a\":[true,-1.5e3,\"\\ud83d\\ude00é\"],\"text\":\"x\"}\n",
        "{\"a\":[tru", "{big|large} words\n", "{\"a\" or \"b\"}\n"}) {
    std::string last = "more";
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
      CAPTURE(bytes.substr(0, size));
      const std::string now = told(std::string_view(bytes).substr(0, size));
      if (last != "more") CHECK(now == last);
      last = now;
    }
  }
  CHECK(told("") == "more");
  CHECK(told("{\"text\":\"" + std::string(100, 'x')) == "more");
  CHECK(told("{\"text\":\"" + std::string(100, 'x'), true) == "jsonl");
  CHECK(told("{\"other\":[\"" + std::string(100, 'x') + "\xc3", true) == "jsonl");
  CHECK(told("{\"text\" " + std::string(100, 'x'), true) == "text");
}

TEST_CASE("columns are parted by TABs, line ends are none") {
  CHECK(column_of("a\tb\tc\n", 1) == "a");
  CHECK(column_of("a\tb\tc\n", 2) == "b");
  CHECK(column_of("a\tb\tc\r\n", 3) == "c");
  CHECK(column_of("a\tb\tc", 3) == "c");
  CHECK(column_of("a\t\t\r\n", 2).empty());
  CHECK(column_of("a\tb", 3) == "none");
  CHECK(column_of("\n", 1).empty());
  CHECK(column_of("\n", 2) == "none");
}

TEST_CASE("edits put no TAB and no line break into a column") {
  const EditList edits = EditList::from_unsorted({{{0, 1}, " ", "\n", "r", 1.0},
                                                  {{2, 3}, "x", "y\r\n\tz\n", "r", 1.0},
                                                  {{4, 4}, "", "\n\n", "r", 1.0},
                                                  {{5, 6}, "u", "v", "r", 0.5}});
  const EditList expected = EditList::from_unsorted({{{2, 3}, "x", "y z ", "r", 1.0},
                                                     {{4, 4}, "", " ", "r", 1.0},
                                                     {{5, 6}, "u", "v", "r", 0.5}});
  CHECK(keep_in_column(edits) == expected);
}

TEST_CASE("a line of JSON has a text for each key that leads to a string, in its own order") {
  const Layout both{Format::kJsonl, kKeys, 0};
  CHECK(texts_of(both, R"({"a":{"b":"x"},"text":"y\n"})") == "/a/b=x;text=y\n;");
  CHECK(texts_of(both, R"({"text":"y","a":{}})") == "text=y;");
  CHECK(texts_of(both, R"({"text":null,"a":{"b":"x"}})") == "/a/b=x;");
  CHECK(texts_of(both, R"({"text":"y","text":2,"a":{"b":"x"},"a":{"b":"z"}})") == "/a/b=z;");
  CHECK(texts_of(both, R"({"text":2})") == "not a string");
  CHECK(texts_of(both, R"({"a":{"b":2}})") == "not a string");
  CHECK(texts_of(both, R"({"x":2})") == "no such key");
  CHECK(texts_of(both, R"({"text":"y")") == "not valid JSON");
  CHECK(texts_of(both, "\r\n").empty());
  const Layout one{Format::kJsonl, {JsonPath::parse("text")}, 0};
  CHECK(texts_of(one, R"({"text":"y"})") == "=y;");
}

TEST_CASE("many keys are looked for at once") {
  Layout layout{Format::kJsonl, {}, 0};
  std::string line = "{", expected;
  for (std::size_t i = 0; i < kMostPaths; ++i) {
    const std::string name = "k" + std::to_string(i);
    layout.keys.push_back(JsonPath::parse(name));
    line.append(i > 0 ? "," : "").append("\"" + name + "\":\"" + std::to_string(i) + "\"");
    expected += name + "=" + std::to_string(i) + ";";
  }
  CHECK(texts_of(layout, line + "}") == expected);
}

TEST_CASE("a line of TSV has one column as its text, a short line has none") {
  const Layout layout{Format::kTsv, {}, 2};
  CHECK(texts_of(layout, "a\tb\tc\n") == "=b;");
  CHECK(texts_of(layout, "a\n") == "no such column");
  CHECK(texts_of(layout, "\r\n").empty());
}

TEST_CASE("strings of every length end where a byte-by-byte search says") {
  const Layout layout{Format::kJsonl, {JsonPath::parse("text")}, 0};
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      // Bytes whose neighbours in value are stops, and a stop among them.
      std::string plain(size, '!');
      for (std::size_t i = 0; i < size; ++i) plain[i] = "!#[] \x7f"[i % 6];
      const std::string before = plain.substr(0, at), after = plain.substr(at);
      CHECK(texts_of(layout, "{\"text\":\"" + before + "\\\"é" + after + "\"}") ==
            "=" + before + "\"é" + after + ";");
      CHECK(texts_of(layout, "{\"text\":\"" + before + "\x1f" + after + "\"}") == "not valid JSON");
    }
  }
}
