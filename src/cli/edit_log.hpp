// The edit log (--edits): all that `unspin revert` needs to take a run back. JSON lines:
//
//   {"file":F,"record":N,"begin":B,"end":E,"before":S,"after":S,"rule":R,"confidence":C}
//       one edit; bytes [B, E) of the text of record N (from 0) of file F. "field":K is added
//       behind "record" where a record may have several texts: the key of this one; "header" is
//       the header of a WARC record, with bytes of the record. "raw" is added where the JSON
//       string spelled `before` otherwise than we would. Edits of one field stand together.
//   {"input":{"file":F,"format":"text"|"jsonl"|"wet"|"tsv","edits":N,"bytes":[IN,OUT],
//             "digest":[IN,OUT]}}
//       behind the edits of each input, in the order of the output; sizes and digests of what was
//       read and of what was written for it. Behind "format" JSONL has "text_keys":[K,...] and TSV
//       "column":N.
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
#include "cli/record_repair.hpp"

namespace unspin::cli {

// What the log says of one input.
struct LoggedInput {
  std::string file;
  Format format = Format::kText;
  std::vector<std::string> text_keys;  // of JSONL
  std::size_t column = 0;              // of TSV
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

  // What was done to record number `record`, or to a part of its text that begins at `offset`.
  void add(const std::string& file, std::size_t record, const RecordRepair& repair,
           std::size_t offset = 0);
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
