/* attention_op.c: scaled dot-product attention: one kernel where the device has one, else over
 * blocks of queries: a block's scores are made, used and dropped. Either way no matrix of all
 * queries by all keys is ever kept; the gradient makes scores again (attention_backward_op.c). The
 * order of every sum is fixed. With dropout the whole is composed instead. A row whose keys are all
 * masked is NaN, as in PyTorch 1.13. */
#include "ops/attention.h"

#include <math.h>

enum { QUERY, KEY, VALUE, MASK, DROPOUT, CAUSAL, SCALE, GQA };

/* ---- What may be asked ----------------------------------------------------------------------- */

static bool check_shapes(const tn_tensor *q, const tn_tensor *k, const tn_tensor *v) {
    const bool fits = q->ndim >= 2 && k->ndim == q->ndim && v->ndim == q->ndim &&
                      q->sizes[q->ndim - 1] == k->sizes[k->ndim - 1] &&
                      k->sizes[k->ndim - 2] == v->sizes[v->ndim - 2];
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "query %s, key %s and value %s must be [..., L, E], [..., S, E], [..., S, V]",
                 tni_shape_text(q->sizes, q->ndim), tni_shape_text(k->sizes, k->ndim),
                 tni_shape_text(v->sizes, v->ndim));
    }
    return fits;
}

static bool check_mask(const tn_tensor *q, const tn_tensor *mask, bool causal) {
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

/* Leading dims are alike: neither blocks nor the kernel then broadcast them. */
static bool same_leading(const tn_tensor *q, const tn_tensor *k, const tn_tensor *v) {
    const size_t bytes = (size_t)(q->ndim - 2) * sizeof(int64_t);
    return memcmp(q->sizes, k->sizes, bytes) == 0 && memcmp(q->sizes, v->sizes, bytes) == 0;
}

/* The mask broadcasts to the scores, which it does not widen. */
static bool mask_fits(const tn_tensor *mask, const tn_tensor *q, const tn_tensor *k) {
    bool fits = !mask || mask->ndim <= q->ndim;
    for (int d = 1; mask && fits && d <= mask->ndim; d++) {
        const int64_t size = mask->sizes[mask->ndim - d];
        fits = size == 1 || size == (d == 1 ? k->sizes[k->ndim - 2] : q->sizes[q->ndim - d]);
    }
    return fits;
}

bool tni_attention_fits(const tni_call *c, int first, bool causal) {
    const tn_tensor *q = tni_tensor_arg(c, first), *k = tni_tensor_arg(c, first + 1);
    const tn_tensor *v = tni_tensor_arg(c, first + 2), *mask = tni_tensor_arg(c, first + 3);
    if (!check_shapes(q, k, v) || !check_mask(q, mask, causal)) {
        return false;
    }
    if (q->dtype != k->dtype || q->dtype != v->dtype) {
        tni_fail(TN_ERR_DTYPE, "key of %s and value of %s must be %s like query",
                 tn_dtype_name((tn_dtype)k->dtype), tn_dtype_name((tn_dtype)v->dtype),
                 tn_dtype_name((tn_dtype)q->dtype));
        return false;
    }
    if (!same_leading(q, k, v) || !mask_fits(mask, q, k)) {
        tni_fail(TN_ERR_SHAPE,
                 "query %s, key %s and value %s must have equal leading dims, and attn_mask "
                 "%s must broadcast to [..., L, S]",
                 tni_shape_text(q->sizes, q->ndim), tni_shape_text(k->sizes, k->ndim),
                 tni_shape_text(v->sizes, v->ndim),
                 mask ? tni_shape_text(mask->sizes, mask->ndim) : "None");
        return false;
    }
    return true;
}

/* ---- Blocks of queries ----------------------------------------------------------------------- */

tn_dtype tni_attention_dtype(tn_dtype dtype) {
    return dtype == TN_F64 ? TN_F64 : TN_F32;
}

tni_attention tni_attention_widened(tni_attention a) {
    const tn_dtype dtype = tni_attention_dtype(tn_dtype_of(a.query));
    const bool adds = a.mask && tn_dtype_of(a.mask) != TN_BOOL;
    return (tni_attention){tn_to(a.query, .dtype = dtype),
                           tn_to(a.key, .dtype = dtype),
                           tn_to(a.value, .dtype = dtype),
                           adds ? tn_to(a.mask, .dtype = dtype) : a.mask,
                           a.causal,
                           a.scale};
}

int64_t tni_attention_seen(const tni_attention *a, int64_t first, int64_t n) {
    const int64_t keys = tn_size(a->key, -2);
    return a->causal && first + n < keys ? first + n : keys;
}

/* bool [rows, columns]: query first + i may look at keys up to its own place. */
static tn_tensor *causal_mask(int64_t first, int64_t rows, int64_t columns, tn_device device) {
    tn_tensor *query = tn_arange_start(first, first + rows, .dtype = TN_I64, .device = device);
    return tn_ge(tn_unsqueeze(query, 1), tn_arange(columns, .dtype = TN_I64, .device = device));
}

tn_tensor *tni_attention_scores(const tni_attention *a, int64_t first, int64_t n, int64_t seen) {
    tn_tensor *query = tn_narrow(a->query, -2, first, n), *mask = a->mask;
    tn_tensor *scores = tn_matmul(tn_mul(query, a->scale), tn_mT(tn_narrow(a->key, -2, 0, seen)));
    if (a->causal) {
        mask = causal_mask(first, n, seen, tn_device_of(query));
    } else if (mask && tn_ndim(mask) >= 2 && tn_size(mask, -2) != 1) {
        mask = tn_narrow(mask, -2, first, n);
    }
    if (!mask) {
        return scores;
    }
    return tn_dtype_of(mask) == TN_BOOL ? tn_where(mask, scores, -INFINITY) : tn_add(scores, mask);
}

static bool run_blocks(tni_call *c, tni_attention a) {
    a = tni_attention_widened(a);
    const int64_t length = tn_size(c->out[0], -2);
    for (int64_t i = 0; i < length && tni_pending() == TN_OK; i += TNI_ATTENTION_BLOCK) {
        TN_SCOPE(scope);
        const int64_t n = length - i < TNI_ATTENTION_BLOCK ? length - i : TNI_ATTENTION_BLOCK;
        const int64_t seen = tni_attention_seen(&a, i, n);
        tn_tensor *scores = tni_attention_scores(&a, i, n, seen);
        tn_copy_(tn_narrow(c->out[1], -1, i, n), tn_logsumexp(scores, TN_DIMS(-1)));
        tn_copy_(tn_narrow(c->out[0], -2, i, n),
                 tn_matmul(tn_softmax(scores, -1), tn_narrow(a.value, -2, 0, seen)));
    }
    return tni_pending() == TN_OK;
}

/* ---- The kernel ------------------------------------------------------------------------------ */

bool tni_attention_has_kernel(const tni_call *c, int first) {
    return tni_has_kernel(c, TN_K_attention) && tni_tensor_arg(c, first)->numel > 0 &&
           tni_tensor_arg(c, first + 1)->numel > 0 && tni_tensor_arg(c, first + 2)->numel > 0;
}

tn_k_matrices tni_attention_matrices(const tn_tensor *t) {
    tn_k_matrices m = {
        .data = tni_ptr(t), .row = t->strides[t->ndim - 2], .column = t->strides[t->ndim - 1]};
    memcpy(m.lead, t->strides, (size_t)(t->ndim - 2) * sizeof m.lead[0]);
    return m;
}

bool tni_attention_reads(const tni_call *c, const tn_tensor *t, tn_dtype dtype, tn_k_matrices *m,
                         tni_operands *o) {
    const bool side_by_side = t->strides[t->ndim - 1] == 1 || t->sizes[t->ndim - 1] == 1;
    const tn_tensor *ready =
        t->dtype == dtype && side_by_side ? t : tni_cast_contiguous(c, t, dtype);
    if (!ready) {
        return false;
    }
    tni_reads(o, ready);
    *m = tni_attention_matrices(ready);
    return true;
}

/* The mask with stride 0 along the dims that it is broadcast along, of which it may lack some. */
static tn_k_matrices broadcast_mask(const tn_tensor *mask, int ndim) {
    int64_t strides[TN_MAX_DIMS] = {0};
    const int missing = ndim - mask->ndim;
    for (int d = missing; d < ndim; d++) {
        strides[d] = mask->sizes[d - missing] == 1 ? 0 : mask->strides[d - missing];
    }
    tn_k_matrices m = {
        .data = tni_ptr(mask), .row = strides[ndim - 2], .column = strides[ndim - 1]};
    memcpy(m.lead, strides, (size_t)(ndim - 2) * sizeof m.lead[0]);
    return m;
}

bool tni_attention_block(tni_call *c, int first, tn_k_attention *p, tni_operands *o) {
    const tn_tensor *q = tni_tensor_arg(c, first), *k = tni_tensor_arg(c, first + 1);
    const tn_tensor *v = tni_tensor_arg(c, first + 2), *mask = tni_tensor_arg(c, first + 3);
    const tn_dtype dtype = (tn_dtype)q->dtype;
    p->dtype = (uint8_t)dtype;
    p->lead_ndim = q->ndim - 2;
    memcpy(p->lead_extents, q->sizes, (size_t)p->lead_ndim * sizeof q->sizes[0]);
    p->queries = q->sizes[q->ndim - 2];
    p->size = q->sizes[q->ndim - 1];
    p->batch = q->numel / (p->queries * p->size);
    p->keys = v->sizes[v->ndim - 2];
    p->value_size = v->sizes[v->ndim - 1];
    if (mask) {
        const tn_tensor *ready =
            mask->dtype == TN_BOOL ? mask : tni_cast(c, mask, tni_attention_dtype(dtype));
        if (!ready) {
            return false;
        }
        p->mask_dtype = ready->dtype;
        p->mask = broadcast_mask(ready, q->ndim);
        tni_reads(o, ready);
    }
    return tni_attention_reads(c, q, dtype, &p->query, o) &&
           tni_attention_reads(c, k, dtype, &p->key, o) &&
           tni_attention_reads(c, v, dtype, &p->value, o);
}

static bool run_kernel(tni_call *c) {
    tn_k_attention p = {.code = TN_ATTENTION_FORWARD,
                        .causal = tni_bool_arg(c, 4),
                        .scale = tni_float_arg(c, 5),
                        .out = tni_attention_matrices(c->out[0]),
                        .logsumexp = tni_ptr(c->out[1])};
    tni_operands o = {0};
    if (!tni_attention_block(c, 0, &p, &o)) {
        return false;
    }
    tni_writes(&o, c->out[0]);
    tni_writes(&o, c->out[1]);
    return tni_launch_with_workspace(c, attention, &p, &o);
}

/* ---- native_attention(query, key, value, attn_mask, is_causal, scale) ------------------------ */

bool tni_infer_native_attention(tni_call *c) {
    const tn_tensor *q = tni_tensor_arg(c, QUERY), *v = tni_tensor_arg(c, VALUE);
    int64_t sizes[TN_MAX_DIMS];
    if (!tni_check_dtype(c, (tn_dtype)q->dtype) || !tni_attention_fits(c, 0, tni_bool_arg(c, 4))) {
        return false;
    }
    memcpy(sizes, q->sizes, (size_t)q->ndim * sizeof sizes[0]);
    sizes[q->ndim - 1] = v->sizes[v->ndim - 1];
    tni_set_meta(c, 0, (tn_dtype)q->dtype, q->ndim, sizes);
    tni_set_meta(c, 1, tni_attention_dtype((tn_dtype)q->dtype), q->ndim - 1, sizes);
    return true;
}

bool tni_run_native_attention(tni_call *c) {
    const tni_attention a = {.query = tni_tensor_arg(c, QUERY),
                             .key = tni_tensor_arg(c, KEY),
                             .value = tni_tensor_arg(c, VALUE),
                             .mask = tni_tensor_arg(c, MASK),
                             .causal = tni_bool_arg(c, 4),
                             .scale = tni_float_arg(c, 5)};
    return tni_attention_has_kernel(c, 0) ? run_kernel(c) : run_blocks(c, a);
}

/* ---- The public op --------------------------------------------------------------------------- */

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

/* In one piece, so that dropout can come between, and dims be broadcast. */
static tn_tensor *composed(const tni_attention *a, double dropout) {
    tn_tensor *scores = tni_attention_scores(a, 0, tn_size(a->query, -2), tn_size(a->key, -2));
    return tn_matmul(tn_dropout(tn_softmax(scores, -1), dropout, true), a->value);
}

bool tni_compose_scaled_dot_product_attention(tni_call *c) {
    tn_tensor *q = tni_tensor_arg(c, QUERY), *k = tni_tensor_arg(c, KEY);
    tn_tensor *v = tni_tensor_arg(c, VALUE), *mask = tni_tensor_arg(c, MASK);
    const bool causal = tni_bool_arg(c, CAUSAL);
    if (!tni_check_dtype(c, (tn_dtype)q->dtype) || !check_shapes(q, k, v) ||
        !check_mask(q, mask, causal)) {
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
    const double dropout = tni_float_arg(c, DROPOUT);
    c->out[0] = dropout == 0 && same_leading(q, k, v) && mask_fits(mask, q, k)
                    ? tn_native_attention(q, k, v, mask, causal, scale).result
                    : composed(&(tni_attention){q, k, v, mask, causal, scale}, dropout);
    return c->out[0] != NULL;
}
