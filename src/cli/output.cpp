// System calls for writing. Covered by tests/unit/cli_input_test.cpp, the faults by
// tests/cli/faults.py.
#include "cli/output.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "cli/errors.hpp"

namespace unspin::cli {

namespace {

const std::string& stdout_name() {
  static const std::string name = "<stdout>";
  return name;
}

}  // namespace

Output::Output(const std::string& path, Durability durability) {
  if (!path.empty() && path != "-") file_ = std::make_unique<AtomicFile>(path, durability);
  buffer_.reserve(kStreamBlock);
}

int Output::fd() const { return file_ ? file_->fd() : STDOUT_FILENO; }

const std::string& Output::name() const { return file_ ? file_->name() : stdout_name(); }

void Output::compress(Compression compression) {
  if (std::exchange(chosen_, true)) return;
  encoder_ = make_encoder(compression, [this](std::string_view bytes) { write_through(bytes); });
}

void Output::write(std::string_view bytes) {
  if (encoder_) {
    in_member_ = in_member_ || !bytes.empty();
    return encoder_->write(bytes);
  }
  if (buffer_.size() + bytes.size() > kStreamBlock) flush();
  // What is larger than the buffer gains nothing from a copy.
  if (bytes.size() > kStreamBlock) {
    write_through(bytes);
  } else {
    buffer_.append(bytes);
  }
}

void Output::end_member() {
  if (!encoder_ || !in_member_) return;
  encoder_->end_member();
  in_member_ = false;
  has_member_ = true;
}

void Output::flush() {
  write_through(buffer_);
  buffer_.clear();
}

void Output::write_through(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd(), bytes.data(), bytes.size());
    // A full disk may take a part first; the next call then says why not the rest.
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      pollfd ready{fd(), POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno == EPIPE) {
      throw ClosedPipe();
    } else if (errno != EINTR) {
      throw OutputError(describe_errno(name(), errno));
    }
  }
}

bool Output::is_terminal() const { return ::isatty(fd()) == 1; }

bool wants_colour(const Output& output) {
  const char* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && output.is_terminal();
}

void Output::finish() {
  end_member();
  // Nothing at all would be no valid compressed file.
  if (encoder_ && !has_member_) encoder_->end_member();
  flush();
  if (file_) {
    file_->commit();
  } else if (::close(STDOUT_FILENO) != 0 && errno != EINTR) {
    // Some file systems report a full disk only here.
    throw OutputError(describe_errno(name(), errno));
  }
}

}  // namespace unspin::cli
