// The one exception of the library: something in the set-up is wrong.
#pragma once

#include <stdexcept>
#include <string>

namespace unspin {

// Thrown while options, dictionaries, lexicons and models are loaded, never while text is
// processed. what() is one line: "path:line: what is wrong and what to do".
class SetupError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace unspin
