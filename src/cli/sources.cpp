// Covered by tests/unit/cli_sources_test.cpp and tests/cli/trees.py.
#include "cli/sources.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/errors.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"

namespace unspin::cli {

namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

// The path without links and dots; what does not exist yet is taken as it is written.
fs::path real_path(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  if (error) return path;
  return real.has_filename() ? real : real.parent_path();  // "out/", if there is none yet
}

// Walks folders for a run whose outputs go below `output`.
class Walk {
 public:
  Walk(const std::string& output, std::vector<Source>& sources)
      : output_(real_path(output)), sources_(sources) {}

  void add(const std::string& path) {
    if (path == "-") throw UsageError("--output-dir: stdin has no name to keep");
    if (is_output(real_path(path))) {
      throw UsageError(printable(path) + ": is the output folder, or below it");
    }
    std::error_code error;
    if (fs::is_directory(path, error)) {
      walk(path, "");
    } else {
      sources_.push_back({path, name_below(path), ""});
    }
  }

 private:
  bool is_output(const fs::path& path) const {
    const auto [end, rest] =
        std::mismatch(output_.begin(), output_.end(), path.begin(), path.end());
    static_cast<void>(rest);
    return end == output_.end();
  }

  void walk(const fs::path& folder, const fs::path& below) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (!is_hidden(at->path())) entries.push_back(*at);
    }
    if (error) sources_.push_back({folder.native(), "", describe_errno(folder, error.value())});
    for (const fs::directory_entry& entry : entries) take(entry, below);
  }

  void take(const fs::directory_entry& entry, const fs::path& below) {
    std::error_code error;
    const fs::path name = below / entry.path().filename();
    if (entry.is_directory(error) && !entry.is_symlink(error)) {
      if (real_path(entry.path()) != output_) walk(entry.path(), name);
    } else if (entry.is_regular_file(error)) {
      sources_.push_back({entry.path().native(), name.native(), ""});
    }
  }

  // "./a/b.txt" is "a/b.txt", "/data/b.txt" is "data/b.txt".
  static std::string name_below(const std::string& path) {
    const fs::path name = fs::path(path).lexically_normal().relative_path();
    if (name.begin() != name.end() && *name.begin() == "..") {
      throw UsageError(printable(path) + ": '..' has no place below the output folder; name a " +
                       "folder, or go there first");
    }
    return name.native();
  }

  fs::path output_;
  std::vector<Source>& sources_;
};

void refuse_same_output(const std::vector<Source>& sources) {
  std::vector<std::pair<std::string, std::string>> outputs;
  for (const Source& source : sources) outputs.emplace_back(source.below, source.path);
  std::sort(outputs.begin(), outputs.end());
  for (std::size_t i = 1; i < outputs.size(); ++i) {
    if (outputs[i].first.empty() || outputs[i].first != outputs[i - 1].first) continue;
    throw UsageError(printable(outputs[i - 1].second) + " and " + printable(outputs[i].second) +
                     " would have the same output");
  }
}

std::vector<std::string> read_list(const JobOptions& options) {
  Input input(options.file_list);
  const std::string list = input.read_all();
  if (!input.error().empty()) throw OutputError("--file-list: " + input.error());
  return split_list(list, options.null_separated);
}

}  // namespace

std::vector<std::string> split_list(const std::string& list, bool null_separated) {
  const char separator = null_separated ? '\0' : '\n';
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(separator, begin), list.size());
    if (end > begin) names.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

std::vector<Source> take_shard(std::vector<Source> sources, Shard shard) {
  std::vector<Source> taken;
  for (std::size_t i = shard.index; i < sources.size(); i += shard.count) {
    taken.push_back(std::move(sources[i]));
  }
  return taken;
}

std::vector<Source> find_sources(const std::vector<std::string>& files, const JobOptions& options) {
  std::vector<std::string> paths = files;
  if (!options.file_list.empty()) {
    for (std::string& path : read_list(options)) paths.push_back(std::move(path));
  }
  std::vector<Source> sources;
  if (options.output_dir.empty()) {
    for (std::string& path : paths) sources.push_back({std::move(path), "", ""});
  } else {
    Walk walk(options.output_dir, sources);
    for (const std::string& path : paths) walk.add(path);
    refuse_same_output(sources);
  }
  if (options.output_dir.empty() && !options.shard) return sources;
  std::stable_sort(sources.begin(), sources.end(),
                   [](const Source& a, const Source& b) { return a.path < b.path; });
  return options.shard ? take_shard(std::move(sources), *options.shard) : sources;
}

std::uint64_t total_size(const std::vector<Source>& sources) {
  std::uint64_t total = 0;
  for (const Source& source : sources) {
    std::error_code error;
    if (!fs::is_regular_file(source.path, error)) return 0;
    const std::uint64_t size = fs::file_size(source.path, error);
    if (error) return 0;
    total += size;
  }
  return total;
}

}  // namespace unspin::cli
