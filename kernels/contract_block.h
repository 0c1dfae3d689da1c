/* contract_block.h: the parameter block of contractions, a part of kernels.h, and which of them are
 * worth the tiles of a matrix product. */
#ifndef TN_CONTRACT_BLOCK_H
#define TN_CONTRACT_BLOCK_H

#include <tenon/base.h>

/* Where a dim is: in both operands and the result, in a and the result, in b and the result, or in
 * both operands and summed over. */
typedef enum tn_contract_group {
    TN_CONTRACT_BATCH,
    TN_CONTRACT_ROWS,
    TN_CONTRACT_COLUMNS,
    TN_CONTRACT_INNER,
    TN_CONTRACT_GROUPS,
} tn_contract_group;

/* out = the sum over the inner dims of a * b, for every index of the others. The dims of group g
 * are first[g] to first[g + 1] - 1, the innermost one last; it is best to make neighbours that lie
 * one inside the other for all who have them one dim. count[g] is the product of their extents;
 * none is 0. Strides are in elements, 0 where an operand lacks a dim or repeats along it; out has
 * no gaps. All are of one dtype, with the sums of tn_k_matmul. */
typedef struct tn_k_contract {
    uint8_t dtype;
    bool conj_a, conj_b;
    bool tf32; /* f32 operands may be rounded to TF32 */
    int32_t first[TN_CONTRACT_GROUPS + 1];
    int64_t count[TN_CONTRACT_GROUPS];
    int64_t extents[TN_K_MAX_DIMS];
    int64_t a_strides[TN_K_MAX_DIMS], b_strides[TN_K_MAX_DIMS], out_strides[TN_K_MAX_DIMS];
    const void *a, *b;
    void *out;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_contract;

/* Whether tiles would be mostly empty, or hardly anything that a tile reads would be used twice:
 * one row or column, few terms, or small matrices. */
static inline bool tn_contract_is_thin(const int64_t count[TN_CONTRACT_GROUPS]) {
    const int64_t rows = count[TN_CONTRACT_ROWS], columns = count[TN_CONTRACT_COLUMNS];
    const int64_t inner = count[TN_CONTRACT_INNER];
    const int64_t terms_few = 4, work_small = INT64_C(16) * 16 * 16;
    return rows == 1 || columns == 1 || inner <= terms_few ||
           (rows <= work_small && columns <= work_small && inner <= work_small &&
            rows * columns * inner <= work_small);
}

#endif
