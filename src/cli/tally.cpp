// Covered by tests/cli/input/*.case and tests/cli/jsonl/*.case.
#include "cli/tally.hpp"

#include "cli/message.hpp"

namespace unspin::cli {

namespace {

void report_kind(std::size_t count, std::string_view noun, const std::string& first) {
  if (count > 0) say(counted(count, noun) + " passed through unchanged; first: " + first);
}

}  // namespace

void Tally::add_bad_record(const std::string& where, std::string_view problem) {
  if (bad_records_++ == 0) first_bad_record_ = where + ": " + std::string(problem);
}

void Tally::add_digests(const std::string& where, std::size_t count) {
  if (digests_ == 0) first_digest_ = where;
  digests_ += count;
}

void Tally::add_issues(const std::string& where, const std::vector<Issue>& issues,
                       std::size_t offset) {
  for (const Issue& issue : issues) {
    const std::string place = where + ": byte " + std::to_string(offset + issue.offset);
    if (issue.kind == Issue::Kind::kInvalidUtf8) {
      if (invalid_bytes_ == 0) first_invalid_ = place;
      invalid_bytes_ += issue.count;
    } else {
      add_oversized(place);
    }
  }
}

void Tally::add_oversized(const std::string& where) {
  if (too_large_++ == 0) first_too_large_ = where;
}

void Tally::report() const {
  report_kind(bad_records_, "bad record", first_bad_record_);
  report_kind(invalid_bytes_, "invalid UTF-8 byte", first_invalid_);
  report_kind(too_large_, "oversized text", first_too_large_);
  if (digests_ > 0) {
    say(counted(digests_, "digest") + " of an unknown kind left out of headers; first: " +
        first_digest_);
  }
}

}  // namespace unspin::cli
