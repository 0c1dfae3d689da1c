/* Gradients that the op table's samples do not reach: hermitian inputs, losses that do not
 * depend on the gauge at equal and zero values, and those that do; singular determinants. */
#include "linalg_matrices.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static tn_tensor *leaf(tn_dtype dtype, int64_t batch, int64_t m, int64_t n) {
    tn_tensor *t = tn_randn(TN_SHAPE(batch, m, n), .dtype = dtype);
    tn_set_requires_grad(t, true);
    return t;
}

static void expect_orders(tn_tensor *(*function)(tn_tensors, void *), tn_tensor *x,
                          const char *what, bool second) {
    if (tn_gradcheck(function, {&x, 1}, .second = second) != TN_OK) {
        tn_error e = {0};
        tn_error_take(&e);
        cr_expect(false, "%s of %s: %s", what, tn_dtype_name(tn_dtype_of(x)), e.message);
    }
}

static void expect_gradients(tn_tensor *(*function)(tn_tensors, void *), tn_tensor *x,
                             const char *what) {
    expect_orders(function, x, what, true);
}

static tn_tensor *hermitian(tn_tensor *x) {
    tn_tensor *h = tn_matmul(x, tn_adjoint(x));
    return tn_add(h, tn_eye(tn_size(x, -1), .dtype = tn_dtype_of(x)));
}

static tn_tensor *cholesky(tn_tensors in, void *context) {
    (void)context;
    return tn_linalg_cholesky(hermitian(in.data[0]));
}
static tn_tensor *upper_cholesky(tn_tensors in, void *context) {
    (void)context;
    return tn_linalg_cholesky(hermitian(in.data[0]), .upper = true);
}
static tn_tensor *eigenvalues(tn_tensors in, void *context) {
    (void)context;
    return tn_linalg_eigvalsh(hermitian(in.data[0]));
}
/* A function of the matrix: no gauge. */
static tn_tensor *through_eigh(tn_tensors in, void *context) {
    (void)context;
    const tn_linalg_eigh_result r = tn_linalg_eigh(hermitian(in.data[0]));
    return tn_matmul(times_columns(r.eigenvectors, tn_log(r.eigenvalues)),
                     tn_adjoint(r.eigenvectors));
}
static tn_tensor *through_svd(tn_tensors in, void *context) {
    const bool full = context != NULL;
    const tn_linalg_svd_result r = tn_linalg_svd(in.data[0], .no_full_matrices = !full);
    const int64_t k = tn_size(r.S, -1);
    tn_tensor *u = tn_narrow(r.U, -1, 0, k), *vh = tn_narrow(r.Vh, -2, 0, k);
    return tn_matmul(times_columns(u, tn_square(r.S)), vh);
}
static tn_tensor *polar(tn_tensors in, void *context) {
    (void)context;
    return tn_linalg_polar(in.data[0]).u;
}
static tn_tensor *beside_the_range(tn_tensors in, void *context) {
    (void)context;
    const tn_linalg_svd_result r = tn_linalg_svd(in.data[0]);
    const int64_t k = tn_size(r.S, -1), m = tn_size(r.U, -1);
    tn_tensor *more = tn_narrow(r.U, -1, k, m - k);
    return tn_matmul(more, tn_adjoint(more));
}
static tn_tensor *through_eig(tn_tensors in, void *context) {
    (void)context;
    const tn_linalg_eig_result r = tn_linalg_eig(in.data[0]);
    tn_tensor *squared = times_columns(r.eigenvectors, tn_square(r.eigenvalues));
    return tn_abs(tn_linalg_solve(r.eigenvectors, squared, .no_left = true));
}
static tn_tensor *pinv(tn_tensors in, void *context) {
    (void)context;
    return tn_linalg_pinv(in.data[0]);
}
/* Of rank 2 whatever the input. */
static tn_tensor *pinv_of_low_rank(tn_tensors in, void *context) {
    (void)context;
    return tn_linalg_pinv(tn_matmul(in.data[0], tn_adjoint(in.data[0])));
}

Test(linalg_grad, losses_without_a_gauge_match_differences, .timeout = 60) {
    const tn_dtype dtypes[] = {TN_F64, TN_C128};
    for (int d = 0; d < 2; d++) {
        TN_SCOPE(scope);
        expect_gradients(cholesky, leaf(dtypes[d], 2, 3, 3), "cholesky");
        expect_gradients(upper_cholesky, leaf(dtypes[d], 1, 3, 3), "upper cholesky");
        expect_gradients(eigenvalues, leaf(dtypes[d], 1, 3, 3), "eigenvalues");
        expect_gradients(through_eigh, leaf(dtypes[d], 1, 3, 3), "eigh");
        expect_gradients(through_svd, leaf(dtypes[d], 1, 3, 3), "svd");
        expect_gradients(through_svd, leaf(dtypes[d], 1, 4, 2), "tall svd");
        expect_gradients(through_svd, leaf(dtypes[d], 1, 2, 3), "wide svd");
        expect_gradients(polar, leaf(dtypes[d], 1, 3, 2), "polar");
        expect_gradients(through_eig, leaf(dtypes[d], 1, 3, 3), "eig");
        expect_gradients(pinv, leaf(dtypes[d], 1, 4, 3), "pinv");
        expect_gradients(pinv_of_low_rank, leaf(dtypes[d], 1, 4, 2), "pinv of low rank");
    }
}

Test(linalg_grad, full_decompositions_match_differences) {
    TN_SCOPE(scope);
    tn_tensor *x = leaf(TN_F64, 1, 4, 2), *z = leaf(TN_C128, 1, 4, 2);
    static int full;
    cr_expect(tn_gradcheck(through_svd, {&x, 1}, .context = &full) == TN_OK);
    cr_expect(tn_gradcheck(beside_the_range, {&x, 1}) == TN_OK);
    cr_expect(tn_gradcheck(beside_the_range, {&z, 1}) == TN_OK);
    cr_expect(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
}

/* ---- Equal and zero values ------------------------------------------------------------------- */

static tn_tensor *gradient(tn_tensor *loss, tn_tensor *x) {
    tn_tensor *grad = NULL;
    cr_assert(tn_autograd_grad({&loss, 1}, {&x, 1}, &grad) == TN_OK, "%s",
              tn_error_pending()->message);
    return grad;
}

static void expect_near(tn_tensor *found, tn_tensor *wanted, const char *what) {
    const double away = size_of(tn_sub(found, wanted));
    cr_expect(away <= 1e-8, "%s: %g away", what, away);
}

/* Orthogonal matrices have equal values, and a product with a low rank zero ones. */
Test(linalg_grad, equal_and_zero_values_have_finite_gradients) {
    TN_SCOPE(scope);
    const tn_dtype dtypes[] = {TN_F64, TN_C128};
    for (int d = 0; d < 2; d++) {
        tn_tensor *q = tn_linalg_qr(tn_randn(TN_SHAPE(5, 5), .dtype = dtypes[d])).Q;
        tn_tensor *x = tn_clone(q);
        tn_set_requires_grad(x, true);
        /* The sum of the values is the trace of Q^H X near Q: its gradient is Q. */
        expect_near(gradient(tn_sum(tn_linalg_svdvals(x)), x), q, "the sum of equal values");
        /* U V^H is Q itself, and moves along with the skew part of Q^H dX. */
        tn_tensor *w = tn_randn(TN_SHAPE(5, 5), .dtype = dtypes[d]);
        const tn_linalg_svd_result r = tn_linalg_svd(x);
        tn_tensor *loss = tn_sum(tn_real(tn_mul(tn_conj(w), tn_matmul(r.U, r.Vh))));
        tn_tensor *turn = tn_matmul(tn_adjoint(q), w);
        tn_tensor *wanted = tn_mul(tn_matmul(q, tn_sub(turn, tn_adjoint(turn))), 0.5);
        expect_near(gradient(loss, x), wanted, "U V^H at equal values");
        /* Frobenius' norm through the values of a matrix of rank 2. */
        tn_tensor *thin = tn_randn(TN_SHAPE(6, 2), .dtype = dtypes[d]);
        tn_tensor *low = tn_detach(tn_matmul(thin, tn_adjoint(thin)));
        tn_set_requires_grad(low, true);
        const tn_linalg_svd_result s = tn_linalg_svd(low);
        tn_tensor *square = tn_sum(tn_square(s.S));
        expect_near(gradient(square, low), tn_mul(tn_detach(low), 2), "values of low rank");
        /* The projection on the range is determined, those of single vectors are not. */
        tn_tensor *u = tn_narrow(tn_linalg_svd(low).U, -1, 0, 2);
        tn_tensor *range = tn_matmul(u, tn_adjoint(u));
        tn_tensor *grad = gradient(tn_sum(tn_square(tn_abs(range))), low);
        cr_expect(size_of(grad) <= 1e-7, "the norm of a projection does not move: %g",
                  size_of(grad));
    }
    cr_expect(tn_ok());
}

Test(linalg_grad, equal_eigenvalues_have_finite_gradients) {
    TN_SCOPE(scope);
    tn_tensor *x = tn_mul(tn_eye(4, .dtype = TN_C128), 3);
    tn_set_requires_grad(x, true);
    const tn_linalg_eigh_result r = tn_linalg_eigh(x);
    tn_tensor *whole = tn_matmul(r.eigenvectors, tn_adjoint(r.eigenvectors));
    tn_tensor *loss = tn_add(tn_sum(r.eigenvalues), tn_sum(tn_square(tn_abs(whole))));
    expect_near(gradient(loss, x), tn_eye(4, .dtype = TN_C128), "the trace");
    cr_expect(tn_ok());
}

static void expect_no_gradient(tn_tensor *loss, tn_tensor *x, const char *what) {
    tn_tensor *grad = NULL;
    cr_expect(tn_autograd_grad({&loss, 1}, {&x, 1}, &grad) != TN_OK, "%s has a gradient", what);
    tn_error e = {0};
    tn_error_take(&e);
    cr_expect(strstr(e.message, "the loss must not depend on the choice of"), "%s: %s", what,
              e.message);
}

Test(linalg_grad, losses_that_depend_on_the_gauge_are_errors) {
    TN_SCOPE(scope);
    tn_tensor *x = tn_linalg_qr(tn_randn(TN_SHAPE(4, 4), .dtype = TN_F64)).Q;
    tn_set_requires_grad(x, true);
    tn_tensor *w = tn_randn(TN_SHAPE(4, 4), .dtype = TN_F64);
    expect_no_gradient(tn_sum(tn_mul(w, tn_linalg_svd(x).U)), x, "U at equal values");
    tn_tensor *z = leaf(TN_C128, 1, 4, 4);
    tn_tensor *wz = tn_randn(TN_SHAPE(4, 4), .dtype = TN_C128);
    expect_no_gradient(tn_sum(tn_real(tn_mul(wz, tn_linalg_svd(z).U))), z, "complex U");
    tn_tensor *one = tn_eye(4, .dtype = TN_F64);
    tn_set_requires_grad(one, true);
    expect_no_gradient(tn_sum(tn_mul(w, tn_linalg_eigh(one).eigenvectors)), one,
                       "vectors of equal eigenvalues");
    expect_no_gradient(tn_sum(tn_real(tn_mul(wz, tn_linalg_eig(z).eigenvectors))), z,
                       "complex vectors");
    /* Real vectors of distinct values are unique up to a sign, which nobody turns. */
    tn_tensor *real = leaf(TN_F64, 1, 4, 4);
    gradient(tn_sum(tn_mul(w, tn_linalg_svd(real).U)), real);
    cr_expect(tn_ok());
}

/* ---- Determinants ---------------------------------------------------------------------------- */

/* d det / d A is the matrix of cofactors, singular or not: of [1 2; 2 4] it is [4 -2; -2 1]. */
Test(linalg_grad, singular_determinants_have_the_cofactors_as_gradient) {
    TN_SCOPE(scope);
    const double numbers[] = {1, 2, 2, 4}, cofactors[] = {4, -2, -2, 1};
    tn_tensor *x = tn_from(numbers, TN_SHAPE(2, 2), .dtype = TN_F64, .requires_grad = true);
    tn_tensor *wanted = tn_from(cofactors, TN_SHAPE(2, 2), .dtype = TN_F64);
    expect_near(gradient(tn_linalg_det(x), x), wanted, "cofactors");
    tn_tensor *zero = tn_zeros(TN_SHAPE(3, 3), .dtype = TN_F64, .requires_grad = true);
    expect_near(gradient(tn_linalg_det(zero), zero), tn_zeros_like(zero), "of zeros");
    cr_expect(tn_ok());
}

/* Of x [.., n, n] along its first row, written out: a polynomial with derivatives of all orders. */
static tn_tensor *expanded(tn_tensor *x) {
    const int64_t n = tn_size(x, -1);
    tn_tensor *sum = NULL, *row = tn_select(x, -2, 0), *rest = tn_narrow(x, -2, 1, n - 1);
    for (int64_t j = 0; j < n; j++) {
        tn_tensor *minor =
            tn_cat(TN_TENSORS(tn_narrow(rest, -1, 0, j), tn_narrow(rest, -1, j + 1, n - 1 - j)),
                   .dim = -1);
        tn_tensor *term = tn_select(row, -1, j);
        term = n > 1 ? tn_mul(term, expanded(minor)) : term;
        sum = !sum ? term : j % 2 ? tn_sub(sum, term) : tn_add(sum, term);
    }
    return sum;
}

static tn_tensor *determinant(tn_tensors in, void *context) {
    (void)context;
    return tn_linalg_det(in.data[0]);
}

/* Gradients of the first `orders`, each of what the one before has in common with `weights`. */
static void differentiate(tn_tensor *y, tn_tensor *x, tn_tensor *weights, int orders,
                          tn_tensor *grads[3]) {
    for (int order = 0; order < orders; order++) {
        tn_tensor *loss = order ? tn_sum(tn_mul(tn_real(tn_mul(grads[order - 1], weights)), 2)) : y;
        grads[order] = NULL;
        tn_autograd_grad(TN_TENSORS(loss), TN_TENSORS(x), .grads = &grads[order],
                         .create_graph = true);
    }
}

static void expect_derivatives(tn_tensor *values, const char *what) {
    tn_tensor *x = tn_detach(values), *found[3], *wanted[3];
    tn_set_requires_grad(x, true);
    tn_tensor *weights = tn_randn_like(values);
    const int orders = tn_size(x, -1) < 3 ? (int)tn_size(x, -1) : 3; /* others are none */
    differentiate(tn_sum(tn_real(tn_linalg_det(x))), x, weights, orders, found);
    differentiate(tn_sum(tn_real(expanded(x))), x, weights, orders, wanted);
    cr_assert(tn_ok(), "%s: %s", what, tn_ok() ? "" : tn_error_pending()->message);
    for (int order = 0; order < orders; order++) {
        const double off = tn_item(tn_amax(tn_abs(tn_sub(found[order], wanted[order])))),
                     size = tn_item(tn_amax(tn_abs(wanted[order])));
        cr_expect(off <= 1e-9 * (1 + size), "%s of %s, derivative %d: off by %g of %g", what,
                  tn_dtype_name(tn_dtype_of(values)), order + 1, off, size);
    }
}

/* Each rank by itself, and all in one batch; and rows without rounding. */
Test(linalg_grad, singular_determinants_have_gradients_of_all_orders) {
    for (int d = 0; d < 2; d++) {
        const tn_dtype dtype = d ? TN_C128 : TN_F64;
        for (int64_t n = 2; n <= 4; n++) {
            TN_SCOPE(scope);
            tn_tensor *batch[8];
            for (int64_t rank = 0; rank <= n; rank++) {
                batch[rank] = tn_matmul(tn_randn(TN_SHAPE(n, rank), .dtype = dtype),
                                        tn_randn(TN_SHAPE(rank, n), .dtype = dtype));
                expect_derivatives(batch[rank], "one matrix");
                tn_tensor *x = tn_clone(batch[rank]);
                tn_set_requires_grad(x, true);
                expect_orders(determinant, x, "a determinant", false);
            }
            const tn_tensors each = {batch, n + 1};
            expect_derivatives(tn_stack(each), "all ranks");
        }
    }
    const double numbers[] = {0, 1, 0, 0, 0, 1, 0, 0, 0};
    expect_derivatives(tn_from(numbers, TN_SHAPE(3, 3), .dtype = TN_F64), "a nilpotent matrix");
    cr_expect(tn_ok());
}

/* Of more zeros than derivatives anyone would take the gradients are zero, and are there. */
Test(linalg_grad, determinants_of_zeros_have_second_gradients) {
    TN_SCOPE(scope);
    tn_tensor *x = tn_zeros(TN_SHAPE(2, 12, 12), .dtype = TN_F64, .requires_grad = true), *grads[3];
    differentiate(tn_sum(tn_linalg_det(x)), x, tn_ones_like(x), 3, grads);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    for (int order = 0; order < 3; order++) {
        expect_near(tn_detach(grads[order]), tn_detach(tn_zeros_like(x)), "of zeros");
    }
}
