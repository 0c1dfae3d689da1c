/* matrices.h: what ops on batches of matrices share: shapes, contiguous operands, what a
 * factorisation says about each matrix. */
#ifndef TNI_MATRICES_H
#define TNI_MATRICES_H

#include "ops/compose.h"

/* Dims of a batch of matrices [..., m, n]. */
typedef struct tni_matrices {
    int64_t batch, m, n, k; /* k: min(m, n) */
} tni_matrices;
tni_matrices tni_matrices_of(const tn_tensor *t);

/* Raises where t has less than two dims; square: or is not square. */
bool tni_is_matrix(const tn_tensor *t, const char *name, bool square);
/* Raises where two tensors have different dtypes. */
bool tni_one_dtype(const tn_tensor *a, const tn_tensor *b);
/* The shape that the dims before the last `tail` ones of a and b broadcast to; raises where they do
 * not. */
bool tni_leading(const tn_tensor *a, const tn_tensor *b, int tail, tni_shape *out);

/* Result k: the dims of `lead` but its last two, then `tail` sizes. */
void tni_set_batch_meta(tni_call *c, int k, tn_dtype dtype, const tn_tensor *lead, int tail,
                        const int64_t *sizes);
/* Result k: the leading shape, then m x n. */
void tni_set_matrix_meta(tni_call *c, int k, tn_dtype dtype, const tni_shape *lead, int64_t m,
                         int64_t n);

/* t, expanded to lead and its own last `tail` dims; a view. */
tn_tensor *tni_expand_leading(tn_tensor *t, const tni_shape *lead, int tail);
/* The conjugate transpose of matrices. */
tn_tensor *tni_adjoint(tn_tensor *t);
/* Columns (rows) first to first + count of matrices, as a view. */
tn_tensor *tni_columns(tn_tensor *t, int64_t first, int64_t count);
tn_tensor *tni_rows(tn_tensor *t, int64_t first, int64_t count);
/* t [..., m, n] times the numbers of v [..., n] column by column, or [..., m] row by row. */
tn_tensor *tni_scale_columns(tn_tensor *t, tn_tensor *v);
tn_tensor *tni_scale_rows(tn_tensor *t, tn_tensor *v);
/* An identity matrix of t's dtype and device. */
tn_tensor *tni_identity(const tn_tensor *t, int64_t n);

/* A copy of t, contiguous, that a kernel may change. */
tn_tensor *tni_own_copy(const tni_call *c, const tn_tensor *t);
/* Result k becomes t's values: t itself where the call may choose, else copied. */
bool tni_hand_over(tni_call *c, int k, tn_tensor *t);

/* The elements of an i32 tensor: pivots, infos. */
static inline int32_t *tni_int32s(const tn_tensor *t) {
    return (int32_t *)(void *)tni_ptr(t);
}
/* X of op(A) X = B over b [..., n, columns], contiguous, where A = P L U is factored: as many
 * factors as b has matrices, or one for all. */
bool tni_solve_lu(const tni_call *c, tn_tensor *lu, tn_tensor *pivots, tn_tensor *b,
                  tn_transpose transpose);

/* Raises, at once or when the device is next waited for, where an info is not 0. */
bool tni_check_info(const tni_call *c, tn_check_code code, const tn_tensor *info);

/* Whether somebody wants the gradient of t. */
bool tni_wants_gradient(const tn_tensor *t);

#endif
