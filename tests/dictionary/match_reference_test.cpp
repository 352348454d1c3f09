// Matching against a slow search, over random texts made of the dictionaries' own words.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "build/check.hpp"
#include "core/tokenize.hpp"
#include "shipped.hpp"
#include "spin/match.hpp"

using namespace unspin;

namespace {

constexpr int kTexts = 3000;

// All spun phrases, by the key of their first token.
using Phrases = std::map<std::uint64_t, std::set<std::string>>;

Phrases phrases_of(const Lexicon& lexicon) {
  Phrases phrases;
  for (std::size_t i = 0; i < lexicon.entries(); ++i) {
    if (!shipped::is_phrase(lexicon, i)) continue;
    const std::string text(lexicon.entry(i).text);
    phrases[phrase_keys(text).front()].insert(text);
  }
  return phrases;
}

std::vector<std::string> words_of(const std::string& phrase) {
  std::vector<Token> tokens;
  tokenize(phrase, tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens) words.emplace_back(slice(phrase, token.span));
  return words;
}

// A few phrases, some cut short or with a word too many, joined in every way that a text has.
std::string random_text(std::mt19937& random, const Lexicon& lexicon) {
  static const std::vector<std::string> joints = {" ",  " ",    " ",   " ",  " ",  "-",  "-",
                                                  "\n", "\n\n", " - ", "--", ", ", "\t", "/"};
  std::string text;
  for (std::size_t n = 2 + random() % 4; n > 0; --n) {
    std::vector<std::string> words =
        words_of(std::string(lexicon.entry(random() % lexicon.entries()).text));
    if (random() % 4 == 0) words.pop_back();
    if (random() % 8 == 0) words.push_back("type");
    if (random() % 16 == 0) words.push_back("`mannequin coaching`");
    for (const std::string& word : words) {
      if (!text.empty()) text += random() % 3 == 0 ? joints[random() % joints.size()] : " ";
      text += word;
    }
  }
  return text;
}

using Stretch = std::pair<std::size_t, std::size_t>;  // tokens [first, last)

// The stretches that some phrase matches, and the phrases of each.
std::map<Stretch, std::set<std::string>> slow_matches(const std::vector<Token>& tokens,
                                                      const Phrases& phrases) {
  std::map<Stretch, std::set<std::string>> found;
  std::set<std::uint64_t> keys;
  for (const Token& token : tokens) keys.insert(phrase_key(token));
  for (const std::uint64_t key : keys) {
    const auto at = phrases.find(key);
    if (at == phrases.end()) continue;
    for (const std::string& phrase : at->second) {
      for (const build::Place& place : build::find_phrase(tokens, phrase))
        found[{place.first, place.last}].insert(phrase);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("matching finds what a search for every phrase finds") {
  const std::vector<Lexicon> layers{shipped::lexicon()};
  const Phrases phrases = phrases_of(layers[0]);
  std::mt19937 random(20230401);
  std::size_t all = 0, hyphenated = 0;
  for (int n = 0; n < kTexts; ++n) {
    const std::string text = random_text(random, layers[0]);
    CAPTURE(text);
    std::vector<Token> tokens;
    tokenize(text, tokens);
    std::map<Stretch, std::set<std::string>> expected = slow_matches(tokens, phrases);
    for (std::size_t first = 0; first < tokens.size(); ++first) {
      std::vector<Match> matches;
      match_at(tokens, first, layers, matches);
      for (std::size_t i = 0; i < matches.size(); ++i) {
        const Match& match = matches[i];
        CHECK((i == 0 || matches[i - 1].last < match.last));
        const auto at = expected.find({match.first, match.last});
        REQUIRE_MESSAGE(at != expected.end(), "found but not there: " << match.entry.text);
        CHECK(at->second.count(std::string(match.entry.text)) == 1);
        // Tokens passed over are the hyphens that stand for spaces.
        CHECK(match.last - match.first ==
              phrase_keys(std::string(match.entry.text)).size() + match.hyphens);
        expected.erase(at);
        ++all;
        hyphenated += match.hyphens > 0;
      }
    }
    REQUIRE_MESSAGE(expected.empty(), "not found: " << *expected.begin()->second.begin());
  }
  // The texts have put the rules to the test.
  CHECK(all > 10000);
  CHECK(hyphenated > 100);
}
