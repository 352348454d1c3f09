// The order of mending, and bytes that are not UTF-8 (src/mend/mend.hpp).
#include "mend/mend.hpp"

#include <doctest/doctest.h>

#include "core/unicode.hpp"
#include "fixtures.hpp"

using namespace unspin;

namespace {

Mended mended(std::string_view raw, std::uint32_t passes = kAllPasses) {
  return mend(raw, passes, Context::embedded());
}

}  // namespace

TEST_CASE("sound text passes through without edits") {
  const Mended result = mended("A plain sentence. And another one.\r\n");
  CHECK(result.text == "A plain sentence. And another one.\r\n");
  CHECK(result.edits.empty());
  CHECK(result.issues.empty());
}

TEST_CASE("ill-formed bytes are stood in for, reported, and taken out of the edits again") {
  const std::string raw = "one \xFF two \xE2\x82 three";
  const Mended result = mended(raw);
  CHECK(result.text == "one \uFFFD two \uFFFD three");
  CHECK(result.edits.apply(raw) == result.text);
  REQUIRE(result.issues.size() == 2);
  CHECK(result.issues[0].offset == 4);
  CHECK(result.issues[0].count == 1);
  CHECK(result.issues[1].offset == 10);
  CHECK(result.issues[1].count == 2);
  CHECK(without_stand_ins(result.edits).empty());
}

TEST_CASE("a replacement character that was in the input is no issue") {
  CHECK(mended("a \uFFFD b").issues.empty());
}

TEST_CASE("passes can be switched off") {
  const std::string raw = "It depends on the chips.The company said so.";
  CHECK(mended(raw).text == "It depends on the chips. The company said so.");
  CHECK(mended(raw, static_cast<std::uint32_t>(Pass::kGlue)).edits.size() == 1);
  CHECK(mended(raw, static_cast<std::uint32_t>(Pass::kSpintax)).edits.empty());
  CHECK(mended(raw, 0).text == raw);
}

TEST_CASE("the text of mending is valid UTF-8 whatever the bytes, and the edits lead to it") {
  fixtures::Random random(10);
  for (int i = 0; i < 2000; ++i) {
    std::string raw(fixtures::pick(random, 0, 24), ' ');
    for (char& c : raw)
      c = static_cast<char>(fixtures::pick(random, 0, 3) == 0 ? fixtures::pick(random, 0, 255)
                                                              : fixtures::pick(random, 'A', '}'));
    const Mended result = mended(raw);
    REQUIRE(unicode::valid_prefix(result.text) == result.text.size());
    REQUIRE(result.edits.apply(raw) == result.text);
  }
}
