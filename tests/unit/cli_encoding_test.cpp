// Input in other encodings than UTF-8 (src/cli/encoding).
#include <doctest/doctest.h>

#include <string>

#include "cli/encoding.hpp"
#include "cli/errors.hpp"

using namespace unspin::cli;
using namespace std::string_literals;

TEST_CASE("encodings have many names, and others are refused") {
  for (const char* name : {"auto", "latin1", "ISO-8859-1", "windows-1252", "UTF-16", "Shift_JIS"})
    CHECK_NOTHROW(check_encoding(name));
  for (const char* name : {"", "nonsense", "utf-99", "AUTO "})
    CHECK_THROWS_AS(check_encoding(name), UsageError);
  CHECK(is_utf8_name("UTF-8"));
  CHECK(is_utf8_name("utf8"));
  CHECK_FALSE(is_utf8_name("utf-16"));
}

TEST_CASE("named encodings are converted") {
  CHECK(to_utf8("caf\xE9", "latin1") == "café");
  CHECK(to_utf8("\x93yes\x94", "windows-1252") == "“yes”");
  CHECK(to_utf8("a\0\xE9\0"s, "UTF-16LE") == "aé");
  CHECK(to_utf8("\xFE\xFF\0a"s, "UTF-16") == "a");
  CHECK(to_utf8("a\0\0"s, "UTF-16LE") == "a\uFFFD");
  CHECK(to_utf8("caf\xE9", "utf-8") == "caf\xE9");
}

TEST_CASE("a text longer than a block is converted whole, with pairs over its edges") {
  std::string bytes, wanted;
  for (int i = 0; i < 5000; ++i) {
    bytes += i % 7 == 0 ? "a\0"s : "\x3D\xD8\x00\xDE"s;
    wanted += i % 7 == 0 ? "a" : "\U0001F600";
  }
  CHECK(to_utf8(bytes, "UTF-16LE") == wanted);
}

TEST_CASE("auto leaves UTF-8, and recognises marks, null bytes and legacy text") {
  CHECK(to_utf8("café", "auto") == "café");
  CHECK(to_utf8("", "auto").empty());
  CHECK(to_utf8("\xFF\xFEo\0n\0e\0"s, "auto") == "one");
  CHECK(to_utf8("o\0n\0e\0"s, "auto") == "one");
  CHECK(to_utf8("\0o\0n\0e"s, "auto") == "one");
  CHECK(to_utf8("Le garçon a mangé une pêche"s, "auto") == "Le garçon a mangé une pêche");
  CHECK(to_utf8("L'\xE9t\xE9 dernier, le gar\xE7on a mang\xE9 une p\xEA"
                "che pr\xE8s du ch\xE2teau.",
                "auto") == "L'été dernier, le garçon a mangé une pêche près du château.");
}
