// The linter's rules, each a function over the rows of one file. Covered by
// tests/unit/lint_test.cpp.
#include "build/lint.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <tuple>

#include "build/check.hpp"
#include "core/tokenize.hpp"

namespace unspin::build {

namespace {

using Keys = std::vector<std::uint64_t>;

// A row with what several rules ask of it.
struct Known {
  const Row* row;
  Keys spun, original;  // of the base form
};

using Rows = std::vector<Known>;

std::string without_star(std::string phrase) {
  phrase.erase(std::remove(phrase.begin(), phrase.end(), '*'), phrase.end());
  return phrase;
}

Keys keys_of(const std::string& phrase) { return phrase_keys(without_star(phrase)); }

std::string named(const Row& row) { return "'" + row.spun + "' -> '" + row.original + "'"; }

bool is_identity(const Row& row) { return row.spun == row.original; }

class Report {
 public:
  explicit Report(std::vector<Finding>& findings) : findings_(findings) {}

  void operator()(const Row& row, const std::string& what) {
    findings_.push_back({row.path, row.line, what, true});
  }

 private:
  std::vector<Finding>& findings_;
};

// --- One row at a time.

void check_spaces(const Row& row, Report& report) {
  const std::pair<const char*, const std::string*> columns[] = {
      {"spun", &row.spun},     {"original", &row.original}, {"require", &row.require},
      {"forbid", &row.forbid}, {"source", &row.source},     {"yes", &row.yes},
      {"no", &row.no}};
  for (const auto& [name, text] : columns) {
    if (text->starts_with(' ') || text->ends_with(' ') || text->find("  ") != std::string::npos)
      report(row, std::string("leading, trailing or double space in ") + name);
  }
}

// "(noun)", "[x]", "a|b". Braces may stand on the spun side: one spinner leaves them in its text.
void check_notes(const Row& row, Report& report) {
  for (const std::string* side : {&row.spun, &row.original}) {
    const char* const marks = side == &row.spun ? "()[]<>|" : "()[]<>|{}";
    if (side->find_first_of(marks) != std::string::npos)
      report(row, "a note or alternatives left in '" + *side + "'");
  }
}

void check_head(const Row& row, Report& report) {
  for (const std::string* side : {&row.spun, &row.original}) {
    const auto stars = std::count(side->begin(), side->end(), '*');
    const std::size_t at = side->find('*');
    const bool behind_word = stars == 0 || (at > 0 && (*side)[at - 1] != ' ' &&
                                            (at + 1 == side->size() || (*side)[at + 1] == ' '));
    if (stars > 1 || !behind_word || (stars > 0 && row.pos == '-'))
      report(row, "'" + *side + "': one * behind the head word of an inflected row, if any");
  }
}

void check_source(const Row& row, Report& report) {
  static const std::set<std::string> known = {"dev", "pps", "family", "user", "wordnet"};
  if (row.source.empty()) {
    report(row, "no source; it is dev, pps, family, user or wordnet");
  } else if (known.count(row.source) == 0) {
    report(row, "unknown source '" + row.source + "'; it is dev, pps, family, user or wordnet");
  }
}

// Equal to the matcher, but not to the letter: the row would fire on its own original. Only a row
// that requires a capital may take one away ("LED to" -> "led to").
void check_sides(const Known& known, Report& report) {
  const Row& row = *known.row;
  if (known.spun == known.original && !is_identity(row) &&
      row.require.find('^') == std::string::npos)
    report(row, named(row) + ": the sides are equal after folding");
}

void check_examples_hold(const Row& row, Report& report) {
  for (const std::string* sentence : {&row.yes, &row.no}) {
    if (sentence->empty()) continue;
    std::vector<Token> tokens;
    tokenize(*sentence, tokens);
    const std::vector<std::string> forms = spun_forms(row);
    if (std::none_of(forms.begin(), forms.end(),
                     [&](const auto& form) { return !find_phrase(tokens, form).empty(); }))
      report(row, std::string(sentence == &row.yes ? "yes" : "no") + " example without '" +
                      row.spun + "': '" + *sentence + "'");
  }
}

// --- Rows against each other.

// "might" -> "may" and, where it is capitalised, "May" are two rows.
bool differ_by_guards(const Row& a, const Row& b) {
  return a.original != b.original && (a.require != b.require || a.forbid != b.forbid);
}

void check_duplicates(const Rows& rows, Report& report) {
  std::map<std::tuple<Keys, Keys, char>, const Row*> seen;
  for (const Known& known : rows) {
    const Row& row = *known.row;
    const auto [at, added] = seen.try_emplace({known.spun, known.original, row.pos}, &row);
    if (added || differ_by_guards(*at->second, row)) continue;
    const Row& first = *at->second;
    const bool same = first.spun == row.spun && first.original == row.original;
    report(row, named(row) + (same ? ": duplicate of line " : ": equal after folding to line ") +
                    std::to_string(first.line));
  }
}

void check_sums(const Rows& rows, Report& report) {
  struct Sum {
    double weight = 0;
    const Row* last = nullptr;
  };
  std::map<std::pair<Keys, char>, Sum> sums;
  for (const Known& known : rows) {
    if (is_identity(*known.row)) continue;
    Sum& sum = sums[{known.spun, known.row->pos}];
    sum.weight += known.row->weight;
    sum.last = known.row;
  }
  for (const auto& [key, sum] : sums) {
    if (sum.weight < 1 + 1e-6) continue;
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", sum.weight);
    report(*sum.last, std::string("the weights of '") + sum.last->spun + "' as '" + key.second +
                          "' add up to " + text + ", more than 1");
  }
}

// --- Rows against clean English.

double frequency(const Context& context, const std::string& phrase) {
  return context.log_prob(phrase_hashes(without_star(phrase)));
}

// A word that clean English knows well beside one that it hardly has.
bool absurd(const Known& known, const Context& context, double ratio) {
  return known.spun.size() == 1 && known.original.size() == 1 && ratio > kAbsurdRatio &&
         context.known(known.spun.front());
}

// Made by a rule for all words alike, to be weighed by context only: no examples, both directions.
constexpr std::string_view kWordnetSource = "wordnet";

// Guarded rows are exempt, their frequency where the guards hold is another; and so are those that
// parallel texts bear out.
void check_swapped(const Rows& rows, const Context& context, Report& report) {
  std::set<std::pair<Keys, Keys>> pairs;
  for (const Known& known : rows) pairs.emplace(known.spun, known.original);
  for (const Known& known : rows) {
    const Row& row = *known.row;
    if (is_identity(row) || !row.require.empty() || !row.forbid.empty() || row.source == "dev" ||
        row.source == kWordnetSource)
      continue;
    const double ratio = std::exp(frequency(context, row.spun) - frequency(context, row.original));
    const bool reversed = ratio > kSwappedRatio && pairs.count({known.original, known.spun}) != 0;
    if (!reversed && !absurd(known, context, ratio)) continue;
    char times[32];
    std::snprintf(times, sizeof times, "%.0f", ratio);
    report(row, named(row) + ": swapped? clean English has the spun side " + times +
                    " times as often" + (reversed ? ", and the reverse row exists" : ""));
  }
}

bool is_word(const std::string& phrase) {
  std::vector<Token> tokens;
  tokenize(phrase, tokens);
  return tokens.size() == 1 && tokens[0].kind == TokenKind::kWord;
}

// What the rows of a spun word have in the way of examples, and how much they claim.
struct Examples {
  const Row* row = nullptr;
  bool yes = false, no = false;
  std::map<char, double> weights;  // by part of speech

  double claim() const {
    double most = 0;
    for (const auto& [pos, weight] : weights) most = std::max(most, weight);
    return most;
  }
};

void check_common(const Rows& rows, const Context& context, Report& report) {
  std::map<Keys, Examples> words;
  for (const Known& known : rows) {
    const Row& row = *known.row;
    if (is_identity(row) || row.source == kWordnetSource || !is_word(without_star(row.spun)))
      continue;
    Examples& examples = words[known.spun];
    if (examples.row == nullptr) examples.row = &row;
    examples.yes = examples.yes || !row.yes.empty();
    examples.no = examples.no || !row.no.empty();
    examples.weights[row.pos] += row.weight;
  }
  for (const auto& [keys, examples] : words) {
    if (std::exp(frequency(context, examples.row->spun)) < kCommonWord) continue;
    const std::string word = "common word '" + examples.row->spun + "' without a ";
    if (!examples.no) report(*examples.row, word + "'no' example");
    if (!examples.yes && examples.claim() >= kStrongClaim)
      report(*examples.row, word + "'yes' example");
  }
}

// --- Lines.

void check_order(std::string_view text, const std::string& path, std::vector<Finding>& findings) {
  std::string_view previous;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (line < previous) findings.push_back({path, number, "not in the order of bytes", true});
    previous = line;
  }
}

}  // namespace

std::vector<Finding> lint(std::string_view text, const std::string& path, const Context& context) {
  std::vector<Finding> findings;
  const std::vector<Row> all = read_rows(text, path, findings);
  Report report(findings);
  Rows rows;
  for (const Row& row : all) rows.push_back({&row, keys_of(row.spun), keys_of(row.original)});
  for (const Known& known : rows) {
    check_spaces(*known.row, report);
    check_notes(*known.row, report);
    check_head(*known.row, report);
    check_source(*known.row, report);
    check_sides(known, report);
    check_examples_hold(*known.row, report);
  }
  check_duplicates(rows, report);
  check_sums(rows, report);
  check_swapped(rows, context, report);
  check_common(rows, context, report);
  check_order(text, path, findings);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.line < b.line; });
  return findings;
}

std::vector<Finding> chains(const std::vector<Row>& rows) {
  using FamilyKeys = std::pair<std::string, Keys>;  // families do not mix: each is one spinner
  std::map<FamilyKeys, std::vector<const Row*>> by_spun;
  for (const Row& row : rows) {
    if (!is_identity(row)) by_spun[{row.family, keys_of(row.spun)}].push_back(&row);
  }
  std::vector<Finding> found;
  for (const Row& row : rows) {
    if (is_identity(row)) continue;
    const auto next = by_spun.find({row.family, keys_of(row.original)});
    if (next == by_spun.end()) continue;
    const Keys spun = keys_of(row.spun);
    for (const Row* second : next->second) {
      const bool loop = keys_of(second->original) == spun;
      if (loop && second->line < row.line) continue;  // told at the other row
      found.push_back({row.path, row.line,
                       std::string(loop ? "loop: '" : "chain: '") + row.spun + "' -> '" +
                           row.original + "' -> '" + second->original + "' (line " +
                           std::to_string(second->line) + ")",
                       false});
    }
  }
  return found;
}

}  // namespace unspin::build
