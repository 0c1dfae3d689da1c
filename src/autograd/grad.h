/* grad.h: what a gradient function sees. The row OP(name, …, GRAD(fn, "saves"), …) of ops.def is
 * differentiated by
 *
 *     void tni_grad_fn(tni_grad *g);
 *
 * in <family>_grad.c. It reads the incoming gradients and what was saved, and hands back one
 * gradient for every argument that needs one, made with the public ops: so that it is itself
 * differentiable when the graph of the backward pass is recorded. It runs in a scope of its own.
 *
 *     void tni_grad_mul(tni_grad *g) {
 *         tn_tensor *grad = tni_grad_out(g, 0);
 *         if (tni_grad_needs(g, 0)) {
 *             tni_grad_set(g, 0, tn_mul(grad, tni_conj_value(tni_saved_value(g, 1))));
 *         }
 *         …
 *
 * Arguments are counted as in the schema, results from 0. For complex numbers the gradient is the
 * conjugate Wirtinger derivative, as in PyTorch. */
#ifndef TNI_GRAD_H
#define TNI_GRAD_H

#include "ops/op.h"

typedef struct tni_grad tni_grad;
typedef void tni_grad_function(tni_grad *g);

/* ---- Incoming gradients ---------------------------------------------------------------------- */

/* The gradient of result k; zeros when nothing depends on it. NULL for results that have no
 * gradient (integers) and while an error is pending. */
tn_tensor *tni_grad_out(tni_grad *g, int k);
/* False when nothing depends on result k: its gradient is zero. */
bool tni_grad_has_out(const tni_grad *g, int k);

/* ---- What was kept --------------------------------------------------------------------------- */

/* Tensor argument i, which the row's GRAD column names; NULL for None and for numbers. */
tn_tensor *tni_saved(tni_grad *g, int i);
/* Element k of the Tensor[] argument i. */
tn_tensor *tni_saved_list(tni_grad *g, int i, int k);
/* Argument i, tensor (saved) or number, as ops take it: tn_mul(grad, tni_saved_value(g, 1)). */
tn_value tni_saved_value(tni_grad *g, int i);
/* Result k, which the GRAD column names ("result", or its name in the schema). */
tn_tensor *tni_result(tni_grad *g, int k);

/* Arguments that are not tensors; always kept, defaults filled in. */
tn_value tni_grad_value(const tni_grad *g, int i);
int64_t tni_grad_int(const tni_grad *g, int i);
double tni_grad_float(const tni_grad *g, int i);
bool tni_grad_bool(const tni_grad *g, int i);
tn_ints tni_grad_ints(const tni_grad *g, int i); /* {0} for None */
tn_dtype tni_grad_dtype(const tni_grad *g, int i);
const char *tni_grad_string(const tni_grad *g, int i);
/* False where the call gave None. */
bool tni_grad_given(const tni_grad *g, int i);

/* Dtype, device and shape of tensor argument i (element k of a list), also when not saved. */
tni_meta tni_grad_shape(const tni_grad *g, int i);
tni_meta tni_grad_shape_of(const tni_grad *g, int i, int k);
/* The same of result k. */
tni_meta tni_grad_result_shape(const tni_grad *g, int k);
/* Whether the saved tensor argument i is a matrix (batch of matrices) laid out by columns. */
bool tni_grad_is_transposed(const tni_grad *g, int i);
/* The strides of the saved tensor argument i; false where it is gone. */
bool tni_grad_strides(const tni_grad *g, int i, int64_t *strides);
/* Elements of the Tensor[] argument i. */
int tni_grad_count(const tni_grad *g, int i);
/* True when argument i was a tensor. */
bool tni_grad_is_tensor(const tni_grad *g, int i);

/* ---- Outgoing gradients ---------------------------------------------------------------------- */

/* Whether anything wants the gradient of argument i (of any element of a list). */
bool tni_grad_needs(const tni_grad *g, int i);
bool tni_grad_needs_of(const tni_grad *g, int i, int k);
/* Hands over the gradient of argument i. Brought to the argument's shape (broadcast dims are
 * summed), dtype and kind (the real part, for a real argument). Not needed or NULL: ignored. */
void tni_grad_set(tni_grad *g, int i, tn_tensor *grad);
void tni_grad_set_list(tni_grad *g, int i, int k, tn_tensor *grad);

/* ---- Tools ----------------------------------------------------------------------------------- */

/* t summed over broadcast dims to meta's shape, cast to its dtype. */
tn_tensor *tni_sum_to(tn_tensor *t, tni_meta meta);
/* The complex conjugate; t itself when it is real. */
tn_tensor *tni_conj(tn_tensor *t);
tn_value tni_conj_value(tn_value v);
/* Zeros without history. */
tn_tensor *tni_zeros(const tni_meta *meta);
/* t with the dims of `dims` (all when empty) put back as size 1: undoes a reduction without
 * keepdim. ndim is that of the tensor before the reduction. */
tn_tensor *tni_unsqueeze_dims(tn_tensor *t, tn_ints dims, int ndim);
/* The gradient of a reduction without keepdim: t repeated along the dims that it removed. */
tn_tensor *tni_expand_dims(tn_tensor *t, tn_ints dims, const tni_shape *shape);
/* a[k] = grad[k] + x[k + 1] * a[k + 1] along dim of size n > 1. */
tn_tensor *tni_recur_back(tn_tensor *grad, tn_tensor *x, int64_t dim, int64_t n);
/* t expanded to a shape. */
tn_tensor *tni_expand_to(tn_tensor *t, const tni_shape *shape);

#endif
