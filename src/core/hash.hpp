// The 64-bit hashes that name tokens, phrases and n-grams in compiled files.
//
// They are part of the file formats: a change of any function here needs a new kFormatVersion
// (core/file_format.hpp). Not cryptographic. Little-endian reads, as the files are.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace unspin {

// Finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection with full avalanche.
constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// Hash of a sequence: fold its items in from the left, starting with 0.
constexpr std::uint64_t combine(std::uint64_t path, std::uint64_t item) {
  return mix((path ^ (path >> 32)) * 0x9e3779b97f4a7c15ULL + item);
}

constexpr std::uint64_t kHashSeed = 0x2d358dccaa6c78a5ULL;

// Makes ASCII letters small, eight bytes at a time; digits have that bit anyway.
constexpr std::uint64_t kLowerCase = 0x2020202020202020ULL;

// Hash of bytes, eight at a time, each with the bits of `kBits` added. Never 0, which stands for
// "no token".
template <std::uint64_t kBits = 0>
inline std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t h = kHashSeed ^ bytes.size();
  const char* p = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; p += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    h = mix(h ^ (word | kBits));
  }
  std::uint64_t tail = 0;
  if (left > 0) {
    std::memcpy(&tail, p, left);
    tail |= kBits >> (8 * (8 - left));
  }
  h = mix(h ^ tail);
  return h == 0 ? 1 : h;
}

// hash_bytes() of ASCII letters and digits with the letters in lower case.
inline std::uint64_t hash_lower(std::string_view bytes) { return hash_bytes<kLowerCase>(bytes); }

}  // namespace unspin
