// Training of the context model.
//
// Interpolated n-grams with absolute discounting (three discounts for each order, estimated from
// counts of counts: Chen and Goodman 1998, section 3), pruned by the weighted difference of log
// probabilities (Seymore and Rosenfeld 1996) until the model has the wanted size, with back-off
// weights renormalised over what is left. Actual counts, not continuation counts, stand behind the
// lower orders: these survive heavy pruning better (Chelba et al. 2010).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "build/ngram_counts.hpp"

namespace unspin::build {

struct TrainOptions {
  double megabytes = 20;  // of the finished file
  std::string recipe;     // one line that the model carries
};

// The bytes of a model file. Deterministic.
std::string train(const Counts& counts, const TrainOptions& options);

// The same model with the weights of the discriminative part (build/fit_train.hpp).
std::string with_fit(std::string_view model, const std::vector<std::int8_t>& weights);

}  // namespace unspin::build
