// The frame of compiled files (src/core/file_format.hpp), and what happens when one is damaged.
#include "core/file_format.hpp"

#include <doctest/doctest.h>

#include <cstring>

#include "fixtures.hpp"
#include "unspin/error.hpp"

using namespace unspin;

namespace {

std::string small_file() {
  FileBuilder file(kLexiconMagic, 77);
  file.add(std::vector<std::uint32_t>{1, 2, 3});
  file.add(std::string_view("some text"));
  file.add(std::vector<std::uint64_t>{});
  return file.finish();
}

FileView view(std::string_view bytes) { return FileView(bytes, kLexiconMagic, "small", true); }

// The bytes with one field of the header replaced.
template <typename T>
std::string with_header(std::string bytes, std::size_t offset, T value) {
  std::memcpy(bytes.data() + offset, &value, sizeof value);
  return bytes;
}

std::string message_of(std::string_view bytes) {
  try {
    view(bytes);
  } catch (const SetupError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a file gives back the sections that were put in") {
  const std::string bytes = small_file();
  const FileView file = view(bytes);
  CHECK(file.header().source_digest == 77);
  const auto numbers = file.array<std::uint32_t>(0);
  REQUIRE(numbers.size() == 3);
  CHECK(numbers[2] == 3);
  CHECK(file.text(1) == "some text");
  CHECK(file.array<std::uint64_t>(2).empty());
}

TEST_CASE("the same content gives the same bytes") { CHECK(small_file() == small_file()); }

TEST_CASE("every truncation of a file is an error") {
  const std::string bytes = small_file();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    // A copy of its own, so that a read behind the end is seen by the sanitizers.
    const std::vector<char> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK_THROWS_AS(view({cut.data(), cut.size()}), SetupError);
  }
  CHECK_THROWS_AS(view(bytes + '\0'), SetupError);
}

TEST_CASE("a flipped bit behind the header, or in what the header promises, is an error") {
  const std::string bytes = small_file();
  const auto ignored = [](std::size_t at) {  // facts for people, and room to grow
    return (at >= offsetof(FileHeader, source_digest) && at < offsetof(FileHeader, sections)) ||
           at >= offsetof(FileHeader, reserved);
  };
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      CAPTURE(at);
      CAPTURE(bit);
      if (at < sizeof(FileHeader) && ignored(at)) continue;
      const auto read_all = [&] {
        const FileView file = view(damaged);
        file.array<std::uint32_t>(0);
        file.text(1);
        file.array<std::uint64_t>(2);
      };
      CHECK_THROWS_AS(read_all(), SetupError);
    }
  }
}

TEST_CASE("files of another kind, version or byte order are refused with the reason") {
  const std::string bytes = small_file();
  CHECK_THROWS_AS(FileView(bytes, kModelMagic, "small", true), SetupError);
  const std::size_t version = offsetof(FileHeader, version);
  const std::size_t order = offsetof(FileHeader, byte_order);
  CHECK(message_of(with_header(bytes, version, std::uint32_t{9})).find("version 9") !=
        std::string::npos);
  CHECK(message_of(with_header(bytes, order, std::uint32_t{0x04030201})).find("byte order") !=
        std::string::npos);
  CHECK(message_of("no such thing").starts_with("small: not an unspin lexicon"));
}

TEST_CASE("sections that are missing, or no whole array, are errors") {
  const std::string bytes = small_file();
  const FileView file = view(bytes);
  CHECK_THROWS_AS(file.text(3), SetupError);
  CHECK_THROWS_AS(file.text(0xffffffff), SetupError);
  CHECK_THROWS_AS(file.array<std::uint64_t>(1), SetupError);
}

TEST_CASE("without the digest a file with damaged section bounds is still an error") {
  const std::string bytes = small_file();
  for (const std::uint64_t value : {std::uint64_t{1} << 63, ~std::uint64_t{0}, std::uint64_t{0},
                                    std::uint64_t{bytes.size() + 1}}) {
    const std::string damaged = with_header(bytes, sizeof(FileHeader), value);
    const FileView file(damaged, kLexiconMagic, "small", false);
    CHECK_THROWS_AS(file.text(0), SetupError);
  }
  const std::string huge = with_header(bytes, sizeof(FileHeader) + 8, ~std::uint64_t{0} - 3);
  CHECK_THROWS_AS(FileView(huge, kLexiconMagic, "small", false).text(0), SetupError);
}

TEST_CASE("files that cannot be mapped are errors that name the path") {
  CHECK_THROWS_WITH_AS(MappedFile("/no/such/file"), doctest::Contains("/no/such/file"), SetupError);
  CHECK_THROWS_AS(MappedFile("/"), SetupError);
  CHECK_THROWS_WITH_AS(MappedFile("/dev/null"), doctest::Contains("not a regular file"),
                       SetupError);
}

TEST_CASE("digests of different bytes differ") {
  CHECK(digest("") != digest(std::string(1, '\0')));
  CHECK(digest(std::string(40, 'a')) != digest(std::string(41, 'a')));
  CHECK(digest("abc") == digest("abc"));
}

TEST_CASE("a lexicon with any byte damaged is refused when it is opened") {
  const std::string bytes =
      build::compile(build::read_rows("big house\tlarge house\t.5\t-\t\t\tfamily\t\t\n", "t.tsv"),
                     Context::embedded());
  const std::size_t step = bytes.size() > 4096 ? 61 : 1;
  for (std::size_t at = 0; at < bytes.size(); at += at < 512 ? 1 : step) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    try {
      const Lexicon opened = Lexicon::view(damaged, "damaged");
      CHECK(at < sizeof(FileHeader));  // fields that say nothing of the content
    } catch (const SetupError& error) {
      CHECK(std::string(error.what()).starts_with("damaged: "));
    }
  }
}
