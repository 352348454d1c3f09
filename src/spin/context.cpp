// Look-ups in the context model: the longest n-gram that is known, and back-off weights of the
// longer histories. Covered by tests/unit/context_test.cpp, against a slow reference.
#include "unspin/context.hpp"

#include <bit>

#include "core/embedded.hpp"
#include "core/file_format.hpp"
#include "spin/model_format.hpp"
#include "spin/ngram_table.hpp"
#include "unspin/error.hpp"

namespace unspin {

struct Context::Tables {
  std::shared_ptr<const MappedFile> file;  // null when the bytes belong to somebody else
  NgramTable orders[kOrder];
  std::span<const std::int8_t> fit;
  ModelFacts facts{};
  std::string recipe;
  std::uint64_t bytes = 0;
  std::uint64_t digest = 0;

  Tables(std::string_view data, const std::string& name, bool verify) {
    const FileView view(data, kModelMagic, name, verify);
    const auto facts_array = view.array<ModelFacts>(kFactsSection);
    if (facts_array.size() != 1) throw SetupError(name + ": context model without facts");
    facts = facts_array[0];
    recipe = view.text(kRecipeSection);
    for (std::uint32_t n = 0; n < kOrder; ++n) {
      const std::uint32_t section = kFirstTableSection + n * kSectionsPerOrder;
      NgramTable& table = orders[n];
      table.buckets = view.array<std::uint32_t>(section);
      table.fingerprints = view.array<std::uint16_t>(section + 1);
      table.probs = view.array<std::uint8_t>(section + 2);
      table.backoffs = view.array<std::uint8_t>(section + 3);
      if (table.buckets.size() < 2 || !std::has_single_bit(table.buckets.size() - 1) ||
          table.probs.size() != table.fingerprints.size() ||
          (n + 1 < kOrder && table.backoffs.size() != table.fingerprints.size()))
        throw SetupError(name + ": context model with tables of unequal length");
    }
    fit = view.array<std::int8_t>(kFitSection);
    if (!fit.empty() && !std::has_single_bit(fit.size()))
      throw SetupError(name + ": context model with a table of impossible size");
    bytes = data.size();
    digest = view.header().digest;
  }
};

Context Context::embedded() {
  Context context;
  context.tables_ = std::make_shared<const Tables>(embedded_model(), "embedded model", false);
  return context;
}

Context Context::open(const std::string& path) {
  auto file = std::make_shared<const MappedFile>(path);
  auto tables = std::make_shared<Tables>(file->bytes(), path, true);
  tables->file = std::move(file);
  Context context;
  context.tables_ = std::move(tables);
  return context;
}

Context Context::view(std::string_view bytes, const std::string& name) {
  Context context;
  context.tables_ = std::make_shared<const Tables>(bytes, name, true);
  return context;
}

double Context::log_prob(const History& history, std::uint64_t word) const {
  const Tables& t = *tables_;
  std::uint64_t key = ngram_key(0, word);
  const Gram gram = t.orders[0].look_up(key);
  if (!gram.known()) return t.facts.unknown_log_prob;
  // As log_prob_of() does it, but for look-ups that are not needed.
  double log_p = gram.log_prob();
  std::uint64_t context_key = 0;
  double backoff = 0;
  for (std::size_t n = 1; n < kOrder && history[n - 1] != 0; ++n) {
    key = ngram_key(key, history[n - 1]);
    context_key = ngram_key(context_key, history[n - 1]);
    const Gram longer = t.orders[n].look_up(key);
    if (longer.known()) {
      log_p = longer.log_prob();
      backoff = 0;
      continue;
    }
    const Gram context = t.orders[n - 1].look_up(context_key);
    if (!context.known()) break;
    backoff += context.backoff();
  }
  return log_p + backoff;
}

const NgramTable& Context::table(std::size_t order) const { return tables_->orders[order]; }

double Context::unknown_log_prob() const { return tables_->facts.unknown_log_prob; }

double Context::log_prob(std::uint64_t word) const { return log_prob(History{}, word); }

bool Context::known(std::uint64_t word) const {
  return tables_->orders[0].find(ngram_key(0, word)) != NgramTable::kAbsent;
}

double Context::log_prob(std::span<const std::uint64_t> words) const {
  History history{};
  double sum = 0;
  for (std::uint64_t word : words) {
    sum += log_prob(history, word);
    history = extend(history, word);
  }
  return sum;
}

std::span<const std::int8_t> Context::fit_weights() const { return tables_->fit; }

std::uint64_t Context::digest() const { return tables_->digest; }

Context::Info Context::info() const {
  Info info;
  for (std::size_t n = 0; n < kOrder; ++n) info.ngrams[n] = tables_->orders[n].probs.size();
  info.training_words = tables_->facts.training_words;
  info.fit_weights = tables_->fit.size();
  info.bytes = tables_->bytes;
  info.digest = tables_->digest;
  info.recipe = tables_->recipe;
  return info;
}

}  // namespace unspin
