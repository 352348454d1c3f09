// Files of "text<TAB>number" lines.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace unspin::build {

// Calls `take` for every line; blank lines and lines that begin with '#' are skipped. Throws
// SetupError "path:line: what" for one that is not a text, a tab and a number.
void for_each_counted_line(std::string_view text, const std::string& path,
                           const std::function<void(std::string_view, std::uint64_t)>& take);

}  // namespace unspin::build
