// Covered by tests/cli/detect/*.case.
#include "cli/report.hpp"

#include <algorithm>
#include <utility>

#include "cli/record.hpp"

namespace unspin::cli {

bool Finding::is_spun() const {
  return std::any_of(parts.begin(), parts.end(),
                     [](const Part& part) { return part.result.assessment.spun; });
}

Part part_behind(const Part* before) {
  Part part;
  if (before == nullptr) return part;
  part.span = {before->span.end, before->span.end};
  part.units = {before->units.end, before->units.end};
  return part;
}

void extend(Part& part, std::string_view bytes, Result found, OffsetUnit unit) {
  OffsetCounter offsets(bytes, unit);
  for (const Flag& flag : found.flags) {
    const std::size_t begin = part.units.end + offsets.at(flag.span.begin);
    part.flag_units.push_back({begin, part.units.end + offsets.at(flag.span.end)});
  }
  part.units.end += offsets.at(bytes.size());
  for (const Edit& edit : found.edits.edits()) {
    const std::string kind = edit.rule.substr(0, edit.rule.find_first_of("+/"));
    if (kind != "spin" && kind != "article") ++part.damage[kind];
  }
  found.edits = {};
  found.issues.clear();
  append(part.result, std::move(found), part.span.size());
  part.span.end += bytes.size();
}

std::string place_of(const Finding& finding, std::size_t part, Split split) {
  std::string place = record_name(std::string(finding.path), finding.format, finding.record);
  if (!finding.field.empty()) place.append(" ").append(finding.field);
  if (split == Split::kDocument) return place;
  if (finding.format == Format::kText && split == Split::kLine)
    return place + ":" + std::to_string(part + 1);
  const char* const name = split == Split::kLine ? " line " : " paragraph ";
  return place + name + std::to_string(part + 1);
}

std::string_view report_suffix(ReportOptions::Kind kind) {
  switch (kind) {
    case ReportOptions::Kind::kText:
      return ".report.txt";
    case ReportOptions::Kind::kSarif:
      return ".sarif";
    case ReportOptions::Kind::kJson:
      return ".report.jsonl";
    case ReportOptions::Kind::kDolma:
      break;
  }
  return "";
}

std::unique_ptr<Report> make_report(const ReportOptions& options, Output& output) {
  switch (options.kind) {
    case ReportOptions::Kind::kText:
      return make_text_report(output, options.split);
    case ReportOptions::Kind::kSarif:
      return make_sarif_report(output, options.unit);
    case ReportOptions::Kind::kDolma:
      return make_dolma_report(output);
    case ReportOptions::Kind::kJson:
      break;
  }
  return make_json_report(output, options.unit, options.split);
}

}  // namespace unspin::cli
