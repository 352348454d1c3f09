// Rows proposed from parallel text (src/build/learn.hpp), and the alignment of sentences.
#include "build/learn.hpp"

#include <doctest/doctest.h>

#include "build/dictionary.hpp"
#include "build/sentences.hpp"

using namespace unspin::build;

namespace {

bool unknown(const std::string&, const std::string&) { return false; }

std::vector<Proposal> learned(const std::vector<std::pair<std::string, std::string>>& pairs,
                              const Evidence& evidence = {}) {
  Learner learner;
  for (const auto& [spun, original] : pairs) learner.add(spun, original);
  return learner.proposals(evidence, unknown);
}

const Proposal* find(const std::vector<Proposal>& proposals, const std::string& spun,
                     const std::string& original) {
  for (const Proposal& proposal : proposals) {
    if (proposal.spun == spun && proposal.original == original) return &proposal;
  }
  return nullptr;
}

std::size_t total(const std::vector<Group>& groups) {
  std::size_t sum = 0;
  for (const Group& group : groups) sum += group.from.size();
  return sum;
}

}  // namespace

TEST_CASE("what is seen twice is proposed, with its count, share and contexts") {
  const auto proposals = learned({{"The mannequin is big. A mannequin stood in the shop.",
                                   "The model is big. A mannequin stood in the shop."},
                                  {"Each mannequin works.", "Each model works."}});
  const Proposal* model = find(proposals, "mannequin", "model");
  REQUIRE(model != nullptr);
  CHECK(model->count == 2);
  CHECK(model->documents == 2);
  CHECK(model->occurrences == 3);
  CHECK(model->kept == 1);
  CHECK(model->share() == doctest::Approx(2.0 / 3));
  REQUIRE(model->contexts.size() == 2);
  CHECK(model->contexts[0] == "the [mannequin] is big a mannequin");
}

TEST_CASE("what is seen once, or stands for it too seldom, is not") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"One thing. One thing. One thing. One thing.", "One ant. One ant. One thing. One thing."}};
  CHECK(find(learned(pairs), "thing", "ant") != nullptr);
  CHECK(find(learned(pairs, {3, 0}), "thing", "ant") == nullptr);
  CHECK(find(learned(pairs, {2, 0.6}), "thing", "ant") == nullptr);
}

TEST_CASE("the forms of one pair are one row") {
  const auto proposals =
      learned({{"The gadget runs. Two gadgets run.", "The machine runs. Two machines run."},
               {"They coach and they coached.", "They train and they trained."}});
  const Proposal* noun = find(proposals, "gadget", "machine");
  REQUIRE(noun != nullptr);
  CHECK(noun->pos == 'n');
  CHECK(noun->count == 2);
  CHECK(find(proposals, "gadgets", "machines") == nullptr);
  const Proposal* verb = find(proposals, "coach", "train");
  REQUIRE(verb != nullptr);
  CHECK(verb->pos == 'v');
}

TEST_CASE("as many words on either side count word by word as well") {
  const auto proposals = learned({{"a profound mastering method", "a deep learning method"},
                                  {"the profound mastering model", "the deep learning model"}});
  CHECK(find(proposals, "profound mastering", "deep learning") != nullptr);
  CHECK(find(proposals, "profound", "deep") != nullptr);
  CHECK(find(proposals, "mastering", "learning") != nullptr);
}

TEST_CASE("a sentence that one side lacks puts nothing out of step") {
  const std::string more = "Nobody expected the ferry to arrive before the evening tide. ";
  const auto proposals =
      learned({{"The mannequin is big and red.", more + "The model is big and red."},
               {more + "The mannequin is small and blue.", "The model is small and blue."}});
  CHECK(find(proposals, "mannequin", "model") != nullptr);
  CHECK(proposals.size() == 1);
}

TEST_CASE("sentences that lost the space between them are two all the same") {
  const auto proposals = learned(
      {{"The mannequin is big.The mannequin is red.", "The model is big. The model is red."}});
  REQUIRE(find(proposals, "mannequin", "model") != nullptr);
  CHECK(proposals.size() == 1);
}

TEST_CASE("insertions, numbers and mere spaces are no pairs") {
  CHECK(learned({{"a very big on line shop of 3", "a big online shop of 4"},
                 {"a very big on line shop of 3", "a big online shop of 4"}})
            .empty());
}

TEST_CASE("what a dictionary knows is left out") {
  Learner learner;
  for (int i = 0; i < 2; ++i) learner.add("a mannequin here", "a model here");
  CHECK(learner
            .proposals({},
                       [](const std::string& spun, const std::string& original) {
                         return spun == "mannequin" && original == "model";
                       })
            .empty());
}

TEST_CASE("a proposal is a row of a dictionary behind a comment") {
  const auto proposals =
      learned({{"a mannequin here", "a model here"}, {"the mannequin here", "the model here"}});
  REQUIRE(proposals.size() == 1);
  const std::string text = to_text(proposals[0]);
  CHECK(text.starts_with("# 2 of 2 "));
  const std::vector<Row> rows = read_rows(text, "x.tsv");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].source == "user");
  CHECK(rows[0].weight == doctest::Approx(0.97));
}

TEST_CASE("text that is not UTF-8, and empty text, teach nothing") {
  CHECK(learned({{"\xff mannequin", "a model"}, {"", "a model"}, {"a mannequin", ""}}).empty());
}

TEST_CASE("sentences are aligned one to one, and one to two where they were joined") {
  const std::vector<Sentence> a{{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11}};
  CHECK(total(align_sentences(a, a)) == 3);
  const std::vector<Group> joined = align_sentences({{1, 2, 3, 4, 5, 6, 7, 8}}, {a[0], a[1]});
  REQUIRE(joined.size() == 1);
  CHECK(joined[0].to.size() == 2);
  CHECK(align_sentences(a, {{20, 21, 22}}).empty());
  CHECK(align_sentences({}, a).empty());
  CHECK(align_sentences(a, {}).empty());
}
