// The compiled defaults and the phrase list that the build puts into the library's read-only data.
#pragma once

#include <string_view>

namespace unspin {

std::string_view embedded_lexicon();
std::string_view embedded_model();
std::string_view embedded_phrases();  // dictionaries/en/widgets.phrases

}  // namespace unspin
