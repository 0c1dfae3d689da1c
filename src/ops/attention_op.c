/* attention_op.c: scaled dot-product attention over blocks of queries: a block's scores are made,
 * used and dropped, so that no matrix of all queries by all keys is ever kept. The gradient makes
 * them again (attention_grad.c). Products are the matmul kernel's, so the order of every sum is
 * fixed. With dropout the whole is composed instead. A row whose keys are all masked is NaN, as in
 * PyTorch 1.13. */
#include "ops/attention.h"

#include <math.h>

enum { QUERY, KEY, VALUE, MASK, DROPOUT, CAUSAL, SCALE, GQA };

static bool check_shapes(const tni_call *c) {
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
    return true;
}

static bool check_mask(const tni_call *c, bool causal) {
    const tn_tensor *q = tni_tensor_arg(c, QUERY), *mask = tni_tensor_arg(c, MASK);
    if (!mask) {
        return true;
    }
    if (causal) {
        tni_fail(TN_ERR_ARGUMENT, "give attn_mask or is_causal, not both");
        return false;
    }
    if (mask->dtype != TN_BOOL && !tni_is_float((tn_dtype)mask->dtype)) {
        tni_fail(TN_ERR_DTYPE, "attn_mask of %s must be bool or %s",
                 tn_dtype_name((tn_dtype)mask->dtype), tn_dtype_name((tn_dtype)q->dtype));
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

tn_tensor *tni_causal_mask(int64_t first, int64_t rows, int64_t columns, tn_device device) {
    tn_tensor *query =
        tn_arange_start(first, first + rows, .dtype = TN_I64, .device = device);
    return tn_ge(tn_unsqueeze(query, 1), tn_arange(columns, .dtype = TN_I64, .device = device));
}

tn_tensor *tni_attention_masked(tn_tensor *scores, tn_tensor *mask) {
    return tn_dtype_of(mask) == TN_BOOL ? tn_where(mask, scores, -INFINITY) : tn_add(scores, mask);
}

tn_tensor *tni_attention_weights(tn_tensor *q, tn_tensor *k, tn_tensor *mask, bool causal,
                                 int64_t first, double scale) {
    const int64_t rows = tn_size(q, -2), columns = tn_size(k, -2);
    tn_tensor *scores = tn_matmul(tn_mul(q, scale), tn_mT(k));
    if (causal) {
        mask = tni_causal_mask(first, rows, columns, tn_device_of(q));
    } else if (mask && tn_ndim(mask) >= 2 && tn_size(mask, -2) != 1) {
        mask = tn_narrow(mask, -2, first, rows);
    }
    return tn_softmax(mask ? tni_attention_masked(scores, mask) : scores, -1);
}

/* ---- native_attention(query, key, value, attn_mask, is_causal, scale) ------------------------ */

bool tni_infer_native_attention(tni_call *c) {
    const tn_tensor *q = tni_tensor_arg(c, QUERY), *v = tni_tensor_arg(c, VALUE);
    int64_t sizes[TN_MAX_DIMS];
    if (!tni_check_dtype(c, (tn_dtype)q->dtype) || !check_shapes(c) ||
        !check_mask(c, tni_bool_arg(c, 4))) {
        return false;
    }
    memcpy(sizes, q->sizes, (size_t)q->ndim * sizeof sizes[0]);
    sizes[q->ndim - 1] = v->sizes[v->ndim - 1];
    tni_set_meta(c, 0, (tn_dtype)q->dtype, q->ndim, sizes);
    return true;
}

bool tni_run_native_attention(tni_call *c) {
    tn_tensor *q = tni_tensor_arg(c, QUERY), *k = tni_tensor_arg(c, KEY);
    tn_tensor *v = tni_tensor_arg(c, VALUE), *mask = tni_tensor_arg(c, MASK);
    const bool causal = tni_bool_arg(c, 4);
    const int64_t length = q->sizes[q->ndim - 2], keys = k->sizes[k->ndim - 2];
    for (int64_t i = 0; i < length && tni_pending() == TN_OK; i += TNI_ATTENTION_BLOCK) {
        TN_SCOPE(scope);
        const int64_t n = length - i < TNI_ATTENTION_BLOCK ? length - i : TNI_ATTENTION_BLOCK;
        const int64_t seen = causal && i + n < keys ? i + n : keys;
        tn_tensor *weights =
            tni_attention_weights(tn_narrow(q, -2, i, n), tn_narrow(k, -2, 0, seen), mask, causal,
                                  i, tni_float_arg(c, 5));
        tn_copy_(tn_narrow(c->out[0], -2, i, n), tn_matmul(weights, tn_narrow(v, -2, 0, seen)));
    }
    return tni_pending() == TN_OK;
}

/* ---- The public op --------------------------------------------------------------------------- */

/* Leading dims are alike: the blocks then need no broadcasting. */
static bool same_leading(const tn_tensor *q, const tn_tensor *k, const tn_tensor *v) {
    const size_t bytes = (size_t)(q->ndim - 2) * sizeof(int64_t);
    return memcmp(q->sizes, k->sizes, bytes) == 0 && memcmp(q->sizes, v->sizes, bytes) == 0;
}

bool tni_compose_scaled_dot_product_attention(tni_call *c) {
    tn_tensor *q = tni_tensor_arg(c, QUERY), *k = tni_tensor_arg(c, KEY);
    tn_tensor *v = tni_tensor_arg(c, VALUE), *mask = tni_tensor_arg(c, MASK);
    if (!tni_check_dtype(c, (tn_dtype)q->dtype) || !check_shapes(c) ||
        !check_mask(c, tni_bool_arg(c, CAUSAL))) {
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
    const bool causal = tni_bool_arg(c, CAUSAL);
    const double dropout = tni_float_arg(c, DROPOUT);
    if (dropout == 0 && same_leading(q, k, v)) {
        c->out[0] = tn_native_attention(q, k, v, mask, causal, scale);
        return c->out[0] != NULL;
    }
    tn_tensor *weights = tni_attention_weights(q, k, mask, causal, 0, scale);
    c->out[0] = tn_matmul(tn_dropout(weights, dropout, true), v);
    return c->out[0] != NULL;
}
