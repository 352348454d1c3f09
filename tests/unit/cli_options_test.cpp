// From arguments to what they mean (src/cli/options, repair_options).
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/errors.hpp"
#include "cli/options.hpp"
#include "cli/repair_options.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

std::uint32_t bits(std::initializer_list<Pass> passes) {
  std::uint32_t mask = 0;
  for (const Pass pass : passes) mask |= static_cast<std::uint32_t>(pass);
  return mask;
}

}  // namespace

TEST_CASE("without arguments stdin is repaired with the defaults") {
  const RepairOptions options = read_repair_options({});
  CHECK(options.files == std::vector<std::string>{"-"});
  CHECK(options.engine.passes == kAllPasses);
  CHECK(options.builtin);
  CHECK(options.notice.empty());
  CHECK_FALSE(options.format.has_value());
}

TEST_CASE("a list of passes sets, signs add and remove") {
  CHECK(change_passes(kAllPasses, "spin,glue") == bits({Pass::kSpin, Pass::kGlue}));
  CHECK(change_passes(kAllPasses, "-glue") ==
        bits({Pass::kEncoding, Pass::kEntity, Pass::kEscape, Pass::kSpin, Pass::kSpintax}));
  CHECK(change_passes(0, "+glue,-spin") == bits({Pass::kGlue}));
  CHECK(change_passes(kAllPasses, "widget,-glue") == change_passes(kAllPasses, "+widget,-glue"));
  for (const char* list : {"", ",", "glue,", "+", "Glue", "glu"}) {
    CAPTURE(list);
    CHECK_THROWS_AS(change_passes(kAllPasses, list), UsageError);
  }
}

TEST_CASE("a profile sets the passes, and a list behind it changes them") {
  const auto passes = [](const std::vector<std::string>& args) {
    return read_repair_options(args).engine.passes;
  };
  CHECK(passes({"--profile=text"}) == kAllPasses);
  CHECK(passes({"--profile=corpus"}) == (kAllPasses | kRemovalPasses));
  CHECK(passes({"--profile", "corpus", "--passes=-widget,-spin"}) ==
        ((kAllPasses | kRemovalPasses) & ~bits({Pass::kSpin, Pass::kWidget})));
  CHECK(passes({"--passes=+widget"}) == (kAllPasses | bits({Pass::kWidget})));
  CHECK(passes({"--passes=widget", "--profile=text"}) == kAllPasses);
  CHECK_THROWS_AS(passes({"--profile=all"}), UsageError);
  CHECK_THROWS_AS(passes({"--profile="}), UsageError);
}

TEST_CASE("values are kept as given, files in order, dashes are respected") {
  const RepairOptions options = read_repair_options(
      {"b", "-Dx", "--dict=y", "-q", "-f", "jsonl", "--min-score", "0.25", "-", "--", "-a"});
  CHECK(options.files == std::vector<std::string>{"b", "-", "-a"});
  CHECK(options.dictionaries == std::vector<std::string>{"x", "y"});
  CHECK(options.engine.min_score == 0.25);
  CHECK(options.quiet);
  CHECK(options.format == Format::kJsonl);
}

TEST_CASE("the last of several values of one option holds") {
  CHECK(read_repair_options({"-ox", "--output=y"}).output == "y");
}

TEST_CASE("a table row is one line of help") {
  constexpr OptionSpec table[] = {{"dict", 'D', "FILE", "a file"}, {"quiet", 0, "", "less"}};
  CHECK(help_text("u\n", table) ==
        "u\n"
        "  -D, --dict FILE            a file\n"
        "      --quiet                less\n");
}
