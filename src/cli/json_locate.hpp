// Finds one string in a line of JSON without taking the line apart.
//
// The whole line is checked, strictly: RFC 8259 grammar, valid UTF-8, no lone surrogates in any
// string. Nothing is decoded except keys that hold escapes. Linear in the line, no recursion: the
// depth of nesting is limited by memory only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/edit.hpp"

namespace unspin::cli {

// The way to a value: a name of the outermost object, or a JSON pointer (RFC 6901) if the key
// starts with "/". Where an object has a name twice the last one counts, as in most parsers.
struct JsonPath {
  std::vector<std::string> steps;

  // Throws UsageError when `key` is empty or a malformed pointer.
  static JsonPath parse(const std::string& key);
};

struct JsonString {
  enum class Status {
    kFound,
    kBlank,      // nothing but white space
    kInvalid,    // not JSON
    kMissing,    // no value there
    kNotString,  // a value of another type there
  };
  Status status = Status::kInvalid;
  Span literal;  // bytes of the line, quotes included; for kFound, and numbers and words
};

JsonString locate_string(std::string_view line, const JsonPath& path);

}  // namespace unspin::cli
