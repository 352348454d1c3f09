// Which files a run reads, and what each is called below an output folder.
//
// Folders are walked in sorted order; hidden files and folders, and what is not a regular file, are
// left out; symbolic links to files are followed, those to folders are not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/job_options.hpp"

namespace unspin::cli {

struct Source {
  std::string path;   // "-" is stdin
  std::string below;  // its path below the output folder; empty: there is none
  std::string error;  // why it cannot be read, where that is known already
};

// The inputs of a run: `files` of the command line, and those of the list. Without an output
// folder they are taken as they are, in their order; with one, or with a shard, they are sorted by
// their paths. Throws UsageError, also where two inputs would get the same output or where an
// input is below the output folder, and OutputError where the list cannot be read.
//
// A file that is found in a folder keeps its path below that folder; one that is named by itself,
// on the command line or in the list, keeps the path it is named by.
std::vector<Source> find_sources(const std::vector<std::string>& files, const JobOptions& options);

// Every `shard.count`-th, from `shard.index` on.
std::vector<Source> take_shard(std::vector<Source> sources, Shard shard);

// The names in a list: its lines, or what ends with a null byte. Empty ones are left out.
std::vector<std::string> split_list(const std::string& list, bool null_separated);

// Bytes of all regular files together; 0 when it cannot be known.
std::uint64_t total_size(const std::vector<Source>& sources);

}  // namespace unspin::cli
