// System calls for reading. The faults are covered by tests/cli/faults.py.
#include "cli/input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "cli/errors.hpp"
#include "cli/message.hpp"

namespace unspin::cli {

Input::Input(const std::string& path)
    : name_(display_name(path)),
      fd_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (fd_ < 0) {
    fail(errno);
  } else {
    check_kind();
  }
}

Input::~Input() {
  if (fd_ > STDIN_FILENO) ::close(fd_);
}

void Input::check_kind() {
  struct stat status{};
  if (::fstat(fd_, &status) != 0) return fail(errno);
  // open(2) takes a directory for reading; only read(2) would refuse it.
  if (S_ISDIR(status.st_mode)) return fail(EISDIR);
  regular_ = S_ISREG(status.st_mode);
}

void Input::fail(int code) {
  // Later faults are consequences of the first.
  if (error_.empty()) error_ = describe_errno(name_, code);
}

bool Input::is_same_file(int fd) const {
  struct stat mine{}, other{};
  if (!regular_ || ::fstat(fd_, &mine) != 0 || ::fstat(fd, &other) != 0) return false;
  return mine.st_dev == other.st_dev && mine.st_ino == other.st_ino;
}

std::size_t Input::read(std::span<char> buffer) {
  while (error_.empty()) {
    const ssize_t count = ::read(fd_, buffer.data(), buffer.size());
    if (count >= 0) {
      bytes_read_ += static_cast<std::uint64_t>(count);
      return static_cast<std::size_t>(count);
    }
    // Stdin may have been made non-blocking by whoever shares the terminal or pipe with us.
    if (errno == EAGAIN) {
      pollfd ready{fd_, POLLIN, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
  return 0;
}

std::string Input::read_all() {
  constexpr std::size_t kBlock = std::size_t{1} << 16;
  std::string bytes;
  for (;;) {
    const std::size_t size = bytes.size();
    // Doubling by hand: resize alone would grow by a block each time and copy all each time.
    if (bytes.capacity() < size + kBlock) bytes.reserve(2 * size + kBlock);
    bytes.resize(size + kBlock);
    const std::size_t count = read({bytes.data() + size, kBlock});
    bytes.resize(size + count);
    if (count == 0) return bytes;
  }
}

}  // namespace unspin::cli
