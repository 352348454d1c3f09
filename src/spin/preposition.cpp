// Covered by tests/unit/decode_test.cpp.
#include "spin/preposition.hpp"

#include <algorithm>
#include <array>

namespace unspin {

namespace {

constexpr std::string_view kFamily = "preposition";

struct Preposition {
  std::string_view text;
  std::uint64_t hash;
};

const std::array<Preposition, 9>& prepositions() {
  static const std::array<Preposition, 9> kAll = [] {
    std::array<Preposition, 9> all{{{"to", 0},
                                    {"for", 0},
                                    {"of", 0},
                                    {"in", 0},
                                    {"on", 0},
                                    {"with", 0},
                                    {"at", 0},
                                    {"by", 0},
                                    {"from", 0}}};
    for (Preposition& one : all) one.hash = token_hash(one.text);
    return all;
  }();
  return kAll;
}

bool is_preposition(std::uint64_t word) {
  const auto& all = prepositions();
  return std::any_of(all.begin(), all.end(), [&](const Preposition& p) { return p.hash == word; });
}

}  // namespace

std::vector<Site> preposition_sites(std::span<const Token> tokens, const std::vector<Site>& sites,
                                    const Tuning& tuning) {
  std::vector<bool> reached(tokens.size() + 1, false);
  for (const Site& site : sites) reached[site.match.last] = true;
  std::vector<Site> found;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (!reached[i] || token.literal || token.casing != Casing::kLower || token.gap > Gap::kLine ||
        !is_preposition(token.hash))
      continue;
    Site site{{i, i + 1, 0, 0, {}, 0}, {}, true};
    for (const Preposition& other : prepositions()) {
      if (other.hash == token.hash) continue;
      Lexicon::Candidate candidate;
      candidate.text = other.text;
      candidate.tokens = {&other.hash, 1};
      candidate.family = kFamily;
      site.options.push_back({candidate, -tuning.preposition_cost});
    }
    found.push_back(std::move(site));
  }
  return found;
}

}  // namespace unspin
