// Command-line options, first step: arguments -> which options were given, and which files.
//
// A command describes its options in one table, which feeds both the parser and --help. Names are
// never abbreviated. What values mean is the second step, in each command's own options.
// The only module that sees Boost.Program_options.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unspin::cli {

// One row of an option table. Views are of string literals.
struct OptionSpec {
  std::string_view name;      // long name, without dashes
  char letter;                // short name, or 0
  std::string_view argument;  // name of the value in help; empty: the option takes none
  std::string_view help;      // one line
};

// What the command line says, in its order.
struct CommandLine {
  struct Option {
    std::string name;   // the long name
    std::string value;  // empty when it takes none
  };
  std::vector<Option> options;
  std::vector<std::string> files;

  bool has(std::string_view name) const;

  // The value given last, or `otherwise`.
  std::string value(std::string_view name, const std::string& otherwise = {}) const;
};

// Throws UsageError for an unknown option, a missing or a superfluous value.
CommandLine parse_command_line(const std::vector<std::string>& args,
                               std::span<const OptionSpec> table);

// `usage` and then the table, one line for each option.
std::string help_text(std::string_view usage, std::span<const OptionSpec> table);

}  // namespace unspin::cli
