/* grad_tools.c: what gradient functions read and write with. Every reader returns NULL, and every
 * writer does nothing, while an error is pending: so gradient functions need no checks. */
#include "autograd/tape.h"

#include <assert.h>

/* ---- Arguments and results ------------------------------------------------------------------- */

static bool holds_tensors(const tn_value *v) {
    return v->kind == TN_VALUE_TENSOR || v->kind == TN_VALUE_TENSORS;
}

/* The node's input for element k of argument i; -1 when the call gave none. */
static int input_of(const tni_grad *g, int i, int k) {
    assert(i < g->node->n_args);
    const tn_value *v = &g->node->args[i];
    return holds_tensors(v) && k < (int)v->count ? (int)v->as.integer + k : -1;
}

tn_tensor *tni_saved_list(tni_grad *g, int i, int k) {
    const int at = input_of(g, i, k);
    if (at < 0 || tni_pending()) {
        return NULL;
    }
    const tni_node_input *input = &g->node->inputs[at];
    const tni_saved_name name = {"argument", g->node->op ? g->node->op->args[i].name : NULL, i};
    return tni_unpack(g->node, &input->saved, input->edge, name);
}

tn_tensor *tni_saved(tni_grad *g, int i) {
    return tni_saved_list(g, i, 0);
}

bool tni_grad_is_transposed(const tni_grad *g, int i) {
    const int at = input_of(g, i, 0);
    const tn_tensor *t = at < 0 ? NULL : g->node->inputs[at].saved.tensor;
    return t && t->ndim >= 2 && t->strides[t->ndim - 2] == 1 && t->strides[t->ndim - 1] != 1;
}

bool tni_grad_strides(const tni_grad *g, int i, int64_t *strides) {
    const int at = input_of(g, i, 0);
    const tn_tensor *t = at < 0 ? NULL : g->node->inputs[at].saved.tensor;
    if (t && t->ndim > 0) {
        memcpy(strides, t->strides, (size_t)t->ndim * sizeof *strides);
    }
    return t != NULL;
}

tn_value tni_saved_value(tni_grad *g, int i) {
    return tni_grad_is_tensor(g, i) ? tn_value_tensor(tni_saved(g, i)) : g->node->args[i];
}

tn_tensor *tni_result(tni_grad *g, int k) {
    tni_node *node = g->node;
    const tni_saved_name name = {"result", node->op ? node->op->results[k] : NULL, k};
    const tni_edge own = {.node = node, .slot = (uint32_t)k};
    return tni_unpack(node, &node->results[k].saved, own, name);
}

tn_value tni_grad_value(const tni_grad *g, int i) {
    assert(i < g->node->n_args && !holds_tensors(&g->node->args[i]));
    return g->node->args[i];
}

int64_t tni_grad_int(const tni_grad *g, int i) {
    return tni_value_int(tni_grad_value(g, i));
}

double tni_grad_float(const tni_grad *g, int i) {
    return tni_value_real(tni_grad_value(g, i));
}

bool tni_grad_bool(const tni_grad *g, int i) {
    return tni_grad_given(g, i) && tni_grad_int(g, i) != 0;
}

tn_ints tni_grad_ints(const tni_grad *g, int i) {
    const tn_value v = tni_grad_value(g, i);
    return v.kind == TN_VALUE_INTS ? (tn_ints){v.as.ints, v.count} : (tn_ints){0};
}

tn_dtype tni_grad_dtype(const tni_grad *g, int i) {
    const tn_value v = tni_grad_value(g, i);
    return v.kind == TN_VALUE_DTYPE ? (tn_dtype)v.as.dtype : TN_DTYPE_NONE;
}

const char *tni_grad_string(const tni_grad *g, int i) {
    const tn_value v = tni_grad_value(g, i);
    return v.kind == TN_VALUE_STRING ? v.as.string : NULL;
}

bool tni_grad_given(const tni_grad *g, int i) {
    assert(i < g->node->n_args);
    return g->node->args[i].kind != TN_VALUE_NONE;
}

bool tni_grad_is_tensor(const tni_grad *g, int i) {
    return g->node->args[i].kind == TN_VALUE_TENSOR;
}

int tni_grad_count(const tni_grad *g, int i) {
    const tn_value *v = &g->node->args[i];
    return holds_tensors(v) ? (int)v->count : 0;
}

tni_meta tni_grad_shape_of(const tni_grad *g, int i, int k) {
    const int at = input_of(g, i, k);
    return at < 0 ? (tni_meta){0} : tni_geometry_meta(&g->node->inputs[at].geometry);
}

tni_meta tni_grad_shape(const tni_grad *g, int i) {
    return tni_grad_shape_of(g, i, 0);
}

tni_meta tni_grad_result_shape(const tni_grad *g, int k) {
    return tni_geometry_meta(&g->node->results[k].geometry);
}

/* ---- Gradients in ---------------------------------------------------------------------------- */

bool tni_grad_has_out(const tni_grad *g, int k) {
    return k < g->node->n_results && g->out[k];
}

tn_tensor *tni_grad_out(tni_grad *g, int k) {
    if (tni_pending() || k >= g->node->n_results) {
        return NULL;
    }
    if (!g->out[k]) {
        const tni_meta meta = tni_grad_result_shape(g, k);
        if (tni_is_float(meta.dtype) || tni_is_complex(meta.dtype)) {
            g->out[k] = tni_zeros(&meta);
        }
    }
    return g->out[k];
}

/* ---- Gradients out --------------------------------------------------------------------------- */

bool tni_grad_wants(const tni_grad *g, int input) {
    return g->wanted ? g->wanted[input] : tni_edge_is_set(g->node->inputs[input].edge);
}

bool tni_grad_needs_of(const tni_grad *g, int i, int k) {
    const int at = input_of(g, i, k);
    return at >= 0 && tni_grad_wants(g, at);
}

bool tni_grad_needs(const tni_grad *g, int i) {
    for (int k = 0; k < tni_grad_count(g, i); k++) {
        if (tni_grad_needs_of(g, i, k)) {
            return true;
        }
    }
    return false;
}

void tni_grad_set_list(tni_grad *g, int i, int k, tn_tensor *grad) {
    if (!grad || tni_pending() || !tni_grad_needs_of(g, i, k)) {
        return;
    }
    g->in[input_of(g, i, k)] = tni_sum_to(grad, tni_grad_shape_of(g, i, k));
}

void tni_grad_set(tni_grad *g, int i, tn_tensor *grad) {
    tni_grad_set_list(g, i, 0, grad);
}

/* ---- Tools ----------------------------------------------------------------------------------- */

static bool same_shape(const tn_tensor *t, const tni_shape *shape) {
    return t->ndim == shape->ndim &&
           memcmp(t->sizes, shape->sizes, (size_t)shape->ndim * sizeof t->sizes[0]) == 0;
}

/* Dims of t that were broadcast from shape; -1 when it cannot have been. */
static int broadcast_dims(const tn_tensor *t, const tni_shape *shape, int64_t *dims) {
    const int lead = t->ndim - shape->ndim;
    int n = 0;
    for (int d = 0; d < t->ndim; d++) {
        if (d < lead) {
            dims[n++] = d;
        } else if (shape->sizes[d - lead] != t->sizes[d]) {
            if (shape->sizes[d - lead] != 1) {
                return -1;
            }
            dims[n++] = d;
        }
    }
    return lead < 0 ? -1 : n;
}

static tn_tensor *cast_to(tn_tensor *t, tn_dtype dtype) {
    if (!t || t->dtype == dtype) {
        return t;
    }
    if (tni_is_complex((tn_dtype)t->dtype) && !tni_is_complex(dtype)) {
        t = tn_real(t);
    }
    return t && t->dtype != dtype ? tn_to(t, .dtype = dtype) : t;
}

tn_tensor *tni_sum_to(tn_tensor *t, tni_meta meta) {
    if (!t || tni_pending()) {
        return NULL;
    }
    if (!same_shape(t, &meta.shape)) {
        int64_t dims[TN_MAX_DIMS];
        const int n = broadcast_dims(t, &meta.shape, dims);
        if (n < 0) {
            return TNI_FAIL_NULL(TN_ERR_INTERNAL,
                                 "a gradient of shape %s was computed for a tensor of shape %s",
                                 tni_shape_text(t->sizes, t->ndim),
                                 tni_shape_text(meta.shape.sizes, meta.shape.ndim));
        }
        const tn_ints sizes = {meta.shape.sizes, meta.shape.ndim};
        t = tn_sum(t, .dim = ((tn_ints){dims, n}), .keepdim = true, .dtype = tn_dtype_of(t));
        t = t && t->ndim != meta.shape.ndim ? tn_view(t, sizes) : t;
    }
    return cast_to(t, meta.dtype);
}

tn_tensor *tni_grad_fit(tn_tensor *grad, tni_meta meta, const char *what) {
    int64_t dims[TN_MAX_DIMS];
    if (!grad || tni_pending()) {
        return NULL;
    }
    if (!same_shape(grad, &meta.shape) && broadcast_dims(grad, &meta.shape, dims) < 0) {
        return TNI_FAIL_NULL(TN_ERR_SHAPE, "%s has shape %s, the tensor it belongs to %s", what,
                             tni_shape_text(grad->sizes, grad->ndim),
                             tni_shape_text(meta.shape.sizes, meta.shape.ndim));
    }
    return tni_sum_to(grad, meta);
}

tn_tensor *tni_conj(tn_tensor *t) {
    return t && tni_is_complex((tn_dtype)t->dtype) ? tn_conj(t) : t;
}

tn_value tni_conj_value(tn_value v) {
    if (v.kind == TN_VALUE_TENSOR) {
        return tn_value_tensor(tni_conj(v.as.tensor));
    }
    if (v.kind == TN_VALUE_COMPLEX) {
        v.as.z.im = -v.as.z.im;
    }
    return v;
}

tn_tensor *tni_zeros(const tni_meta *meta) {
    return tn_zeros(((tn_ints){meta->shape.sizes, meta->shape.ndim}), .dtype = meta->dtype,
                    .device = meta->device);
}

tn_tensor *tni_unsqueeze_dims(tn_tensor *t, tn_ints dims, int ndim) {
    uint32_t mask;
    if (!t || tni_pending() || !tni_dims_mask(dims, ndim, &mask)) {
        return NULL;
    }
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0, from = 0; d < ndim; d++) {
        sizes[d] = mask >> d & 1 ? 1 : t->sizes[from++];
    }
    return tn_reshape(t, ((tn_ints){sizes, ndim}));
}

tn_tensor *tni_expand_dims(tn_tensor *t, tn_ints dims, const tni_shape *shape) {
    uint32_t mask;
    if (!t || tni_pending() || !tni_dims_mask(dims, shape->ndim, &mask)) {
        return NULL;
    }
    if (tni_grad_mode()) {
        return tni_expand_to(tni_unsqueeze_dims(t, dims, shape->ndim), shape);
    }
    int64_t strides[TN_MAX_DIMS];
    for (int d = 0, from = 0; d < shape->ndim; d++) {
        strides[d] = mask >> d & 1 ? 0 : t->strides[from++];
    }
    return tni_view(t, shape->ndim, shape->sizes, strides, t->offset);
}

tn_tensor *tni_expand_to(tn_tensor *t, const tni_shape *shape) {
    if (!t || same_shape(t, shape)) {
        return t;
    }
    return tn_expand(t, ((tn_ints){shape->sizes, shape->ndim}));
}
