// Reasons in words (src/spin/explain.hpp).
#include "spin/explain.hpp"

#include <doctest/doctest.h>

#include "fixtures.hpp"

using namespace unspin;

namespace {

std::vector<Flag> flags_of(const std::vector<Lexicon>& layers, const std::string& text) {
  Options options;
  options.assume_spun = options.flag_all = true;
  const Engine engine(options, layers, Context::embedded());
  Scratch scratch;
  return engine.process(text, scratch).flags;
}

const std::vector<Lexicon>& layers() {
  static const std::vector<Lexicon> kLayers{fixtures::lexicon_of(
      {{"mannequin", "model", 0.97, 'n'}, {"coaching", "training"}, {"brief", "short"}})};
  return kLayers;
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a reason names the phrase, another one near by, and how much likelier the original is") {
  const std::vector<Flag> flags =
      flags_of(layers(), "The coaching of a language mannequin takes many weeks.");
  REQUIRE(flags.size() == 2);
  CHECK(holds(flags[1].reason, "'mannequin' beside 'coaching': 'model' is "));
  CHECK(holds(flags[1].reason, " times likelier here"));
  CHECK(holds(flags[0].reason, "'coaching' beside 'mannequin'"));
}

TEST_CASE("a phrase that stands alone has no witness, nor has one far away") {
  const std::vector<Flag> alone = flags_of(layers(), "They trained a language mannequin.");
  REQUIRE(alone.size() == 1);
  CHECK_FALSE(holds(alone[0].reason, "beside"));
  std::string text = "They trained a language mannequin.";
  for (int i = 0; i < 10; ++i) text += " It rained all day.";
  const std::vector<Flag> far = flags_of(layers(), text + " The coaching of a network took days.");
  REQUIRE(far.size() == 2);
  CHECK_FALSE(holds(far[0].reason, "beside"));
}

TEST_CASE("large ratios have marked thousands and no false digits") {
  bool seen = false;
  for (const Flag& flag : flags_of({Lexicon::embedded()}, std::string(fixtures::kSpunText))) {
    const std::size_t comma = flag.reason.find(',');
    if (comma == std::string::npos || !holds(flag.reason, "times likelier")) continue;
    seen = true;
    CHECK(flag.reason.substr(comma + 1, 3).find_first_not_of("0123456789") == std::string::npos);
    CHECK(flag.reason.substr(comma + 2, 2) == "00");
  }
  CHECK(seen);
}
