// What the repair command shows of each record: its new text, a diff, or that it would change.
#pragma once

#include <memory>
#include <string>

#include "cli/batch.hpp"
#include "cli/output.hpp"
#include "cli/repair_options.hpp"

namespace unspin::cli {

// Takes the records of one file after the other, in order, and writes to the output it was made
// with, which must outlive it. For one thread. Throws what Output throws.
class Sink {
 public:
  virtual ~Sink() = default;

  virtual void begin_file(const std::string& /*name*/, Format /*format*/) {}

  // A record, or the next part of the one before; `found` has the edits of these bytes, and the
  // bytes with them made.
  virtual void add(const Record& record, const Found& found) = 0;

  // The record is complete. Where records are compressed one by one (WET), a member ends here.
  virtual void end_record() {}

  virtual void end_file() {}
};

std::unique_ptr<Sink> make_sink(RepairOptions::Show show, Output& output);

}  // namespace unspin::cli
