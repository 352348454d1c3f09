// Covered by tests/unit/phrases_test.cpp.
#include "mend/phrases.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/embedded.hpp"
#include "core/hash.hpp"
#include "unspin/error.hpp"

namespace unspin {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view word) {
  const bool digits = std::any_of(word.begin(), word.end(), is_digit);
  const auto allowed = [](char c) {
    return is_digit(c) || std::string_view(".,:/+-%$kmb").find(c) != std::string_view::npos;
  };
  return digits && std::all_of(word.begin(), word.end(), allowed);
}

bool fits(std::string_view pattern, std::string_view word) {
  return pattern == word || pattern == "?" || (pattern == "<n>" && is_number(word));
}

constexpr std::size_t kMostPatternWords = 16;
constexpr std::size_t kBuckets = 8192;

struct Pattern {
  std::array<std::string_view, kMostPatternWords> words;
  std::size_t size = 0;

  explicit Pattern(std::string_view text) {
    for (std::size_t begin = 0; begin <= text.size() && size < kMostPatternWords;) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      words[size++] = text.substr(begin, end - begin);
      begin = end + 1;
    }
  }
};

// Glob over words; a "*" is taken up again at most once for each word, so this is no worse than
// the product of the two lengths.
bool fits(const Pattern& pattern, const std::vector<std::string>& words) {
  std::size_t p = 0, w = 0, resume_w = 0;
  std::optional<std::size_t> star;
  while (w < words.size()) {
    if (p < pattern.size && pattern.words[p] == "*") {
      star = p++;
      resume_w = w;
    } else if (p < pattern.size && fits(pattern.words[p], words[w])) {
      ++p;
      ++w;
    } else if (star) {
      p = *star + 1;
      w = ++resume_w;
    } else {
      return false;
    }
  }
  while (p < pattern.size && pattern.words[p] == "*") ++p;
  return p == pattern.size;
}

bool is_fixed(std::string_view word) { return word != "*" && word != "?" && word != "<n>"; }

// By which word a row is found: its first, its last, or none.
enum class Side : std::uint64_t { kFirst = 1, kLast = 2, kNone = 3 };
std::uint64_t key_of(Side side, std::string_view word) {
  return combine(static_cast<std::uint64_t>(side), hash_bytes(word));
}
std::uint64_t word_key(std::string_view word, std::string_view kind) {
  return combine(hash_bytes(kind), hash_bytes(word));
}

std::optional<Phrases::Where> where_of(std::string_view name) {
  if (name == "line") return Phrases::Where::kLine;
  if (name == "start") return Phrases::Where::kStart;
  if (name == "sentence") return Phrases::Where::kSentence;
  if (name == "anywhere") return Phrases::Where::kAnywhere;
  return std::nullopt;
}

[[noreturn]] void refuse(std::size_t line, const char* why) {
  throw SetupError("widgets.phrases:" + std::to_string(line) + ": " + why);
}

// A row of five columns; `number` is that of its line, for messages.
Phrases::Row read_row(std::string_view line, std::size_t number) {
  std::array<std::string_view, 5> columns;
  std::size_t count = 0;
  for (std::size_t begin = 0; begin <= line.size(); ++count) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    if (count < columns.size()) columns[count] = line.substr(begin, end - begin);
    begin = end + 1;
  }
  if (count != columns.size()) refuse(number, "not five columns");
  Phrases::Row row;
  row.pattern = columns[0];
  row.kind = columns[1];
  row.words = static_cast<std::size_t>(std::count(row.pattern.begin(), row.pattern.end(), ' ')) + 1;
  row.stars = static_cast<std::size_t>(std::count(row.pattern.begin(), row.pattern.end(), '*'));
  if (row.words > kMostPatternWords) refuse(number, "a pattern of more than 16 words");
  const std::optional<Phrases::Where> where = where_of(columns[2]);
  if (!where) refuse(number, "the place is none of line, start, sentence, anywhere");
  row.where = *where;
  const char* end = columns[3].data() + columns[3].size();
  const auto [stop, error] = std::from_chars(columns[3].data(), end, row.weight);
  if (error != std::errc() || stop != end || !(row.weight > 0 && row.weight <= 1)) {
    refuse(number, "the weight is not a number above 0 and up to 1");
  }
  return row;
}

// What is dropped at the edges of a word: ASCII punctuation, and the quotes, dashes, bullets and
// arrows of Unicode's blocks 20xx to 27xx.
std::size_t edge_length(std::string_view word, bool back) {
  if (word.empty()) return 0;
  const auto byte = static_cast<unsigned char>(back ? word.back() : word.front());
  if (byte < 0x80) {
    const bool keep = is_digit(word[back ? word.size() - 1 : 0]) ||
                      ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z') ||
                      (!back && (byte == '+' || byte == '$' || byte == '#' || byte == '@')) ||
                      (back && (byte == '%' || byte == '+'));
    return keep ? 0 : 1;
  }
  if (word.starts_with("\u00AB") || word.starts_with("\u00BB") || word.starts_with("\u00B7")) {
    return back ? 0 : 2;
  }
  const std::string_view three = word.size() < 3 ? word
                                 : back          ? word.substr(word.size() - 3)
                                                 : word.substr(0, 3);
  const auto second = three.size() > 1 ? static_cast<unsigned char>(three[1]) : 0U;
  const bool symbol = three.size() == 3 && three[0] == '\xE2' && second >= 0x80 && second <= 0x9F;
  return symbol ? 3 : 0;
}

std::string folded(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c | 0x20);
    } else if (word.substr(i).starts_with("\u2019")) {
      out += '\'';
      i += 2;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> phrase_words(std::string_view line, std::size_t most) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find_first_of(" \t|/", begin), line.size());
    std::string_view word = line.substr(begin, end - begin);
    begin = end + 1;
    while (const std::size_t n = edge_length(word, false)) word.remove_prefix(n);
    while (const std::size_t n = edge_length(word, true)) word.remove_suffix(n);
    if (word.empty()) continue;
    if (words.size() == most) return {};
    if (word.size() > 2 && word.starts_with("\u00A9")) {  // "©2024"
      words.emplace_back(word.substr(0, 2));
      word.remove_prefix(2);
    }
    words.push_back(folded(word));
  }
  return words;
}

Phrases Phrases::parse(std::string_view source) {
  Phrases phrases;
  const auto lines = static_cast<std::size_t>(std::count(source.begin(), source.end(), '\n')) + 1;
  phrases.rows_.reserve(lines);
  phrases.keys_.reserve(lines);
  phrases.next_.reserve(lines);
  phrases.heads_.assign(kBuckets, kEnd);
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    const std::string_view line = source.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty() || line.front() == '#') continue;
    phrases.add(read_row(line, number));
  }
  return phrases;
}

Phrases Phrases::embedded() { return parse(embedded_phrases()); }

void Phrases::add(const Row& row) {
  std::uint64_t key = 0;
  if (row.where == Where::kAnywhere) {
    key = word_key(row.pattern, row.kind);
    if (row.kind == "server") server_.push_back(row.pattern);
    if (row.kind == "script") script_.push_back(row.pattern);
  } else {
    const std::string_view first = row.pattern.substr(0, row.pattern.find(' '));
    const std::size_t space = row.pattern.rfind(' ');
    const std::string_view last =
        space == std::string_view::npos ? first : row.pattern.substr(space + 1);
    key = is_fixed(first)  ? key_of(Side::kFirst, first)
          : is_fixed(last) ? key_of(Side::kLast, last)
                           : key_of(Side::kNone, "");
  }
  std::uint32_t& head = heads_[key % kBuckets];
  next_.push_back(head);
  head = static_cast<std::uint32_t>(rows_.size());
  rows_.push_back(row);
  keys_.push_back(key);
}

// Goes through the rows with this key for a heavier one than `best` that fits.
void Phrases::look(std::uint64_t key, Where where, const std::vector<std::string>& words,
                   const Row*& best) const {
  for (std::uint32_t i = heads_[key % kBuckets]; i != kEnd; i = next_[i]) {
    const Row& row = rows_[i];
    if (keys_[i] != key || row.where != where || (best && best->weight >= row.weight)) continue;
    if (words.size() + row.stars < row.words) continue;
    if (fits(Pattern(row.pattern), words)) best = &row;
  }
}

const Phrases::Row* Phrases::find(const std::vector<std::string>& words, Where where) const {
  const Row* best = nullptr;
  if (words.empty() || rows_.empty()) return best;
  look(key_of(Side::kFirst, words.front()), where, words, best);
  look(key_of(Side::kLast, words.back()), where, words, best);
  look(key_of(Side::kNone, ""), where, words, best);
  return best;
}

double Phrases::word_weight(std::string_view word, std::string_view kind) const {
  if (rows_.empty()) return 0;
  const std::uint64_t key = word_key(word, kind);
  for (std::uint32_t i = heads_[key % kBuckets]; i != kEnd; i = next_[i]) {
    if (keys_[i] == key && rows_[i].where == Where::kAnywhere) return rows_[i].weight;
  }
  return 0;
}

const std::vector<std::string_view>& Phrases::marks(std::string_view kind) const {
  return kind == "server" ? server_ : script_;
}

}  // namespace unspin
