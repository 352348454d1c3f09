// The edit log (--edits): all that `unspin revert` needs to take a run back. JSON lines:
//
//   {"file":F,"record":N,"begin":B,"end":E,"before":S,"after":S,"rule":R,"confidence":C}
//       one edit; bytes [B, E) of the text of record N (from 0) of file F. "raw" is added where
//       the JSON string spelled `before` otherwise than we would.
//   {"input":{"file":F,"format":"text"|"jsonl","text_key":K,"edits":N,"bytes":[IN,OUT],
//             "digest":[IN,OUT]}}
//       behind the edits of each input, in the order of the output; sizes and digests of what was
//       read and of what was written for it
//   {"end":{"edits":N,"inputs":N,"digest":D}}
//       the last line; D is of all lines before. A log without it has been cut.
//
// Digests are cli/digest.hpp's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/digest.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"

namespace unspin::cli {

// What the log says of one input.
struct LoggedInput {
  std::string file;
  Format format = Format::kText;
  std::string text_key;
  std::uint64_t edits = 0;
  std::uint64_t bytes_in = 0, bytes_out = 0;
  std::string digest_in, digest_out;

  bool operator==(const LoggedInput&) const = default;
};

// Writes a log. The file appears when finish() has put it in its place, not before.
class EditLogWriter {
 public:
  // Throws OutputError, now or later.
  explicit EditLogWriter(const std::string& path) : output_(path) {}

  // The edits of record number `record`: of its text, and the same edits of its bytes.
  void add(const std::string& file, std::size_t record, const EditList& of_text,
           const EditList& of_record);
  void end_input(const LoggedInput& input);
  void finish();

  const AtomicFile* file() const { return output_.file(); }

 private:
  void line(const std::string& text);

  Output output_;
  Digest digest_;
  std::uint64_t edits_ = 0;
  std::uint64_t inputs_ = 0;
};

}  // namespace unspin::cli
