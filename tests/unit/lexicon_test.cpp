// The compiled lexicon: what it keeps of rows, and damaged files (src/unspin/lexicon.hpp).
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include "core/file_format.hpp"
#include "fixtures.hpp"
#include "unspin/error.hpp"

using namespace unspin;

namespace {

Lexicon compiled(const std::string& text, const std::string& path = "one.tsv") {
  return Lexicon::own(build::compile(build::read_rows(text, path), Context::embedded()), path);
}

// The candidates of a phrase as "text weight family", joined by "|"; "none" where it is unknown.
std::string known(const Lexicon& lexicon, const std::string& phrase) {
  Lexicon::Cursor at;
  for (const std::uint64_t key : phrase_keys(phrase)) {
    if (!lexicon.step(at, key)) return "none";
  }
  if (at.entry == 0) return "none";
  const Lexicon::Entry entry = lexicon.entry(at);
  std::string out;
  for (std::uint32_t k = 0; k < entry.count; ++k) {
    const Lexicon::Candidate candidate = lexicon.candidate(entry.first + k);
    out += (out.empty() ? "" : "|") + std::string(candidate.text) + ' ' +
           std::to_string(std::lround(100 * candidate.weight)) + ' ' +
           std::string(candidate.family);
  }
  return out;
}

std::string sample() {
  return build::compile(
      build::read_rows("gadget mastering\tmachine learning\t.9\t-\tai|data\t\tdev\t\t\n"
                       "gadget\tdevice\t.4\tn\t\t\tdev\t\t\n"
                       "gadget\tmachine\t.5\tn\t\t\tdev\t\t\n",
                       "s.tsv"),
      Context::embedded());
}

}  // namespace

TEST_CASE("the candidates of a phrase come heaviest first, with weight and family") {
  const Lexicon lexicon = Lexicon::own(sample(), "s");
  CHECK(lexicon.entries() == 3);
  CHECK(known(lexicon, "Gadgets") == "machines 50 s|devices 40 s");
  CHECK(known(lexicon, "gadget mastering") == "machine learning 90 s");
  CHECK(known(lexicon, "mastering") == "none");
  CHECK(known(lexicon, "gadget mastering machine") == "none");
}

TEST_CASE("a row that names a form speaks for it before one that inflects to it") {
  const Lexicon lexicon = compiled(
      "coach\ttrain\t.9\tv\t\t\tdev\t\t\n"
      "coaching\ttraining\t.6\t-\t\tfootball\tdev\t\t\n");
  CHECK(known(lexicon, "coaching") == "training 60 one");
  CHECK(known(lexicon, "coached") == "trained 90 one");
  Lexicon::Cursor at;
  REQUIRE(lexicon.step(at, token_hash("coaching")));
  const Lexicon::Candidate candidate = lexicon.candidate(lexicon.entry(at).first);
  CHECK(candidate.guards.size() == 1);
  CHECK(candidate.line == 2);
}

TEST_CASE("of two rows for one pair the heavier speaks") {
  CHECK(known(compiled("a b\tc\t.2\t-\t\t\tdev\t\t\na b\tc\t.7\t-\t\t\tdev\t\t\n"), "a b") ==
        "c 70 one");
}

TEST_CASE("families keep their rows apart") {
  std::vector<build::Row> rows = build::read_rows("large\tgiant\t.4\t-\t\t\tdev\t\t\n", "x.tsv");
  const std::vector<build::Row> more =
      build::read_rows("large\tgiant\t.2\t-\t\t\tdev\t\t\n", "y.tsv");
  rows.insert(rows.end(), more.begin(), more.end());
  const Lexicon lexicon = Lexicon::own(build::compile(rows, Context::embedded()), "xy");
  CHECK(known(lexicon, "large") == "giant 40 x|giant 20 y");
}

TEST_CASE("a number in a phrase is that number and no other") {
  const Lexicon lexicon = compiled("kind 2 diabetes\ttype 2 diabetes\t.9\t-\t\t\tdev\t\t\n");
  CHECK(known(lexicon, "kind 2 diabetes") == "type 2 diabetes 90 one");
  CHECK(known(lexicon, "kind 1 diabetes") == "none");
}

TEST_CASE("evidence is high where the original is usual and the phrase is not") {
  const Lexicon lexicon = compiled(
      "gadget mastering\tmachine learning\t.9\t-\t\t\tdev\t\t\n"
      "house\tcabin\t.1\t-\t\t\tdev\t\t\n");
  double strange = 0, plain = 0;
  for (std::size_t i = 0; i < lexicon.entries(); ++i)
    (lexicon.entry(i).text == "house" ? plain : strange) = double{lexicon.entry(i).evidence};
  CHECK(strange > 3);
  CHECK(plain < 0);
}

TEST_CASE("a phrase that stands for itself is evidence of nothing") {
  const Lexicon lexicon = compiled("gadget\tgadget\t1\t-\t\t\tdev\t\t\n");
  CHECK(lexicon.entry(std::size_t{0}).evidence == 0);
}

TEST_CASE("compiling is deterministic") { CHECK(sample() == sample()); }

TEST_CASE("a cut or changed lexicon is refused when it is opened") {
  const std::string good = sample();
  CHECK_NOTHROW(Lexicon::own(good, "good"));
  for (std::size_t size = 0; size < good.size(); size += 97)
    CHECK_THROWS_AS(Lexicon::own(good.substr(0, size), "cut"), SetupError);
  for (std::size_t at = 0; at < good.size(); at += 101) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x20);
    // Bytes of the header that nothing depends on may change.
    if (at >= sizeof(FileHeader)) CHECK_THROWS_AS(Lexicon::own(bad, "changed"), SetupError);
  }
}

TEST_CASE("look-ups in a damaged lexicon with a matching digest stay inside its bytes") {
  const std::string good = sample();
  fixtures::Random random(3);
  std::size_t opened = 0;
  for (int n = 0; n < 400; ++n) {
    std::string bad = good;
    for (int k = 0; k < 8; ++k) {
      const std::size_t at = fixtures::pick(random, sizeof(FileHeader), bad.size() - 1);
      bad[at] = static_cast<char>(random());
    }
    const std::uint64_t sum = digest(std::string_view(bad).substr(sizeof(FileHeader)));
    std::memcpy(bad.data() + offsetof(FileHeader, digest), &sum, sizeof sum);
    try {
      const Lexicon lexicon = Lexicon::own(bad, "bad");
      ++opened;
      std::size_t seen = 0;
      for (std::size_t i = 0; i < lexicon.entries(); ++i) {
        const Lexicon::Entry entry = lexicon.entry(i);
        seen += entry.text.size();
        for (std::uint32_t k = 0; k < std::min<std::uint32_t>(entry.count, 100); ++k) {
          const Lexicon::Candidate candidate = lexicon.candidate(entry.first + k);
          seen += candidate.text.size() + candidate.family.size() + candidate.tokens.size() +
                  candidate.guards.size();
        }
      }
      CHECK(seen < 100 * bad.size());
      known(lexicon, "gadget mastering");
    } catch (const SetupError&) {
      // refused: as good
    }
  }
  CHECK(opened > 0);
}
