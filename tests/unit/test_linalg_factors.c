/* Factorisations against what they factor: residuals and orthogonality within a multiple of size
 * and precision, for matrices of prescribed singular values. */
#include "linalg_matrices.h"

#include <criterion/criterion.h>
#include <math.h>

static const tn_dtype dtypes[] = {TN_F32, TN_F64, TN_C64, TN_C128};
enum { DTYPES = sizeof dtypes / sizeof *dtypes };

typedef struct shape {
    int64_t batch, m, n;
} shape;
static const shape shapes[] = {{3, 1, 1},   {9, 2, 2},    {9, 3, 3},    {5, 4, 7},   {17, 8, 8},
                               {4, 16, 16}, {9, 13, 9},   {4, 60, 3},   {5, 3, 50},  {4, 24, 24},
                               {5, 32, 32}, {1, 31, 31},  {2, 33, 33},  {1, 64, 64}, {1, 200, 7},
                               {1, 7, 200}, {1, 100, 90}, {1, 257, 257}};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static double tolerance(tn_dtype dtype, const shape *s) {
    return 12 * (double)(s->m > s->n ? s->m : s->n) * eps_of(dtype);
}

#define EXPECT_BELOW(found, most, what, kind, dtype, s)                                           \
    do {                                                                                          \
        const double found_ = (found), most_ = (most);                                            \
        cr_expect(found_ <= most_, "%s: %g, more than %g, of [%d, %d, %d] %s, spectrum %d", what, \
                  found_, most_, (int)(s)->batch, (int)(s)->m, (int)(s)->n, tn_dtype_name(dtype), \
                  (int)(kind));                                                                   \
    } while (0)

/* ---- Singular values ------------------------------------------------------------------------- */

static void check_svd(tn_tensor *a, const char *driver, int kind, const shape *s) {
    const tn_dtype dtype = tn_dtype_of(a);
    const tn_linalg_svd_result r = tn_linalg_svd(a, .no_full_matrices = true, .driver = driver);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    tn_tensor *again = tn_matmul(times_columns(r.U, r.S), r.Vh);
    const double most = tolerance(dtype, s);
    EXPECT_BELOW(size_of(tn_sub(again, a)), most, "U S Vh", kind, dtype, s);
    EXPECT_BELOW(from_orthonormal(r.U), most, "U", kind, dtype, s);
    EXPECT_BELOW(from_orthonormal(adjoint(r.Vh)), most, "V", kind, dtype, s);
    cr_expect(!tn_item(tn_any(tn_gt(tn_diff(r.S, -1, 1), 0))), "values do not fall");
    tn_tensor *alone = tn_linalg_svdvals(a, .driver = driver);
    EXPECT_BELOW(size_of(tn_sub(alone, r.S)), most, "values alone", kind, dtype, s);
}

static void every_svd(const char *driver) {
    for (int d = 0; d < DTYPES; d++) {
        for (int i = 0; i < SHAPES; i++) {
            for (int kind = 0; kind < SPECTRA; kind++) {
                TN_SCOPE(scope);
                const shape *s = &shapes[i];
                if (s->m * s->n <= 10000 || kind == CONDITION_1E6) {
                    check_svd(matrices_of((spectrum)kind, dtypes[d], s->batch, s->m, s->n), driver,
                              kind, s);
                }
            }
        }
    }
}

Test(linalg_factors, svd_is_backward_stable, .timeout = 120) {
    every_svd(NULL);
}

Test(linalg_factors, svd_by_jacobi_is_backward_stable, .timeout = 120) {
    every_svd("gesvdj");
}

Test(linalg_factors, svd_by_bidiagonal_qr_is_backward_stable, .timeout = 120) {
    every_svd("gesvd");
}

/* On the same matrices; test_linalg_accuracy.c has LAPACK's own. */
Test(linalg_factors, small_svd_is_as_accurate_as_lapack) {
    for (int kind = 0; kind < SPECTRA; kind++) {
        TN_SCOPE(scope);
        tn_tensor *a = matrices_of((spectrum)kind, TN_F64, 40, 16, 16);
        const char *const drivers[] = {NULL, "gesvd"};
        double residual[2], turned[2];
        for (int i = 0; i < 2; i++) {
            const tn_linalg_svd_result r = tn_linalg_svd(a, .driver = drivers[i]);
            residual[i] = size_of(tn_sub(tn_matmul(times_columns(r.U, r.S), r.Vh), a));
            turned[i] = from_orthonormal(r.U);
        }
        cr_expect(residual[0] <= residual[1], "%d: %g, LAPACK %g", kind, residual[0],
                  residual[1]);
        cr_expect(turned[0] <= turned[1], "%d: %g, LAPACK %g", kind, turned[0], turned[1]);
    }
}

/* Full decompositions of any shape. */
Test(linalg_factors, full_svd_completes_both_bases) {
    const char *const drivers[] = {NULL, "gesvd", "gesvdj"};
    const shape full[] = {{2, 6, 3}, {2, 3, 6}, {1, 40, 7}, {3, 5, 5}};
    for (int d = 0; d < DTYPES; d++) {
        for (int i = 0; i < 12; i++) {
            TN_SCOPE(scope);
            const shape *s = &full[i / 3];
            tn_tensor *a = matrices_of(RANK_DEFICIENT, dtypes[d], s->batch, s->m, s->n);
            const tn_linalg_svd_result r = tn_linalg_svd(a, .driver = drivers[i % 3]);
            const int64_t k = s->m < s->n ? s->m : s->n;
            tn_tensor *again =
                tn_matmul(times_columns(tn_narrow(r.U, -1, 0, k), r.S), tn_narrow(r.Vh, -2, 0, k));
            const double most = tolerance(dtypes[d], s);
            EXPECT_BELOW(size_of(tn_sub(again, a)), most, "U S Vh", i, dtypes[d], s);
            EXPECT_BELOW(from_orthonormal(r.U), most, "U", i, dtypes[d], s);
            EXPECT_BELOW(from_orthonormal(adjoint(r.Vh)), most, "V", i, dtypes[d], s);
            cr_expect(tn_size(r.U, -1) == s->m && tn_size(r.Vh, -2) == s->n);
        }
    }
}

/* Powers of two move nothing but the values. */
Test(linalg_factors, huge_and_denormal_matrices_are_factored) {
    const struct {
        tn_dtype dtype;
        int exponent;
    } scales[] = {{TN_F64, 1015}, {TN_F64, -1015}, {TN_F64, -1040},
                  {TN_F32, 122},  {TN_F32, -120},  {TN_F32, -135}};
    const shape sizes[] = {{5, 3, 3}, {5, 12, 12}, {4, 20, 4}, {1, 40, 40}};
    for (int i = 0; i < 24; i++) {
        TN_SCOPE(scope);
        const shape *s = &sizes[i / 6];
        const tn_dtype dtype = scales[i % 6].dtype;
        const int exponent = scales[i % 6].exponent;
        tn_tensor *a = matrices_of(CONDITION_10, TN_F64, s->batch, s->m, s->n);
        tn_tensor *scaled = tn_to(tn_mul(a, ldexp(1, exponent)), .dtype = dtype);
        /* What the rounding to denormal numbers loses, relative to the scale. */
        const double lost = ldexp(1, (dtype == TN_F32 ? -149 : -1074) - exponent);
        const double most = tolerance(dtype, s) + 4 * (double)s->m * lost;
        const tn_linalg_svd_result r = tn_linalg_svd(scaled, .no_full_matrices = true);
        const tn_linalg_qr_result q = tn_linalg_qr(scaled);
        cr_assert(tn_ok(), "%s", tn_error_pending()->message);
        tn_tensor *values = tn_mul(tn_mul(tn_to(r.S, .dtype = TN_F64), ldexp(1, -exponent / 2)),
                                   ldexp(1, -exponent + exponent / 2));
        tn_tensor *u = tn_to(r.U, .dtype = TN_F64), *vh = tn_to(r.Vh, .dtype = TN_F64);
        EXPECT_BELOW(size_of(tn_sub(tn_matmul(times_columns(u, values), vh), a)), most, "U S Vh",
                     exponent, dtype, s);
        EXPECT_BELOW(from_orthonormal(r.U), tolerance(dtype, s), "U", exponent, dtype, s);
        tn_tensor *upper = tn_mul(tn_mul(tn_to(q.R, .dtype = TN_F64), ldexp(1, -exponent / 2)),
                                  ldexp(1, -exponent + exponent / 2));
        EXPECT_BELOW(size_of(tn_sub(tn_matmul(tn_to(q.Q, .dtype = TN_F64), upper), a)), most, "Q R",
                     exponent, dtype, s);
    }
}

/* Jacobi's small values are relatively accurate where columns are only scaled badly. */
Test(linalg_factors, jacobi_keeps_small_values_of_graded_matrices) {
    for (int64_t n = 6; n <= 40; n += 17) {
        TN_SCOPE(scope);
        tn_tensor *grades = tn_pow(10.0, tn_mul(tn_arange(n, .dtype = TN_F64), -10.0 / (double)n));
        tn_tensor *base = matrices_of(CONDITION_10, TN_F64, 4, n, n);
        tn_tensor *a = tn_to(times_columns(base, grades), .dtype = TN_F32);
        tn_tensor *exact = tn_linalg_svdvals(tn_to(a, .dtype = TN_F64), .driver = "gesvdj");
        tn_tensor *found = tn_to(tn_linalg_svdvals(a, .driver = "gesvdj"), .dtype = TN_F64);
        const double away = size_of(tn_div(tn_sub(found, exact), exact));
        cr_expect(away <= 30 * (double)n * eps_of(TN_F32), "n = %d: relative error %g", (int)n,
                  away);
    }
}

/* ---- Other factors --------------------------------------------------------------------------- */

static void check_qr(tn_tensor *a, int kind, const shape *s) {
    const tn_dtype dtype = tn_dtype_of(a);
    const double most = tolerance(dtype, s);
    const char *const modes[] = {"reduced", "complete"};
    for (int i = 0; i < 2; i++) {
        const tn_linalg_qr_result r = tn_linalg_qr(a, .mode = modes[i]);
        EXPECT_BELOW(size_of(tn_sub(tn_matmul(r.Q, r.R), a)), most, "Q R", kind, dtype, s);
        EXPECT_BELOW(from_orthonormal(r.Q), most, "Q", kind, dtype, s);
        cr_expect(size_of(tn_tril(r.R, .diagonal = -1)) == 0, "R is not upper");
    }
}

static void check_lu(tn_tensor *a, int kind, const shape *s) {
    const tn_dtype dtype = tn_dtype_of(a);
    const tn_linalg_lu_result r = tn_linalg_lu(a);
    EXPECT_BELOW(size_of(tn_sub(tn_matmul(r.P, tn_matmul(r.L, r.U)), a)), tolerance(dtype, s),
                 "P L U", kind, dtype, s);
    cr_expect(size_of(r.L) <= 1.4143, "an element of L is larger than 1"); /* |re| + |im| decides */
}

/* Their squares are further apart than a float can say. */
Test(linalg_factors, columns_of_very_different_lengths_are_no_failure) {
    const float small[] = {1e-10f, 1e-18f, 1e-20f, 1e-24f};
    for (int i = 0; i < 4; i++) {
        TN_SCOPE(scope);
        const float values[] = {1, small[i], 1, 2 * small[i]};
        tn_tensor *s = tn_linalg_svdvals(tn_from(values, TN_SHAPE(2, 2), TN_F32));
        cr_assert(tn_ok(), "%g: %s", (double)small[i], tn_error_pending()->message);
        const double least = tn_item(tn_select(s, 0, 1)), wanted = (double)small[i] / sqrt(2);
        cr_expect_lt(fabs(least / wanted - 1), 1e-5, "%g, not %g", least, wanted);
    }
}

Test(linalg_factors, qr_and_lu_are_backward_stable, .timeout = 120) {
    for (int d = 0; d < DTYPES; d++) {
        for (int i = 0; i < SHAPES; i++) {
            for (int kind = 0; kind < SPECTRA; kind++) {
                TN_SCOPE(scope);
                const shape *s = &shapes[i];
                tn_tensor *a = matrices_of((spectrum)kind, dtypes[d], s->batch, s->m, s->n);
                check_qr(a, kind, s);
                check_lu(a, kind, s);
                cr_assert(tn_ok(), "%s", tn_error_pending()->message);
            }
        }
    }
}

static void check_hermitian(const shape *s, tn_dtype dtype, int kind, bool upper) {
    const double most = tolerance(dtype, s);
    tn_tensor *a = hermitian_of((spectrum)kind, dtype, s->batch, s->n, false);
    tn_tensor *half = upper ? tn_triu(a) : tn_tril(a); /* the other half is not read */
    const tn_linalg_eigh_result r = tn_linalg_eigh(half, .UPLO = upper ? "U" : "L");
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    tn_tensor *again =
        tn_matmul(times_columns(r.eigenvectors, r.eigenvalues), adjoint(r.eigenvectors));
    EXPECT_BELOW(size_of(tn_sub(again, a)), most, "V w V^H", kind, dtype, s);
    EXPECT_BELOW(from_orthonormal(r.eigenvectors), most, "V", kind, dtype, s);
    cr_expect(!tn_item(tn_any(tn_lt(tn_diff(r.eigenvalues, -1, 1), 0))), "values do not rise");
    tn_tensor *p = hermitian_of((spectrum)kind, dtype, s->batch, s->n, true);
    tn_tensor *l = tn_linalg_cholesky(upper ? tn_triu(p) : tn_tril(p), .upper = upper);
    tn_tensor *product = upper ? tn_matmul(adjoint(l), l) : tn_matmul(l, adjoint(l));
    EXPECT_BELOW(size_of(tn_sub(product, p)), 3 * most, "L L^H", kind, dtype, s);
    tn_tensor *b = tn_randn(TN_SHAPE(s->batch, s->n, 3), .dtype = dtype);
    const tn_linalg_ldl_factor_result f = tn_linalg_ldl_factor(p, .hermitian = true);
    tn_tensor *x = tn_linalg_ldl_solve(f.LD, f.pivots, b, .hermitian = true);
    EXPECT_BELOW(size_of(tn_sub(tn_matmul(p, x), b)), 30 * most, "L D L^H", kind, dtype, s);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
}

Test(linalg_factors, hermitian_factors_are_backward_stable, .timeout = 120) {
    for (int d = 0; d < DTYPES; d++) {
        for (int i = 0; i < SHAPES; i++) {
            for (int kind = 0; kind < SPECTRA; kind++) {
                TN_SCOPE(scope);
                if (shapes[i].m == shapes[i].n && (shapes[i].n < 100 || kind == GRADED)) {
                    check_hermitian(&shapes[i], dtypes[d], kind, kind % 2);
                }
            }
        }
    }
}

Test(linalg_factors, eig_satisfies_its_equation) {
    for (int d = 0; d < DTYPES; d++) {
        for (int64_t n = 1; n <= 40; n += 13) {
            TN_SCOPE(scope);
            const shape s = {3, n, n};
            tn_tensor *a = tn_randn(TN_SHAPE(3, n, n), .dtype = dtypes[d]);
            const tn_linalg_eig_result r = tn_linalg_eig(a);
            const tn_dtype dtype = tn_dtype_of(r.eigenvalues);
            tn_tensor *left = tn_matmul(tn_to(a, .dtype = dtype), r.eigenvectors);
            tn_tensor *right = times_columns(r.eigenvectors, r.eigenvalues);
            EXPECT_BELOW(size_of(tn_sub(left, right)), 4 * tolerance(dtype, &s), "A V - V w", 0,
                         dtypes[d], &s);
        }
    }
}

Test(linalg_factors, solutions_satisfy_their_equations) {
    for (int d = 0; d < DTYPES; d++) {
        for (int64_t n = 1; n <= 90; n = 2 * n + 1) {
            TN_SCOPE(scope);
            const shape s = {5, n, n};
            const double most = 100 * tolerance(dtypes[d], &s);
            tn_tensor *a = matrices_of(CONDITION_10, dtypes[d], 5, n, n);
            tn_tensor *b = tn_randn(TN_SHAPE(5, n, 3), .dtype = dtypes[d]);
            tn_tensor *x = tn_linalg_solve(a, b),
                      *y = tn_linalg_solve(a, tn_mT(b), .no_left = true);
            EXPECT_BELOW(size_of(tn_sub(tn_matmul(a, x), b)), most, "A X", 0, dtypes[d], &s);
            EXPECT_BELOW(size_of(tn_sub(tn_matmul(y, a), tn_mT(b))), most, "X A", 0, dtypes[d], &s);
            tn_tensor *one = tn_eye(n, .dtype = dtypes[d]);
            EXPECT_BELOW(size_of(tn_sub(tn_matmul(a, tn_linalg_inv(a)), one)), most, "A A^-1", 0,
                         dtypes[d], &s);
            const tn_linalg_lu_factor_result f = tn_linalg_lu_factor(a);
            tn_tensor *z = tn_linalg_lu_solve(f.LU, f.pivots, b, .adjoint = true);
            EXPECT_BELOW(size_of(tn_sub(tn_matmul(adjoint(a), z), b)), most, "A^H X", 0, dtypes[d],
                         &s);
            cr_assert(tn_ok(), "%s", tn_error_pending()->message);
        }
    }
}
