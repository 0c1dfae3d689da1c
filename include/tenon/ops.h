/* ops.h: every operation, twice: as a typed call (ops_gen.h) and as a boxed call by name.
 *
 * A program that only has dlopen() can list ops, read their schemas and call them:
 *
 *     const tn_op *op = tn_op_find("scatter_add");
 *     // one value per argument of tn_op_schema(op), in order
 *     tn_value in[4] = {TN_ARG(x), TN_ARG(0), TN_ARG(where), TN_ARG(src)}, out[1];
 *     int n_out;
 *     tn_status status = tn_op_invoke(op, in, 4, out, &n_out);
 *
 * Missing trailing arguments and values of kind TN_VALUE_NONE take the schema's default. Result
 * tensors are scope-owned handles, as everywhere; result lists live as long as the scope. */
#ifndef TENON_OPS_H
#define TENON_OPS_H

#include <tenon/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tn_op tn_op;

/* Ops by position, 0 to tn_op_count() - 1, in-place and _into forms included. */
TN_API int tn_op_count(void);
TN_API const tn_op *tn_op_at(int i);
/* The op called name ("add", "add_", "add_into", "max.dim"); NULL (no error) when there is none. */
TN_API const tn_op *tn_op_find(const char *name);
TN_API const char *tn_op_name(const tn_op *op);
/* ATen's notation: "add(Tensor|Scalar self, Tensor|Scalar other, *, Scalar alpha=1) -> Tensor". */
TN_API const char *tn_op_schema(const tn_op *op);
TN_API const char *tn_op_doc(const tn_op *op);
/* Bit (1 << dtype) is set for each dtype that the op accepts for its first tensor. */
TN_API uint32_t tn_op_dtypes(const tn_op *op);
/* "yes", "composed", "zero" (the derivative is zero everywhere) or "none". */
TN_API const char *tn_op_gradient(const tn_op *op);

/* Most results of any op (a list counts as one). */
enum { TN_OP_MAX_RESULTS = 6, TN_OP_MAX_ARGS = 20 };

/* Calls op with n_in values; *n_out gets the number of results. Errors name the op. */
TN_API tn_status tn_op_invoke(const tn_op *op, const tn_value *in, int n_in, tn_value *out,
                              int *n_out);
/* The same with the caller's place in messages. */
TN_API tn_status tn_op_invoke_at(tn_site at, const tn_op *op, const tn_value *in, int n_in,
                                 tn_value *out, int *n_out);

#ifdef __cplusplus
}
#endif

#include <tenon/ops_gen.h>

#endif
