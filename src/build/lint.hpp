// The linter: what is wrong with a dictionary that can be read.
//
// Errors are rows that cannot mean what their author wanted (duplicates, notes left in a phrase,
// swapped sides, weights of more than 1, examples that miss their phrase) and breaches of the
// admission policy in dictionaries/README.md (order, source, examples of common words). Chains are
// no errors: weights and context decide them, but whoever adds a row should know of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "build/dictionary.hpp"
#include "unspin/context.hpp"

namespace unspin::build {

// A single word with at least this frequency in clean English is common: one in 10,000.
constexpr double kCommonWord = 1e-4;

// A common word needs a `no`; and a `yes` where its rows together claim at least this share of it.
// Below, no single sentence decides: the author's own word is the likelier one nearly everywhere.
constexpr double kStrongClaim = 0.4;

// A spun side this many times as frequent as its original is taken for the original, where the
// reverse row exists too ...
constexpr double kSwappedRatio = 20;
// ... and, word for word, where it does not.
constexpr double kAbsurdRatio = 3000;

// Everything wrong with one dictionary, by line; malformed rows included. `text` is the file's
// content, `context` says how usual phrases are.
std::vector<Finding> lint(std::string_view text, const std::string& path, const Context& context);

// Rows whose original is itself a spun phrase of the same family, as warnings: "a" -> "b" -> "c",
// and loops "a" -> "b" -> "a". Each pair of rows once; a loop counts once.
std::vector<Finding> chains(const std::vector<Row>& rows);

}  // namespace unspin::build
