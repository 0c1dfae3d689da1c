/* attention_op.c: scaled dot-product attention, composed of products and a softmax. */
#include "ops/op.h"

#include <math.h>

enum { QUERY, KEY, VALUE, MASK, DROPOUT, CAUSAL, SCALE, GQA };

static bool check_operands(const tni_call *c) {
    const tn_tensor *q = tni_tensor_arg(c, QUERY), *k = tni_tensor_arg(c, KEY);
    const tn_tensor *v = tni_tensor_arg(c, VALUE);
    const bool fits = q->ndim >= 2 && k->ndim == q->ndim && v->ndim == q->ndim &&
                      q->sizes[q->ndim - 1] == k->sizes[k->ndim - 1] &&
                      k->sizes[k->ndim - 2] == v->sizes[v->ndim - 2];
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "query %s, key %s and value %s must be [..., L, E], [..., S, E], [..., S, V]",
                 tni_shape_text(q->sizes, q->ndim), tni_shape_text(k->sizes, k->ndim),
                 tni_shape_text(v->sizes, v->ndim));
        return false;
    }
    if (tni_given(c, MASK) && tni_bool_arg(c, CAUSAL)) {
        tni_fail(TN_ERR_ARGUMENT, "give attn_mask or is_causal, not both");
        return false;
    }
    return true;
}

/* Key and value heads (dim -3) repeated so that there is one for each query head. */
static tn_tensor *repeat_heads(tn_tensor *t, const tn_tensor *query) {
    const int ndim = t->ndim, dim = ndim - 3;
    if (ndim < 3 || t->sizes[dim] == 0 || query->sizes[dim] % t->sizes[dim] != 0) {
        tni_fail(TN_ERR_SHAPE, "enable_gqa: %lld query heads must be a multiple of %lld",
                 (long long)(ndim < 3 ? 0 : query->sizes[dim]),
                 (long long)(ndim < 3 ? 0 : t->sizes[dim]));
        return NULL;
    }
    int64_t sizes[TN_MAX_DIMS + 1];
    memcpy(sizes, t->sizes, (size_t)(dim + 1) * sizeof sizes[0]);
    sizes[dim + 1] = query->sizes[dim] / t->sizes[dim];
    sizes[dim + 2] = t->sizes[ndim - 2];
    sizes[dim + 3] = t->sizes[ndim - 1];
    tn_tensor *wide = tn_expand(tn_unsqueeze(t, dim + 1), ((tn_ints){sizes, ndim + 1}));
    return tn_flatten(wide, dim + 1, .start_dim = dim);
}

/* [L, S], true where a query may look: at keys up to its own place. */
static tn_tensor *causal_mask(const tni_call *c, int64_t l, int64_t s) {
    int64_t numel;
    if (!tni_mul(l, s, &numel)) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "a mask of %lld x %lld is too large", (long long)l,
                             (long long)s);
    }
    bool *looks = tni_scope_bytes((size_t)numel + 1);
    for (int64_t i = 0; looks && i < numel; i++) {
        looks[i] = i % s <= i / s;
    }
    return looks ? tn_from(looks, TN_SHAPE(l, s), TN_BOOL, .device = c->device) : NULL;
}

static tn_tensor *masked(tn_tensor *scores, tn_tensor *mask) {
    return tn_dtype_of(mask) == TN_BOOL ? tn_where(mask, scores, -INFINITY) : tn_add(scores, mask);
}

bool tni_compose_scaled_dot_product_attention(tni_call *c) {
    tn_tensor *q = tni_tensor_arg(c, QUERY), *k = tni_tensor_arg(c, KEY);
    tn_tensor *v = tni_tensor_arg(c, VALUE), *mask = tni_tensor_arg(c, MASK);
    if (!tni_check_dtype(c, (tn_dtype)q->dtype) || !check_operands(c)) {
        return false;
    }
    const int64_t size = q->sizes[q->ndim - 1];
    if (tni_bool_arg(c, GQA)) {
        k = repeat_heads(k, q);
        v = k ? repeat_heads(v, q) : NULL;
    }
    if (!v) {
        return false;
    }
    const double scale =
        tni_given(c, SCALE) ? tni_float_arg(c, SCALE) : 1 / sqrt((double)(size ? size : 1));
    tn_tensor *scores = tn_matmul(tn_mul(q, scale), tn_mT(k));
    if (tni_bool_arg(c, CAUSAL)) {
        mask = causal_mask(c, q->sizes[q->ndim - 2], k->sizes[k->ndim - 2]);
        if (!mask) {
            return false;
        }
    }
    scores = mask ? masked(scores, mask) : scores;
    tn_tensor *weights = tn_dropout(tn_softmax(scores, -1), tni_float_arg(c, DROPOUT), true);
    c->out[0] = tn_matmul(weights, v);
    return c->out[0] != NULL;
}
