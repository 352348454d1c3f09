// Locating, decoding and splicing JSON strings (src/cli/json_locate, json_string, record).
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "cli/errors.hpp"
#include "cli/json_locate.hpp"
#include "cli/json_string.hpp"
#include "cli/record.hpp"
#include "cli/record_texts.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

JsonString::Status status_of(std::string_view line) {
  return locate_string(line, JsonPath::parse("text")).status;
}

// The literal found, quotes included; the empty string when none is.
std::string found(std::string_view line, const std::string& key) {
  const JsonString string = locate_string(line, JsonPath::parse(key));
  if (string.status != JsonString::Status::kFound) return "";
  return std::string(slice(line, string.literal));
}

// One character of a string: what it decodes to and one of its spellings.
struct Piece {
  std::string raw;
  std::string text;
};

const std::vector<Piece> kPieces = {
    {"a", "a"},        {" ", " "},           {"\\u0061", "a"},  {"\\\"", "\""},
    {"\\\\", "\\"},    {"\\/", "/"},         {"/", "/"},        {"\\n", "\n"},
    {"\\u000a", "\n"}, {"\\u0000", std::string(1, '\0')},  {"é", "é"},        {"\\u00e9", "é"},
    {"\\u00E9", "é"},  {"\\ud83d\\ude00", "😀"}, {"😀", "😀"},   {"\\u20ac", "€"},
    {"}", "}"},        {",", ","},           {"\\t", "\t"},     {"\x7f", "\x7f"},
};

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

// A random string, and random edits of its text that cut between characters only.
struct Sample {
  std::string raw, text;
  EditList edits;
};

Sample make_sample(Random& random) {
  Sample sample;
  std::vector<std::size_t> bounds = {0};
  for (std::size_t i = below(random, 30); i > 0; --i) {
    const Piece& piece = kPieces[below(random, kPieces.size())];
    sample.raw += piece.raw;
    sample.text += piece.text;
    bounds.push_back(sample.text.size());
  }
  for (std::size_t at = 0; at < bounds.size(); at += below(random, 6)) {
    const std::size_t end = std::min(at + below(random, 4), bounds.size() - 1);
    std::string after;
    for (std::size_t i = below(random, 4); i > 0; --i) {
      after += kPieces[below(random, kPieces.size())].text;
    }
    const Span span{bounds[at], bounds[end]};
    if (!sample.edits.empty() && span.begin < sample.edits.edits().back().span.end) continue;
    sample.edits.add({span, std::string(slice(sample.text, span)), after, "test", 1.0});
    if (end > at) at = end;
    if (below(random, 5) == 0) break;
    ++at;
  }
  return sample;
}

}  // namespace

TEST_CASE("a member of the outermost object is found") {
  CHECK(found(R"({"text":"a"})", "text") == R"("a")");
  CHECK(found(R"( { "n" : [1,{"text":"x"}] , "text" : "a\"b" } )", "text") == R"("a\"b")");
  CHECK(found(R"({"te\u0078t":"a"})", "text") == R"("a")");
  CHECK(found(R"({"text":"a"})", "tex").empty());
}

TEST_CASE("the last of several members of one name is found, with nothing of those before") {
  CHECK(found(R"({"text":"a","text":"b"})", "text") == R"("b")");
  CHECK(status_of(R"({"text":"a","text":1})") == JsonString::Status::kNotString);
  CHECK(found(R"({"a":{"b":"x"},"a":{}})", "/a/b").empty());
}

TEST_CASE("a JSON pointer leads into objects and arrays") {
  const std::string line = R"({"a/b":[0,{"~":"x"}],"":"y","a":"z"})";
  CHECK(found(line, "/a~1b/1/~0") == R"("x")");
  CHECK(found(line, "/") == R"("y")");
  CHECK(found(line, "/a~1b/01/~0").empty());
  CHECK(found(line, "/a/0").empty());
  CHECK_THROWS_AS(JsonPath::parse(""), UsageError);
  CHECK_THROWS_AS(JsonPath::parse("/~2"), UsageError);
}

TEST_CASE("lines that are not JSON are told from lines without the key") {
  using Status = JsonString::Status;
  for (const char* line : {"[]", "{}", "1", "-0.5e+3", "true", "\"text\"", R"({"a":null})"}) {
    CAPTURE(line);
    CHECK(status_of(line) == Status::kMissing);
  }
  for (const char* line :
       {"{", "[1,]", R"({"a":1,})", "{,}", "[,]", "01", "1.", "-", "1e", "nul", "truex", "\"", "]",
        "{\"a\"}", "{\"a\":}", "{a:1}", "[1 2]", "{} {}", "\"\t\"", R"("\x")", R"("\u12g4")",
        R"("\ud800")", R"("\ude00")", R"("\ud800\u0041")", "\"\xff\"", "\"\xed\xa0\x80\""}) {
    CAPTURE(line);
    CHECK(status_of(line) == Status::kInvalid);
  }
  for (const char* line : {"", "\n", " \t\r\n"}) CHECK(status_of(line) == Status::kBlank);
}

TEST_CASE("every proper prefix of a record is invalid or blank") {
  const std::string line = R"({"text":"a\u00e9\ud83d\ude00\n","b":[true,-1.5e3,{}]})";
  for (std::size_t size = 0; size < line.size(); ++size) {
    const auto status = status_of(std::string_view(line).substr(0, size));
    CHECK((status == JsonString::Status::kInvalid || status == JsonString::Status::kBlank));
  }
  CHECK(status_of(line) == JsonString::Status::kFound);
}

TEST_CASE("encoding escapes what JSON demands and nothing else") {
  CHECK(encode_json("a/é😀\x7f") == "a/é😀\x7f");
  CHECK(encode_json("\"\\\b\f\n\r\t\x01") == R"(\"\\\b\f\n\r\t\u0001)");
  CHECK(encode_json(std::string(1, '\0')) == "\\u0000");
}

TEST_CASE("offsets are not given inside the character of an escape") {
  JsonOffsets offsets(R"(a\ud83d\ude00b)");
  CHECK(offsets.advance_to(1));
  CHECK(offsets.raw() == 1);
  CHECK_FALSE(JsonOffsets(R"(a\ud83d\ude00b)").advance_to(3));
  CHECK(offsets.advance_to(5));
  CHECK(offsets.raw() == 13);
  CHECK_FALSE(offsets.advance_to(7));
}

TEST_CASE("edits of the text and of the raw string agree, and come back to the raw line") {
  Random random(42);
  for (int round = 0; round < 20000; ++round) {
    const Sample sample = make_sample(random);
    const std::string record = R"({"a":"x","text":")" + sample.raw + "\"}\n";
    const Layout layout{Format::kJsonl, {JsonPath::parse("text")}, 0};
    const RecordTexts texts(layout, record);
    REQUIRE(texts.fields().size() == 1);
    const RecordField& field = texts.fields()[0];
    REQUIRE(field.text == sample.text);
    CHECK(field.escaped == (sample.raw != sample.text));
    const EditList raw = texts.edits_of_record(field, sample.edits);
    REQUIRE(raw.size() == sample.edits.size());
    const std::string edited = raw.apply(record);
    const RecordTexts after(layout, edited);
    REQUIRE(after.fields().size() == 1);
    REQUIRE(after.fields()[0].text == sample.edits.apply(sample.text));

    std::vector<std::string> spellings;
    for (const Edit& edit : raw.edits()) spellings.push_back(edit.before);
    const EditList back = after.edits_of_record(after.fields()[0], sample.edits.inverse(), spellings);
    REQUIRE(back.size() == sample.edits.size());
    REQUIRE(back.apply(edited) == record);
  }
}

TEST_CASE("lines are the same however the bytes arrive") {
  const std::string bytes = "one\n\ntwo\r\n" + std::string(200000, 'x') + "\nlast";
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
    std::size_t at = 0;
    LineReader reader([&](std::span<char> to) {
      const std::size_t count = std::min({step, to.size(), bytes.size() - at});
      bytes.copy(to.data(), count, at);
      at += count;
      return count;
    });
    std::vector<std::size_t> sizes;
    std::string joined;
    for (std::string_view line; reader.next(line);) {
      sizes.push_back(line.size());
      joined += line;
    }
    CHECK(sizes == std::vector<std::size_t>{4, 1, 5, 200001, 4});
    CHECK(joined == bytes);
  }
}
