/* inplace.c: in-place changes and the history of views, by PyTorch's rules.
 *
 * A change of a tensor gives it a new history. A change of a view is a change of its base: the
 * base's new history is a *slice node*, which lets the gradient of everything outside the view
 * pass, and runs the node of the change on the part inside. Views of that base find at their next
 * use that the version moved on, and are given a history that leads through the base: a *view
 * node*, whose gradient is zeros with the incoming gradient at the view's place. */
#include "autograd/tape.h"

#include <pthread.h>

/* Where a view lies in its base. Strides and offsets are in elements of the storage. */
typedef struct layout {
    int ndim;
    int64_t sizes[TN_MAX_DIMS], strides[TN_MAX_DIMS], offset;
} layout;

typedef struct placement {
    layout base, view;
    tni_node *change; /* of a slice node: the node that changed the view; counted */
} placement;

static layout layout_of(const tn_tensor *t) {
    layout l = {.ndim = t->ndim, .offset = t->offset};
    memcpy(l.sizes, t->sizes, (size_t)t->ndim * sizeof l.sizes[0]);
    memcpy(l.strides, t->strides, (size_t)t->ndim * sizeof l.strides[0]);
    return l;
}

static void free_placement(tni_node *node) {
    placement *p = node->extra;
    if (p) {
        tni_node_drop(p->change);
        tni_pool_free(p, sizeof *p);
    }
}

static void release_change(tni_node *node) {
    const placement *p = node->extra;
    if (p->change) {
        tni_node_release_saved(p->change);
    }
}

/* A node with one result, of t's geometry, that knows how view lies in base. */
static tni_node *placed_node(const tn_tensor *t, const tn_tensor *base, const tn_tensor *view,
                             int n_inputs, size_t more_bytes, char **more) {
    const tni_node_room room = {
        .n_inputs = n_inputs, .n_results = 1, .more_bytes = more_bytes + tni_geometry_bytes(t)};
    placement *p = tni_pool_alloc(sizeof *p);
    tni_node *node = p ? tni_node_new(&room, more) : NULL;
    if (!node) {
        if (p) {
            tni_pool_free(p, sizeof *p);
        }
        tni_fail(TN_ERR_MEMORY, "no memory for the history of a view");
        return NULL;
    }
    *p = (placement){.base = layout_of(base), .view = layout_of(view)};
    node->extra = p;
    node->extra_free = free_placement;
    tni_geometry_set(&node->results[0].geometry, t, more);
    const tni_frame *frame = tni_frame_outermost();
    node->at = frame ? frame->at : (tn_site){0};
    return node;
}

/* ---- A gradient in the base's layout --------------------------------------------------------- */

/* The order of dims, largest stride first, in which the base is contiguous; false when it has gaps
 * or shares elements. */
static bool dense_order(const layout *base, int64_t *order) {
    for (int i = 0; i < base->ndim; i++) {
        int k = i;
        while (k > 0 && base->strides[order[k - 1]] < base->strides[i] && base->sizes[i] > 1) {
            order[k] = order[k - 1];
            k--;
        }
        order[k] = i;
    }
    int64_t expected = 1;
    for (int i = base->ndim - 1; i >= 0; i--) {
        const int d = (int)order[i];
        if (base->sizes[d] != 1 && base->strides[d] != expected) {
            return false;
        }
        expected *= base->sizes[d];
    }
    return true;
}

static tn_tensor *fail_gaps(void) {
    return TNI_FAIL_NULL(TN_ERR_UNSUPPORTED,
                         "a view was changed in place whose base has gaps or shares elements: "
                         "make the base contiguous first");
}

/* A contiguous copy of t with its dims in `order`. */
static tn_tensor *in_order(tn_tensor *t, const int64_t *order) {
    return tn_clone(tn_contiguous(tn_permute(t, ((tn_ints){order, tn_ndim(t)}))));
}

static tn_tensor *back_in_order(tn_tensor *t, const int64_t *order) {
    int64_t inverse[TN_MAX_DIMS];
    const int ndim = tn_ndim(t);
    for (int i = 0; i < ndim; i++) {
        inverse[order[i]] = i;
    }
    return tn_permute(t, ((tn_ints){inverse, ndim}));
}

/* The view's place in a dense tensor in the base's order. */
static tn_tensor *place_in(tn_tensor *dense, const placement *p, const layout *view) {
    return tn_as_strided(dense, ((tn_ints){view->sizes, view->ndim}),
                         ((tn_ints){view->strides, view->ndim}),
                         .storage_offset = tn_value_int(view->offset - p->base.offset));
}

/* ---- Slice nodes ----------------------------------------------------------------------------- */

/* Runs the gradient of the change on the part of the gradient that lies in the view. */
static bool run_change(tni_grad *g, const placement *p, tn_tensor *grad, tn_tensor **inputs) {
    bool wanted[UINT8_MAX + 1];
    tni_node *change = p->change;
    for (int i = 0; i < change->n_inputs; i++) {
        wanted[i] = tni_grad_wants(g, i);
        inputs[i] = NULL;
    }
    tni_grad inner = {.node = change, .out = &grad, .in = inputs, .wanted = wanted};
    change->function(&inner);
    return tni_pending() == TN_OK;
}

static void slice_gradient(tni_grad *g) {
    const placement *p = g->node->extra;
    int64_t order[TN_MAX_DIMS] = {0};
    tn_tensor *inputs[UINT8_MAX + 1];
    tn_tensor *grad = tni_grad_out(g, 0);
    if (!dense_order(&p->base, order)) {
        fail_gaps();
        return;
    }
    tn_tensor *whole = in_order(grad, order);
    tn_tensor *part = place_in(whole, p, &p->view);
    tn_tensor *inside = tn_clone(part);
    if (!inside || !run_change(g, p, inside, inputs)) {
        return;
    }
    if (tni_grad_wants(g, 0)) {
        if (inputs[0]) {
            tn_copy_(part, inputs[0]);
        } else {
            tn_mul_(part, 0);
        }
        g->in[0] = tni_pending() ? NULL : back_in_order(whole, order);
    }
    for (int i = 1; i < p->change->n_inputs; i++) {
        g->in[i] = inputs[i];
    }
}

static tni_node *slice_node(const tn_tensor *t, tn_tensor *base, tni_node *change) {
    char *more;
    size_t bytes = 0;
    if (change->n_inputs > UINT8_MAX) {
        return TNI_FAIL_NULL(TN_ERR_UNSUPPORTED, "too many tensors for an in-place change");
    }
    tni_node *node = placed_node(base, base, t, change->n_inputs, bytes, &more);
    if (!node) {
        return NULL;
    }
    node->function = slice_gradient;
    node->name = change->name;
    node->at = change->at;
    ((placement *)node->extra)->change = tni_node_keep(change);
    if (!tni_edge_to(base, &node->inputs[0].edge)) {
        tni_node_drop(node);
        return NULL;
    }
    for (int i = 1; i < change->n_inputs; i++) {
        node->inputs[i].edge = change->inputs[i].edge;
        tni_edge_keep(node->inputs[i].edge);
    }
    node->saves = change->saves;
    node->extra_release = release_change;
    tni_node_number(node);
    return node;
}

/* ---- Changing -------------------------------------------------------------------------------- */

static bool is_changeable_view(const tni_variable *v) {
    switch ((tni_view_kind)v->view) {
    case TNI_VIEW_NO_GRAD:
        tni_fail(TN_ERR_STATE, "a view made while recording was off cannot be changed in place "
                               "with recording on; make the view again");
        return false;
    case TNI_VIEW_MANY:
        tni_fail(TN_ERR_STATE, "one of several views that came from one call cannot be changed in "
                               "place; take the parts one by one, or change a clone");
        return false;
    case TNI_VIEW_RETYPED:
        tni_fail(TN_ERR_UNSUPPORTED, "a view of another dtype cannot be changed in place when a "
                                     "gradient is wanted; change its base or a clone");
        return false;
    default:
        return true;
    }
}

bool tni_inplace_allowed(const tn_tensor *t, bool records) {
    if (t->flags & TNI_REQUIRES_GRAD) {
        tni_fail(TN_ERR_STATE, "a leaf that requires a gradient cannot be changed in place while "
                               "recording; change it under TN_NO_GRAD, or change a clone");
        return false;
    }
    const tni_variable *v = tni_variable_of(t);
    if (!v || !v->base) {
        return true;
    }
    if (v->base->flags & TNI_REQUIRES_GRAD) {
        tni_fail(TN_ERR_STATE, "a view of a leaf that requires a gradient cannot be changed in "
                               "place while recording; change it under TN_NO_GRAD, or a clone");
        return false;
    }
    return !(records || tni_records(v->base)) || is_changeable_view(v);
}

/* Moves a retained gradient to the tensor's new history. */
static bool move_history(tn_tensor *t, tni_node *node) {
    tni_variable *v = tni_variable_make(t);
    if (!v) {
        return false;
    }
    const bool retains = v->retains;
    if (retains) {
        tni_retain_forget(v);
    }
    return tni_set_history(t, node, 0) && (!retains || tni_retain(v));
}

bool tni_rebase_history(tn_tensor *t, tni_node *node) {
    tni_variable *v = tni_variable_of(t);
    if (!v || !v->base) {
        return move_history(t, node);
    }
    tni_node *slice = slice_node(t, v->base, node);
    if (!slice) {
        return false;
    }
    /* Recording the change may have renewed the view's history as it was before. */
    atomic_store_explicit(&v->view_version, UINT64_MAX, memory_order_release);
    const bool done = move_history(v->base, slice) && tni_renew_view(t);
    tni_node_drop(slice);
    return done;
}

/* ---- View nodes ------------------------------------------------------------------------------ */

/* Adds grad at the view's place. Where elements overlap, one index of the largest dim at a time:
 * a fixed order, so that sums have the same bits every time. */
static void add_at_place(tn_tensor *dense, const placement *p, layout view, tn_tensor *grad) {
    if (!tni_may_overlap(view.sizes, view.strides, view.ndim)) {
        tn_add_(place_in(dense, p, &view), grad);
        return;
    }
    int d = 0;
    while (view.sizes[d] == 1) {
        d++;
    }
    const int64_t size = view.sizes[d], stride = view.strides[d];
    view.sizes[d] = 1;
    for (int64_t i = 0; i < size && tni_pending() == TN_OK; i++) {
        add_at_place(dense, p, view, tn_narrow(grad, d, i, 1));
        view.offset += stride;
    }
}

/* Dims of stride 0 are summed at once. */
static tn_tensor *sum_repeated(tn_tensor *grad, layout *view) {
    int64_t dims[TN_MAX_DIMS];
    int n = 0;
    for (int d = 0; d < view->ndim; d++) {
        if (view->strides[d] == 0 && view->sizes[d] > 1) {
            dims[n++] = d;
            view->sizes[d] = 1;
        }
    }
    return n ? tn_sum(grad, .dim = ((tn_ints){dims, n}), .keepdim = true) : grad;
}

static tn_tensor *place_gradient(tn_tensor *grad, const placement *p) {
    int64_t order[TN_MAX_DIMS] = {0};
    if (!dense_order(&p->base, order)) {
        return fail_gaps();
    }
    tni_meta meta = {.dtype = tn_dtype_of(grad), .device = tn_device_of(grad)};
    meta.shape.ndim = p->base.ndim;
    for (int i = 0; i < p->base.ndim; i++) {
        meta.shape.sizes[i] = p->base.sizes[order[i]];
    }
    layout view = p->view;
    grad = sum_repeated(grad, &view);
    tn_tensor *dense = tni_zeros(&meta);
    if (!dense || !grad) {
        return NULL;
    }
    if (grad->numel > 0) {
        add_at_place(dense, p, view, grad);
    }
    return tni_pending() ? NULL : back_in_order(dense, order);
}

static void view_gradient(tni_grad *g) {
    g->in[0] = place_gradient(tni_grad_out(g, 0), g->node->extra);
}

/* self is saved for its layout only: changing it later is no error. */
void tni_grad_as_strided(tni_grad *g) {
    const tn_tensor *self = g->node->inputs[0].saved.tensor;
    if (!self) {
        tni_saved(g, 0);
        return;
    }
    const tni_meta meta = tni_grad_result_shape(g, 0);
    const tn_value at = tni_grad_value(g, 3);
    const tn_ints strides = tni_grad_ints(g, 2);
    placement p = {.base = layout_of(self), .view.ndim = meta.shape.ndim};
    memcpy(p.view.sizes, meta.shape.sizes, (size_t)meta.shape.ndim * sizeof(int64_t));
    memcpy(p.view.strides, strides.data, (size_t)strides.count * sizeof(int64_t));
    p.view.offset = at.kind == TN_VALUE_NONE ? self->offset : tni_value_int(at);
    tni_grad_set(g, 0, place_gradient(tni_grad_out(g, 0), &p));
}

static bool renew(tn_tensor *t, tni_variable *v, uint64_t version) {
    char *more;
    if (v->view == TNI_VIEW_RETYPED) {
        tni_fail(TN_ERR_UNSUPPORTED, "the base of a view of another dtype was changed in place; "
                                     "make the view again");
        return false;
    }
    tni_node *node = placed_node(t, v->base, t, 1, 0, &more);
    if (!node) {
        return false;
    }
    node->function = view_gradient;
    node->name = "as_strided";
    bool done = tni_edge_to(v->base, &node->inputs[0].edge);
    tni_node_number(node);
    done = done && move_history(t, node);
    tni_node_drop(node);
    if (done) {
        atomic_store_explicit(&v->view_version, version, memory_order_release);
    }
    return done;
}

/* Two threads may find the same view out of date. */
bool tni_renew_view(tn_tensor *t) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    tni_variable *v = tni_variable_of(t);
    pthread_mutex_lock(&lock);
    const uint64_t version = atomic_load_explicit(&t->storage->version, memory_order_relaxed);
    const bool done = atomic_load_explicit(&v->view_version, memory_order_acquire) == version ||
                      renew(t, v, version);
    pthread_mutex_unlock(&lock);
    return done;
}
