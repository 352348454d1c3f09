// Where results go: stdout, or a file that is replaced atomically.
//
// Buffered. Short writes, interruptions and descriptors that do not block are dealt with; every
// other fault throws OutputError, a reader that has gone ClosedPipe. For one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/atomic_file.hpp"

namespace unspin::cli {

class Output {
 public:
  // `path` empty or "-": stdout. Throws OutputError.
  explicit Output(const std::string& path, Durability durability = Durability::kNow);

  void write(std::string_view bytes);

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
  std::string buffer_;
};

// Whether to colour what is written there. Source of the rule: no-color.org; an empty NO_COLOR does
// not count.
bool wants_colour(const Output& output);

}  // namespace unspin::cli
