// Covered by tests/unit/cli_counts_test.cpp.
#include "cli/counts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#ifndef UNSPIN_VERSION
#define UNSPIN_VERSION "0.0.0-dev"
#endif

namespace unspin::cli {

namespace {

// Calls `take` with the family in each part of a rule's name that has one: "glue+spin/autoblog".
template <typename Take>
void for_each_family(std::string_view rule, Take take) {
  constexpr std::string_view kSpin = "spin/";
  while (!rule.empty()) {
    const std::size_t end = std::min(rule.find('+'), rule.size());
    const std::string_view part = rule.substr(0, end);
    if (part.starts_with(kSpin)) take(std::string(part.substr(kSpin.size())));
    rule.remove_prefix(std::min(end + 1, rule.size()));
  }
}

std::uint64_t sum(const Counts::ByName& counts) {
  std::uint64_t total = 0;
  for (const auto& [name, count] : counts) total += count;
  return total;
}

// Hadoop parts the name of a counter from its value by a comma.
std::string counter_line(std::string name, std::uint64_t count) {
  std::replace(name.begin(), name.end(), ',', ' ');
  return "reporter:counter:unspin," + name + "," + std::to_string(count) + "\n";
}

}  // namespace

void Counts::add(const Result& result) {
  if (words) *words += result.assessment.words;
  edits += result.edits.size();
  for (const Edit& edit : result.edits.edits()) {
    ++edits_by_rule[edit.rule];
    for_each_family(edit.rule, [this](const std::string& family) { ++edits_by_family[family]; });
  }
  for (const Flag& flag : result.flags) ++flags_by_rule[flag.rule];
  for (const Issue& issue : result.issues) {
    if (issue.kind == Issue::Kind::kInvalidUtf8) {
      invalid_bytes += issue.count;
    } else {
      ++oversized;
    }
  }
}

void Counts::add_verdict(bool is_spun, const std::string& family) {
  ++records;
  if (!is_spun) return;
  ++spun;
  ++spun_by_family[family.empty() ? "unknown" : family];
}

void Verdict::add(const Assessment& part) {
  any_ = true;
  spun_ = spun_ || part.spun;
  if (part.score < score_) return;
  score_ = part.score;
  family_ = part.families.empty() ? "" : part.families.front().family;
}

void Verdict::give(Counts& counts) {
  counts.add_verdict(spun_, family_);
  *this = {};
}

std::string Counts::json(const std::string& command) const {
  nlohmann::ordered_json out;
  out["version"] = UNSPIN_VERSION;
  out["command"] = command;
  out["seconds"] = seconds;
  out["threads"] = threads;
  out["files"] = {{"done", files}, {"skipped", skipped}, {"failed", failed}};
  out["bytes"] = {{"in", bytes_in}, {"out", bytes_out}};
  out["records"] = records;
  if (words) out["words"] = *words;
  out["spun"] = {{"records", spun}, {"by_family", spun_by_family}};
  out["edits"] = {{"total", edits}, {"by_rule", edits_by_rule}, {"by_family", edits_by_family}};
  out["flags"] = {{"total", sum(flags_by_rule)}, {"by_rule", flags_by_rule}};
  out["bad_records"] = {{"total", sum(bad_records)}, {"by_reason", bad_records}};
  out["issues"] = {{"invalid_utf8_bytes", invalid_bytes}, {"oversized_texts", oversized}};
  // Names of rules come from dictionaries, which are UTF-8 or not.
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string Counts::hadoop_lines() const {
  std::string lines = counter_line("files", files) + counter_line("bytes in", bytes_in) +
                      counter_line("bytes out", bytes_out) + counter_line("records", records) +
                      counter_line("spun records", spun) + counter_line("edits", edits) +
                      counter_line("bad records", sum(bad_records)) +
                      counter_line("invalid UTF-8 bytes", invalid_bytes) +
                      counter_line("oversized texts", oversized);
  for (const auto& [rule, count] : edits_by_rule) lines += counter_line("edits " + rule, count);
  return lines;
}

}  // namespace unspin::cli
