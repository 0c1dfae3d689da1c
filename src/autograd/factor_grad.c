/* factor_grad.c: gradients of factorisations and of what is solved with them. With F the factor,
 * each formula comes from differentiating A = F…, solving for dF, and taking the adjoint of that
 * map. X / A stands for solving: nothing is inverted. */
#include "autograd/linalg_grad.h"

/* ---- Pieces ---------------------------------------------------------------------------------- */

tn_tensor *tni_adjoint_of(tn_tensor *t) {
    return tni_conj(tn_mT(t));
}

tn_tensor *tni_diagonal_matrix(tn_tensor *t) {
    return tn_diag_embed(t, -2, -1);
}

/* A^-H B of a triangle A. */
static tn_tensor *adjoint_solve(tn_tensor *a, tn_tensor *b, bool upper, bool unit) {
    return tn_linalg_solve_triangular(tni_adjoint_of(a), b, !upper, .unitriangular = unit);
}

/* B A^-H of a triangle A. */
static tn_tensor *solve_adjoint_right(tn_tensor *a, tn_tensor *b, bool upper) {
    return tn_linalg_solve_triangular(tni_adjoint_of(a), b, !upper, .no_left = true);
}

/* t [..., n] along a diagonal taken from or added to matrices. */
static tn_tensor *diagonal_of(tn_tensor *t) {
    return tn_diagonal(t, 0, -2, -1);
}

/* ---- Cholesky -------------------------------------------------------------------------------- */

/* linalg_cholesky_ex(self, upper, check_errors) -> (L, info). dL = L phi(L^-1 dA L^-H), where phi
 * takes the lower triangle and half of the diagonal. A is hermitian, and so is its gradient. */
void tni_grad_cholesky(tni_grad *g) {
    const bool upper = tni_grad_bool(g, 1);
    tn_tensor *grad = tni_grad_out(g, 0), *factor = tni_result(g, 0);
    tn_tensor *l = upper ? tni_adjoint_of(factor) : factor;
    tn_tensor *gl = upper ? tni_adjoint_of(grad) : grad;
    tn_tensor *inner = tn_tril(tn_matmul(tni_adjoint_of(l), gl));
    inner = tn_sub(inner, tn_mul(tni_diagonal_matrix(diagonal_of(inner)), 0.5));
    tn_tensor *half = adjoint_solve(l, inner, false, false);
    tn_tensor *whole = tn_linalg_solve_triangular(l, half, false, .no_left = true);
    tni_grad_set(g, 0, tn_mul(tn_add(whole, tni_adjoint_of(whole)), 0.5));
}

/* ---- LU -------------------------------------------------------------------------------------- */

/* Rows of t as A has them, where t's are those of L U. */
static tn_tensor *unpermuted(tn_tensor *t, tn_tensor *pivots) {
    const int64_t m = tn_size(t, -2);
    tn_tensor *order = tn_argsort(tn_lu_permutation(pivots, m), -1);
    return tn_take_along_dim(t, tn_unsqueeze(order, -1), .dim = TN_NUM(-2));
}

/* linalg_lu_factor_ex(A, pivot, check_errors) -> (LU, pivots, info). With k = min(m, n) and 1
 * for the k x k parts: dL1 = L1 lower(X) and dU1 = upper(X) U1, X = L1^-1 dA1 U1^-1; what lies
 * beside or below follows from U2 = L1^-1 A2 and L2 = A2 U1^-1. */
void tni_grad_lu_factor(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0), *lu = tni_result(g, 0);
    if (!grad || !lu) {
        return;
    }
    const int64_t m = tn_size(lu, -2), n = tn_size(lu, -1), k = m < n ? m : n;
    tn_tensor *lu1 = tn_narrow(tn_narrow(lu, -2, 0, k), -1, 0, k);
    tn_tensor *g1 = tn_narrow(tn_narrow(grad, -2, 0, k), -1, 0, k);
    tn_tensor *eye = tn_eye(k, .dtype = tn_dtype_of(lu), .device = tn_device_of(lu));
    tn_tensor *l = tn_add(tn_tril(lu1, .diagonal = -1), eye), *u = tn_triu(lu1);
    tn_tensor *lower = tn_matmul(tni_adjoint_of(l), tn_tril(g1, .diagonal = -1));
    tn_tensor *upper = tn_matmul(tn_triu(g1), tni_adjoint_of(u)), *rest = NULL;
    if (m < n) {
        tn_tensor *u2 = tn_narrow(lu, -1, k, n - k), *g2 = tn_narrow(grad, -1, k, n - k);
        lower = tn_sub(lower, tn_matmul(g2, tni_adjoint_of(u2)));
        rest = adjoint_solve(l, g2, false, true);
    } else if (m > n) {
        tn_tensor *l2 = tn_narrow(lu, -2, k, m - k), *g2 = tn_narrow(grad, -2, k, m - k);
        upper = tn_sub(upper, tn_matmul(tni_adjoint_of(l2), g2));
        rest = solve_adjoint_right(u, g2, true);
    }
    tn_tensor *inner = tn_add(tn_tril(lower, .diagonal = -1), tn_triu(upper));
    tn_tensor *result = adjoint_solve(l, solve_adjoint_right(u, inner, true), false, true);
    if (rest) {
        result = tn_cat(TN_TENSORS(result, rest), .dim = m < n ? -1 : -2);
    }
    tni_grad_set(g, 0, unpermuted(result, tni_result(g, 1)));
}

/* linalg_lu_solve(LU, pivots, B, left, adjoint) -> result. With A = P L U the gradient of A, as
 * that of any solution, carried on to L and U. */
void tni_grad_lu_solve(tni_grad *g) {
    const bool left = tni_grad_bool(g, 3), adjoint = tni_grad_bool(g, 4);
    tn_tensor *grad = tni_grad_out(g, 0), *lu = tni_saved(g, 0), *pivots = tni_saved(g, 1);
    tn_tensor *gb = tn_linalg_lu_solve(lu, pivots, grad, .no_left = !left, .adjoint = !adjoint);
    tni_grad_set(g, 2, gb);
    if (!tni_grad_needs(g, 0) || !gb) {
        return;
    }
    /* op(A) X = B: gA = -gB X^H; X op(A) = B: gA = -X^H gB; of the adjoint the adjoint of that. */
    tn_tensor *x = tni_result(g, 0);
    tn_tensor *ga = left ? tn_matmul(gb, tni_adjoint_of(x)) : tn_matmul(tni_adjoint_of(x), gb);
    ga = tn_neg(adjoint ? tni_adjoint_of(ga) : ga);
    ga = tni_sum_to(ga, tni_grad_shape(g, 0)); /* of one A for many B */
    /* gA of A = P L U: gL = P^T gA U^H, gU = L^H P^T gA. */
    const int64_t n = tn_size(lu, -1);
    tn_tensor *eye = tn_eye(n, .dtype = tn_dtype_of(lu), .device = tn_device_of(lu));
    tn_tensor *l = tn_add(tn_tril(lu, .diagonal = -1), eye), *u = tn_triu(lu);
    tn_tensor *order = tn_unsqueeze(tn_lu_permutation(pivots, n), -1);
    tn_tensor *rows = tn_take_along_dim(ga, order, .dim = TN_NUM(-2));
    tn_tensor *gl = tn_tril(tn_matmul(rows, tni_adjoint_of(u)), .diagonal = -1);
    tn_tensor *gu = tn_triu(tn_matmul(tni_adjoint_of(l), rows));
    tni_grad_set(g, 0, tn_add(gl, gu));
}

/* ---- QR -------------------------------------------------------------------------------------- */

/* X + X^H of an upper triangle X, its diagonal counted once and as real. */
static tn_tensor *hermitian_part(tn_tensor *x) {
    tn_tensor *both = tn_add(x, tni_adjoint_of(x));
    return tn_sub(both, tn_mul(tni_diagonal_matrix(diagonal_of(both)), 0.5));
}

/* linalg_qr(A, mode) -> (Q, R). Tall: gA = (gQ + Q herm(triu(gR R^H - Q^H gQ))) R^-H. Wide, with
 * R = [R1 R2]: R2 = Q^H A2 moves gR2 to A2 and Q; the rest is the square case. */
void tni_grad_qr(tni_grad *g) {
    const char *mode = tni_grad_string(g, 1);
    const tni_meta a = tni_grad_shape(g, 0);
    const int ndim = a.shape.ndim;
    const int64_t m = a.shape.sizes[ndim - 2], n = a.shape.sizes[ndim - 1];
    if (mode && strcmp(mode, "r") == 0) {
        tni_fail(TN_ERR_UNSUPPORTED, "linalg_qr has a gradient only with Q: mode must be "
                                     "\"reduced\" or \"complete\", got \"r\"");
        return;
    }
    if (mode && strcmp(mode, "complete") == 0 && m > n) {
        tni_fail(TN_ERR_UNSUPPORTED,
                 "linalg_qr of a tall matrix has no gradient in mode \"complete\", whose last "
                 "columns are arbitrary: mode must be \"reduced\"");
        return;
    }
    tn_tensor *gq = tni_grad_out(g, 0), *gr = tni_grad_out(g, 1);
    tn_tensor *q = tni_result(g, 0), *r = tni_result(g, 1);
    if (!q || !r) {
        return;
    }
    tn_tensor *r1 = r, *gr1 = gr, *rest = NULL;
    if (m < n) {
        tn_tensor *r2 = tn_narrow(r, -1, m, n - m), *gr2 = tn_narrow(gr, -1, m, n - m);
        r1 = tn_narrow(r, -1, 0, m);
        gr1 = tn_narrow(gr, -1, 0, m);
        rest = tn_matmul(q, gr2);
        gq = tn_add(gq, tn_matmul(tn_matmul(q, r2), tni_adjoint_of(gr2)));
    }
    tn_tensor *inner = tn_sub(tn_matmul(gr1, tni_adjoint_of(r1)), tn_matmul(tni_adjoint_of(q), gq));
    tn_tensor *sum = tn_add(gq, tn_matmul(q, hermitian_part(tn_triu(inner))));
    tn_tensor *result = solve_adjoint_right(r1, sum, true);
    tni_grad_set(g, 0, rest ? tn_cat(TN_TENSORS(result, rest), .dim = -1) : result);
}

/* ---- Solving --------------------------------------------------------------------------------- */

/* linalg_solve_triangular(self, B, upper, left, unitriangular) -> result */
void tni_grad_solve_triangular(tni_grad *g) {
    const bool upper = tni_grad_bool(g, 2), left = tni_grad_bool(g, 3), unit = tni_grad_bool(g, 4);
    tn_tensor *grad = tni_grad_out(g, 0), *a = tni_saved(g, 0);
    tn_tensor *gb = tn_linalg_solve_triangular(tni_adjoint_of(a), grad, !upper, .no_left = !left,
                                               .unitriangular = unit);
    tni_grad_set(g, 1, gb);
    if (!tni_grad_needs(g, 0) || !gb) {
        return;
    }
    tn_tensor *x = tni_adjoint_of(tni_result(g, 0));
    tn_tensor *ga = tn_neg(left ? tn_matmul(gb, x) : tn_matmul(x, gb));
    const int64_t from = unit ? 1 : 0;
    tni_grad_set(g, 0, upper ? tn_triu(ga, .diagonal = from) : tn_tril(ga, .diagonal = -from));
}

/* native_solve(A, B) -> (result, LU, pivots, info): gB = A^-H gX, gA = -gB X^H. The factors serve
 * again where nobody differentiates this pass. */
void tni_grad_native_solve(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0), *gb;
    if (tni_grad_mode()) {
        gb = tn_linalg_solve(tni_adjoint_of(tni_saved(g, 0)), grad);
    } else {
        gb = tn_linalg_lu_solve(tni_result(g, 1), tni_result(g, 2), grad, .adjoint = true);
    }
    tni_grad_set(g, 1, gb);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_neg(tn_matmul(gb, tni_adjoint_of(tni_result(g, 0)))));
    }
}

/* linalg_inv_ex(A, check_errors) -> (inverse, info): gA = -A^-H g A^-H. */
void tni_grad_inv_ex(tni_grad *g) {
    tn_tensor *adjoint = tni_adjoint_of(tni_result(g, 0));
    tni_grad_set(g, 0, tn_neg(tn_matmul(adjoint, tn_matmul(tni_grad_out(g, 0), adjoint))));
}

/* ---- Determinants ---------------------------------------------------------------------------- */

/* native_slogdet(A) -> (sign, logabsdet, LU, pivots): gA = w A^-H, w = g - i Im(conj(gsign)
 * sign). */
void tni_grad_native_slogdet(tni_grad *g) {
    const tn_dtype dtype = tni_grad_shape(g, 0).dtype;
    tn_tensor *w = tn_to(tni_grad_out(g, 1), .dtype = dtype);
    if (tni_is_complex(dtype) && tni_grad_has_out(g, 0)) {
        tn_tensor *turn = tn_imag(tn_mul(tn_conj(tni_grad_out(g, 0)), tni_result(g, 0)));
        w = tn_sub(w, tn_complex(tn_zeros_like(turn), turn));
    }
    if (tni_grad_mode()) {
        tn_tensor *a = tni_saved(g, 0);
        tni_grad_set(g, 0, tn_linalg_solve(tni_adjoint_of(a), tni_scaled_identity(w, a)));
    } else {
        tn_tensor *lu = tni_result(g, 2);
        tni_grad_set(
            g, 0,
            tn_linalg_lu_solve(lu, tni_result(g, 3), tni_scaled_identity(w, lu), .adjoint = true));
    }
}

/* ---- Pseudo-inverses ------------------------------------------------------------------------- */

/* P = A^+ of constant rank (Golub and Pereyra, SIAM J. Numer. Anal. 1973):
 * dP = -P dA P + P P^H dA^H (1 - A P) + (1 - P A) dA^H P^H P. */
static tn_tensor *pinv_gradient(tn_tensor *grad, tn_tensor *a, tn_tensor *p) {
    tn_tensor *ph = tni_adjoint_of(p), *gh = tni_adjoint_of(grad);
    tn_tensor *through = tn_matmul(tn_matmul(ph, grad), ph);
    tn_tensor *left = tn_matmul(tn_matmul(gh, p), ph);
    left = tn_sub(left, tn_matmul(a, tn_matmul(p, left)));
    tn_tensor *right = tn_matmul(ph, tn_matmul(p, gh));
    right = tn_sub(right, tn_matmul(tn_matmul(right, p), a));
    return tn_sub(tn_add(left, right), through);
}

/* native_pinv(self, atol, rtol, hermitian) -> result */
void tni_grad_native_pinv(tni_grad *g) {
    tn_tensor *a = tni_saved(g, 0), *p = tni_result(g, 0);
    if (p && tn_numel(p) == 0) {
        tni_grad_set(g, 0, tn_zeros_like(a));
        return;
    }
    tni_grad_set(g, 0, pinv_gradient(tni_grad_out(g, 0), a, p));
}

/* native_lstsq(self, b, rcond, driver) -> (solution, rank, singular_values): X = A^+ b. */
void tni_grad_native_lstsq(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0), *a = tni_saved(g, 0), *b = tni_saved(g, 1);
    if (!a || tn_numel(a) == 0) {
        tni_grad_set(g, 0, a ? tn_zeros_like(a) : NULL);
        tni_grad_set(g, 1, b ? tn_zeros_like(b) : NULL);
        return;
    }
    tn_value rcond = tni_grad_value(g, 2);
    if (rcond.kind != TN_VALUE_NONE && tni_value_real(rcond) < 0) {
        rcond = TN_NUM(tni_epsilon_of(a)); /* epsilon, as forward takes it */
    }
    tn_tensor *p = tn_linalg_pinv(a, .rcond = rcond);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, pinv_gradient(tn_matmul(grad, tni_adjoint_of(b)), a, p));
    }
    tni_grad_set(g, 1, tn_matmul(tni_adjoint_of(p), grad));
}
