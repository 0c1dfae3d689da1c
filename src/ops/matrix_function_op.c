/* matrix_function_op.c: powers, exponentials and polar factors of square matrices, and singular
 * values by random projection. All of it is made of other ops, so gradients follow. */
#include "ops/matrices.h"

#include <math.h>

/* ---- Powers ---------------------------------------------------------------------------------- */

static tn_tensor *power(tn_tensor *t, int64_t n) {
    tn_tensor *result = NULL;
    for (; n > 0 && t; n >>= 1) {
        if (n & 1) {
            result = result ? tn_matmul(result, t) : t;
        }
        t = n > 1 ? tn_matmul(t, t) : t;
    }
    return result;
}

bool tni_compose_matrix_power(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t n = tni_int_arg(c, 1);
    if (!tni_is_matrix(self, "self", true)) {
        return false;
    }
    if (n == INT64_MIN) {
        tni_fail(TN_ERR_ARGUMENT, "n must be more than %lld", (long long)INT64_MIN);
        return false;
    }
    if (self->numel == 0) {
        return tni_give(c, tn_clone(self));
    }
    if (n == 0) {
        tn_tensor *one = tni_identity(self, tn_size(self, -1));
        return tni_give(c, tn_add(tn_zero(self), one));
    }
    tn_tensor *base = n < 0 ? tn_linalg_inv(self) : self;
    tn_tensor *result = power(base, n < 0 ? -n : n);
    return tni_give(c, result == self ? tn_clone(self) : result);
}

/* ---- The exponential ------------------------------------------------------------------------- */

/* Taylor's polynomial of degree 16 is exact to f64, and to f32, up to these norms (Al-Mohy and
 * Higham, "Computing the action of the matrix exponential", SIAM J. Sci. Comput. 2011, table 3.1:
 * 0.78, and between 2.2 and 3.6). */
static double taylor_norm(const tn_tensor *t) {
    return tni_real_of((tn_dtype)t->dtype) == TN_F32 ? 2.4 : 0.78;
}
enum { TAYLOR_DEGREE = 16, BLOCK = 4 };

/* The sum of c[i] powers[i], i below BLOCK: powers[0] is the identity. */
static tn_tensor *combine(tn_tensor *const *powers, const double *factors) {
    tn_tensor *sum = tn_mul(powers[0], factors[0]);
    for (int i = 1; i < BLOCK; i++) {
        sum = tn_add(sum, tn_mul(powers[i], factors[i]));
    }
    return sum;
}

/* By blocks of four terms: six products. */
static tn_tensor *taylor(tn_tensor *a) {
    double factors[TAYLOR_DEGREE + 1] = {1};
    for (int i = 1; i <= TAYLOR_DEGREE; i++) {
        factors[i] = factors[i - 1] / i;
    }
    tn_tensor *powers[BLOCK + 1] = {tni_identity(a, tn_size(a, -1)), a};
    for (int i = 2; i <= BLOCK; i++) {
        powers[i] = tn_matmul(powers[i - 1], a);
    }
    tn_tensor *sum = tn_mul(powers[BLOCK], factors[TAYLOR_DEGREE]);
    for (int first = TAYLOR_DEGREE - BLOCK; first >= 0; first -= BLOCK) {
        sum = tn_add(sum, combine(powers, factors + first));
        sum = first > 0 ? tn_matmul(sum, powers[BLOCK]) : sum;
    }
    return sum;
}

/* Halvings [..., 1, 1] that bring each matrix's norm below taylor_norm; NaN and infinity need
 * none. */
static tn_tensor *halvings_of(tn_tensor *a) {
    tn_tensor *sums = tn_sum(tn_abs(tn_detach(a)), .dim = TN_DIMS(-2), .keepdim = true);
    tn_tensor *norm = tn_amax(sums, .dim = TN_DIMS(-1), .keepdim = true);
    tn_tensor *count = tn_ceil(tn_log2(tn_div(norm, taylor_norm(a))));
    return tn_where(tn_logical_and(tn_gt(count, 0), tn_isfinite(count)), count, 0);
}

bool tni_compose_matrix_exp(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (!tni_is_matrix(self, "self", true)) {
        return false;
    }
    if (self->numel == 0) {
        return tni_give(c, tn_clone(self));
    }
    tn_tensor *halvings = halvings_of(self);
    if (!halvings) {
        return false;
    }
    const double most = c->device.type == TN_DEVICE_META ? 0 : tn_item(tn_max(halvings));
    tn_tensor *result = taylor(tn_mul(self, tn_exp2(tn_neg(halvings))));
    for (int i = 0; i < most && result; i++) {
        result = tn_where(tn_gt(halvings, i), tn_matmul(result, result), result);
    }
    return tni_give(c, result);
}

/* ---- The polar factors ----------------------------------------------------------------------- */

bool tni_compose_linalg_polar(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (!tni_is_matrix(self, "self", false)) {
        return false;
    }
    const tn_linalg_svd_result r = tn_linalg_svd(self, .no_full_matrices = true);
    tn_tensor *p = tn_matmul(tni_scale_columns(tni_adjoint(r.Vh), r.S), r.Vh);
    return tni_give_two(c, tn_matmul(r.U, r.Vh), p);
}

/* ---- By random projection -------------------------------------------------------------------- */

/* Orthonormal columns that nearly hold self's range: those of self, applied to random vectors
 * (Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM Rev. 2011, algorithm
 * 4.4). */
static tn_tensor *basis_of(tn_tensor *t, int64_t q, int64_t iterations) {
    tn_tensor *adjoint = tni_adjoint(t);
    tn_tensor *start = tn_randn(TN_SHAPE(tn_size(t, -1), q), .dtype = (tn_dtype)t->dtype,
                                .device = t->storage->device);
    tn_tensor *basis = tn_linalg_qr(tn_matmul(t, start)).Q;
    for (int64_t i = 0; i < iterations && basis; i++) {
        basis = tn_linalg_qr(tn_matmul(adjoint, basis)).Q;
        basis = tn_linalg_qr(tn_matmul(t, basis)).Q;
    }
    return basis;
}

static bool give_lowrank(tni_call *c, tn_tensor *t, int64_t q, int64_t iterations) {
    const tni_matrices s = tni_matrices_of(t);
    if (q < 0 || q > s.k || iterations < 0) {
        tni_fail(TN_ERR_ARGUMENT,
                 "q must be 0 to %lld, the smaller size, and niter 0 or more, got %lld and %lld",
                 (long long)s.k, (long long)q, (long long)iterations);
        return false;
    }
    const bool tall = s.m >= s.n;
    tn_tensor *basis = basis_of(tall ? t : tni_adjoint(t), q, iterations);
    tn_tensor *small = tall ? tn_matmul(tni_adjoint(basis), t) : tn_matmul(t, basis);
    const tn_linalg_svd_result r = tn_linalg_svd(small, .no_full_matrices = true);
    tn_tensor *v = tni_adjoint(r.Vh);
    c->out[2] = tall ? v : tn_matmul(basis, v);
    return tni_give_two(c, tall ? tn_matmul(basis, r.U) : r.U, r.S) && c->out[2];
}

static int64_t int_or(const tni_call *c, int i, int64_t otherwise) {
    return tni_given(c, i) ? tni_int_arg(c, i) : otherwise;
}

bool tni_compose_svd_lowrank(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *mean = tni_tensor_arg(c, 3);
    if (!tni_is_matrix(self, "self", false)) {
        return false;
    }
    tn_tensor *t = mean ? tn_sub(self, mean) : self;
    return t && give_lowrank(c, t, int_or(c, 1, 6), int_or(c, 2, 2));
}

bool tni_compose_pca_lowrank(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (!tni_is_matrix(self, "self", false)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(self);
    tn_tensor *t = tni_bool_arg(c, 2)
                       ? tn_sub(self, tn_mean(self, .dim = TN_DIMS(-2), .keepdim = true))
                       : self;
    return t && give_lowrank(c, t, int_or(c, 1, s.k < 6 ? s.k : 6), int_or(c, 3, 2));
}
