/* reduce.h: the loops under reduce_host.c: folding a contiguous chunk to one value, folding a row
 * into columns, and mapping a chunk before it is folded. */
#ifndef TNI_REDUCE_H
#define TNI_REDUCE_H

#include "host/host.h"
#include "kernels/complex_math.h"

#undef I

typedef enum tni_fold {
    TNI_FOLD_SUM,
    TNI_FOLD_PROD,
    TNI_FOLD_MAX,
    TNI_FOLD_MIN,
    TNI_FOLDS
} tni_fold;

/* What is done to elements first; m is a parameter (mean, largest value, order). Maps of complex
 * numbers to sizes (ABS, SQUARE, CENTER) give reals. */
typedef enum tni_map {
    TNI_MAP_NONE,
    TNI_MAP_ABS,
    TNI_MAP_SQUARE, /* |x|^2 */
    TNI_MAP_CENTER, /* |x - m|^2 */
    TNI_MAP_POW,    /* |x|^m */
    TNI_MAP_EXP,    /* exp(x - m), 0 where both are the same infinity's */
    TNI_MAP_NAN0,   /* 0 where x is NaN */
} tni_map;

/* Of one accumulate type. Lanes are fixed in number, so that every instruction set gives the same
 * bits. */
typedef struct tni_reduce_loops {
    void (*fold[TNI_FOLDS])(int64_t n, const void *x, void *value); /* value = fold of x */
    void (*column[TNI_FOLDS])(int64_t n, void *acc, const void *x); /* acc[i] = acc[i] op x[i] */
    /* out[i] = map(x[i], m[i * m_stride]); out may be x */
    void (*map)(tni_map map, int64_t n, void *out, const void *x, const void *m, int m_stride);
} tni_reduce_loops;

extern const tni_reduce_loops tni_reduce_f32_base, tni_reduce_f32_avx2, tni_reduce_f32_avx512,
    tni_reduce_f64_base, tni_reduce_f64_avx2, tni_reduce_f64_avx512, tni_reduce_i64_base,
    tni_reduce_i64_avx2, tni_reduce_i64_avx512, tni_reduce_c64, tni_reduce_c128;

#endif
