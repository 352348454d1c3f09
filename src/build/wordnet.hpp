// Dictionary rows from WordNet: the broad layer, for spinners that no family describes.
//
// Any word of a set of synonyms may have replaced any other of it. How likely a spun word s stands
// for an original o follows from how common both are in clean English, f, and from the number of
// synonyms n that o has to be replaced by:
//
//   weight(o | s) = share * f(o) / n(o)  /  (f(s) + share * sum over all o' of f(o') / n(o'))
//
// with share the part of its words that a spinner replaces. Sense is left to the context.
// WordNet 3.0: Princeton University; its licence admits this use (dictionaries/README.md).
#pragma once

#include <string>
#include <vector>

#include "build/dictionary.hpp"

namespace unspin::build {

// The synonyms of WordNet's database files in `folder` (data.noun, data.verb, data.adj, data.adv),
// as rows of the family "wordnet", in the order of dictionaries. Throws SetupError naming the file
// when one cannot be read or has a malformed line.
std::vector<Row> wordnet_rows(const std::string& folder, const Context& context);

}  // namespace unspin::build
