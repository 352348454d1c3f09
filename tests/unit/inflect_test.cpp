// English inflection (src/build/inflect.hpp).
#include "build/inflect.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace unspin::build;

namespace {

// All forms of a verb in one string.
std::string forms(const char* verb) {
  const VerbForms f = verb_forms(verb);
  return f.base + ' ' + f.third + ' ' + f.past + ' ' + f.participle + ' ' + f.ing;
}

std::string degrees(const char* adjective) {
  const Comparison c = compare(adjective);
  return c.comparative + ", " + c.superlative;
}

}  // namespace

TEST_CASE("regular plurals follow the spelling rules") {
  CHECK(plural("model") == "models");
  CHECK(plural("box") == "boxes");
  CHECK(plural("class") == "classes");
  CHECK(plural("branch") == "branches");
  CHECK(plural("brush") == "brushes");
  CHECK(plural("company") == "companies");
  CHECK(plural("key") == "keys");
  CHECK(plural("house") == "houses");
}

TEST_CASE("irregular plurals are known") {
  CHECK(plural("child") == "children");
  CHECK(plural("analysis") == "analyses");
  CHECK(plural("matrix") == "matrices");
  CHECK(plural("series") == "series");
  CHECK(plural("person") == "people");
}

TEST_CASE("regular verbs follow the spelling rules") {
  CHECK(forms("train") == "train trains trained trained training");
  CHECK(forms("use") == "use uses used used using");
  CHECK(forms("try") == "try tries tried tried trying");
  CHECK(forms("play") == "play plays played played playing");
  CHECK(forms("fix") == "fix fixes fixed fixed fixing");
  CHECK(forms("die") == "die dies died died dying");
  CHECK(forms("agree") == "agree agrees agreed agreed agreeing");
}

TEST_CASE("a last consonant doubles behind a short stressed vowel only") {
  CHECK(forms("stop") == "stop stops stopped stopped stopping");
  CHECK(forms("refer") == "refer refers referred referred referring");
  CHECK(forms("equip") == "equip equips equipped equipped equipping");
  CHECK(forms("visit") == "visit visits visited visited visiting");
  CHECK(forms("look") == "look looks looked looked looking");
  CHECK(forms("show") == "show shows showed shown showing");
}

TEST_CASE("irregular verbs are known, also behind a prefix") {
  CHECK(forms("write") == "write writes wrote written writing");
  CHECK(forms("rewrite") == "rewrite rewrites rewrote rewritten rewriting");
  CHECK(forms("undergo") == "undergo undergoes underwent undergone undergoing");
  CHECK(forms("be") == "be is was been being");
  CHECK(forms("have") == "have has had had having");
  CHECK(forms("cut") == "cut cuts cut cut cutting");
}

TEST_CASE("what merely ends like an irregular verb is regular") {
  CHECK(verb_forms("tread").past == "trod");
  CHECK(verb_forms("succeed").past == "succeeded");
  CHECK(verb_forms("blink").past == "blinked");
  CHECK(verb_forms("appear").past == "appeared");
}

TEST_CASE("short adjectives take endings, long ones more and most") {
  CHECK(degrees("big") == "bigger, biggest");
  CHECK(degrees("large") == "larger, largest");
  CHECK(degrees("easy") == "easier, easiest");
  CHECK(degrees("good") == "better, best");
  CHECK(degrees("beautiful") == "more beautiful, most beautiful");
}

TEST_CASE("a comparison of two words stands for one of one word") {
  CHECK(degrees("important") == "more important, most important");
  CHECK(degrees("strong") == "stronger, strongest");
}
