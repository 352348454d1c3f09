// Pages of prose for the tests of the removals: own sentences, none of them about programming.
#pragma once

#include <string>
#include <string_view>

#include "mend/mend.hpp"

namespace unspin::fixtures {

inline const Phrases& phrases() {
  static const Phrases list = Phrases::embedded();
  return list;
}

using RemovalPass = EditList (*)(std::string_view, const Context&, const Phrases&);

inline std::string after(RemovalPass pass, std::string_view text) {
  return pass(text, Context::embedded(), phrases()).apply(text);
}

inline const std::string kFirst =
    "The town council voted on Tuesday to rebuild the old stone bridge, which has been closed to "
    "carts and lorries since the flood of last spring.";
inline const std::string kSecond =
    "Engineers found that two of its five arches had moved by a hand's breadth, and that the river "
    "had washed the gravel away from under the middle pier.";
inline const std::string kThird =
    "The mayor said that the works would begin before the winter and that shops on the far bank "
    "would be paid a part of what they lost.";

// Two paragraphs with something between them, as a page has it.
inline std::string between(std::string_view what) {
  return kFirst + "\n\n" + std::string(what) + "\n\n" + kSecond + "\n";
}
inline const std::string kWithout = kFirst + "\n\n" + kSecond + "\n";

}  // namespace unspin::fixtures
