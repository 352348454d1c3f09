// One input: a file or stdin, read as bytes.
//
// Faults are values, not exceptions: the caller names the file, goes on with the next one, and
// ends with kExitTrouble. Owns its descriptor (not stdin's). For one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace unspin::cli {

class Input {
 public:
  // Opens `path`; "-" is stdin. Look at error() afterwards.
  explicit Input(const std::string& path);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Reads what is there, up to buffer.size() bytes; 0 at the end and on an error. Retries when
  // interrupted, waits when the descriptor does not block.
  std::size_t read(std::span<char> buffer);

  // Everything that is left.
  std::string read_all();

  // "name: reason" of the first fault; empty when there was none.
  const std::string& error() const { return error_; }

  // Bytes taken from the file so far.
  std::uint64_t bytes_read() const { return bytes_read_; }

  // How messages call it.
  const std::string& name() const { return name_; }

  // A regular file with a path of its own: it can be opened and read twice.
  bool is_rereadable() const { return regular_ && fd_ != 0; }

  // The same regular file as the one behind `fd`: reading it would read what we write.
  bool is_same_file(int fd) const;

 private:
  void check_kind();
  void fail(int code);

  std::string name_;
  std::string error_;
  std::uint64_t bytes_read_ = 0;
  int fd_;
  bool regular_ = false;
};

}  // namespace unspin::cli
