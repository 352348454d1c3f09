// What the repair command shows of each record: its new text, a diff, or that it would change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "cli/batch.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
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

  virtual void end_file() {}
};

std::unique_ptr<Sink> make_sink(RepairOptions::Show show, Output& output);

}  // namespace unspin::cli
