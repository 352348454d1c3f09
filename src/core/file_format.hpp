// The frame of every compiled file: an identity, then sections, each a plain array.
//
//   Header (56 bytes) | section table | sections, each aligned to 8 bytes
//
// All numbers are little-endian. A reader checks the identity and the bounds of every section once
// (FileView); look-ups then clamp indices they read to those bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unspin {

constexpr std::uint32_t kFormatVersion = 2;
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::string_view kLexiconMagic = "UNSPINLX";
constexpr std::string_view kModelMagic = "UNSPINCM";

struct FileHeader {
  char magic[8];
  std::uint32_t version;
  std::uint32_t byte_order;
  std::uint64_t size;           // bytes of the whole file
  std::uint64_t digest;         // of everything behind the header
  std::uint64_t source_digest;  // of what it was made from
  std::uint32_t sections;
  std::uint32_t reserved;
  std::uint64_t reserved2;
};
static_assert(sizeof(FileHeader) == 56);

// A checked view of a compiled file in memory.
class FileView {
 public:
  // Throws SetupError, naming `name`, when the bytes are not a whole file of this kind and
  // version. The digest is compared when `verify` is set: embedded files need not be read.
  FileView(std::string_view bytes, std::string_view magic, const std::string& name, bool verify);

  // Section `index` as an array of T; throws when it is missing or not a multiple of sizeof(T).
  template <typename T>
  std::span<const T> array(std::uint32_t index) const {
    const std::string_view bytes = section(index, sizeof(T), alignof(T));
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  std::string_view text(std::uint32_t index) const { return section(index, 1, 1); }

  const FileHeader& header() const;

 private:
  std::string_view section(std::uint32_t index, std::size_t size, std::size_t alignment) const;

  std::string_view bytes_;
  std::string name_;
};

// Collects sections and writes the file's bytes.
class FileBuilder {
 public:
  FileBuilder(std::string_view magic, std::uint64_t source_digest)
      : magic_(magic), source_digest_(source_digest) {}

  template <typename T>
  void add(const std::vector<T>& values) {
    sections_.emplace_back(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  void add(std::string_view bytes) { sections_.emplace_back(bytes); }

  std::string finish() const;

 private:
  std::string_view magic_;
  std::uint64_t source_digest_;
  std::vector<std::string> sections_;
};

// 64-bit digest of bytes; tells damage, not forgery.
std::uint64_t digest(std::string_view bytes);

// A file mapped read-only; empty files give an empty view. Throws SetupError naming `path`.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

}  // namespace unspin
