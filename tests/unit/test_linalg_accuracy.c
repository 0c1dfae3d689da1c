/* Decompositions against LAPACK's on LAPACK's own matrices (support/factor_case.h). */
#include "linalg_matrices.h"
#include "memory/sanitize.h"
#include "support/factor_case.h"
#include "support/factor_error.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const tn_dtype dtypes[] = {TN_F32, TN_F64, TN_C64, TN_C128};
enum { DTYPES = sizeof dtypes / sizeof *dtypes };

typedef struct size {
    int64_t batch, m, n;
} size;

static void need_generators(void) {
    const char *reason = why_no_generators();
    if (reason) {
        cr_skip_test("%s", reason);
    }
}

static void check(decomposition what, int kind, tn_dtype dtype, size s) {
    const factor_case c = {what, (matrix_class)kind, dtype, s.batch, s.m, s.n, TN_CPU};
    char text[256];
    cr_expect(is_as_accurate_as_lapack(&c, text, sizeof text), "%s", text);
    cr_assert(tn_ok(), "decomposition %d of class %d, %s [%d, %d, %d]: %s", (int)what, kind,
              tn_dtype_name(dtype), (int)s.batch, (int)s.m, (int)s.n,
              tn_ok() ? "" : tn_error_pending()->message);
}

/* ---- The sizes ------------------------------------------------------------------------------- */

/* Errors of few samples are chance, their mean as well. What LAPACK does itself needs none. */
static size with_samples(tn_dtype dtype, int64_t m, int64_t n) {
    const int64_t longer = m > n ? m : n, shorter = m > n ? n : m;
    const bool is_real = dtype == TN_F32 || dtype == TN_F64;
    const int64_t samples = longer <= 4 ? 600 : longer <= 8 ? 300 : longer <= 32 ? 60 : 12;
    return (size){longer > 64 ? shorter <= 16 ? 12 : 1
                  : is_real   ? samples
                              : (samples + 19) / 20,
                  m, n};
}

/* AddressSanitizer looks at where is read and written, which is the same for all classes: there a
 * size and dtype has a fourth of them. */
enum { STRIDE = TNI_ASAN ? 4 : 1 };

/* Sides 1 to 33 step by step where the ways are ours, and some of what is LAPACK's. */
static void check_sizes(decomposition what) {
    static const int sides[][2] = {{1, 1},   {2, 2},   {3, 3},   {4, 4},   {5, 5},   {8, 8},
                                   {12, 12}, {16, 16}, {24, 24}, {25, 25}, {32, 32}, {33, 33},
                                   {64, 64}, {5, 3},   {3, 5},   {20, 8},  {60, 3},  {7, 40},
                                   {96, 24}, {1, 9},   {100, 1}, {70, 40}, {328, 1}, {512, 3}};
    need_generators();
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i += what == SVD_BIDIAGONAL ? 2 : 1) {
        for (int d = 0; d < DTYPES && (what != EIGH || sides[i][0] == sides[i][1]); d++) {
            for (int kind = ((int)i + d) % STRIDE; kind < MATRIX_CLASSES; kind += STRIDE) {
                check(what, kind, dtypes[d], with_samples(dtypes[d], sides[i][0], sides[i][1]));
            }
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
            check(ways[w], at % MATRIX_CLASSES, dtype, (size){1, sides[i][0], sides[i][1]});
        }
    }
}

/* TENON_TEST_LINALG=N[:M]: every size from N to M (512), square, thin and wide, each class in turn.
 * Says where it is, for it takes hours. */
Test(linalg_accuracy, every_size_has_the_accuracy_of_lapacks, .timeout = 36000) {
    const char *range = getenv("TENON_TEST_LINALG");
    long long first, last = 512;
    if (!range) {
        cr_skip_test("TENON_TEST_LINALG is not set");
    }
    cr_assert(sscanf(range, "%lld:%lld", &first, &last) >= 1 && first >= 1 && last >= first,
              "TENON_TEST_LINALG must be N or N:M, got %s", range);
    need_generators();
    for (int64_t n = first; n <= last; n++) {
        fprintf(stderr, "linalg_accuracy: size %lld\n", (long long)n);
        for (int what = 0; what < DECOMPOSITIONS; what++) {
            const int at = (int)n + what, d = at % DTYPES;
            const int64_t other = what == EIGH ? n : 1 + n * 3 % 41;
            for (int kind = n <= 40 ? 0 : at % 3; kind < MATRIX_CLASSES; kind += n <= 40 ? 1 : 3) {
                check((decomposition)what, kind, dtypes[d], with_samples(dtypes[d], n, n));
            }
            const int kind = at % MATRIX_CLASSES;
            check((decomposition)what, kind, dtypes[d], with_samples(dtypes[d], n, other));
            check((decomposition)what, kind, dtypes[d], with_samples(dtypes[d], other, n));
        }
    }
}

Test(linalg_accuracy, empty_matrices_have_empty_factors) {
    static const size sizes[] = {{3, 0, 0}, {2, 0, 4}, {2, 5, 0}, {0, 3, 3}, {0, 40, 40}};
    need_generators();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int what = 0; what < DECOMPOSITIONS; what++) {
            if (what != EIGH || sizes[i].m == sizes[i].n) {
                check((decomposition)what, CLASS_CONDITION_10, dtypes[i % DTYPES], sizes[i]);
            }
        }
    }
}

/* ---- Small singular values ------------------------------------------------------------------- */

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
