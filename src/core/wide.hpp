// Several 64-bit numbers in one register, by the vector extensions of GCC and Clang: written as one
// number is, element by element. Other compilers work on one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "core/hash.hpp"
#include "core/target.hpp"

namespace unspin {

template <int kWidth>
struct Wide {
#if defined(__GNUC__) || defined(__clang__)
  typedef std::uint64_t Type __attribute__((vector_size(8 * kWidth)));
  static constexpr std::size_t kCount = kWidth;
#else
  using Type = std::uint64_t;
  static constexpr std::size_t kCount = 1;
#endif
};
template <>
struct Wide<1> {
  using Type = std::uint64_t;
  static constexpr std::size_t kCount = 1;
};

// From and to memory, which need not be aligned.
template <typename Numbers>
UNSPIN_INLINE typename Numbers::Type load_wide(const std::uint64_t* from) {
  typename Numbers::Type numbers;
  std::memcpy(&numbers, from, sizeof(numbers));
  return numbers;
}
template <typename Type>
UNSPIN_INLINE void store_wide(const Type& numbers, std::uint64_t* to) {
  std::memcpy(to, &numbers, sizeof(numbers));
}

// One of get(0), get(1), ... Put together in registers: numbers that have just been written to
// memory one by one cannot be read as a whole without waiting.
template <typename Numbers, typename Get>
UNSPIN_INLINE typename Numbers::Type make_wide(const Get& get) {
  if constexpr (Numbers::kCount == 8) {
    return typename Numbers::Type{get(0), get(1), get(2), get(3), get(4), get(5), get(6), get(7)};
  } else if constexpr (Numbers::kCount == 4) {
    return typename Numbers::Type{get(0), get(1), get(2), get(3)};
  } else {
    return get(0);
  }
}

// mix() of each.
template <typename Type>
UNSPIN_INLINE Type mix_wide(Type x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// 1 or 0 for each, by a comparison, whose results are all bits or none (or, of one number, 1 or 0).
template <typename Type, typename Truth>
UNSPIN_INLINE Type ones(const Truth& truth) {
  return (Type)truth & 1;
}

}  // namespace unspin
