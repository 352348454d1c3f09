// Where results go: stdout, or a file that is replaced atomically; compressed, on request.
//
// Buffered. Short writes, interruptions and descriptors that do not block are dealt with; every
// other fault throws OutputError, a reader that has gone ClosedPipe. For one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/atomic_file.hpp"
#include "cli/codec.hpp"

namespace unspin::cli {

class Output {
 public:
  // `path` empty or "-": stdout. Throws OutputError.
  explicit Output(const std::string& path, Durability durability = Durability::kNow);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // What is written from now on is to be compressed so. Only the first call counts; call it before
  // anything is written.
  void compress(Compression compression);

  void write(std::string_view bytes);

  // Ends the gzip member or zstd frame that is being written: the next write begins another. No
  // effect where there is none.
  void end_member();

  // Writes what is buffered, and puts the file in its place. Without it a file stays as it was.
  // A result that did not reach its end must not look like one that did: call this last, once.
  void finish();

  // The descriptor behind it.
  int fd() const;
  const AtomicFile* file() const { return file_.get(); }  // null: stdout
  bool is_terminal() const;

 private:
  void flush();
  void write_through(std::string_view bytes);
  const std::string& name() const;

  std::unique_ptr<AtomicFile> file_;
  std::string buffer_;                // not compressed; the encoder has a buffer of its own
  bool chosen_ = false;               // the compression
  std::unique_ptr<Encoder> encoder_;  // null: not compressed
  bool in_member_ = false;            // something was written since the last member
  bool has_member_ = false;           // one has been ended
};

// Whether to colour what is written there. Source of the rule: no-color.org; an empty NO_COLOR does
// not count.
bool wants_colour(const Output& output);

}  // namespace unspin::cli
