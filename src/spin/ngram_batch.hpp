// NgramBatch: many n-grams looked up at once.
//
// The tables of the context model are far larger than the caches, and nearly all of the time of a
// look-up is waiting for memory. Here all are asked for first, and answered when what they read has
// been fetched: the waits overlap. Answers are by slot; a slot that nobody asked for has an unknown
// n-gram. One thread; the Context must outlive the batch.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "spin/ngram_table.hpp"
#include "unspin/context.hpp"

namespace unspin {

class NgramBatch {
 public:
  explicit NgramBatch(const Context& context) {
    for (std::size_t n = 0; n < Context::kOrder; ++n) tables_[n] = &context.table(n);
  }

  void clear() {
    asked_ = 0;
    grams_.clear();
  }

  // Makes `count` slots; the first of them.
  std::size_t reserve(std::size_t count) {
    const std::size_t first = grams_.size();
    grams_.resize(first + count);
    if (requests_.size() < grams_.size()) requests_.resize(2 * grams_.size());
    return first;
  }

  // Asks for an n-gram of order + 1 words by its key, at most once for each slot.
  void ask(std::size_t slot, std::size_t order, std::uint64_t key) {
    tables_[order]->prefetch_bucket(key);
    requests_[asked_++] = {key, static_cast<std::uint32_t>(slot),
                           static_cast<std::uint32_t>(order), 0, 0};
  }

  // Answers what has been asked for since the last time.
  void resolve() {
    const std::span<Request> requests(requests_.data(), asked_);
    for (Request& one : requests) {
      std::tie(one.begin, one.end) = tables_[one.order]->bucket(one.key);
      tables_[one.order]->prefetch_entries(one.begin);
    }
    for (Request& one : requests) {
      const auto fingerprint = static_cast<std::uint16_t>(one.key);
      one.key = tables_[one.order]->find(one.begin, one.end, fingerprint);
      tables_[one.order]->prefetch_gram(one.key);
    }
    for (const Request& one : requests) grams_[one.slot] = tables_[one.order]->gram(one.key);
    asked_ = 0;
  }

  // Valid after resolve().
  const Gram& operator[](std::size_t slot) const { return grams_[slot]; }

 private:
  struct Request {
    std::uint64_t key;  // and then, where it was found
    std::uint32_t slot;
    std::uint32_t order;
    std::uint32_t begin, end;  // of the bucket
  };

  std::array<const NgramTable*, Context::kOrder> tables_{};
  std::vector<Request> requests_;  // the first asked_ of them; never fewer than there are slots
  std::size_t asked_ = 0;
  std::vector<Gram> grams_;
};

}  // namespace unspin
