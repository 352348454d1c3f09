// The inflected forms of a dictionary row. Covered by tests/unit/dictionary_test.cpp.
#include <algorithm>

#include "build/dictionary.hpp"
#include "build/inflect.hpp"

namespace unspin::build {

namespace {

// A phrase cut at its head word.
struct Headed {
  std::string before, head, after;

  std::string with(const std::string& form) const { return before + form + after; }
};

// The head is the word before a *, else the first word of a verb and the last of anything else.
Headed cut(const std::string& phrase, char pos) {
  std::size_t end = phrase.find('*');
  std::string plain = phrase;
  if (end != std::string::npos) {
    plain.erase(end, 1);
  } else {
    end = pos == 'v' ? std::min(plain.find(' '), plain.size()) : plain.size();
  }
  const std::size_t space = end == 0 ? std::string::npos : plain.rfind(' ', end - 1);
  const std::size_t begin = space == std::string::npos ? 0 : space + 1;
  return {plain.substr(0, begin), plain.substr(begin, end - begin), plain.substr(end)};
}

std::vector<std::string> noun_forms(const std::string& phrase) {
  const Headed headed = cut(phrase, 'n');
  return {headed.with(headed.head), headed.with(plural(headed.head))};
}

std::vector<std::string> verb_phrases(const std::string& phrase) {
  const Headed headed = cut(phrase, 'v');
  const VerbForms forms = verb_forms(headed.head);
  return {headed.with(forms.base), headed.with(forms.third), headed.with(forms.past),
          headed.with(forms.participle), headed.with(forms.ing)};
}

std::vector<std::string> adjective_forms(const std::string& phrase) {
  const Headed headed = cut(phrase, 'a');
  const Comparison forms = compare(headed.head);
  return {headed.with(headed.head), headed.with(forms.comparative), headed.with(forms.superlative)};
}

std::vector<std::string> forms_of(const std::string& phrase, char pos) {
  switch (pos) {
    case 'n':
      return noun_forms(phrase);
    case 'v':
      return verb_phrases(phrase);
    case 'a':
      return adjective_forms(phrase);
    default:
      return {phrase};
  }
}

}  // namespace

std::vector<Pair> expand(const Row& row) {
  const std::vector<std::string> spun = forms_of(row.spun, row.pos);
  const std::vector<std::string> original = forms_of(row.original, row.pos);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < spun.size(); ++i) {
    const Pair pair{spun[i], original[i]};
    if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) pairs.push_back(pair);
  }
  return pairs;
}

}  // namespace unspin::build
