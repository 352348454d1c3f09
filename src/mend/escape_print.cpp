// What printing left: ligatures in one character, words cut at the end of a line or at a ligature.
//
// The damage: text was copied out of PDF, where "ffi" may be one glyph, a long word is split with a
// hyphen, and a glyph that could not be named left a gap. How it is repaired: a ligature beside a
// letter becomes its letters; the parts of a word are joined. Why it is safe: the joined word must
// be frequent in the context model, and one part must be no word or next to none; for a gap, which
// must be at a ligature, one part must be unknown altogether. What it leaves: "short- and
// long-term", "co- operate" when not sure, a ligature by itself, of which the text speaks.
//   "the eﬃ- ciency of develop-\nment"  ->  "the efficiency of development"
//   "the ef ficiency"                   ->  "the efficiency"
#include <algorithm>
#include <optional>

#include "core/tokenize.hpp"
#include "core/unicode.hpp"
#include "mend/escape_parts.hpp"

namespace unspin::escape {

namespace {

constexpr double kFrequent = -14.5;  // log P; about one word in two million
constexpr double kHardly = -17.0;    // what the model knows only by accident
constexpr double kRarer = 4.0;       // the same of a part beside its whole
constexpr double kUnknown = -100;
constexpr std::size_t kLongestPart = 24;

constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

double commonness(std::string_view word, const Context& context) {
  const std::uint64_t hash = token_hash(word);
  return context.known(hash) ? context.log_prob(hash) : kUnknown;
}

// The letters that end at, or begin at, a place.
std::string_view letters_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin <= kLongestPart && is_letter(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}
std::string_view letters_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && end - begin <= kLongestPart && is_lower(text[end])) ++end;
  return text.substr(begin, end - begin);
}

// A part of a word in prose: nothing glued to its outer end, small but for its first letter.
bool is_part(std::string_view text, std::string_view part) {
  const std::size_t begin = static_cast<std::size_t>(part.data() - text.data());
  const std::size_t end = begin + part.size();
  const char before = begin > 0 ? text[begin - 1] : ' ', after = byte_at(text, end);
  const auto is_glue = [](char c) {
    return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("_/\\-@=").find(c) != std::string_view::npos;
  };
  if (part.empty() || part.size() > kLongestPart) return false;
  const bool inner_left = is_glue(before) && before != '-';
  const bool inner_right = is_glue(after) && after != '-';
  return !inner_left && !inner_right && std::all_of(part.begin() + 1, part.end(), is_lower);
}

// The parts of a word around [begin, end), if joining them makes a frequent word.
bool is_sure(std::string_view text, Span gap, const Context& context, bool cut_at_hyphen) {
  const std::string_view left = letters_before(text, gap.begin);
  const std::string_view right = letters_from(text, gap.end);
  if (left.empty() || right.empty() || !is_part(text, left) || !is_part(text, right)) return false;
  const std::string whole = std::string(left) + std::string(right);
  const double of_whole = commonness(whole, context);
  const double of_part = std::min(commonness(left, context), commonness(right, context));
  if (whole.size() < 5 || of_whole < kFrequent) return false;
  return cut_at_hyphen ? of_part < std::max(kHardly, of_whole - kRarer) : of_part == kUnknown;
}

}  // namespace

void mend_ligatures(std::string_view text, std::vector<Edit>& edits) {
  constexpr std::string_view kHead = "\xEF\xAC";  // U+FB00 to U+FB06 are this and 80 to 86
  for (std::size_t at = text.find(kHead); at != std::string_view::npos;
       at = text.find(kHead, at + 1)) {
    const auto index = static_cast<std::size_t>(static_cast<unsigned char>(text[at + 2]) - 0x80);
    const char before = at > 0 ? text[at - 1] : ' ', after = byte_at(text, at + 3);
    if (index >= std::size(kLigatures) || !(is_letter(before) || is_letter(after))) continue;
    edits.push_back({{at, at + 3},
                     std::string(text.substr(at, 3)),
                     std::string(kLigatures[index]),
                     "escape/ligature",
                     0.95});
  }
}

void mend_hyphens(std::string_view text, const Context& context, std::vector<Edit>& edits) {
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    const char space = byte_at(text, at + 1);
    if ((space != ' ' && space != '\n') || at + 2 >= text.size() || !is_lower(text[at + 2]))
      continue;
    const Span gap{at, at + 2};
    if (!is_sure(text, gap, context, true)) continue;
    edits.push_back({gap, std::string(slice(text, gap)), "", "escape/hyphen", 0.9});
  }
}

namespace {

// "ef ficiency", "di fferent": the ligature opens the right part; "eff iciency": it closes the left
// one. Both have the space at `at` beside an f or an f with i or l.
bool parts_ligature(std::string_view text, std::size_t at) {
  if (byte_at(text, at) != ' ' || at == 0 || !is_lower(byte_at(text, at + 1))) return false;
  const char next = byte_at(text, at + 2), last = text[at - 1];
  const bool opens = text[at + 1] == 'f' && (next == 'f' || next == 'i' || next == 'l');
  const bool closes = (last == 'i' || last == 'l') && at > 1 && text[at - 2] == 'f';
  return opens || last == 'f' || closes;
}

}  // namespace

// One of the parts is a word that the model does not know.
void mend_cut_words(std::string_view text, const Context& context, const Survey& survey,
                    std::vector<Edit>& edits) {
  std::size_t done = 0;  // behind the last gap
  for (const std::uint32_t item : survey.unknown()) {
    const Span word = survey.scan().span(item);
    for (const std::size_t gap : {word.begin - 1, word.end}) {
      if (gap >= text.size() || gap < done || !parts_ligature(text, gap)) continue;
      done = gap + 1;
      if (!is_sure(text, {gap, gap + 1}, context, false)) continue;
      edits.push_back({{gap, gap + 1}, " ", "", "escape/split", 0.9});
    }
  }
}

}  // namespace unspin::escape
