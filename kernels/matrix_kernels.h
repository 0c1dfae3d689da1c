/* matrix_kernels.h: the blocks of linear algebra, a part of kernels.h.
 *
 * All matrices are contiguous and row-major, [batch, rows, columns], of f32, f64, c64 or c128; an
 * input is never an output. `info` [batch] is in the device's memory: for each matrix 0, or
 * LAPACK's positive number for what could not be done with it. Such a matrix touches no other, nor
 * does one that holds NaN or infinity. No extent is 0. The bits of a matrix's results do not depend
 * on its place in the batch. */
#ifndef TN_MATRIX_KERNELS_H
#define TN_MATRIX_KERNELS_H

#include <tenon/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* in = L L^H (upper: U^H U), of the triangle that `upper` names; the other triangle of out is 0.
 * info: the order of the first leading minor that is not positive; out is then arbitrary. */
typedef struct tn_k_cholesky {
    uint8_t dtype;
    bool upper;
    int64_t batch, n;
    const void *in;
    void *out;
    int32_t *info;   /* [batch] */
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_cholesky;

/* P in = L U with partial pivoting, L (unit) and U packed into out [batch, m, n]. Row i was
 * exchanged with row pivots[i] - 1, in order of i. info: the first zero on U's diagonal, from 1. */
typedef struct tn_k_lu {
    uint8_t dtype;
    int64_t batch, m, n;
    const void *in;
    void *out;
    int32_t *pivots; /* [batch, min(m, n)], from 1 */
    int32_t *info;   /* [batch] */
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_lu;

/* in = L D L^T (hermitian: L D L^H) of the lower triangle, packed with pivots as LAPACK's sytrf
 * and hetrf do; the other triangle of out is 0. info: the first zero block of D, from 1. */
typedef struct tn_k_ldl {
    uint8_t dtype;
    bool hermitian;
    int64_t batch, n;
    const void *in;
    void *out;
    int32_t *pivots; /* [batch, n]; a 2 x 2 block has the same negative number twice */
    int32_t *info;   /* [batch] */
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_ldl;

/* in = Q R, packed into out [batch, m, n] as LAPACK's geqrf does: R on and above the diagonal,
 * below it in column i the v of H_i = 1 - tau_i v v^H, whose element i is 1. Q = H_0 H_1 … */
typedef struct tn_k_qr {
    uint8_t dtype;
    int64_t batch, m, n;
    const void *in;
    void *out;
    void *tau;       /* [batch, min(m, n)] */
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_qr;

typedef enum tn_reflect_code {
    TN_REFLECT_MAKE,  /* out [batch, m, columns] = the first columns of Q; count <= columns <= m */
    TN_REFLECT_APPLY, /* out = op(Q) in, [batch, m, columns]; else in op(Q), [batch, columns, m] */
} tn_reflect_code;

/* Q = H_0 H_1 … of `count` reflectors of m elements, packed as tn_k_qr's into the first columns
 * of rows of `row` elements: reflectors [batch, m, row]. */
typedef struct tn_k_reflect {
    uint8_t code, dtype;
    bool left, transpose; /* APPLY; transpose: op(Q) = Q^H */
    int64_t batch, m, columns, count, row;
    const void *reflectors, *tau; /* tau [batch, count] */
    const void *in;               /* APPLY */
    void *out;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_reflect;

typedef enum tn_transpose { TN_NO_TRANSPOSE, TN_TRANSPOSE, TN_CONJ_TRANSPOSE } tn_transpose;

/* op(A) X = B, X written over B [batch, n, columns], with the triangle of A that `upper` names; the
 * other one is not read, nor is the diagonal of a `unit` one. A zero on the diagonal gives infinity
 * or NaN. */
typedef struct tn_k_triangular {
    uint8_t dtype, transpose; /* tn_transpose */
    bool upper, unit;
    int64_t batch, n, columns;
    int64_t a_batch; /* elements from one A to the next; 0: one for all */
    const void *a;
    void *b;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_triangular;

/* The order of rows that tn_k_lu left: row i of L U is row permutation[i] of in.
 * count = min(m, n). */
typedef struct tn_k_pivots {
    int64_t batch, m, count;
    const int32_t *pivots; /* [batch, count], as tn_k_lu's */
    int64_t *permutation;  /* [batch, m] */
} tn_k_pivots;

/* op(A) X = B of a factored A [n, n], X written over B [batch, n, columns]. Zeros on U's diagonal
 * give infinity or NaN. */
typedef struct tn_k_lu_solve {
    uint8_t dtype, transpose; /* tn_transpose */
    int64_t batch, n, columns;
    int64_t lu_batch, pivots_batch; /* elements from one to the next; 0: one for all */
    const void *lu;
    const int32_t *pivots;
    void *b;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_lu_solve;

/* The same for what tn_k_ldl gives; A is symmetric, or hermitian. */
typedef struct tn_k_ldl_solve {
    uint8_t dtype;
    bool hermitian;
    int64_t batch, n, columns;
    const void *ldl;       /* [batch, n, n] */
    const int32_t *pivots; /* [batch, n] */
    void *b;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_ldl_solve;

/* Named as in cuSOLVER. */
typedef enum tn_svd_driver {
    TN_SVD_DEFAULT,
    TN_SVD_GESVD,  /* by bidiagonal QR */
    TN_SVD_GESVDJ, /* by Jacobi: small values are relatively accurate as far as in allows */
    TN_SVD_GESVDA, /* approximate, for tall matrices; others may serve */
} tn_svd_driver;

typedef enum tn_svd_wanted { TN_SVD_VALUES, TN_SVD_REDUCED, TN_SVD_FULL } tn_svd_wanted;

/* in = U diag(s) V^H of [batch, m, n], k = min(m, n); s falls and is real. reduced: u
 * [batch, m, k], vh [batch, k, n]; full: [batch, m, m] and [batch, n, n]; else both are NULL. info:
 * more than 0 where it did not converge, or in is not finite; u, s and vh of such a matrix are
 * NaN. */
typedef struct tn_k_svd {
    uint8_t dtype, driver, wanted; /* tn_svd_driver, tn_svd_wanted */
    int64_t batch, m, n;
    const void *in;
    void *u, *s, *vh;
    int32_t *info;   /* [batch] */
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_svd;

typedef enum tn_eigh_driver { TN_EIGH_DEFAULT, TN_EIGH_DIVIDE, TN_EIGH_JACOBI } tn_eigh_driver;

/* in = V diag(w) V^H of the triangle that `upper` names; w [batch, n] rises and is real. info as
 * tn_k_svd's. */
typedef struct tn_k_eigh {
    uint8_t dtype, driver; /* tn_eigh_driver */
    bool vectors, upper;
    int64_t batch, n;
    const void *in;
    void *w, *v;     /* v [batch, n, n], its columns; NULL without vectors */
    int32_t *info;   /* [batch] */
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_eigh;

/* in V = V diag(w); w [batch, n] and v [batch, n, n] are complex, of in's precision, columns of
 * norm 1. Real matrices have conjugate pairs, that of positive imaginary part first. info as
 * tn_k_svd's. */
typedef struct tn_k_eig {
    uint8_t dtype; /* of in */
    bool vectors;
    int64_t batch, n;
    const void *in;
    void *w, *v;     /* v is NULL without vectors */
    int32_t *info;   /* [batch] */
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_eig;

typedef enum tn_check_code {
    TN_CHECK_CHOLESKY, /* not positive definite */
    TN_CHECK_LU,       /* singular */
    TN_CHECK_LDL,
    TN_CHECK_SVD, /* did not converge, or not finite */
    TN_CHECK_EIGH,
    TN_CHECK_EIG,
    TN_CHECK_LSTSQ, /* not of full rank */
    /* The loss depends on what a decomposition leaves open; found in backward. */
    TN_CHECK_SVD_GAUGE,
    TN_CHECK_EIGH_GAUGE,
    TN_CHECK_EIG_GAUGE,
} tn_check_code;

/* Every info must be 0: the host fails and names the first matrix that has another one, CUDA tells
 * later, as a fault. */
typedef struct tn_k_check {
    uint8_t code;
    int64_t batch;
    const int32_t *info;
} tn_k_check;

#ifdef __cplusplus
}
#endif

#endif
