/* bench_linalg.c: linear algebra: many small matrices, and single large ones. */
#include "bench_cases.h"

/* ---- Inputs ---------------------------------------------------------------------------------- */

#define MATRICES(batch, m, n)                                         \
    static bool matrices_##batch##_##m##_##n(void) {                  \
        return bench_make(0, TN_F32, TN_SHAPE(batch, m, n), false) && \
               bench_make(1, TN_F32, TN_SHAPE(batch, m, 2), false);   \
    }
MATRICES(100000, 3, 3)
MATRICES(100000, 8, 8)
MATRICES(10000, 16, 16)
MATRICES(1000, 60, 3)
MATRICES(1000, 32, 32)
MATRICES(1, 256, 256)
MATRICES(1, 512, 512)
MATRICES(20000, 8, 8)
MATRICES(20000, 16, 16)

/* Slot 0 becomes x x^T + n: symmetric, positive definite. */
static bool positive(int64_t n) {
    TN_SCOPE(scope);
    tn_tensor *x = bench_in[0];
    tn_tensor *product = tn_add(tn_matmul(x, tn_mT(x)), tn_mul(tn_eye(n), (double)n));
    if (product) {
        tn_set(&bench_in[0], product);
    }
    return product != NULL;
}
static bool positive_8(void) {
    return matrices_20000_8_8() && positive(8);
}
static bool positive_16(void) {
    return matrices_20000_16_16() && positive(16);
}

/* ---- Calls ----------------------------------------------------------------------------------- */

static tn_tensor *svd(void) {
    return tn_linalg_svd(bench_in[0], .no_full_matrices = true).S;
}
static tn_tensor *solve(void) {
    return tn_linalg_solve(bench_in[0], bench_in[1]);
}
static tn_tensor *inv(void) {
    return tn_linalg_inv(bench_in[0]);
}
static tn_tensor *cholesky(void) {
    return tn_linalg_cholesky(bench_in[0]);
}
static tn_tensor *eigh(void) {
    return tn_linalg_eigh(bench_in[0]).eigenvalues;
}
static tn_tensor *qr(void) {
    return tn_linalg_qr(bench_in[0]).R;
}

const bench_case bench_linalg_cases[] = {
    {"svd_100000_3x3", matrices_100000_3_3, svd},
    {"svd_100000_8x8", matrices_100000_8_8, svd},
    {"svd_10000_16x16", matrices_10000_16_16, svd},
    {"svd_1000_60x3", matrices_1000_60_3, svd},
    {"svd_1000_32x32", matrices_1000_32_32, svd},
    {"svd_256", matrices_1_256_256, svd},
    {"svd_512", matrices_1_512_512, svd},
    {"solve_20000_8x8", positive_8, solve},
    {"solve_20000_16x16", positive_16, solve},
    {"inv_20000_8x8", positive_8, inv},
    {"inv_20000_16x16", positive_16, inv},
    {"cholesky_20000_8x8", positive_8, cholesky},
    {"cholesky_20000_16x16", positive_16, cholesky},
    {"eigh_20000_8x8", positive_8, eigh},
    {"eigh_20000_16x16", positive_16, eigh},
    {"qr_20000_8x8", matrices_20000_8_8, qr},
    {"qr_20000_16x16", matrices_20000_16_16, qr},
};
const int bench_n_linalg = sizeof bench_linalg_cases / sizeof bench_linalg_cases[0];
