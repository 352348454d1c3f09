// Where in a JSON value another one stands, as users write it.
#pragma once

#include <string>
#include <vector>

namespace unspin::cli {

// The way to a value: a name of the outermost object, or a JSON pointer (RFC 6901) if the key
// starts with "/". Where an object has a name twice the last one counts, as in most parsers.
struct JsonPath {
  std::vector<std::string> steps;
  std::string key;  // as it was given

  bool same_place(const JsonPath& other) const { return steps == other.steps; }

  // Throws UsageError when `key` is empty or a malformed pointer.
  static JsonPath parse(const std::string& key);
};

}  // namespace unspin::cli
