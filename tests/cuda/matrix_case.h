/* matrix_case.h: matrices on a CUDA device, and how far off what is made of them is. */
#ifndef TEST_CUDA_MATRIX_CASE_H
#define TEST_CUDA_MATRIX_CASE_H

#include "simulator.h"

#include <tenon/tenon.h>

extern const tn_dtype MATRIX_DTYPES[4];

double epsilon_of(tn_dtype dtype);
/* Normal numbers, on the CPU. */
tn_tensor *normal_matrices(tn_dtype dtype, int64_t batch, int64_t m, int64_t n);
tn_tensor *to_cuda(tn_tensor *x);
/* On the CPU, in double precision. */
tn_tensor *to_exact(tn_tensor *x);
/* The largest absolute value; NaN where there is one. */
double largest(tn_tensor *x);
/* Fails the test where a and b differ by more than `units` of epsilon of the dtype, relative to the
 * largest of b. */
void expect_close(tn_tensor *a, tn_tensor *b, tn_dtype dtype, double units, const char *what);
/* Q^H Q is the identity. */
void expect_orthonormal_columns(tn_tensor *q, tn_dtype dtype, double units, const char *what);
bool is_all_nan(tn_tensor *x);
/* The same bytes. */
bool is_same(tn_tensor *a, tn_tensor *b);

/* ---- Decompositions on the device: by residuals and orthogonality ---------------------------- */

tn_tensor *hermitian_matrices(tn_dtype dtype, int64_t batch, int64_t n);
tn_tensor *definite_matrices(tn_dtype dtype, int64_t batch, int64_t n);
void check_lu(tn_tensor *a, double units);
/* Both triangles. */
void check_cholesky(tn_tensor *a, double units);
/* Reduced and complete. */
void check_qr(tn_tensor *a, double units);
void check_svd(tn_tensor *a, bool full, double units);
/* Of the triangle "L" or "U". */
void check_eigh(tn_tensor *a, const char *triangle, double units);

#endif
