/* norm_host.c: layer, group and RMS normalisation. A row is one thread's. Gradients of weight and
 * bias are summed over a fixed number of pieces of rows, and the pieces in order. */
#include "host/norm_loops.h"

enum { PIECES = 32 };

static const tni_norm_loops *loops_of(const tn_k_norm *p) {
    static const tni_norm_loops *const table[TNI_ISA_COUNT][2] = {
        [TNI_ISA_BASE] = {&tni_norm_f32_base, &tni_norm_f64_base},
        [TNI_ISA_AVX2] = {&tni_norm_f32_avx2, &tni_norm_f64_avx2},
        [TNI_ISA_AVX512] = {&tni_norm_f32_avx512, &tni_norm_f64_avx512}};
    return table[tni_host_isa()][p->dtype == TN_F64];
}

static void forward(const tn_k_norm *p) {
    const tni_norm_loops *loops = loops_of(p);
    const int threads = tni_host_threads(p->rows * p->n);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t r = 0; r < p->rows; r++) {
        loops->forward(p, r);
    }
}

/* total = the sum of `pieces` vectors of n elements, in order. */
#define DEFINE_FOLD(T)                                                          \
    static void fold_##T(T *total, const T *pieces, int64_t count, int64_t n) { \
        for (int64_t i = 0; i < n; i++) {                                       \
            T sum = 0;                                                          \
            for (int64_t k = 0; k < count; k++) {                               \
                sum += pieces[k * n + i];                                       \
            }                                                                   \
            total[i] = sum;                                                     \
        }                                                                       \
    }
DEFINE_FOLD(float)
DEFINE_FOLD(double)

static void fold(const tn_k_norm *p, void *total, const void *pieces, int64_t count, int64_t n) {
    if (!total) {
        return;
    }
    if (p->dtype == TN_F64) {
        fold_double(total, pieces, count, n);
    } else {
        fold_float(total, pieces, count, n);
    }
}

static int backward(const tn_k_norm *p) {
    const tni_norm_loops *loops = loops_of(p);
    const int64_t width = p->channels * (p->n / p->repeat);
    const int64_t count = p->rows < PIECES ? (p->rows ? p->rows : 1) : PIECES;
    const size_t bytes = (size_t)width * tn_dtype_bytes((tn_dtype)p->dtype);
    char *sums = tni_host_alloc_zeroed(2 * (size_t)count * bytes);
    if (!sums) {
        return tn_kernel_fail(TN_ERR_MEMORY, "no memory for %lld partial sums", (long long)count);
    }
    char *const biases = sums + (size_t)count * bytes;
    const int threads = tni_host_threads(p->rows * p->n);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t k = 0; k < count; k++) {
        for (int64_t r = k * p->rows / count; r < (k + 1) * p->rows / count; r++) {
            loops->backward(p, r, p->grad_weight ? sums + (size_t)k * bytes : NULL,
                            p->grad_bias ? biases + (size_t)k * bytes : NULL);
        }
    }
    fold(p, p->grad_weight, sums, count, width);
    fold(p, p->grad_bias, biases, count, width);
    tni_host_free(sums);
    return 0;
}

int tni_host_norm(const void *params, void *stream) {
    (void)stream;
    const tn_k_norm *p = params;
    if (p->code == TN_NORM_BACKWARD) {
        return backward(p);
    }
    forward(p);
    return 0;
}
