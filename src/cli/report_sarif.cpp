// The report in SARIF 2.1.0 (OASIS standard, 2020), for editors and code-scanning services: one
// run, a result for each spun part and for each flagged phrase. Regions of plain text are those of
// the file; a text inside of JSON has none, so the region is the record's line and the snippet says
// the rest; so it is in TSV. Of WET the bytes of the file are told, lines are not counted. Results
// are written as they come; what they refer to stands behind them.
#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/report.hpp"

#ifndef UNSPIN_VERSION
#define UNSPIN_VERSION "0.0.0-dev"
#endif

namespace unspin::cli {

namespace {

using nlohmann::json;

constexpr std::string_view kDocumentRule = "spun";

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// A relative or absolute path as a URI reference: RFC 3986, all but unreserved bytes escaped.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       kPlain.find(c) != kPlain.npos;
    if (plain) {
      uri += c;
    } else {
      uri.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    }
  }
  return uri;
}

class SarifReport : public Report {
 public:
  SarifReport(Output& output, OffsetUnit unit) : output_(output), unit_(unit) {
    output_.write(
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
        "\"version\":\"2.1.0\",\"runs\":[{\"results\":[");
  }

  void add(const Finding& finding) override {
    line_begins_ = {0};
    for (std::size_t i = 0; i < finding.text.size(); ++i) {
      if (finding.text[i] == '\n') line_begins_.push_back(i + 1);
    }
    for (const Part& part : finding.parts) {
      if (part.result.assessment.spun) add_part(finding, part);
      for (const Flag& flag : part.result.flags) add_flag(finding, part, flag);
    }
  }

  void finish() override {
    json rules = json::array();
    for (const auto& [id, text] : rules_) {
      rules.push_back({{"id", id}, {"shortDescription", {{"text", text}}}});
    }
    const json tool = {
        {"driver", {{"name", "unspin"}, {"version", UNSPIN_VERSION}, {"rules", rules}}}};
    // Columns are counted in characters or in UTF-16 code units; bytes have members of their own.
    const char* columns = unit_ == OffsetUnit::kUtf16 ? "utf16CodeUnits" : "unicodeCodePoints";
    output_.write("],\"columnKind\":" + dump(columns) + ",\"tool\":" + dump(tool) + "}]}\n");
  }

 private:
  void add_part(const Finding& finding, const Part& part) {
    const Assessment& found = part.result.assessment;
    std::string text = "Looks spun: score " + std::to_string(found.score) + " in " +
                       std::to_string(found.words) + " words.";
    if (!found.families.empty()) text += " Family: " + found.families.front().family + ".";
    rules_.emplace(kDocumentRule, "The text, or this part of it, looks spun.");
    json result = result_at(finding, part.span, std::string(kDocumentRule), text);
    result["rank"] = 100 * found.score;
    write(result);
  }

  void add_flag(const Finding& finding, const Part& part, const Flag& flag) {
    const Span span{part.span.begin + flag.span.begin, part.span.begin + flag.span.end};
    rules_.emplace(flag.rule, "A phrase in the manner of such a spinner.");
    json result = result_at(finding, span, flag.rule, flag.reason + ".");
    result["rank"] = 100 * flag.confidence;
    if (finding.format == Format::kText) {
      // One fix for each alternative: several replacements in one would mean all of them.
      json fixes = json::array();
      for (const Alternative& other : flag.candidates) {
        const json replacement = {{"deletedRegion", bytes_of(span)},
                                  {"insertedContent", {{"text", other.text}}}};
        fixes.push_back({{"artifactChanges",
                          json::array({{{"artifactLocation", {{"uri", uri_of(finding.path)}}},
                                        {"replacements", json::array({replacement})}}})}});
      }
      result["fixes"] = fixes;
    }
    write(result);
  }

  json result_at(const Finding& finding, Span span, const std::string& rule,
                 const std::string& message) const {
    const json location = {{"artifactLocation", {{"uri", uri_of(finding.path)}}},
                           {"region", region_of(finding, span)}};
    return {{"ruleId", rule},
            {"level", "warning"},
            {"message", {{"text", message}}},
            {"locations", json::array({{{"physicalLocation", location}}})}};
  }

  static json bytes_of(Span span) {
    return {{"byteOffset", span.begin}, {"byteLength", span.size()}};
  }

  // Of a file: its bytes, and lines and columns from 1.
  json region_of(const Finding& finding, Span span) const {
    if (finding.format != Format::kText) {
      const std::string snippet(slice(finding.text, span).substr(0, kMostSnippet));
      json region = {{"snippet", {{"text", snippet}}}};
      if (finding.format == Format::kWet) {
        region["byteOffset"] = finding.offset + span.begin;
        region["byteLength"] = span.size();
      } else {
        region["startLine"] = finding.record + 1;
      }
      return region;
    }
    json region = bytes_of(span);
    place(finding.text, span.begin, region["startLine"], region["startColumn"]);
    place(finding.text, span.end, region["endLine"], region["endColumn"]);
    return region;
  }

  void place(std::string_view text, std::size_t at, json& line, json& column) const {
    const auto behind = std::upper_bound(line_begins_.begin(), line_begins_.end(), at);
    const std::size_t begin = *std::prev(behind);
    const OffsetUnit unit = unit_ == OffsetUnit::kUtf16 ? unit_ : OffsetUnit::kCodePoint;
    line = behind - line_begins_.begin();
    column = 1 + count_units(text.substr(begin, at - begin), unit);
  }

  void write(const json& result) {
    output_.write(first_ ? "\n" : ",\n");
    output_.write(dump(result));
    first_ = false;
  }

  static constexpr std::size_t kMostSnippet = 200;  // bytes

  Output& output_;
  OffsetUnit unit_;
  bool first_ = true;
  std::vector<std::size_t> line_begins_;                   // of the text that is being reported
  std::map<std::string, std::string, std::less<>> rules_;  // by id: what it says
};

}  // namespace

std::unique_ptr<Report> make_sarif_report(Output& output, OffsetUnit unit) {
  return std::make_unique<SarifReport>(output, unit);
}

}  // namespace unspin::cli
