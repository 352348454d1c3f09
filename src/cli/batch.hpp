// What goes from the reader to the workers, and on to the writer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/json_locate.hpp"
#include "cli/output_tree.hpp"
#include "cli/record.hpp"
#include "cli/report.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

// A file that is open for reading.
struct OpenFile {
  std::string name;   // as messages call it
  std::string path;   // as it was given
  std::string below;  // its path below an output folder
  Format format = Format::kText;
  std::optional<FileFacts> facts;  // where outputs get markers
};

// A record, or a part of a long text: what one call of the engine is for.
struct Record {
  std::size_t index = 0;   // of the file, from 0
  std::size_t offset = 0;  // where the bytes begin in the record
  std::string_view bytes;

  bool is_first_part() const { return offset == 0; }
};

// What a worker made of a record. Which of the members are filled is up to the command.
struct Found {
  JsonString::Status status = JsonString::Status::kFound;
  std::vector<Part> parts;  // what the engine says; spans are bytes of the record's text
  std::string text;         // of a JSON record
  std::string id;           // of a JSON record
  EditList raw_edits;       // of the bytes worked on
  std::string after;        // the bytes with them made, where there are any
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
};

}  // namespace unspin::cli
