/* pool_host.c: pooling. A plane is one thread's, from its first window to its last, so that
 * gradients of overlapping windows add up in one order. */
#include "host/pool_loops.h"

#include <math.h>

/* ---- Windows --------------------------------------------------------------------------------- */

/* The part of a window that lies in the input, and its extent with padding. */
typedef struct window {
    int64_t begin, end, step, full;
} window;

static window window_of(const tn_k_pool *p, int axis, int64_t i) {
    const int64_t in = p->in[axis];
    if (p->adaptive) {
        const int64_t begin = i * in / p->out[axis];
        const int64_t end = ((i + 1) * in + p->out[axis] - 1) / p->out[axis];
        return (window){begin, end, 1, end - begin};
    }
    const int64_t step = p->dilation[axis];
    int64_t begin = i * p->stride[axis] - p->padding[axis];
    int64_t end = begin + (p->kernel[axis] - 1) * step + 1;
    const int64_t limit = in + p->padding[axis];
    const int64_t full = (end < limit ? end : limit) - begin;
    while (begin < 0) {
        begin += step;
    }
    return (window){begin, end < in ? end : in, step, full};
}

static double divisor_of(const tn_k_pool *p, window h, window w) {
    if (p->divisor) {
        return (double)p->divisor;
    }
    return p->count_padding ? (double)(h.full * w.full)
                            : (double)((h.end - h.begin) * (w.end - w.begin));
}

#define FOR_WINDOWS(p)                        \
    for (int64_t r = 0; r < (p)->out[0]; r++) \
        for (int64_t q = 0; q < (p)->out[1]; q++)
#define FOR_ELEMENTS(h, w)                                  \
    for (int64_t i = (h).begin; i < (h).end; i += (h).step) \
        for (int64_t j = (w).begin; j < (w).end; j += (w).step)

/* Whether the loops of pool_rows.c serve: no bounds to look at, rows that fill a vector. */
static bool vectors_take(const tn_k_pool *p) {
    bool inside = !p->adaptive && p->out[1] >= TNI_POOL_COLUMNS &&
                  (double)p->in[0] * (double)p->in[1] < INT32_MAX;
    for (int k = 0; k < 2; k++) {
        inside = inside && p->padding[k] == 0 && p->dilation[k] == 1 &&
                 (p->out[k] - 1) * p->stride[k] + p->kernel[k] <= p->in[k];
    }
    return inside;
}

static tni_pool_max *vectors_of(const tn_k_pool *p) {
    static tni_pool_max *const table[TNI_ISA_COUNT][2] = {
        {tni_pool_max_f32_base, tni_pool_max_f64_base},
        {tni_pool_max_f32_avx2, tni_pool_max_f64_avx2},
        {tni_pool_max_f32_avx512, tni_pool_max_f64_avx512},
    };
    return table[tni_host_isa()][p->dtype == TN_F64];
}

/* ---- One plane ------------------------------------------------------------------------------- */

#define DEFINE_POOL(T)                                                                       \
    static void max_##T(const tn_k_pool *p, T *x, T *y, int64_t *indices) {                  \
        if (vectors_take(p)) {                                                               \
            vectors_of(p)(p, x, y, indices);                                                 \
            return;                                                                          \
        }                                                                                    \
        FOR_WINDOWS(p) {                                                                     \
            const window h = window_of(p, 0, r), w = window_of(p, 1, q);                     \
            int64_t best = h.begin * p->in[1] + w.begin;                                     \
            T value = (T)-INFINITY;                                                          \
            FOR_ELEMENTS(h, w) {                                                             \
                const T v = x[i * p->in[1] + j];                                             \
                if (v > value || v != v) {                                                   \
                    value = v;                                                               \
                    best = i * p->in[1] + j;                                                 \
                }                                                                            \
            }                                                                                \
            *y++ = value;                                                                    \
            *indices++ = best;                                                               \
        }                                                                                    \
    }                                                                                        \
    static void max_backward_##T(const tn_k_pool *p, T *x, T *y, int64_t *indices) {         \
        memset(x, 0, sizeof(T) * (size_t)(p->in[0] * p->in[1]));                             \
        for (int64_t k = 0; k < p->out[0] * p->out[1]; k++) {                                \
            x[indices[k]] += y[k];                                                           \
        }                                                                                    \
    }                                                                                        \
    static void avg_##T(const tn_k_pool *p, T *x, T *y, int64_t *indices) {                  \
        (void)indices;                                                                       \
        FOR_WINDOWS(p) {                                                                     \
            const window h = window_of(p, 0, r), w = window_of(p, 1, q);                     \
            T sum = 0;                                                                       \
            FOR_ELEMENTS(h, w) {                                                             \
                sum += x[i * p->in[1] + j];                                                  \
            }                                                                                \
            *y++ = sum / (T)divisor_of(p, h, w);                                             \
        }                                                                                    \
    }                                                                                        \
    static void avg_backward_##T(const tn_k_pool *p, T *x, T *y, int64_t *indices) {         \
        (void)indices;                                                                       \
        memset(x, 0, sizeof(T) * (size_t)(p->in[0] * p->in[1]));                             \
        FOR_WINDOWS(p) {                                                                     \
            const window h = window_of(p, 0, r), w = window_of(p, 1, q);                     \
            const T share = *y++ / (T)divisor_of(p, h, w);                                   \
            FOR_ELEMENTS(h, w) {                                                             \
                x[i * p->in[1] + j] += share;                                                \
            }                                                                                \
        }                                                                                    \
    }                                                                                        \
    static void plane_##T(const tn_k_pool *p, int64_t plane) {                               \
        static void (*const run[])(const tn_k_pool *, T *, T *,                              \
                                   int64_t *) = {[TN_POOL_MAX] = max_##T,                    \
                                                 [TN_POOL_MAX_BACKWARD] = max_backward_##T,  \
                                                 [TN_POOL_AVG] = avg_##T,                    \
                                                 [TN_POOL_AVG_BACKWARD] = avg_backward_##T}; \
        const int64_t out = plane * p->out[0] * p->out[1];                                   \
        run[p->code](p, (T *)p->input + plane * p->in[0] * p->in[1], (T *)p->output + out,   \
                     p->indices ? p->indices + out : NULL);                                  \
    }

DEFINE_POOL(float)
DEFINE_POOL(double)

/* ---- The family ------------------------------------------------------------------------------ */

/* Where the first index of a plane that leads out of the input lies, or INT64_MAX. */
static int64_t stray_index(const tn_k_pool *p, int64_t plane) {
    const uint64_t in = (uint64_t)(p->in[0] * p->in[1]);
    const int64_t out = p->out[0] * p->out[1];
    const int64_t *indices = p->indices + plane * out;
    bool stray = false;
    for (int64_t k = 0; k < out; k++) {
        stray |= (uint64_t)indices[k] >= in;
    }
    for (int64_t k = 0; stray; k++) {
        if ((uint64_t)indices[k] >= in) {
            return plane * out + k;
        }
    }
    return INT64_MAX;
}

int tni_host_pool(const void *params, void *stream) {
    (void)stream;
    const tn_k_pool *p = params;
    if (p->dtype != TN_F32 && p->dtype != TN_F64) {
        return tn_kernel_fail(TN_ERR_UNSUPPORTED, "pooling has no kernel for %s",
                              tn_dtype_name((tn_dtype)p->dtype));
    }
    const int threads = tni_host_threads(p->planes * p->in[0] * p->in[1]);
    int64_t stray = INT64_MAX;
#pragma omp parallel for num_threads(threads) reduction(min      \
                                                        : stray) \
    schedule(dynamic, tni_host_share(p->planes, threads)) if (threads > 1)
    for (int64_t plane = 0; plane < p->planes; plane++) {
        const int64_t at = p->code == TN_POOL_MAX_BACKWARD ? stray_index(p, plane) : INT64_MAX;
        if (at != INT64_MAX) {
            stray = at < stray ? at : stray;
        } else if (p->dtype == TN_F32) {
            plane_float(p, plane);
        } else {
            plane_double(p, plane);
        }
    }
    if (stray != INT64_MAX) {
        const int64_t in = p->in[0] * p->in[1];
        return tn_kernel_fail(TN_ERR_ARGUMENT,
                              "index %lld must be at least 0 and less than %lld, the elements of "
                              "a plane of input_size",
                              (long long)p->indices[stray], (long long)in);
    }
    return 0;
}
