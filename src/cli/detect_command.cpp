// unspin detect: the detector by itself.
#include <memory>
#include <optional>
#include <utility>

#include "cli/commands.hpp"
#include "cli/detect_options.hpp"
#include "cli/message.hpp"
#include "cli/output.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"
#include "core/pieces.hpp"

namespace unspin::cli {

namespace {

using Kind = ReportOptions::Kind;

// What a report is called below an output folder. Dolma looks for attributes under the names of
// the documents; so do records that are kept.
std::string suffix_of(const DetectOptions& options) {
  if (options.keep) return "";
  switch (options.kind.value_or(Kind::kJson)) {
    case Kind::kText:
      return ".report.txt";
    case Kind::kSarif:
      return ".sarif";
    case Kind::kJson:
      return ".report.jsonl";
    case Kind::kDolma:
      break;
  }
  return "";
}

// One run over all files: a report, or the records that are asked for.
class Detect : public Command {
 public:
  explicit Detect(const DetectOptions& options)
      : options_(options),
        engine_(make_engine(options)),
        ledger_{{}, {}, {options.job.progress, may_draw(options)}} {
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
    const TextPlace place(file.format, record.bytes, options_.text_path);
    found.status = place.status();
    if (found.status == JsonString::Status::kBlank) return;
    if (file.format == Format::kJsonl) {
      found.id = slice(record.bytes, locate_string(record.bytes, options_.id_path).literal);
      found.text = place.text();
    }
    if (found.status != JsonString::Status::kFound) return;
    // Where a text is cut (cut()), the parts are those of the whole.
    for (const Span& span : split_text(place.text(), options_.split)) {
      const Span of_record{record.offset + span.begin, record.offset + span.end};
      found.parts.push_back({of_record, engine_.process(slice(place.text(), span), scratch)});
    }
  }

  // Parts that are judged by themselves stay whole; some are gathered into a piece.
  std::vector<Span> cut(std::string_view text) const override {
    if (options_.split == Split::kDocument) return Command::cut(text);
    std::vector<Span> pieces;
    for (const Span& part : split_text(text, options_.split)) {
      if (pieces.empty() || pieces.back().size() >= kPieceSize) pieces.push_back({part.begin, 0});
      pieces.back().end = part.end;
    }
    return pieces;
  }

  std::string output_of(const OpenFile& file) const override {
    return tree_ ? tree_->output_of(file.below, suffix_of(options_)) : "";
  }

  int guarded_fd() const override { return output_ ? output_->fd() : -1; }

  void begin(const OpenFile& file) override {
    if (!tree_) return;
    tree_->prepare(output_of(file));
    open_output(output_of(file));
  }

  void take(const OpenFile& file, const Record& record, Found& found) override {
    if (file.format == Format::kText) return take_text(record, found);
    Finding finding{file.name, file.format, record.index, found.id, found.text, {}, {}};
    finding.parts = std::move(found.parts);
    if (found.status == JsonString::Status::kFound) return take_judged(finding, record.bytes);
    ++ledger_.counts.records;
    if (found.status == JsonString::Status::kBlank) return keep_unread(record.bytes);
    finding.problem = describe(found.status);
    take_bad(finding, record.bytes);
  }

  bool end(const OpenFile& file, bool complete) override {
    // Half of a text is another text: a verdict on that would be none on this one.
    if (complete && !text_.empty()) report_text(file);
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

  void open_output(const std::string& path) {
    output_ = std::make_unique<Output>(path, tree_ ? Durability::kLater : Durability::kNow);
    const Kind usual = output_->is_terminal() ? Kind::kText : Kind::kJson;
    if (options_.keep) return;
    report_ = make_report({options_.kind.value_or(usual), options_.unit, options_.split}, *output_);
  }

  void forget_text() {
    text_.clear();
    parts_.clear();
  }

  // A long text comes in parts, and is reported as one: reports show what stands around a phrase.
  void take_text(const Record& record, Found& found) {
    text_.append(record.bytes);
    for (Part& part : found.parts) join(std::move(part));
  }

  void report_text(const OpenFile& file) {
    Finding finding{file.name, file.format, 0, {}, text_, {}, {}};
    finding.parts = std::exchange(parts_, {});
    take_judged(finding, text_);
  }

  void join(Part part) {
    if (options_.split != Split::kDocument || parts_.empty()) {
      return parts_.push_back(std::move(part));
    }
    append(parts_.front().result, std::move(part.result), part.span.begin);
    parts_.front().span.end = part.span.end;
  }

  void take_judged(const Finding& finding, std::string_view record) {
    count(finding);
    if (report_) {
      report_->add(finding);
    } else {
      write_kept(finding, record);
    }
  }

  void count(const Finding& finding) {
    const std::string where = place_of(finding, 0, Split::kDocument);
    Verdict verdict;
    for (const Part& part : finding.parts) {
      ledger_.counts.add(part.result);
      verdict.add(part.result.assessment);
      std::vector<Issue> issues = part.result.issues;
      for (Issue& issue : issues) issue.offset += part.span.begin;
      ledger_.tally.add_issues(where, issues);
    }
    verdict.give(ledger_.counts);
  }

  // Of a plain text the parts, of JSONL whole records.
  void write_kept(const Finding& finding, std::string_view record) {
    if (finding.format == Format::kJsonl) {
      if (finding.is_spun() == *options_.keep) write(record);
      return;
    }
    for (const Part& part : finding.parts) {
      if (part.result.assessment.spun == *options_.keep) write(slice(record, part.span));
    }
  }

  void write(std::string_view text) {
    output_->write(text);
    ledger_.counts.bytes_out += text.size();
  }

  void take_bad(const Finding& finding, std::string_view record) {
    ++ledger_.counts.bad_records[std::string(finding.problem)];
    if (options_.on_error == OnError::kFail) {
      file_failed_ = true;
      return ledger_.fail(place_of(finding, 0, Split::kDocument) + ": " +
                          std::string(finding.problem) + "; see --on-error");
    }
    ledger_.tally.add_bad_record(std::string(finding.path), finding.record + 1, finding.problem);
    if (options_.on_error == OnError::kDrop) return;
    if (report_) report_->add(finding);
    keep_unread(record);
  }

  // What cannot be judged is in neither sort, and must not get lost in the one that is wanted.
  void keep_unread(std::string_view record) {
    if (!report_ && options_.on_error == OnError::kKeep) write(record);
  }

  const DetectOptions& options_;
  Engine engine_;
  Ledger ledger_;
  std::optional<OutputTree> tree_;
  std::unique_ptr<Output> output_;  // for all files, or for the current one
  std::unique_ptr<Report> report_;  // likewise; null: records are written

  bool file_failed_ = false;

  // Of the text that is coming.
  std::string text_;
  std::vector<Part> parts_;
};

}  // namespace

int run_detect(const std::vector<std::string>& args) {
  const DetectOptions options = read_detect_options(args);
  if (options.notice.empty()) {
    const std::vector<Source> sources = find_sources(options.files, options.job);
    return Detect(options).run(sources);
  }
  Output output("");
  output.write(options.notice);
  output.finish();
  return kExitDone;
}

}  // namespace unspin::cli
