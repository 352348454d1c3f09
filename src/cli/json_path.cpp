// Covered by tests/unit/cli_json_test.cpp.
#include "cli/json_path.hpp"

#include <algorithm>
#include <string_view>

#include "cli/errors.hpp"

namespace unspin::cli {

namespace {

// One step of a JSON pointer: ~1 is "/", ~0 is "~".
std::string unescape_step(std::string_view raw) {
  std::string step;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '~') {
      step.push_back(raw[i]);
    } else if (++i < raw.size() && (raw[i] == '0' || raw[i] == '1')) {
      step.push_back(raw[i] == '0' ? '~' : '/');
    } else {
      throw UsageError("in a JSON pointer '~' is written '~0'");
    }
  }
  return step;
}

}  // namespace

JsonPath JsonPath::parse(const std::string& key) {
  if (key.empty()) throw UsageError("a key must not be empty");
  JsonPath path{{}, key};
  if (key.front() != '/') {
    path.steps.push_back(key);
    return path;
  }
  std::size_t begin = 1;
  while (begin <= key.size()) {
    const std::size_t end = std::min(key.find('/', begin), key.size());
    path.steps.push_back(unescape_step(std::string_view(key).substr(begin, end - begin)));
    begin = end + 1;
  }
  return path;
}

}  // namespace unspin::cli
