// Covered by tests/unit/decode_test.cpp.
#include "spin/companion.hpp"

#include <algorithm>
#include <array>

namespace unspin {

namespace {

constexpr std::string_view kFamily = "companion";

struct Companion {
  std::string_view text;
  std::uint8_t group;  // words of one group stand for each other; 0: prepositions
  std::uint64_t hash = 0;
};

const std::array<Companion, 19>& companions() {
  static const std::array<Companion, 19> kAll = [] {
    std::array<Companion, 19> all{{{"to", 0},
                                   {"for", 0},
                                   {"of", 0},
                                   {"in", 0},
                                   {"on", 0},
                                   {"with", 0},
                                   {"at", 0},
                                   {"by", 0},
                                   {"from", 0},
                                   {"is", 1},
                                   {"are", 1},
                                   {"was", 2},
                                   {"were", 2},
                                   {"has", 3},
                                   {"have", 3},
                                   {"does", 4},
                                   {"do", 4},
                                   {"that", 5},
                                   {"which", 5}}};
    for (Companion& one : all) one.hash = token_hash(one.text);
    return all;
  }();
  return kAll;
}

// Null: the word is none.
const Companion* companion(std::uint64_t word) {
  const auto& all = companions();
  const auto* found =
      std::find_if(all.begin(), all.end(), [&](const Companion& one) { return one.hash == word; });
  return found == all.end() ? nullptr : found;
}

}  // namespace

std::vector<Site> companion_sites(std::span<const Token> tokens, const std::vector<Site>& sites,
                                  const Tuning& tuning) {
  std::vector<bool> reached(tokens.size() + 1, false);
  for (const Site& site : sites) reached[site.match.last] = true;
  std::vector<Site> found;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (!reached[i] || token.literal || token.casing != Casing::kLower || token.gap > Gap::kLine)
      continue;
    const Companion* here = companion(token.hash);
    if (here == nullptr) continue;
    // Which preposition it was is a free choice; the number of a verb follows from its noun.
    const double cost = here->group == 0 ? tuning.preposition_cost : tuning.agreement_cost;
    Site site{{i, i + 1, 0, 0, {}, 0}, {}, true};
    for (const Companion& other : companions()) {
      if (other.group != here->group || other.hash == token.hash) continue;
      Lexicon::Candidate candidate;
      candidate.text = other.text;
      candidate.tokens = {&other.hash, 1};
      candidate.family = kFamily;
      site.options.push_back({candidate, -cost});
    }
    found.push_back(std::move(site));
  }
  return found;
}

}  // namespace unspin
