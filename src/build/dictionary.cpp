// Reading dictionary source. Covered by tests/unit/dictionary_test.cpp.
#include "build/dictionary.hpp"

#include <charconv>
#include <iterator>

#include "core/file_format.hpp"
#include "core/tokenize.hpp"
#include "core/unicode.hpp"
#include "unspin/error.hpp"

namespace unspin::build {

namespace {

constexpr std::size_t kColumns = 9;

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string family_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  return name.substr(0, name.find('.'));
}

// The functions below return what is wrong, or nothing.

std::string read_guard(const std::string& text, Lexicon::Guard& guard) {
  std::string_view word = text;
  if (word == "^") {
    guard.kind = Lexicon::GuardKind::kCapitalised;
    return {};
  }
  const bool before = word.starts_with('<'), after = word.starts_with('>');
  if (before || after) word.remove_prefix(1);
  if ((before || after) && word == "#") {
    guard.kind = before ? Lexicon::GuardKind::kNumberBefore : Lexicon::GuardKind::kNumberAfter;
    return {};
  }
  guard.kind = before  ? Lexicon::GuardKind::kBefore
               : after ? Lexicon::GuardKind::kAfter
                       : Lexicon::GuardKind::kWord;
  const std::vector<std::uint64_t> hashes = phrase_hashes(word);
  if (hashes.size() != 1) return "guard '" + text + "' is not one word";
  guard.word = hashes[0];
  return {};
}

std::string read_guards(const std::string& require, const std::string& forbid,
                        std::vector<Lexicon::Guard>& guards) {
  std::uint8_t group = 0;
  for (const bool forbids : {false, true}) {
    const std::string& text = forbids ? forbid : require;
    if (text.empty()) continue;
    for (const std::string& condition : split(text, ',')) {
      for (const std::string& alternative : split(condition, '|')) {
        Lexicon::Guard guard;
        if (std::string what = read_guard(alternative, guard); !what.empty()) return what;
        guard.group = group;
        guard.forbids = forbids;
        guards.push_back(guard);
      }
      ++group;
    }
  }
  return {};
}

std::string read_weight(const std::string& text, double& weight) {
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, weight);
  if (error == std::errc() && end == last && weight > 0 && weight <= 1) return {};
  return "weight '" + text + "' is not a number above 0 and up to 1";
}

std::string read_row(std::string_view line, Row& row) {
  if (unicode::valid_prefix(line) != line.size()) return "not valid UTF-8";
  std::vector<std::string> columns = split(line, '\t');
  if (columns.size() != kColumns)
    return std::to_string(columns.size()) + " columns, " + std::to_string(kColumns) +
           " wanted (spun, original, weight, pos, require, forbid, source, yes, no)";
  row.spun = std::move(columns[0]);
  row.original = std::move(columns[1]);
  if (phrase_hashes(row.spun).empty() || phrase_hashes(row.original).empty())
    return "empty spun or original phrase";
  if (std::string what = read_weight(columns[2], row.weight); !what.empty()) return what;
  if (columns[3].size() != 1 || std::string_view("nva-").find(columns[3][0]) == std::string::npos)
    return "part of speech '" + columns[3] + "' is not n, v, a or -";
  row.pos = columns[3][0];
  row.require = std::move(columns[4]);
  row.forbid = std::move(columns[5]);
  row.source = std::move(columns[6]);
  row.yes = std::move(columns[7]);
  row.no = std::move(columns[8]);
  std::vector<Lexicon::Guard> guards;
  return read_guards(row.require, row.forbid, guards);
}

}  // namespace

std::vector<Lexicon::Guard> parse_guards(const std::string& require, const std::string& forbid,
                                         const std::string& where) {
  std::vector<Lexicon::Guard> guards;
  const std::string what = read_guards(require, forbid, guards);
  if (!what.empty()) throw SetupError(where + ": " + what);
  return guards;
}

std::vector<Row> read_rows(std::string_view text, const std::string& path,
                           std::vector<Finding>& findings) {
  std::vector<Row> rows;
  const std::string family = family_of(path);
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    Row row;
    row.path = path;
    row.line = number;
    row.family = family;
    const std::string what = read_row(line, row);
    if (what.empty()) {
      rows.push_back(std::move(row));
    } else {
      findings.push_back({path, number, what, true});
    }
  }
  return rows;
}

std::vector<Row> read_rows(std::string_view text, const std::string& path) {
  std::vector<Finding> findings;
  std::vector<Row> rows = read_rows(text, path, findings);
  if (!findings.empty()) throw SetupError(findings.front().text());
  return rows;
}

std::vector<Row> read_files(const std::vector<std::string>& paths) {
  std::vector<Row> rows;
  for (const std::string& path : paths) {
    const MappedFile file(path);
    std::vector<Row> more = read_rows(file.bytes(), path);
    rows.insert(rows.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  }
  return rows;
}

std::string compile_files(const std::vector<std::string>& paths, const Context& context) {
  std::vector<std::string> dictionaries;
  std::vector<Term> terms;
  PhraseCounts counts;
  for (const std::string& path : paths) {
    if (path.ends_with(".terms")) {
      const std::vector<Term> more = read_terms(MappedFile(path).bytes(), path);
      terms.insert(terms.end(), more.begin(), more.end());
    } else if (path.ends_with(".counts")) {
      counts = read_phrase_counts(MappedFile(path).bytes(), path);
    } else {
      dictionaries.push_back(path);
    }
  }
  return compile(read_files(dictionaries), context, terms, counts);
}

Lexicon load_dictionary(const std::string& path, const Context& context) {
  {
    const MappedFile file(path);
    if (!file.bytes().starts_with(kLexiconMagic))
      return Lexicon::own(compile(read_rows(file.bytes(), path), context), path);
  }
  return Lexicon::open(path);
}

std::string to_line(const Row& row) {
  char weight[16];
  std::snprintf(weight, sizeof weight, "%.2f", row.weight);
  std::string line = row.spun + '\t' + row.original + '\t' + weight + '\t' + row.pos;
  for (const std::string* column : {&row.require, &row.forbid, &row.source, &row.yes, &row.no})
    line += '\t' + *column;
  return line + '\n';
}

}  // namespace unspin::build
