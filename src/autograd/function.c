/* function.c: functions whose gradient the program gives itself.
 *
 * The node of such a call owns the context: what forward saved, and the data that destroy frees.
 * When nothing is recorded, or forward fails, the context goes at once. */
#include "autograd/tape.h"

enum { MOST_SAVED = 64 };

typedef struct kept_tensor {
    tni_saved_tensor saved;
    tni_edge edge;  /* of its history */
    int32_t output; /* it is an output: no edge, or it would own its own node; else -1 */
} kept_tensor;

struct tn_function_context {
    tn_function function;
    tni_node *node; /* not counted; NULL while forward runs */
    int n_kept;
    bool released;
    kept_tensor kept[MOST_SAVED];
};

static void release_kept(tn_function_context *c) {
    for (int i = 0; i < c->n_kept; i++) {
        tni_unsave(&c->kept[i].saved);
    }
    c->released = true;
}

static void context_free(tn_function_context *c) {
    release_kept(c);
    for (int i = 0; i < c->n_kept; i++) {
        tni_edge_drop(c->kept[i].edge);
    }
    if (c->function.destroy) {
        c->function.destroy(c->function.data);
    }
    tni_pool_free(c, sizeof *c);
}

static void free_extra(tni_node *node) {
    context_free(node->extra);
}

static void release_extra(tni_node *node) {
    release_kept(node->extra);
}

void tn_function_save(tn_function_context *c, tn_tensor *t) {
    if (!c || !t || tni_pending()) {
        return;
    }
    if (c->n_kept == MOST_SAVED || c->node) {
        tni_fail(TN_ERR_STATE,
                 c->node ? "tensors can be saved in forward only"
                         : "at most %d tensors can be saved; put them together",
                 (int)MOST_SAVED);
        return;
    }
    kept_tensor *kept = &c->kept[c->n_kept];
    *kept = (kept_tensor){.output = -1};
    tni_edge edge;
    if (!tni_edge_to(t, &edge)) {
        return;
    }
    if (edge.leaf) { /* a saved leaf is its own history */
        tni_edge_drop(edge);
        edge = (tni_edge){0};
    }
    if (!tni_save(&kept->saved, t)) {
        tni_edge_drop(edge);
        return;
    }
    kept->edge = edge;
    c->n_kept++;
}

tn_tensor *tn_function_saved(const tn_function_context *c, int i) {
    if (!c || tni_pending()) {
        return NULL;
    }
    if (i < 0 || i >= c->n_kept) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "saved tensor %d was asked for, %d were saved", i,
                             c->n_kept);
    }
    if (!c->node) {
        return tn_borrow_handle(c->kept[i].saved.tensor);
    }
    const tni_saved_name name = {"saved tensor", NULL, i};
    const kept_tensor *kept = &c->kept[i];
    const tni_edge own = {.node = c->node, .slot = (uint32_t)kept->output};
    return tni_unpack(c->node, &kept->saved, kept->output < 0 ? kept->edge : own, name);
}

void *tn_function_data(const tn_function_context *c) {
    return c ? c->function.data : NULL;
}

/* ---- Backward -------------------------------------------------------------------------------- */

static void fit_inputs(tni_grad *g, tn_tensor *const *grads) {
    for (int i = 0; i < g->node->n_inputs; i++) {
        if (grads[i] && tni_grad_wants(g, i)) {
            g->in[i] = tni_grad_fit(grads[i], tni_geometry_meta(&g->node->inputs[i].geometry),
                                    "a gradient of a custom function");
        }
    }
}

static void run_custom(tni_grad *g) {
    tn_function_context *c = g->node->extra;
    const int n_in = g->node->n_inputs, n_out = g->node->n_results;
    tn_tensor **grads = tni_scope_bytes((size_t)(n_in + n_out) * sizeof *grads);
    if (!grads) {
        return;
    }
    tn_tensor **outs = grads + n_in;
    memset(grads, 0, (size_t)n_in * sizeof *grads);
    for (int k = 0; k < n_out; k++) {
        outs[k] = tni_grad_out(g, k);
    }
    if (tni_pending()) {
        return;
    }
    const tn_status status = c->function.backward(c, (tn_tensors){outs, n_out}, grads);
    if (status != TN_OK && !tni_pending()) {
        tni_fail(status, "backward of %s failed", g->node->name);
    }
    if (!tni_pending()) {
        fit_inputs(g, grads);
    }
}

/* ---- Forward --------------------------------------------------------------------------------- */

/* An output that is an input, or shares its storage, gets a handle of its own. */
static bool is_input(tn_tensors inputs, const tn_tensor *t) {
    for (int64_t i = 0; i < inputs.count; i++) {
        if (inputs.data[i] == t) {
            return true;
        }
    }
    return false;
}

static bool check_outputs(const tn_function *function, tn_tensors inputs, int n,
                          tn_tensor **outputs) {
    for (int k = 0; k < n; k++) {
        if (!outputs[k]) {
            tni_fail(TN_ERR_STATE, "forward of %s left output %d NULL", function->name, k);
            return false;
        }
        if (is_input(inputs, outputs[k])) {
            outputs[k] = tni_alias(outputs[k]);
            if (!outputs[k]) {
                return false;
            }
        }
    }
    return true;
}

static void mark_outputs(tn_function_context *c, int n, tn_tensor *const *outputs,
                         tn_tensors inputs) {
    for (int i = 0; i < c->n_kept; i++) {
        const tn_tensor *kept = c->kept[i].saved.tensor;
        for (int k = 0; k < n; k++) {
            const tn_tensor *out = outputs[k];
            if (!tni_edge_is_set(c->kept[i].edge) && kept->storage == out->storage &&
                kept->offset == out->offset && kept->ndim == out->ndim && !is_input(inputs, kept)) {
                c->kept[i].output = k;
            }
        }
    }
}

static tni_node *node_for(tn_function_context *c, tn_tensors inputs, int n, tn_tensor **outputs) {
    char *more;
    tni_node_room room = {.n_inputs = (int)inputs.count, .n_results = n};
    for (int64_t i = 0; i < inputs.count; i++) {
        room.more_bytes += tni_geometry_bytes(inputs.data[i]);
    }
    for (int k = 0; k < n; k++) {
        room.more_bytes += tni_geometry_bytes(outputs[k]);
    }
    tni_node *node = tni_node_new(&room, &more);
    if (!node) {
        return NULL;
    }
    const tni_frame *frame = tni_frame_outermost();
    node->function = run_custom;
    node->name = c->function.name ? c->function.name : "function";
    node->at = frame ? frame->at : (tn_site){0};
    for (int64_t i = 0; i < inputs.count; i++) {
        tni_geometry_set(&node->inputs[i].geometry, inputs.data[i], &more);
        if (!tni_edge_to(inputs.data[i], &node->inputs[i].edge)) {
            tni_node_drop(node);
            return NULL;
        }
    }
    for (int k = 0; k < n; k++) {
        tni_geometry_set(&node->results[k].geometry, outputs[k], &more);
    }
    tni_node_number(node);
    node->saves = c->n_kept > 0;
    node->extra = c;
    node->extra_free = free_extra;
    node->extra_release = release_extra;
    c->node = node;
    return node;
}

/* Takes over c. */
static void record(tn_function_context *c, tn_tensors inputs, int n, tn_tensor **outputs) {
    mark_outputs(c, n, outputs, inputs);
    tni_node *node = node_for(c, inputs, n, outputs);
    if (!node) {
        context_free(c);
        return;
    }
    for (int k = 0; k < n; k++) {
        const tn_dtype dtype = (tn_dtype)outputs[k]->dtype;
        if ((tni_is_float(dtype) || tni_is_complex(dtype)) &&
            !tni_set_history(outputs[k], node, (uint32_t)k)) {
            break;
        }
    }
    tni_node_drop(node);
}

static bool any_records(tn_tensors inputs) {
    for (int64_t i = 0; i < inputs.count; i++) {
        if (tni_records(inputs.data[i])) {
            return true;
        }
    }
    return false;
}

static bool run_forward(tn_function_context *c, tn_tensors inputs, int n, tn_tensor **outputs) {
    const bool recording = tni_grad_mode();
    tni_set_grad_mode(false);
    const tn_status status = c->function.forward(c, inputs, outputs);
    tni_set_grad_mode(recording);
    if (status != TN_OK && !tni_pending()) {
        tni_fail(status, "forward of %s failed", c->function.name);
    }
    return !tni_pending() && check_outputs(&c->function, inputs, n, outputs);
}

tn_status tn_function_apply(const tn_function *function, tn_tensors inputs, int n_outputs,
                            tn_tensor **outputs) {
    for (int k = 0; outputs && k < n_outputs; k++) {
        outputs[k] = NULL;
    }
    if (tni_pending()) {
        return tni_pending();
    }
    TNI_CALL("function_apply", (tn_site){0});
    if (!function || !function->forward || !function->backward || !outputs || n_outputs < 1) {
        return tni_fail(TN_ERR_ARGUMENT, "a function needs forward, backward and outputs");
    }
    for (int64_t i = 0; i < inputs.count; i++) {
        if (!inputs.data[i]) {
            return tni_fail(TN_ERR_ARGUMENT, "input %lld is NULL", (long long)i);
        }
    }
    tn_function_context *c = tni_pool_alloc(sizeof *c);
    if (!c) {
        return tni_fail(TN_ERR_MEMORY, "no memory for the context of %s", function->name);
    }
    *c = (tn_function_context){.function = *function};
    const bool done = run_forward(c, inputs, n_outputs, outputs);
    if (done && tni_grad_mode() && any_records(inputs)) {
        record(c, inputs, n_outputs, outputs);
    } else {
        context_free(c);
    }
    if (tni_pending()) {
        memset(outputs, 0, (size_t)n_outputs * sizeof(tn_tensor *));
    }
    return tni_pending();
}
