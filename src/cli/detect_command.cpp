// unspin detect: the detector by itself.
#include <optional>

#include "cli/commands.hpp"
#include "cli/detect_options.hpp"
#include "cli/input.hpp"
#include "cli/message.hpp"
#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/record_texts.hpp"
#include "cli/report.hpp"
#include "cli/tally.hpp"

namespace unspin::cli {

namespace {

// One run over all files: a report, or the records that are asked for.
class Detect {
 public:
  explicit Detect(const DetectOptions& options)
      : options_(options), engine_(make_engine(options)), output_(options.output) {
    const auto usual =
        output_.is_terminal() ? ReportOptions::Kind::kText : ReportOptions::Kind::kJson;
    if (!options.keep) {
      report_ = make_report({options.kind.value_or(usual), options.unit, options.split}, output_);
    }
  }

  int run() {
    for (const std::string& path : options_.files) detect_file(path);
    if (report_) report_->finish();
    if (!options_.quiet) tally_.report();
    if (failed_ && output_.file() != nullptr) {
      say(output_.file()->name() + ": left as it was, because an input failed");
    } else {
      output_.finish();
    }
    if (failed_) return kExitTrouble;
    return options_.check && found_ ? kExitFound : kExitDone;
  }

 private:
  void detect_file(const std::string& path) {
    Input input(path);
    if (!input.error().empty()) return fail(input.error());
    // Appending to a file while it is read would never end. With --output there is no danger.
    if (input.is_same_file(output_.fd())) {
      return fail(input.name() + ": input is also the output; use --output");
    }
    const Layout layout = layout_of_input(options_, path, input);
    const std::string fault =
        for_each_record(input, layout.format, options_.encoding, [&](const Record& record) {
          if (record.oversized) {
            pass(record_name(input.name(), layout.format, record.index), record);
          } else {
            detect_record(input.name(), layout, record);
          }
        });
    if (!input.error().empty()) fail(input.error());
    if (!fault.empty()) fail(input.name() + ": " + fault);
  }

  void detect_record(const std::string& name, const Layout& layout, const Record& record) {
    const RecordTexts texts(layout, record.bytes);
    const std::string id = texts.id(options_.id_path);
    Finding finding{name, layout.format, record.index, id, {}, 0, {}, texts.problem(), {}};
    if (!finding.problem.empty()) return take_bad(finding, record.bytes);
    if (texts.fields().empty()) return keep_unread(record.bytes);
    bool spun = false;
    for (const RecordField& field : texts.fields()) {
      finding.field = field_name(layout, field);
      finding.offset = record.begin + field.span.begin;
      finding.text = field.text;
      judge(finding);
      spun = spun || finding.is_spun();
      if (report_) report_->add(finding);
    }
    found_ = found_ || spun;
    if (!report_) write_kept(finding, spun, record.bytes);
  }

  // A block of a record that is too large to be judged.
  void pass(const std::string& where, const Record& block) {
    if (block.is_first_part()) {
      if (options_.on_error == OnError::kFail) fail(where + ": oversized; see --on-error");
      tally_.add_oversized(where);
    }
    keep_unread(block.bytes);
  }

  void judge(Finding& finding) {
    const std::string where = place_of(finding, 0, Split::kDocument);
    finding.parts.clear();
    for (const Span& span : split_text(finding.text, options_.split)) {
      finding.parts.push_back({span, engine_.process(slice(finding.text, span), scratch_)});
      tally_.add_issues(where, finding.parts.back().result.issues);
    }
  }

  // Of a plain text the parts, of other formats whole records.
  void write_kept(const Finding& finding, bool spun, std::string_view record) {
    if (finding.format != Format::kText) {
      if (spun == *options_.keep) output_.write(record);
      return;
    }
    for (const Part& part : finding.parts) {
      if (part.result.assessment.spun == *options_.keep) output_.write(slice(record, part.span));
    }
  }

  void take_bad(const Finding& finding, std::string_view record) {
    const std::string where = place_of(finding, 0, Split::kDocument);
    if (options_.on_error == OnError::kFail) {
      return fail(where + ": " + std::string(finding.problem) + "; see --on-error");
    }
    tally_.add_bad_record(where, finding.problem);
    if (options_.on_error == OnError::kDrop) return;
    if (report_) report_->add(finding);
    keep_unread(record);
  }

  // What cannot be judged is in neither sort, and must not get lost in the one that is wanted.
  void keep_unread(std::string_view record) {
    if (!report_ && options_.on_error == OnError::kKeep) output_.write(record);
  }

  void fail(const std::string& message) {
    say(message);
    failed_ = true;
  }

  const DetectOptions& options_;
  Engine engine_;
  Scratch scratch_;
  Output output_;
  std::unique_ptr<Report> report_;  // null: records are written
  Tally tally_;
  bool failed_ = false;
  bool found_ = false;
};

}  // namespace

int run_detect(const std::vector<std::string>& args) {
  const DetectOptions options = read_detect_options(args);
  if (options.notice.empty()) return Detect(options).run();
  Output output("");
  output.write(options.notice);
  output.finish();
  return kExitDone;
}

}  // namespace unspin::cli
