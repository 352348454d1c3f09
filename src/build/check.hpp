// Running a dictionary's examples: does each row fire where it must, and only there?
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "build/dictionary.hpp"
#include "core/tokenize.hpp"
#include "unspin/context.hpp"

namespace unspin::build {

// Where a phrase stands in a text: tokens [first, last).
struct Place {
  std::size_t first = 0, last = 0;
  bool operator==(const Place&) const = default;
};

// Every place of `phrase` under the rules of spin/match.hpp, left to right. A slow search by
// itself: it shares no code with the compiled lexicon.
std::vector<Place> find_phrase(std::span<const Token> tokens, const std::string& phrase);

// The spun or the original side of a row in all its forms, each once, without head marks.
std::vector<std::string> spun_forms(const Row& row);
std::vector<std::string> original_forms(const Row& row);

// An example that did not do what it must.
struct Failure {
  std::string path;
  std::uint32_t line = 0;
  bool yes = false;      // which column
  std::string sentence;  // as it stands there
  std::string result;    // what it became

  std::string text() const;
};

struct ExampleReport {
  std::size_t passed = 0;
  std::vector<Failure> failures;
};

// Repairs every example by the spin pass alone, with the rows as the only layer. A `yes` stands
// for a document that the row's family has spun, and must come out with the row's original, in
// some form, where the spun phrase stood. A `no` is honest, taken for spun by nobody in particular,
// and must come out with the spun phrase untouched.
ExampleReport check_examples(const std::vector<Row>& rows, const Context& context);

}  // namespace unspin::build
