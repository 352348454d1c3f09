// Dictionary source: rows of tab-separated text, and what is made of them.
//
// The columns and the policy are in dictionaries/README.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "build/phrase_counts.hpp"
#include "build/terms.hpp"
#include "unspin/context.hpp"
#include "unspin/lexicon.hpp"

namespace unspin::build {

// One line of a dictionary.
struct Row {
  std::string spun;  // a * behind a word marks the head that is inflected
  std::string original;
  double weight = 0;    // 0..1
  char pos = '-';       // n, v, a, or - for no inflection
  std::string require;  // guards, as written
  std::string forbid;
  std::string source;
  std::string yes;     // a sentence in which the row fires, or empty
  std::string no;      // a sentence that must stay as it is, or empty
  std::string family;  // the file's name without folder and ending
  std::string path;
  std::uint32_t line = 0;

  std::string where() const { return path + ":" + std::to_string(line); }
};

// The row as a line of a dictionary, with its line feed.
std::string to_line(const Row& row);

// What is wrong with a line of a dictionary; a warning does not make it unusable.
struct Finding {
  std::string path;
  std::uint32_t line = 0;
  std::string what;
  bool error = true;

  std::string text() const { return path + ":" + std::to_string(line) + ": " + what; }
};

// Reads a dictionary. Blank lines and lines that begin with '#' are skipped. Malformed rows
// (columns, weight, part of speech, guards, UTF-8) are left out and reported, each by one finding.
std::vector<Row> read_rows(std::string_view text, const std::string& path,
                           std::vector<Finding>& findings);

// The same, but throws SetupError "path:line: what" at the first malformed row.
std::vector<Row> read_rows(std::string_view text, const std::string& path);
std::vector<Row> read_files(const std::vector<std::string>& paths);

// Reads the guards of a row as written; throws SetupError naming `where`.
std::vector<Lexicon::Guard> parse_guards(const std::string& require, const std::string& forbid,
                                         const std::string& where);

// A spun phrase and its original in one inflected form, without head marks.
struct Pair {
  std::string spun;
  std::string original;
  bool operator==(const Pair&) const = default;
};

// The forms that a row stands for, the base form first.
std::vector<Pair> expand(const Row& row);

// The compiled lexicon's bytes. Rows whose sides are equal switch a phrase off ("never change").
// Deterministic. Priors and evidence come from `context`. `terms` are what may be composed of the
// words that the rows replace (spin/compose.hpp), beside the rows' own originals; `counts` of the
// spun phrases in clean text correct the evidence.
std::string compile(const std::vector<Row>& rows, const Context& context,
                    const std::vector<Term>& terms = {}, const PhraseCounts& counts = {});

// The same for files: dictionaries, lists of terms, whose names end in ".terms", and counts of
// phrases, which end in ".counts".
std::string compile_files(const std::vector<std::string>& paths, const Context& context);

// A lexicon from a file, compiled or source (told apart by the magic number); throws SetupError.
Lexicon load_dictionary(const std::string& path, const Context& context);

}  // namespace unspin::build
