// The detector: has a spinner been at this document, and of which family?
//
// A spinner replaces an original o by s with some probability, so a phrase s that clean English
// rarely has is evidence: log P(s | spun) / P(s | clean), where P(s | spun) is the frequency of
// its originals in clean English times the share that the spinner replaces. The context model
// corrects it for the place where the phrase stands ("coaching" behind "AI", not behind
// "football"). Each row of the dictionary counts once, however often its forms occur; every word of
// the document costs a little, so that a long text needs more than a short one.
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

  double even_share = 0;  // log share of each family of the base dictionary when all are alike

  // log share of a family, at least `floor`; the even share where there is no evidence of any.
  double family_log_share(std::string_view family, double floor) const;
};

Detection detect(std::span<const Token> tokens, std::span<const Lexicon> layers,
                 const Context& context, const Tuning& tuning);

}  // namespace unspin
