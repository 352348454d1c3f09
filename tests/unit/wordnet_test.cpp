// Rows from WordNet's data files (src/build/wordnet.hpp).
#include "build/wordnet.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "fixtures.hpp"
#include "unspin/error.hpp"

using namespace unspin;
using namespace unspin::build;

namespace {

// A folder with data files in WordNet's format, made up for the test.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("unspin-wordnet-" + std::to_string(::getpid()));

  explicit Folder(const std::string& nouns) {
    std::filesystem::create_directories(path);
    for (const char* name : {"data.noun", "data.verb", "data.adj", "data.adv"})
      std::ofstream(path / name) << "  1 a line of the licence\n";
    std::ofstream(path / "data.noun", std::ios::app) << nouns;
  }
  ~Folder() { std::filesystem::remove_all(path); }
};

const Row* find(const std::vector<Row>& rows, const std::string& spun,
                const std::string& original) {
  for (const Row& row : rows) {
    if (row.spun == spun && row.original == original) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("the rarer synonyms stand for the more frequent ones") {
  const Folder folder(
      "02958343 06 n 04 car 0 auto 0 automobile 0 motorcar 0 001 @ 03 n 00 | a car\n");
  const std::vector<Row> rows = wordnet_rows(folder.path, Context::embedded());
  REQUIRE(find(rows, "motorcar", "car") != nullptr);
  CHECK(find(rows, "motorcar", "car")->weight > 0.3);
  CHECK(find(rows, "motorcar", "car")->pos == 'n');
  const Row* reverse = find(rows, "car", "motorcar");
  CHECK((reverse == nullptr || reverse->weight < 0.1));
}

TEST_CASE("names, short words, and words that hold sentences together are left out") {
  const Folder folder(
      "00000001 06 n 03 helium 0 He 0 atomic_number_2 0 000 | a gas\n"
      "00000002 06 n 02 are 0 square_measure 0 000 | a measure\n"
      "00000003 06 n 02 New_York 0 city 0 000 | a city\n");
  CHECK(wordnet_rows(folder.path, Context::embedded()).empty());
}

TEST_CASE("underscores are spaces, and the weights of a phrase leave room for the author's own") {
  const Folder folder("00000001 06 n 03 motor_vehicle 0 car 0 machine(p) 0 000 | a thing\n");
  const std::vector<Row> rows = wordnet_rows(folder.path, Context::embedded());
  CHECK(find(rows, "motor vehicle", "car") != nullptr);
  double sum = 0;
  for (const Row& row : rows) {
    if (row.spun == "motor vehicle") sum += row.weight;
    CHECK(row.source == "wordnet");
  }
  CHECK(sum <= 0.91);
}

TEST_CASE("a missing folder and a line cut short are errors that say where") {
  CHECK_THROWS_WITH_AS(wordnet_rows("/nonexistent", Context::embedded()),
                       doctest::Contains("/nonexistent/data.noun"), SetupError);
  const Folder folder("00000001 06 n 04 car 0 auto 0\n");
  CHECK_THROWS_WITH_AS(wordnet_rows(folder.path, Context::embedded()),
                       doctest::Contains("data.noun:2"), SetupError);
}

TEST_CASE("rows can be written as lines of a dictionary and read back") {
  const Folder folder("02958343 06 n 02 car 0 motorcar 0 000 | a car\n");
  const std::vector<Row> rows = wordnet_rows(folder.path, Context::embedded());
  REQUIRE(!rows.empty());
  const std::vector<Row> again = read_rows(to_line(rows[0]), "wordnet.tsv");
  REQUIRE(again.size() == 1);
  CHECK(again[0].spun == rows[0].spun);
  CHECK(again[0].weight == doctest::Approx(rows[0].weight));
}
