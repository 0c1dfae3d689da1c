/* small_matrix.h: small matrices of f32 and f64, several at once, one a lane of a vector: element
 * [i][j] of all of them lies together (lanes.h). One function a step, type and instruction set. */
#ifndef TNI_SMALL_MATRIX_H
#define TNI_SMALL_MATRIX_H

#include "device/crossover.h"
#include "host/host.h"

enum {
    TNI_LANES_MAX = 16,
    TNI_SMALL_TALL = 512, /* rows up to which a matrix of few columns is small */
};

/* What is worked on next comes near while these matrices are: some lines of 64 bytes of it at each
 * step, since many at once would be waited for. */
typedef struct tni_ahead {
    uintptr_t in, out;
    int64_t lines; /* of each, a step */
} tni_ahead;
/* What lies `bytes` behind in, and out, in so many steps. */
tni_ahead tni_ahead_of(const void *in, const void *out, int64_t bytes, int64_t steps);
static inline void tni_ask(tni_ahead *next) {
    for (int64_t i = 0; i < next->lines; i++, next->in += 64, next->out += 64) {
        __builtin_prefetch((const void *)next->in, 0, 2);
        __builtin_prefetch((const void *)next->out, 1, 2);
    }
}

/* One-sided Jacobi: columns a[n][m] become U S, falling, v[n][n] (may be NULL) the columns of V;
 * squares[n]: of S. Bit l of the result: lane l did not converge. */
typedef uint32_t tni_lanes_svd(int m, int n, void *a, void *v, void *squares);
/* Two-sided Jacobi: the diagonal of symmetric a[n][n] becomes its eigenvalues, in any order,
 * v[n][n] (may be NULL) the columns of V. Result as above. */
typedef uint32_t tni_lanes_eigh(int n, void *a, void *v);
/* a[n][n] rows, of which the lower triangle becomes L. info[LANES] as LAPACK's. Asks n times. */
typedef void tni_lanes_cholesky(int n, void *a, int32_t *info, tni_ahead *next);
/* a[m][n] rows become L and U. pivots[min][LANES] from 1. Asks min times. */
typedef void tni_lanes_lu(int m, int n, void *a, int32_t *pivots, int32_t *info, tni_ahead *next);
/* a[n][m] columns become R and reflectors, tau[min]. */
typedef void tni_lanes_qr(int m, int n, void *a, void *tau);
/* q[columns][m] columns: the first of the product of reflectors a[count][m]. */
typedef void tni_lanes_make(int m, int columns, int count, const void *a, const void *tau, void *q);
/* b[n][columns] rows: op(A) X = B of a triangle of a[n][n] rows. */
typedef void tni_lanes_triangular(int n, int columns, const void *a, void *b, bool upper, bool unit,
                                  bool transpose);

/* Of count elements each lane's largest magnitude, NaN where one is not finite. */
typedef void tni_lanes_largest(int64_t count, const void *a, void *largest);
/* Each lane of count elements times its own factor, or over its own divisor. */
typedef void tni_lanes_scale(int64_t count, void *a, const void *factors);

/* Element i of all lanes at to[i * step], in vectors, from matrices `matrix` elements apart; and
 * back. */
typedef void tni_lanes_spread(int64_t n, const void *from, int64_t matrix, void *to, int64_t step);
typedef void tni_lanes_collect(int64_t n, const void *from, int64_t step, void *to, int64_t matrix);

typedef struct tni_lanes {
    int lanes;
    tni_lanes_spread *spread;
    tni_lanes_collect *collect;
    tni_lanes_largest *largest;
    tni_lanes_scale *scale, *divide;
    tni_lanes_svd *svd;
    tni_lanes_eigh *eigh;
    tni_lanes_cholesky *cholesky;
    tni_lanes_lu *lu;
    tni_lanes_qr *qr;
    tni_lanes_make *make;
    tni_lanes_triangular *triangular;
} tni_lanes;
/* For f32 or f64 in the instruction set in use; NULL for other dtypes. */
const tni_lanes *tni_lanes_of(tn_dtype dtype);

/* Scales lanes of `count` elements by powers of two that bring their largest to about 1, where
 * it is far from that: exponents[lane] is what was taken out. Lanes that are not finite become
 * 0: bit l of the result. */
uint32_t tni_scale_lanes(const tni_lanes *lanes, tn_dtype dtype, int64_t count, void *a,
                         int *exponents);

/* ---- Between matrices and lanes -------------------------------------------------------------- */

/* One of row and column is 1. to[i][j][lane] = from[lane * matrix + i * row + j * column] of
 * count lanes; the other lanes are 0. Asks for the matrices behind these, both ways. */
void tni_to_lanes(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from, int64_t rows,
                  int64_t columns, int64_t row, int64_t column, int64_t matrix, int count);
void tni_from_lanes(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from,
                    int64_t rows, int64_t columns, int64_t row, int64_t column, int64_t matrix,
                    int count);
/* The same where somebody else asks, in steps (tni_ahead). */
void tni_to_lanes_only(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from,
                       int64_t rows, int64_t columns, int64_t row, int64_t column, int64_t matrix,
                       int count);
void tni_from_lanes_only(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from,
                         int64_t rows, int64_t columns, int64_t row, int64_t column, int64_t matrix,
                         int count);

#endif
