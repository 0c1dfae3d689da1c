/* lapack_matrices.h: matrices that LAPACK's own generators make (xLATMS of libtmglib), and LAPACK's
 * factors of them, from the library that the host's kernels use. */
#ifndef TEST_LAPACK_MATRICES_H
#define TEST_LAPACK_MATRICES_H

#include <tenon/tenon.h>

typedef enum matrix_class {
    CLASS_CONDITION_10,
    CLASS_CONDITION_1E6,
    CLASS_CONDITION_1E12,
    CLASS_CLUSTERED,      /* half of the values are 1, the others 1e-3 */
    CLASS_GRADED,         /* well conditioned, columns scaled by falling powers of two */
    CLASS_RANK_DEFICIENT, /* half of the values are 0 */
    CLASS_DENORMAL,       /* elements below the least normal number */
    CLASS_HUGE,           /* near the largest finite one */
    MATRIX_CLASSES,
} matrix_class;
extern const char *const MATRIX_CLASS_NAMES[MATRIX_CLASSES];

/* NULL, or why there is nothing to compare with: libtmglib or LAPACK is not there. */
const char *why_no_generators(void);
/* Contiguous [batch, m, n]; symmetric or hermitian (indefinite) when asked. The same for the same
 * arguments. */
tn_tensor *generated(matrix_class kind, tn_dtype dtype, int64_t batch, int64_t m, int64_t n,
                     bool hermitian);

/* LAPACK's factors of contiguous [batch, m, n], one matrix after the other, of the matrix by rows
 * as Tenon calls it: U, S and Vh of gesdd or gesvd, reduced; Q and R; values and vectors. */
typedef struct lapack_factors {
    tn_tensor *left, *values, *right;
    bool gave_up; /* it did not converge */
} lapack_factors;
lapack_factors lapack_svd(const char *routine, tn_tensor *a);
lapack_factors lapack_gesvj(tn_tensor *a); /* vectors of zero values are not orthonormal */
lapack_factors lapack_qr(tn_tensor *a);    /* left: Q, right: R */
lapack_factors lapack_eigh(tn_tensor *a);  /* of the lower triangle; left: vectors */

#endif
