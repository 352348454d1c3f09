// Which tokens are not prose: URLs, e-mail addresses, paths, file names, identifiers, code spans.
#pragma once

#include <string_view>
#include <vector>

#include "core/tokenize.hpp"

namespace unspin {

// Sets `literal` on the tokens of such stretches. It looks at runs without white space, and at
// stretches between backquotes on one line.
void mark_literals(std::string_view text, std::vector<Token>& tokens);

// True when a run of characters without white space, or a part of it between brackets or quotes,
// is an address, a path, a file name or an identifier rather than words.
bool looks_literal(std::string_view run);

}  // namespace unspin
