/* Decompositions against LAPACK's on matrices of LAPACK's own generators: residuals and
 * orthogonality within a few times size and precision, and no worse than LAPACK's.
 *
 * "No worse" is said of many samples of one class, size and dtype, on which both are measured in
 * long double: the root of our mean square is at most LAPACK's, and so is our largest error, but
 * for what rounding exact factors once would make. Of samples that are LAPACK's bit for bit one is
 * enough. */
#include "factor_error.h"
#include "lapack_matrices.h"
#include "linalg_matrices.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const tn_dtype dtypes[] = {TN_F32, TN_F64, TN_C64, TN_C128};
enum { DTYPES = sizeof dtypes / sizeof *dtypes };

typedef struct size {
    int64_t batch, m, n;
} size;

typedef enum decomposition {
    SVD,
    SVD_JACOBI,
    SVD_BIDIAGONAL,
    QR,
    EIGH,
    DECOMPOSITIONS
} decomposition;
static const char *const names[DECOMPOSITIONS] = {"svd", "svd (gesvdj)", "svd (gesvd)", "qr",
                                                  "eigh"};

typedef struct sample {
    decomposition what;
    matrix_class kind;
    tn_dtype dtype;
    size s;
} sample;

/* ---- Bounds ---------------------------------------------------------------------------------- */

/* What rounding exact factors once makes at most. Each factor is off by half an epsilon, and the
 * products of its columns are by a whole one; denormal values and elements of R are off by half of
 * the least number there is. */
static factor_error rounding_of(const sample *c, tn_tensor *a) {
    const double k = (double)(c->s.m < c->s.n ? c->s.m : c->s.n);
    const double entries = c->what == QR ? k * (double)c->s.n : k;
    const double least = c->dtype == TN_F32 || c->dtype == TN_C64 ? 0x1p-149 : 0x1p-1074;
    const double largest = size_of(a), lost = largest > 0 ? least / largest / eps_of(c->dtype) : 0;
    return (factor_error){.residual = (c->what == QR ? 1 : 1.5) + 0.5 * lost * sqrt(entries),
                          .left = sqrt(k),
                          .right = sqrt(k)};
}

static void expect_at_most(const char *part, const sample *c, double found, double most,
                           const char *whose) {
    cr_expect(found <= most, "%s of %s of %s [%d, %d, %d], %s: %.2f epsilon, %s %.2f", part,
              names[c->what], tn_dtype_name(c->dtype), (int)c->s.batch, (int)c->s.m, (int)c->s.n,
              MATRIX_CLASS_NAMES[c->kind], found, whose, most);
}

/* What is uniformly rounded is off by a third of the most, or less, in the mean. */
static void expect_no_worse(const sample *c, const sample_errors *ours,
                            const sample_errors *lapacks, factor_error once) {
    const factor_error x = ours->largest, p = lapacks->largest;
    expect_at_most("residual", c, x.residual, p.residual + once.residual, "LAPACK's");
    expect_at_most("columns", c, x.left, p.left + once.left, "LAPACK's");
    expect_at_most("rows", c, x.right, p.right + once.right, "LAPACK's");
    const factor_error y = ours->mean, q = lapacks->mean;
    if (ours->count < 10) {
        return;
    }
    expect_at_most("mean residual", c, y.residual, q.residual + once.residual / 3, "LAPACK's");
    expect_at_most("columns in the mean", c, y.left, q.left + once.left / 3, "LAPACK's");
    expect_at_most("rows in the mean", c, y.right, q.right + once.right / 3, "LAPACK's");
}

/* itself: the result is LAPACK's, bit for bit. */
static void expect_accurate(const sample *c, tn_tensor *a, const sample_errors *ours,
                            const sample_errors *lapacks, bool itself) {
    /* The c of c * n * epsilon. LAPACK's bidiagonal QR stops at 10 epsilon. */
    const double small = itself ? 20 : 4;
    const double most = small * (double)(c->s.m > c->s.n ? c->s.m : c->s.n);
    const factor_error once = rounding_of(c, a);
    expect_at_most("residual", c, ours->largest.residual, most + once.residual, "bound");
    expect_at_most("columns", c, ours->largest.left, most, "bound");
    expect_at_most("rows", c, ours->largest.right, most, "bound");
    expect_no_worse(c, ours, lapacks, once);
}

/* ---- One class, size and dtype --------------------------------------------------------------- */

typedef struct factors {
    tn_tensor *left, *values, *right;
} factors;

static factors ours_of(const sample *c, tn_tensor *a) {
    if (c->what == QR) {
        const tn_linalg_qr_result r = tn_linalg_qr(a);
        return (factors){r.Q, NULL, r.R};
    }
    if (c->what == EIGH) {
        const tn_linalg_eigh_result r = tn_linalg_eigh(a);
        return (factors){r.eigenvectors, r.eigenvalues, tn_adjoint(r.eigenvectors)};
    }
    static const char *const drivers[] = {
        [SVD] = NULL, [SVD_JACOBI] = "gesvdj", [SVD_BIDIAGONAL] = "gesvd"};
    const tn_linalg_svd_result r =
        tn_linalg_svd(a, .no_full_matrices = true, .driver = drivers[c->what]);
    return (factors){r.U, r.S, r.Vh};
}

static factors lapacks_of(const sample *c, tn_tensor *a) {
    const lapack_factors f = c->what == QR               ? lapack_qr(a)
                             : c->what == EIGH           ? lapack_eigh(a)
                             : c->what == SVD_BIDIAGONAL ? lapack_svd("gesvd", a)
                             : c->what == SVD_JACOBI     ? lapack_gesvj(a)
                                                         : lapack_svd("gesdd", a);
    return (factors){f.left, f.values, c->what == EIGH ? tn_adjoint(f.left) : f.right};
}

static sample_errors errors_of(const sample *c, tn_tensor *a, factors f) {
    sample_errors e = {.count = 0};
    cr_assert(f.left && f.right, "%s", tn_ok() ? "no factors" : tn_error_pending()->message);
    tn_tensor *left = tn_contiguous(f.left), *right = tn_contiguous(f.right);
    tn_tensor *values = f.values ? tn_contiguous(f.values) : NULL;
    for (int64_t b = 0; b < c->s.batch; b++) {
        add_sample(&e, factor_error_of(a, left, values, right,
                                       c->what <= SVD_BIDIAGONAL ? RIGHT_ROWS : RIGHT_ANY, b));
    }
    return e;
}

/* Whether the default is Jacobi anyway. */
static bool is_checked_elsewhere(const sample *c, tn_tensor *a) {
    return c->what == SVD_JACOBI &&
           strcmp(tn_linalg_explain("svd", a, NULL), tn_linalg_explain("svd", a, "gesvdj")) == 0;
}

static void check(const sample *c) {
    TN_SCOPE(scope);
    tn_tensor *a = generated(c->kind, c->dtype, c->s.batch, c->s.m, c->s.n, c->what == EIGH);
    if (is_checked_elsewhere(c, a)) {
        return;
    }
    const factors ours = ours_of(c, a), theirs = lapacks_of(c, a);
    const bool same = ours.left && same_bits(ours.left, theirs.left) &&
                      same_bits(ours.right, theirs.right) &&
                      (!ours.values || same_bits(ours.values, theirs.values));
    const sample_errors found = errors_of(c, a, ours);
    const sample_errors lapacks = same ? found : errors_of(c, a, theirs);
    expect_accurate(c, a, &found, &lapacks, same);
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
}

static void check_classes(decomposition what, tn_dtype dtype, size s) {
    for (int kind = 0; kind < MATRIX_CLASSES; kind++) {
        check(&(sample){what, (matrix_class)kind, dtype, s});
    }
}

/* ---- The sizes ------------------------------------------------------------------------------- */

/* Largest errors of few samples are chance. What LAPACK does itself needs none. */
static size with_samples(tn_dtype dtype, int64_t m, int64_t n) {
    const int64_t longer = m > n ? m : n;
    const bool is_real = dtype == TN_F32 || dtype == TN_F64;
    const int64_t samples = longer <= 4 ? 600 : longer <= 8 ? 300 : longer <= 16 ? 60 : 12;
    return (size){longer > 64 ? 1 : is_real ? samples : (samples + 19) / 20, m, n};
}

/* Sides 1 to 33 step by step where the ways are ours, and some of what is LAPACK's. */
static void check_sizes(decomposition what) {
    static const int sides[][2] = {{1, 1},   {2, 2},   {3, 3},   {4, 4},   {5, 5},   {8, 8},
                                   {12, 12}, {16, 16}, {24, 24}, {25, 25}, {32, 32}, {33, 33},
                                   {64, 64}, {5, 3},   {3, 5},   {20, 8},  {60, 3},  {7, 40},
                                   {96, 24}, {1, 9},   {100, 1}, {70, 40}};
    need_generators();
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i += what == SVD_BIDIAGONAL ? 2 : 1) {
        for (int d = 0; d < DTYPES && (what != EIGH || sides[i][0] == sides[i][1]); d++) {
            check_classes(what, dtypes[d], with_samples(dtypes[d], sides[i][0], sides[i][1]));
        }
    }
}

Test(linalg_accuracy, svd_is_as_accurate_as_lapacks, .timeout = 600) {
    check_sizes(SVD);
}

Test(linalg_accuracy, svd_by_jacobi_is_as_accurate_as_lapacks, .timeout = 600) {
    check_sizes(SVD_JACOBI);
}

Test(linalg_accuracy, svd_by_bidiagonal_qr_is_lapacks, .timeout = 600) {
    check_sizes(SVD_BIDIAGONAL);
}

Test(linalg_accuracy, qr_is_as_accurate_as_lapacks, .timeout = 600) {
    check_sizes(QR);
}

Test(linalg_accuracy, eigh_is_as_accurate_as_lapacks, .timeout = 600) {
    check_sizes(EIGH);
}

/* A class and dtype each. */
Test(linalg_accuracy, large_matrices_have_the_accuracy_of_lapacks, .timeout = 600) {
    static const int sides[][2] = {{128, 128}, {200, 70}, {30, 257},
                                   {257, 257}, {512, 20}, {512, 512}};
    static const decomposition ways[] = {SVD, QR, EIGH};
    need_generators();
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        for (int w = 0; w < 3 && (w < 2 || sides[i][0] == sides[i][1]); w++) {
            const int at = (int)i + 3 * w;
            const tn_dtype dtype =
                sides[i][0] * sides[i][1] > 100000 ? dtypes[at % 2] : dtypes[at % 4];
            check(&(sample){ways[w],
                            (matrix_class)(at % MATRIX_CLASSES),
                            dtype,
                            {1, sides[i][0], sides[i][1]}});
        }
    }
}

/* TENON_TEST_LINALG=1: every size to 512, square, thin and wide, each class in turn. */
Test(linalg_accuracy, every_size_has_the_accuracy_of_lapacks, .timeout = 36000) {
    if (!getenv("TENON_TEST_LINALG")) {
        cr_skip_test("TENON_TEST_LINALG is not set");
    }
    need_generators();
    for (int64_t n = 1; n <= 512; n++) {
        for (int what = 0; what < DECOMPOSITIONS; what++) {
            const int at = (int)n + what, d = at % DTYPES;
            const int64_t other = what == EIGH ? n : 1 + n * 3 % 41;
            for (int kind = n <= 40 ? 0 : at % 3; kind < MATRIX_CLASSES; kind += n <= 40 ? 1 : 3) {
                check(
                    &(sample){what, (matrix_class)kind, dtypes[d], with_samples(dtypes[d], n, n)});
            }
            const matrix_class kind = (matrix_class)(at % MATRIX_CLASSES);
            check(&(sample){what, kind, dtypes[d], with_samples(dtypes[d], n, other)});
            check(&(sample){what, kind, dtypes[d], with_samples(dtypes[d], other, n)});
        }
    }
}

Test(linalg_accuracy, empty_matrices_have_empty_factors) {
    static const size sizes[] = {{3, 0, 0}, {2, 0, 4}, {2, 5, 0}, {0, 3, 3}, {0, 40, 40}};
    need_generators();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int what = 0; what < DECOMPOSITIONS; what++) {
            if (what != EIGH || sizes[i].m == sizes[i].n) {
                check(&(sample){what, CLASS_CONDITION_10, dtypes[i % DTYPES], sizes[i]});
            }
        }
    }
}

/* ---- Small singular values ------------------------------------------------------------------- */

/* The largest of |found - exact| / exact, in epsilon. */
static double relative_error(tn_tensor *found, int64_t b, const long double *exact) {
    const int64_t n = tn_size(found, -1);
    double worst = 0;
    for (int64_t j = 0; j < n; j++) {
        const double value = tn_item(tn_select(tn_select(found, 0, b), 0, j));
        worst = fmax(worst, fabs((double)(((long double)value - exact[j]) / exact[j])));
    }
    return worst / eps_of(tn_dtype_of(found));
}

/* Of well-conditioned columns that are scaled by 1 to 2^-30 (2^-60) each value is as exact as the
 * largest one: against Jacobi in long double. */
Test(linalg_accuracy, jacobi_keeps_small_values_of_graded_matrices, .timeout = 120) {
    static const int sides[][2] = {{2, 2},   {5, 5},   {12, 8},  {16, 16},
                                   {32, 32}, {40, 40}, {60, 33}, {100, 100}};
    need_generators();
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        for (int d = 0; d < 2; d++) {
            TN_SCOPE(scope);
            const int64_t m = sides[i][0], n = sides[i][1], batch = n <= 40 ? 8 : 1;
            tn_tensor *a = generated(CLASS_GRADED, dtypes[d], batch, m, n, false);
            tn_tensor *found = tn_linalg_svdvals(a, .driver = "gesvdj");
            tn_tensor *with_vectors =
                tn_linalg_svd(a, .driver = "gesvdj", .no_full_matrices = true).S;
            cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
            for (int64_t b = 0; b < batch; b++) {
                long double exact[100];
                exact_singular_values(a, b, exact);
                const double off = relative_error(found, b, exact),
                             other = relative_error(with_vectors, b, exact);
                const double most = 2 + (double)n;
                cr_expect(off <= most && other <= most, "%s [%d, %d]: %.1f and %.1f epsilon",
                          tn_dtype_name(dtypes[d]), (int)m, (int)n, off, other);
            }
        }
    }
}
