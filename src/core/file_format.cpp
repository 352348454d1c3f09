// Reading and writing the frame of compiled files. Covered by tests/unit/file_format_test.cpp.
#include "core/file_format.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>

#include "core/hash.hpp"
#include "unspin/error.hpp"

static_assert(std::endian::native == std::endian::little,
              "compiled files are little-endian and read in place");

namespace unspin {

namespace {

struct Section {
  std::uint64_t offset;
  std::uint64_t size;
};

std::size_t aligned(std::size_t size) { return (size + 7) & ~std::size_t{7}; }

[[noreturn]] void fail(const std::string& name, const std::string& what) {
  throw SetupError(name + ": " + what);
}

}  // namespace

std::uint64_t digest(std::string_view bytes) {
  // Four lanes, so that the multiplications overlap.
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  while (bytes.size() >= 32) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data(), 32);
    for (int i = 0; i < 4; ++i) {
      lanes[i] = std::rotl((lanes[i] ^ words[i]) * 0x9e3779b97f4a7c15ULL, 29);
    }
    bytes.remove_prefix(32);
  }
  std::uint64_t h = hash_bytes(bytes);
  for (std::uint64_t lane : lanes) h = combine(h, lane);
  return h;
}

FileView::FileView(std::string_view bytes, std::string_view magic, const std::string& name,
                   bool verify)
    : bytes_(bytes), name_(name) {
  const std::string kind = magic == kModelMagic ? "context model" : "lexicon";
  if (bytes.size() < sizeof(FileHeader) || bytes.substr(0, magic.size()) != magic)
    fail(name, "not an unspin " + kind);
  const FileHeader& head = header();
  if (head.byte_order != kByteOrder) fail(name, kind + " of another byte order; compile it again");
  if (head.version != kFormatVersion)
    fail(name, kind + " of format version " + std::to_string(head.version) +
                   ", this program reads " + std::to_string(kFormatVersion) + "; compile it again");
  if (head.size != bytes.size())
    fail(name, kind + " is cut: " + std::to_string(bytes.size()) + " of " +
                   std::to_string(head.size) + " bytes; fetch or compile it again");
  if (head.sections > (bytes.size() - sizeof(FileHeader)) / sizeof(Section))
    fail(name, kind + " is corrupt; compile it again");
  if (verify && digest(bytes.substr(sizeof(FileHeader))) != head.digest)
    fail(name, kind + " is corrupt (digest differs); fetch or compile it again");
}

const FileHeader& FileView::header() const {
  return *reinterpret_cast<const FileHeader*>(bytes_.data());
}

std::string_view FileView::section(std::uint32_t index, std::size_t size,
                                   std::size_t alignment) const {
  Section section{};
  if (index < header().sections) {
    std::memcpy(&section, bytes_.data() + sizeof(FileHeader) + index * sizeof(Section),
                sizeof section);
  }
  if (section.offset < sizeof(FileHeader) || section.offset > bytes_.size() ||
      section.size > bytes_.size() - section.offset || section.size % size != 0 ||
      section.offset % alignment != 0)
    fail(name_, "section " + std::to_string(index) + " is corrupt; compile it again");
  return bytes_.substr(section.offset, section.size);
}

std::string FileBuilder::finish() const {
  std::string out(sizeof(FileHeader) + sections_.size() * sizeof(Section), '\0');
  std::vector<Section> table;
  for (const std::string& bytes : sections_) {
    out.resize(aligned(out.size()));
    table.push_back({out.size(), bytes.size()});
    out += bytes;
  }
  if (!table.empty()) {
    std::memcpy(out.data() + sizeof(FileHeader), table.data(), table.size() * sizeof(Section));
  }
  FileHeader head{};
  std::memcpy(head.magic, magic_.data(), sizeof head.magic);
  head.version = kFormatVersion;
  head.byte_order = kByteOrder;
  head.size = out.size();
  head.digest = digest(std::string_view(out).substr(sizeof head));
  head.source_digest = source_digest_;
  head.sections = static_cast<std::uint32_t>(table.size());
  std::memcpy(out.data(), &head, sizeof head);
  return out;
}

MappedFile::MappedFile(const std::string& path) {
  const auto fail_errno = [&] { fail(path, std::strerror(errno)); };
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail_errno();
  struct stat info {};
  const bool ok = ::fstat(fd, &info) == 0;
  if (!ok || !S_ISREG(info.st_mode)) {
    ::close(fd);
    if (!ok) fail_errno();
    fail(path, "not a regular file");
  }
  const auto size = static_cast<std::size_t>(info.st_size);
  void* data = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  ::close(fd);
  if (data == MAP_FAILED) fail_errno();
  bytes_ = {static_cast<const char*>(data), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace unspin
