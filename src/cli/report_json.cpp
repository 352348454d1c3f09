// Reports of JSON lines: one for each part of a text, or, for Dolma, attributes for each record.
#include <algorithm>

#include "cli/json_text.hpp"
#include "cli/report.hpp"

namespace unspin::cli {

namespace {

constexpr int kScoreDigits = 6;         // "0.999123": scores near 1 differ in their last digits
constexpr double kMostTold = 0.999999;  // a score is never rounded up to certainty

// "name":value, with a comma in front of all but the first.
void member(std::string& object, std::string_view name, const std::string& value) {
  if (object.size() > 1) object += ',';
  object.append("\"").append(name).append("\":").append(value);
}

std::string list_of(const std::vector<std::string>& items) {
  std::string list = "[";
  for (const std::string& item : items) list.append(list.size() > 1 ? "," : "").append(item);
  return list + "]";
}

std::string families_of(const Assessment& assessment) {
  std::vector<std::string> items;
  for (const auto& [family, share] : assessment.families) {
    items.push_back("{\"family\":" + json_quoted(family) + ",\"share\":" + json_number(share) +
                    "}");
  }
  return list_of(items);
}

std::string flag_object(const Flag& flag, const Span& units) {
  std::string object = "{";
  member(object, "begin", std::to_string(units.begin));
  member(object, "end", std::to_string(units.end));
  member(object, "text", json_quoted(flag.text));
  member(object, "rule", json_quoted(flag.rule));
  member(object, "reason", json_quoted(flag.reason));
  member(object, "confidence", json_number(flag.confidence));
  std::vector<std::string> candidates;
  for (const auto& [text, confidence] : flag.candidates) {
    candidates.push_back("{\"text\":" + json_quoted(text) +
                         ",\"confidence\":" + json_number(confidence) + "}");
  }
  member(object, "candidates", list_of(candidates));
  return object + "}";
}

std::string damage_of(const Part& part) {
  std::string object = "{";
  for (const auto& [kind, count] : part.damage) member(object, kind, std::to_string(count));
  return object + "}";
}

class JsonReport : public Report {
 public:
  JsonReport(Output& output, OffsetUnit unit, Split split)
      : output_(output), unit_(unit), split_(split) {}

  void add(const Finding& finding) override {
    if (!finding.problem.empty()) {
      std::string row = head(finding);
      member(row, "error", json_quoted(finding.problem));
      output_.write(row + "}\n");
    }
    for (std::size_t i = 0; i < finding.parts.size(); ++i) write(finding, i);
  }

  bool needs_text() const override { return false; }

 private:
  static std::string head(const Finding& finding) {
    std::string row = "{";
    member(row, "id", finding.id.empty() ? "null" : std::string(finding.id));
    member(row, "path", json_quoted(finding.path));
    member(row, "record", std::to_string(finding.record));
    if (!finding.field.empty()) member(row, "field", json_quoted(finding.field));
    return row;
  }

  void write(const Finding& finding, std::size_t index) {
    const Part& part = finding.parts[index];
    const Assessment& assessment = part.result.assessment;
    std::string row = head(finding);
    if (split_ != Split::kDocument) {
      member(row, "part", std::to_string(index));
      member(row, "begin", std::to_string(part.units.begin));
      member(row, "end", std::to_string(part.units.end));
    }
    member(row, "words", std::to_string(assessment.words));
    member(row, "score", json_number(std::min(assessment.score, kMostTold), kScoreDigits));
    member(row, "spun", assessment.spun ? "true" : "false");
    member(row, "families", families_of(assessment));
    std::vector<std::string> flags;
    for (std::size_t i = 0; i < part.result.flags.size(); ++i) {
      flags.push_back(flag_object(part.result.flags[i], part.flag_units[i]));
    }
    member(row, "flags", list_of(flags));
    member(row, "damage", damage_of(part));
    member(row, "offset_unit", json_quoted(name_of(unit_)));
    output_.write(row + "}\n");
  }

  Output& output_;
  OffsetUnit unit_;
  Split split_;
};

// Attributes as the Dolma toolkit reads them: [begin, end, score] for the parts of each document
// and for the phrases in them; the rows are those of the documents, in their order.
class DolmaReport : public Report {
 public:
  explicit DolmaReport(Output& output) : output_(output) {}

  void add(const Finding& finding) override {
    std::vector<std::string> scores, spun, phrases;
    for (const Part& part : finding.parts) {
      const Assessment& assessment = part.result.assessment;
      scores.push_back(triple(part.units, assessment.score));
      spun.push_back(triple(part.units, assessment.spun ? 1 : 0));
      for (std::size_t i = 0; i < part.result.flags.size(); ++i) {
        phrases.push_back(triple(part.flag_units[i], part.result.flags[i].confidence));
      }
    }
    std::string attributes = "{";
    member(attributes, "unspin__unspin__score", list_of(scores));
    member(attributes, "unspin__unspin__spun", list_of(spun));
    member(attributes, "unspin__unspin__phrase", list_of(phrases));
    std::string row = "{";
    member(row, "id", finding.id.empty() ? "null" : std::string(finding.id));
    member(row, "attributes", attributes + "}");
    output_.write(row + "}\n");
  }

  bool needs_text() const override { return false; }

 private:
  static std::string triple(const Span& span, double score) {
    return list_of({std::to_string(span.begin), std::to_string(span.end), json_number(score, 5)});
  }

  Output& output_;
};

}  // namespace

std::unique_ptr<Report> make_json_report(Output& output, OffsetUnit unit, Split split) {
  return std::make_unique<JsonReport>(output, unit, split);
}

std::unique_ptr<Report> make_dolma_report(Output& output) {
  return std::make_unique<DolmaReport>(output);
}

}  // namespace unspin::cli
