/* attention_backward_op.c: the gradients of attention from what its forward pass kept: weights are
 * exp(scores - logsumexp) again, and the gradient of the scores is weights * (grad value^T - delta)
 * with delta the sum of grad * result over a row, so that no sum over all keys is needed. Where the
 * device has no kernel, block by block of queries, which are added up in order. */
#include "ops/attention.h"

enum { GRAD, QUERY, KEY, VALUE, MASK, RESULT, LOGSUMEXP, CAUSAL, SCALE };

/* ---- Blocks of queries ----------------------------------------------------------------------- */

tni_attention_kept tni_attention_keep(tn_tensor *grad, tn_tensor *result, tn_tensor *logsumexp) {
    const tn_dtype dtype = tni_attention_dtype(tn_dtype_of(grad));
    tn_tensor *wide = tn_to(grad, .dtype = dtype);
    return (tni_attention_kept){wide,
                                tn_sum(tn_mul(wide, result), .dim = TN_DIMS(-1), .keepdim = true),
                                tn_unsqueeze(tn_to(logsumexp, .dtype = dtype), -1)};
}

/* In place: a block's scores are its largest tensors. */
tni_attention_weights tni_attention_again(const tni_attention *a, const tni_attention_kept *kept,
                                          int64_t first, int64_t n, int64_t seen) {
    tn_tensor *weights = tni_attention_scores(a, first, n, seen);
    tn_sub_(weights, tn_narrow(kept->logsumexp, -2, first, n));
    tn_exp_(weights);
    tn_tensor *grad =
        tn_matmul(tn_narrow(kept->grad, -2, first, n), tn_mT(tn_narrow(a->value, -2, 0, seen)));
    tn_sub_(grad, tn_narrow(kept->delta, -2, first, n));
    tn_mul_(grad, weights);
    return (tni_attention_weights){weights, grad};
}

/* A result of the call, or zeros that stand for it in the dtype of its sums. */
static tn_tensor *sum_for(const tni_call *c, int k) {
    const tn_tensor *out = c->out[k];
    tn_tensor *sum =
        tni_temporary(c, tni_attention_dtype((tn_dtype)out->dtype), out->ndim, out->sizes);
    return sum && tni_fill(c, sum, tn_value_float(0)) ? sum : NULL;
}

static bool run_blocks(tni_call *c) {
    const tni_attention a = tni_attention_widened(
        (tni_attention){tni_tensor_arg(c, QUERY), tni_tensor_arg(c, KEY), tni_tensor_arg(c, VALUE),
                        tni_tensor_arg(c, MASK), tni_bool_arg(c, CAUSAL), tni_float_arg(c, SCALE)});
    const tni_attention_kept kept = tni_attention_keep(
        tni_tensor_arg(c, GRAD), tni_tensor_arg(c, RESULT), tni_tensor_arg(c, LOGSUMEXP));
    tn_tensor *query = sum_for(c, 0), *key = sum_for(c, 1), *value = sum_for(c, 2);
    const int64_t length = tn_size(query, -2);
    for (int64_t i = 0; i < length && tni_pending() == TN_OK; i += TNI_ATTENTION_BLOCK) {
        TN_SCOPE(scope);
        const int64_t n = length - i < TNI_ATTENTION_BLOCK ? length - i : TNI_ATTENTION_BLOCK;
        const int64_t seen = tni_attention_seen(&a, i, n);
        const tni_attention_weights w = tni_attention_again(&a, &kept, i, n, seen);
        tn_tensor *scaled = tn_mul(w.grad, a.scale);
        tn_copy_(tn_narrow(query, -2, i, n), tn_matmul(scaled, tn_narrow(a.key, -2, 0, seen)));
        tn_add_(tn_narrow(key, -2, 0, seen),
                tn_matmul(tn_mT(scaled), tn_narrow(a.query, -2, i, n)));
        tn_add_(tn_narrow(value, -2, 0, seen),
                tn_matmul(tn_mT(w.weights), tn_narrow(kept.grad, -2, i, n)));
    }
    return tni_pending() == TN_OK && tni_copy(c, c->out[0], query) && tni_copy(c, c->out[1], key) &&
           tni_copy(c, c->out[2], value);
}

/* ---- The kernel ------------------------------------------------------------------------------ */

static bool run_kernel(tni_call *c) {
    tn_k_attention p = {.code = TN_ATTENTION_BACKWARD,
                        .causal = tni_bool_arg(c, CAUSAL),
                        .scale = tni_float_arg(c, SCALE),
                        .grad_query = tni_attention_matrices(c->out[0]),
                        .grad_key = tni_attention_matrices(c->out[1]),
                        .grad_value = tni_attention_matrices(c->out[2])};
    const tn_tensor *grad = tni_tensor_arg(c, GRAD);
    const tn_dtype dtype = (tn_dtype)grad->dtype;
    tn_tensor *logsumexp =
        tni_cast_contiguous(c, tni_tensor_arg(c, LOGSUMEXP), tni_attention_dtype(dtype));
    tni_operands o = {0};
    if (!logsumexp || !tni_attention_block(c, QUERY, &p, &o) ||
        !tni_attention_reads(c, grad, dtype, &p.grad, &o) ||
        !tni_attention_reads(c, tni_tensor_arg(c, RESULT), dtype, &p.out, &o)) {
        return false;
    }
    p.logsumexp = tni_ptr(logsumexp);
    tni_reads(&o, logsumexp);
    tni_writes_results(&o, c);
    return tni_launch_with_workspace(c, attention, &p, &o);
}

/* ---- native_attention_backward(grad, query, key, value, attn_mask, result, logsumexp, is_causal,
 *                                scale) -------------------------------------------------------- */

/* [..., L, V] without its last `dropped` dims. */
static bool has_shape_of_result(const tn_tensor *t, const tn_tensor *q, const tn_tensor *v,
                                int dropped) {
    bool same = t->ndim == q->ndim - dropped;
    for (int d = 0; same && d < t->ndim; d++) {
        same = t->sizes[d] == (d < q->ndim - 1 ? q : v)->sizes[d];
    }
    return same;
}

static bool check_kept(const tni_call *c) {
    const tn_tensor *q = tni_tensor_arg(c, QUERY), *v = tni_tensor_arg(c, VALUE);
    const tn_tensor *grad = tni_tensor_arg(c, GRAD), *result = tni_tensor_arg(c, RESULT);
    const tn_tensor *logsumexp = tni_tensor_arg(c, LOGSUMEXP);
    if (grad->dtype != q->dtype || !has_shape_of_result(grad, q, v, 0) ||
        result->dtype != q->dtype || !has_shape_of_result(result, q, v, 0) ||
        !tni_is_float((tn_dtype)logsumexp->dtype) || !has_shape_of_result(logsumexp, q, v, 1)) {
        tni_fail(TN_ERR_SHAPE,
                 "grad %s and result %s must be [..., L, V], logsumexp %s [..., L], for query %s "
                 "and value %s",
                 tni_shape_text(grad->sizes, grad->ndim),
                 tni_shape_text(result->sizes, result->ndim),
                 tni_shape_text(logsumexp->sizes, logsumexp->ndim),
                 tni_shape_text(q->sizes, q->ndim), tni_shape_text(v->sizes, v->ndim));
        return false;
    }
    return true;
}

bool tni_infer_native_attention_backward(tni_call *c) {
    if (!tni_check_dtype(c, (tn_dtype)tni_tensor_arg(c, GRAD)->dtype) ||
        !tni_attention_fits(c, QUERY, tni_bool_arg(c, CAUSAL)) || !check_kept(c)) {
        return false;
    }
    for (int k = 0; k < 3; k++) {
        const tn_tensor *like = tni_tensor_arg(c, QUERY + k);
        tni_set_meta(c, k, (tn_dtype)like->dtype, like->ndim, like->sizes);
    }
    return true;
}

bool tni_run_native_attention_backward(tni_call *c) {
    return tni_attention_has_kernel(c, QUERY) ? run_kernel(c) : run_blocks(c);
}
