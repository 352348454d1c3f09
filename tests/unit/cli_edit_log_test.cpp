// Writing and reading the edit log (src/cli/edit_log, edit_log_reader).
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cli/edit_log.hpp"
#include "cli/edit_log_reader.hpp"
#include "unspin/error.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

// A file name of its own for a test; the file goes with it.
class Scrap {
 public:
  Scrap() : path_("/tmp/unspin-log-test-" + std::to_string(::getpid())) {}
  ~Scrap() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

  std::string read() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }

 private:
  std::string path_;
};

EditList list_of(std::vector<Edit> edits) { return EditList::from_unsorted(std::move(edits)); }

const LoggedInput kFirst{"a.jsonl", Format::kJsonl, {"text"}, 0, 3, 100, 90, "00", "01"};
const LoggedInput kSecond{"b\n.txt", Format::kText, {}, 0, 0, 5, 5, "02", "02"};

// Three edits in records 0 and 2 of one input, none in another.
void write_log(const std::string& path) {
  EditLogWriter log(path);
  const EditList text = list_of({{{0, 2}, "é", "e\"", "r", 0.5}, {{4, 4}, "", "x", "r", 1.0}});
  const EditList raw =
      list_of({{{9, 15}, "\\u00e9", "e\\\"", "r", 0.5}, {{17, 17}, "", "x", "r", 1.0}});
  log.add("a.jsonl", 0, {{{"", {text, {}, {}, {}}}}, raw, 2, 0, {}});
  const EditList line = list_of({{{1, 2}, "\n", " ", "r", 1.0}});
  const EditList raw_line = list_of({{{9, 11}, "\\n", " ", "r", 1.0}});
  log.add("a.jsonl", 2, {{{"", {line, {}, {}, {}}}}, raw_line, 1, 0, {}});
  log.end_input(kFirst);
  log.end_input(kSecond);
  log.finish();
}

bool refused_or_the_same(const std::string& path) {
  try {
    return check_log(path) == std::vector<LoggedInput>{kFirst, kSecond};
  } catch (const SetupError&) {
    return true;
  }
}

}  // namespace

TEST_CASE("what is logged is read back") {
  const Scrap scrap;
  write_log(scrap.path());
  CHECK(check_log(scrap.path()) == std::vector<LoggedInput>{kFirst, kSecond});

  EditLogReader reader(scrap.path());
  const std::vector<LoggedEdits> taken = reader.take(0);
  REQUIRE(taken.size() == 1);
  const LoggedEdits& first = taken[0];
  REQUIRE(first.edits.size() == 2);
  CHECK(first.edits.edits()[0].before == "é");
  CHECK(first.edits.edits()[0].after == "e\"");
  CHECK(first.spellings == std::vector<std::string>{"\\u00e9", ""});
  CHECK(reader.take(1).empty());
  CHECK_FALSE(reader.end_input());
  CHECK(reader.take(2).at(0).spellings == std::vector<std::string>{""});
  CHECK(reader.end_input());
  CHECK(reader.take(0).empty());
  CHECK(reader.end_input());
}

TEST_CASE("a log that is cut anywhere is refused") {
  const Scrap scrap;
  write_log(scrap.path());
  const std::string whole = scrap.read();
  // Without its last newline it is still whole.
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    CAPTURE(size);
    scrap.write(whole.substr(0, size));
    CHECK_THROWS_AS(check_log(scrap.path()), SetupError);
  }
}

TEST_CASE("a log with any byte changed is refused or says the same") {
  const Scrap scrap;
  write_log(scrap.path());
  const std::string whole = scrap.read();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CAPTURE(changed);
    scrap.write(changed);
    CHECK(refused_or_the_same(scrap.path()));
  }
}

TEST_CASE("lines put behind the end record are refused") {
  const Scrap scrap;
  write_log(scrap.path());
  scrap.write(scrap.read() + "{}\n");
  CHECK_THROWS_AS(check_log(scrap.path()), SetupError);
}

TEST_CASE("a digest does not depend on how the bytes are cut") {
  Digest whole, parts;
  whole.add("some bytes");
  for (const char* part : {"so", "", "me byt", "es"}) parts.add(part);
  CHECK(whole == parts);
  CHECK(whole.text().size() == 16);
  Digest reference;
  reference.add("foobar");
  CHECK(reference.text() == "85944171f73967e8");  // published FNV-1a test vector
}
