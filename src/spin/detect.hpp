// The detector: has a spinner been at this document, and of which family?
//
// A spinner replaces an original o by s with some probability, so a phrase s that clean English
// rarely has is evidence: log P(s | spun) / P(s | clean), where P(s | spun) is the frequency of
// its originals in clean English times the share that the spinner replaces. The context model
// corrects it for the place where the phrase stands ("coaching" behind "AI", not behind
// "football"). Each row of the dictionary counts once, however often its forms occur. That is the
// cheap pass, behind which nearly all honest texts leave. What has more evidence than they is
// looked at closely: spin/gain.hpp, spin/score.hpp.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/tokenize.hpp"
#include "spin/tuning.hpp"
#include "unspin/context.hpp"
#include "unspin/edit.hpp"
#include "unspin/lexicon.hpp"

namespace unspin {

struct Detection {
  double evidence = 0;  // summed, of the best family
  double score = 0;     // 0..1
  std::size_t words = 0;
  // log share of each family with evidence, at most 0; families without are not listed.
  std::vector<std::pair<std::string_view, double>> families;

  bool rivals = true;  // there are several families that a spinner may be of

  bool assumed = false;  // the caller says that the text is spun, however it looks

  // How far the families known explain the text, 0..1: dense evidence of one says 1, hardly any 0.
  double known = 0;

  // The same for choices of rows; where nothing at all points to a spinner there is nothing that a
  // stranger would explain, and it is 1.
  double sure() const { return families.empty() ? 1 : known; }

  // log of the share that rows of a family have in the spinner's thesaurus, at most 0. Families
  // compete within the base dictionary; rows that a user adds count in full.
  double log_share(std::string_view family, std::uint32_t layer, const Tuning& tuning) const;
};

// Whether a score that is too low for a verdict is worth its cost; without it is an upper bound.
enum class Scoring { kAlways, kVerdicts };

// `tokens`: those of `text`, or some that follow each other.
Detection detect(std::string_view text, std::span<const Token> tokens,
                 std::span<const Lexicon> layers, const Context& context, const Tuning& tuning,
                 Scoring scoring = Scoring::kAlways);

}  // namespace unspin
