// One input: a file or stdin, read as bytes. Where its first bytes say that it is compressed, it is
// decompressed.
//
// Faults are values, not exceptions: the caller names the file, goes on with the next one, and
// ends with kExitTrouble. Owns its descriptor (not stdin's). For one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "cli/codec.hpp"

namespace unspin::cli {

class Input {
 public:
  // Opens `path`; "-" is stdin. Look at error() afterwards.
  explicit Input(const std::string& path);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Reads what is there, up to buffer.size() bytes, decompressed; 0 at the end and on an error.
  // What was read before an error is what the input begins with. Retries when interrupted, waits
  // when the descriptor does not block.
  std::size_t read(std::span<char> buffer);

  // Gives bytes back that were read: they come again, before all others. Once, while none wait.
  void unread(std::string bytes) { unread_ = std::move(bytes); }

  // How it is compressed. Reads its first bytes, and waits for them, when nothing has been read.
  Compression compression();

  // Everything that is left.
  std::string read_all();

  // "name: reason" of the first fault; empty when there was none.
  const std::string& error() const { return error_; }

  // Bytes taken from the file so far, compressed as they are there.
  std::uint64_t bytes_read() const { return bytes_read_; }

  // How messages call it.
  const std::string& name() const { return name_; }

  // A regular file with a path of its own: it can be opened and read twice.
  bool is_rereadable() const { return regular_ && fd_ != 0; }

  // The same regular file as the one behind `fd`: reading it would read what we write.
  bool is_same_file(int fd) const;

 private:
  void check_kind();
  void look_at_head();
  std::size_t read_bytes(std::span<char> buffer);
  void fail(int code);

  std::string name_;
  std::string error_;
  std::string unread_;
  std::uint64_t bytes_read_ = 0;
  int fd_;
  bool regular_ = false;
  bool known_ = false;  // the compression; before, nothing has been read
  Compression compression_ = Compression::kNone;
  std::string head_;                  // read to look at, not handed out yet
  std::unique_ptr<Decoder> decoder_;  // null: the bytes are what they are
};

}  // namespace unspin::cli
