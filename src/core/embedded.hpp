// The compiled defaults that the build puts into the library's read-only data.
#pragma once

#include <string_view>

namespace unspin {

std::string_view embedded_lexicon();
std::string_view embedded_model();

}  // namespace unspin
