// Finding phrases, and the guards (src/spin/match.hpp).
#include "spin/match.hpp"

#include <doctest/doctest.h>

#include "fixtures.hpp"

using namespace unspin;
using fixtures::lexicon_of;
using fixtures::tokens_of;

namespace {

// The phrases that are found anywhere in the text, as they stand there, joined by "|".
std::string found(const std::vector<Lexicon>& layers, std::string_view text) {
  const std::vector<Token> tokens = tokens_of(text);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::vector<Match> matches;
    match_at(tokens, i, layers, matches);
    for (const Match& match : matches) {
      if (!out.empty()) out += '|';
      const Span span{tokens[match.first].span.begin, tokens[match.last - 1].span.end};
      out += slice(text, span);
    }
  }
  return out;
}

bool admitted(const std::string& require, const std::string& forbid, std::string_view text) {
  const std::vector<Lexicon> layers{lexicon_of({{"big", "large", 0.5, '-', require, forbid}})};
  const std::vector<Token> tokens = tokens_of(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::vector<Match> matches;
    match_at(tokens, i, layers, matches);
    if (!matches.empty())
      return admits(layers[0].candidate(matches[0].entry.first).guards, tokens, matches[0]);
  }
  FAIL("no match in ", std::string(text));
  return false;
}

std::string many(const std::string& word, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += word + " ";
  return out;
}

}  // namespace

TEST_CASE("a phrase matches its words in order, in any case") {
  const std::vector<Lexicon> layers{lexicon_of({{"counterfeit consciousness", "AI"}})};
  CHECK(found(layers, "on counterfeit consciousness.") == "counterfeit consciousness");
  CHECK(found(layers, "COUNTERFEIT Consciousness") == "COUNTERFEIT Consciousness");
  CHECK(found(layers, "consciousness counterfeit") == "");
  CHECK(found(layers, "counterfeit plain consciousness") == "");
  CHECK(found(layers, "counterfeited consciousness") == "");
  CHECK(found(layers, "counterfeit") == "");
}

TEST_CASE("the words of a phrase may be parted by spaces, tabs or a line break") {
  const std::vector<Lexicon> layers{lexicon_of({{"counterfeit consciousness", "AI"}})};
  CHECK(found(layers, "counterfeit  consciousness") != "");
  CHECK(found(layers, "counterfeit\tconsciousness") != "");
  CHECK(found(layers, "counterfeit\nconsciousness") != "");
  CHECK(found(layers, "counterfeit\r\nconsciousness") != "");
  CHECK(found(layers, "counterfeit\u00A0consciousness") != "");
}

TEST_CASE("nothing matches across a paragraph break") {
  const std::vector<Lexicon> layers{lexicon_of({{"counterfeit consciousness", "AI"}})};
  CHECK(found(layers, "counterfeit\n\nconsciousness") == "");
  CHECK(found(layers, "counterfeit \r\n\r\n consciousness") == "");
}

TEST_CASE("nothing matches in an address, a path or code") {
  const std::vector<Lexicon> layers{lexicon_of({{"big", "large"}, {"big house", "large house"}})};
  CHECK(found(layers, "https://example.org/big/house") == "");
  CHECK(found(layers, "`big house`") == "");
  CHECK(found(layers, "big `house`") == "big");
  CHECK(found(layers, "big_house") == "");
}

TEST_CASE("a hyphen between two words may stand where the phrase has a space") {
  const std::vector<Lexicon> layers{lexicon_of({{"counterfeit consciousness", "AI"}})};
  CHECK(found(layers, "counterfeit-consciousness") == "counterfeit-consciousness");
  CHECK(found(layers, "counterfeit\u2011consciousness") == "counterfeit\u2011consciousness");
  CHECK(found(layers, "counterfeit - consciousness") == "");
  CHECK(found(layers, "counterfeit--consciousness") == "");
  CHECK(found(layers, "counterfeit, consciousness") == "");
  CHECK(found(layers, "-counterfeit consciousness") == "counterfeit consciousness");
}

TEST_CASE("punctuation that a phrase has must stand in the text") {
  const std::vector<Lexicon> layers{lexicon_of({{"ultra-modern", "modern"}, {"man, wan", "MAN"}})};
  CHECK(found(layers, "ultra-modern") == "ultra-modern");
  CHECK(found(layers, "ultra modern") == "");
  CHECK(found(layers, "Man, WAN") == "Man, WAN");
  CHECK(found(layers, "man wan") == "");
}

TEST_CASE("all phrases that start at a token are found, shorter ones first") {
  const std::vector<Lexicon> layers{
      lexicon_of({{"big", "large"}, {"big house", "mansion"}, {"big house party", "ball"}})};
  CHECK(found(layers, "a big house party") == "big|big house|big house party");
  CHECK(found(layers, "a big house") == "big|big house");
}

TEST_CASE("of one stretch in several layers only the last layer's phrase stays") {
  const std::vector<Lexicon> layers{lexicon_of({{"big", "large"}, {"big house", "mansion"}}),
                                    lexicon_of({{"big", "huge"}})};
  const std::vector<Token> tokens = tokens_of("big house");
  std::vector<Match> matches;
  match_at(tokens, 0, layers, matches);
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].layer == 1);
  CHECK(layers[1].candidate(matches[0].entry.first).text == "huge");
  CHECK(matches[1].layer == 0);
  CHECK(matches[1].last == 2);
}

TEST_CASE("a required word may stand up to twenty tokens away on either side") {
  CHECK(admitted("model", "", "the model is big"));
  CHECK(admitted("model", "", "a big new model"));
  CHECK_FALSE(admitted("model", "", "a big house"));
  CHECK(admitted("model", "", "big " + many("x", 19) + "model"));
  CHECK_FALSE(admitted("model", "", "big " + many("x", 20) + "model"));
  CHECK(admitted("model", "", "model " + many("x", 19) + "big"));
  CHECK_FALSE(admitted("model", "", "model " + many("x", 20) + "big"));
}

TEST_CASE("the phrase itself does not count as its context") {
  CHECK_FALSE(admitted("big", "", "the big house"));
}

TEST_CASE("conditions may ask for the word before or after, for numbers and capitals") {
  CHECK(admitted("<the", "", "the big one"));
  CHECK_FALSE(admitted("<the", "", "the very big one"));
  CHECK_FALSE(admitted("<the", "", "big one"));
  CHECK(admitted(">one", "", "the big one"));
  CHECK_FALSE(admitted(">one", "", "the big"));
  CHECK(admitted(">#", "", "big 2025"));
  CHECK_FALSE(admitted(">#", "", "big year 2025"));
  CHECK(admitted("<#", "", "3 big"));
  CHECK(admitted("^", "", "the Big one"));
  CHECK_FALSE(admitted("^", "", "the big one"));
}

TEST_CASE("a comma joins conditions by and, a bar by or") {
  CHECK(admitted("^,>#|<#", "", "Big 25"));
  CHECK(admitted("^,>#|<#", "", "25 Big"));
  CHECK_FALSE(admitted("^,>#|<#", "", "big 25"));
  CHECK_FALSE(admitted("^,>#|<#", "", "Big year"));
}

TEST_CASE("a row is off when any forbidden condition holds") {
  CHECK_FALSE(admitted("", "shop|dress", "a big dress"));
  CHECK_FALSE(admitted("", "shop,dress", "a big dress"));
  CHECK(admitted("", "shop|dress", "a big car"));
  CHECK_FALSE(admitted("car", "shop", "a big car shop"));
}
