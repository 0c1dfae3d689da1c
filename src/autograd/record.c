/* record.c: what happens to a call on its way through the dispatcher: it is checked before it runs,
 * and recorded as a node of the tape when a gradient may be asked for.
 *
 * A call is recorded when this thread records, its row has a gradient, and one of its tensors
 * requires one. Views are noted even when nothing is recorded: an in-place change of one must
 * later be seen as a change of its base. */
#include "autograd/tape.h"

#include <ctype.h>

/* What self held before an in-place call that saves it; made by before, used by after. The two
 * follow each other on one thread: kernels run with recording off. */
static TNI_THREAD_LOCAL tn_tensor *self_before;

static bool has_gradient(const tn_tensor *t) {
    return tni_is_float((tn_dtype)t->dtype) || tni_is_complex((tn_dtype)t->dtype);
}

/* ---- Tensors of a call ----------------------------------------------------------------------- */

static bool value_records(const tn_value *v) {
    if (v->kind == TN_VALUE_TENSOR) {
        const tn_tensor *t = v->as.tensor;
        return ((t->flags & TNI_REQUIRES_GRAD) || t->autograd) && tni_records(t);
    }
    if (v->kind == TN_VALUE_TENSORS) {
        for (uint32_t k = 0; k < v->count; k++) {
            if (tni_records(v->as.tensors[k])) {
                return true;
            }
        }
    }
    return false;
}

static bool any_records(const tni_call *call) {
    for (int i = 0; i < call->n_args; i++) {
        if (value_records(&call->args[i])) {
            return true;
        }
    }
    return false;
}

/* ---- Before ---------------------------------------------------------------------------------- */

static bool copy_self(tni_call *call, tn_tensor *self) {
    const tni_meta meta = tni_meta_of(self);
    self_before = tni_new(&meta);
    return self_before && tni_copy(call, self_before, self);
}

static bool before_inplace(tni_call *call, const tni_grad_row *row) {
    tn_tensor *self = call->args[0].as.tensor;
    if (!tni_inplace_allowed(self, call->records)) {
        return false;
    }
    self_before = NULL;
    return !call->records || !(row->saved_args & 1) || copy_self(call, self);
}

static bool before(tni_call *call) {
    call->records = false;
    if (!tni_grad_mode()) {
        return true;
    }
    const bool records = call->has_history && any_records(call);
    if (!records && call->op->form != TNI_FORM_INPLACE) {
        return true;
    }
    const tni_grad_row *row = tni_grad_row_of(call->op);
    if (call->op->form == TNI_FORM_INTO && records) {
        tni_fail(TN_ERR_STATE, "the _into form is not recorded, and an argument requires a "
                               "gradient: use the form without out, or TN_NO_GRAD");
        return false;
    }
    call->records = records && (row->kind == TNI_GRADIENT_YES || row->kind == TNI_GRADIENT_ZERO);
    return call->op->form != TNI_FORM_INPLACE || call->args[0].kind != TN_VALUE_TENSOR ||
           before_inplace(call, row);
}

/* ---- Making the node ------------------------------------------------------------------------- */

static size_t list_bytes(const tn_value *v) {
    switch (v->kind) {
    case TN_VALUE_INTS:
    case TN_VALUE_FLOATS:
        return v->count * sizeof(int64_t);
    case TN_VALUE_BOOLS:
        return ((size_t)v->count + 7) / 8 * 8;
    case TN_VALUE_STRING:
        return (strlen(v->as.string) + 8) / 8 * 8;
    default:
        return 0;
    }
}

static int tensors_in(const tn_value *v, tn_tensor *const **out) {
    *out = v->kind == TN_VALUE_TENSOR ? &v->as.tensor : v->as.tensors;
    return v->kind == TN_VALUE_TENSOR ? 1 : v->kind == TN_VALUE_TENSORS ? (int)v->count : 0;
}

static int results_of(const tni_call *call, tn_tensor *const **out) {
    *out = call->list ? call->list : call->out;
    return call->list ? (int)call->n_list : call->n_out;
}

static tni_node_room room_for(const tni_call *call) {
    tn_tensor *const *tensors;
    tni_node_room room = {.n_args = call->n_args};
    for (int i = 0; i < call->n_args; i++) {
        const int n = tensors_in(&call->args[i], &tensors);
        room.n_inputs += n;
        for (int k = 0; k < n; k++) {
            room.more_bytes += tni_geometry_bytes(tensors[k]);
        }
        room.more_bytes += list_bytes(&call->args[i]);
    }
    room.n_results = results_of(call, &tensors);
    for (int k = 0; k < room.n_results; k++) {
        room.more_bytes += tensors[k] ? tni_geometry_bytes(tensors[k]) : 0;
    }
    return room;
}

/* Copies a list or text into the node's memory. */
static void keep_list(tn_value *kept, const tn_value *v, char **more) {
    const size_t bytes = list_bytes(v);
    if (!bytes) {
        return;
    }
    const size_t used = v->kind == TN_VALUE_STRING  ? strlen(v->as.string) + 1
                        : v->kind == TN_VALUE_BOOLS ? v->count
                                                    : bytes;
    memcpy(*more, v->as.string, used);
    kept->as.string = *more;
    *more += bytes;
}

static bool keep_input(tni_node *node, int at, tn_tensor *t, bool save, char **more) {
    const bool inplace = node->op->form == TNI_FORM_INPLACE;
    tni_node_input *input = &node->inputs[at];
    tni_geometry_set(&input->geometry, t, more);
    if (save) {
        node->saves = true;
        tn_tensor *what = at == 0 && inplace && self_before ? self_before : t;
        if (!tni_save(&input->saved, what)) {
            return false;
        }
    }
    return !has_gradient(t) || tni_edge_to(t, &input->edge);
}

static bool keep_args(tni_node *node, const tni_call *call, const tni_grad_row *row, char **more) {
    int at = 0;
    for (int i = 0; i < call->n_args; i++) {
        tn_tensor *const *tensors;
        const tn_value *v = &call->args[i];
        const int n = tensors_in(v, &tensors);
        node->args[i] = *v;
        if (v->kind == TN_VALUE_TENSOR || v->kind == TN_VALUE_TENSORS) {
            node->args[i].as.integer = at;
            node->args[i].count = (uint32_t)n;
        } else {
            keep_list(&node->args[i], v, more);
        }
        for (int k = 0; k < n; k++) {
            if (!keep_input(node, at++, tensors[k], row->saved_args >> i & 1, more)) {
                return false;
            }
        }
    }
    return true;
}

static bool keep_results(tni_node *node, const tni_call *call, const tni_grad_row *row,
                         char **more) {
    tn_tensor *const *results;
    const int n = results_of(call, &results);
    for (int k = 0; k < n; k++) {
        if (!results[k]) {
            continue;
        }
        tni_geometry_set(&node->results[k].geometry, results[k], more);
        if (row->saved_results >> (call->list ? 0 : k) & 1) {
            node->saves = true;
            if (!tni_save(&node->results[k].saved, results[k])) {
                return false;
            }
        }
    }
    return true;
}

static tni_node *node_of(const tni_call *call) {
    char *more;
    const tni_grad_row *row = tni_grad_row_of(call->op);
    const tni_node_room room = room_for(call);
    if (room.n_inputs > UINT16_MAX || room.n_results > UINT16_MAX) {
        return TNI_FAIL_NULL(TN_ERR_UNSUPPORTED, "%d tensors are too many to record",
                             room.n_inputs);
    }
    tni_node *node = tni_node_new(&room, &more);
    if (!node) {
        return NULL;
    }
    const tni_frame *frame = tni_frame_outermost();
    node->function = row->function;
    node->name = call->op->name;
    node->at = frame ? frame->at : call->at;
    node->op = call->op;
    if (!keep_args(node, call, row, &more) || !keep_results(node, call, row, &more)) {
        tni_node_drop(node);
        return NULL;
    }
    tni_node_number(node);
    return node;
}

/* ---- After ----------------------------------------------------------------------------------- */

static bool is_argument(const tni_call *call, const tn_tensor *t) {
    for (int i = 0; i < call->n_args; i++) {
        if (call->args[i].kind == TN_VALUE_TENSOR && call->args[i].as.tensor == t) {
            return true;
        }
    }
    return false;
}

static void record(tni_call *call) {
    tn_tensor *const *results;
    const int n = results_of(call, &results);
    tni_node *node = node_of(call);
    if (!node) {
        return;
    }
    if (call->op->form == TNI_FORM_INPLACE) {
        tni_rebase_history(call->out[0], node);
        tni_node_drop(node);
        return;
    }
    for (int k = 0; k < n; k++) {
        if (results[k] && has_gradient(results[k]) && !is_argument(call, results[k]) &&
            !tni_set_history(results[k], node, (uint32_t)k)) {
            break;
        }
    }
    tni_node_drop(node);
}

static tni_view_kind view_kind(const tn_tensor *view, const tn_tensor *source, int n) {
    const tni_variable *v = tni_variable_of(source);
    if (view->dtype != source->dtype || (v && v->base && v->view == TNI_VIEW_RETYPED)) {
        return TNI_VIEW_RETYPED;
    }
    if (n > 1) {
        return TNI_VIEW_MANY;
    }
    return tni_grad_mode() ? TNI_VIEW_PLAIN : TNI_VIEW_NO_GRAD;
}

/* view shows source's storage: remembers whose it is. */
static bool note_view(tn_tensor *view, tn_tensor *source, int n) {
    tni_variable *v = tni_variable_make(view);
    if (!v || v->base) {
        return v != NULL;
    }
    const tni_variable *of_source = tni_variable_of(source);
    v->view = (uint8_t)view_kind(view, source, n);
    v->base = tn_keep(of_source && of_source->base ? of_source->base : source);
    atomic_init(&v->view_version,
                atomic_load_explicit(&view->storage->version, memory_order_relaxed));
    return true;
}

static void note_views(tni_call *call) {
    tn_tensor *const *results;
    const int n = results_of(call, &results);
    tn_tensor *source = call->args[0].as.tensor;
    for (int k = 0; k < n; k++) {
        if (results[k] && !is_argument(call, results[k]) && has_gradient(results[k]) &&
            results[k]->storage == source->storage && !note_view(results[k], source, n)) {
            return;
        }
    }
}

static void after(tni_call *call) {
    if (call->records) {
        record(call);
    }
    if (call->op->row->kind == TNI_VIEW && call->args[0].kind == TN_VALUE_TENSOR &&
        tni_grad_row_of(call->op)->kind != TNI_GRADIENT_NONE) {
        note_views(call);
    }
    self_before = NULL;
}

/* ---- Names, for printing --------------------------------------------------------------------- */

/* "sum_to_size_" becomes "SumToSizeBackward". */
static const char *grad_name(const tn_tensor *t) {
    const tni_variable *v = tni_variable_of(t);
    if (!v || !v->node) {
        return NULL;
    }
    char *text = tni_text_slot();
    size_t n = 0;
    bool capital = true;
    for (const char *at = v->node->name; *at && n < TNI_TEXT_BYTES - sizeof "Backward"; at++) {
        if (*at != '_' && *at != '.') {
            text[n++] = (char)(capital ? toupper((unsigned char)*at) : *at);
        }
        capital = *at == '_' || *at == '.';
    }
    memcpy(text + n, "Backward", sizeof "Backward");
    return text;
}

/* ---- Joining ops and autograd ---------------------------------------------------------------- */

__attribute__((constructor)) static void join(void) {
    tni_autograd = (tni_autograd_hooks){
        .before = before, .after = after, .free_meta = tni_variable_free, .grad_name = grad_name};
}
