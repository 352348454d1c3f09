// Compiling a function several times: for any processor, for those with AVX2 and BMI (Intel since
// 2013, AMD since 2015), and for those with AVX-512, which are asked for at run time.
//
//   template <typename Numbers> UNSPIN_INLINE void work(...) { ... }  // written once
//   void work_plain(...) { work<Wide<1>>(...); }                      // compiled for each
//   UNSPIN_AVX2 void work_avx2(...) { work<Wide<4>>(...); }
//   UNSPIN_AVX512 void work_avx512(...) { work<Wide<8>>(...); }
//   for_target(target(), work_plain, work_avx2, work_avx512)(...)
#pragma once

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define UNSPIN_X86 1
#define UNSPIN_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#define UNSPIN_AVX512 \
  __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,bmi,bmi2,lzcnt,popcnt")))
#else
#define UNSPIN_AVX2
#define UNSPIN_AVX512
#endif

#if defined(__GNUC__) || defined(__clang__)
#define UNSPIN_INLINE __attribute__((always_inline)) inline
#else
#define UNSPIN_INLINE inline
#endif

namespace unspin {

enum class Target { kPlain, kAvx2, kAvx512 };

// What this processor can do.
inline Target target() {
#ifdef UNSPIN_X86
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi2")) return Target::kPlain;
  const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  return wide ? Target::kAvx512 : Target::kAvx2;
#else
  return Target::kPlain;
#endif
}

// One of three versions of a function.
template <typename Function>
Function for_target(Target which, Function plain, Function avx2, Function avx512) {
  return which == Target::kAvx512 ? avx512 : which == Target::kAvx2 ? avx2 : plain;
}

}  // namespace unspin
