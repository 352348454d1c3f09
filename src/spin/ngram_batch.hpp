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
    requests_.clear();
    grams_.clear();
  }

  // Makes `count` slots; the first of them.
  std::size_t reserve(std::size_t count) {
    const std::size_t first = grams_.size();
    grams_.resize(first + count);
    return first;
  }

  // Asks for an n-gram of order + 1 words by its key.
  void ask(std::size_t slot, std::size_t order, std::uint64_t key) {
    tables_[order]->prefetch_bucket(key);
    requests_.push_back({key, static_cast<std::uint32_t>(slot), static_cast<std::uint32_t>(order)});
  }

  // Answers what has been asked for since the last time.
  void resolve() {
    for (const Request& one : requests_) tables_[one.order]->prefetch_entries(one.key);
    for (Request& one : requests_) {
      one.key = tables_[one.order]->find(one.key);
      tables_[one.order]->prefetch_gram(one.key);
    }
    for (const Request& one : requests_) grams_[one.slot] = tables_[one.order]->gram(one.key);
    requests_.clear();
  }

  // Valid after resolve().
  const Gram& operator[](std::size_t slot) const { return grams_[slot]; }

 private:
  struct Request {
    std::uint64_t key;  // and then, where it was found
    std::uint32_t slot;
    std::uint32_t order;
  };

  std::array<const NgramTable*, Context::kOrder> tables_{};
  std::vector<Request> requests_;
  std::vector<Gram> grams_;
};

}  // namespace unspin
