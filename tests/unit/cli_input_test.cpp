// Files and how they are compressed (src/cli/input, output).
#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cli/input.hpp"
#include "cli/output.hpp"

using namespace unspin::cli;

namespace {

// A file that is gone at the end of the test.
class TestFile {
 public:
  explicit TestFile(const std::string& bytes = "") {
    std::ofstream(path(), std::ios::binary) << bytes;
  }
  ~TestFile() { std::filesystem::remove(path()); }

  static std::string path() {
    const std::string name = "unspin-input-test-" + std::to_string(::getpid());
    return (std::filesystem::temp_directory_path() / name).string();
  }

  static std::string content() {
    std::ifstream in(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

std::string read_in_steps(Input& input, std::size_t step) {
  std::string bytes, block(step, '\0');
  while (const std::size_t count = input.read(block)) bytes.append(block, 0, count);
  return bytes;
}

std::string written(Compression compression, const std::vector<std::string>& members) {
  const TestFile file;
  Output output(TestFile::path());
  output.compress(compression);
  output.compress(Compression::kNone);  // too late
  for (const std::string& member : members) {
    output.write(member);
    output.end_member();
  }
  output.finish();
  return TestFile::content();
}

}  // namespace

TEST_CASE("what is not compressed is read as it is, also where it begins like a magic number") {
  for (const char* bytes : {"", "\x1f", "P", "P*M", "(", "text", "Picture of a pier"}) {
    const TestFile file(bytes);
    for (std::size_t step = 1; step < 8; ++step) {
      Input input(TestFile::path());
      CHECK(read_in_steps(input, step) == bytes);
      CHECK(input.error() == "");
      CHECK(input.compression() == Compression::kNone);
    }
  }
}

TEST_CASE("what an output compresses an input reads, in reads of any size") {
  for (const Compression compression : {Compression::kGzip, Compression::kZstd}) {
    const TestFile file(written(compression, {"The ferry ", "leaves.\n"}));
    for (std::size_t step = 1; step < 30; ++step) {
      Input input(TestFile::path());
      if (step % 2 == 0) CHECK(input.compression() == compression);
      CHECK(read_in_steps(input, step) == "The ferry leaves.\n");
      CHECK(input.error() == "");
      CHECK(input.compression() == compression);
    }
  }
}

TEST_CASE("the end of a member begins another only when something is written behind it") {
  for (const Compression compression : {Compression::kGzip, Compression::kZstd}) {
    const std::string one = written(compression, {"one"}), none = written(compression, {});
    CHECK(written(compression, {"one", "one"}) == one + one);
    CHECK(written(compression, {"", "one", ""}) == one);
    CHECK(written(compression, {"", ""}) == none);
    CHECK(none.size() > 8);
  }
  CHECK(written(Compression::kNone, {"one", "two"}) == "onetwo");
}

TEST_CASE("an input that ends early says so, with its name") {
  const std::string bytes = written(Compression::kZstd, {"The ferry leaves.\n"});
  const TestFile file(bytes.substr(0, bytes.size() - 1));
  Input input(TestFile::path());
  CHECK(input.error() == "");
  CHECK(input.read_all() == "The ferry leaves.\n");
  CHECK(input.error() == TestFile::path() + ": zstd data ends early");
}
