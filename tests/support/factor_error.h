/* factor_error.h: how far factors are from what they factor, in long double. */
#ifndef TEST_FACTOR_ERROR_H
#define TEST_FACTOR_ERROR_H

#include <tenon/tenon.h>

double epsilon_of_numbers(tn_dtype dtype);

/* Frobenius norms, in units of the dtype's epsilon: of A - L D R relative to that of A, and of
 * Q^H Q less the identity for the columns of L and the rows of R. */
typedef struct factor_error {
    double residual, left, right;
} factor_error;

typedef enum right_factor {
    RIGHT_ROWS, /* orthonormal rows */
    RIGHT_ANY,  /* not measured */
} right_factor;

/* Of matrix b of contiguous [batch, …]: A [m, n], L [m, k], D [.., k] or NULL, R [k, n]. */
factor_error factor_error_of(tn_tensor *a, tn_tensor *left, tn_tensor *values, tn_tensor *right,
                             right_factor kind, int64_t b);
/* Of several samples: the largest of each, and the root of the mean square. */
typedef struct sample_errors {
    factor_error largest, mean;
    int64_t count;
} sample_errors;
void add_sample(sample_errors *all, factor_error e);

/* Singular values of matrix b [m, n], m >= n, of real `a`, falling, into values[n]: one-sided
 * Jacobi, as exact as columns of any lengths allow. */
void exact_singular_values(tn_tensor *a, int64_t b, long double *values);
/* The largest of |found - exact| / exact of the values of matrix b, in epsilon. */
double relative_error(tn_tensor *found, int64_t b, const long double *exact);

#endif
