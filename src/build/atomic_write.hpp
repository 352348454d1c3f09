// Writing a compiled file so that a reader sees the old one or the whole new one.
#pragma once

#include <string>
#include <string_view>

namespace unspin::build {

// Writes to a temporary name beside `path`, syncs, renames. Throws SetupError naming `path`.
void write_atomically(const std::string& path, std::string_view bytes);

}  // namespace unspin::build
