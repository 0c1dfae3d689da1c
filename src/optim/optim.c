/* optim.c: optimisers: groups of parameters, their state, and steps that hand all parameters of a
 * group to one kernel. State tensors are made at the first step that a parameter has a gradient. */
#include <tenon/ops.h>
#include <tenon/optim.h>

#include "ops/op.h"
#include "schedule/capture.h"
#include "tensor/named.h"

#include <math.h>
#include <stdio.h>

typedef struct slot {
    char *name;
    tn_tensor *param; /* kept */
    tn_tensor *state[TN_K_OPTIM_STATES];
    int64_t steps; /* taken with a gradient: Adam's t */
} slot;

typedef struct group {
    tn_optim_options options;
    double base_lr; /* the lr that the group started with */
    slot *slots;
    int64_t n;
} group;

typedef struct captured captured;

struct tn_optim {
    group *groups;
    int n_groups;
    int64_t steps;
    struct captured *captured;      /* launches in graphs */
    const tni_capture *captured_in; /* the latest graph */
};

/* Slots whose launch is part of a captured graph: each replay is one more step. */
struct captured {
    struct captured *next;
    tn_optim *optim;
    int group;
    int64_t n;
    bool is_first; /* of its optimiser's in the graph: counts the optimiser's steps */
    slot *slots[];
};

/* ---- Options --------------------------------------------------------------------------------- */

tn_optim_options tn_sgd_defaults(void) {
    return (tn_optim_options){.kind = TN_SGD, .lr = 0.01};
}

tn_optim_options tn_adam_defaults(void) {
    return (tn_optim_options){
        .kind = TN_ADAM, .lr = 1e-3, .beta1 = 0.9, .beta2 = 0.999, .eps = 1e-8};
}

tn_optim_options tn_adamw_defaults(void) {
    tn_optim_options o = tn_adam_defaults();
    o.kind = TN_ADAMW;
    o.weight_decay = 0.01;
    return o;
}

tn_optim_options tn_rmsprop_defaults(void) {
    return (tn_optim_options){.kind = TN_RMSPROP, .lr = 0.01, .alpha = 0.99, .eps = 1e-8};
}

static bool in_unit(double value) {
    return value >= 0 && value < 1;
}

static tn_status check_options(const tn_optim_options *o) {
    if (o->kind < TN_SGD || o->kind > TN_RMSPROP) {
        return tni_fail(TN_ERR_ARGUMENT, "kind %d is none; start from tn_adamw_defaults()",
                        (int)o->kind);
    }
    if (!isfinite(o->lr)) {
        return tni_fail(TN_ERR_ARGUMENT, "lr must be finite, got %g", o->lr);
    }
    if (!(o->alpha >= 0) || o->alpha > 1) {
        return tni_fail(TN_ERR_ARGUMENT, "alpha %g must be in [0, 1]", o->alpha);
    }
    if (!(o->lr >= 0) || !(o->weight_decay >= 0) || !(o->eps >= 0) || !(o->momentum >= 0)) {
        return tni_fail(TN_ERR_ARGUMENT,
                        "lr %g, weight_decay %g, eps %g and momentum %g "
                        "must not be negative",
                        o->lr, o->weight_decay, o->eps, o->momentum);
    }
    if (!in_unit(o->beta1) || !in_unit(o->beta2)) {
        return tni_fail(TN_ERR_ARGUMENT, "betas %g and %g must be in [0, 1)", o->beta1, o->beta2);
    }
    if (o->nesterov && (o->momentum <= 0 || o->dampening != 0)) {
        return tni_fail(TN_ERR_ARGUMENT, "Nesterov needs a momentum and no dampening");
    }
    return TN_OK;
}

/* ---- State ----------------------------------------------------------------------------------- */

/* Names of the states that a kind keeps, NULL where it keeps none. They are PyTorch's. */
static const char *state_name(const tn_optim_options *o, int k) {
    static const char *const sgd[] = {"momentum_buffer", NULL, NULL};
    static const char *const adam[] = {"exp_avg", "exp_avg_sq", NULL};
    static const char *const rmsprop[] = {"square_avg", "momentum_buffer", "grad_avg"};
    switch (o->kind) {
    case TN_SGD:
        return o->momentum != 0 ? sgd[k] : NULL;
    case TN_ADAM:
    case TN_ADAMW:
        return adam[k];
    default:
        return (k == 1 && o->momentum == 0) || (k == 2 && !o->centered) ? NULL : rmsprop[k];
    }
}

/* In a graph a state would be made anew by each replay. */
static bool may_make_state(const slot *s) {
    if (tni_capture_of(tn_device_of(s->param))) {
        tni_fail(TN_ERR_UNSUPPORTED,
                 "there is no state for '%s' yet, and a graph cannot make it; take one step before "
                 "the capture",
                 s->name);
    }
    return tni_pending() == TN_OK;
}

static bool make_state(const group *g, slot *s) {
    TN_NO_GRAD(quiet);
    for (int k = 0; k < TN_K_OPTIM_STATES; k++) {
        if (state_name(&g->options, k) && !s->state[k] && may_make_state(s)) {
            tn_set(&s->state[k], tn_zeros_like(s->param));
        }
    }
    return tni_pending() == TN_OK;
}

/* ---- Life ------------------------------------------------------------------------------------ */

static void free_slots(slot *slots, int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        tni_host_free(slots[i].name);
        tn_drop(slots[i].param);
        for (int k = 0; k < TN_K_OPTIM_STATES; k++) {
            tn_drop(slots[i].state[k]);
        }
    }
    tni_host_free(slots);
}

void tn_optim_free(tn_optim *optim) {
    if (!optim) {
        return;
    }
    for (int i = 0; i < optim->n_groups; i++) {
        free_slots(optim->groups[i].slots, optim->groups[i].n);
    }
    for (captured *c = optim->captured, *next; c; c = next) {
        next = c->next;
        tni_host_free(c);
    }
    tni_host_free(optim->groups);
    tni_host_free(optim);
}

static bool in_group(const group *g, const tn_named *p) {
    for (int64_t k = 0; k < g->n; k++) {
        if (g->slots[k].param == p->tensor || strcmp(g->slots[k].name, p->name) == 0) {
            return true;
        }
    }
    return false;
}

static tn_status check_parameter(const tn_optim *optim, const group *g, const tn_named *p) {
    if (!p->name || !p->tensor) {
        return tni_fail(TN_ERR_ARGUMENT, "parameter '%s' is NULL",
                        p->name ? p->name : "(without a name)");
    }
    if (tni_is_integral(tn_dtype_of(p->tensor), true) || !tn_is_contiguous(p->tensor)) {
        return tni_fail(TN_ERR_DTYPE,
                        "'%s' must be contiguous and of a float or complex dtype, got %s", p->name,
                        tn_dtype_name(tn_dtype_of(p->tensor)));
    }
    bool taken = in_group(g, p);
    for (int i = 0; i < optim->n_groups; i++) {
        taken = taken || in_group(&optim->groups[i], p);
    }
    return taken ? tni_fail(TN_ERR_ARGUMENT, "'%s' is in a group already", p->name) : TN_OK;
}

static tn_status fill_group(const tn_optim *optim, group *g, tn_named_list parameters) {
    for (int64_t i = 0; i < parameters.count; i++) {
        if (check_parameter(optim, g, &parameters.data[i]) != TN_OK) {
            return tni_pending();
        }
        char *name = tni_host_text(parameters.data[i].name);
        if (!name) {
            return tni_pending();
        }
        g->slots[g->n++] = (slot){.name = name, .param = tn_keep(parameters.data[i].tensor)};
    }
    return TN_OK;
}

tn_status tn_optim_add_group(tn_optim *optim, tn_named_list parameters,
                             const tn_optim_options *options) {
    TNI_CALL("optim_add_group", ((tn_site){0}));
    if (tni_pending() != TN_OK) {
        return tni_pending();
    }
    if (!optim || !options) {
        return tni_fail(TN_ERR_ARGUMENT, "optimiser and options must not be NULL");
    }
    if (optim->n_groups > 0 && options->kind != optim->groups[0].options.kind) {
        return tni_fail(TN_ERR_ARGUMENT, "all groups must be of one kind");
    }
    if (check_options(options) != TN_OK) {
        return tni_pending();
    }
    group *groups =
        tni_host_realloc(optim->groups, ((size_t)optim->n_groups + 1) * sizeof *optim->groups);
    if (!groups) {
        return tni_pending();
    }
    optim->groups = groups;
    group g = {.options = *options, .base_lr = options->lr};
    g.slots = tni_host_alloc_zeroed(((size_t)parameters.count + 1) * sizeof *g.slots);
    if (!g.slots || fill_group(optim, &g, parameters) != TN_OK) {
        free_slots(g.slots, g.n);
        return tni_pending();
    }
    groups[optim->n_groups++] = g;
    return TN_OK;
}

tn_optim *tn_optim_new(tn_named_list parameters, const tn_optim_options *options) {
    TNI_CALL("optim_new", ((tn_site){0}));
    tn_optim *optim = tni_pending() == TN_OK ? tni_host_alloc_zeroed(sizeof *optim) : NULL;
    if (optim && tn_optim_add_group(optim, parameters, options) != TN_OK) {
        tn_optim_free(optim);
        return NULL;
    }
    return optim;
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static tn_k_optim block_of(const tn_optim_options *o, int64_t t) {
    static const uint8_t codes[] = {[TN_SGD] = TN_OPTIM_SGD,
                                    [TN_ADAM] = TN_OPTIM_ADAM,
                                    [TN_ADAMW] = TN_OPTIM_ADAMW,
                                    [TN_RMSPROP] = TN_OPTIM_RMSPROP};
    return (tn_k_optim){.code = codes[o->kind],
                        .nesterov = o->nesterov,
                        .centered = o->centered,
                        .first = t == 1,
                        .scale = o->maximize ? -1 : 1,
                        .lr = o->lr,
                        .weight_decay = o->weight_decay,
                        .momentum = o->momentum,
                        .dampening = o->dampening,
                        .beta1 = o->beta1,
                        .beta2 = o->beta2,
                        .alpha = o->alpha,
                        .eps = o->eps,
                        .bias1 = 1 - pow(o->beta1, (double)t),
                        .bias2 = 1 - pow(o->beta2, (double)t)};
}

static tn_k_optim_tensor tensor_block(const slot *s, const tn_tensor *grad) {
    const tn_dtype dtype = tn_dtype_of(s->param);
    tn_k_optim_tensor t = {.param = tni_ptr(s->param),
                           .grad = tni_ptr(grad),
                           .numel = s->param->numel * (tni_is_complex(dtype) ? 2 : 1),
                           .dtype = (uint8_t)tni_real_of(dtype)};
    for (int k = 0; k < TN_K_OPTIM_STATES; k++) {
        t.state[k] = s->state[k] ? tni_ptr(s->state[k]) : NULL;
    }
    return t;
}

/* Parameters that one launch updates: equally many steps taken, on one device. */
typedef struct batch {
    tn_k_optim_tensor *tensors;
    tni_stamps **stamps, **read; /* of what is written, and room for `read`: of gradients */
    slot **slots;
    int64_t n, steps;
    uint32_t n_written;
    tn_device device;
} batch;

static void fill_numbers(void *context, void *place) {
    const captured *c = context;
    for (int64_t i = 0; i < c->n; i++) {
        c->slots[i]->steps++;
    }
    c->optim->steps += c->is_first;
    const tn_k_optim p = block_of(&c->optim->groups[c->group].options, c->slots[0]->steps);
    memcpy(place, &p, sizeof p);
}

static bool move_with_replays(tni_capture *capture, tn_optim *optim, int group, const batch *b,
                              tn_k_optim *p) {
    captured *c = tni_host_alloc(sizeof *c + (size_t)b->n * sizeof *c->slots);
    if (!c) {
        return false;
    }
    *c = (captured){.next = optim->captured,
                    .optim = optim,
                    .group = group,
                    .n = b->n,
                    .is_first = optim->captured_in != capture};
    memcpy(c->slots, b->slots, (size_t)b->n * sizeof *c->slots);
    optim->captured = c;
    optim->captured_in = capture;
    p->moving = tni_capture_place(capture, p, sizeof *p, fill_numbers, c);
    return p->moving != NULL;
}

static bool flush(tn_optim *optim, int which, batch *b) {
    tn_k_optim p = block_of(&optim->groups[which].options, b->steps);
    tni_capture *capture = tni_capture_of(b->device);
    if (TNI_UNLIKELY(capture != NULL) && b->n > 0 &&
        !move_with_replays(capture, optim, which, b, &p)) {
        return false;
    }
    p.n = b->n;
    p.tensors = b->tensors;
    memcpy(b->stamps + b->n_written, b->read, (size_t)b->n * sizeof *b->read);
    const tni_launch_record record = {.op = "optim_step",
                                      .device = b->device,
                                      .family = TN_K_optim,
                                      .params = &p,
                                      .bytes = sizeof p,
                                      .operands = b->stamps,
                                      .n_operands = b->n_written + (uint32_t)b->n,
                                      .n_written = b->n_written};
    b->n = b->n_written = 0;
    return record.n_operands == 0 || tni_submit(&record);
}

static void add(batch *b, slot *s, const tn_tensor *grad) {
    b->slots[b->n] = s;
    b->steps = s->steps;
    b->device = tn_device_of(s->param);
    b->stamps[b->n_written++] = &s->param->storage->stamps;
    for (int k = 0; k < TN_K_OPTIM_STATES; k++) {
        if (s->state[k]) {
            b->stamps[b->n_written++] = &s->state[k]->storage->stamps;
        }
    }
    b->read[b->n] = &grad->storage->stamps;
    b->tensors[b->n++] = tensor_block(s, grad);
}

static bool joins(const batch *b, const slot *s) {
    const tn_device device = tn_device_of(s->param);
    return b->n == 0 || (b->steps == s->steps && b->device.type == device.type &&
                         b->device.index == device.index);
}

/* A group's gradients, NULL for a parameter without one, and room for its launches. */
typedef struct prepared {
    tn_tensor **grads;
    batch room;
} prepared;

/* Makes states, too. All that can fail happens here, before anything is changed, so that a step
 * that failed can be repeated. */
static bool prepare(group *g, prepared *out) {
    const size_t room = (size_t)g->n + 1;
    tn_tensor **grads = tni_scope_bytes(room * sizeof(tn_tensor *));
    for (int64_t i = 0; grads && i < g->n && tni_pending() == TN_OK; i++) {
        tn_tensor *grad = tn_grad(g->slots[i].param);
        grads[i] = grad ? tn_contiguous(grad) : NULL;
        if (grad && tni_may_change(g->slots[i].param)) {
            make_state(g, &g->slots[i]);
        }
    }
    *out = (prepared){
        .grads = grads,
        .room = {.tensors = tni_scope_bytes(room * sizeof(tn_k_optim_tensor)),
                 .stamps = tni_scope_bytes(room * (2 + TN_K_OPTIM_STATES) * sizeof(tni_stamps *)),
                 .read = tni_scope_bytes(room * sizeof(tni_stamps *)),
                 .slots = tni_scope_bytes(room * sizeof(slot *))}};
    return tni_pending() == TN_OK;
}

static bool step_group(tn_optim *optim, int which, const prepared *ready) {
    group *g = &optim->groups[which];
    batch b = ready->room;
    for (int64_t i = 0; i < g->n; i++) {
        slot *s = &g->slots[i];
        if (!ready->grads[i]) {
            continue;
        }
        s->steps++;
        if (!joins(&b, s) && !flush(optim, which, &b)) {
            return false;
        }
        add(&b, s, ready->grads[i]);
        tni_written(s->param, "optim_step", (tn_site){0});
    }
    return flush(optim, which, &b);
}

tn_status tn_optim_step(tn_optim *optim) {
    if (!optim || tni_pending() != TN_OK) {
        return tni_pending();
    }
    TNI_CALL("optim_step", ((tn_site){0}));
    TN_SCOPE(scope);
    TN_NO_GRAD(quiet);
    prepared *ready = tni_scope_bytes(((size_t)optim->n_groups + 1) * sizeof *ready);
    for (int i = 0; ready && i < optim->n_groups; i++) {
        if (check_options(&optim->groups[i].options) != TN_OK ||
            !prepare(&optim->groups[i], &ready[i])) {
            return tni_pending();
        }
    }
    for (int i = 0; ready && i < optim->n_groups; i++) {
        if (!step_group(optim, i, &ready[i])) {
            return tni_pending();
        }
    }
    optim->steps += tni_pending() == TN_OK;
    return tni_pending();
}

void tn_optim_zero_grad(tn_optim *optim) {
    for (int i = 0; optim && i < optim->n_groups; i++) {
        for (int64_t k = 0; k < optim->groups[i].n; k++) {
            tn_set_grad(optim->groups[i].slots[k].param, NULL);
        }
    }
}

int64_t tn_optim_steps(const tn_optim *optim) {
    return optim ? optim->steps : 0;
}

int tn_optim_n_groups(const tn_optim *optim) {
    return optim ? optim->n_groups : 0;
}

tn_optim_options *tn_optim_group(tn_optim *optim, int i) {
    return optim && i >= 0 && i < optim->n_groups ? &optim->groups[i].options : NULL;
}

void tn_optim_set_lr(tn_optim *optim, double lr) {
    const double first = optim && optim->n_groups ? optim->groups[0].base_lr : 0;
    for (int i = 0; optim && i < optim->n_groups; i++) {
        group *g = &optim->groups[i];
        g->options.lr = first > 0 ? lr * (g->base_lr / first) : lr;
    }
}

/* ---- Saving and loading ---------------------------------------------------------------------- */

/* Of a parameter that had no gradient in every step: Adam corrects by its own number of them. */
static const char step_field[] = "step";

static char *state_path(const slot *s, const char *field) {
    const size_t bytes = strlen(s->name) + strlen(field) + 2;
    char *path = tni_scope_bytes(bytes);
    if (path) {
        snprintf(path, bytes, "%s.%s", s->name, field);
    }
    return path;
}

/* The fields of one slot, at list; gives how many. */
static int64_t list_slot(const tn_optim *optim, const group *g, slot *s, bool with_steps,
                         tn_named *list) {
    int64_t n = 0;
    for (int f = 0; f < TN_K_OPTIM_STATES && make_state(g, s); f++) {
        const char *field = state_name(&g->options, f);
        if (field) {
            list[n++] = (tn_named){state_path(s, field), s->state[f]};
        }
    }
    if (with_steps && s->steps != optim->steps) {
        list[n++] = (tn_named){state_path(s, step_field),
                               tn_full(((tn_ints){0}), s->steps, .dtype = TN_I64)};
    }
    return n;
}

static tn_named_list list_state(tn_optim *optim, bool with_steps) {
    int64_t most = 0, n = 0;
    for (int i = 0; optim && i < optim->n_groups; i++) {
        most += optim->groups[i].n * (TN_K_OPTIM_STATES + 1);
    }
    tn_named *list = tni_scope_bytes(((size_t)most + 1) * sizeof *list);
    for (int i = 0; list && optim && i < optim->n_groups; i++) {
        group *g = &optim->groups[i];
        for (int64_t k = 0; k < g->n && tni_pending() == TN_OK; k++) {
            n += list_slot(optim, g, &g->slots[k], with_steps, list + n);
        }
    }
    return tni_pending() == TN_OK ? (tn_named_list){list, n} : (tn_named_list){0};
}

tn_named_list tn_optim_state(tn_optim *optim) {
    TNI_CALL("optim_state", ((tn_site){0}));
    return list_state(optim, true);
}

static void load_steps(const tn_optim *optim, slot *s, tn_named_list state) {
    const tn_named *own = tni_named_find(state, state_path(s, step_field));
    s->steps = own ? tn_item_int(own->tensor) : optim->steps;
}

tn_status tn_optim_load_state(tn_optim *optim, tn_named_list state, int64_t steps) {
    if (!optim || tni_pending() != TN_OK) {
        return tni_pending();
    }
    TNI_CALL("optim_load_state", ((tn_site){0}));
    TN_SCOPE(scope);
    TN_NO_GRAD(quiet);
    const tn_named_list own = list_state(optim, false);
    if (!tni_named_check(state)) {
        return tni_pending();
    }
    for (int64_t i = 0; i < own.count; i++) {
        if (!tni_named_fits(&own.data[i], state)) {
            return tni_pending();
        }
    }
    for (int64_t i = 0; i < own.count; i++) {
        tn_copy_(own.data[i].tensor, tni_named_find(state, own.data[i].name)->tensor);
    }
    if (tni_pending() != TN_OK) {
        return tni_pending();
    }
    optim->steps = steps;
    for (int i = 0; i < optim->n_groups; i++) {
        for (int64_t k = 0; k < optim->groups[i].n; k++) {
            load_steps(optim, &optim->groups[i].slots[k], state);
        }
    }
    return tni_pending();
}
