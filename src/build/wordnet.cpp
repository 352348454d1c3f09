// Covered by tests/unit/wordnet_test.cpp.
#include "build/wordnet.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "core/tokenize.hpp"
#include "unspin/error.hpp"

namespace unspin::build {

namespace {

constexpr double kShare = 0.5;  // of its words that a spinner replaces
constexpr double kLeastWeight = 0.03;
constexpr double kMostWeight = 0.9;   // of all rows of a phrase together
constexpr std::size_t kMostRows = 4;  // of a phrase
constexpr double kRarestOriginal = 2e-6;
constexpr std::ptrdiff_t kMostSpaces = 2;

using Synonyms = std::map<std::string, std::set<std::string>>;

// Plain lower-case words of three letters or more; not the words that hold sentences together,
// which WordNet knows as chemical symbols, months and the like.
bool is_admitted(const std::string& phrase) {
  static const std::set<std::string> kClosed = {
      "are",  "was",  "can",  "will",  "may",  "might", "must",  "have", "has",  "had",
      "does", "did",  "been", "being", "all",  "who",   "out",   "off",  "down", "over",
      "more", "most", "much", "some",  "that", "this",  "there", "what", "one",  "two"};
  if (phrase.size() < 3 || kClosed.count(phrase) > 0) return false;
  if (std::count(phrase.begin(), phrase.end(), ' ') > kMostSpaces) return false;
  return std::all_of(phrase.begin(), phrase.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == ' ' || c == '-'; });
}

// "come in" and "come": neither stands for the other, one is a part of the other.
bool is_part(const std::string& phrase, const std::string& other) {
  return (" " + other + " ").find(" " + phrase + " ") != std::string::npos;
}

// A line of a data file: offset, file number, type, number of words in hexadecimal, then words
// each with a number: "02958343 06 n 05 car 0 auto 0 ...".
std::vector<std::string> words_of(const std::string& line, const std::string& where) {
  std::istringstream fields(line);
  std::string offset, file, type, count;
  fields >> offset >> file >> type >> count;
  std::vector<std::string> words;
  const long number = std::strtol(count.c_str(), nullptr, 16);
  for (long i = 0; i < number; ++i) {
    std::string word, id;
    if (!(fields >> word >> id)) throw SetupError(where + ": not a line of WordNet's data files");
    word = word.substr(0, word.find('('));  // "(p)": where an adjective may stand
    std::replace(word.begin(), word.end(), '_', ' ');
    if (is_admitted(word)) words.push_back(word);
  }
  return words;
}

Synonyms read_synonyms(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw SetupError(path + ": cannot be read; is it WordNet's folder?");
  Synonyms synonyms;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.starts_with(' ')) continue;  // the licence
    const auto words = words_of(line, path + ":" + std::to_string(number));
    for (const std::string& a : words) {
      for (const std::string& b : words) {
        if (!is_part(a, b) && !is_part(b, a)) synonyms[a].insert(b);
      }
    }
  }
  return synonyms;
}

struct Weighed {
  std::string original;
  double weight;
};

// The likeliest originals of a spun phrase.
std::vector<Weighed> originals_of(const std::string& spun, const Synonyms& synonyms,
                                  const std::map<std::string, double>& frequency) {
  std::vector<Weighed> originals;
  double all = frequency.at(spun);
  for (const std::string& original : synonyms.at(spun)) {
    const double f = frequency.at(original);
    if (f < kRarestOriginal) continue;
    const double mass = kShare * f / static_cast<double>(synonyms.at(original).size());
    all += mass;
    originals.push_back({original, mass});
  }
  std::sort(originals.begin(), originals.end(),
            [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
  if (originals.size() > kMostRows) originals.resize(kMostRows);
  for (Weighed& original : originals) original.weight *= kMostWeight / all;
  return originals;
}

// As a dictionary has it, in two decimals; down, so that sums stay below their bound.
double rounded(double weight) { return std::floor(weight * 100 + 1e-9) / 100; }

}  // namespace

std::vector<Row> wordnet_rows(const std::string& folder, const Context& context) {
  constexpr std::pair<const char*, char> kFiles[] = {
      {"data.noun", 'n'}, {"data.verb", 'v'}, {"data.adj", 'a'}, {"data.adv", '-'}};
  std::vector<Row> rows;
  for (const auto& [name, pos] : kFiles) {
    const Synonyms synonyms = read_synonyms(folder + "/" + name);
    std::map<std::string, double> frequency;
    for (const auto& [phrase, others] : synonyms)
      frequency[phrase] = std::exp(context.log_prob(phrase_hashes(phrase)));
    for (const auto& [spun, others] : synonyms) {
      for (const Weighed& found : originals_of(spun, synonyms, frequency)) {
        Row row;
        row.spun = spun;
        row.original = found.original;
        row.weight = found.weight;
        // Comparison is regular only for adjectives of one word.
        row.pos = pos == 'a' && (spun + found.original).find(' ') != std::string::npos ? '-' : pos;
        row.source = "wordnet";
        row.family = "wordnet";
        rows.push_back(std::move(row));
      }
    }
  }
  // The same phrase may come from several files as one part of speech.
  std::map<std::tuple<std::string, std::string, char>, Row> pairs;
  std::map<std::pair<std::string, char>, double> sums;
  for (const Row& row : rows) {
    if (pairs.try_emplace({row.spun, row.original, row.pos}, row).second)
      sums[{row.spun, row.pos}] += row.weight;
  }
  std::map<std::string, Row> by_line;
  for (auto& [key, row] : pairs) {
    row.weight = rounded(row.weight * std::min(1.0, kMostWeight / sums[{row.spun, row.pos}]));
    if (row.weight >= kLeastWeight) by_line.emplace(to_line(row), row);
  }
  std::vector<Row> sorted;
  for (const auto& [line, row] : by_line) sorted.push_back(row);
  return sorted;
}

}  // namespace unspin::build
