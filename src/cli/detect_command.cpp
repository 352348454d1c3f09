// unspin detect: the detector by itself.
#include <optional>
#include <utility>

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
    if (!report_) output_.compress(options_.compression.value_or(input.compression()));
    if (layout.format == Format::kText) return detect_text(layout, input);
    const Progress done = for_each_record(
        input, framing(layout.format),
        [&](const Record& record) { detect_record(input.name(), layout, record); });
    if (!input.error().empty()) fail(input.error() + "; " + describe(done, layout.format));
    if (!done.fault.empty()) fail(input.name() + ": " + done.fault);
  }

  Framing framing(Format format) const {
    return {format, options_.encoding, options_.most_record};
  }

  // A text is judged piece by piece as it comes, or, where someone looks at it as a whole, at its
  // end. Half of it is another text: a verdict on that would be none on this one.
  void detect_text(const Layout& layout, Input& input) {
    const bool held = !report_ || report_->needs_text() || options_.split != Split::kDocument;
    Finding finding = finding_of(input.name(), layout.format, 0);
    std::string text;
    for_each_record(input, framing(Format::kText), [&](const Record& piece) {
      if (held) {
        text.append(piece.bytes);
      } else {
        if (finding.parts.empty()) finding.parts.push_back(part_behind(nullptr));
        judge(finding, piece.bytes);
      }
    });
    if (!input.error().empty()) return fail(input.error() + "; not judged");
    if (!text.empty()) return detect_record(input.name(), layout, {0, 0, text});
    if (finding.parts.empty()) return;
    found_ = found_ || finding.is_spun();
    report_->add(finding);
  }

  static Finding finding_of(std::string_view name, Format format, std::size_t record) {
    Finding finding;
    finding.path = name;
    finding.format = format;
    finding.record = record;
    return finding;
  }

  void detect_record(const std::string& name, const Layout& layout, const Record& record) {
    Finding finding = finding_of(name, layout.format, record.index);
    if (record.oversized) return take_oversized(finding, record);
    const RecordTexts texts(layout, record.bytes);
    const std::string id = texts.id(options_.id_path);
    finding.id = id;
    finding.problem = texts.problem();
    if (!finding.problem.empty()) return take_bad(finding, record);
    if (texts.fields().empty()) return pass_on(layout.format, record);
    bool spun = false;
    for (const RecordField& field : texts.fields()) {
      finding.field = field_name(layout, field);
      finding.offset = record.begin + field.span.begin;
      finding.text = field.text;
      judge_parts(finding);
      spun = spun || finding.is_spun();
      if (report_) report_->add(finding);
    }
    found_ = found_ || spun;
    if (!report_) write_kept(finding, spun, record);
  }

  void judge_parts(Finding& finding) {
    finding.parts.clear();
    for (const Span& span : split_text(finding.text, options_.split)) {
      finding.parts.push_back(
          part_behind(finding.parts.empty() ? nullptr : &finding.parts.back()));
      judge(finding, slice(finding.text, span));
    }
  }

  // What comes next of the last part.
  void judge(Finding& finding, std::string_view text) {
    Part& part = finding.parts.back();
    Result found = engine_.process(text, scratch_);
    tally_.add_issues(place_of(finding, 0, Split::kDocument), found.issues, part.span.end);
    extend(part, text, std::move(found), options_.unit);
  }

  // Of a plain text the parts, of other formats whole records.
  void write_kept(const Finding& finding, bool spun, const Record& record) {
    if (finding.format != Format::kText) {
      if (spun == *options_.keep) write(finding.format, record);
      return;
    }
    for (const Part& part : finding.parts) {
      if (part.result.assessment.spun != *options_.keep) continue;
      output_.write(slice(record.bytes, part.span));
    }
  }

  void take_bad(const Finding& finding, const Record& record) {
    const std::string where = place_of(finding, 0, Split::kDocument);
    if (options_.on_error == OnError::kFail) {
      return fail(where + ": " + std::string(finding.problem) + "; see --on-error");
    }
    if (record.oversized) {
      tally_.add_oversized(where);
    } else {
      tally_.add_bad_record(where, finding.problem);
    }
    if (options_.on_error == OnError::kDrop) return;
    if (report_) report_->add(finding);
    keep_unread(finding.format, record);
  }

  // A record that comes in blocks is told of once.
  void take_oversized(Finding& finding, const Record& record) {
    if (!record.is_first_part()) return keep_unread(finding.format, record);
    finding.problem = "longer than --max-record";
    take_bad(finding, record);
  }

  // What cannot be judged is in neither sort, and must not get lost in the one that is wanted.
  void keep_unread(Format format, const Record& record) {
    if (!report_ && options_.on_error == OnError::kKeep) write(format, record);
  }

  // A WARC record that is no conversion belongs to the file, whatever is kept of it.
  void pass_on(Format format, const Record& record) {
    if (format != Format::kWet) return keep_unread(format, record);
    if (!report_) write(format, record);
  }

  void write(Format format, const Record& record) {
    output_.write(record.bytes);
    if (format == Format::kWet && record.is_last_part) output_.end_member();
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
