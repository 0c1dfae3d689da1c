/* einsum.h: sums of products by equation, and the order in which they are computed. */
#ifndef TENON_EINSUM_H
#define TENON_EINSUM_H

#include <tenon/ops.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- The call -------------------------------------------------------------------------------- */

enum { TN_EINSUM_MAX_OPERANDS = 32 };

/* In C:
 *
 *     tn_einsum("bhqd,bkhd->bhqk", q, k)
 *     tn_einsum("ij,jk,kl->il", a, b, c, .memory_limit = TN_NUM(1 << 20))
 *     tn_einsum_list("ij,jk->ik", TN_TENSORS(a, b))
 *
 * Subscripts are letters, one a dim; what comes in several operands is multiplied, what is not in
 * the result summed over. "..." stands for the dims that have no letter, "ii" for a diagonal. A
 * size of 1 goes with any other. Without "->" the result has the dims of "..." and then the letters
 * that come once, in the order of the alphabet, capitals first. Operands of several dtypes are
 * promoted.
 *   path          two places a step among the operands that are left, whose result comes last;
 *                 else the order is chosen (tn_einsum_path)
 *   memory_limit  most bytes of one intermediate
 * In C++ either name takes a list: tn_einsum(equation, TN_TENSORS(…), options). Returns NULL and
 * raises TN_ERR_ARGUMENT for equations, TN_ERR_SHAPE for operands that do not fit them,
 * TN_ERR_MEMORY when no order stays within the limit. */
typedef struct tn_einsum_operands {
    const char *equation;
    tn_tensor *operands[TN_EINSUM_MAX_OPERANDS]; /* up to the first NULL */
    tn_ints path;
    tn_value memory_limit;
    tn_site at;
} tn_einsum_operands;
TN_API tn_tensor *tn_einsum_of(const tn_einsum_operands *args);

#ifdef __cplusplus
#define tn_einsum_list(...) tn_einsum(__VA_ARGS__)
#else
#define tn_einsum_list(...) TN_CALL_einsum(tn_einsum_with, __VA_ARGS__, .at = TN_HERE)
#undef tn_einsum
#define tn_einsum(equation_, ...) \
    tn_einsum_of(                 \
        &(tn_einsum_operands){.equation = (equation_), .at = TN_HERE, .operands[0] = __VA_ARGS__})
#endif

/* ---- Numbers for letters --------------------------------------------------------------------- */

enum { TN_EINSUM_ELLIPSIS = -1 };

/* subscripts: for each operand the labels of its dims, 0 to 51 or TN_EINSUM_ELLIPSIS. result: the
 * labels of the result, or NULL for those that an equation without "->" would have, in rising
 * order.
 *
 *     const tn_ints subscripts[] = {TN_DIMS(0, 1), TN_DIMS(1, 2)};
 *     tn_einsum_sublists(TN_TENSORS(a, b), subscripts, &TN_DIMS(0, 2));
 *
 * Returns NULL and raises what tn_einsum does. */
TN_API tn_tensor *tn_einsum_sublists(tn_tensors operands, const tn_ints *subscripts,
                                     const tn_ints *result);

/* ---- The order ------------------------------------------------------------------------------- */

/* Two of the operands that are left are contracted: they leave the list, and the result comes
 * behind the others. */
typedef struct tn_einsum_step {
    int left, right; /* places in the list, left below right */
    double flops;    /* multiplications and additions, of real or complex numbers */
    int64_t bytes;   /* of the result */
} tn_einsum_step;

/* steps is scope memory, as that of a list of tensors. */
typedef struct tn_einsum_plan {
    const tn_einsum_step *steps;
    int n_steps; /* one fewer than operands */
    double flops;
    int64_t peak_bytes; /* of results that live at once, the last one included */
} tn_einsum_plan;

/* What tn_einsum does with this equation for operands of these shapes and dtypes; nothing is
 * computed, and meta tensors will do. memory_limit: 0 for none. Up to 8 operands the order is the
 * one of fewest flops, beyond that a greedy one. Operands are summed over dims that nobody else has
 * before the first step. Raises what tn_einsum does. */
TN_API tn_status tn_einsum_path(const char *equation, tn_tensors operands, int64_t memory_limit,
                                tn_einsum_plan *out);

#ifdef __cplusplus
}
#endif

#endif
