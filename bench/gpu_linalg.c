/* gpu_linalg.c: decompositions of many small matrices and of single large ones. Of singular
 * vectors and the like only the values are checked, which have no sign to choose. */
#include "gpu_cases.h"

/* ---- Inputs ---------------------------------------------------------------------------------- */

/* In tiny shapes few matrices, and large ones just too large for the kernels of small ones. */
static bool matrices(int64_t batch, int64_t rows, int64_t columns) {
    if (gpu_small) {
        const bool large = columns > 32;
        batch = large || batch < 2 ? 1 : 2;
        rows = large ? 33 : rows;
        columns = large ? 33 : columns;
    }
    return gpu_make(0, TN_F32, TN_SHAPE(batch, rows, columns), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(batch, rows, 2), 1, false);
}

/* Slot 0 becomes x x^T + n: symmetric, positive definite. */
static bool positive(int64_t batch, int64_t n) {
    if (!matrices(batch, n, n)) {
        return false;
    }
    TN_SCOPE(scope);
    tn_tensor *x = gpu_in[0];
    tn_tensor *product = tn_add(tn_matmul(x, tn_mT(x)), tn_mul(tn_eye(n), (double)n));
    if (product) {
        tn_set(&gpu_in[0], product);
    }
    return product != NULL;
}

/* ---- Calls ----------------------------------------------------------------------------------- */

static tn_tensor *svd(void) {
    return tn_linalg_svd(gpu_in[0], .no_full_matrices = true).S;
}

static tn_tensor *qr(void) {
    return tn_linalg_qr(gpu_in[0]).R;
}

static tn_tensor *solve(void) {
    return tn_linalg_solve(gpu_in[0], gpu_in[1]);
}

static tn_tensor *inv(void) {
    return tn_linalg_inv(gpu_in[0]);
}

static tn_tensor *cholesky(void) {
    return tn_linalg_cholesky(gpu_in[0]);
}

static tn_tensor *eigh(void) {
    return tn_linalg_eigh(gpu_in[0]).eigenvalues;
}

/* ---- Cases ----------------------------------------------------------------------------------- */

/* FACTOR(op, batch, rows, columns) */
#define FACTORS(FACTOR)        \
    FACTOR(svd, 100000, 3, 3)  \
    FACTOR(svd, 50000, 8, 8)   \
    FACTOR(svd, 20000, 16, 16) \
    FACTOR(svd, 5000, 32, 32)  \
    FACTOR(svd, 512, 48, 48)   \
    FACTOR(svd, 512, 64, 64)   \
    FACTOR(svd, 64, 128, 128)  \
    FACTOR(svd, 1000, 60, 3)   \
    FACTOR(svd, 8716, 3, 2)    \
    FACTOR(svd, 1, 1024, 1024) \
    FACTOR(svd, 1, 4096, 4096) \
    FACTOR(qr, 27000, 3, 3)    \
    FACTOR(qr, 100000, 8, 3)   \
    FACTOR(qr, 10000, 32, 8)

/* POSITIVE(batch, n) */
#define POSITIVES(POSITIVE) POSITIVE(100000, 8) POSITIVE(50000, 16)

#define FACTOR_SETUP(op, batch, rows, columns)            \
    static bool op##_##batch##_##rows##_##columns(void) { \
        return matrices(batch, rows, columns);            \
    }
FACTORS(FACTOR_SETUP)

#define POSITIVE_SETUP(batch, n)     \
    static bool positive_##n(void) { \
        return positive(batch, n);   \
    }
POSITIVES(POSITIVE_SETUP)

#define FACTOR_CASE(op, batch, rows, columns) \
    {#op "_" #batch "_" #rows "x" #columns, op##_##batch##_##rows##_##columns, op, NULL},
#define POSITIVE_CASES(batch, n)                                          \
    {"solve_" #batch "_" #n "x" #n, positive_##n, solve, NULL},           \
        {"inv_" #batch "_" #n "x" #n, positive_##n, inv, NULL},           \
        {"cholesky_" #batch "_" #n "x" #n, positive_##n, cholesky, NULL}, \
        {"eigh_" #batch "_" #n "x" #n, positive_##n, eigh, NULL},

const gpu_case gpu_linalg_cases[] = {FACTORS(FACTOR_CASE) POSITIVES(POSITIVE_CASES)};
const int gpu_n_linalg = sizeof gpu_linalg_cases / sizeof gpu_linalg_cases[0];
