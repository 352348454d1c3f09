// Covered by tests/unit/survey_test.cpp: nothing is left out that a pass would have found.
#include "mend/survey.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "spin/ngram_table.hpp"

namespace unspin {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

}  // namespace

void KnownWords::find_unknown(std::span<const std::uint64_t> hashes,
                              std::vector<std::uint32_t>& unknown) {
  const NgramTable& words = context_.table(0);
  const std::size_t first = unknown.size();
  requests_.clear();
  for (std::uint32_t i = 0; i < hashes.size(); ++i) {
    const std::uint64_t remembered = slot(hashes[i]) ^ hashes[i];
    if ((remembered & ~kKnown) != 0) {
      words.prefetch_bucket(ngram_key(0, hashes[i]));
      requests_.push_back({i, 0, 0});
    } else if (((remembered ^ hashes[i]) & kKnown) == 0) {
      unknown.push_back(i);
    }
  }
  for (Request& request : requests_) {
    std::tie(request.begin, request.end) = words.bucket(ngram_key(0, hashes[request.at]));
    words.prefetch_entries(request.begin);
  }
  const auto middle = static_cast<std::ptrdiff_t>(unknown.size());
  for (const Request& request : requests_) {
    const std::uint64_t hash = hashes[request.at];
    const auto fingerprint = static_cast<std::uint16_t>(ngram_key(0, hash));
    const bool known = words.find(request.begin, request.end, fingerprint) != NgramTable::kAbsent;
    slot(hash) = (hash & ~kKnown) | (known ? kKnown : 0);
    if (!known) unknown.push_back(request.at);
  }
  std::inplace_merge(unknown.begin() + static_cast<std::ptrdiff_t>(first), unknown.begin() + middle,
                     unknown.end());
}

void Survey::read(std::string_view text) {
  scan_.read(text);
  encoding = invisible = ligature = control = reference = backslash = percent = brace = hyphen =
      false;
  unknown_.clear();
  known_->find_unknown(std::span(scan_.hashes()).first(scan_.items()), unknown_);
  look_at_marks();
  if (scan_.high()) look_at_high_bytes();
}

void Survey::look_at_marks() {
  const std::string_view text = scan_.text();
  const auto byte = [&](std::size_t at) { return at < text.size() ? text[at] : ' '; };
  for (const std::uint32_t at : scan_.marks()) {
    switch (text[at]) {
      case '-': {
        const bool gap = byte(at + 1) == ' ' || byte(at + 1) == '\n';
        hyphen = hyphen || (gap && is_lower(byte(at + 2)));
        break;
      }
      case '&':
        reference = reference || is_letter(byte(at + 1)) || byte(at + 1) == '#';
        break;
      case '\\':
        backslash = true;
        break;
      case '%':
        percent = true;
        break;
      case '{':
        brace = true;
        break;
      default:
        control = true;
    }
  }
}

// A single-byte encoding makes at least two characters beyond ASCII of one, which stand beside each
// other; one by itself comes from Shift-JIS or GBK, or is what is left where bytes were lost.
void Survey::look_at_high_bytes() {
  const std::string_view text = scan_.text();
  std::size_t end = text.size() + 1;  // of the last character
  for (std::size_t block = 0; block < scan_.masks().size(); ++block) {
    for (std::uint64_t high = scan_.masks()[block].high; high != 0; high &= high - 1) {
      const std::size_t at = block * kBlock + static_cast<std::size_t>(std::countr_zero(high));
      const auto lead = static_cast<unsigned char>(text[at]);
      if (lead < 0xC0) continue;
      const std::string_view tail = text.substr(at, 4);
      const auto next = static_cast<unsigned char>(tail.size() > 1 ? tail[1] : ' ');
      const bool lost = (lead == 0xC3 && (next == 0x82 || next == 0x83)) ||  // A with marks
                        (lead == 0xC2 && next < 0xA0);                       // controls
      encoding = encoding || at == end || lost || lead > 0xE2;
      invisible = invisible || tail.starts_with("\u00AD") || tail.starts_with("\u2060") ||
                  tail.starts_with("\u200B") || tail.starts_with("\u200C") ||
                  tail.starts_with("\u200D") || tail.starts_with("\uFEFF");
      ligature = ligature || tail.starts_with("\xEF\xAC");
      end = at + (lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
    }
  }
}

}  // namespace unspin
