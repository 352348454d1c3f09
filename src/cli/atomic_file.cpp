// Covered by tests/cli/output/*.case and tests/cli/faults.py.
#include "cli/atomic_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "cli/errors.hpp"
#include "cli/message.hpp"

namespace unspin::cli {

namespace {

// Names of temporary files that a signal must remove: the one thing here that has to be global,
// since a handler gets no argument. A slot is in use while its first byte is not 0.
struct Slot {
  volatile sig_atomic_t used;
  char path[PATH_MAX];
};
std::array<Slot, 4> slots;

// Only async-signal-safe calls: removes the files and dies of the same signal.
void remove_and_die(int signal) {
  for (const Slot& slot : slots) {
    if (slot.used != 0) ::unlink(slot.path);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void watch_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction old {
    }, action{};
    action.sa_handler = remove_and_die;
    // A signal that is ignored on entry (nohup) stays ignored.
    if (::sigaction(signal, nullptr, &old) == 0 && old.sa_handler == SIG_DFL) {
      ::sigaction(signal, &action, nullptr);
    }
  }
}

// Holds the signals off while it lives: a file must not exist before a handler knows its name.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    ::sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&held, signal);
    ::pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_{};
};

void remember(const std::string& path) {
  watch_signals();
  for (Slot& slot : slots) {
    if (slot.used != 0 || path.size() >= sizeof slot.path) continue;
    std::memcpy(slot.path, path.c_str(), path.size() + 1);
    slot.used = 1;
    return;
  }
}

void forget(const std::string& path) {
  for (Slot& slot : slots) {
    if (slot.used != 0 && path == slot.path) slot.used = 0;
  }
}

// The path with every symbolic link resolved; as it is when there is no such file yet.
std::string resolve(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return path;
  std::string result(resolved);
  std::free(resolved);
  return result;
}

// With its slash; the temporary file has to be on the same file system to be renamed.
std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

// There is no way to ask for the mask without setting it.
mode_t current_umask() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return mask;
}

}  // namespace

AtomicFile::AtomicFile(const std::string& path, Durability durability)
    : name_(printable(path)), target_(resolve(path)), durability_(durability) {
  exists_ = ::stat(target_.c_str(), &status_) == 0;
  // A missing directory is found when the temporary file is made in it.
  if (!exists_ && errno != ENOENT) fail(errno);
  if (exists_ && S_ISDIR(status_.st_mode)) fail(EISDIR);
  if (exists_ && !S_ISREG(status_.st_mode)) {
    open_directly();
  } else {
    open_beside();
  }
}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) ::close(fd_);
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  forget(temporary_);
}

void AtomicFile::fail(int code) { throw OutputError(describe_errno(name_, code)); }

void AtomicFile::open_directly() {
  fd_ = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd_ < 0) fail(errno);
}

void AtomicFile::open_beside() {
  if (exists_ && status_.st_nlink > 1) {
    throw OutputError(name_ + ": has " + std::to_string(status_.st_nlink) +
                      " hard links, which replacing it would part; copy it first");
  }
  // Replacing asks for rights on the directory only; a file that is write-protected is so on
  // purpose.
  if (exists_ && ::access(target_.c_str(), W_OK) != 0) fail(errno);
  struct stat link {};
  if (!exists_ && ::lstat(target_.c_str(), &link) == 0) {
    throw OutputError(name_ + ": is a symbolic link that leads nowhere");
  }
  std::string path = directory_of(target_) + ".unspin-XXXXXX";
  const SignalsHeld held;
  fd_ = ::mkostemp(path.data(), O_CLOEXEC);
  if (fd_ < 0) fail(errno);
  temporary_ = path;
  remember(temporary_);
  // Tells a file that is being written from one that a killed run has left (cli/output_tree.hpp).
  static_cast<void>(::flock(fd_, LOCK_EX | LOCK_NB));
  keep_attributes();
}

void AtomicFile::keep_attributes() {
  mode_t mode = 0666 & ~current_umask();
  if (exists_) {
    // Not being allowed to give the file away is no error; it only must not keep a set-id bit.
    // fchown first: it clears the set-id bits.
    const bool owned = ::fchown(fd_, status_.st_uid, status_.st_gid) == 0;
    mode = status_.st_mode & (owned ? 07777U : 0777U);
  }
  if (::fchmod(fd_, mode) != 0) fail(errno);
}

bool AtomicFile::replaces(const std::string& other) const {
  struct stat status {};
  if (exists_ && ::stat(other.c_str(), &status) == 0) {
    return status.st_dev == status_.st_dev && status.st_ino == status_.st_ino;
  }
  return resolve(other) == target_;
}

void AtomicFile::commit() {
  const bool syncs = durability_ == Durability::kNow && !temporary_.empty();
  if (syncs && ::fsync(fd_) != 0) fail(errno);
  const int fd = fd_;
  fd_ = -1;
  // Linux frees the descriptor even when close is interrupted; nothing is left to retry.
  if (::close(fd) != 0 && errno != EINTR) fail(errno);
  if (temporary_.empty()) return;
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  forget(temporary_);
  temporary_.clear();
  if (syncs) sync_directory();
}

void AtomicFile::sync_directory() {
  const int fd = ::open(directory_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;  // a directory that may be written but not read
  const bool synced = ::fsync(fd) == 0 || errno == EINVAL;  // EINVAL: not supported here
  const int code = errno;
  ::close(fd);
  if (!synced) fail(code);
}

}  // namespace unspin::cli
