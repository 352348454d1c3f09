// Which files a run reads, and where their outputs go (src/cli/sources, output_tree).
#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/atomic_file.hpp"
#include "cli/errors.hpp"
#include "cli/output_tree.hpp"
#include "cli/sources.hpp"

using namespace unspin;
using namespace unspin::cli;

namespace {

namespace fs = std::filesystem;

// A folder that goes with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("unspin-tree-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  void file(const std::string& name, const std::string& text = "text\n") const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

JobOptions to(const std::string& output_dir) {
  JobOptions options;
  options.output_dir = output_dir;
  return options;
}

std::vector<std::string> below(const std::vector<Source>& sources) {
  std::vector<std::string> names;
  for (const Source& source : sources) names.push_back(source.below);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder is walked in order, without what is hidden or not a regular file") {
  const Folder folder;
  for (const char* name : {"in/b.txt", "in/a/2.txt", "in/a/10.txt", "in/.git/x", "in/.hidden"}) {
    folder.file(name);
  }
  fs::create_symlink("b.txt", folder / "in/link.txt");
  fs::create_symlink("..", folder / "in/loop");
  fs::create_symlink("nowhere", folder / "in/broken");
  const auto found = find_sources({folder / "in"}, to(folder / "out"));
  CHECK(below(found) == Names{"a/10.txt", "a/2.txt", "b.txt", "link.txt"});
  CHECK(found.front().path == folder / "in/a/10.txt");
  CHECK(total_size(found) == 20);
}

TEST_CASE("a file that is named by itself keeps the path it is named by") {
  const JobOptions options = to("/nowhere/out");
  CHECK(below(find_sources({"./x/../a.txt", "b//c.txt", "/data/d.txt"}, options)) ==
        Names{"a.txt", "data/d.txt", "b/c.txt"});
  CHECK_THROWS_AS(find_sources({"../a.txt"}, options), UsageError);
  CHECK_THROWS_AS(find_sources({"-"}, options), UsageError);
}

TEST_CASE("inputs with one output, and inputs below the output folder, are refused") {
  const Folder folder;
  folder.file("one/a.txt");
  folder.file("two/a.txt");
  CHECK_THROWS_WITH_AS(find_sources({folder / "one", folder / "two"}, to(folder / "out")),
                       doctest::Contains("the same output"), UsageError);
  for (const char* input : {"one", "one/a.txt", "two/../one/a.txt", "one/"}) {
    CAPTURE(input);
    CHECK_THROWS_AS(find_sources({folder / input}, to(folder / "one/")), UsageError);
  }
  CHECK(below(find_sources({folder / "one"}, to(folder / "on"))) == Names{"a.txt"});
}

TEST_CASE("an output folder inside of the input folder is left out of the walk") {
  const Folder folder;
  folder.file("a.txt");
  folder.file("out/a.txt");
  folder.file("output/b.txt");
  CHECK(below(find_sources({folder / ""}, to(folder / "out"))) == Names{"a.txt", "output/b.txt"});
}

TEST_CASE("a list has a name a line, or names that end with null bytes") {
  CHECK(split_list("a.txt\n\nb c.txt\nlast", false) == Names{"a.txt", "b c.txt", "last"});
  CHECK(split_list(std::string("a\nb\0c\0", 6), true) == Names{"a\nb", "c"});
  CHECK(split_list("", false).empty());
}

TEST_CASE("files of a list come behind those of the command line, in their order") {
  const Folder folder;
  folder.file("list", "b.txt\na.txt\n");
  JobOptions options;
  options.file_list = folder / "list";
  std::vector<std::string> paths;
  for (const Source& source : find_sources({"z.txt"}, options)) paths.push_back(source.path);
  CHECK(paths == Names{"z.txt", "b.txt", "a.txt"});
  options.file_list = folder / "missing";
  CHECK_THROWS_AS(find_sources({}, options), OutputError);
}

TEST_CASE("shards take every N-th file of the sorted list; together they are all") {
  JobOptions options;
  const std::vector<std::string> files = {"e", "b", "d", "a", "c"};
  std::vector<std::string> paths;
  for (const std::size_t index : {0U, 1U, 2U}) {
    options.shard = Shard{index, 3};
    for (const Source& source : find_sources(files, options)) paths.push_back(source.path);
  }
  CHECK(paths == Names{"a", "d", "b", "e", "c"});
}

TEST_CASE("the digest of a file tells every change of it") {
  const Folder folder;
  folder.file("a", std::string(300'000, 'x'));
  const auto before = facts_of(folder / "a");
  REQUIRE(before.has_value());
  CHECK(before->bytes == 300'000);
  CHECK(facts_of(folder / "a") == before);
  folder.file("a", std::string(299'999, 'x') + 'y');
  CHECK(facts_of(folder / "a") != before);
  CHECK_FALSE(facts_of(folder / "missing").has_value());
  folder.file("empty", "");
  CHECK(facts_of(folder / "empty") == FileFacts{});
}

TEST_CASE("an output is done only while input, settings, dictionaries and output are the same") {
  const Folder folder;
  const Engine engine({});
  OutputTree tree(folder / "out/", "repair", engine);
  const std::string output = tree.output_of("a/b.txt", "");
  CHECK(output == folder / "out/a/b.txt");
  const FileFacts input{5, 77};
  CHECK_FALSE(tree.is_done(output, input));
  tree.prepare(output);
  folder.file("out/a/b.txt", "done\n");
  CHECK_FALSE(tree.is_done(output, input));  // not marked yet
  tree.mark(output, input);
  CHECK(tree.is_done(output, input));
  CHECK(OutputTree(folder / "out", "repair", engine).is_done(output, input));

  CHECK_FALSE(tree.is_done(output, {5, 78}));
  CHECK_FALSE(tree.is_done(output, {6, 77}));
  CHECK_FALSE(OutputTree(folder / "out", "repair --assume-spun=", engine).is_done(output, input));
  const Engine bare({}, {}, Context::embedded());
  CHECK_FALSE(OutputTree(folder / "out", "repair", bare).is_done(output, input));
  folder.file("out/a/b.txt", "cut");
  CHECK_FALSE(tree.is_done(output, input));
  folder.file("out/a/b.txt", std::string(5, '\0'));  // the same size
  CHECK_FALSE(tree.is_done(output, input));
  folder.file("out/a/b.txt", "done\n");
  CHECK(tree.is_done(output, input));
  fs::remove(output);
  CHECK_FALSE(tree.is_done(output, input));
}

TEST_CASE("a marker that is cut or is something else does not count") {
  const Folder folder;
  const Engine engine({}, {}, Context::embedded());
  OutputTree tree(folder / "out", "repair", engine);
  const std::string output = tree.output_of("a.txt", "");
  tree.prepare(output);
  folder.file("out/a.txt", "done\n");
  tree.mark(output, {1, 2});
  REQUIRE(tree.is_done(output, {1, 2}));
  for (const char* text : {"", "{", "[]", "{}", "{\"output\":5}", "null",
                           "{\"output\":{\"bytes\":5}}", "{\"output\":{\"bytes\":\"x\"}}"}) {
    folder.file("out/.unspin-done/a.txt.json", text);
    CHECK_FALSE(tree.is_done(output, {1, 2}));
  }
}

TEST_CASE("what a killed run has left half-written is removed, what is being written is not") {
  const Folder folder;
  const Engine engine({}, {}, Context::embedded());
  folder.file("out/.unspin-abcDE1", "half");
  folder.file("out/.unspin-done.txt", "not ours");
  OutputTree tree(folder / "out", "repair", engine);
  const AtomicFile open(folder / "out/b.txt");
  tree.prepare(folder / "out/a.txt");
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder / "out")) {
    names.push_back(entry.path().filename().string());
  }
  CHECK(names.size() == 2);  // the one that is not ours, and the one that is open
  CHECK_FALSE(fs::exists(folder / "out/.unspin-abcDE1"));
  CHECK(fs::exists(folder / "out/.unspin-done.txt"));
}
