/* dispatch.c: the one way every call takes: arguments are checked against the schema, autograd is
 * asked, results are inferred and allocated, the kernel runs, autograd records. Invariant: when
 * tni_invoke returns an error, no result exists and nothing was written. */
#include "ops/boxing.h"
#include "publish/publish.h"

#include <assert.h>

/* ---- Arguments against the schema ------------------------------------------------------------ */

static const char *const type_names[] = {
    [TNI_ARG_TENSOR] = "a tensor",
    [TNI_ARG_TENSOR_OR_NUMBER] = "a tensor or a number",
    [TNI_ARG_TENSORS] = "a list of tensors",
    [TNI_ARG_TENSORS_OR_NULLS] = "a list of tensors, NULL among them,",
    [TNI_ARG_NUMBER] = "a number",
    [TNI_ARG_INT] = "an integer",
    [TNI_ARG_FLOAT] = "a number",
    [TNI_ARG_BOOL] = "a bool",
    [TNI_ARG_INTS] = "a list of integers",
    [TNI_ARG_FLOATS] = "a list of numbers",
    [TNI_ARG_BOOLS] = "a list of bools",
    [TNI_ARG_STRING] = "a string",
    [TNI_ARG_DTYPE] = "a dtype",
    [TNI_ARG_DEVICE] = "a device",
};

static const char *const kind_names[] = {
    [TN_VALUE_NONE] = "nothing",
    [TN_VALUE_TENSOR] = "a tensor",
    [TN_VALUE_BOOL] = "a bool",
    [TN_VALUE_INT] = "an integer",
    [TN_VALUE_FLOAT] = "a float",
    [TN_VALUE_COMPLEX] = "a complex number",
    [TN_VALUE_INTS] = "a list of integers",
    [TN_VALUE_FLOATS] = "a list of numbers",
    [TN_VALUE_TENSORS] = "a list of tensors",
    [TN_VALUE_STRING] = "a string",
    [TN_VALUE_DTYPE] = "a dtype",
    [TN_VALUE_DEVICE] = "a device",
    [TN_VALUE_BOOLS] = "a list of bools",
};

/* Kinds that an argument of a type takes, as bits. */
#define KIND(NAME) (1u << TN_VALUE_##NAME)
#define REAL       (KIND(BOOL) | KIND(INT) | KIND(FLOAT))
#define NUMBER     (REAL | KIND(COMPLEX))
static const uint32_t accepted[] = {
    [TNI_ARG_TENSOR] = KIND(TENSOR),
    [TNI_ARG_TENSOR_OR_NUMBER] = KIND(TENSOR) | NUMBER,
    [TNI_ARG_TENSORS] = KIND(TENSORS),
    [TNI_ARG_TENSORS_OR_NULLS] = KIND(TENSORS),
    [TNI_ARG_NUMBER] = NUMBER,
    [TNI_ARG_INT] = KIND(INT) | KIND(BOOL),
    [TNI_ARG_FLOAT] = REAL,
    [TNI_ARG_BOOL] = KIND(BOOL) | KIND(INT),
    [TNI_ARG_INTS] = KIND(INTS),
    [TNI_ARG_FLOATS] = KIND(FLOATS),
    [TNI_ARG_BOOLS] = KIND(BOOLS),
    [TNI_ARG_STRING] = KIND(STRING),
    [TNI_ARG_DTYPE] = KIND(DTYPE),
    [TNI_ARG_DEVICE] = KIND(DEVICE),
};

static inline bool type_accepts(uint8_t type, uint32_t kind) {
    return kind < 32 && (accepted[type] >> kind & 1);
}

/* A single integer where a list is wanted becomes a list of one. */
static void listify(tni_call *c, tn_value *v, const tni_arg *arg) {
    if (arg->type != TNI_ARG_INTS || v->kind != TN_VALUE_INT) {
        return;
    }
    c->singles[c->n_singles] = v->as.integer;
    *v = (tn_value){.kind = TN_VALUE_INTS, .count = 1, .as.ints = &c->singles[c->n_singles++]};
}

static tn_status wrong_kind(const tni_arg *arg, const tn_value *v) {
    if (v->kind == TN_VALUE_NONE) {
        return tni_fail(TN_ERR_ARGUMENT, "argument '%s' is missing (NULL): give %s", arg->name,
                        type_names[arg->type]);
    }
    bool known = v->kind < sizeof kind_names / sizeof kind_names[0];
    return tni_fail(TN_ERR_ARGUMENT, "argument '%s' must be %s, got %s", arg->name,
                    type_names[arg->type], known ? kind_names[v->kind] : "an unknown kind");
}

static bool list_is_whole(const tni_arg *arg, const tn_value *v) {
    if (v->kind == TN_VALUE_TENSORS) {
        for (uint32_t i = 0; i < v->count; i++) {
            if (!v->as.tensors || (!v->as.tensors[i] && arg->type != TNI_ARG_TENSORS_OR_NULLS)) {
                tni_fail(TN_ERR_ARGUMENT, "argument '%s': tensor %u of %u is NULL", arg->name, i,
                         v->count);
                return false;
            }
        }
    }
    const bool is_list =
        v->kind == TN_VALUE_INTS || v->kind == TN_VALUE_FLOATS || v->kind == TN_VALUE_BOOLS;
    if ((is_list && v->count > 0 && !v->as.ints) || (v->kind == TN_VALUE_STRING && !v->as.string)) {
        tni_fail(TN_ERR_ARGUMENT, "argument '%s': %s is NULL", arg->name, kind_names[v->kind]);
        return false;
    }
    if (v->kind == TN_VALUE_DTYPE && (v->as.dtype <= 0 || v->as.dtype >= TN_DTYPE_COUNT)) {
        tni_fail(TN_ERR_ARGUMENT, "argument '%s': %d is no dtype", arg->name, (int)v->as.dtype);
        return false;
    }
    return true;
}

/* Defaults, single integers for lists, lists and NULL. */
static bool take_unusual(tni_call *c, tn_value *v, const tni_arg *arg) {
    if (v->kind == TN_VALUE_TENSOR && !v->as.tensor) {
        v->kind = TN_VALUE_NONE;
    }
    if (v->kind == TN_VALUE_NONE && arg->has_default) {
        *v = arg->fallback;
    }
    listify(c, v, arg);
    const bool none_is_fine = v->kind == TN_VALUE_NONE && (arg->optional || arg->has_default);
    if (!none_is_fine && !type_accepts(arg->type, v->kind)) {
        wrong_kind(arg, v);
        return false;
    }
    return list_is_whole(arg, v);
}

static inline bool is_usual(const tn_value *v, const tni_arg *arg) {
    const uint32_t usual = KIND(TENSOR) | NUMBER | KIND(INTS);
    return type_accepts(arg->type, v->kind) && (usual >> v->kind & 1) &&
           (v->kind == TN_VALUE_TENSOR ? v->as.tensor != NULL
                                       : v->kind != TN_VALUE_INTS || v->as.ints != NULL);
}

static bool take_arguments(tni_call *c, const tn_value *values, int n) {
    const tn_op *op = c->op;
    if (n > op->n_args) {
        tni_fail(TN_ERR_ARGUMENT, "takes %d arguments, got %d: %s", op->n_args, n, op->schema);
        return false;
    }
    c->n_args = op->n_args;
    c->n_singles = 0;
    for (int i = 0; i < op->n_args; i++) {
        tn_value *v = &c->args[i];
        *v = i < n ? values[i] : (tn_value){0};
        if (TNI_UNLIKELY(!is_usual(v, &op->args[i])) && !take_unusual(c, v, &op->args[i])) {
            return false;
        }
    }
    return true;
}

/* ---- Device ---------------------------------------------------------------------------------- */

/* Joins t's device into *device; a 0-d CPU tensor follows any other device. Notes its history. */
static inline bool join_device(tni_call *c, const tn_tensor *t, const tn_tensor **decider) {
    const tn_device device = t->storage->device;
    c->has_history = c->has_history || t->autograd || (t->flags & TNI_REQUIRES_GRAD);
    if (TNI_LIKELY(*decider && tni_same_device(device, c->device)) && (*decider)->ndim > 0) {
        return true;
    }
    const bool same = *decider && tni_same_device(device, c->device);
    if (!*decider || ((*decider)->ndim == 0 && c->device.type == TN_DEVICE_CPU &&
                      !(c->op->row->flags & TNI_FLAG_FAR))) {
        c->has_far_tensors = *decider && !same;
        c->device = device;
        *decider = t;
        return true;
    }
    if (same || (t->ndim == 0 && device.type == TN_DEVICE_CPU) ||
        (c->op->row->flags & TNI_FLAG_FAR)) {
        c->has_far_tensors = c->has_far_tensors || !same;
        return true;
    }
    tni_fail(TN_ERR_DEVICE, "tensors are on %s and on %s; move them to one device with tn_to",
             tni_device_text(c->device), tni_device_text(device));
    return false;
}

static inline bool find_device(tni_call *c) {
    const tn_tensor *decider = NULL;
    tn_device given = {0};
    c->has_history = false;
    c->has_far_tensors = false;
    for (int i = 0; i < c->n_args; i++) {
        const tn_value *v = &c->args[i];
        if (v->kind == TN_VALUE_TENSOR) {
            if (!join_device(c, v->as.tensor, &decider)) {
                return false;
            }
        } else if (v->kind == TN_VALUE_TENSORS) {
            for (uint32_t k = 0; k < v->count; k++) {
                if (v->as.tensors[k] && !join_device(c, v->as.tensors[k], &decider)) {
                    return false;
                }
            }
        } else if (v->kind == TN_VALUE_DEVICE) {
            given = v->as.device;
        }
    }
    if (given.type != TN_DEVICE_DEFAULT || !decider) {
        c->has_far_tensors = false; /* the op itself goes from device to device */
        c->device = tni_resolve_device(given);
        return tni_device(c->device) != NULL;
    }
    return true;
}

/* ---- Where results go ------------------------------------------------------------------------ */

static tn_tensor *destination(const tni_call *c) {
    switch (c->op->form) {
    case TNI_FORM_INPLACE:
        return tni_tensor_arg(c, 0);
    case TNI_FORM_INTO:
        return tni_tensor_arg(c, c->n_args - 1);
    default:
        return NULL;
    }
}

/* Shape and dtype of the result must fit the destination. */
static bool fits_destination(const tni_call *c, const tn_tensor *dst, const tni_meta *meta) {
    const char *what = c->op->form == TNI_FORM_INPLACE ? "self" : "out";
    bool same = dst->ndim == meta->shape.ndim;
    for (int d = 0; same && d < dst->ndim; d++) {
        same = dst->sizes[d] == meta->shape.sizes[d];
    }
    if (!same) {
        tni_fail(TN_ERR_SHAPE,
                 "the result has shape %s but %s has shape %s; give a tensor of the "
                 "result's shape",
                 tni_shape_text(meta->shape.sizes, meta->shape.ndim), what,
                 tni_shape_text(dst->sizes, dst->ndim));
        return false;
    }
    if (!tni_same_device(dst->storage->device, c->device)) {
        tni_fail(TN_ERR_DEVICE, "the result is on %s, which cannot be stored in %s on %s",
                 tni_device_text(c->device), what, tni_device_text(dst->storage->device));
        return false;
    }
    if (!tni_can_cast(meta->dtype, (tn_dtype)dst->dtype)) {
        tni_fail(TN_ERR_DTYPE, "the result is %s, which cannot be stored in %s of dtype %s",
                 tn_dtype_name(meta->dtype), what, tn_dtype_name((tn_dtype)dst->dtype));
        return false;
    }
    return true;
}

/* Two elements of dst share an address. */
static bool overlaps_itself(const tn_tensor *dst) {
    for (int d = 0; d < dst->ndim; d++) {
        if (dst->sizes[d] > 1 && dst->strides[d] == 0) {
            return true;
        }
    }
    return false;
}

static bool same_geometry(const tn_tensor *a, const tn_tensor *b) {
    if (a->ndim != b->ndim || a->offset != b->offset || a->dtype != b->dtype) {
        return false;
    }
    for (int d = 0; d < a->ndim; d++) {
        if (a->sizes[d] != b->sizes[d] || (a->sizes[d] > 1 && a->strides[d] != b->strides[d])) {
            return false;
        }
    }
    return true;
}

/* An argument shares storage with dst, in a way that writing dst early would spoil reading it. */
static bool is_read_through(const tni_call *c, const tn_tensor *dst, bool exact_is_fine) {
    for (int i = 0; i < c->n_args; i++) {
        const tn_value *v = &c->args[i];
        const bool list = v->kind == TN_VALUE_TENSORS;
        const uint32_t n = list ? v->count : v->kind == TN_VALUE_TENSOR;
        for (uint32_t k = 0; k < n; k++) {
            const tn_tensor *t = list ? v->as.tensors[k] : v->as.tensor;
            if (t != dst && t->storage == dst->storage && t->storage->bytes > 0 &&
                !(exact_is_fine && same_geometry(t, dst))) {
                return true;
            }
            const bool updates = i == 0 && c->op->row->flags & TNI_FLAG_UPDATES;
            if (t == dst && !exact_is_fine && !updates &&
                i < c->n_args - (c->op->form == TNI_FORM_INTO)) {
                return true;
            }
        }
    }
    return false;
}

/* Elementwise kernels write any strides and dtype; others want a contiguous tensor of their own. */
static bool writes_directly(const tni_call *c, const tn_tensor *dst) {
    bool elementwise = c->op->row->code != 0;
    if (is_read_through(c, dst, elementwise)) {
        return false;
    }
    return elementwise || (dst->dtype == c->meta[0].dtype &&
                           tni_is_contiguous(dst->sizes, dst->strides, dst->ndim));
}

/* ---- Running --------------------------------------------------------------------------------- */

static bool allocate(tni_call *c, int first) {
    for (int k = first; k < c->n_out; k++) {
        c->meta[k].device = c->device;
        c->out[k] = tni_new(&c->meta[k]);
        if (!c->out[k]) {
            return false;
        }
    }
    return true;
}

static bool run_new(tni_call *c) {
    return allocate(c, 0) && (c->device.type == TN_DEVICE_META || c->op->row->run(c));
}

static bool run_to_destination(tni_call *c, tn_tensor *dst) {
    if (!fits_destination(c, dst, &c->meta[0])) {
        return false;
    }
    if (overlaps_itself(dst)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "cannot write to a tensor whose elements share memory (shape %s, "
                 "stride %s); clone it first",
                 tni_shape_text(dst->sizes, dst->ndim), tni_shape_text(dst->strides, dst->ndim));
        return false;
    }
    if (c->device.type == TN_DEVICE_META) {
        c->out[0] = dst;
        return true;
    }
    if (writes_directly(c, dst)) {
        c->out[0] = dst;
        return allocate(c, 1) && c->op->row->run(c);
    }
    if (!run_new(c) || !tni_copy(c, dst, c->out[0])) {
        return false;
    }
    c->out[0] = dst;
    return true;
}

/* Results leave the scope; a destination is the caller's already. */
static void leave_scope(const tni_call *c, tn_scope *scope, bool done) {
    const int first = c->op->form != TNI_FORM_NEW;
    tni_scope_return(scope, c->out + first, done ? c->n_out - first : 0);
}

static bool is_elsewhere(const tni_call *c, const tn_tensor *t) {
    return !tni_same_device(t->storage->device, c->device);
}

/* Tensors of other devices (0-d ones of the CPU; any, where the row says so) are brought over for
 * the run, but not what is written; where the op is a kernel's expression they become numbers
 * (elementwise_op.c). False with an error. */
static bool bring_over(tni_call *c) {
    const tn_tensor *dst = destination(c);
    for (int i = 0; i < c->n_args; i++) {
        tn_value *v = &c->args[i];
        if (v->kind == TN_VALUE_TENSOR && v->as.tensor == dst) {
            continue;
        }
        for (uint32_t k = 0; v->kind == TN_VALUE_TENSORS && k < v->count; k++) {
            if (is_elsewhere(c, v->as.tensors[k])) {
                tni_fail(TN_ERR_DEVICE,
                         "tensor %u of the list is on %s and others are on %s; move "
                         "it with tn_to",
                         k, tni_device_text(v->as.tensors[k]->storage->device),
                         tni_device_text(c->device));
                return false;
            }
        }
        if (v->kind == TN_VALUE_TENSOR && is_elsewhere(c, v->as.tensor)) {
            v->as.tensor = tn_to(v->as.tensor, .device = c->device);
            if (!v->as.tensor) {
                return false;
            }
        }
    }
    return true;
}

static bool run_kernel(tni_call *c);
static bool run_far_from_host(tni_call *c) {
    tn_value given[TN_OP_MAX_ARGS];
    memcpy(given, c->args, (size_t)c->n_args * sizeof *given);
    tn_scope scope = tn_scope_open();
    const bool done = bring_over(c) && run_kernel(c);
    leave_scope(c, &scope, done);
    memcpy(c->args, given, (size_t)c->n_args * sizeof *given); /* autograd looks at those */
    return done;
}

/* Runs with temporaries in a scope of their own and recording off; results leave the scope. */
static bool run_kernel(tni_call *c) {
    if (c->op->row->code != 0 && c->op->form == TNI_FORM_NEW && tni_new_alike(c)) {
        return c->out[0] && (c->device.type == TN_DEVICE_META || c->op->row->run(c));
    }
    if (!c->op->row->infer(c)) {
        return false;
    }
    tn_tensor *dst = destination(c);
    const bool bare = c->op->row->code != 0 && !dst; /* makes no temporaries */
    if (bare) {
        return run_new(c);
    }
    tn_scope scope = tn_scope_open();
    const bool done = dst ? run_to_destination(c, dst) : run_new(c);
    leave_scope(c, &scope, done);
    return done;
}

/* A composed op in the in-place or _into form: its result is copied to the destination. */
static bool finish_composed(tni_call *c) {
    tn_tensor *dst = destination(c);
    if (!dst || c->out[0] == dst) { /* written by the ops within */
        return true;
    }
    const tni_meta meta = tni_meta_of(c->out[0]);
    if (!fits_destination(c, dst, &meta)) {
        return false;
    }
    c->out[0] = tn_copy_(dst, c->out[0]);
    return c->out[0] != NULL;
}

static bool run_composed(tni_call *c) {
    if (!tni_check_first_dtype(c)) {
        return false;
    }
    if (c->op->list_result || c->op->bool_result) {
        return c->op->row->run(c);
    }
    tn_scope scope = tn_scope_open();
    const bool done = c->op->row->run(c) && finish_composed(c);
    leave_scope(c, &scope, done);
    return done;
}

static bool run(tni_call *c) {
    if (c->op->row->kind == TNI_COMPOSE) {
        return run_composed(c);
    }
    const bool recording = tni_grad_mode();
    tni_set_grad_mode(false);
    const bool is_far = c->has_far_tensors &&
                        ((c->device.type == TN_DEVICE_CUDA && c->op->row->code == 0) ||
                         (c->op->row->flags & TNI_FLAG_FAR && c->device.type != TN_DEVICE_META));
    bool done = c->op->row->kind == TNI_VIEW ? c->op->row->run(c)
                : is_far                     ? run_far_from_host(c)
                                             : run_kernel(c);
    tni_set_grad_mode(recording);
    return done;
}

/* The error of an op that the user called tells its arguments; ops within it add nothing. */
static tn_status fail(const tni_call *c, const tni_frame *frame) {
    assert(tni_pending() != TN_OK);
    for (frame = frame->outer; frame; frame = frame->outer) {
        if (frame->is_op) {
            return tni_pending();
        }
    }
    tni_tell_arguments(c);
    return tni_pending();
}

static tn_status invoke(tn_site at, const tn_op *op, const tn_value *values, int n, tni_call *c) {
    if (tni_pending() != TN_OK) {
        return tni_pending();
    }
    TNI_CALL(op->name, at);
    tni_this_frame.is_op = true;
    c->op = op;
    c->at = at;
    c->n_out = op->list_result || op->bool_result ? 0 : op->n_results;
    c->list = NULL;
    c->n_list = 0;
    c->records = false;
    c->flat = false;
    if (!take_arguments(c, values, n)) {
        return tni_pending();
    }
    const bool composed = op->row->kind == TNI_COMPOSE;
    if (!find_device(c) || (!composed && !tni_autograd.before(c)) ||
        (TNI_UNLIKELY(tni_dry != NULL) && !tni_changes_nothing_real(c, destination(c))) ||
        !run(c)) {
        return fail(c, &tni_this_frame);
    }
    if (op->form != TNI_FORM_NEW && !composed) {
        tni_written(c->out[0], op->name, tni_frame_outermost()->at);
    }
    if (!composed) {
        tni_autograd.after(c);
    }
    if ((op->row->flags & TNI_FLAG_LEAF) && tni_bool_arg(c, c->n_args - 1)) {
        tn_set_requires_grad(c->out[0], true);
    }
    return tni_pending();
}

/* Somebody watches: records of what this process does, or a profiler. */
static tn_status invoke_watched(tn_site at, const tn_op *op, const tn_value *values, int n,
                                tni_call *c) {
    const tni_range_calls *ranges = tni_ranges;
    const uint64_t begin = tni_time_ns();
    if (ranges) {
        ranges->begin(op->name);
    }
    const tn_status status = invoke(at, op, values, n, c);
    if (ranges) {
        ranges->end();
    }
    if (tni_wants(TN_TRACE_OP) && !tni_dry) {
        tni_event_since(
            begin, (tn_trace_record){.kind = TN_TRACE_OP, .origin = tni_origin_of(op->name, at)});
    }
    return status;
}

tn_status tni_invoke(tn_site at, const tn_op *op, const tn_value *values, int n, tni_call *c) {
    return TNI_LIKELY(!tni_wants(TN_TRACE_OP) && !tni_ranges)
               ? invoke(at, op, values, n, c)
               : invoke_watched(at, op, values, n, c);
}

/* ---- Adapters -------------------------------------------------------------------------------- */

tn_tensor *tni_invoke_one(tn_site at, int position, const tn_value *values, int n) {
    tni_call c;
    return tni_invoke(at, &tni_ops[position], values, n, &c) == TN_OK ? c.out[0] : NULL;
}

tn_tensors tni_invoke_list(tn_site at, int position, const tn_value *values, int n) {
    tni_call c;
    if (tni_invoke(at, &tni_ops[position], values, n, &c) != TN_OK) {
        return (tn_tensors){0};
    }
    return (tn_tensors){c.list, c.n_list};
}

bool tni_invoke_bool(tn_site at, int position, const tn_value *values, int n) {
    tni_call c;
    return tni_invoke(at, &tni_ops[position], values, n, &c) == TN_OK && c.value.as.boolean;
}

void tni_invoke_many(tn_site at, int position, const tn_value *values, int n, tn_tensor **out,
                     int n_out) {
    tni_call c;
    const bool done = tni_invoke(at, &tni_ops[position], values, n, &c) == TN_OK;
    for (int k = 0; k < n_out; k++) {
        out[k] = done ? c.out[k] : NULL;
    }
}

tn_status tn_op_invoke_at(tn_site at, const tn_op *op, const tn_value *in, int n_in, tn_value *out,
                          int *n_out) {
    if (n_out) {
        *n_out = 0;
    }
    if (!op) {
        return tni_pending() ? tni_pending()
                             : tni_fail(TN_ERR_ARGUMENT, "tn_op_invoke: op is NULL; look the name "
                                                         "up with tn_op_find first");
    }
    if (!out || n_in < 0 || (n_in > 0 && !in)) {
        return tni_pending()
                   ? tni_pending()
                   : tni_fail(TN_ERR_ARGUMENT,
                              "tn_op_invoke of %s: %s; give room for %d results and as "
                              "many values as are counted",
                              op->name, out ? "the values are NULL" : "out is NULL", op->n_results);
    }
    tni_call c;
    if (tni_invoke(at, op, in, n_in, &c) != TN_OK) {
        return tni_pending();
    }
    if (op->list_result) {
        out[0] = box_tensors((tn_tensors){c.list, c.n_list});
    } else if (op->bool_result) {
        out[0] = c.value;
    }
    for (int k = 0; k < c.n_out; k++) {
        out[k] = box_tensor(c.out[k]);
    }
    if (n_out) {
        *n_out = op->n_results;
    }
    return TN_OK;
}

tn_status tn_op_invoke(const tn_op *op, const tn_value *in, int n_in, tn_value *out, int *n_out) {
    return tn_op_invoke_at((tn_site){0}, op, in, n_in, out, n_out);
}
