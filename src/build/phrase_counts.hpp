// How often clean text has the spun phrases of a lexicon: what a phrase says of its document
// depends on how rare it is in honest prose, and for whole phrases a count tells more than the
// n-grams do.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/match.hpp"
#include "unspin/lexicon.hpp"

namespace unspin::build {

// Counts of phrases among `tokens` tokens of clean text; phrases that are not named do not occur.
struct PhraseCounts {
  std::uint64_t tokens = 0;
  std::map<std::string, std::uint32_t> counts;

  // log of the frequency of `phrase`, given what a model expects: the count, with the model's
  // expectation, but no more than one occurrence of it, added. The expectation itself without text.
  double log_prior(const std::string& phrase, double expected) const;
};

class PhraseCounter {
 public:
  explicit PhraseCounter(const Lexicon& lexicon) : lexicon_(lexicon), counts_(lexicon.entries()) {}

  void add(std::string_view text);
  PhraseCounts counts() const;

 private:
  const Lexicon& lexicon_;
  std::vector<std::uint32_t> counts_;  // by entry
  std::uint64_t tokens_ = 0;
  std::vector<Token> scratch_;
  std::vector<Match> matches_;
};

// As a file: a line "tokens<TAB>N", then "phrase<TAB>count" lines in the order of bytes. Blank
// lines and lines that begin with '#' are skipped. Throws SetupError "path:line: what".
std::string to_text(const PhraseCounts& counts);
PhraseCounts read_phrase_counts(std::string_view text, const std::string& path);

}  // namespace unspin::build
