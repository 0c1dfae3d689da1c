/* fft_lines.c: Fourier transforms of groups of lines, once per instruction set. Products are fused
 * with sums where the set has an instruction for it: bits depend on the set, as those of matrix
 * products do. */
#include "host/fft_host.h"

#if defined(__AVX2__) || defined(__AVX512F__)
#include <immintrin.h>
#endif

#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)
#define INLINE      static inline __attribute__((always_inline))

/* Lists of lanes for shuffles, by the width of the type and the number of lanes. Shuffles within
 * 128 bits are the cheapest, so lanes are not in the order of lines: EVENS and ODDS part two
 * vectors of complex numbers, LOW and HIGH bring them together again, and what lies in the order
 * of lines goes through TO_LANES and back through FROM_LANES. FIRST_d and SECOND_d exchange blocks
 * of d complex numbers between two vectors: the steps of a transposition. */

#define EVENS_F32_4       0, 2, 4, 6
#define ODDS_F32_4        1, 3, 5, 7
#define LOW_F32_4         0, 4, 1, 5
#define HIGH_F32_4        2, 6, 3, 7
#define TO_LANES_F32_4    0, 1, 2, 3
#define FROM_LANES_F32_4  0, 1, 2, 3
#define EVENS_F32_8       0, 2, 8, 10, 4, 6, 12, 14
#define ODDS_F32_8        1, 3, 9, 11, 5, 7, 13, 15
#define LOW_F32_8         0, 8, 1, 9, 4, 12, 5, 13
#define HIGH_F32_8        2, 10, 3, 11, 6, 14, 7, 15
#define TO_LANES_F32_8    0, 1, 4, 5, 2, 3, 6, 7
#define FROM_LANES_F32_8  0, 1, 4, 5, 2, 3, 6, 7
#define EVENS_F32_16      0, 2, 16, 18, 4, 6, 20, 22, 8, 10, 24, 26, 12, 14, 28, 30
#define ODDS_F32_16       1, 3, 17, 19, 5, 7, 21, 23, 9, 11, 25, 27, 13, 15, 29, 31
#define LOW_F32_16        0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29
#define HIGH_F32_16       2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31
#define TO_LANES_F32_16   0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15
#define FROM_LANES_F32_16 0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15
#define EVENS_F64_2       0, 2
#define ODDS_F64_2        1, 3
#define LOW_F64_2         0, 2
#define HIGH_F64_2        1, 3
#define TO_LANES_F64_2    0, 1
#define FROM_LANES_F64_2  0, 1
#define EVENS_F64_4       0, 4, 2, 6
#define ODDS_F64_4        1, 5, 3, 7
#define LOW_F64_4         0, 4, 2, 6
#define HIGH_F64_4        1, 5, 3, 7
#define TO_LANES_F64_4    0, 2, 1, 3
#define FROM_LANES_F64_4  0, 2, 1, 3
#define EVENS_F64_8       0, 8, 2, 10, 4, 12, 6, 14
#define ODDS_F64_8        1, 9, 3, 11, 5, 13, 7, 15
#define LOW_F64_8         0, 8, 2, 10, 4, 12, 6, 14
#define HIGH_F64_8        1, 9, 3, 11, 5, 13, 7, 15
#define TO_LANES_F64_8    0, 4, 1, 5, 2, 6, 3, 7
#define FROM_LANES_F64_8  0, 2, 4, 6, 1, 3, 5, 7
#define FIRST_1_4         0, 1, 4, 5
#define SECOND_1_4        2, 3, 6, 7
#define FIRST_1_8         0, 1, 8, 9, 4, 5, 12, 13
#define SECOND_1_8        2, 3, 10, 11, 6, 7, 14, 15
#define FIRST_2_8         0, 1, 2, 3, 8, 9, 10, 11
#define SECOND_2_8        4, 5, 6, 7, 12, 13, 14, 15
#define FIRST_1_16        0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define SECOND_1_16       2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
#define FIRST_2_16        0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27
#define SECOND_2_16       4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31
#define FIRST_4_16        0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define SECOND_4_16       8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31

#if defined(__AVX512F__)
#define LANES_F32  16
#define FUSED(op)  _mm512_##op
#define PACKED_F32 __m512
#define PACKED_F64 __m512d
#elif defined(__AVX2__)
#define LANES_F32  8
#define FUSED(op)  _mm256_##op
#define PACKED_F32 __m256
#define PACKED_F64 __m256d
#else
#define LANES_F32 4
#endif

#define T       float
#define TYPE    F32
#define NAME(x) x##_f32
#define LANES   LANES_F32
#ifdef FUSED
#define FMADD(a, b, c) (vector) FUSED(fmadd_ps)((PACKED_F32)(a), (PACKED_F32)(b), (PACKED_F32)(c))
#define FMSUB(a, b, c) (vector) FUSED(fmsub_ps)((PACKED_F32)(a), (PACKED_F32)(b), (PACKED_F32)(c))
#else
#define FMADD(a, b, c) ((a) * (b) + (c))
#define FMSUB(a, b, c) ((a) * (b) - (c))
#endif
#include "host/fft_pairs.h"
#include "host/fft_lanes.h"
#undef T
#undef TYPE
#undef NAME
#undef LANES

#define T       double
#define TYPE    F64
#define NAME(x) x##_f64
#if LANES_F32 == 16
#define LANES 8
#elif LANES_F32 == 8
#define LANES 4
#else
#define LANES 2
#endif
#ifdef FUSED
#undef FMADD
#undef FMSUB
#define FMADD(a, b, c) (vector) FUSED(fmadd_pd)((PACKED_F64)(a), (PACKED_F64)(b), (PACKED_F64)(c))
#define FMSUB(a, b, c) (vector) FUSED(fmsub_pd)((PACKED_F64)(a), (PACKED_F64)(b), (PACKED_F64)(c))
#endif
#include "host/fft_pairs.h"
#include "host/fft_lanes.h"
