/* solver_parts.h: what stands between matrices of Tenon, row after row, and cuSOLVER's, column
 * after column: kernels that src/cuda/cuda_factor.c starts. */
#ifndef TN_SOLVER_PARTS_H
#define TN_SOLVER_PARTS_H

#include "kernels/kernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/* to(i, c) = from(i, c), rows x cols of elements of `dtype`; 0 where c - i is less than `least` or
 * more than `most`. */
typedef struct tn_part_copy {
    uint8_t dtype;
    bool conjugate;
    int64_t rows, cols, least, most;
    const void *from;
    void *to;
    int64_t from_row, from_col, to_row, to_col;
} tn_part_copy;
int tn_cuda_part_copy(const tn_part_copy *p, void *stream);

/* pivots as tn_k_lu has them. */
int tn_cuda_narrow_pivots(int64_t n, const int64_t *from, int32_t *to, void *stream);

/* *flag = whether one of `count` elements is not finite; if so all become 0. */
int tn_cuda_guard(int dtype, int64_t count, void *data, int32_t *flag, void *stream);

/* Where *flag or *info is not 0, *info is more than 0 and the elements, of real_dtype and dtype,
 * are NaN. */
typedef struct tn_part_spoil {
    uint8_t dtype;
    int64_t counts[3];
    void *data[3]; /* the first is real */
    const int32_t *flag;
    int32_t *info;
} tn_part_spoil;
int tn_cuda_spoil(const tn_part_spoil *p, void *stream);

#ifdef __cplusplus
}
#endif

#endif
