// System calls for reading. Covered by tests/unit/cli_input_test.cpp, the faults by
// tests/cli/faults.py.
#include "cli/input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <utility>

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

Compression Input::compression() {
  if (!known_) look_at_head();
  return compression_;
}

void Input::look_at_head() {
  std::string head(kMagicSize, '\0');
  std::size_t size = 0;
  std::optional<Compression> found;
  while (!found) {
    const std::size_t count = read_bytes({head.data() + size, head.size() - size});
    size += count;
    found = recognise({head.data(), size}, count == 0);
  }
  head.resize(size);
  known_ = true;
  compression_ = *found;
  if (compression_ == Compression::kNone) {
    head_ = std::move(head);
  } else {
    decoder_ = make_decoder(
        compression_, [this](std::span<char> to) { return read_bytes(to); }, std::move(head));
  }
}

std::size_t Input::read(std::span<char> buffer) {
  if (!unread_.empty()) {
    const std::size_t count = unread_.copy(buffer.data(), buffer.size());
    unread_.erase(0, count);
    return count;
  }
  if (!known_) look_at_head();
  if (!head_.empty()) {
    const std::size_t count = head_.copy(buffer.data(), buffer.size());
    head_.erase(0, count);
    return count;
  }
  if (decoder_ == nullptr || buffer.empty()) return read_bytes(buffer);
  const std::size_t count = decoder_->read(buffer);
  // Where reading failed the data ends early too, but that is not why.
  if (count == 0 && error_.empty() && !decoder_->fault().empty()) {
    error_ = name_ + ": " + decoder_->fault();
  }
  return count;
}

std::size_t Input::read_bytes(std::span<char> buffer) {
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
  constexpr std::size_t kBlock = kStreamBlock;
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
