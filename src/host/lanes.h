/* lanes.h: several matrices at once, one a lane of a vector: element [i][j] of all of them lies
 * together. Included by files of simd/ with T (float or double), WORD (the integer of its size)
 * and S (f32 or f64) defined, once each; a lane's result depends on that lane alone, and on no
 * instruction set, since nothing is fused and nothing is added across. */
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "host/small_matrix.h"

#include <immintrin.h>

#define PASTE_(a, b, c) a##_##b##_##c
#define PASTE(a, b, c)  PASTE_(a, b, c)
#define EXPORTED(name)  PASTE(name, S, TNI_ISA)
#define JOIN_(a, b)     a##_##b
#define JOIN(a, b)      JOIN_(a, b)
#define LOCAL(name)     JOIN(name, S)

#if defined __AVX512F__
#define LANE_BYTES 64
#elif defined __AVX2__
#define LANE_BYTES 32
#else
#define LANE_BYTES 16
#endif

typedef T LOCAL(vec) __attribute__((vector_size(LANE_BYTES), may_alias));
typedef WORD LOCAL(mask) __attribute__((vector_size(LANE_BYTES), may_alias));
#define vec   LOCAL(vec)
#define mask  LOCAL(mask)
#define LANES ((int)(LANE_BYTES / sizeof(T)))

/* All lanes the same number. */
static inline vec LOCAL(all)(T x) {
    vec v;
    for (int l = 0; l < LANES; l++) {
        v[l] = x;
    }
    return v;
}

/* a where m, else b. */
static inline vec LOCAL(choose)(mask m, vec a, vec b) {
    return (vec)(((mask)a & m) | ((mask)b & ~m));
}

/* a and b exchanged where m. */
static inline void LOCAL(exchange)(mask m, vec *a, vec *b) {
    const mask d = ((mask)*a ^ (mask)*b) & m;
    *a = (vec)((mask)*a ^ d);
    *b = (vec)((mask)*b ^ d);
}

static inline vec LOCAL(size_of)(vec a) {
    const vec sign = LOCAL(all)((T)-0.0);
    return (vec)((mask)a & ~(mask)sign);
}

/* a's size with b's sign. */
static inline vec LOCAL(signed_as)(vec a, vec b) {
    const mask sign = (mask)LOCAL(all)((T)-0.0);
    return (vec)(((mask)a & ~sign) | ((mask)b & sign));
}

static inline vec LOCAL(root)(vec a) {
#if LANE_BYTES == 64
    return sizeof(T) == 4 ? (vec)_mm512_sqrt_ps((__m512)a) : (vec)_mm512_sqrt_pd((__m512d)a);
#elif LANE_BYTES == 32
    return sizeof(T) == 4 ? (vec)_mm256_sqrt_ps((__m256)a) : (vec)_mm256_sqrt_pd((__m256d)a);
#else
    return sizeof(T) == 4 ? (vec)_mm_sqrt_ps((__m128)a) : (vec)_mm_sqrt_pd((__m128d)a);
#endif
}

/* The power of two that brings x to between 1 and 2, or to less where it is not normal; 0 from
 * 2^127 (2^1023) on. */
static inline vec LOCAL(inverse_power)(vec x) {
    const mask exponent = (mask)LOCAL(all)((T)INFINITY);
    const vec twice_bias = LOCAL(all)(sizeof(T) == 4 ? (T)0x1p127 : (T)0x1p1023);
    return (vec)((mask)twice_bias - ((mask)x & exponent));
}

/* Bit l: whether lane l is true. */
static inline uint32_t LOCAL(bits)(mask m) {
    uint32_t bits = 0;
    for (int l = 0; l < LANES; l++) {
        bits |= (uint32_t)(m[l] != 0) << l;
    }
    return bits;
}

static inline bool LOCAL(any)(mask m) {
#if LANE_BYTES == 64
    return _mm512_test_epi32_mask((__m512i)m, (__m512i)m) != 0;
#elif LANE_BYTES == 32
    return !_mm256_testz_si256((__m256i)m, (__m256i)m);
#else
    return _mm_movemask_epi8(_mm_cmpeq_epi8((__m128i)m, _mm_setzero_si128())) != 0xffff;
#endif
}

#define all           LOCAL(all)
#define choose        LOCAL(choose)
#define exchange      LOCAL(exchange)
#define size_of       LOCAL(size_of)
#define signed_as     LOCAL(signed_as)
#define root          LOCAL(root)
#define inverse_power LOCAL(inverse_power)
#define bits          LOCAL(bits)
#define any           LOCAL(any)
#define EPSILON       (sizeof(T) == 4 ? (T)FLT_EPSILON : (T)DBL_EPSILON)
