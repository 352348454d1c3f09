// Counting by sorting: every place of the text as the four words that start there; the n-grams of
// all orders are then runs of equal prefixes.
#include "build/ngram_counts.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/unicode.hpp"
#include "spin/prose.hpp"

namespace unspin::build {

void Counter::add(std::string_view text) {
  if (unicode::valid_prefix(text) != text.size()) return;
  std::vector<Token> tokens;
  tokenize(text, tokens);
  for (const Token& token : tokens) {
    if (token.gap == Gap::kParagraph) {
      stream_.push_back(0);
      stream_.push_back(kParagraphStart);
    }
    stream_.push_back(model_hash(token));
  }
  stream_.push_back(0);
}

namespace {

// Numbers the words of `stream` that occur at least `min_count` times, in place: token hashes
// become word numbers, 0 elsewhere.
std::vector<std::uint64_t> number_words(std::vector<std::uint64_t>& stream,
                                        std::uint32_t min_count) {
  std::unordered_map<std::uint64_t, std::uint32_t> frequency;
  for (std::uint64_t word : stream) ++frequency[word];
  std::vector<std::uint64_t> vocabulary;
  for (const auto& [word, count] : frequency) {
    if (word != 0 && count >= min_count) vocabulary.push_back(word);
  }
  std::sort(vocabulary.begin(), vocabulary.end());  // the same numbers in every run
  vocabulary.insert(vocabulary.begin(), 0);
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  for (std::uint32_t i = 1; i < vocabulary.size(); ++i) numbers[vocabulary[i]] = i;
  for (std::uint64_t& word : stream) {
    const auto found = numbers.find(word);
    word = found == numbers.end() ? 0 : found->second;
  }
  return vocabulary;
}

}  // namespace

Counts Counter::count(std::uint32_t min_count) {
  Counts counts;
  for (std::uint64_t word : stream_) counts.words += word != 0 && word != kParagraphStart;
  counts.vocabulary = number_words(stream_, min_count);
  std::vector<Gram> places;
  for (std::size_t i = 0; i < stream_.size(); ++i) {
    if (stream_[i] == 0) continue;
    Gram gram{};
    for (std::size_t k = 0; k < gram.size() && i + k < stream_.size() && stream_[i + k] != 0; ++k)
      gram[k] = static_cast<std::uint32_t>(stream_[i + k]);
    places.push_back(gram);
  }
  stream_ = {};
  std::sort(places.begin(), places.end());
  for (std::size_t order = 1; order <= Context::kOrder; ++order) {
    GramList& list = counts.grams[order - 1];
    for (const Gram& place : places) {
      if (place[order - 1] == 0) continue;
      const bool same =
          !list.empty() &&
          std::equal(place.begin(), place.begin() + static_cast<std::ptrdiff_t>(order),
                     list.back().words.begin());
      if (same) {
        ++list.back().count;
      } else {
        Gram words{};
        std::copy_n(place.begin(), order, words.begin());
        list.push_back({words, 1});
      }
    }
  }
  return counts;
}

}  // namespace unspin::build
