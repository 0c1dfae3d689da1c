/* reduce_complex.c: the reduction loops of c64 and c128. Maps to sizes give reals, which the real
 * loops fold. Lanes are fixed in number, as in reduce_loops.h. */
#include "host/reduce.h"

enum { LANES = 8 };

#define COMPLEX_LOOPS(T, R, S)                                                                  \
    static void fold_sum_##S(int64_t n, const void *from, void *value) {                        \
        const T *x = from;                                                                      \
        T lane[LANES] = {0}, result = {0, 0};                                                   \
        int64_t i = 0;                                                                          \
        for (; i + LANES <= n; i += LANES) {                                                    \
            for (int j = 0; j < LANES; j++) {                                                   \
                lane[j] = tn_add_##S(lane[j], x[i + j]);                                        \
            }                                                                                   \
        }                                                                                       \
        for (int half = LANES / 2; half > 0; half /= 2) {                                       \
            for (int j = 0; j < half; j++) {                                                    \
                lane[j] = tn_add_##S(lane[j], lane[j + half]);                                  \
            }                                                                                   \
        }                                                                                       \
        for (; i < n; i++) {                                                                    \
            result = tn_add_##S(result, x[i]);                                                  \
        }                                                                                       \
        result = tn_add_##S(lane[0], result);                                                   \
        memcpy(value, &result, sizeof result);                                                  \
    }                                                                                           \
    static void fold_prod_##S(int64_t n, const void *from, void *value) {                       \
        const T *x = from;                                                                      \
        T result = {1, 0};                                                                      \
        for (int64_t i = 0; i < n; i++) {                                                       \
            result = tn_mul_##S(result, x[i]);                                                  \
        }                                                                                       \
        memcpy(value, &result, sizeof result);                                                  \
    }                                                                                           \
    static void column_sum_##S(int64_t n, void *into, const void *from) {                       \
        T *acc = into;                                                                          \
        const T *x = from;                                                                      \
        for (int64_t i = 0; i < n; i++) {                                                       \
            acc[i] = tn_add_##S(acc[i], x[i]);                                                  \
        }                                                                                       \
    }                                                                                           \
    static void column_prod_##S(int64_t n, void *into, const void *from) {                      \
        T *acc = into;                                                                          \
        const T *x = from;                                                                      \
        for (int64_t i = 0; i < n; i++) {                                                       \
            acc[i] = tn_mul_##S(acc[i], x[i]);                                                  \
        }                                                                                       \
    }                                                                                           \
    static void map_##S(tni_map map, int64_t n, void *out, const void *from, const void *param, \
                        int m_stride) {                                                         \
        const T *x = from, *m = param;                                                          \
        R *o = out;                                                                             \
        T *oc = out;                                                                            \
        for (int64_t i = 0; i < n; i++) {                                                       \
            const T v = x[i];                                                                   \
            const T d = map == TNI_MAP_CENTER ? tn_sub_##S(v, m[i * m_stride]) : v;             \
            if (map == TNI_MAP_ABS) {                                                           \
                o[i] = tn_abs_##S(v);                                                           \
            } else if (map == TNI_MAP_SQUARE || map == TNI_MAP_CENTER) {                        \
                o[i] = d.re * d.re + d.im * d.im;                                               \
            } else {                                                                            \
                oc[i] = map == TNI_MAP_NAN0 && (v.re != v.re || v.im != v.im) ? (T){0, 0} : v;  \
            }                                                                                   \
        }                                                                                       \
    }                                                                                           \
    const tni_reduce_loops tni_reduce_##S = {                                                   \
        .fold = {[TNI_FOLD_SUM] = fold_sum_##S, [TNI_FOLD_PROD] = fold_prod_##S},               \
        .column = {[TNI_FOLD_SUM] = column_sum_##S, [TNI_FOLD_PROD] = column_prod_##S},         \
        .map = map_##S,                                                                         \
    };

COMPLEX_LOOPS(tn_c64, float, c64)
COMPLEX_LOOPS(tn_c128, double, c128)
