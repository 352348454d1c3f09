// Covered by tests/unit/terms_test.cpp.
#include "build/counted_lines.hpp"

#include <algorithm>
#include <charconv>

#include "unspin/error.hpp"

namespace unspin::build {

void for_each_counted_line(std::string_view text, const std::string& path,
                           const std::function<void(std::string_view, std::uint64_t)>& take) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = std::min(line.find('\t'), line.size());
    std::uint64_t count = 0;
    const char* last = line.data() + line.size();
    const auto [stop, error] =
        std::from_chars(line.data() + std::min(tab + 1, line.size()), last, count);
    if (error != std::errc() || stop != last || tab == 0)
      throw SetupError(path + ":" + std::to_string(number) + ": not a text, a tab and a number");
    take(line.substr(0, tab), count);
  }
}

}  // namespace unspin::build
