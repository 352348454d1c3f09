// Covered by tests/unit/encoding_scan_test.cpp.
#include "mend/encoding_words.hpp"

#include <bit>

#include "core/hash.hpp"
#include "core/unicode.hpp"
#include "mend/encoding_cost.hpp"
#include "mend/encoding_parts.hpp"

namespace unspin::encoding {

namespace {

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// One ASCII character for all that oddness() does not tell apart.
char kind_sign(char c) {
  if (c <= ' ') return ' ';
  if (c >= '0' && c <= '9') return '0';
  if (c >= 'a' && c <= 'z') return 'a';
  return c >= 'A' && c <= 'Z' ? 'A' : '.';
}

// The span of `word` from its first to its last character that is not ASCII.
Span high_part(std::string_view text, Span word) {
  while (!is_high(text[word.begin])) ++word.begin;
  while (!is_high(text[word.end - 1])) --word.end;
  return word;
}

constexpr std::size_t kHead = 2;  // characters before the high part in a core

void append_core(std::string_view text, Span word, Span high, std::string& core) {
  for (std::size_t back = kHead; back > 0; --back) {
    core += high.begin - word.begin >= back ? kind_sign(text[high.begin - back]) : ' ';
  }
  core += slice(text, high);
  if (high.end < word.end) core += kind_sign(text[high.end]);
}

// A reading as it is written: Latin-1 was meant for windows-1252.
std::u32string shown(std::u32string_view text) {
  std::u32string out(text);
  char32_t before = U' ';
  for (char32_t& c : out) {
    c = without_control(before, c);
    before = c;
  }
  return out;
}

// Sets what differs between a core and its reading, and nothing around it. The same in every word
// of the core: a reading has the ASCII characters of its word, in order, so that one cannot be all
// of the beginning of the other and go on with ASCII.
void set_difference(std::u32string_view before, std::u32string_view after, Suspect& suspect) {
  std::size_t same = kHead;
  while (same < after.size() && before[same] == after[same]) ++same;
  suspect.offset = utf8(before.substr(kHead, same - kHead)).size();
  before.remove_prefix(same);
  after.remove_prefix(same);
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    before.remove_suffix(1);
    after.remove_suffix(1);
  }
  suspect.before = utf8(before);
  suspect.after = utf8(after);
  suspect.length = before.size();
}

}  // namespace

void Words::double_slots() {
  slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t number = 0; number < cores_.size(); ++number) {
    std::size_t slot = cores_[number].hash & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(number + 1);
  }
}

// The number of the core that stands in text_ from `begin` to the end; what is known goes again.
std::size_t Words::number_of(std::size_t begin) {
  if (2 * cores_.size() >= slots_.size()) double_slots();
  const std::string_view sought = std::string_view(text_).substr(begin);
  const std::uint64_t hash = hash_bytes(sought);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Core& core = cores_[slots_[slot] - 1];
    if (core.hash != hash || std::string_view(text_).substr(core.begin, core.size) != sought) {
      continue;
    }
    text_.resize(begin);
    return slots_[slot] - 1;
  }
  cores_.push_back({begin, sought.size(), hash, {}, {}});
  slots_[slot] = static_cast<std::uint32_t>(cores_.size());
  return cores_.size() - 1;
}

void Words::add(std::string_view text, Span word) {
  const Span high = high_part(text, word);
  const std::size_t begin = text_.size();
  append_core(text, word, high, text_);
  occurrences_.push_back({high.begin, number_of(begin)});
}

// Makes the suspect of a reading; but for the gain it depends on the text and the first encoding.
void Words::suspect(Core& core, const Reading& reading) {
  Suspect& suspect = core.suspect;
  suspect = {};
  const std::u32string_view points = readings_.text(core.word);
  const auto first = static_cast<std::size_t>(std::countr_zero(reading.encodings));
  bytes_.set(points);
  suspect.whole = bytes_.is_whole(points, first);
  // An honest word of such a script may have a pair of letters that is a sequence.
  suspect.any = suspect.whole || (kOfOtherScripts >> first & 1) == 0;
  if (suspect.any) set_difference(points, shown(readings_.text(reading.text)), suspect);
}

void Words::read(Core& core, const Likely& likely) {
  const bool is_new = !core.is_read;
  if (is_new) {
    core.is_read = true;
    const std::string_view bytes = std::string_view(text_).substr(core.begin, core.size);
    const std::u32string points = code_points(bytes);
    core.word = readings_.add(points);
    core.oddness = oddness(points);
  }
  const Reading best = readings_.best(core.word, likely);
  if (best.layers == 0) return;
  if (is_new || best.text != core.reading.text || best.encodings != core.reading.encodings) {
    suspect(core, best);
  }
  core.reading = best;
  core.suspect.encodings = best.encodings;
  core.suspect.layers = best.layers;
  core.suspect.gain = core.oddness - best.oddness;
}

void Words::read(const Likely& likely) {
  for (Core& core : cores_) read(core, likely);
}

}  // namespace unspin::encoding
