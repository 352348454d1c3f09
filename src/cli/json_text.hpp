// Small pieces of JSON that are written by hand, member by member, in an order for reading.
#pragma once

#include <string>
#include <string_view>

namespace unspin::cli {

// A JSON string. What is not UTF-8, in file names and texts, becomes U+FFFD.
std::string json_quoted(std::string_view text);

// A number with so many significant digits.
std::string json_number(double value, int digits = 4);

}  // namespace unspin::cli
