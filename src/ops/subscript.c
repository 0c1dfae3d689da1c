/* subscript.c: indexing as in Python. Numbers, slices and new dims are views of each other; tensors
 * and masks are left for index.Tensor and index_put.Tensor, with the dims of the last view. */
#include "ops/compose.h"

#include <tenon/index.h>

/* ---- Items ----------------------------------------------------------------------------------- */

tn_index_item tn_index_number(int64_t index) {
    return (tn_index_item){.kind = TN_INDEX_NUMBER, .start = index};
}

tn_index_item tn_index_tensor(const tn_tensor *index) {
    const bool is_mask = index && (index->dtype == TN_BOOL || index->dtype == TN_U8);
    return (tn_index_item){.kind = is_mask ? TN_INDEX_MASK : TN_INDEX_TENSOR, .tensor = index};
}

tn_index_item tn_index_mask(const tn_tensor *mask) {
    return (tn_index_item){.kind = TN_INDEX_MASK, .tensor = mask};
}

tn_index_item tn_index_slice(int64_t start, int64_t stop, int64_t step) {
    return (tn_index_item){.kind = TN_INDEX_SLICE, .start = start, .stop = stop, .step = step};
}

tn_index_item tn_index_of_kind(tn_index_kind kind) {
    return (tn_index_item){.kind = kind};
}

/* ---- What they pick -------------------------------------------------------------------------- */

typedef struct subscript {
    tn_tensor *view;
    int dim;                         /* of the view, that the next item is for */
    int own_dim;                     /* the same of self */
    int64_t own_dims[TN_MAX_DIMS];   /* for each dim of the view that of self, for messages */
    tn_tensor *indices[TN_MAX_DIMS]; /* of index.Tensor: NULL for a dim that is taken whole */
    int n;
    bool has_tensors;
} subscript;

/* Dims of self that an item is for; -1 with an error for what is no item. */
static int dims_of(const tn_index_item *item, int64_t number) {
    switch (item->kind) {
    case TN_INDEX_NUMBER:
    case TN_INDEX_SLICE:
        return 1;
    case TN_INDEX_NEW_AXIS:
    case TN_INDEX_ELLIPSIS:
        return 0;
    case TN_INDEX_TENSOR:
    case TN_INDEX_MASK:
        if (!item->tensor) {
            tni_fail(TN_ERR_ARGUMENT, "the tensor of item %lld is NULL", (long long)number);
            return -1;
        }
        if (item->kind == TN_INDEX_TENSOR) {
            return 1;
        }
        if (item->tensor->dtype != TN_BOOL && item->tensor->dtype != TN_U8) {
            tni_fail(TN_ERR_DTYPE, "item %lld is a mask and must be bool or u8, got %s",
                     (long long)number, tn_dtype_name((tn_dtype)item->tensor->dtype));
            return -1;
        }
        if (item->tensor->ndim == 0) {
            tni_fail(TN_ERR_SHAPE, "item %lld is a mask and must have at least one dim",
                     (long long)number);
            return -1;
        }
        return item->tensor->ndim;
    }
    tni_fail(TN_ERR_ARGUMENT,
             "item %lld is of no known kind (%d); use TN_I, TN_SLICE, TN_NEWAXIS, "
             "TN_ELLIPSIS or TN_MASK",
             (long long)number, (int)item->kind);
    return -1;
}

/* How many dims an ellipsis stands for; -1 with an error. */
static int count_rest(const tn_tensor *self, tn_index_items items) {
    int64_t used = 0;
    int ellipses = 0;
    for (int64_t i = 0; i < items.count; i++) {
        const int dims = dims_of(&items.data[i], i);
        if (dims < 0) {
            return -1;
        }
        used += dims;
        ellipses += items.data[i].kind == TN_INDEX_ELLIPSIS;
    }
    if (ellipses > 1) {
        tni_fail(TN_ERR_ARGUMENT, "there may be one ellipsis, got %d", ellipses);
        return -1;
    }
    if (used > self->ndim) {
        tni_fail(TN_ERR_SHAPE, "there are items for %lld dims, and a tensor of shape %s has %d",
                 (long long)used, tni_shape_text(self->sizes, self->ndim), self->ndim);
        return -1;
    }
    return self->ndim - (int)used;
}

/* The next dims of the view are the next ones of self. */
static void go_on(subscript *s, int dims) {
    for (; dims > 0 && s->dim < TN_MAX_DIMS; dims--) {
        s->own_dims[s->dim++] = s->own_dim++;
    }
}

static void pass(subscript *s, int dims) {
    go_on(s, dims);
    while (dims-- > 0 && s->n < TN_MAX_DIMS) {
        s->indices[s->n++] = NULL;
    }
}

static void take_slice(subscript *s, const tn_index_item *item) {
    s->view = tn_slice(s->view, s->dim, .start = TN_NUM(item->start), .end = TN_NUM(item->stop),
                       .step = item->step ? item->step : 1);
    pass(s, 1);
}

static void take_number(subscript *s, int64_t index) {
    const int64_t size = s->view->sizes[s->dim];
    if (index < -size || index >= size) {
        tni_fail(TN_ERR_ARGUMENT, "index %lld of dim %d must be at least %lld and less than %lld",
                 (long long)index, s->own_dim, (long long)-size, (long long)size);
    }
    s->view = tn_select(s->view, s->dim, index);
    s->own_dim++;
}

/* An integer of no dims is read and counts as a number, as in PyTorch; on meta there is none. */
static bool is_number(const tn_tensor *t) {
    return t->ndim == 0 && (t->dtype == TN_I64 || t->dtype == TN_I32) &&
           t->storage->device.type != TN_DEVICE_META;
}

static void take_item(subscript *s, const tn_index_item *item, int rest) {
    switch (item->kind) {
    case TN_INDEX_NUMBER:
        take_number(s, item->start);
        break;
    case TN_INDEX_SLICE:
        take_slice(s, item);
        break;
    case TN_INDEX_NEW_AXIS:
        s->view = tn_unsqueeze(s->view, s->dim);
        pass(s, 1);
        s->own_dim--;
        break;
    case TN_INDEX_ELLIPSIS:
        pass(s, rest);
        break;
    case TN_INDEX_TENSOR:
        if (is_number(item->tensor)) {
            take_number(s, tn_item_int(item->tensor));
            break;
        }
        /* fall through */
    case TN_INDEX_MASK:
        go_on(s, item->kind == TN_INDEX_MASK ? item->tensor->ndim : 1);
        s->indices[s->n++] = (tn_tensor *)item->tensor; /* ops do not change it */
        s->has_tensors = true;
        break;
    }
}

/* False with an error. */
static bool take_items(tn_tensor *self, tn_index_items items, subscript *s) {
    *s = (subscript){.view = self};
    if (!self) {
        tni_fail(TN_ERR_ARGUMENT, "the tensor to index is NULL");
        return false;
    }
    const int rest = count_rest(self, items);
    s->view = rest < 0 ? NULL : self;
    for (int64_t i = 0; s->view && i < items.count; i++) {
        take_item(s, &items.data[i], rest);
    }
    if (s->view) {
        go_on(s, s->view->ndim - s->dim);
    }
    return s->view != NULL;
}

/* ---- The calls ------------------------------------------------------------------------------- */

/* For index.Tensor: none when they are the view's own. */
static tn_ints dims_for_messages(const subscript *s) {
    bool differ = false;
    for (int d = 0; d < s->view->ndim; d++) {
        differ = differ || s->own_dims[d] != d;
    }
    return differ ? (tn_ints){s->own_dims, s->view->ndim} : (tn_ints){0};
}

static tn_tensor *read_items(tn_tensor *self, tn_index_items items) {
    subscript s;
    if (!take_items(self, items, &s)) {
        return NULL;
    }
    if (s.has_tensors) {
        return tn_index_Tensor(s.view, ((tn_tensors){s.indices, s.n}),
                               .dims = dims_for_messages(&s));
    }
    return s.view == self ? tn_alias(self) : s.view;
}

tn_tensor *tn_index_with(tn_tensor *self, tn_index_items items, tn_site at) {
    TNI_CALL("index", at);
    tn_scope scope = tn_scope_open();
    tn_tensor *result = tni_pending() == TN_OK ? read_items(self, items) : NULL;
    tni_scope_return(&scope, &result, 1);
    return result;
}

static bool write_items(const tn_index_put_args *args) {
    tn_tensor *values = args->values;
    subscript s;
    if (!values) {
        tni_fail(TN_ERR_ARGUMENT, "values are NULL: give a tensor");
        return false;
    }
    if (!take_items(args->self, args->items, &s)) {
        return false;
    }
    while (values && values->ndim > 0 && values->sizes[0] == 1) { /* as NumPy allows */
        values = tn_select(values, 0, 0);
    }
    if (s.has_tensors) {
        return tn_index_put_Tensor_(s.view, ((tn_tensors){s.indices, s.n}), values,
                                    .accumulate = args->accumulate,
                                    .dims = dims_for_messages(&s)) != NULL;
    }
    return (args->accumulate ? tn_add_(s.view, values) : tn_copy_(s.view, values)) != NULL;
}

static bool write_in_scope(const tn_index_put_args *args) {
    tn_scope scope = tn_scope_open();
    const bool done = tni_pending() == TN_OK && write_items(args);
    tn_scope_close(&scope);
    return done;
}

tn_tensor *tn_index_put_inplace_with(const tn_index_put_args *args) {
    TNI_CALL("index_put_", args->at);
    return write_in_scope(args) ? args->self : NULL;
}

tn_tensor *tn_index_put_with(const tn_index_put_args *args) {
    TNI_CALL("index_put", args->at);
    tn_index_put_args copy = *args;
    copy.self = args->self ? tn_clone(args->self) : NULL;
    return write_in_scope(&copy) ? copy.self : NULL;
}
