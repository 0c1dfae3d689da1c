/* eigh_small.c: eigenvalues and vectors of small symmetric matrices, several at once by
 * two-sided Jacobi (small_matrix.h), each scaled by a power of two so that squares neither
 * overflow nor vanish. */
#include "host/eigh_host.h"

#include <math.h>

bool tni_eigh_is_small(const tn_k_eigh *p) {
    return tni_lanes_of((tn_dtype)p->dtype) &&
           p->n <= tni_crossover(TN_CPU, TNI_CROSS_lanes_eigh) && p->driver != TN_EIGH_DIVIDE &&
           (p->driver == TN_EIGH_JACOBI || p->n <= 8 || p->batch >= 4);
}

/* What was read of the triangle goes to the other one, in all lanes. */
static void mirror(const tn_k_eigh *p, char *a, int64_t element) {
    for (int64_t i = 0; i < p->n; i++) {
        for (int64_t j = 0; j < i; j++) {
            char *lower = a + (i * p->n + j) * element, *upper = a + (j * p->n + i) * element;
            memcpy(p->upper ? lower : upper, p->upper ? upper : lower, (size_t)element);
        }
    }
}

#define LANE(T, S, LDEXP)                                                                          \
    static void give_##S(const tn_k_eigh *p, const T *a, const T *v, T *w, T *out, int lanes,      \
                         int exponent) {                                                           \
        const int64_t n = p->n;                                                                    \
        int order[TNI_SMALL_EIGH];                                                                 \
        for (int j = 0; j < n; j++) {                                                              \
            const T value = a[j * (n + 1) * lanes];                                                \
            int place = j;                                                                         \
            for (; place > 0 && a[order[place - 1] * (n + 1) * lanes] > value; place--) {          \
                order[place] = order[place - 1];                                                   \
            }                                                                                      \
            order[place] = j;                                                                      \
        }                                                                                          \
        for (int j = 0; j < n; j++) {                                                              \
            const int from = order[j];                                                             \
            w[j] =                                                                                 \
                exponent ? LDEXP(a[from * (n + 1) * lanes], exponent) : a[from * (n + 1) * lanes]; \
            for (int64_t i = 0; out && i < n; i++) {                                               \
                out[i * n + j] = v[(from * n + i) * lanes];                                        \
            }                                                                                      \
        }                                                                                          \
    }
LANE(float, f32, ldexpf)
LANE(double, f64, ldexp)

#define SOLVE(T, S)                                                                             \
    static void solve_##S(const tn_k_eigh *p, const tni_lanes *lanes, int64_t first, int count, \
                          T *a, T *v) {                                                         \
        const int width = lanes->lanes;                                                         \
        const int64_t size = p->n * p->n;                                                       \
        int exponents[TNI_LANES_MAX] = {0};                                                     \
        tni_to_lanes(lanes, (tn_dtype)p->dtype, a, (const T *)p->in + first * size, p->n, p->n, \
                     p->n, 1, size, count);                                                     \
        mirror(p, (char *)a, width *(int64_t)sizeof(T));                                        \
        uint32_t lost = tni_scale_lanes(lanes, (tn_dtype)p->dtype, size, a, exponents);         \
        lost |= lanes->eigh((int)p->n, a, p->vectors ? v : NULL);                               \
        for (int l = 0; l < count; l++) {                                                       \
            T *w = (T *)p->w + (first + l) * p->n;                                              \
            T *out = p->vectors ? (T *)p->v + (first + l) * size : NULL;                        \
            p->info[first + l] = lost >> l & 1 ? (int32_t)p->n + 1 : 0;                         \
            if (lost >> l & 1) {                                                                \
                tni_fill_nan(w, p->n, (tn_dtype)p->dtype);                                      \
                tni_fill_nan(out, size, (tn_dtype)p->dtype);                                    \
            } else {                                                                            \
                give_##S(p, a + l, v + l, w, out, width, exponents[l]);                         \
            }                                                                                   \
        }                                                                                       \
    }
SOLVE(float, f32)
SOLVE(double, f64)

static int solve_lanes(const void *params, const void *context, int64_t piece, char *scratch) {
    const tn_k_eigh *p = params;
    const tni_lanes *lanes = context;
    const int64_t first = piece * lanes->lanes, left = p->batch - first;
    const int count = left < lanes->lanes ? (int)left : lanes->lanes;
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype) * lanes->lanes;
    char *v = scratch + tni_aligned_bytes(p->n * p->n * bytes);
    if (p->dtype == TN_F32) {
        solve_f32(p, lanes, first, count, (float *)(void *)scratch, (float *)(void *)v);
    } else {
        solve_f64(p, lanes, first, count, (double *)(void *)scratch, (double *)(void *)v);
    }
    return 0;
}

int tni_eigh_small(const tn_k_eigh *p) {
    const tni_lanes *lanes = tni_lanes_of((tn_dtype)p->dtype);
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype) * lanes->lanes;
    return tni_each_matrix(
        &(tni_matrix_loop){.count = (p->batch + lanes->lanes - 1) / lanes->lanes,
                           .work = p->n * p->n * (8 * p->n + 64) * lanes->lanes,
                           .scratch_bytes = 2 * tni_aligned_bytes(p->n * p->n * bytes),
                           .each = solve_lanes,
                           .params = p,
                           .context = lanes});
}
