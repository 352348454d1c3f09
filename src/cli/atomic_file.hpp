// A file that is replaced as a whole or not at all.
//
// The bytes go to a temporary file beside the target; commit() makes them durable, in the order
// write, fsync, rename, fsync of the directory, unless that is left to the caller. Whatever
// happens before leaves the target as it was. The temporary file is removed by the destructor and
// by SIGINT, SIGTERM and SIGHUP.
//
// Symbolic links are followed: the file they lead to is replaced. A file with several hard links
// is refused, because replacing it would cut the others off. Permissions are kept, the owner where
// we may. What is not a regular file (a terminal, a pipe, /dev/null) is written to directly.
#pragma once

#include <sys/stat.h>

#include <string>

namespace unspin::cli {

// kLater: whoever makes many files waits for the disk once, for all of them.
enum class Durability { kNow, kLater };

class AtomicFile {
 public:
  // Throws OutputError when `path` cannot be replaced.
  explicit AtomicFile(const std::string& path, Durability durability = Durability::kNow);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  int fd() const { return fd_; }
  const std::string& name() const { return name_; }  // for messages

  // The same file as `other` once both are committed.
  bool replaces(const std::string& other) const;

  // Replaces the target. Throws OutputError; then the target is as it was.
  void commit();

 private:
  void open_directly();
  void open_beside();
  void keep_attributes();
  void sync_directory();
  [[noreturn]] void fail(int code);

  std::string name_;
  std::string target_;           // with symbolic links resolved
  std::string temporary_;        // empty: the target is written directly, or the work is done
  struct stat status_{};         // of the target before
  Durability durability_;
  bool exists_ = false;
  int fd_ = -1;
};

}  // namespace unspin::cli
