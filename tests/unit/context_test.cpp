// The context model (src/unspin/context.hpp) and its training, against a slow reference.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <map>

#include "core/file_format.hpp"
#include "fixtures.hpp"
#include "spin/ngram_table.hpp"
#include "spin/prose.hpp"
#include "unspin/error.hpp"

using namespace unspin;

namespace {

using Words = std::vector<std::uint64_t>;  // token hashes, oldest first

// Paragraphs of few words that like to follow each other in certain ways.
std::string training_text() {
  static const char* const words[] = {"red", "green", "house", "stands",
                                      "by",  "the",   "old",   "mill"};
  fixtures::Random random(7);
  std::string text;
  std::size_t last = 0;
  for (int i = 0; i < 4000; ++i) {
    last = fixtures::pick(random, 0, 2) == 0 ? fixtures::pick(random, 0, 7) : (last * 3 + 1) % 8;
    text += words[last];
    text += i % 40 == 39 ? ".\n\n" : i % 9 == 8 ? ", " : " ";
  }
  return text;
}

build::Counts counts_of(const std::string& text) {
  build::Counter counter;
  counter.add(text);
  return counter.count(1);
}

std::string model_of(const std::string& text) {
  return build::train(counts_of(text), {20, "a recipe"});
}

// The model as the papers have it: maps of counts, no tables, no pruning, no quantising.
class Reference {
 public:
  explicit Reference(const std::string& text) {
    Words words;
    for (const Token& token : fixtures::tokens_of(text)) {
      if (token.gap == Gap::kParagraph) {
        add(words);
        words = {kParagraphStart};
      }
      words.push_back(model_hash(token));
    }
    add(words);
    for (std::size_t n = 1; n <= 4; ++n) set_discounts(n);
  }

  std::vector<std::uint64_t> vocabulary() const {
    std::vector<std::uint64_t> all;
    for (const auto& [gram, count] : counts_) {
      if (gram.size() == 1) all.push_back(gram[0]);
    }
    return all;
  }

  // P(last | the others), backed off where the sequence was not kept.
  double prob(const Words& gram) const {
    if (gram.size() == 1) return count(gram) / total_;
    if (kept(gram)) return interpolated(gram);
    const Words context(gram.begin(), gram.end() - 1);
    const double lower = prob(Words(gram.begin() + 1, gram.end()));
    return kept(context) ? backoff(context) * lower : lower;
  }

  double count(const Words& gram) const {
    const auto found = counts_.find(gram);
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  void add(const Words& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t n = 1; n <= 4 && i + n <= words.size(); ++n) {
        const auto begin = words.begin() + static_cast<std::ptrdiff_t>(i);
        counts_[Words(begin, begin + static_cast<std::ptrdiff_t>(n))] += 1;
      }
    }
    total_ += static_cast<double>(words.size());
  }

  bool kept(const Words& gram) const {
    static constexpr double kLeast[] = {1, 2, 2, 3};
    return count(gram) >= kLeast[gram.size() - 1];
  }

  void set_discounts(std::size_t n) {
    double seen[5] = {};
    for (const auto& [gram, count] : counts_) {
      if (gram.size() == n && count <= 4) ++seen[static_cast<int>(count)];
    }
    const double y = seen[1] > 0 ? seen[1] / (seen[1] + 2 * seen[2]) : 0.5;
    for (int c = 1; c <= 3; ++c) {
      const double d = seen[c] > 0 ? c - (c + 1) * y * seen[c + 1] / seen[c] : 0.5 * c;
      discounts_[n][c] = std::min(std::max(d, 0.1), c - 0.1);
    }
  }
  double discount(const Words& gram) const {
    return discounts_[gram.size()][static_cast<int>(std::min(count(gram), 3.0))];
  }

  double interpolated(const Words& gram) const {
    double total = 0, discounted = 0;
    Words other = gram;
    for (const std::uint64_t word : vocabulary()) {
      other.back() = word;
      total += count(other);
      if (count(other) > 0) discounted += discount(other);
    }
    return (count(gram) - discount(gram)) / total +
           discounted / total * prob(Words(gram.begin() + 1, gram.end()));
  }

  double backoff(const Words& context) const {
    double taken = 0, lower = 0;
    Words gram = context;
    gram.push_back(0);
    for (const std::uint64_t word : vocabulary()) {
      gram.back() = word;
      if (!kept(gram)) continue;
      taken += interpolated(gram);
      lower += prob(Words(gram.begin() + 1, gram.end()));
    }
    return std::max(1 - taken, 1e-4) / std::max(1 - lower, 1e-4);
  }

  std::map<Words, double> counts_;
  double total_ = 0;
  double discounts_[5][4] = {};
};

Context::History history_of(const Words& gram) {
  Context::History history{};
  for (std::size_t k = 0; k + 1 < gram.size(); ++k) history[k] = gram[gram.size() - 2 - k];
  return history;
}

}  // namespace

TEST_CASE("counting finds every word sequence of a text as often as it occurs") {
  const std::string text = training_text();
  const Reference reference(text);
  const build::Counts counts = counts_of(text);
  CHECK(counts.vocabulary.size() == reference.vocabulary().size() + 1);
  for (std::size_t n = 1; n <= 4; ++n) {
    for (const build::CountedGram& gram : counts.grams[n - 1]) {
      Words words;
      for (std::size_t k = 0; k < n; ++k) words.push_back(counts.vocabulary[gram.words[k]]);
      REQUIRE(reference.count(words) == gram.count);
    }
  }
}

TEST_CASE("a trained model answers as the slow reference does") {
  const std::string text = training_text();
  const Reference reference(text);
  const std::string bytes = model_of(text);
  const Context model = Context::view(bytes, "tiny");
  const std::vector<std::uint64_t> vocabulary = reference.vocabulary();
  const double tolerance = double{kProbStep} / 2 + 3 * double{kBackoffStep} / 2 + 1e-4;
  fixtures::Random random(8);
  for (int i = 0; i < 1500; ++i) {
    Words gram(fixtures::pick(random, 1, 4));
    for (std::uint64_t& word : gram)
      word = vocabulary[fixtures::pick(random, 0, vocabulary.size() - 1)];
    const double wanted = std::log(reference.prob(gram));
    REQUIRE(std::abs(model.log_prob(history_of(gram), gram.back()) - wanted) < tolerance);
  }
}

TEST_CASE("the probabilities of all words behind a history add up to one") {
  const std::string bytes = model_of(training_text());
  const Context model = Context::view(bytes, "tiny");
  const Words vocabulary = Reference(training_text()).vocabulary();
  for (const std::uint64_t newest : vocabulary) {
    for (const std::uint64_t older : vocabulary) {
      double sum = 0;
      for (const std::uint64_t word : vocabulary)
        sum += std::exp(model.log_prob({newest, older, 0}, word));
      CHECK(sum == doctest::Approx(1).epsilon(0.1));
    }
  }
}

TEST_CASE("a sequence is as probable as its words one after the other") {
  const Context model = Context::embedded();
  const Words words = phrase_hashes("the quick answer is no");
  Context::History history{};
  double sum = 0;
  for (const std::uint64_t word : words) {
    sum += model.log_prob(history, word);
    history = extend(history, word);
  }
  CHECK(model.log_prob(words) == doctest::Approx(sum));
  CHECK(model.log_prob(words[0]) == model.log_prob({0, 0, 0}, words[0]));
}

TEST_CASE("unknown words are unknown and less probable than any known word") {
  const std::string bytes = model_of(training_text());
  const Context model = Context::view(bytes, "tiny");
  CHECK(model.known(token_hash("house")));
  CHECK_FALSE(model.known(token_hash("castle")));
  CHECK(model.log_prob(token_hash("castle")) < model.log_prob(token_hash("house")));
  CHECK(std::isfinite(model.log_prob({token_hash("castle"), 0, 0}, token_hash("house"))));
}

TEST_CASE("the embedded model prefers English to its reverse") {
  const Context model = Context::embedded();
  CHECK(model.log_prob(phrase_hashes("one of the most important")) >
        model.log_prob(phrase_hashes("important most the of one")) + 5);
  CHECK(model.log_prob({token_hash("united"), token_hash("the"), 0}, token_hash("states")) >
        std::log(0.1));
}

TEST_CASE("a model tells how it was made") {
  const std::string bytes = model_of(training_text());
  const Context::Info info = Context::view(bytes, "tiny").info();
  CHECK(info.recipe == "a recipe");
  CHECK(info.bytes == bytes.size());
  CHECK(info.training_words > 4000);
  CHECK(info.ngrams[0] == Reference(training_text()).vocabulary().size());
  CHECK(info.ngrams[3] > 0);
}

TEST_CASE("training is deterministic and keeps to the size that was asked for") {
  CHECK(model_of(training_text()) == model_of(training_text()));
  const build::Counts counts = counts_of(training_text());
  const std::string small = build::train(counts, {0.002, ""});
  CHECK(small.size() < model_of(training_text()).size());
  CHECK(small.size() < 2000 + 1000);  // the frame and the recipe come on top
}

TEST_CASE("a damaged model is refused when it is opened") {
  const std::string bytes = model_of(training_text());
  CHECK_THROWS_AS(Context::open("/no/such/model"), SetupError);
  CHECK_THROWS_AS(Context::view("", "empty"), SetupError);
  CHECK_THROWS_AS(Context::view(bytes.substr(0, bytes.size() / 2), "cut"), SetupError);
  for (std::size_t at = sizeof(FileHeader); at < bytes.size(); at += 13) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    CHECK_THROWS_AS(Context::view(damaged, "damaged"), SetupError);
  }
}

TEST_CASE("look-ups in a damaged model with a matching digest stay inside its bytes") {
  const std::string bytes = model_of(training_text());
  const Words words = phrase_hashes("the red old house stands by the green mill , .");
  fixtures::Random random(9);
  for (int i = 0; i < 400; ++i) {
    std::vector<char> damaged(bytes.begin(), bytes.end());
    for (std::size_t n = fixtures::pick(random, 1, 20); n > 0; --n)
      damaged[fixtures::pick(random, sizeof(FileHeader), damaged.size() - 1)] =
          static_cast<char>(fixtures::pick(random, 0, 255));
    const std::uint64_t sum =
        digest(std::string_view(damaged.data(), damaged.size()).substr(sizeof(FileHeader)));
    std::memcpy(damaged.data() + offsetof(FileHeader, digest), &sum, sizeof sum);
    try {
      const Context model = Context::view({damaged.data(), damaged.size()}, "damaged");
      model.log_prob(words);
      CHECK(model.info().bytes == damaged.size());
    } catch (const SetupError& error) {
      CHECK(std::string(error.what()).starts_with("damaged: "));
    }
  }
}
