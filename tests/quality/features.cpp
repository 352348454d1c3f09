// What the detector sees of texts: the numbers that its score is made from.
//
//   unspin_features LEXICON KEY < JSONL
//
// Writes a JSON line for each record: {"words","evidence","listed","broad","score"}, of its string
// KEY as spin/detect.hpp and spin/gain.hpp count them, of the first window of a long text. Status
// 2, and one line on stderr, when something is wrong.
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/tokenize.hpp"
#include "mend/mend.hpp"
#include "spin/detect.hpp"
#include "spin/gain.hpp"
#include "unspin/engine.hpp"

namespace unspin {
namespace {

constexpr std::size_t kMostTokens = 1500;  // a window of the engine

void run(const std::string& path, const std::string& key) {
  const std::vector<Lexicon> layers{Lexicon::open(path)};
  const Context context = Context::embedded();
  const Tuning tuning;
  std::vector<Token> all;
  for (std::string line; std::getline(std::cin, line);) {
    const Mended mended =
        mend(nlohmann::json::parse(line).at(key).get<std::string>(), kAllPasses, context);
    tokenize(mended.text, all);
    const auto tokens = std::span<const Token>(all).first(std::min(all.size(), kMostTokens));
    const Detection found = detect(mended.text, tokens, layers, context, tuning);
    const Gains gains = count_gains(tokens, layers, context, tuning);
    const nlohmann::json row = {{"words", found.words},
                                {"evidence", found.evidence},
                                {"listed", gains.listed},
                                {"broad", gains.broad},
                                {"score", found.score}};
    std::cout << row.dump() << "\n";
  }
}

}  // namespace
}  // namespace unspin

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: unspin_features LEXICON KEY < JSONL");
    unspin::run(argv[1], argv[2]);
    return std::cout.flush() ? 0 : 2;
  } catch (const std::exception& error) {
    std::cerr << "unspin_features: " << error.what() << "\n";
    return 2;
  }
}
