/* attention_grad.c: the gradient of attention: a row of its own where the pass is not recorded and
 * only the result has a gradient, a composition of differentiable ops elsewhere. A mask's gradient
 * is added up block by block. */
#include "autograd/grad.h"
#include "ops/attention.h"

enum { QUERY, KEY, VALUE, MASK, CAUSAL, SCALE };
enum { RESULT, LOGSUMEXP };

static tni_attention saved(tni_grad *g) {
    return tni_attention_widened(
        (tni_attention){tni_saved(g, QUERY), tni_saved(g, KEY), tni_saved(g, VALUE),
                        tni_saved(g, MASK), tni_grad_bool(g, CAUSAL), tni_grad_float(g, SCALE)});
}

/* ---- Not recorded ---------------------------------------------------------------------------- */

static void fused(tni_grad *g) {
    const tn_native_attention_backward_result r = tn_native_attention_backward(
        tni_grad_out(g, RESULT), tni_saved(g, QUERY), tni_saved(g, KEY), tni_saved(g, VALUE),
        tni_saved(g, MASK), tni_result(g, RESULT), tni_result(g, LOGSUMEXP),
        tni_grad_bool(g, CAUSAL), tni_grad_float(g, SCALE));
    tni_grad_set(g, QUERY, r.query);
    tni_grad_set(g, KEY, r.key);
    tni_grad_set(g, VALUE, r.value);
}

/* Adds the gradient of queries [first, first + n) to that of the mask, which may be broadcast along
 * them and along leading dims. */
static void add_to_mask(tn_tensor *sum, tn_tensor *scores, int64_t first, int64_t n) {
    const bool has_rows = tn_ndim(sum) >= 2 && tn_size(sum, -2) != 1;
    tn_tensor *rows = has_rows ? tn_narrow(sum, -2, first, n) : sum;
    if (rows && scores) {
        tn_add_(rows, tni_sum_to(scores, tni_meta_of(rows)));
    }
}

static void of_mask(tni_grad *g) {
    const tni_attention a = saved(g);
    const tni_attention_kept kept = tni_attention_keep(
        tni_grad_out(g, RESULT), tni_result(g, RESULT), tni_result(g, LOGSUMEXP));
    tni_meta meta = tni_grad_shape(g, MASK);
    meta.dtype = tni_attention_dtype(meta.dtype);
    tn_tensor *sum = tni_zeros(&meta);
    const int64_t length = tn_size(a.query, -2);
    for (int64_t i = 0; i < length && tni_pending() == TN_OK; i += TNI_ATTENTION_BLOCK) {
        TN_SCOPE(scope);
        const int64_t n = length - i < TNI_ATTENTION_BLOCK ? length - i : TNI_ATTENTION_BLOCK;
        const int64_t seen = tni_attention_seen(&a, i, n);
        add_to_mask(sum, tni_attention_again(&a, &kept, i, n, seen).grad, i, n);
    }
    tni_grad_set(g, MASK, sum);
}

/* ---- Recorded -------------------------------------------------------------------------------- */

/* From the result's gradient and that of logsumexp, whose derivative the weights are. */
static tn_tensor *of_scores(tni_grad *g, const tni_attention *a, tn_tensor *weights) {
    tn_tensor *sum = NULL;
    if (tni_grad_has_out(g, RESULT)) {
        tn_tensor *grad = tn_to(tni_grad_out(g, RESULT), .dtype = tn_dtype_of(a->value));
        sum = tn_softmax_backward(tn_matmul(grad, tn_mT(a->value)), weights, -1);
        tni_grad_set(g, VALUE, tn_matmul(tn_mT(weights), grad));
    }
    if (tni_grad_has_out(g, LOGSUMEXP)) {
        tn_tensor *part = tn_mul(weights, tn_unsqueeze(tni_grad_out(g, LOGSUMEXP), -1));
        sum = sum ? tn_add(sum, part) : part;
    }
    return sum;
}

static void composed(tni_grad *g) {
    const tni_attention a = saved(g);
    tn_tensor *scores = tni_attention_scores(&a, 0, tn_size(a.query, -2), tn_size(a.key, -2));
    tn_tensor *grad = of_scores(g, &a, tn_softmax(scores, -1));
    if (!grad) {
        return;
    }
    tn_tensor *scaled = tn_mul(grad, a.scale);
    tni_grad_set(g, QUERY, tn_matmul(scaled, a.key));
    tni_grad_set(g, KEY, tn_matmul(tn_mT(scaled), a.query));
    tni_grad_set(g, MASK, grad);
}

void tni_grad_native_attention(tni_grad *g) {
    if (tn_grad_enabled() || tni_grad_has_out(g, LOGSUMEXP)) {
        composed(g);
        return;
    }
    if (tni_grad_needs(g, QUERY) || tni_grad_needs(g, KEY) || tni_grad_needs(g, VALUE)) {
        fused(g);
    }
    if (tni_grad_needs(g, MASK)) {
        of_mask(g);
    }
}
