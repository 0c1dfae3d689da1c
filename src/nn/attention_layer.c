/* attention_layer.c: self-attention with grouped heads over one projection to queries, keys and
 * values. */
#include "nn/module.h"

typedef struct attention {
    int64_t heads, kv_heads, size; /* size of one head */
    bool causal;
} attention;

/* Columns [begin, begin + heads * size) of the projection as [batch, heads, length, size]. */
static tn_tensor *heads_of(tn_tensor *qkv, int64_t begin, int64_t heads, int64_t size) {
    tn_tensor *part = tn_narrow(qkv, 2, begin, heads * size);
    return tn_transpose(tn_unflatten(part, 2, TN_SHAPE(heads, size)), 1, 2);
}

static tn_tensor *attention_forward(tn_module *m, tn_tensor *x) {
    const attention *a = tn_module_state(m, sizeof *a);
    const int64_t queries = a->heads * a->size, keys = a->kv_heads * a->size;
    tn_tensor *qkv = tn_forward(tn_module_child(m, "qkv"), x);
    tn_tensor *q = heads_of(qkv, 0, a->heads, a->size);
    tn_tensor *k = heads_of(qkv, queries, a->kv_heads, a->size);
    tn_tensor *v = heads_of(qkv, queries + keys, a->kv_heads, a->size);
    tn_tensor *mixed = tn_scaled_dot_product_attention(q, k, v, .is_causal = a->causal,
                                                       .enable_gqa = a->kv_heads != a->heads);
    tn_tensor *joined = tn_flatten(tn_transpose(mixed, 1, 2), -1, .start_dim = 2);
    return tn_forward(tn_module_child(m, "out"), joined);
}

tn_module *tn_nn_attention_with(const tn_nn_attention_options *o) {
    TNI_CALL("nn_attention", ((tn_site){0}));
    const int64_t kv_heads = o->kv_heads ? o->kv_heads : o->heads;
    if (o->dim <= 0 || o->heads <= 0 || kv_heads <= 0 || o->dim % o->heads || o->heads % kv_heads) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT,
                             "dim %lld must be a multiple of heads %lld, and heads of "
                             "kv_heads %lld",
                             (long long)o->dim, (long long)o->heads, (long long)kv_heads);
    }
    tn_module *m = tn_module_new("attention", attention_forward);
    attention *a = tn_module_state(m, sizeof *a);
    if (a) {
        *a = (attention){o->heads, kv_heads, o->dim / o->heads, o->causal};
        const int64_t width = o->dim + 2 * kv_heads * a->size;
        tn_module_add_child(m, "qkv",
                            tn_nn_linear(o->dim, width, .no_bias = o->no_bias, .dtype = o->dtype,
                                         .device = o->device));
        tn_module_add_child(m, "out",
                            tn_nn_linear(o->dim, o->dim, .no_bias = o->no_bias, .dtype = o->dtype,
                                         .device = o->device));
    }
    if (tni_pending() != TN_OK) {
        tn_module_free(m);
        return NULL;
    }
    return m;
}
