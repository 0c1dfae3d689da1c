/* pool_rows.c: max pooling of a plane whose windows all lie inside it, once per instruction set.
 * Vectors hold neighbouring windows of an output row, whatever its length, so that the short rows
 * of small images have no scalar rest. A NaN wins, and of equal values the first, as in PyTorch. */
#include "host/pool_loops.h"

#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)

/* Constant where that is worth code of its own. */
typedef struct pooling {
    int64_t width, columns, kh, kw, step;
} pooling;

#define T       float
#define INT     int32_t
#define LANES   16
#define EVENS   0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31
#define NAME(x) x##_f32_16
#include "host/pool_lanes.h"
#define LANES   8
#define EVENS   0, 2, 4, 6, 9, 11, 13, 15
#define NAME(x) x##_f32_8
#include "host/pool_lanes.h"
#define LANES   4
#define EVENS   0, 2, 5, 7
#define NAME(x) x##_f32_4
#include "host/pool_lanes.h"
#undef T
#undef INT

#define T       double
#define INT     int64_t
#define LANES   8
#define EVENS   0, 2, 4, 6, 9, 11, 13, 15
#define NAME(x) x##_f64_8
#include "host/pool_lanes.h"
#define LANES   4
#define EVENS   0, 2, 5, 7
#define NAME(x) x##_f64_4
#include "host/pool_lanes.h"
#undef T
#undef INT

static inline __attribute__((always_inline)) void
row_f32(const pooling *p, const float *x, int64_t first, float *y, int64_t *indices) {
    if (p->columns >= 16) {
        row_f32_16(p, x, first, y, indices);
    } else if (p->columns >= 8) {
        row_f32_8(p, x, first, y, indices);
    } else {
        row_f32_4(p, x, first, y, indices);
    }
}

static inline __attribute__((always_inline)) void
row_f64(const pooling *p, const double *x, int64_t first, double *y, int64_t *indices) {
    if (p->columns >= 8) {
        row_f64_8(p, x, first, y, indices);
    } else {
        row_f64_4(p, x, first, y, indices);
    }
}

#define DEFINE_PLANE(S, T)                                                                       \
    static inline __attribute__((always_inline)) void rows_##S(                                  \
        const tn_k_pool *k, const pooling *p, const T *x, T *y, int64_t *indices) {              \
        for (int64_t r = 0; r < k->out[0]; r++) {                                                \
            const int64_t first = r * k->stride[0] * p->width, to = r * p->columns;              \
            row_##S(p, x + first, first, y + to, indices + to);                                  \
        }                                                                                        \
    }                                                                                            \
    void JOIN(tni_pool_max_##S##_, TNI_ISA)(const tn_k_pool *k, const void *x, void *y,          \
                                            int64_t *indices) {                                  \
        const int64_t width = k->in[1], columns = k->out[1];                                     \
        if (k->kernel[0] == 2 && k->kernel[1] == 2 && k->stride[1] == 2) {                       \
            rows_##S(k, &(pooling){width, columns, 2, 2, 2}, x, y, indices);                     \
        } else if (k->kernel[0] == 3 && k->kernel[1] == 3 && k->stride[1] == 2) {                \
            rows_##S(k, &(pooling){width, columns, 3, 3, 2}, x, y, indices);                     \
        } else {                                                                                 \
            rows_##S(k, &(pooling){width, columns, k->kernel[0], k->kernel[1], k->stride[1]}, x, \
                     y, indices);                                                                \
        }                                                                                        \
    }
DEFINE_PLANE(f32, float)
DEFINE_PLANE(f64, double)
