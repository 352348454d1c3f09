// Compiling a function twice: for any processor, and for those with AVX2 and BMI (Intel since 2013,
// AMD since 2015), which is asked for at run time.
//
//   UNSPIN_INLINE void body(...) { ... }            // written once
//   UNSPIN_AVX2 void fast(...) { body(...); }       // and compiled for both
//   has_avx2() ? fast(...) : body(...);
#pragma once

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define UNSPIN_HAS_AVX2 1
#define UNSPIN_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#else
#define UNSPIN_AVX2
#endif

#if defined(__GNUC__) || defined(__clang__)
#define UNSPIN_INLINE __attribute__((always_inline)) inline
#else
#define UNSPIN_INLINE inline
#endif

namespace unspin {

inline bool has_avx2() {
#ifdef UNSPIN_HAS_AVX2
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
#else
  return false;
#endif
}

}  // namespace unspin
