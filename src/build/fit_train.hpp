// Training of the discriminative part of the context model (spin/fit.hpp).
//
// Clean text is spun forwards by the lexicon, and at every phrase of the result that the lexicon
// knows, the model learns to tell the author's wording from the others that it might have been: a
// softmax over the phrase itself and its originals, of what the n-grams say, a bias for each pair
// of phrase and original (thrown away after training: there the dictionary's weights speak), and
// the weights of the features. Gradient descent with steps by AdaGrad (Duchi, Hazan and Singer
// 2011), one pass, one thread, so that the same texts give the same bytes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "build/forward.hpp"
#include "spin/fit.hpp"
#include "spin/match.hpp"
#include "unspin/context.hpp"
#include "unspin/lexicon.hpp"

namespace unspin::build {

// What the model knew of the places that it had not learned from yet.
struct FitProgress {
  std::uint64_t places = 0;
  std::uint64_t right = 0;  // the author's wording was the most probable one
  double loss = 0;          // summed -log P(author's wording)
};

class FitTrainer {
 public:
  // `ngrams` and `lexicon` outlive the trainer. 2^bits weights.
  FitTrainer(const Context& ngrams, const Lexicon& lexicon, unsigned bits);

  // Spins a document of clean text and learns from it. What is spun depends on the text only.
  void learn(std::string_view text);

  const FitProgress& progress() const { return progress_; }
  void reset_progress() { progress_ = {}; }

  // The weights as the model file keeps them.
  std::vector<std::int8_t> weights() const;

 private:
  struct Wording;
  struct Place;

  std::vector<Place> places(std::string_view spun, const EditList& back) const;
  Place make_place(const Topics& topics, const Match& match, std::uint64_t author) const;
  void learn(const Place& place);

  const Context& ngrams_;
  const Lexicon& lexicon_;
  ForwardSpinner spinner_;
  std::vector<float> weights_, squares_;
  std::vector<float> biases_, bias_squares_;
  double ngram_scale_ = 0.5;
  FitProgress progress_;
};

}  // namespace unspin::build
