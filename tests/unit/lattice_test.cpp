// The search for the best path (src/spin/lattice.hpp) and the hypotheses it keeps
// (src/spin/front.hpp), against trying all paths.
#include "spin/lattice.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "fixtures.hpp"
#include "spin/front.hpp"
#include "spin/site.hpp"

using namespace unspin;
using fixtures::lexicon_of;

namespace {

using Path = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

constexpr double kEndless = std::numeric_limits<double>::infinity();

// The best path from a token on, found by trying all.
struct AllPaths {
  const Context& context;
  const std::vector<Token>& tokens;
  const std::vector<Site>& sites;
  const Tuning& tuning;
  double best = -kEndless;
  Path best_path{}, path{};

  void go(std::size_t at, const Context::History& history, double score, bool left) {
    if (at == tokens.size()) {
      if (score > best) {
        best = score;
        best_path = path;
      }
      return;
    }
    const std::uint64_t word = model_hash(tokens[at]);
    go(at + 1, extend(history, word),
       score + tuning.model_scale * context.log_prob(history, word), true);
    for (std::uint32_t site = 0; site < sites.size(); ++site) {
      if (sites[site].match.first != at || (sites[site].follows && left)) continue;
      for (std::uint32_t k = 0; k < sites[site].options.size(); ++k) {
        const Option& option = sites[site].options[k];
        Context::History next = history;
        const double log_prob = advance(context, next, option.candidate.tokens);
        path.emplace_back(site, k);
        go(sites[site].match.last, next,
           score + option.channel + tuning.model_scale * log_prob, false);
        path.pop_back();
      }
    }
  }
};

const std::vector<Lexicon>& layers() {
  static const std::vector<Lexicon> kLayers{lexicon_of({{"mannequin", "model", 0.5},
                                                        {"mannequin", "dummy", 0.3},
                                                        {"coaching", "training", 0.6},
                                                        {"coaching", "coaching job", 0.1},
                                                        {"huge information", "big data", 0.9},
                                                        {"information", "data", 0.4},
                                                        {"huge", "large", 0.4},
                                                        {"involved", "worried", 0.5}})};
  return kLayers;
}

Context::History history_of(std::uint64_t a, std::uint64_t b, std::uint64_t c) { return {a, b, c}; }

}  // namespace

TEST_CASE("the path found is the best of all") {
  const Context context = Context::embedded();
  Tuning tuning;
  tuning.beam_margin = kEndless;
  for (const char* text : {"We trained a mannequin on huge information.",
                           "The coaching of the mannequin is involved with huge information",
                           "Huge coaching, mannequin coaching!", "mannequin"}) {
    const std::vector<Token> tokens = fixtures::tokens_of(text);
    const Detection detection = detect(text, tokens, layers(), context, tuning);
    const std::vector<Site> sites = find_sites(tokens, layers(), context, detection, tuning);
    REQUIRE(!sites.empty());
    AllPaths all{context, tokens, sites, tuning};
    all.go(0, history_before(tokens, 0), 0, true);
    const Standing standing(context, tokens);
    const Stretch whole{0, tokens.size(), 0, static_cast<std::uint32_t>(sites.size())};
    CHECK(best_path(standing, sites, whole, tuning) == all.best_path);
    CHECK(best_path(standing, sites, whole, Tuning{}) == all.best_path);
  }
}

TEST_CASE("a front keeps the best hypotheses, and of two with one history the better") {
  Front front(2, kEndless);
  CHECK(front.put(1, history_of(1, 0, 0), 0) != nullptr);
  CHECK(front.put(0.5, history_of(1, 0, 0), 1) == nullptr);
  CHECK(front.put(2, history_of(1, 0, 0), 2) != nullptr);
  CHECK(front.all().size() == 1);
  CHECK(front.put(3, history_of(2, 0, 0), 3) != nullptr);
  CHECK(front.is_out_of_reach(2));
  CHECK_FALSE(front.is_out_of_reach(2.1));
  CHECK(front.put(2, history_of(3, 0, 0), 4) == nullptr);  // of equal ones the earlier stays
  CHECK(front.put(4, history_of(3, 0, 0), 5) != nullptr);
  REQUIRE(front.all().size() == 2);
  CHECK(std::none_of(front.all().begin(), front.all().end(),
                     [](const Hypothesis& one) { return one.history[0] == 1; }));
  front.clear();
  CHECK(front.all().empty());
  CHECK_FALSE(front.is_out_of_reach(-100));
}

TEST_CASE("of equal hypotheses the latest gives way") {
  Front front(2, kEndless);
  front.put(1, history_of(1, 0, 0), 0);
  front.put(1, history_of(2, 0, 0), 1);
  front.put(2, history_of(3, 0, 0), 2);
  CHECK(front.all()[0].history[0] == 1);
  CHECK(front.all()[1].history[0] == 3);
}

TEST_CASE("a front drops what is far behind the best") {
  Front front(5, 3);
  front.put(0, history_of(1, 0, 0), 0);
  front.put(2, history_of(2, 0, 0), 1);
  front.put(4, history_of(3, 0, 0), 2);
  CHECK(front.is_out_of_reach(0.5));
  front.drop_hopeless();
  REQUIRE(front.all().size() == 2);
  CHECK(front.all()[0].score == 2);
  CHECK(front.all()[1].score == 4);
}

TEST_CASE("hypotheses are grouped by the words they share") {
  const std::vector<Hypothesis> all{{0, history_of(1, 2, 3), {}, 0},
                                    {0, history_of(1, 2, 4), {}, 0},
                                    {0, history_of(1, 5, 3), {}, 0},
                                    {0, history_of(6, 2, 3), {}, 0}};
  Groups groups;
  groups.divide(all);
  CHECK(groups.level(0).size() == 1);
  CHECK(groups.level(0)[0].members == 0b1111);
  REQUIRE(groups.level(1).size() == 2);
  CHECK(groups.level(1)[0].members == 0b0111);
  CHECK(groups.level(2).size() == 3);
  CHECK(groups.level(3).size() == 4);
  CHECK(groups.group_of(2, 0) == groups.group_of(2, 1));
  CHECK(groups.group_of(2, 0) != groups.group_of(2, 3));
  const Groups::Group& last = groups.level(3)[3];
  CHECK(groups.level(2)[last.parent].word == 2);
  CHECK(groups.level(1)[groups.level(2)[last.parent].parent].word == 6);
}
