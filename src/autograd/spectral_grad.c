/* spectral_grad.c: gradients of singular values, eigenvalues and their vectors.
 *
 * Vectors are determined up to a gauge: a phase of each (complex) one, and a rotation among
 * those of equal values. The rule, for svd and eigh: a loss that does not depend on the gauge
 * has a finite gradient. What it sends along a gauge is zero, so the quotients of zero by the
 * difference of equal values are taken for zero; where it is not zero, within the square root of
 * the precision of what the loss sends at all, the gradient does not exist, which is an error.
 * Values are equal when they differ by a few units in the last place of the largest one.
 *
 * What moves equal values apart has no derivative through values and vectors: U diag(S) Vh, say,
 * at equal values gets a gradient that lacks the symmetric part between their vectors. Losses of
 * values alone, or of U Vh, are complete. */
#include "autograd/linalg_grad.h"

/* ---- Numbers that may be zero ---------------------------------------------------------------- */

static double eps_of(tn_dtype dtype) {
    return dtype == TN_F32 || dtype == TN_C64 ? 0x1p-23 : 0x1p-52;
}

/* 1 / t, and 0 where t is at most tol. */
static tn_tensor *inverse_or_zero(tn_tensor *t, tn_tensor *small) {
    return tn_where(small, 0, tn_reciprocal(tn_where(small, 1, t)));
}

/* |t| <= units * eps * n * the largest of |values|, which is [..., 1]. */
static tn_tensor *is_small(tn_tensor *t, tn_tensor *values) {
    tn_tensor *largest = tn_amax(tn_abs(values), .dim = TN_DIMS(-1), .keepdim = true);
    const double factor = 4 * (double)tn_size(values, -1) * eps_of(tn_dtype_of(values));
    tn_tensor *tol = tn_mul(largest, factor);
    return tn_le(tn_abs(t), tn_ndim(t) > tn_ndim(tol) ? tn_unsqueeze(tol, -1) : tol);
}

/* values[k] - values[j], or plus, at [j, k]. */
static tn_tensor *differences(tn_tensor *values) {
    return tn_sub(tn_unsqueeze(values, -2), tn_unsqueeze(values, -1));
}
static tn_tensor *sums(tn_tensor *values) {
    return tn_add(tn_unsqueeze(values, -2), tn_unsqueeze(values, -1));
}

/* X - X^H */
static tn_tensor *skew(tn_tensor *x) {
    return tn_sub(x, tni_adjoint_of(x));
}

/* Times the columns' numbers. */
static tn_tensor *by_columns(tn_tensor *t, tn_tensor *v) {
    return tn_mul(t, tn_unsqueeze(v, -2));
}

/* ---- The gauge ------------------------------------------------------------------------------- */

static tn_tensor *largest_of(tn_tensor *t) {
    return tn_amax(tn_abs(t), .dim = TN_DIMS(-2, -1));
}

/* Raises where `along`, what the loss sends along directions that are true in `open`, is not zero
 * beside what it sends at all. An error of the device comes when it is next waited for. */
static void check_gauge(tn_tensor *along, tn_tensor *open, tn_tensor *scale, int code) {
    TN_NO_GRAD(off);
    if (!along || tn_numel(along) == 0 || tn_device_of(along).type == TN_DEVICE_META) {
        return;
    }
    tn_tensor *sent = open ? tn_mul(along, tn_to(open, .dtype = tn_dtype_of(along))) : along;
    const double tol = 8 * __builtin_sqrt(eps_of(tn_dtype_of(along)));
    tn_tensor *is_sent = tn_gt(largest_of(sent), tn_mul(scale, tol));
    tn_check_info(tn_contiguous(tn_to(is_sent, .dtype = TN_I32)), code);
}

static tn_tensor *magnitude(tn_tensor *a, tn_tensor *b) {
    TN_NO_GRAD(off);
    tn_tensor *of_a = largest_of(a);
    return b ? tn_maximum(of_a, largest_of(b)) : of_a;
}

/* ---- Singular values ------------------------------------------------------------------------- */

typedef struct svd {
    tn_tensor *u, *s, *vh, *gu, *gs, *gvh;
    tn_tensor *scale; /* of what the vectors get */
} svd;

/* The columns that a full decomposition has more turn against the others as their complement must:
 * what they get is what the others get, the other way round. */
static tn_tensor *narrowed(tn_tensor *x, tn_tensor *gx, int64_t k, tn_tensor **out) {
    const int64_t all = tn_size(x, -1);
    tn_tensor *first = tn_narrow(x, -1, 0, k), *g_first = tn_narrow(gx, -1, 0, k);
    *out = first;
    if (all == k) {
        return gx;
    }
    tn_tensor *more = tn_narrow(x, -1, k, all - k), *g_more = tn_narrow(gx, -1, k, all - k);
    tn_tensor *inner = skew(tn_matmul(tni_adjoint_of(more), g_more));
    check_gauge(inner, NULL, magnitude(gx, NULL), TN_CHECK_SVD_GAUGE);
    return tn_sub(g_first, tn_matmul(more, tn_matmul(tni_adjoint_of(g_more), first)));
}

/* With X = skew(U^H gU), Y = skew(V^H gV): the element of U^H gA V at [j, k] is
 * (X s_k + s_j Y) / (s_k^2 - s_j^2) = a / (s_k - s_j) + b / (s_k + s_j), a and b half of X + Y and
 * X - Y. a is what the loss sends along a common rotation of u and v, b along opposite ones. */
static tn_tensor *between_vectors(const svd *d, tn_tensor *uu, tn_tensor *vv) {
    tn_tensor *x = skew(uu), *y = skew(vv);
    tn_tensor *a = tn_mul(tn_add(x, y), 0.5), *b = tn_mul(tn_sub(x, y), 0.5);
    tn_tensor *minus = differences(d->s), *plus = sums(d->s);
    tn_tensor *equal = is_small(minus, d->s), *zero = is_small(plus, d->s);
    check_gauge(a, equal, d->scale, TN_CHECK_SVD_GAUGE);
    check_gauge(b, zero, d->scale, TN_CHECK_SVD_GAUGE);
    return tn_add(tn_mul(a, inverse_or_zero(minus, equal)), tn_mul(b, inverse_or_zero(plus, zero)));
}

/* What leaves the space of x's columns, over s. */
static tn_tensor *beside(const svd *d, tn_tensor *x, tn_tensor *gx, tn_tensor *xx) {
    tn_tensor *zero = is_small(d->s, d->s);
    tn_tensor *out = tn_sub(gx, tn_matmul(x, xx));
    check_gauge(out, tn_unsqueeze(zero, -2), d->scale, TN_CHECK_SVD_GAUGE);
    return by_columns(out, inverse_or_zero(d->s, zero));
}

static tn_tensor *svd_gradient(const svd *d, bool vectors) {
    tn_tensor *inner = tni_diagonal_matrix(tn_to(d->gs, .dtype = tn_dtype_of(d->u)));
    if (!vectors) {
        return tn_matmul(by_columns(d->u, d->gs), d->vh);
    }
    tn_tensor *v = tni_adjoint_of(d->vh), *gv = tni_adjoint_of(d->gvh);
    tn_tensor *uu = tn_matmul(tni_adjoint_of(d->u), d->gu);
    tn_tensor *vv = tn_matmul(d->vh, gv);
    inner = tn_add(inner, between_vectors(d, uu, vv));
    tn_tensor *result = tn_matmul(tn_matmul(d->u, inner), d->vh);
    if (tn_size(d->u, -2) > tn_size(d->s, -1)) {
        result = tn_add(result, tn_matmul(beside(d, d->u, d->gu, uu), d->vh));
    }
    if (tn_size(d->vh, -1) > tn_size(d->s, -1)) {
        result = tn_add(result, tn_matmul(d->u, tni_adjoint_of(beside(d, v, gv, vv))));
    }
    return result;
}

/* native_svd(A, full_matrices, compute_uv, driver) -> (U, S, Vh, info) */
void tni_grad_svd(tni_grad *g) {
    const tni_meta a = tni_grad_shape(g, 0);
    tn_tensor *s = tni_result(g, 1);
    if (!tni_grad_bool(g, 2)) {
        tni_fail(TN_ERR_UNSUPPORTED, "native_svd has a gradient only with vectors: compute_uv must "
                                     "be true");
        return;
    }
    if (!s || tn_numel(s) == 0) {
        tni_grad_set(g, 0, s ? tni_zeros(&a) : NULL);
        return;
    }
    svd d = {.s = s, .gs = tni_grad_out(g, 1)};
    const int64_t k = tn_size(s, -1);
    const bool vectors = tni_grad_has_out(g, 0) || tni_grad_has_out(g, 2);
    tn_tensor *u = tni_result(g, 0), *v = tni_adjoint_of(tni_result(g, 2));
    if (vectors) {
        tn_tensor *gu = tni_grad_out(g, 0), *gv = tni_adjoint_of(tni_grad_out(g, 2));
        d.scale = magnitude(gu, gv);
        d.gu = narrowed(u, gu, k, &d.u);
        d.gvh = tni_adjoint_of(narrowed(v, gv, k, &v));
    } else {
        d.u = tn_narrow(u, -1, 0, k);
        v = tn_narrow(v, -1, 0, k);
    }
    d.vh = tni_adjoint_of(v);
    tni_grad_set(g, 0, svd_gradient(&d, vectors));
}

/* ---- Hermitian matrices ---------------------------------------------------------------------- */

/* native_eigh(A, upper, compute_v) -> (eigenvalues, eigenvectors, info): V^H gA V has gw on its
 * diagonal, and skew(V^H gV) / 2 over the differences of values elsewhere. */
void tni_grad_eigh(tni_grad *g) {
    tn_tensor *w = tni_result(g, 0), *v = tni_result(g, 1);
    if (!tni_grad_bool(g, 2)) {
        tni_fail(TN_ERR_UNSUPPORTED, "native_eigh has a gradient only with vectors: compute_v must "
                                     "be true");
        return;
    }
    if (!w || !v || tn_numel(v) == 0) {
        tni_grad_set(g, 0, v ? tn_zeros_like(v) : NULL);
        return;
    }
    if (!tni_grad_has_out(g, 1)) {
        tni_grad_set(g, 0, tn_matmul(by_columns(v, tni_grad_out(g, 0)), tni_adjoint_of(v)));
        return;
    }
    tn_tensor *gv = tni_grad_out(g, 1);
    tn_tensor *along = tn_mul(skew(tn_matmul(tni_adjoint_of(v), gv)), 0.5);
    tn_tensor *minus = differences(w), *equal = is_small(minus, w);
    check_gauge(along, equal, magnitude(gv, NULL), TN_CHECK_EIGH_GAUGE);
    tn_tensor *inner = tn_mul(along, inverse_or_zero(minus, equal));
    inner = tn_add(inner, tni_diagonal_matrix(tn_to(tni_grad_out(g, 0), .dtype = tn_dtype_of(v))));
    tni_grad_set(g, 0, tn_matmul(tn_matmul(v, inner), tni_adjoint_of(v)));
}

/* ---- General matrices ------------------------------------------------------------------------ */

/* native_eig(self, compute_v) -> (eigenvalues, eigenvectors, info). Columns of V have norm 1 and an
 * arbitrary phase: gA = V^-H (diag(gw) + (V^H gV - V^H V diag(Re V^H gV)) / conj(differences)) V^H.
 * Equal values have no derivative, and give infinity or NaN. */
void tni_grad_eig(tni_grad *g) {
    tn_tensor *w = tni_result(g, 0), *v = tni_result(g, 1);
    if (!tni_grad_bool(g, 1)) {
        tni_fail(TN_ERR_UNSUPPORTED, "native_eig has a gradient only with vectors: compute_v must "
                                     "be true");
        return;
    }
    if (!w || !v || tn_numel(v) == 0) {
        tni_grad_set(g, 0, v ? tn_zeros_like(v) : NULL);
        return;
    }
    tn_tensor *vh = tni_adjoint_of(v), *inner = tni_diagonal_matrix(tni_grad_out(g, 0));
    if (tni_grad_has_out(g, 1)) {
        tn_tensor *gv = tni_grad_out(g, 1), *vgv = tn_matmul(vh, gv);
        tn_tensor *diagonal = tn_diagonal(vgv, 0, -2, -1);
        tn_tensor *phase = tn_imag(diagonal);
        check_gauge(tn_unsqueeze(phase, -1), NULL, magnitude(gv, NULL), TN_CHECK_EIG_GAUGE);
        tn_tensor *turned =
            by_columns(tn_matmul(vh, v), tn_to(tn_real(diagonal), .dtype = tn_dtype_of(v)));
        tn_tensor *minus = tn_conj(differences(w));
        tn_tensor *own = tn_eye(tn_size(w, -1), .dtype = TN_BOOL, .device = tn_device_of(w));
        tn_tensor *quotient = tn_div(tn_sub(vgv, turned), tn_where(own, 1, minus));
        inner = tn_add(inner, tn_where(own, 0, quotient));
    }
    tni_grad_set(g, 0, tn_linalg_solve(vh, tn_matmul(inner, vh)));
}
