/* softmax_slices.c: softmax and its gradient, once per instruction set. Rows (inner 1) run along
 * the row; other slices run across up to COLUMNS of them at once. */
#include "host/softmax_loops.h"
#include "kernels/math.h"

#include <math.h>

#define PASTE_(a, b) a##_##b
#define PASTE(a, b)  PASTE_(a, b)

enum { COLUMNS = 64 };

#define DEFINE_SOFTMAX(S, T)                                                                       \
    static T row_max_##S(int64_t n, const T *x) {                                                  \
        T top = -(T)INFINITY;                                                                      \
        _Pragma("omp simd reduction(max : top)") for (int64_t i = 0; i < n; i++) {                 \
            top = x[i] > top ? x[i] : top;                                                         \
        }                                                                                          \
        return top;                                                                                \
    }                                                                                              \
    static void row_##S(int64_t n, const T *x, T *out, bool log) {                                 \
        const T top = row_max_##S(n, x);                                                           \
        T sum = 0;                                                                                 \
        if (log) {                                                                                 \
            _Pragma("omp simd reduction(+ : sum)") for (int64_t i = 0; i < n; i++) {               \
                sum += tn_exp_down_##S(x[i] - top);                                                \
            }                                                                                      \
            /* First the difference, which is small: their sum would lose its last digits. */      \
            const T below = tn_log_##S(sum);                                                       \
            for (int64_t i = 0; i < n; i++) {                                                      \
                out[i] = (x[i] - top) - below;                                                     \
            }                                                                                      \
            return;                                                                                \
        }                                                                                          \
        _Pragma("omp simd reduction(+ : sum)") for (int64_t i = 0; i < n; i++) {                   \
            const T e = tn_exp_down_##S(x[i] - top);                                               \
            out[i] = e;                                                                            \
            sum += e;                                                                              \
        }                                                                                          \
        const T scale = 1 / sum;                                                                   \
        for (int64_t i = 0; i < n; i++) {                                                          \
            out[i] *= scale;                                                                       \
        }                                                                                          \
    }                                                                                              \
    static void columns_##S(int64_t n, int64_t inner, int64_t w, const T *x, T *out, bool log) {   \
        T top[COLUMNS], sum[COLUMNS];                                                              \
        for (int64_t c = 0; c < w; c++) {                                                          \
            top[c] = -(T)INFINITY;                                                                 \
            sum[c] = 0;                                                                            \
        }                                                                                          \
        for (int64_t i = 0; i < n; i++) {                                                          \
            for (int64_t c = 0; c < w; c++) {                                                      \
                const T v = x[i * inner + c];                                                      \
                top[c] = v > top[c] ? v : top[c];                                                  \
            }                                                                                      \
        }                                                                                          \
        for (int64_t i = 0; i < n; i++) {                                                          \
            _Pragma("omp simd") for (int64_t c = 0; c < w; c++) {                                  \
                const T d = x[i * inner + c] - top[c], e = tn_exp_down_##S(d);                     \
                out[i * inner + c] = log ? d : e;                                                  \
                sum[c] += e;                                                                       \
            }                                                                                      \
        }                                                                                          \
        for (int64_t c = 0; c < w; c++) {                                                          \
            sum[c] = log ? tn_log_##S(sum[c]) : 1 / sum[c];                                        \
        }                                                                                          \
        for (int64_t i = 0; i < n; i++) {                                                          \
            for (int64_t c = 0; c < w; c++) {                                                      \
                T *o = &out[i * inner + c];                                                        \
                *o = log ? *o - sum[c] : *o * sum[c];                                              \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
    static void forward_##S(int64_t n, int64_t inner, const void *in, void *out, bool log) {       \
        if (inner == 1) {                                                                          \
            row_##S(n, in, out, log);                                                              \
            return;                                                                                \
        }                                                                                          \
        for (int64_t c = 0; c < inner; c += COLUMNS) {                                             \
            const int64_t w = inner - c < COLUMNS ? inner - c : COLUMNS;                           \
            columns_##S(n, inner, w, (const T *)in + c, (T *)out + c, log);                        \
        }                                                                                          \
    }                                                                                              \
    static void softmax_##S(int64_t n, int64_t inner, const void *in, const void *y, void *out) {  \
        (void)y;                                                                                   \
        forward_##S(n, inner, in, out, false);                                                     \
    }                                                                                              \
    static void log_softmax_##S(int64_t n, int64_t inner, const void *in, const void *y,           \
                                void *out) {                                                       \
        (void)y;                                                                                   \
        forward_##S(n, inner, in, out, true);                                                      \
    }                                                                                              \
    static void row_backward_##S(int64_t n, const T *g, const T *y, T *out, bool log) {            \
        T sum = 0;                                                                                 \
        _Pragma("omp simd reduction(+ : sum)") for (int64_t i = 0; i < n; i++) {                   \
            sum += log ? g[i] : g[i] * y[i];                                                       \
        }                                                                                          \
        if (log) {                                                                                 \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                                  \
                out[i] = g[i] - tn_exp_##S(y[i]) * sum;                                            \
            }                                                                                      \
            return;                                                                                \
        }                                                                                          \
        for (int64_t i = 0; i < n; i++) {                                                          \
            out[i] = y[i] * (g[i] - sum);                                                          \
        }                                                                                          \
    }                                                                                              \
    static void columns_backward_##S(int64_t n, int64_t inner, int64_t w, const T *g, const T *y,  \
                                     T *out, bool log) {                                           \
        T sum[COLUMNS] = {0};                                                                      \
        for (int64_t i = 0; i < n * inner; i += inner) {                                           \
            for (int64_t c = 0; c < w; c++) {                                                      \
                sum[c] += log ? g[i + c] : g[i + c] * y[i + c];                                    \
            }                                                                                      \
        }                                                                                          \
        for (int64_t i = 0; i < n * inner; i += inner) {                                           \
            _Pragma("omp simd") for (int64_t c = 0; c < w; c++) {                                  \
                out[i + c] = log ? g[i + c] - tn_exp_##S(y[i + c]) * sum[c]                        \
                                 : y[i + c] * (g[i + c] - sum[c]);                                 \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
    static void backward_##S(int64_t n, int64_t inner, const T *g, const T *y, T *out, bool log) { \
        if (inner == 1) {                                                                          \
            row_backward_##S(n, g, y, out, log);                                                   \
            return;                                                                                \
        }                                                                                          \
        for (int64_t c = 0; c < inner; c += COLUMNS) {                                             \
            const int64_t w = inner - c < COLUMNS ? inner - c : COLUMNS;                           \
            columns_backward_##S(n, inner, w, g + c, y + c, out + c, log);                         \
        }                                                                                          \
    }                                                                                              \
    static void softmax_backward_##S(int64_t n, int64_t inner, const void *in, const void *y,      \
                                     void *out) {                                                  \
        backward_##S(n, inner, in, y, out, false);                                                 \
    }                                                                                              \
    static void log_softmax_backward_##S(int64_t n, int64_t inner, const void *in, const void *y,  \
                                         void *out) {                                              \
        backward_##S(n, inner, in, y, out, true);                                                  \
    }                                                                                              \
    tni_softmax_loop *const PASTE(tni_softmax_##S, TNI_ISA)[4] = {                                 \
        [TN_SOFTMAX] = softmax_##S,                                                                \
        [TN_LOG_SOFTMAX] = log_softmax_##S,                                                        \
        [TN_SOFTMAX_BACKWARD] = softmax_backward_##S,                                              \
        [TN_LOG_SOFTMAX_BACKWARD] = log_softmax_backward_##S,                                      \
    };

DEFINE_SOFTMAX(f32, float)
DEFINE_SOFTMAX(f64, double)
