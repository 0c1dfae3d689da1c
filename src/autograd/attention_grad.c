/* attention_grad.c: the gradient of attention: weights are made again, block by block, where the
 * pass is not recorded; as a whole where it is. */
#include "autograd/grad.h"
#include "ops/attention.h"

enum { QUERY, KEY, VALUE, MASK, CAUSAL, SCALE };

typedef struct gradients {
    tn_tensor *query, *key, *value;
    tn_tensor *scores; /* of the scores that the mask was added to */
} gradients;

/* Queries [first, first + n) against keys [0, seen). */
static gradients of_block(tni_grad *g, int64_t first, int64_t n, int64_t seen) {
    const double scale = tni_grad_float(g, SCALE);
    tn_tensor *q = tn_narrow(tni_saved(g, QUERY), -2, first, n);
    tn_tensor *k = tn_narrow(tni_saved(g, KEY), -2, 0, seen);
    tn_tensor *v = tn_narrow(tni_saved(g, VALUE), -2, 0, seen);
    tn_tensor *grad = tn_narrow(tni_grad_out(g, 0), -2, first, n);
    tn_tensor *weights =
        tni_attention_weights(q, k, tni_saved(g, MASK), tni_grad_bool(g, CAUSAL), first, scale);
    tn_tensor *scores = tn_softmax_backward(tn_matmul(grad, tn_mT(v)), weights, -1);
    tn_tensor *scaled = tn_mul(scores, scale);
    return (gradients){tn_matmul(scaled, k), tn_matmul(tn_mT(scaled), q),
                       tn_matmul(tn_mT(weights), grad), scores};
}

/* Sums of blocks: at least f32. */
static tn_tensor *zeros_like_arg(const tni_grad *g, int i) {
    tni_meta meta = tni_grad_shape(g, i);
    meta.dtype = meta.dtype == TN_F64 ? TN_F64 : TN_F32;
    return tni_zeros(&meta);
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

static void by_blocks(tni_grad *g) {
    const gradients sum = {zeros_like_arg(g, QUERY), zeros_like_arg(g, KEY),
                           zeros_like_arg(g, VALUE),
                           tni_grad_needs(g, MASK) ? zeros_like_arg(g, MASK) : NULL};
    const int64_t length = tn_size(sum.query, -2), keys = tn_size(sum.key, -2);
    for (int64_t i = 0; i < length && tni_pending() == TN_OK; i += TNI_ATTENTION_BLOCK) {
        TN_SCOPE(scope);
        const int64_t n = length - i < TNI_ATTENTION_BLOCK ? length - i : TNI_ATTENTION_BLOCK;
        const int64_t seen = tni_grad_bool(g, CAUSAL) && i + n < keys ? i + n : keys;
        const gradients part = of_block(g, i, n, seen);
        tn_copy_(tn_narrow(sum.query, -2, i, n), part.query);
        tn_add_(tn_narrow(sum.key, -2, 0, seen), part.key);
        tn_add_(tn_narrow(sum.value, -2, 0, seen), part.value);
        if (sum.scores) {
            add_to_mask(sum.scores, part.scores, i, n);
        }
    }
    tni_grad_set(g, QUERY, sum.query);
    tni_grad_set(g, KEY, sum.key);
    tni_grad_set(g, VALUE, sum.value);
    tni_grad_set(g, MASK, sum.scores);
}

void tni_grad_native_attention(tni_grad *g) {
    const tni_meta query = tni_grad_shape(g, QUERY), key = tni_grad_shape(g, KEY);
    if (!tn_grad_enabled()) {
        by_blocks(g);
        return;
    }
    const gradients all = of_block(g, 0, query.shape.sizes[query.shape.ndim - 2],
                                   key.shape.sizes[key.shape.ndim - 2]);
    tni_grad_set(g, QUERY, all.query);
    tni_grad_set(g, KEY, all.key);
    tni_grad_set(g, VALUE, all.value);
    tni_grad_set(g, MASK, all.scores);
}
