// The words that listed phrases replace one by one: from "profound learning" -> "deep learning" and
// its like follows "profound" -> "deep".
#pragma once

#include <string>
#include <vector>

#include "build/dictionary.hpp"

namespace unspin::build {

// True for the rows of tortured phrases: their words are exchanged one by one, and their originals
// are established terms.
bool is_tortured(const Row& row);

// A word or short phrase and what it stands for inside of terms.
struct Unit {
  std::string spun;
  std::string original;
  double weight =
      0;  // share of the phrases with the spun side in which it stands for this original
};

// The units that the phrases of `rows` imply, in all their forms. Phrases with as many words on one
// side as on the other are cut into words; of the others, whatever is left between words that are
// equal or known from those is one unit. Sorted by spun side, then by original.
std::vector<Unit> implied_units(const std::vector<Row>& rows);

}  // namespace unspin::build
