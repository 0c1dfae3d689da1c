/* linalg_matrices.h: matrices of prescribed singular values, and how far a factorisation is from
 * what it factors. */
#ifndef TEST_LINALG_MATRICES_H
#define TEST_LINALG_MATRICES_H

#include <tenon/tenon.h>

typedef enum spectrum {
    CONDITION_10,
    CONDITION_1E6,
    CONDITION_1E12,
    CLUSTERED,
    GRADED,
    RANK_DEFICIENT,
    SPECTRA,
} spectrum;

double eps_of(tn_dtype dtype);
/* [batch, m, n], of largest singular value 1: random orthonormal matrices around the values. */
tn_tensor *matrices_of(spectrum kind, tn_dtype dtype, int64_t batch, int64_t m, int64_t n);
/* The same times its adjoint: hermitian and positive semidefinite; 1 is added to the diagonal when
 * asked. */
tn_tensor *hermitian_of(spectrum kind, tn_dtype dtype, int64_t batch, int64_t n, bool regular);
tn_tensor *adjoint(tn_tensor *t);
/* The largest |element|. */
double size_of(tn_tensor *t);
/* The largest |element| of the columns' products less the identity. */
double from_orthonormal(tn_tensor *q);
/* t with columns times v. */
tn_tensor *times_columns(tn_tensor *t, tn_tensor *v);
bool same_bits(tn_tensor *a, tn_tensor *b);

#endif
