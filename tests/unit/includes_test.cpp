// The structure of the source tree, read from its #include lines: which module may see which.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct File {
  std::string path;    // below src, e.g. "core/edit.cpp"
  std::string module;  // its folder
  std::vector<std::string> lines;
  std::vector<std::string> includes;  // what stands between quotes or angle brackets
};

File read(const fs::path& path, const fs::path& root) {
  File file;
  file.path = fs::relative(path, root).generic_string();
  file.module = file.path.substr(0, file.path.find('/'));
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    file.lines.push_back(line);
    if (!line.starts_with("#include")) continue;
    const std::size_t open = line.find_first_of("\"<");
    const std::size_t close = line.find_first_of("\">", open + 1);
    file.includes.push_back(line.substr(open + 1, close - open - 1));
  }
  return file;
}

const std::vector<File>& sources() {
  static const std::vector<File> files = [] {
    const fs::path root = fs::path(UNSPIN_SOURCE_DIR) / "src";
    std::vector<File> all;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string ending = entry.path().extension().string();
      if (ending == ".cpp" || ending == ".hpp" || ending == ".S")
        all.push_back(read(entry.path(), root));
    }
    std::sort(all.begin(), all.end(), [](const File& a, const File& b) { return a.path < b.path; });
    return all;
  }();
  return files;
}

// "path includes name" of all files whose includes `is_wrong` finds fault with; empty when none.
template <typename Wrong>
std::string faults(const Wrong& is_wrong) {
  std::string out;
  for (const File& file : sources()) {
    for (const std::string& name : file.includes) {
      if (is_wrong(file, name)) out += file.path + " includes " + name + "\n";
    }
  }
  return out;
}

bool is_own_header(const std::string& name) {
  return name.find('/') != std::string::npos && name.ends_with(".hpp") &&
         fs::exists(fs::path(UNSPIN_SOURCE_DIR) / "src" / name);
}

}  // namespace

TEST_CASE("the source tree is found") { CHECK(sources().size() > 30); }

TEST_CASE("modules include only the modules below them") {
  const std::map<std::string, std::vector<std::string>> allowed = {
      {"unspin", {"unspin"}},
      {"core", {"core", "unspin"}},
      {"spin", {"spin", "core", "unspin"}},
      {"mend", {"mend", "core", "unspin", "spin"}},
      {"engine", {"engine", "mend", "spin", "core", "unspin"}},
      {"build", {"build", "spin", "core", "unspin"}},
      {"cli", {"cli", "build", "core", "unspin", "spin"}}};
  CHECK(faults([&](const File& file, const std::string& name) {
          if (!is_own_header(name)) return false;
          const auto found = allowed.find(file.module);
          if (found == allowed.end()) return true;
          const std::string module = name.substr(0, name.find('/'));
          return std::find(found->second.begin(), found->second.end(), module) ==
                 found->second.end();
        }) == "");
}

TEST_CASE("mending sees the context model and how prose is shown to it, nothing else of spin") {
  CHECK(faults([](const File& file, const std::string& name) {
          return file.module == "mend" && name.starts_with("spin/") && name != "spin/prose.hpp" &&
                 name != "spin/site.hpp" && name != "spin/ngram_table.hpp";
        }) == "");
}

TEST_CASE("only unicode.cpp includes ICU") {
  CHECK(faults([](const File& file, const std::string& name) {
          return name.starts_with("unicode/") && file.path != "core/unicode.cpp";
        }) == "");
}

TEST_CASE("only the options of the program include Boost, and SHA-1") {
  CHECK(faults([](const File& file, const std::string& name) {
          const bool options = file.path.starts_with("cli/") &&
                               file.path.find("options") != std::string::npos &&
                               file.path.ends_with(".cpp");
          return name.starts_with("boost/") && !options && file.path != "cli/sha1.cpp";
        }) == "");
}

TEST_CASE("only the program and the build include the JSON library, and only codecs compress") {
  CHECK(faults([](const File& file, const std::string& name) {
          return name.starts_with("nlohmann/") && file.module != "cli" && file.module != "build";
        }) == "");
  CHECK(faults([](const File& file, const std::string& name) {
          return name.starts_with("zstd") && file.module != "build" &&
                 file.path != "cli/codec_zstd.cpp";
        }) == "");
  CHECK(faults([](const File& file, const std::string& name) {
          return name == "zlib.h" && file.path != "cli/codec_gzip.cpp";
        }) == "");
}

TEST_CASE("the library includes nothing that prints or reads files, but the mapping") {
  const std::vector<std::string> io = {"iostream", "ostream", "fstream", "cstdio",
                                       "stdio.h",  "print",   "sstream", "istream"};
  CHECK(faults([&](const File& file, const std::string& name) {
          const bool library = file.module != "cli" && file.module != "build";
          return library && std::find(io.begin(), io.end(), name) != io.end();
        }) == "");
  CHECK(faults([&](const File& file, const std::string& name) {
          const bool library = file.module != "cli" && file.module != "build";
          const bool files = name == "unistd.h" || name == "fcntl.h" || name.starts_with("sys/");
          return library && files && file.path != "core/file_format.cpp";
        }) == "");
}

TEST_CASE("installed headers include only each other and the standard library") {
  CHECK(faults([](const File& file, const std::string& name) {
          return file.module == "unspin" && name.find('/') != std::string::npos &&
                 !name.starts_with("unspin/");
        }) == "");
  CHECK(faults([](const File& file, const std::string& name) {
          return file.module == "unspin" && name.ends_with(".h");
        }) == "");
}

TEST_CASE("a header for its own module comes first in each source file that has one") {
  std::string wrong;
  for (const File& file : sources()) {
    if (!file.path.ends_with(".cpp")) continue;
    const std::string own = file.path.substr(0, file.path.size() - 4) + ".hpp";
    if (is_own_header(own) && (file.includes.empty() || file.includes[0] != own))
      wrong += file.path + "\n";
  }
  CHECK(wrong == "");
}

TEST_CASE("headers are guarded, and a comment says what each file is, in it or in its header") {
  std::string wrong;
  for (const File& file : sources()) {
    const auto has = [&](const std::string& line) {
      return std::find(file.lines.begin(), file.lines.end(), line) != file.lines.end();
    };
    if (file.path.ends_with(".hpp") && !has("#pragma once")) wrong += file.path + ": no guard\n";
    const bool described_there = file.path.ends_with(".cpp") &&
                                 is_own_header(file.path.substr(0, file.path.size() - 4) + ".hpp");
    if (!described_there && (file.lines.empty() || !file.lines[0].starts_with("//")))
      wrong += file.path + ": no comment\n";
  }
  CHECK(wrong == "");
}

TEST_CASE("no file is longer than 300 lines, no line longer than 100 characters") {
  std::string wrong;
  for (const File& file : sources()) {
    if (file.lines.size() > 300) wrong += file.path + ": too long\n";
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (file.lines[i].size() > 100) wrong += file.path + ":" + std::to_string(i + 1) + "\n";
    }
  }
  CHECK(wrong == "");
}
