// A running 64-bit digest of a stream, FNV-1a: it does not matter how the stream is cut into
// pieces. It tells accidents (a cut file, another file), not forgery.
// Source: Fowler, Noll, Vo; the constants are those of draft-eastlake-fnv.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace unspin::cli {

// 16 hexadecimal digits.
inline std::string hexadecimal(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out.push_back(kDigits[(value >> shift) & 15]);
  return out;
}

class Digest {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    size_ += bytes.size();
  }

  std::uint64_t size() const { return size_; }  // bytes so far

  std::string text() const { return hexadecimal(value_); }

  bool operator==(const Digest&) const = default;

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
  std::uint64_t size_ = 0;
};

}  // namespace unspin::cli
