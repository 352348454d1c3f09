// Clean text for training: documents of JSONL files, plain or zstd-compressed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace unspin::build {

// One line of a recipe: a file and the share of its documents that is used.
struct CorpusSource {
  std::string file;
  double share = 1.0;
};

// What a model is trained on. The recipe is a text file of "key value..." lines:
//   source FILE SHARE     a JSONL file (below the corpus folder) and the share used, 0..1
//   hold-out N            documents whose digest is 0 modulo N are kept for measuring
//   skip-licence WORDS    documents whose licence field holds these words are left out
//   megabytes X           size of the n-grams
//   fit-bits B            2^B weights for the discriminative part; without it there is none
//   fit-part N            every Nth of the documents in training serves the discriminative part
//                         and not the n-grams: what these say of a text that they have seen
//                         would teach it to trust them too much
struct Recipe {
  std::vector<CorpusSource> sources;
  std::uint64_t hold_out = 0;
  std::vector<std::string> skip_licences;
  double megabytes = 20;
  unsigned fit_bits = 0;
  std::uint64_t fit_part = 4;
  std::string text;  // the file itself
};

// Throws SetupError "path:line: what".
Recipe read_recipe(const std::string& path);

struct Document {
  std::string id;
  std::string text;
};

// What a recipe uses a document for. A pure function of its text, so that training and measuring
// agree wherever they run.
enum class Use : std::uint8_t { kMeasuring, kNgrams, kFit };
Use use_of(const Recipe& recipe, std::string_view text);
inline bool is_held_out(const Recipe& recipe, std::string_view text) {
  return use_of(recipe, text) == Use::kMeasuring;
}

// Calls `take` for every document of the file that the licence admits, in order. Throws SetupError
// naming file and line when it cannot be read to its end.
void for_each_document(const std::string& path, const Recipe& recipe,
                       const std::function<void(const Document&)>& take);

}  // namespace unspin::build
