/* backward.c: tn_backward and tn_autograd_grad: from the caller's tensors to roots of a pass. */
#include "autograd/tape.h"

/* ---- Roots ----------------------------------------------------------------------------------- */

/* Outputs as edges with gradients; edges are counted. */
typedef struct roots {
    tni_edge *edges;
    tn_tensor **grads;
    int64_t n, room;
    tni_edge one_edge; /* the place for one */
    tn_tensor *one_grad;
} roots;

static void roots_free(roots *r) {
    for (int64_t i = 0; i < r->n; i++) {
        tni_edge_drop(r->edges[i]);
    }
    if (r->edges && r->edges != &r->one_edge) {
        tni_pool_free(r->edges, (size_t)r->room * sizeof *r->edges);
    }
    if (r->grads && r->grads != &r->one_grad) {
        tni_pool_free(r->grads, (size_t)r->room * sizeof(tn_tensor *));
    }
}

static bool roots_new(roots *r, int64_t n) {
    r->room = n;
    if (n == 1) {
        r->edges = &r->one_edge;
        r->grads = &r->one_grad;
        return true;
    }
    r->edges = tni_pool_alloc((size_t)r->room * sizeof *r->edges);
    r->grads = r->edges ? tni_pool_alloc((size_t)r->room * sizeof(tn_tensor *)) : NULL;
    if (!r->grads) {
        tni_fail(TN_ERR_MEMORY, "no memory for %lld outputs", (long long)n);
        return false;
    }
    return true;
}

/* The gradient to start with: the caller's, or one. */
static tn_tensor *root_grad(const tn_tensor *output, tn_tensor *given) {
    const tni_meta meta = tni_meta_of(output);
    if (!given) {
        if (output->numel != 1) {
            return TNI_FAIL_NULL(TN_ERR_SHAPE,
                                 "the output has shape %s: only outputs of one element have a "
                                 "gradient of one by default; give one, or reduce (tn_sum)",
                                 tni_shape_text(output->sizes, output->ndim));
        }
        tn_tensor *one = tni_from_number(tn_value_int(1), meta.dtype, meta.device);
        if (one) {
            one->flags &= (uint16_t)~TNI_WRAPPED_NUMBER;
        }
        return meta.shape.ndim ? tn_view(one, tn_sizes(output)) : one;
    }
    bool same = given->ndim == output->ndim;
    for (int d = 0; same && d < output->ndim; d++) {
        same = given->sizes[d] == output->sizes[d];
    }
    if (!same) {
        return TNI_FAIL_NULL(TN_ERR_SHAPE, "the gradient has shape %s, the output %s",
                             tni_shape_text(given->sizes, given->ndim),
                             tni_shape_text(output->sizes, output->ndim));
    }
    if (tni_is_complex((tn_dtype)given->dtype) != tni_is_complex(meta.dtype)) {
        return TNI_FAIL_NULL(TN_ERR_DTYPE, "the gradient is %s, the output %s",
                             tn_dtype_name((tn_dtype)given->dtype), tn_dtype_name(meta.dtype));
    }
    return tni_sum_to(given, meta);
}

static bool add_root(roots *r, tn_tensor *output, tn_tensor *given) {
    if (!output) {
        tni_fail(TN_ERR_ARGUMENT, "an output is NULL");
        return false;
    }
    if (!tni_records(output)) {
        tni_fail(TN_ERR_STATE, "the output does not require a gradient: nothing that it was "
                               "computed from does, or recording was off");
        return false;
    }
    tn_tensor *grad = root_grad(output, given);
    if (!grad || !tni_edge_to(output, &r->edges[r->n])) {
        return false;
    }
    r->grads[r->n++] = grad;
    return true;
}

/* ---- Public ---------------------------------------------------------------------------------- */

tn_status tn_backward_with(const tn_backward_args *args) {
    if (tni_pending()) {
        return tni_pending();
    }
    TNI_CALL("backward", args->at);
    TN_SCOPE(scope);
    roots r = {0};
    if (roots_new(&r, 1) && add_root(&r, args->output, args->grad)) {
        const tni_backward_pass pass = {
            .roots = r.edges,
            .root_grads = r.grads,
            .n_roots = r.n,
            .keep_graph = args->retain_graph || args->create_graph,
            .create_graph = args->create_graph,
        };
        tni_run_backward(&pass);
    }
    roots_free(&r);
    return tni_pending();
}

static bool add_input(roots *inputs, tn_tensor *t, int64_t i) {
    if (!t) {
        tni_fail(TN_ERR_ARGUMENT, "input %lld is NULL", (long long)i);
        return false;
    }
    if (!tni_records(t)) {
        tni_fail(TN_ERR_STATE,
                 "input %lld does not require a gradient; call tn_set_requires_grad(t, true) "
                 "before computing with it",
                 (long long)i);
        return false;
    }
    return tni_edge_to(t, &inputs->edges[inputs->n]) && ++inputs->n;
}

static bool all_used(const tn_autograd_grad_args *args) {
    for (int64_t i = 0; i < args->inputs.count; i++) {
        if (!args->grads[i] && !args->allow_unused) {
            tni_fail(TN_ERR_STATE,
                     "no output depends on input %lld; .allow_unused = true gives NULL for it",
                     (long long)i);
            return false;
        }
    }
    return true;
}

/* Edges to outputs, with their gradients, and to inputs. */
static bool gather(const tn_autograd_grad_args *args, roots *outputs, roots *inputs) {
    if (!roots_new(outputs, args->outputs.count) || !roots_new(inputs, args->inputs.count)) {
        return false;
    }
    const tn_tensors given = args->grad_outputs;
    if (given.count && given.count != args->outputs.count) {
        tni_fail(TN_ERR_ARGUMENT, "%lld gradients were given for %lld outputs",
                 (long long)given.count, (long long)args->outputs.count);
        return false;
    }
    for (int64_t i = 0; i < args->outputs.count; i++) {
        if (!add_root(outputs, args->outputs.data[i], given.count ? given.data[i] : NULL)) {
            return false;
        }
    }
    for (int64_t i = 0; i < args->inputs.count; i++) {
        if (!add_input(inputs, args->inputs.data[i], i)) {
            return false;
        }
    }
    return true;
}

tn_status tn_autograd_grad_with(const tn_autograd_grad_args *args) {
    for (int64_t i = 0; args->grads && i < args->inputs.count; i++) {
        args->grads[i] = NULL;
    }
    if (tni_pending()) {
        return tni_pending();
    }
    TNI_CALL("autograd_grad", args->at);
    if (!args->grads || !args->inputs.count || !args->outputs.count) {
        return tni_fail(TN_ERR_ARGUMENT, "outputs, inputs and grads must be given");
    }
    tn_scope scope = tn_scope_open();
    roots outputs = {0}, inputs = {0};
    bool done = gather(args, &outputs, &inputs);
    if (done) {
        const tni_backward_pass pass = {
            .roots = outputs.edges,
            .root_grads = outputs.grads,
            .n_roots = outputs.n,
            .captures = inputs.edges,
            .grads = args->grads,
            .n_captures = inputs.n,
            .keep_graph = args->retain_graph || args->create_graph,
            .create_graph = args->create_graph,
        };
        done = tni_run_backward(&pass) && all_used(args);
    }
    roots_free(&outputs);
    roots_free(&inputs);
    for (int64_t i = 0; i < args->inputs.count; i++) {
        args->grads[i] = done && args->grads[i] ? tn_escape(&scope, args->grads[i]) : NULL;
    }
    tn_scope_close(&scope);
    return tni_pending();
}

tn_status tni_each_gradient(const tni_each_gradient_args *given) {
    TNI_CALL("autograd_grad", ((tn_site){0}));
    TN_SCOPE(scope);
    const tn_autograd_grad_args args = {.outputs = TN_TENSORS(given->output),
                                        .inputs = given->inputs};
    roots outputs = {0}, inputs = {0};
    if (tni_pending() == TN_OK && gather(&args, &outputs, &inputs)) {
        const tni_backward_pass pass = {
            .roots = outputs.edges,
            .root_grads = outputs.grads,
            .n_roots = outputs.n,
            .captures = inputs.edges,
            .each = given,
            .n_captures = inputs.n,
        };
        tni_run_backward(&pass);
    }
    roots_free(&outputs);
    roots_free(&inputs);
    return tni_pending();
}
