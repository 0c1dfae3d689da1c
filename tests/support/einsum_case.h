/* einsum_case.h: random equations with operands, and the sums that they stand for, one term after
 * the other in f64. */
#ifndef TEST_EINSUM_CASE_H
#define TEST_EINSUM_CASE_H

#include <tenon/tenon.h>

#include <stdbool.h>
#include <stdint.h>

enum {
    EINSUM_LETTERS = 6,
    EINSUM_ELLIPSIS = 2, /* most dims of an ellipsis: labels behind those of letters */
    EINSUM_LABELS = EINSUM_LETTERS + EINSUM_ELLIPSIS,
    EINSUM_DIMS = 6,
    EINSUM_OPERANDS = 5,
    EINSUM_RESULTS_MAX = 1 << 16 /* sizes are at most 4 */
};

typedef struct einsum_term {
    int ndim;
    int label[EINSUM_LABELS + EINSUM_DIMS];
    int64_t size[EINSUM_DIMS]; /* of an operand; 1 may stand for any */
} einsum_term;

typedef struct einsum_case {
    char equation[128];
    int n;
    einsum_term operand[EINSUM_OPERANDS], out;
    int64_t size[EINSUM_LABELS];
} einsum_case;

/* Case number `seed`, always the same one. Sizes go from 0 to 4. */
einsum_case make_einsum_case(uint64_t seed);
/* Operands in f64 on the device, whose dims lie in any order and some of which repeat. */
void make_einsum_operands(const einsum_case *e, uint64_t seed, tn_device device,
                          tn_tensor **operands);
/* "", or how the result differs from the sums; errors are differences, too. */
const char *check_einsum_case(const einsum_case *e, tn_tensor *const *operands, tn_tensor *result);

#endif
