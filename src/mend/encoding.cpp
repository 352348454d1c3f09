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
#include <cstring>
#include <optional>

#include "core/unicode.hpp"
#include "mend/encoding_cost.hpp"
#include "mend/encoding_parts.hpp"
#include "mend/encoding_tables.hpp"
#include "mend/mend.hpp"

namespace unspin {

namespace encoding {

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const unicode::Decoded decoded = unicode::decode(text, at);
    points.push_back(decoded.code_point);
    at += decoded.length;
  }
  return points;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) unicode::append(out, c);
  return out;
}

}  // namespace encoding

namespace {

using namespace encoding;

constexpr int kMostLayers = 4;
constexpr std::size_t kBeam = 4;        // readings of a word that are followed further
constexpr double kSureGain = 1.5;       // oddness that a repair takes away
constexpr double kGainOfWhole = -0.2;   // in company too, where all of the word is sequences
constexpr double kPreference = 0.3;     // for the encoding that other words of the text speak for
constexpr double kGainInCompany = 0.1;  // the same, with a sure one of its encoding in the text
constexpr std::size_t kMostShown = 4;   // characters that a text shows rather than has
constexpr double kLayerCost = 0.2;      // of two explanations the simpler

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The first byte at or behind `at` that is not ASCII.
std::size_t next_high(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

Span word_around(std::string_view text, std::size_t at) {
  Span word{at, at};
  while (word.begin > 0 && !is_space(text[word.begin - 1])) --word.begin;
  while (word.end < text.size() && !is_space(text[word.end])) ++word.end;
  return word;
}

// One way to read a word.
struct Reading {
  std::u32string text;
  double oddness = 0;
  Encodings encodings = 0;  // those that the first step back may have taken
  int layers = 0;           // steps back
};

// What the sure words of a text have in common.
struct Likely {
  Encodings encodings = 0;
  int layers = 0;
};

// A reading as it is written: Latin-1 was meant for windows-1252.
std::u32string shown(std::u32string text) {
  char32_t before = U' ';
  for (char32_t& c : text) {
    c = without_control(before, c);
    before = c;
  }
  return text;
}

// What one step back makes of `from`, by every encoding. What is likely counts as a little less
// odd.
void step(const Reading& from, const Likely& likely, std::vector<Reading>& found) {
  const Encodings possible = candidates(from.text);
  const bool first = from.layers == 0;
  for (std::size_t e = 0; e < kEncodingCount; ++e) {
    if ((possible >> e & 1) == 0) continue;
    const Encodings taken = first ? Encodings{1} << e : from.encodings;
    Reading next{step_back(from.text, e), 0, taken, from.layers + 1};
    const auto seen = std::find_if(found.begin(), found.end(), [&](const Reading& reading) {
      return reading.text == next.text;
    });
    if (seen != found.end()) {
      seen->encodings |= taken;
    } else if (next.text != from.text) {
      next.oddness = oddness(shown(next.text));
      found.push_back(std::move(next));
    }
  }
  for (Reading& reading : found) {
    if ((reading.encodings & likely.encodings) != 0) reading.oddness -= kPreference;
  }
}

// The least odd reading of a word that is not the word itself, within the beam.
std::optional<Reading> best_reading(const Reading& word, const Likely& likely) {
  std::optional<Reading> best;
  double best_cost = 0;
  std::vector<Reading> beam{word};
  for (int layer = 1; layer <= kMostLayers && !beam.empty(); ++layer) {
    std::vector<Reading> found;
    for (const Reading& reading : beam) step(reading, likely, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Reading& a, const Reading& b) { return a.oddness < b.oddness; });
    if (found.size() > kBeam) found.resize(kBeam);
    if (found.empty()) break;
    const double cost =
        found[0].oddness + kLayerCost * layer - (layer == likely.layers ? kPreference : 0);
    if (!best || cost < best_cost) {
      best = found[0];
      best_cost = cost;
    }
    beam = std::move(found);
  }
  return best;
}

// An edit of what differs between a word and its reading, and nothing around it.
Edit edit_of(std::size_t at, std::u32string_view before, std::u32string_view after) {
  while (!before.empty() && !after.empty() && before.front() == after.front()) {
    at += utf8(before.substr(0, 1)).size();
    before.remove_prefix(1);
    after.remove_prefix(1);
  }
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    before.remove_suffix(1);
    after.remove_suffix(1);
  }
  const std::string old = utf8(before);
  return {{at, at + old.size()}, old, utf8(after), "", 1.0};
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}
bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

// A few characters in quotes or brackets of their own: the text speaks of them.
bool is_shown(std::string_view text, const Edit& edit) {
  if (code_points(edit.before).size() > kMostShown) return false;
  const std::string_view head = text.substr(0, edit.span.begin), tail = text.substr(edit.span.end);
  const bool opened = ends_with_any(head, {"\"", "'", "`", "(", "\u201C", "\u2018", "\u00AB"});
  return opened && (starts_with_any(tail, {"\"", "'", "`", ")", "\u201D", "\u2019", "\u00BB"}) ||
                    ends_with_any(edit.before, {"\u201D", "\u2019", "\u00BB"}));
}

bool speaks_of_mojibake(std::string_view text) {
  return text.find("mojibake") != std::string_view::npos ||
         text.find("Mojibake") != std::string_view::npos;
}

// A word that could be read differently.
struct Suspect {
  Edit edit;
  Encodings encodings;
  int layers;
  double gain;
  bool whole;  // all of its letters but ASCII are parts of sequences
};

std::optional<Suspect> suspect_at(std::string_view text, Span span, const Likely& likely) {
  Reading word{code_points(slice(text, span)), 0, 0, 0};
  if (candidates(word.text) == 0) return std::nullopt;
  word.oddness = oddness(word.text);
  const std::optional<Reading> best = best_reading(word, likely);
  if (!best) return std::nullopt;
  const auto first = static_cast<std::size_t>(std::countr_zero(best->encodings));
  const bool whole = is_whole(word.text, first);
  // An honest word of such a script may have a pair of letters that is a sequence.
  if (!whole && (kOfOtherScripts >> first & 1) != 0) return std::nullopt;
  Suspect suspect{edit_of(span.begin, word.text, shown(best->text)), best->encodings, best->layers,
                  word.oddness - best->oddness, whole};
  suspect.edit.rule = std::string("encoding/") + kEncodings[first];
  suspect.edit.confidence = std::clamp(0.5 + 0.2 * suspect.gain, 0.6, 0.99);
  if (is_shown(text, suspect.edit)) suspect.gain = std::min(suspect.gain, kSureGain / 2);
  return suspect;
}

std::vector<Suspect> find_suspects(std::string_view text, std::size_t at, const Likely& likely) {
  std::vector<Suspect> suspects;
  while (at < text.size()) {
    const Span word = word_around(text, at);
    if (std::optional<Suspect> suspect = suspect_at(text, word, likely)) {
      suspects.push_back(std::move(*suspect));
    }
    at = next_high(text, word.end);
  }
  return suspects;
}

// The encodings that explain most of the sure words, and how often most were misread.
Likely likeliest(const std::vector<Suspect>& suspects) {
  std::array<std::size_t, kEncodingCount> counts{};
  std::array<std::size_t, kMostLayers + 1> layers{};
  for (const Suspect& suspect : suspects) {
    if (suspect.gain < kSureGain) continue;
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

}  // namespace

EditList mend_encoding(std::string_view text, const Context&) {
  const std::size_t at = next_high(text, 0);
  if (at == text.size() || speaks_of_mojibake(text)) return {};
  std::vector<Suspect> suspects = find_suspects(text, at, {});
  const Likely likely = likeliest(suspects);
  if (suspects.size() > 1 && likely.encodings != 0) suspects = find_suspects(text, at, likely);
  std::vector<Edit> edits;
  mend_double_space(text, edits);
  for (Suspect& suspect : suspects) {
    const bool company = (likely.encodings & suspect.encodings) != 0;
    const double least = !company ? kSureGain : suspect.whole ? kGainOfWhole : kGainInCompany;
    if (suspect.gain >= least) edits.push_back(std::move(suspect.edit));
  }
  mend_wide(text, edits);
  mend_lossy(text, (likely.encodings & 1) != 0, edits);
  mend_controls(text, edits);
  return EditList::from_unsorted(std::move(edits));
}

}  // namespace unspin
