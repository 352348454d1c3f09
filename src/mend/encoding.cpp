// Mojibake: "cafÃ©", "donâ€™t", "РџСЂРёРІРµС‚".
//
// The damage: a program took UTF-8 for another encoding, so that each character that is not ASCII
// became two to four others; the next program may do it again. How it is repaired: a word whose
// characters are, as bytes of some encoding, sequences of UTF-8 is read the other way round, up to
// four times. Why it is safe: what honest text of any language could be read so is odd afterwards,
// and what is mojibake is odd before (encoding_cost.hpp); a word is changed only when that much
// less odd, and only where it is damaged. A word by which one cannot tell needs company: a sure one
// of the same encoding in the text. What it leaves: text that speaks about mojibake, or shows a
// piece of it in quotes; sequences that have lost bytes, but for the few that can mean one thing
// only (encoding_lossy.cpp); bytes that are not UTF-8.
//   "It isnâ€™t a cafÃ©."             ->  "It isn’t a café."
//   "ÃƒÂ©tÃƒÂ©"                       ->  "été", two layers
//   "NÃO, CORAÇÃO, NESTLÉ®, SPÓŁKA"   stays
// Covered by tests/unit/encoding_test.cpp.
#include <algorithm>
#include <array>
#include <bit>

#include "core/unicode.hpp"
#include "mend/encoding_parts.hpp"
#include "mend/encoding_scan.hpp"
#include "mend/encoding_words.hpp"
#include "mend/mend.hpp"

namespace unspin {

namespace encoding {

// Both are asked for every word, so they do without the checks of core/unicode, and write into
// what has room for the longest.
std::u32string code_points(std::string_view text) {
  std::u32string points(text.size(), U'\0');
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      c = c << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    points[size++] = c;
    at += length;
  }
  points.resize(size);
  return points;
}

std::string utf8(std::u32string_view text) {
  std::string out(4 * text.size(), '\0');
  std::size_t size = 0;
  for (const char32_t c : text) {
    const std::size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    const char32_t mark = length == 1 ? 0 : 0xF00U >> length & 0xFFU;
    out[size] = static_cast<char>(mark | c >> 6 * (length - 1));
    for (std::size_t i = 1; i < length; ++i) {
      out[size + i] = static_cast<char>(0x80U | (c >> 6 * (length - 1 - i) & 0x3FU));
    }
    size += length;
  }
  out.resize(size);
  return out;
}

}  // namespace encoding

namespace {

using namespace encoding;

constexpr double kSureGain = 1.5;       // oddness that a repair takes away
constexpr double kGainOfWhole = -0.2;   // in company too, where all of the word is sequences
constexpr double kGainInCompany = 0.1;  // the same, with a sure one of its encoding in the text
constexpr std::size_t kMostShown = 4;   // characters that a text shows rather than has

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}
bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

// A few characters in quotes or brackets of their own: the text speaks of them. `at`: where the
// suspect's `before` stands.
bool is_shown(std::string_view text, std::size_t at, const Suspect& suspect) {
  if (suspect.length > kMostShown) return false;
  const std::string_view head = text.substr(0, at), tail = text.substr(at + suspect.before.size());
  const bool opened = ends_with_any(head, {"\"", "'", "`", "(", "\u201C", "\u2018", "\u00AB"});
  return opened && (starts_with_any(tail, {"\"", "'", "`", ")", "\u201D", "\u2019", "\u00BB"}) ||
                    ends_with_any(suspect.before, {"\u201D", "\u2019", "\u00BB"}));
}

// The gain of a suspect where it stands.
double gain_at(std::string_view text, std::size_t at, const Suspect& suspect) {
  return is_shown(text, at, suspect) ? std::min(suspect.gain, kSureGain / 2) : suspect.gain;
}

bool speaks_of_mojibake(std::string_view text) {
  constexpr std::string_view kRest = "ojibake";
  for (std::size_t j = text.find('j'); j != std::string_view::npos; j = text.find('j', j + 1)) {
    if (j < 2 || (text[j - 2] != 'm' && text[j - 2] != 'M')) continue;
    if (text.substr(j - 1, kRest.size()) == kRest) return true;
  }
  return false;
}

// The encodings that explain most of the sure words, and how often most were misread.
Likely likeliest(std::string_view text, const Words& words) {
  std::array<std::size_t, kEncodingCount> counts{};
  std::array<std::size_t, kMostSteps + 1> layers{};
  for (const Occurrence& word : words.occurrences()) {
    const Suspect& suspect = words.suspect(word.core);
    if (!suspect.any || gain_at(text, word.at + suspect.offset, suspect) < kSureGain) continue;
    ++layers[static_cast<std::size_t>(suspect.layers)];
    for (std::size_t e = 0; e < kEncodingCount; ++e) counts[e] += suspect.encodings >> e & 1;
  }
  const std::size_t most = *std::max_element(counts.begin(), counts.end());
  Likely likely;
  if (most == 0) return likely;
  for (std::size_t e = 0; e < kEncodingCount; ++e) {
    if (counts[e] == most) likely.encodings |= Encodings{1} << e;
  }
  const auto deepest = std::max_element(layers.begin(), layers.end());
  likely.layers = static_cast<int>(deepest - layers.begin());
  return likely;
}

// Reads the words twice: with what the sure ones have in common the others are read better.
Likely read(std::string_view text, Words& words) {
  words.read({});
  const auto suspects = std::count_if(
      words.occurrences().begin(), words.occurrences().end(),
      [&](const Occurrence& word) { return words.suspect(word.core).any; });
  const Likely likely = likeliest(text, words);
  if (suspects > 1 && likely.encodings != 0) words.read(likely);
  return likely;
}

void mend_words(std::string_view text, const Words& words, const Likely& likely,
                std::vector<Edit>& edits) {
  for (const Occurrence& word : words.occurrences()) {
    const Suspect& suspect = words.suspect(word.core);
    if (!suspect.any) continue;
    const std::size_t at = word.at + suspect.offset;
    const bool company = (likely.encodings & suspect.encodings) != 0;
    const double least = !company ? kSureGain : suspect.whole ? kGainOfWhole : kGainInCompany;
    if (gain_at(text, at, suspect) < least) continue;
    const auto first = static_cast<std::size_t>(std::countr_zero(suspect.encodings));
    edits.push_back({{at, at + suspect.before.size()},
                     suspect.before,
                     suspect.after,
                     std::string("encoding/") + kEncodings[first],
                     std::clamp(0.5 + 0.2 * suspect.gain, 0.6, 0.99)});
  }
}

}  // namespace

EditList mend_encoding(std::string_view text, const Context&) {
  const encoding::Scan found = scan(text);
  if (found.empty() || speaks_of_mojibake(text)) return {};
  Words words;
  for (const Span word : found.words) words.add(text, word);
  const Likely likely = read(text, words);
  std::vector<Edit> edits;
  if (found.capitals) mend_double_space(text, edits);
  mend_words(text, words, likely, edits);
  if (found.ideographs) mend_wide(text, edits);
  if (found.capitals) mend_lossy(text, (likely.encodings & 1) != 0, edits);
  if (!found.words.empty()) mend_quotes(text, edits);
  if (found.controls) mend_controls(text, edits);
  return EditList::from_unsorted(std::move(edits));
}

}  // namespace unspin
