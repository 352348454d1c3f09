// Covered by tests/unit/cli_sources_test.cpp and tests/cli/trees.py.
#include "cli/output_tree.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/digest.hpp"
#include "cli/errors.hpp"
#include "cli/output.hpp"
#include "core/hash.hpp"

#ifndef UNSPIN_VERSION
#define UNSPIN_VERSION "0.0.0-dev"
#endif

namespace unspin::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kMarkerFolder = "/.unspin-done/";

Json to_json(const FileFacts& facts) {
  return {{"bytes", facts.bytes}, {"digest", hexadecimal(facts.digest)}};
}

// The temporary files of AtomicFile: ".unspin-" and six letters.
bool is_temporary(const std::string& name) {
  return name.starts_with(".unspin-") && name.size() == 14;
}

// A file that is being written is locked by whoever writes it; the lock goes with its process.
void remove_unless_locked(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return;
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
  ::close(fd);
}

void remove_leftovers(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (is_temporary(at->path().filename().native())) found.push_back(at->path());
  }
  for (const fs::path& path : found) remove_unless_locked(path);
}

}  // namespace

std::optional<FileFacts> facts_of(const std::string& path) {
  constexpr std::size_t kBlock = std::size_t{1} << 18;
  std::ifstream file(path, std::ios::binary);
  std::string block(kBlock, '\0');
  FileFacts facts;
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(kBlock));
    const auto count = static_cast<std::size_t>(file.gcount());
    facts.bytes += count;
    // All blocks but the last are full: the digest depends on the bytes alone.
    if (count > 0) facts.digest = combine(facts.digest, hash_bytes({block.data(), count}));
  }
  if (!file.eof()) return std::nullopt;
  return facts;
}

OutputTree::OutputTree(std::string folder, const std::string& settings, const Engine& engine)
    : folder_(std::move(folder)) {
  while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  Json base;
  base["version"] = UNSPIN_VERSION;
  base["settings"] = settings;
  base["lexicons"] = Json::array();
  for (const Lexicon& lexicon : engine.layers())
    base["lexicons"].push_back(hexadecimal(lexicon.digest()));
  base["model"] = hexadecimal(engine.context().info().digest);
  base_ = base.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string OutputTree::output_of(const std::string& below, const std::string& suffix) const {
  return folder_ + "/" + below + suffix;
}

std::string OutputTree::marker_of(const std::string& output) const {
  return folder_ + std::string(kMarkerFolder) + output.substr(folder_.size() + 1) + ".json";
}

std::string OutputTree::marker_text(const FileFacts& input, const FileFacts& output) const {
  Json marker = Json::parse(base_);
  marker["input"] = to_json(input);
  marker["output"] = to_json(output);
  return marker.dump() + "\n";
}

bool OutputTree::is_done(const std::string& output, const FileFacts& input) const {
  std::ifstream file(marker_of(output), std::ios::binary);
  if (!file) return false;
  const Json marker = Json::parse(file, nullptr, false);  // what is no JSON is discarded
  if (!marker.is_object() || !marker.contains("output") || !marker["output"].is_object()) {
    return false;
  }
  std::error_code error;
  const std::uint64_t size = fs::file_size(output, error);
  if (error || marker["output"].value("bytes", Json()) != size) return false;  // spares reading it
  const std::optional<FileFacts> written = facts_of(output);
  return written && marker == Json::parse(marker_text(input, *written));
}

void OutputTree::prepare(const std::string& path) {
  const std::string folder = path.substr(0, path.rfind('/'));
  if (!ready_.insert(folder).second) return;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    ready_.erase(folder);
    throw OutputError(describe_errno(folder, error.value()));
  }
  remove_leftovers(folder);
}

void OutputTree::mark(const std::string& output, const FileFacts& input) {
  const std::optional<FileFacts> written = facts_of(output);
  if (!written) throw OutputError(describe_errno(output, errno));
  const std::string path = marker_of(output);
  prepare(path);
  Output marker(path, Durability::kLater);
  marker.write(marker_text(input, *written));
  marker.finish();
}

void OutputTree::sync() const {
  const int fd = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;  // nothing has been written
  const int result = ::syncfs(fd);
  const int code = errno;
  ::close(fd);
  if (result != 0) throw OutputError(describe_errno(folder_, code));
}

}  // namespace unspin::cli
