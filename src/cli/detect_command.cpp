// unspin detect: the detector by itself.
#include <memory>
#include <optional>
#include <utility>

#include "cli/commands.hpp"
#include "cli/detect_options.hpp"
#include "cli/message.hpp"
#include "cli/output.hpp"
#include "cli/record_texts.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"
#include "core/pieces.hpp"

namespace unspin::cli {

namespace {

using Kind = ReportOptions::Kind;

// One run over all files: a report, or the records that are asked for.
class Detect : public Command {
 public:
  explicit Detect(const DetectOptions& options)
      : options_(options),
        engine_(make_engine(options)),
        ledger_{{}, {}, {options.job.progress, may_draw(options)}} {
    ledger_.counts.words = 0;  // every text is judged
    if (options.job.output_dir.empty()) {
      open_output(options.output);
    } else {
      tree_.emplace(options.job.output_dir, options.job.settings, engine_);
    }
  }

  int run(const std::vector<Source>& sources) {
    if (ledger_.progress.is_on()) ledger_.progress.set_total(total_size(sources));
    Run(options_, *this, ledger_, tree_ ? &*tree_ : nullptr).process(sources);
    ledger_.progress.clear();
    if (report_) report_->finish();
    if (tree_) tree_->sync();
    if (!options_.quiet) ledger_.tally.report();
    if (ledger_.failed && output_ && output_->file() != nullptr) {
      say(left_alone(output_->file()->name()));
    } else if (output_) {
      output_->finish();
    }
    conclude(options_, "detect", ledger_);
    if (ledger_.failed) return kExitTrouble;
    return options_.check && ledger_.counts.spun > 0 ? kExitFound : kExitDone;
  }

  void work(const OpenFile& file, const Record& record, Found& found,
            Scratch& scratch) const override {
    auto texts = std::make_unique<RecordTexts>(file.layout, record.bytes);
    found.id = texts->id(options_.id_path);
    for (std::size_t i = 0; i < texts->fields().size(); ++i) {
      const std::string_view text = texts->fields()[i].text;
      for (const Span& span : split_text(text, options_.split)) {
        found.judged.push_back({i, span, engine_.process(slice(text, span), scratch)});
      }
    }
    found.texts = std::move(texts);
  }

  bool cuts_texts() const override { return options_.split != Split::kDocument; }

  // Parts that are judged by themselves stay whole; some are gathered into a piece.
  std::vector<Span> cut(std::string_view text) const override {
    std::vector<Span> pieces;
    for (const Span& part : split_text(text, options_.split)) {
      if (pieces.empty() || pieces.back().size() >= kPieceSize) pieces.push_back({part.begin, 0});
      pieces.back().end = part.end;
    }
    return pieces;
  }

  // Half of a text is another text: a verdict on that would be none on this one.
  std::string state_of(const Progress& done, Format format) const override {
    return format == Format::kText ? "not judged" : describe(done, format);
  }

  std::string output_of(const OpenFile& file) const override {
    return tree_ ? tree_->output_of(file.below, suffix()) : "";
  }

  int guarded_fd() const override { return output_ ? output_->fd() : -1; }

  void begin(const OpenFile& file) override {
    if (tree_) {
      tree_->prepare(output_of(file));
      open_output(output_of(file));
    }
    if (!report_) output_->compress(options_.compression.value_or(file.compression));
    forget_text();
  }

  void take(const OpenFile& file, const Record& record, Found& found) override {
    if (file.layout.format == Format::kText) return take_piece(file, record, found);
    Finding finding = finding_of(file, record.index);
    if (record.oversized) return take_oversized(finding, record);
    finding.id = found.id;
    finding.problem = found.texts->problem();
    if (!finding.problem.empty()) return take_bad(finding, record);
    if (found.texts->fields().empty()) return pass_on(finding.format, record);
    Verdict verdict;
    auto judged = found.judged.begin();
    for (std::size_t i = 0; i < found.texts->fields().size(); ++i) {
      const RecordField& field = found.texts->fields()[i];
      finding.field = field_name(file.layout, field);
      finding.offset = record.begin + field.span.begin;
      finding.text = field.text;
      finding.parts.clear();
      for (; judged != found.judged.end() && judged->field == i; ++judged) {
        judge(finding, verdict, slice(field.text, judged->span), std::move(judged->result));
      }
      if (report_) report_->add(finding);
    }
    if (!report_ && verdict.is_spun() == *options_.keep) write(finding.format, record);
    verdict.give(ledger_.counts);
  }

  bool end(const OpenFile& file, bool complete) override {
    if (complete && !text_parts_.empty()) report_text(file);
    forget_text();
    const bool done = complete && !std::exchange(file_failed_, false);
    if (!tree_) return done;
    if (done) {
      if (report_) report_->finish();
      output_->finish();
    }
    drop();
    return done;
  }

  void drop() override {
    forget_text();
    report_.reset();
    output_.reset();
  }

 private:
  static bool may_draw(const DetectOptions& options) {
    const bool to_file = !options.output.empty() && options.output != "-";
    return to_file || !options.job.output_dir.empty() || !Output("").is_terminal();
  }

  // Records that are kept have the names of their files.
  std::string suffix() const {
    return options_.keep ? "" : std::string(report_suffix(options_.kind.value_or(Kind::kJson)));
  }

  void open_output(const std::string& path) {
    output_ = std::make_unique<Output>(path, tree_ ? Durability::kLater : Durability::kNow);
    const Kind usual = output_->is_terminal() ? Kind::kText : Kind::kJson;
    if (options_.keep) return;
    report_ = make_report({options_.kind.value_or(usual), options_.unit, options_.split}, *output_);
  }

  static Finding finding_of(const OpenFile& file, std::size_t record) {
    Finding finding;
    finding.path = file.name;
    finding.format = file.layout.format;
    finding.record = record;
    return finding;
  }

  void forget_text() {
    text_.clear();
    text_parts_.clear();
    text_verdict_ = {};
  }

  // A text comes in pieces, and is reported as one. It is held where someone looks at all of it.
  void take_piece(const OpenFile& file, const Record& record, Found& found) {
    if (!report_ || report_->needs_text()) text_.append(record.bytes);
    Finding finding = finding_of(file, 0);
    finding.parts = std::move(text_parts_);
    for (Judged& judged : found.judged) {
      judge(finding, text_verdict_, slice(record.bytes, judged.span), std::move(judged.result));
    }
    text_parts_ = std::move(finding.parts);
  }

  void report_text(const OpenFile& file) {
    Finding finding = finding_of(file, 0);
    finding.text = text_;
    finding.parts = std::exchange(text_parts_, {});
    text_verdict_.give(ledger_.counts);
    if (report_) return report_->add(finding);
    for (const Part& part : finding.parts) {
      if (part.result.assessment.spun == *options_.keep) write_bytes(slice(text_, part.span));
    }
  }

  // What was found in the next bytes of a text: its next part, or more of the only one.
  void judge(Finding& finding, Verdict& verdict, std::string_view bytes, Result result) {
    std::vector<Part>& parts = finding.parts;
    if (parts.empty() || options_.split != Split::kDocument) {
      parts.push_back(part_behind(parts.empty() ? nullptr : &parts.back()));
    }
    ledger_.counts.add(result);
    verdict.add(result.assessment);
    if (!result.issues.empty()) {
      ledger_.tally.add_issues(place_of(finding, 0, Split::kDocument), result.issues,
                               parts.back().span.end);
    }
    extend(parts.back(), bytes, std::move(result), options_.unit);
  }

  // Each record that cannot be judged, and why: finding.problem.
  void take_bad(const Finding& finding, const Record& record) {
    const std::string where = place_of(finding, 0, Split::kDocument);
    ++ledger_.counts.records;
    if (record.oversized) {
      ++ledger_.counts.oversized;
    } else {
      ++ledger_.counts.bad_records[std::string(finding.problem)];
    }
    if (options_.on_error == OnError::kFail) {
      file_failed_ = true;
      return ledger_.fail(where + ": " + std::string(finding.problem) + "; see --on-error");
    }
    if (record.oversized) {
      ledger_.tally.add_oversized(where);
    } else {
      ledger_.tally.add_bad_record(where, finding.problem);
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
    ++ledger_.counts.records;
    if (format != Format::kWet) return keep_unread(format, record);
    if (!report_) write(format, record);
  }

  void write(Format format, const Record& record) {
    write_bytes(record.bytes);
    if (format == Format::kWet && record.is_last_part) output_->end_member();
  }

  void write_bytes(std::string_view bytes) {
    output_->write(bytes);
    ledger_.counts.bytes_out += bytes.size();
  }

  const DetectOptions& options_;
  Engine engine_;
  Ledger ledger_;
  std::optional<OutputTree> tree_;
  std::unique_ptr<Output> output_;  // for all files, or for the current one
  std::unique_ptr<Report> report_;  // likewise; null: records are written

  bool file_failed_ = false;

  // Of the text that is coming.
  std::string text_;  // empty where nobody looks at it
  std::vector<Part> text_parts_;
  Verdict text_verdict_;
};

}  // namespace

int run_detect(const std::vector<std::string>& args) {
  const DetectOptions options = read_detect_options(args);
  if (options.notice.empty()) {
    const std::vector<Source> sources = find_sources(options.files, options.job);
    check_stats(options, sources);
    Detect detect(options);
    return detect.run(sources);
  }
  Output output("");
  output.write(options.notice);
  output.finish();
  return kExitDone;
}

}  // namespace unspin::cli
