// Reports of the detect command: what was found, for people or for programs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/format.hpp"
#include "cli/offsets.hpp"
#include "cli/output.hpp"
#include "cli/units.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

// A part of a text, judged by itself; spans in `result` are bytes of the part.
struct Part {
  Span span;                                  // bytes of the text
  Result result;                              // without its edits and issues
  std::map<std::string, std::size_t> damage;  // edits, but for spinning's, by kind: {"glue", 2}

  // The same places in the unit that is asked for, all of the text.
  Span units;
  std::vector<Span> flag_units;
};

// A part that begins where the one before ends, without any text yet; null: where the text begins.
Part part_behind(const Part* before);

// Adds the next bytes of a part and what was found in them. Of edits only the counts are kept, so
// that memory is bounded by what is reported.
void extend(Part& part, std::string_view bytes, Result found, OffsetUnit unit);

// What was found in one record. The views live while it is reported.
struct Finding {
  std::string_view path;  // as messages call it
  Format format = Format::kText;
  std::size_t record = 0;    // of the file, from 0
  std::string_view id;       // a JSON value as the record spells it; empty: it has none
  std::string_view field;    // which of several texts of the record; empty: there is only one
  std::uint64_t offset = 0;  // of WET: where the text stands in the input
  std::string_view text;     // what was judged; empty: not held, see Report::needs_text
  std::string_view problem;  // why there is no text; empty: there is one
  std::vector<Part> parts;   // in order; one, where texts are not split

  bool is_spun() const;  // a part of it is
};

struct ReportOptions {
  enum class Kind { kText, kJson, kSarif, kDolma };
  Kind kind = Kind::kJson;
  OffsetUnit unit = OffsetUnit::kByte;
  Split split = Split::kDocument;
};

// Takes findings in order and writes to the output it was made with, which must outlive it. For
// one thread. Throws what Output throws.
class Report {
 public:
  virtual ~Report() = default;
  virtual void add(const Finding& finding) = 0;
  virtual void finish() {}  // call it behind the last one

  // Whether it looks at Finding::text: then a text has to be held until all of it is judged.
  virtual bool needs_text() const { return true; }
};

// What a report on a file is called: the file's name and this. Dolma looks for attributes under the
// names of the documents.
std::string_view report_suffix(ReportOptions::Kind kind);

std::unique_ptr<Report> make_report(const ReportOptions& options, Output& output);

// The kinds, for make_report.
std::unique_ptr<Report> make_text_report(Output& output, Split split);
std::unique_ptr<Report> make_json_report(Output& output, OffsetUnit unit, Split split);
std::unique_ptr<Report> make_sarif_report(Output& output, OffsetUnit unit);
std::unique_ptr<Report> make_dolma_report(Output& output);

// "a.jsonl:12 title paragraph 3": how reports for people name a record, and a part of it.
std::string place_of(const Finding& finding, std::size_t part, Split split);

}  // namespace unspin::cli
