// What a single line of a debug dump, a stack trace, data, a style sheet, a script looks like.
//
// Lines are given without white space at their ends. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "mend/phrases.hpp"

namespace unspin {

enum class Shape : std::uint8_t {
  kNone,
  kPrintR,     // Array, [key] => value
  kVarDump,    // array(2) {, string(3) "abc", 'key' => 'value',
  kPhpError,   // Warning: ... in /a/b.php on line 3; #0 /a/b.php(3): f()
  kTraceback,  // Python's
  kStack,      // Java's, JavaScript's
  kJson,       // {"a": 1}; "a": 1,
  kRepr,       // {'a': 1}, <a.B object at 0x7f>, [object Object]
  kCss,        // .a { color: red; }
  kScript,     // var a = b; gtag('config');
  kMarkup      // <div class="a">, [/caption]
};

// The rule of an edit that removes such lines, and how surely a line of this shape is no prose.
struct ShapeFacts {
  std::string_view rule;
  double weight;
};
ShapeFacts facts_of(Shape shape);

// `phrases` knows the marks of scripts (kind "script").
Shape shape_of(std::string_view line, const Phrases& phrases);

// Nothing but brackets, commas and semicolons: it goes on with what stands before it.
bool is_brackets(std::string_view line);

// Opening less closing brackets of all kinds, outside double quotes.
int depth_of(std::string_view line);

}  // namespace unspin
