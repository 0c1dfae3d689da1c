#include "matrix_case.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

const tn_dtype MATRIX_DTYPES[4] = {TN_F32, TN_F64, TN_C64, TN_C128};

static bool is_complex(tn_dtype dtype) {
    return dtype == TN_C64 || dtype == TN_C128;
}

double epsilon_of(tn_dtype dtype) {
    return dtype == TN_F32 || dtype == TN_C64 ? ldexp(1, -23) : ldexp(1, -52);
}

tn_tensor *normal_matrices(tn_dtype dtype, int64_t batch, int64_t m, int64_t n) {
    return tn_randn(TN_SHAPE(batch, m, n), .dtype = dtype, .device = TN_CPU);
}

tn_tensor *to_cuda(tn_tensor *x) {
    return tn_to(x, .device = TN_CUDA(0));
}

tn_tensor *to_exact(tn_tensor *x) {
    return tn_to(x, .dtype = is_complex(tn_dtype_of(x)) ? TN_C128 : TN_F64, .device = TN_CPU);
}

double largest(tn_tensor *x) {
    return tn_numel(x) == 0 ? 0 : tn_item(tn_amax(tn_abs(to_exact(x))));
}

void expect_close(tn_tensor *a, tn_tensor *b, tn_dtype dtype, double units, const char *what) {
    const double off = largest(tn_sub(to_exact(a), to_exact(b))), size = largest(b);
    cr_assert(tn_ok(), "%s: %s", what, tn_ok() ? "" : tn_error_pending()->message);
    cr_expect(off <= units * epsilon_of(dtype) * (size > 0 ? size : 1),
              "%s of %s [%d, %d, %d] is off by %g units", what, tn_dtype_name(dtype),
              (int)tn_size(b, 0), (int)tn_size(b, 1), (int)tn_size(b, 2),
              off / epsilon_of(dtype) / (size > 0 ? size : 1));
}

void expect_orthonormal_columns(tn_tensor *q, tn_dtype dtype, double units, const char *what) {
    tn_tensor *exact = to_exact(q), *product = tn_matmul(tn_adjoint(exact), exact);
    tn_tensor *one = tn_eye(tn_size(q, 2), .dtype = tn_dtype_of(exact), .device = TN_CPU);
    expect_close(product, tn_expand_as(one, product), dtype, units, what);
}

bool is_all_nan(tn_tensor *x) {
    tn_tensor *exact = to_exact(x);
    return tn_item(tn_all(tn_isnan(exact))) != 0;
}

bool is_same(tn_tensor *a, tn_tensor *b) {
    tn_tensor *x = tn_contiguous(tn_to(a, .device = TN_CPU));
    tn_tensor *y = tn_contiguous(tn_to(b, .device = TN_CPU));
    const size_t bytes = (size_t)tn_numel(x) * tn_dtype_bytes(tn_dtype_of(x));
    return tn_numel(x) == tn_numel(y) && memcmp(tn_data(x), tn_data(y), bytes) == 0;
}
