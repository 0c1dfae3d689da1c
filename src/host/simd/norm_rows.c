/* norm_rows.c: rows brought to mean 0 and variance 1, once per instruction set. Sums of f32 rows
 * are
 * kept in f32 lanes over at most BLOCK elements and then in f64, so that long rows lose nothing. */
#include "host/norm_loops.h"

#include <math.h>

#define PASTE_(a, b) a##_##b
#define PASTE(a, b)  PASTE_(a, b)

enum { BLOCK = 1024 };

/* SUM(T, total, n, expression of i): total is the sum of expression over i in [0, n). */
#define SUM(T, total, n, ...)                                                             \
    double total = 0;                                                                     \
    for (int64_t begin_ = 0; begin_ < (n); begin_ += BLOCK) {                             \
        const int64_t end_ = (n)-begin_ < BLOCK ? (n) : begin_ + BLOCK;                   \
        T part = 0;                                                                       \
        _Pragma("omp simd reduction(+ : part)") for (int64_t i = begin_; i < end_; i++) { \
            part += __VA_ARGS__;                                                          \
        }                                                                                 \
        total += (double)part;                                                            \
    }

/* Runs of elements that share one weight: `repeat` long, or the whole row where each element has a
 * weight of its own. */
#define DEFINE_NORM(S, T)                                                              \
    static void affine_##S(const tn_k_norm *p, int64_t r, T *out) {                    \
        const int64_t first = r % p->channels * (p->n / p->repeat);                    \
        const T *w = p->weight ? (const T *)p->weight + first : NULL;                  \
        const T *b = p->bias ? (const T *)p->bias + first : NULL;                      \
        if (p->repeat == 1) {                                                          \
            for (int64_t i = 0; w && !b && i < p->n; i++) {                            \
                out[i] *= w[i];                                                        \
            }                                                                          \
            for (int64_t i = 0; b && i < p->n; i++) {                                  \
                out[i] = (w ? out[i] * w[i] : out[i]) + b[i];                          \
            }                                                                          \
            return;                                                                    \
        }                                                                              \
        for (int64_t k = 0; k < p->n / p->repeat; k++) {                               \
            const T scale = w ? w[k] : 1, shift = b ? b[k] : 0;                        \
            for (int64_t i = k * p->repeat; i < (k + 1) * p->repeat; i++) {            \
                out[i] = out[i] * scale + shift;                                       \
            }                                                                          \
        }                                                                              \
    }                                                                                  \
    static void forward_##S(const tn_k_norm *p, int64_t r) {                           \
        const T *x = (const T *)p->in + r * p->n;                                      \
        T *out = (T *)p->out + r * p->n;                                               \
        double center = 0;                                                             \
        if (!p->rms) {                                                                 \
            SUM(T, sum, p->n, x[i])                                                    \
            center = sum / (double)p->n;                                               \
        }                                                                              \
        const T mean = (T)center;                                                      \
        SUM(T, squares, p->n, (x[i] - mean) * (x[i] - mean))                           \
        const T rstd = (T)(1 / sqrt(squares / (double)p->n + p->eps));                 \
        ((T *)p->mean)[r] = mean;                                                      \
        ((T *)p->rstd)[r] = rstd;                                                      \
        for (int64_t i = 0; i < p->n; i++) {                                           \
            out[i] = (x[i] - mean) * rstd;                                             \
        }                                                                              \
        if (p->weight || p->bias) {                                                    \
            affine_##S(p, r, out);                                                     \
        }                                                                              \
    }                                                                                  \
    static void parameters_##S(const tn_k_norm *p, int64_t r, T *gw, T *gb) {          \
        const T *x = (const T *)p->in + r * p->n, *g = (const T *)p->grad + r * p->n;  \
        const T mean = ((const T *)p->mean)[r], rstd = ((const T *)p->rstd)[r];        \
        const int64_t first = r % p->channels * (p->n / p->repeat);                    \
        if (p->repeat == 1) {                                                          \
            for (int64_t i = 0; gw && i < p->n; i++) {                                 \
                gw[first + i] += g[i] * ((x[i] - mean) * rstd);                        \
            }                                                                          \
            for (int64_t i = 0; gb && i < p->n; i++) {                                 \
                gb[first + i] += g[i];                                                 \
            }                                                                          \
            return;                                                                    \
        }                                                                              \
        for (int64_t k = 0; k < p->n / p->repeat; k++) {                               \
            const T *xs = x + k * p->repeat, *gs = g + k * p->repeat;                  \
            if (gw) {                                                                  \
                SUM(T, w, p->repeat, gs[i] * ((xs[i] - mean) * rstd))                  \
                gw[first + k] += (T)w;                                                 \
            }                                                                          \
            if (gb) {                                                                  \
                SUM(T, b, p->repeat, gs[i])                                            \
                gb[first + k] += (T)b;                                                 \
            }                                                                          \
        }                                                                              \
    }                                                                                  \
    static void backward_##S(const tn_k_norm *p, int64_t r, void *gw, void *gb) {      \
        const T *x = (const T *)p->in + r * p->n, *g = (const T *)p->grad + r * p->n;  \
        T *out = (T *)p->out + r * p->n;                                               \
        const T mean = ((const T *)p->mean)[r], rstd = ((const T *)p->rstd)[r];        \
        const int64_t first = r % p->channels * (p->n / p->repeat);                    \
        const T *w = p->weight ? (const T *)p->weight + first : NULL;                  \
        if (gw || gb) {                                                                \
            parameters_##S(p, r, gw, gb);                                              \
        }                                                                              \
        for (int64_t k = 0; w && p->repeat > 1 && k < p->n / p->repeat; k++) {         \
            for (int64_t i = k * p->repeat; i < (k + 1) * p->repeat; i++) {            \
                out[i] = g[i] * w[k];                                                  \
            }                                                                          \
        }                                                                              \
        for (int64_t i = 0; !(w && p->repeat > 1) && i < p->n; i++) {                  \
            out[i] = w ? g[i] * w[i] : g[i];                                           \
        }                                                                              \
        SUM(T, sum, p->n, out[i])                                                      \
        SUM(T, dot, p->n, out[i] * ((x[i] - mean) * rstd))                             \
        const T a = p->rms ? 0 : (T)(sum / (double)p->n), b = (T)(dot / (double)p->n); \
        for (int64_t i = 0; i < p->n; i++) {                                           \
            out[i] = rstd * (out[i] - a - (x[i] - mean) * rstd * b);                   \
        }                                                                              \
    }                                                                                  \
    const tni_norm_loops PASTE(tni_norm_##S, TNI_ISA) = {forward_##S, backward_##S};

DEFINE_NORM(f32, float)
DEFINE_NORM(f64, double)
