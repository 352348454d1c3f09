// English inflection for dictionary rows: plural, verb forms, comparison.
//
// Regular spelling rules and a table of irregular words (build/irregular.cpp). Words are lower
// case ASCII; anything else is inflected by the regular rules at its end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unspin::build {

std::string plural(std::string_view noun);

// third person, past, participle, -ing: in this order, behind the base form. A verb with two usual
// pasts ("learned", "learnt") gives the more common one.
struct VerbForms {
  std::string base, third, past, participle, ing;
};
VerbForms verb_forms(std::string_view verb);

// True for short adjectives that take -er and -est; the forms then.
struct Comparison {
  std::string comparative, superlative;
};
Comparison compare(std::string_view adjective);

// One irregular verb or noun: base, then past and participle, or the plural.
struct IrregularVerb {
  std::string_view base, past, participle;
};
struct IrregularPair {
  std::string_view base, form;
};
const std::vector<IrregularVerb>& irregular_verbs();
const std::vector<IrregularPair>& irregular_plurals();
const std::vector<std::string_view>& doubling_verbs();  // "refer": the last consonant doubles
struct IrregularComparison {
  std::string_view base, comparative, superlative;
};
const std::vector<IrregularComparison>& irregular_comparisons();

}  // namespace unspin::build
