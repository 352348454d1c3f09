// Covered by tests/cli, which compares stderr byte for byte.
#include "cli/message.hpp"

#include <unistd.h>

#include <cstring>

#include "cli/errors.hpp"

namespace unspin::cli {

void say(std::string_view text) {
  std::string line = "unspin: ";
  line.append(text).push_back('\n');
  write_to_stderr(line);
}

void write_to_stderr(std::string_view bytes) {
  const ssize_t written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
  static_cast<void>(written);
}

std::string printable(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      out.push_back(c);  // high bytes too: names are mostly UTF-8
    } else {
      out.append("\\x").append({kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return out;
}

std::string display_name(const std::string& path) {
  return path == "-" ? "<stdin>" : printable(path);
}

std::string counted(std::size_t count, std::string_view noun) {
  std::string out = std::to_string(count);
  out.append(" ").append(noun);
  if (count != 1) out.push_back('s');
  return out;
}

std::string describe_errno(const std::string& name, int code) {
  return printable(name) + ": " + std::strerror(code);
}

}  // namespace unspin::cli
