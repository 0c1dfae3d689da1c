/* Max pooling against windows looked at one by one: every instruction set, sizes around its
 * vectors, NaN and equal values. */
#include "kernel_case.h"

enum { MAX_SIDE = 41, MAX_AREA = MAX_SIDE * MAX_SIDE, PLANES = 3, CANARY = 77 };

static double input[PLANES * MAX_AREA];
static union {
    float f32[PLANES * MAX_AREA + 1];
    double f64[PLANES * MAX_AREA + 1];
} x, y;
static int64_t indices[PLANES * MAX_AREA + 1];

static tn_k_pool block_of(tn_dtype dtype, int64_t rows, int64_t cols, int64_t kernel,
                          int64_t step) {
    return (tn_k_pool){.code = TN_POOL_MAX,
                       .dtype = (uint8_t)dtype,
                       .planes = PLANES,
                       .in = {rows, cols},
                       .out = {(rows - kernel) / step + 1, (cols - kernel) / step + 1},
                       .kernel = {kernel, kernel},
                       .stride = {step, step},
                       .dilation = {1, 1},
                       .input = &x,
                       .output = &y,
                       .indices = indices};
}

/* Few values, so that many are equal, and now and then a NaN. */
static void fill(tn_dtype dtype, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        const double v = floor(case_uniform((uint64_t)i, -4, 4));
        input[i] = case_bits((uint64_t)i + 999) % 19 == 0 ? NAN : v;
        if (dtype == TN_F32) {
            x.f32[i] = (float)input[i];
        } else {
            x.f64[i] = input[i];
        }
    }
}

static int64_t best_of(const tn_k_pool *p, int64_t plane, int64_t r, int64_t q) {
    const double *from = input + plane * p->in[0] * p->in[1];
    int64_t best = r * p->stride[0] * p->in[1] + q * p->stride[1];
    for (int64_t i = 0; i < p->kernel[0]; i++) {
        for (int64_t j = 0; j < p->kernel[1]; j++) {
            const int64_t at = (r * p->stride[0] + i) * p->in[1] + q * p->stride[1] + j;
            best = from[at] > from[best] || isnan(from[at]) ? at : best;
        }
    }
    return best;
}

static void check(const tn_k_pool *p) {
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const int64_t area = p->out[0] * p->out[1];
    fill(dtype, PLANES * p->in[0] * p->in[1]);
    indices[PLANES * area] = CANARY;
    cr_assert_eq(tni_host_pool(p, NULL), TN_OK);
    for (int64_t k = 0; k < PLANES * area; k++) {
        const int64_t plane = k / area, r = k % area / p->out[1], q = k % p->out[1];
        const int64_t best = best_of(p, plane, r, q);
        const double want = input[plane * p->in[0] * p->in[1] + best];
        const double got = dtype == TN_F32 ? (double)y.f32[k] : y.f64[k];
        cr_assert_eq(indices[k], best, "[%lld, %lld] by %lld step %lld, window %lld",
                     (long long)p->in[0], (long long)p->in[1], (long long)p->kernel[0],
                     (long long)p->stride[0], (long long)k);
        cr_assert(got == want || (isnan(got) && isnan(want)));
    }
    cr_assert_eq(indices[PLANES * area], CANARY, "written past the end");
}

static void check_widths(tn_dtype dtype, int64_t kernel, int64_t step) {
    for (CASE_EACH_ISA(isa)) {
        for (int64_t cols = kernel; cols <= MAX_SIDE; cols++) {
            const tn_k_pool p = block_of(dtype, kernel + 5, cols, kernel, step);
            check(&p);
        }
    }
}

#define WIDTHS(dtype, name, kernel, step)                                  \
    Test(pool, max_of_##name##_windows_of_##kernel##_in_steps_of_##step) { \
        check_widths(dtype, kernel, step);                                 \
    }
WIDTHS(TN_F32, f32, 2, 2)
WIDTHS(TN_F32, f32, 3, 2)
WIDTHS(TN_F32, f32, 3, 1)
WIDTHS(TN_F32, f32, 2, 3)
WIDTHS(TN_F64, f64, 2, 2)
WIDTHS(TN_F64, f64, 3, 2)
WIDTHS(TN_F64, f64, 5, 1)
WIDTHS(TN_F64, f64, 1, 4)
