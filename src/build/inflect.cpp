// Regular spelling of inflected forms. Covered by tests/unit/inflect_test.cpp.
#include "build/inflect.hpp"

#include <algorithm>

namespace unspin::build {

namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_sibilant(std::string_view w) {
  return w.ends_with('s') || w.ends_with('x') || w.ends_with('z') || w.ends_with("ch") ||
         w.ends_with("sh");
}

bool ends_consonant_y(std::string_view w) {
  return w.size() > 1 && w.back() == 'y' && !is_vowel(w[w.size() - 2]);
}

std::string without(std::string_view w, std::size_t n) {
  return std::string(w.substr(0, w.size() - n));
}

// -s of nouns and verbs alike.
std::string with_s(std::string_view w) {
  if (ends_consonant_y(w)) return without(w, 1) + "ies";
  return std::string(w) + (ends_sibilant(w) ? "es" : "s");
}

// One vowel and one consonant at the end of a short word: "stop", "big"; not "play", "fix", "look".
bool doubles_last(std::string_view w) {
  if (w.size() < 3) return false;
  const char last = w.back(), vowel = w[w.size() - 2], before = w[w.size() - 3];
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  if (!is_vowel(vowel)) return false;
  if (is_vowel(before) && !(before == 'u' && w.size() > 3 && w[w.size() - 4] == 'q')) return false;
  const auto vowels = std::count_if(w.begin(), w.end(), is_vowel);
  const auto& known = doubling_verbs();
  return vowels == 1 || (vowels == 2 && w.substr(0, 2) == "qu") ||
         std::find(known.begin(), known.end(), w) != known.end();
}

// -ed, -er and -est: e is dropped, y becomes i, a last consonant may double.
std::string with_e(std::string_view w, std::string_view ending) {
  if (w.ends_with('e')) return std::string(w) + std::string(ending.substr(1));
  if (ends_consonant_y(w)) return without(w, 1) + "i" + std::string(ending);
  if (doubles_last(w)) return std::string(w) + w.back() + std::string(ending);
  return std::string(w) + std::string(ending);
}

std::string with_ing(std::string_view w) {
  if (w.ends_with("ie")) return without(w, 2) + "ying";
  if (w.ends_with('e') && !w.ends_with("ee") && !w.ends_with("oe") && !w.ends_with("ye") &&
      w != "be")
    return without(w, 1) + "ing";
  if (doubles_last(w)) return std::string(w) + w.back() + "ing";
  return std::string(w) + "ing";
}

// "re", "under" and the like in front of an irregular verb: "rewrite", "undergo", "overcome".
std::size_t prefix_of(std::string_view verb, std::string_view base) {
  static constexpr std::string_view kPrefixes[] = {"re",  "un",   "under", "over", "out",
                                                   "mis", "fore", "up",    "with"};
  if (verb.size() <= base.size() || !verb.ends_with(base)) return 0;
  const std::string_view prefix = verb.substr(0, verb.size() - base.size());
  return std::find(std::begin(kPrefixes), std::end(kPrefixes), prefix) != std::end(kPrefixes)
             ? prefix.size()
             : 0;
}

}  // namespace

std::string plural(std::string_view noun) {
  for (const IrregularPair& pair : irregular_plurals()) {
    if (noun == pair.base) return std::string(pair.form);
  }
  return with_s(noun);
}

VerbForms verb_forms(std::string_view verb) {
  VerbForms forms{std::string(verb), with_s(verb), with_e(verb, "ed"), with_e(verb, "ed"),
                  with_ing(verb)};
  if (verb == "be") return {"be", "is", "was", "been", "being"};
  if (verb == "have") return {"have", "has", "had", "had", "having"};
  if (verb == "do" || verb == "go" || verb.ends_with("ergo") || verb.ends_with("erdo"))
    forms.third = std::string(verb) + "es";
  const IrregularVerb* found = nullptr;
  std::size_t prefix = 0;
  for (const IrregularVerb& entry : irregular_verbs()) {
    if (verb == entry.base) {
      found = &entry;
      prefix = 0;
      break;
    }
    // "repeat" is not "re" + an irregular verb, "preview" no "view": only listed prefixes count.
    if (const std::size_t n = prefix_of(verb, entry.base); n != 0 && found == nullptr) {
      found = &entry;
      prefix = n;
    }
  }
  if (found != nullptr) {
    forms.past = std::string(verb.substr(0, prefix)) + std::string(found->past);
    forms.participle = std::string(verb.substr(0, prefix)) + std::string(found->participle);
  }
  return forms;
}

Comparison compare(std::string_view adjective) {
  for (const IrregularComparison& entry : irregular_comparisons()) {
    if (adjective == entry.base)
      return {std::string(entry.comparative), std::string(entry.superlative)};
  }
  const auto vowels = std::count_if(adjective.begin(), adjective.end(), is_vowel);
  const bool silent_e = adjective.ends_with('e');
  if (vowels - silent_e <= 1 || ends_consonant_y(adjective) || adjective.size() <= 5)
    return {with_e(adjective, "er"), with_e(adjective, "est")};
  return {"more " + std::string(adjective), "most " + std::string(adjective)};
}

}  // namespace unspin::build
