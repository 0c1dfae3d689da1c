#include "linalg_matrices.h"

#include <math.h>
#include <string.h>

double eps_of(tn_dtype dtype) {
    return dtype == TN_F32 || dtype == TN_C64 ? 0x1p-23 : 0x1p-52;
}

static double value_of(spectrum kind, int64_t i, int64_t k) {
    const double at = k > 1 ? (double)i / (double)(k - 1) : 0;
    switch (kind) {
    case CONDITION_10:
        return 1 - 0.9 * at;
    case CONDITION_1E6:
        return pow(1e-6, at);
    case CONDITION_1E12:
        return pow(1e-12, at);
    case CLUSTERED:
        return i < k / 2 ? 1 : 1e-3;
    case GRADED:
        return pow(0.5, (double)i);
    default:
        return i < (k + 1) / 2 ? 1 / (double)(i + 1) : 0;
    }
}

tn_tensor *adjoint(tn_tensor *t) {
    return tn_adjoint(t);
}

tn_tensor *times_columns(tn_tensor *t, tn_tensor *v) {
    return tn_mul(t, tn_unsqueeze(v, -2));
}

static tn_tensor *orthonormal(tn_dtype dtype, int64_t batch, int64_t m, int64_t k) {
    return tn_linalg_qr(tn_randn(TN_SHAPE(batch, m, k), .dtype = dtype)).Q;
}

tn_tensor *matrices_of(spectrum kind, tn_dtype dtype, int64_t batch, int64_t m, int64_t n) {
    const int64_t k = m < n ? m : n;
    const bool is_complex = tn_dtype_category(dtype) == TN_CATEGORY_COMPLEX;
    double values[1024];
    for (int64_t i = 0; i < k; i++) {
        values[i] = value_of(kind, i, k);
    }
    const tn_dtype wide = is_complex ? TN_C128 : TN_F64;
    tn_tensor *s = tn_from(values, TN_SHAPE(k), .dtype = TN_F64);
    tn_tensor *u = orthonormal(wide, batch, m, k), *v = orthonormal(wide, batch, n, k);
    return tn_to(tn_matmul(times_columns(u, s), adjoint(v)), .dtype = dtype);
}

tn_tensor *hermitian_of(spectrum kind, tn_dtype dtype, int64_t batch, int64_t n, bool regular) {
    tn_tensor *t = matrices_of(kind, dtype, batch, n, n);
    tn_tensor *h = tn_matmul(t, adjoint(t));
    h = tn_mul(tn_add(h, adjoint(h)), 0.5);
    return regular ? tn_add(h, tn_eye(n, .dtype = dtype)) : h;
}

double size_of(tn_tensor *t) {
    if (!t) {
        return INFINITY;
    }
    return tn_numel(t) ? tn_item(tn_amax(tn_abs(t))) : 0;
}

double from_orthonormal(tn_tensor *q) {
    tn_tensor *one = tn_eye(tn_size(q, -1), .dtype = tn_dtype_of(q));
    return size_of(tn_sub(tn_matmul(adjoint(q), q), one));
}

bool same_bits(tn_tensor *a, tn_tensor *b) {
    tn_tensor *x = tn_contiguous(a), *y = tn_contiguous(b);
    const size_t bytes = (size_t)tn_numel(x) * tn_dtype_bytes(tn_dtype_of(x));
    return tn_numel(x) == tn_numel(y) && memcmp(tn_data(x), tn_data(y), bytes) == 0;
}
