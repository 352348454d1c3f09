// Boost.Program_options behind one function. Covered by tests/unit/cli_options_test.cpp.
#include "cli/options.hpp"

#include <algorithm>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>

#include "cli/errors.hpp"
#include "cli/message.hpp"

namespace unspin::cli {

namespace po = boost::program_options;

namespace {

// Every value is taken as a string: Boost's own conversions would word the errors, and know no
// ranges.
po::options_description describe(std::span<const OptionSpec> table) {
  po::options_description description;
  for (const OptionSpec& spec : table) {
    std::string name(spec.name);
    if (spec.letter != 0) name.append(",").push_back(spec.letter);
    if (spec.argument.empty()) {
      description.add_options()(name.c_str(), po::bool_switch());
    } else {
      description.add_options()(name.c_str(), po::value<std::string>());
    }
  }
  return description;
}

po::parsed_options parse(const std::vector<std::string>& args,
                         const po::options_description& description) {
  using namespace po::command_line_style;
  // unix_style without allow_guessing: a future option must not change what a script means.
  constexpr int kStyle = unix_style & ~allow_guessing;
  return po::command_line_parser(args)
      .options(description)
      .style(kStyle)
      .run();
}

// "--name=" is a value, an empty one, which Boost would refuse without saying why.
void refuse_empty_values(const std::vector<std::string>& args) {
  for (const std::string& arg : args) {
    if (arg == "--") return;
    if (arg.size() > 3 && arg.starts_with("--") && arg.find('=') == arg.size() - 1) {
      throw UsageError("option '" + printable(arg.substr(0, arg.size() - 1)) + "' needs a value");
    }
  }
}

std::string option_line(const OptionSpec& spec) {
  constexpr std::size_t kHelpColumn = 29;
  std::string line = spec.letter != 0 ? std::string("  -") + spec.letter + ", --" : "      --";
  line.append(spec.name);
  if (!spec.argument.empty()) line.append(" ").append(spec.argument);
  // A name that is too long for its column pushes the text to the right.
  line.append(line.size() + 1 < kHelpColumn ? kHelpColumn - line.size() : 1, ' ');
  return line.append(spec.help) + "\n";
}

}  // namespace

bool CommandLine::has(std::string_view name) const {
  return std::any_of(options.begin(), options.end(),
                     [&](const Option& option) { return option.name == name; });
}

std::string CommandLine::value(std::string_view name, const std::string& otherwise) const {
  const auto last = std::find_if(options.rbegin(), options.rend(),
                                 [&](const Option& option) { return option.name == name; });
  return last == options.rend() ? otherwise : last->value;
}

CommandLine parse_command_line(const std::vector<std::string>& args,
                          std::span<const OptionSpec> table) {
  refuse_empty_values(args);
  const po::options_description description = describe(table);
  CommandLine result;
  // The parsed options are read off directly, not through po::store: it refuses an option that is
  // given twice, where users expect the last one to hold.
  try {
    for (const po::option& option : parse(args, description).options) {
      if (option.position_key >= 0) {
        result.files.insert(result.files.end(), option.value.begin(), option.value.end());
      } else {
        result.options.push_back(
            {option.string_key, option.value.empty() ? std::string() : option.value.front()});
      }
    }
  } catch (const po::error& error) {
    throw UsageError(printable(error.what()));
  }
  return result;
}

std::string help_text(std::string_view usage, std::span<const OptionSpec> table) {
  std::string text(usage);
  for (const OptionSpec& spec : table) text += option_line(spec);
  return text;
}

}  // namespace unspin::cli
