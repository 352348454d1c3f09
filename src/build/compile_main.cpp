// unspin_compile MODEL OUT DICTIONARY...: makes the lexicon that the build embeds.
//
// The same as `unspin dict compile`, for the time before there is a program with embedded data.
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include "build/dictionary.hpp"
#include "core/embedded.hpp"
#include "unspin/error.hpp"

namespace unspin {

// Nothing is embedded in this program; it opens the files that it is given.
std::string_view embedded_lexicon() { return {}; }
std::string_view embedded_model() { return {}; }
std::string_view embedded_phrases() { return {}; }

}  // namespace unspin

int main(int argc, char** argv) {
  using namespace unspin;
  if (argc < 4) {
    std::fputs("usage: unspin_compile MODEL OUT DICTIONARY...\n", stderr);
    return 2;
  }
  try {
    const Context context = Context::open(argv[1]);
    const std::string bytes = build::compile_files({argv + 3, argv + argc}, context);
    const std::string unfinished = std::string(argv[2]) + ".part";  // a killed build leaves no half
    std::ofstream out(unfinished, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out || std::rename(unfinished.c_str(), argv[2]) != 0)
      throw SetupError(std::string(argv[2]) + ": cannot be written");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "unspin_compile: %s\n", error.what());
    return 2;
  }
}
