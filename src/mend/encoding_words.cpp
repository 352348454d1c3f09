// Covered by tests/unit/encoding_test.cpp.
#include "mend/encoding_words.hpp"

#include <bit>

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

void write_core(std::string_view text, Span word, Span high, std::string& core) {
  core.clear();
  for (std::size_t back = kHead; back > 0; --back) {
    core += high.begin - word.begin >= back ? kind_sign(text[high.begin - back]) : ' ';
  }
  core += slice(text, high);
  if (high.end < word.end) core += kind_sign(text[high.end]);
}

// A reading as it is written: Latin-1 was meant for windows-1252.
void show(std::u32string& text) {
  char32_t before = U' ';
  for (char32_t& c : text) {
    c = without_control(before, c);
    before = c;
  }
}

// What differs between a core and its reading, and nothing around it. The same in every word of the
// core: a reading has the ASCII characters of its word, in order, so that one cannot be all of the
// beginning of the other and go on with ASCII.
void set_difference(std::u32string_view before, std::u32string_view after, Suspect& suspect) {
  before.remove_prefix(kHead);
  after.remove_prefix(kHead);
  std::size_t same = 0;
  while (same < after.size() && same < before.size() && before[same] == after[same]) ++same;
  suspect.offset = utf8(before.substr(0, same)).size();
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

Suspect read_core(std::string_view core, const Likely& likely, Search& search) {
  const std::u32string points = code_points(core);
  Suspect suspect;
  const Reading* best = search.best(points, likely);
  if (best == nullptr) return suspect;
  const auto first = static_cast<std::size_t>(std::countr_zero(best->encodings));
  Bytes bytes;
  bytes.set(points);
  suspect.whole = bytes.is_whole(points, first);
  // An honest word of such a script may have a pair of letters that is a sequence.
  if (!suspect.whole && (kOfOtherScripts >> first & 1) != 0) return suspect;
  suspect.any = true;
  suspect.encodings = best->encodings;
  suspect.layers = best->layers;
  suspect.gain = oddness(points) - best->oddness;
  std::u32string shown = best->text;
  show(shown);
  set_difference(points, shown, suspect);
  return suspect;
}

}  // namespace

void Words::add(std::string_view text, Span word) {
  const Span high = high_part(text, word);
  write_core(text, word, high, key_);
  const auto [entry, is_new] = numbers_.try_emplace(key_, cores_.size());
  if (is_new) cores_.push_back(&entry->first);
  occurrences_.push_back({high.begin, entry->second});
}

void Words::read(const Likely& likely) {
  suspects_.clear();
  for (const std::string* core : cores_) suspects_.push_back(read_core(*core, likely, search_));
}

}  // namespace unspin::encoding
