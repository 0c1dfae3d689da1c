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

/* ---- Decompositions -------------------------------------------------------------------------- */

void check_lu(tn_tensor *a, double units) {
    const tn_linalg_lu_result r = tn_linalg_lu(to_cuda(a));
    tn_tensor *product = tn_matmul(to_exact(r.P), tn_matmul(to_exact(r.L), to_exact(r.U)));
    expect_close(product, a, tn_dtype_of(a), units, "P L U");
    /* Pivots are the largest of |re| + |im|, so no element of L is larger than sqrt(2). */
    cr_expect(largest(r.L) < 1.4143, "elements of L are small");
}

tn_tensor *definite_matrices(tn_dtype dtype, int64_t batch, int64_t n) {
    tn_tensor *b = normal_matrices(dtype, batch, n, n);
    return tn_add(tn_matmul(b, tn_adjoint(b)), tn_eye(n, .dtype = dtype, .device = TN_CPU));
}

void check_cholesky(tn_tensor *a, double units) {
    tn_tensor *l = to_exact(tn_linalg_cholesky(to_cuda(a)));
    tn_tensor *u = to_exact(tn_linalg_cholesky(to_cuda(a), .upper = true));
    expect_close(tn_matmul(l, tn_adjoint(l)), a, tn_dtype_of(a), units, "L L^H");
    expect_close(tn_matmul(tn_adjoint(u), u), a, tn_dtype_of(a), units, "U^H U");
    cr_expect(largest(tn_triu(l, .diagonal = 1)) == 0 && largest(tn_tril(u, .diagonal = -1)) == 0,
              "the other triangles are 0");
}

void check_qr(tn_tensor *a, double units) {
    const tn_dtype dtype = tn_dtype_of(a);
    for (int complete = 0; complete < 2; complete++) {
        const tn_linalg_qr_result r =
            tn_linalg_qr(to_cuda(a), .mode = complete ? "complete" : "reduced");
        expect_close(tn_matmul(to_exact(r.Q), to_exact(r.R)), a, dtype, units, "Q R");
        expect_orthonormal_columns(r.Q, dtype, units, "Q");
        cr_expect(largest(tn_tril(to_exact(r.R), .diagonal = -1)) == 0, "R is a triangle");
    }
}

/* Each is at least the one before it. */
static bool are_in_order(tn_tensor *values) {
    return is_same(tn_sort(values, -1).values, values);
}

void check_svd(tn_tensor *a, bool full, double units) {
    const tn_dtype dtype = tn_dtype_of(a);
    const int64_t k = tn_size(a, 1) < tn_size(a, 2) ? tn_size(a, 1) : tn_size(a, 2);
    tn_tensor *moved = to_cuda(a);
    const tn_linalg_svd_result r = tn_linalg_svd(moved, .no_full_matrices = !full);
    tn_tensor *values = tn_linalg_svdvals(moved);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    tn_tensor *u = tn_narrow(to_exact(r.U), -1, (int64_t)0, k);
    tn_tensor *vh = tn_narrow(to_exact(r.Vh), -2, (int64_t)0, k);
    tn_tensor *s = tn_to(to_exact(r.S), .dtype = tn_dtype_of(u));
    expect_close(tn_matmul(tn_mul(u, tn_unsqueeze(s, -2)), vh), a, dtype, units, "U S V^H");
    expect_orthonormal_columns(r.U, dtype, units, "U");
    expect_orthonormal_columns(tn_adjoint(r.Vh), dtype, units, "V");
    expect_close(tn_unsqueeze(values, 0), tn_unsqueeze(r.S, 0), dtype, units, "values alone");
    cr_expect(are_in_order(tn_neg(r.S)), "values fall");
}

tn_tensor *hermitian_matrices(tn_dtype dtype, int64_t batch, int64_t n) {
    tn_tensor *a = normal_matrices(dtype, batch, n, n);
    return tn_add(a, tn_adjoint(a));
}

void check_eigh(tn_tensor *a, const char *triangle, double units) {
    const tn_dtype dtype = tn_dtype_of(a);
    tn_tensor *moved = to_cuda(a);
    const tn_linalg_eigh_result r = tn_linalg_eigh(moved, .UPLO = triangle);
    tn_tensor *values = tn_linalg_eigvalsh(moved, .UPLO = triangle);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    tn_tensor *v = to_exact(r.eigenvectors), *w = to_exact(r.eigenvalues);
    tn_tensor *vw = tn_mul(v, tn_unsqueeze(tn_to(w, .dtype = tn_dtype_of(v)), -2));
    expect_close(tn_matmul(vw, tn_adjoint(v)), a, dtype, units, "V W V^H");
    expect_orthonormal_columns(r.eigenvectors, dtype, units, "V");
    expect_close(tn_unsqueeze(values, 0), tn_unsqueeze(r.eigenvalues, 0), dtype, units,
                 "values alone");
    cr_expect(are_in_order(w), "values rise");
}
