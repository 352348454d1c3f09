// Established terms: sequences of two or three words that clean text holds together.
//
// A term is counted once for each document that has it. It is kept when at least kLeastDocuments
// have it and its words attract each other: log(n(term) N / (n(head) n(rest))) is at least
// kLeastAttraction for every way to part it, with N the number of places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/tokenize.hpp"
#include "unspin/context.hpp"

namespace unspin::build {

// The natural log of the frequency above which a word is an everyday word, part of no term.
constexpr double kEveryday = -6.7;

struct Term {
  std::string text;  // folded, words separated by spaces
  std::uint32_t documents = 0;
};

// Reads text twice: first all of it through `survey`, then all of it again through `collect`.
class TermFinder {
 public:
  explicit TermFinder(const Context& context) : context_(context) {}

  void survey(std::string_view text);
  void collect(std::string_view text);

  // The `most` terms that most documents have, in the order of their bytes.
  std::vector<Term> terms(std::size_t most) const;

 private:
  using Hashes = std::vector<std::uint64_t>;

  std::vector<std::vector<Token>> runs(std::string_view text, std::vector<Token>& tokens) const;
  void settle();

  const Context& context_;
  Hashes pairs_;                                             // of every document, then sorted
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;  // documents, of frequent pairs
  std::unordered_map<std::uint64_t, Term> found_;
  std::unordered_map<std::uint64_t, std::uint32_t> words_;  // occurrences
  std::uint64_t places_ = 0;
  bool settled_ = false;
};

// Terms as a file of "text<TAB>documents" lines, and back; blank lines and lines that begin with
// '#' are skipped. Throws SetupError "path:line: what".
std::string to_text(const std::vector<Term>& terms);
std::vector<Term> read_terms(std::string_view text, const std::string& path);

}  // namespace unspin::build
