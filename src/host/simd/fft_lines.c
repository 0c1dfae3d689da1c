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

/* Lists of lanes, for shuffles: even and odd ones of two vectors, the halves of two vectors in
 * turn, and those of pairs of lanes. */
#define EVENS_2  0, 2
#define ODDS_2   1, 3
#define LOW_2    0, 2
#define HIGH_2   1, 3
#define EVENS_4  0, 2, 4, 6
#define ODDS_4   1, 3, 5, 7
#define LOW_4    0, 4, 1, 5
#define HIGH_4   2, 6, 3, 7
#define LOWS_4   0, 1, 4, 5
#define HIGHS_4  2, 3, 6, 7
#define EVENS_8  0, 2, 4, 6, 8, 10, 12, 14
#define ODDS_8   1, 3, 5, 7, 9, 11, 13, 15
#define LOW_8    0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_8   4, 12, 5, 13, 6, 14, 7, 15
#define LOWS_8   0, 1, 8, 9, 2, 3, 10, 11
#define HIGHS_8  4, 5, 12, 13, 6, 7, 14, 15
#define EVENS_16 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#define ODDS_16  1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31
#define LOW_16   0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_16  8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define LOWS_16  0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23
#define HIGHS_16 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31

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
#define NAME(x) x##_f32
#define LANES   LANES_F32
#ifdef FUSED
#define FMADD(a, b, c)  (vector) FUSED(fmadd_ps)((PACKED_F32)(a), (PACKED_F32)(b), (PACKED_F32)(c))
#define FMSUB(a, b, c)  (vector) FUSED(fmsub_ps)((PACKED_F32)(a), (PACKED_F32)(b), (PACKED_F32)(c))
#define FNMADD(a, b, c) (vector) FUSED(fnmadd_ps)((PACKED_F32)(a), (PACKED_F32)(b), (PACKED_F32)(c))
#else
#define FMADD(a, b, c)  ((a) * (b) + (c))
#define FMSUB(a, b, c)  ((a) * (b) - (c))
#define FNMADD(a, b, c) ((c) - (a) * (b))
#endif
#include "host/fft_codelets.h"
#include "host/fft_lanes.h"
#undef T
#undef NAME
#undef LANES

#define T       double
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
#undef FNMADD
#define FMADD(a, b, c)  (vector) FUSED(fmadd_pd)((PACKED_F64)(a), (PACKED_F64)(b), (PACKED_F64)(c))
#define FMSUB(a, b, c)  (vector) FUSED(fmsub_pd)((PACKED_F64)(a), (PACKED_F64)(b), (PACKED_F64)(c))
#define FNMADD(a, b, c) (vector) FUSED(fnmadd_pd)((PACKED_F64)(a), (PACKED_F64)(b), (PACKED_F64)(c))
#endif
#include "host/fft_codelets.h"
#include "host/fft_lanes.h"
