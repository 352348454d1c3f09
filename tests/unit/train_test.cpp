// Recipes and training corpora (src/build/corpus.hpp). Training itself: context_test.cpp.
#include <doctest/doctest.h>
#include <zstd.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "build/corpus.hpp"
#include "fixtures.hpp"
#include "unspin/error.hpp"

using namespace unspin;
using namespace unspin::build;

namespace {

// A file that goes away with the test.
class Temporary {
 public:
  explicit Temporary(const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }
  ~Temporary() { std::remove(path.c_str()); }
  const std::string path = "train_test.tmp";
};

Recipe recipe_of(const std::string& text) { return read_recipe(Temporary(text).path); }

std::string error_of(const std::string& recipe) {
  try {
    recipe_of(recipe);
  } catch (const SetupError& error) {
    return error.what();
  }
  return {};
}

// Identities and texts of a corpus file, joined by "|".
std::string documents(const std::string& bytes, const Recipe& recipe = {}) {
  const Temporary file(bytes);
  std::string out;
  for_each_document(file.path, recipe, [&](const Document& document) {
    out += (out.empty() ? "" : "|") + document.id + '=' + document.text;
  });
  return out;
}

std::string compressed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

}  // namespace

TEST_CASE("a recipe names sources, shares, size and what is held out") {
  const Recipe recipe = recipe_of(
      "# a comment\nmegabytes 2.5\nhold-out 16\nskip-licence measure only\n\n"
      "source a.jsonl 0.5  # half of it\nsource b.jsonl.zst 1\n");
  CHECK(recipe.megabytes == 2.5);
  CHECK(recipe.hold_out == 16);
  REQUIRE(recipe.sources.size() == 2);
  CHECK(recipe.sources[0].file == "a.jsonl");
  CHECK(recipe.sources[0].share == 0.5);
  CHECK(recipe.skip_licences == std::vector<std::string>{"measure only"});
  CHECK(recipe.text.starts_with("# a comment\nmegabytes"));
}

TEST_CASE("an unknown key or a missing value in a recipe is an error with its line") {
  CHECK(error_of("megabytes 2\nsourse a 1\n") == "train_test.tmp:2: unknown key 'sourse'");
  CHECK(error_of("source a.jsonl\n") == "train_test.tmp:1: 'source' needs another value");
  CHECK(error_of("\nmegabytes many\n") == "train_test.tmp:2: 'megabytes' needs another value");
  CHECK_THROWS_AS(read_recipe("no such recipe"), SetupError);
}

TEST_CASE("documents are read in order, with their own identity or their line") {
  CHECK(documents("{\"id\":\"x\",\"text\":\"one\"}\n\n{\"text\":\"two\"}\n") == "x=one|3=two");
}

TEST_CASE("documents of a licence that the recipe skips are left out") {
  Recipe recipe;
  recipe.skip_licences = {"measure only"};
  CHECK(documents("{\"text\":\"a\",\"license\":\"CC0\"}\n"
                  "{\"text\":\"b\",\"license\":\"CC BY-NC (measure only)\"}\n",
                  recipe) == "1=a");
}

TEST_CASE("a line that is no document is an error with its number") {
  CHECK_THROWS_WITH_AS(documents("{\"text\":\"a\"}\nnothing\n"),
                       doctest::Contains("train_test.tmp:2: "), SetupError);
  CHECK_THROWS_AS(documents("{\"text\":5}\n"), SetupError);
}

TEST_CASE("compressed corpora give the same documents") {
  std::string lines;
  for (int i = 0; i < 5000; ++i) {
    lines += "{\"text\":\"" + std::string(static_cast<std::size_t>(i % 700), 'a') +
             std::to_string(i) + "\"}\n";
  }
  const std::string plain = documents(lines);
  CHECK(plain.size() > 1000000);
  CHECK(documents(compressed(lines)) == plain);
}

TEST_CASE("a cut compressed corpus is an error, not a shorter corpus") {
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += "{\"text\":\"" + std::to_string(i * 7919) + "\"}\n";
  const std::string bytes = compressed(lines);
  CHECK_THROWS_AS(documents(bytes.substr(0, bytes.size() - 10)), SetupError);
  CHECK_THROWS_AS(documents(bytes.substr(0, bytes.size() / 2)), SetupError);
}

TEST_CASE("about one document in N is held out, always the same ones") {
  Recipe recipe;
  recipe.hold_out = 16;
  int held = 0;
  for (int i = 0; i < 16000; ++i) {
    const std::string text = "document number " + std::to_string(i);
    CHECK(is_held_out(recipe, text) == is_held_out(recipe, text));
    held += is_held_out(recipe, text);
  }
  CHECK(held > 800);
  CHECK(held < 1200);
  recipe.hold_out = 0;
  CHECK_FALSE(is_held_out(recipe, "document number 1"));
}

TEST_CASE("words rarer than the limit are left out of the counts") {
  Counter counter;
  counter.add("red red red blue");
  const Counts counts = counter.count(2);
  CHECK(counts.words == 4);
  CHECK(std::count(counts.vocabulary.begin(), counts.vocabulary.end(), token_hash("red")) == 1);
  CHECK(std::count(counts.vocabulary.begin(), counts.vocabulary.end(), token_hash("blue")) == 0);
}

TEST_CASE("text that is not UTF-8 is not counted") {
  Counter counter;
  counter.add("red \xFF red");
  CHECK(counter.count(1).words == 0);
}

TEST_CASE("a recipe parts the documents: for measuring, for the n-grams, for the other part") {
  const Recipe recipe = recipe_of("hold-out 4\nfit-bits 10\nfit-part 3\n");
  CHECK(recipe.fit_bits == 10);
  CHECK(recipe.fit_part == 3);
  std::size_t uses[3] = {};
  for (int i = 0; i < 1200; ++i)
    ++uses[static_cast<std::size_t>(use_of(recipe, "text " + std::to_string(i)))];
  CHECK(uses[static_cast<std::size_t>(Use::kMeasuring)] == doctest::Approx(300).epsilon(0.2));
  CHECK(uses[static_cast<std::size_t>(Use::kFit)] == doctest::Approx(300).epsilon(0.2));
  const Recipe ngrams = recipe_of("fit-part 3\n");  // no discriminative part without fit-bits
  for (int i = 0; i < 100; ++i) CHECK(use_of(ngrams, "text " + std::to_string(i)) == Use::kNgrams);
  CHECK(error_of("fit-bits 99\n") != "");
  CHECK(error_of("fit-part 0\n") != "");
}
