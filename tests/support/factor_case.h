/* factor_case.h: decompositions against LAPACK's on the matrices of LAPACK's own generators:
 * residuals and orthogonality within a few times size and precision, and no worse than LAPACK's.
 *
 * "No worse" is said of many samples of one class, size and dtype, on which both are measured in
 * long double: the root of our mean square is at most LAPACK's, and so is our largest error, but
 * for what rounding exact factors once would make. Of samples that are LAPACK's bit for bit one is
 * enough; where ours are fewer than ten, LAPACK is measured on ten. */
#ifndef TEST_FACTOR_CASE_H
#define TEST_FACTOR_CASE_H

#include "support/lapack_matrices.h"

typedef enum decomposition {
    SVD,
    SVD_JACOBI,     /* by driver gesvdj */
    SVD_BIDIAGONAL, /* by driver gesvd */
    QR,
    EIGH,
    DECOMPOSITIONS,
} decomposition;

typedef struct factor_case {
    decomposition what;
    matrix_class kind;
    tn_dtype dtype;
    int64_t batch, m, n;
    tn_device device;
} factor_case;

/* False, and what is wrong in text. */
bool is_as_accurate_as_lapack(const factor_case *c, char *text, size_t bytes);

#endif
