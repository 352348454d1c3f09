// Covered by tests/unit/phrases_test.cpp.
#include "mend/phrases.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/embedded.hpp"
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

// Glob over words; a "*" is taken up again at most once for each word, so this is no worse than
// the product of the two lengths.
bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string>& words) {
  std::size_t p = 0, w = 0, resume_w = 0;
  std::optional<std::size_t> star;
  while (w < words.size()) {
    if (p < pattern.size() && pattern[p] == "*") {
      star = p++;
      resume_w = w;
    } else if (p < pattern.size() && fits(pattern[p], words[w])) {
      ++p;
      ++w;
    } else if (star) {
      p = *star + 1;
      w = ++resume_w;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == "*") ++p;
  return p == pattern.size();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<Phrases::Where> where_of(std::string_view name) {
  if (name == "line") return Phrases::Where::kLine;
  if (name == "start") return Phrases::Where::kStart;
  if (name == "sentence") return Phrases::Where::kSentence;
  if (name == "anywhere") return Phrases::Where::kAnywhere;
  return std::nullopt;
}

Phrases::Row read_row(std::string_view line, std::size_t number) {
  const std::string at = "widgets.phrases:" + std::to_string(number) + ": ";
  const std::vector<std::string_view> columns = split(line, '\t');
  if (columns.size() != 5) throw SetupError(at + "not five columns");
  Phrases::Row row;
  row.words = split(columns[0], ' ');
  row.kind = columns[1];
  const std::optional<Phrases::Where> where = where_of(columns[2]);
  if (!where) throw SetupError(at + "the place is none of line, start, sentence, anywhere");
  row.where = *where;
  const char* end = columns[3].data() + columns[3].size();
  const auto [stop, error] = std::from_chars(columns[3].data(), end, row.weight);
  if (error != std::errc() || stop != end || !(row.weight > 0 && row.weight <= 1)) {
    throw SetupError(at + "the weight is not a number above 0 and up to 1");
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
  std::size_t number = 0;
  for (std::string_view line : split(source, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    phrases.add(read_row(line, number));
  }
  return phrases;
}

Phrases Phrases::embedded() { return parse(embedded_phrases()); }

void Phrases::add(Row row) {
  if (row.where == Where::kAnywhere) {
    const std::string_view text{
        row.words.front().data(),
        static_cast<std::size_t>(row.words.back().data() + row.words.back().size() -
                                 row.words.front().data())};
    words_[row.kind][text] = row.weight;
    marks_[row.kind].push_back(text);
    return;
  }
  const auto fixed = [](std::string_view word) {
    return word != "*" && word != "?" && word != "<n>";
  };
  const auto index = static_cast<std::uint32_t>(rows_.size());
  if (fixed(row.words.front())) {
    by_first_[row.words.front()].push_back(index);
  } else if (fixed(row.words.back())) {
    by_last_[row.words.back()].push_back(index);
  } else {
    rest_.push_back(index);
  }
  rows_.push_back(std::move(row));
}

const Phrases::Row* Phrases::find(const std::vector<std::string>& words, Where where) const {
  const Row* best = nullptr;
  if (words.empty()) return best;
  const auto look = [&](const Bucket& bucket) {
    for (const std::uint32_t index : bucket) {
      const Row& row = rows_[index];
      if (row.where != where || (best && best->weight >= row.weight)) continue;
      if (fits(row.words, words)) best = &row;
    }
  };
  if (const auto found = by_first_.find(words.front()); found != by_first_.end()) {
    look(found->second);
  }
  if (const auto found = by_last_.find(words.back()); found != by_last_.end()) look(found->second);
  look(rest_);
  return best;
}

double Phrases::word_weight(std::string_view word, std::string_view kind) const {
  const auto of_kind = words_.find(kind);
  if (of_kind == words_.end()) return 0;
  const auto found = of_kind->second.find(word);
  return found == of_kind->second.end() ? 0 : found->second;
}

const std::vector<std::string_view>& Phrases::marks(std::string_view kind) const {
  static const std::vector<std::string_view> kNone;
  const auto found = marks_.find(kind);
  return found == marks_.end() ? kNone : found->second;
}

}  // namespace unspin
