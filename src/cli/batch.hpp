// What goes from the reader to the workers, and on to the writer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/codec.hpp"
#include "cli/format.hpp"
#include "cli/output_tree.hpp"
#include "cli/record.hpp"
#include "cli/record_repair.hpp"
#include "cli/record_texts.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

// A file that is open for reading.
struct OpenFile {
  std::string name;   // as messages call it
  std::string path;   // as it was given
  std::string below;  // its path below an output folder
  Layout layout;
  Compression compression = Compression::kNone;
  std::optional<FileFacts> facts;  // where outputs get markers
};

// What the engine says of a text, or of a part of it that is judged by itself.
struct Judged {
  std::size_t field = 0;  // which of the record's texts
  Span span;              // bytes of it
  Result result;          // spans are bytes of these
};

// What a worker made of a record, or of a part of one; nothing of what passes unread. Views are of
// the batch's bytes and of the file's layout, and live as long as these.
struct Found {
  // Of the filter.
  RecordRepair repair;
  std::string after;  // the bytes with its edits made, where there are any

  // Of the detector.
  std::unique_ptr<const RecordTexts> texts;
  std::string id;
  std::vector<Judged> judged;  // in order, of one text after the other

  std::string_view bytes_after(const Record& record) const {
    return repair.edits.empty() ? record.bytes : std::string_view(after);
  }
};

// Records of one file that are worked on together.
struct Batch {
  std::shared_ptr<const OpenFile> file;
  bool opens = false;       // the first of its file
  bool closes = false;      // the last
  bool is_skipped = false;  // the file was done before: there is nothing else here
  std::string error;        // why the file cannot be read (any further)
  std::uint64_t read = 0;   // bytes of the file that have been read by now
  std::string bytes;        // what the records are views of, unless they are of the reader's buffer
  std::vector<Record> records;
  std::vector<Found> found;  // for each record

  // Copies a record into the batch. Its view is put right by seal().
  void copy(const Record& record) {
    bytes.append(record.bytes);
    records.push_back(record);
  }

  // Call it behind the last copy: the bytes stay where they are from now on.
  void seal() {
    std::size_t at = 0;
    for (Record& record : records) {
      record.bytes = std::string_view(bytes).substr(at, record.bytes.size());
      at += record.bytes.size();
    }
  }

  // Ready for what comes next in the same file; keeps memory for it.
  void clear() {
    opens = closes = is_skipped = false;
    error.clear();
    bytes.clear();
    records.clear();
    found.clear();
  }
};

}  // namespace unspin::cli
