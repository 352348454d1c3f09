// Masks and items (src/core/masks.hpp, src/core/scan.hpp).
#include "core/scan.hpp"

#include <doctest/doctest.h>

#include "core/hash.hpp"
#include "core/tokenize.hpp"
#include "fixtures.hpp"

using namespace unspin;
using fixtures::pick;
using fixtures::Random;

namespace {

std::string random_bytes(Random& random, std::size_t size) {
  std::string bytes(size, ' ');
  for (char& c : bytes) c = static_cast<char>(pick(random, 0, 255));
  return bytes;
}

std::vector<std::string> items_of(std::string_view text) {
  Scan scan;
  scan.read(text);
  std::vector<std::string> items;
  for (std::size_t i = 0; i < scan.items(); ++i) items.emplace_back(slice(text, scan.span(i)));
  return items;
}

bool is_item_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

TEST_CASE("vector instructions give what plain ones give") {
  Random random(11);
  Scan plain(Target::kPlain);
  for (const Target target : {Target::kAvx2, Target::kAvx512}) {
    if (unspin::target() < target) continue;  // no such processor
    Scan scan(target);
    for (std::size_t size = 0; size < 1000; ++size) {
      // Words of all lengths, and any bytes.
      std::string text = random_bytes(random, size);
      for (char& c : text) {
        if (size % 2 == 0) c = pick(random, 0, 9) == 0 ? ' ' : static_cast<char>('A' + c % 26);
      }
      plain.read(text);
      scan.read(text);
      REQUIRE(scan.masks() == plain.masks());
      REQUIRE(scan.items() == plain.items());
      for (std::size_t i = 0; i < scan.items(); ++i) {
        REQUIRE(scan.span(i) == plain.span(i));
        REQUIRE(scan.hashes()[i] == plain.hashes()[i]);
      }
      REQUIRE(scan.inner_capitals() == plain.inner_capitals());
      REQUIRE(scan.marks() == plain.marks());
    }
  }
}

TEST_CASE("items are the runs of ASCII letters and digits") {
  using Items = std::vector<std::string>;
  CHECK(items_of("").empty());
  CHECK(items_of("A 2nd man-made thing, isn't it?") ==
        Items{"A", "2nd", "man", "made", "thing", "isn", "t", "it"});
  CHECK(items_of("na\u00EFve") == Items{"na", "ve"});
  const std::string long_word(200, 'x');
  CHECK(items_of("a " + long_word) == Items{"a", long_word});
  Random random(12);
  for (int round = 0; round < 200; ++round) {
    const std::string bytes = random_bytes(random, pick(random, 0, 200));
    Items wanted;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (!is_item_byte(bytes[i])) continue;
      if (i == 0 || !is_item_byte(bytes[i - 1])) wanted.emplace_back();
      wanted.back() += bytes[i];
    }
    REQUIRE(items_of(bytes) == wanted);
  }
}

TEST_CASE("an item has the hash of its letters in lower case, wherever it stands") {
  Scan scan;
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t before = 0; before < 70; before += 3) {
      std::string word, small;
      for (std::size_t i = 0; i < length; ++i) {
        word += static_cast<char>((i % 3 == 0 ? 'A' : i % 3 == 1 ? 'a' : '0') + i % 10);
        small += static_cast<char>(i % 3 == 0 ? word.back() | 0x20 : word.back());
      }
      const std::string text = std::string(before, ' ') + word;
      scan.read(text);
      REQUIRE(scan.items() == 1);
      REQUIRE(scan.hashes()[0] == hash_bytes(small));
      REQUIRE(scan.hashes()[1] == 0);
    }
  }
  scan.read("Word");
  CHECK(scan.hashes()[0] == token_hash("word"));
}

TEST_CASE("capitals inside of a run and rare marks are found") {
  Scan scan;
  const std::string text = "The iPhone (A) said.The ABC & 50% {x} a-b \\n";
  scan.read(text);
  std::string capitals, marks;
  for (const std::uint32_t at : scan.inner_capitals()) capitals += text[at];
  for (const std::uint32_t at : scan.marks()) marks += text[at];
  CHECK(capitals == "PAT");
  CHECK(marks == "&%{-\\");
  CHECK(!scan.high());
  scan.read("caf\u00E9");
  CHECK(scan.high());
}

TEST_CASE("no more words are counted than the tokenizer finds") {
  for (const std::string text : {"It isn't 10 o'clock.", "don\u2019t na\u00EFve r\u00E9sum\u00E9",
                                 "a-b U.S. 3d 4 x_y", "the user's 'quoted' words"}) {
    CAPTURE(text);
    Scan scan;
    scan.read(text);
    std::size_t words = 0;
    for (const Token& token : fixtures::tokens_of(text)) words += token.kind == TokenKind::kWord;
    const std::size_t least = scan.least_words({0, text.size()});
    CHECK(least <= words);
    CHECK(least * 2 > words);
  }
}
