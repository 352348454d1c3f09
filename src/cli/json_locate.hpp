// Finds strings in a line of JSON without taking the line apart.
//
// The whole line is checked, strictly: RFC 8259 grammar, valid UTF-8, no lone surrogates in any
// string. Nothing is decoded except keys that hold escapes. Linear in the line, no recursion: the
// depth of nesting is limited by memory only. Offsets are bytes of the line. Pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "cli/json_path.hpp"
#include "unspin/edit.hpp"

namespace unspin::cli {

struct JsonString {
  enum class Status {
    kFound,
    kBlank,      // nothing but white space
    kInvalid,    // not JSON
    kMissing,    // no value there
    kNotString,  // a value of another type there
  };
  Status status = Status::kInvalid;
  Span literal;          // bytes of the line, quotes included; for kFound, and numbers and words
  bool escaped = false;  // the string holds a backslash: its spelling is not its text
};

// So many paths can be looked for at once.
constexpr std::size_t kMostPaths = 64;

// Finds what each of `paths` leads to, in one pass; `found[i]` is of paths[i]. Their sizes are
// equal and at most kMostPaths. For kBlank and kInvalid all say the same.
void locate_strings(std::string_view line, std::span<const JsonPath> paths,
                    std::span<JsonString> found);
JsonString locate_string(std::string_view line, const JsonPath& path);

// For a line that may go on behind `bytes`: they begin an object, and nothing in them is wrong.
bool begins_json_object(std::string_view bytes);

}  // namespace unspin::cli
