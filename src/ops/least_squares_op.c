/* least_squares_op.c: pseudo-inverses and least squares. What a matrix is taken to be of lower rank
 * by is a tolerance; below it nothing is divided. */
#include "ops/matrices.h"

#include <float.h>

static double eps_of(tn_dtype dtype) {
    return tni_real_of(dtype) == TN_F32 ? (double)FLT_EPSILON : DBL_EPSILON;
}

static double default_rtol(const tn_tensor *t) {
    const tni_matrices s = tni_matrices_of(t);
    return eps_of((tn_dtype)t->dtype) * (double)(s.m > s.n ? s.m : s.n);
}

/* 1 / s where s is above tol, else 0. */
static tn_tensor *inverse_above(tn_tensor *s, tn_tensor *size, tn_tensor *tol) {
    return tn_where(tn_gt(size, tol), tn_reciprocal(s), 0);
}

/* ---- Pseudo-inverses ------------------------------------------------------------------------- */

bool tni_infer_native_pinv(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_is_matrix(self, "self", tni_bool_arg(c, 3)) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    for (int i = 1; i <= 2; i++) {
        if (tni_is_complex((tn_dtype)tni_tensor_arg(c, i)->dtype)) {
            tni_fail(TN_ERR_DTYPE, "%s must be real", c->op->args[i].name);
            return false;
        }
    }
    const tni_matrices s = tni_matrices_of(self);
    tni_set_batch_meta(c, 0, dtype, self, 2, (const int64_t[]){s.n, s.m});
    return true;
}

static tn_tensor *tolerance(tn_tensor *largest, tn_tensor *atol, tn_tensor *rtol) {
    return tn_maximum(tn_unsqueeze(atol, -1), tn_mul(tn_unsqueeze(rtol, -1), largest));
}

bool tni_run_native_pinv(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *atol = tni_tensor_arg(c, 1),
              *rtol = tni_tensor_arg(c, 2), *result;
    if (self->numel == 0) {
        return true;
    }
    if (tni_bool_arg(c, 3)) {
        const tn_linalg_eigh_result r = tn_linalg_eigh(self);
        tn_tensor *size = tn_abs(r.eigenvalues);
        tn_tensor *tol = tolerance(tn_amax(size, .dim = TN_DIMS(-1), .keepdim = true), atol, rtol);
        tn_tensor *scaled =
            tni_scale_columns(r.eigenvectors, inverse_above(r.eigenvalues, size, tol));
        result = tn_matmul(scaled, tni_adjoint(r.eigenvectors));
    } else {
        const tn_linalg_svd_result r = tn_linalg_svd(self, .no_full_matrices = true);
        tn_tensor *tol = tolerance(tn_narrow(r.S, -1, 0, 1), atol, rtol);
        tn_tensor *scaled = tni_scale_columns(tni_adjoint(r.Vh), inverse_above(r.S, r.S, tol));
        result = tn_matmul(scaled, tni_adjoint(r.U));
    }
    return tni_hand_over(c, 0, result);
}

static tn_tensor *number(const tni_call *c, double value) {
    const tn_dtype dtype = tni_real_of((tn_dtype)tni_tensor_arg(c, 0)->dtype);
    return tn_scalar_tensor(TN_NUM(value), .dtype = dtype, .device = c->device);
}

static bool give_pinv(tni_call *c, double atol, double rtol, bool hermitian) {
    return tni_give(
        c, tn_native_pinv(tni_tensor_arg(c, 0), number(c, atol), number(c, rtol), hermitian));
}

bool tni_compose_pinv(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (!tni_is_matrix(self, "self", false)) {
        return false;
    }
    const double atol = tni_given(c, 3) ? tni_float_arg(c, 3) : 0;
    const double rtol = tni_given(c, 1)   ? tni_float_arg(c, 1)
                        : tni_given(c, 4) ? tni_float_arg(c, 4)
                        : atol > 0        ? 0
                                          : default_rtol(self);
    return give_pinv(c, atol, rtol, tni_bool_arg(c, 2));
}

bool tni_compose_pinv_tensor(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *atol = tni_tensor_arg(c, 1),
              *rtol = tni_tensor_arg(c, 2);
    if (!tni_is_matrix(self, "self", false)) {
        return false;
    }
    const tn_dtype real = tni_real_of((tn_dtype)self->dtype);
    if (!rtol && atol && !tni_is_complex((tn_dtype)atol->dtype)) {
        rtol = tn_mul(tn_to(tn_eq(atol, 0), .dtype = real), default_rtol(self));
    }
    atol = atol ? atol : number(c, 0);
    rtol = rtol ? rtol : number(c, default_rtol(self));
    return tni_give(c, tn_native_pinv(self, atol, rtol, tni_bool_arg(c, 3)));
}

bool tni_compose_pinverse(tni_call *c) {
    return give_pinv(c, 0, tni_given(c, 1) ? tni_float_arg(c, 1) : 1e-15, false);
}

/* ---- Least squares --------------------------------------------------------------------------- */

typedef enum driver { GELS, GELSY, GELSD, GELSS, DRIVERS } driver;
static const char *const driver_names[DRIVERS] = {"gels", "gelsy", "gelsd", "gelss"};

static bool read_driver(const char *text, driver *out) {
    for (int i = 0; i < DRIVERS; i++) {
        if (strcmp(text, driver_names[i]) == 0) {
            *out = (driver)i;
            return true;
        }
    }
    tni_fail(TN_ERR_ARGUMENT,
             "driver must be \"gels\", \"gelsy\", \"gelsd\" or \"gelss\", got \"%s\"", text);
    return false;
}

bool tni_infer_native_lstsq(tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    tni_shape lead;
    driver d;
    tn_dtype dtype;
    if (!tni_is_matrix(a, "self", false) || !tni_is_matrix(b, "b", false) || !tni_one_dtype(a, b) ||
        !tni_result_dtype(c, &dtype) || !read_driver(tni_string_arg(c, 3, "gelsy"), &d) ||
        !tni_leading(a, b, 2, &lead)) {
        return false;
    }
    const tni_matrices s = tni_matrices_of(a), r = tni_matrices_of(b);
    if (s.m != r.m) {
        tni_fail(TN_ERR_SHAPE, "b must have as many rows as self, got shapes %s and %s",
                 tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    tni_set_matrix_meta(c, 0, dtype, &lead, s.n, r.n);
    tni_set_meta(c, 1, TN_I64, 1, (const int64_t[]){0});
    tni_set_meta(c, 2, tni_real_of(dtype), 1, (const int64_t[]){0});
    if (d != GELS) {
        tni_set_batch_meta(c, 1, TN_I64, a, 0, NULL);
    }
    if (d == GELSD || d == GELSS) {
        tni_set_batch_meta(c, 2, tni_real_of(dtype), a, 1, &s.k);
    }
    return true;
}

/* The first zero on R's diagonal, from 1, or 0. */
static tn_tensor *rank_info(tn_tensor *r) {
    tn_tensor *zero = tn_eq(tn_diagonal(r, 0, -2, -1), 0);
    tn_tensor *first = tn_add(tn_argmax(tn_to(zero, .dtype = TN_I32), .dim = TN_NUM(-1)), 1);
    tn_tensor *any = tn_any(zero, .dim = TN_DIMS(-1));
    return tn_contiguous(tn_to(tn_where(any, first, 0), .dtype = TN_I32));
}

/* Of full rank: tall from A = Q R, wide the shortest solution from A^H = Q R. */
static tn_tensor *by_qr(const tni_call *c, tn_tensor *a, tn_tensor *b) {
    const tni_matrices s = tni_matrices_of(a);
    const bool tall = s.m >= s.n;
    const tn_linalg_qr_result f = tn_linalg_qr(tall ? a : tni_adjoint(a));
    if (!f.R || !tni_check_info(c, TN_CHECK_LSTSQ, rank_info(f.R))) {
        return NULL;
    }
    return tall ? tn_linalg_solve_triangular(f.R, tn_matmul(tni_adjoint(f.Q), b), true)
                : tn_matmul(f.Q, tn_linalg_solve_triangular(tni_adjoint(f.R), b, false));
}

bool tni_run_native_lstsq(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    driver d;
    if (!read_driver(tni_string_arg(c, 3, "gelsy"), &d)) {
        return false;
    }
    if (a->numel == 0) {
        return (c->out[0]->numel == 0 || tni_fill(c, c->out[0], TN_NUM(0))) &&
               (c->out[1]->numel == 0 || tni_fill(c, c->out[1], TN_NUM(0)));
    }
    if (d == GELS) {
        return tni_hand_over(c, 0, by_qr(c, a, b));
    }
    const double rcond = tni_given(c, 2) ? tni_float_arg(c, 2) : default_rtol(a);
    const tn_linalg_svd_result f = tn_linalg_svd(a, .no_full_matrices = true);
    tn_tensor *tol =
        tn_mul(tn_narrow(f.S, -1, 0, 1), rcond < 0 ? eps_of((tn_dtype)a->dtype) : rcond);
    tn_tensor *projected = tn_matmul(tni_adjoint(f.U), b);
    tn_tensor *x =
        tn_matmul(tni_adjoint(f.Vh), tni_scale_rows(projected, inverse_above(f.S, f.S, tol)));
    return tni_hand_over(c, 0, x) &&
           tni_hand_over(c, 1, tn_sum(tn_gt(f.S, tol), .dim = TN_DIMS(-1))) &&
           (d == GELSY || tni_hand_over(c, 2, f.S));
}

/* |self X - b|^2 of each column where there is one to tell: tall matrices of full rank. */
static tn_tensor *residuals(const tni_call *c, tn_tensor *a, tn_tensor *x, tn_tensor *b,
                            tn_tensor *rank, driver d) {
    const tni_matrices s = tni_matrices_of(a);
    const tn_dtype real = tni_real_of((tn_dtype)a->dtype);
    tn_tensor *none = tn_empty(TN_SHAPE(0), .dtype = real, .device = c->device);
    if (s.m <= s.n || d == GELSY || !x) {
        return none;
    }
    if (d != GELS && rank->numel > 0 && c->device.type != TN_DEVICE_META &&
        tn_item(tn_min(rank)) < (double)s.n && tni_has_numbers(c->device)) {
        return none;
    }
    tn_tensor *away = tn_abs(tn_sub(tn_matmul(tn_detach(a), tn_detach(x)), tn_detach(b)));
    return tn_sum(tn_square(away), .dim = TN_DIMS(-2));
}

bool tni_compose_lstsq(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    driver d;
    if (!tni_is_matrix(a, "self", false) || !read_driver(tni_string_arg(c, 3, "gelsy"), &d)) {
        return false;
    }
    bool vectors = b->ndim == a->ndim - 1;
    for (int i = 0; vectors && i < b->ndim; i++) {
        vectors = b->sizes[i] == a->sizes[i];
    }
    if (b->ndim != a->ndim && !vectors) {
        tni_fail(TN_ERR_SHAPE,
                 "b must have self's dims, or one less and their sizes, got shapes %s and %s",
                 tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
        return false;
    }
    b = vectors ? tn_unsqueeze(b, -1) : b;
    const tn_native_lstsq_result r =
        tn_native_lstsq(a, b, .rcond = c->args[2], .driver = tni_string_arg(c, 3, NULL));
    tn_tensor *away = r.solution ? residuals(c, a, r.solution, b, r.rank, d) : NULL;
    c->out[2] = r.rank;
    c->out[3] = tn_detach(r.singular_values);
    return tni_give_two(c, vectors ? tn_squeeze(r.solution, .dim = TN_DIMS(-1)) : r.solution, away);
}
