// unspin_compile MODEL OUT DICTIONARY...: makes the lexicon that the build embeds.
//
// The same as `unspin dict compile`, for the time before there is a program with embedded data.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "build/atomic_write.hpp"
#include "build/dictionary.hpp"
#include "core/embedded.hpp"

namespace unspin {

// Nothing is embedded in this program; it opens the files that it is given.
std::string_view embedded_lexicon() { return {}; }
std::string_view embedded_model() { return {}; }

}  // namespace unspin

int main(int argc, char** argv) {
  using namespace unspin;
  if (argc < 4) {
    std::fputs("usage: unspin_compile MODEL OUT DICTIONARY...\n", stderr);
    return 2;
  }
  try {
    const Context context = Context::open(argv[1]);
    const std::vector<build::Row> rows = build::read_files({argv + 3, argv + argc});
    build::write_atomically(argv[2], build::compile(rows, context));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "unspin_compile: %s\n", error.what());
    return 2;
  }
}
