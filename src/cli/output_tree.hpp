// A folder of outputs, one for each input, that a run which was killed can go on with.
//
//   DIR/a/b.txt                       the output of a/b.txt
//   DIR/.unspin-done/a/b.txt.json     its marker, written when the output is in its place
//
// A marker holds sizes and digests of input and output, digests of lexicons and model, the settings
// and the version. A file is done when its marker agrees with all of them, those of the output
// included. Markers are written last, so that a run may be killed at any moment: what has none is
// done again. Nor does a file wait for the disk: what a power failure takes disagrees with its
// marker. Digests tell accidents, not forgery.
//
// is_done() may be called by one thread while another one calls the rest.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "unspin/engine.hpp"

namespace unspin::cli {

// Size and digest of a file's bytes as they are on the disk.
struct FileFacts {
  std::uint64_t bytes = 0;
  std::uint64_t digest = 0;
  bool operator==(const FileFacts&) const = default;
};

// None when the file cannot be read.
std::optional<FileFacts> facts_of(const std::string& path);

class OutputTree {
 public:
  // `settings`: all else that the outputs depend on (JobOptions).
  OutputTree(std::string folder, const std::string& settings, const Engine& engine);

  // Where the output of `below` goes. `suffix` is added to its name.
  std::string output_of(const std::string& below, const std::string& suffix) const;

  // Whether an earlier run has made `output` of an input with these facts.
  bool is_done(const std::string& output, const FileFacts& input) const;

  // Makes the folder of a file, and removes what killed runs have left half-written in it. Throws
  // OutputError.
  void prepare(const std::string& path);

  // Says that `output` is done. Throws OutputError.
  void mark(const std::string& output, const FileFacts& input);

  // Waits until everything is on the disk. Throws OutputError.
  void sync() const;

 private:
  std::string marker_of(const std::string& output) const;
  std::string marker_text(const FileFacts& input, const FileFacts& output) const;

  std::string folder_;
  std::string base_;             // a marker without its inputs and outputs, as JSON
  std::set<std::string> ready_;  // folders that are made and cleared
};

}  // namespace unspin::cli
