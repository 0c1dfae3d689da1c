/* advanced_index_op.c: tensors and masks as indices of several dims at once (NumPy's advanced
 * indexing): they become positions in one merged dim, which index_select reads, and index_copy and
 * index_add write. Gradients follow, since all of it is made of other ops. */
#include "ops/compose.h"

#include "schedule/capture.h"

/* ---- Positions ------------------------------------------------------------------------------- */

/* Numbers of `count` dims for messages, or none. */
static bool check_dims(tn_ints dims, int64_t count) {
    bool fine = !dims.data || dims.count == count;
    for (int64_t k = 0; fine && k < dims.count; k++) {
        fine = dims.data[k] >= 0 && dims.data[k] < TN_MAX_DIMS;
    }
    if (!fine) {
        tni_fail(TN_ERR_ARGUMENT, "dims must be the numbers of %lld dims, got %s", (long long)count,
                 tni_shape_text(dims.data, (int)dims.count));
    }
    return fine;
}

/* The shape that all indices broadcast to. */
static bool broadcast_indices(tn_tensors indices, tni_shape *shape) {
    *shape = (tni_shape){0};
    for (int64_t k = 0; k < indices.count; k++) {
        const tn_tensor *t = indices.data[k];
        if (t->dtype != TN_I64 && t->dtype != TN_I32) {
            tni_fail(TN_ERR_DTYPE, "index %lld must be i64 or i32, got %s", (long long)k,
                     tn_dtype_name((tn_dtype)t->dtype));
            return false;
        }
        if (!tni_broadcast(shape, t->sizes, t->ndim)) {
            return false;
        }
    }
    return true;
}

/* ravel_multi_index(indices, size, dims) */
bool tni_infer_ravel_multi_index(tni_call *c) {
    const tn_tensors indices = tni_tensors_arg(c, 0);
    const tn_ints size = tni_ints_arg(c, 1), dims = tni_ints_arg(c, 2);
    tni_shape shape;
    int64_t n;
    if (indices.count != size.count || indices.count < 1 || indices.count > TN_MAX_DIMS) {
        tni_fail(TN_ERR_ARGUMENT, "takes one index for each of up to %d sizes, got %lld and %lld",
                 TN_MAX_DIMS, (long long)indices.count, (long long)size.count);
        return false;
    }
    if (!check_dims(dims, size.count)) {
        return false;
    }
    for (int64_t k = 0; k < size.count; k++) {
        if (size.data[k] < 0) {
            tni_fail(TN_ERR_SHAPE, "sizes must be at least 0, got %s",
                     tni_shape_text(size.data, (int)size.count));
            return false;
        }
    }
    if (!tni_numel(size.data, (int)size.count, &n) || !broadcast_indices(indices, &shape)) {
        return false;
    }
    tni_set_meta(c, 0, TN_I64, shape.ndim, shape.sizes);
    return true;
}

bool tni_run_ravel_multi_index(tni_call *c) {
    const tn_tensors indices = tni_tensors_arg(c, 0);
    const tn_ints size = tni_ints_arg(c, 1), dims = tni_ints_arg(c, 2);
    const tn_tensor *out = c->out[0];
    tn_k_ravel p = {.ndim = out->ndim,
                    .n_terms = (int)indices.count,
                    .numel = out->numel,
                    .out = (int64_t *)tni_ptr(out),
                    .call = tni_frame_outermost()->name};
    memcpy(p.extents, out->sizes, (size_t)out->ndim * sizeof p.extents[0]);
    tni_operands o = {0};
    tni_writes_results(&o, c);
    uint64_t step = 1; /* wraps where a size is 0: then there are no positions */
    for (int k = p.n_terms - 1; k >= 0; k--) {
        const tn_tensor *t = tni_cast(c, indices.data[k], TN_I64);
        if (!t) {
            return false;
        }
        p.index[k] = (const int64_t *)tni_ptr(t);
        for (int d = 0; d < t->ndim; d++) {
            p.strides[k][out->ndim - t->ndim + d] = t->sizes[d] == 1 ? 0 : t->strides[d];
        }
        p.size[k] = size.data[k];
        p.dim[k] = (uint8_t)(dims.data ? dims.data[k] : k);
        p.step[k] = (int64_t)step;
        step *= (uint64_t)size.data[k];
        tni_reads(&o, t);
    }
    return tni_launch(c, ravel, &p, &o);
}

/* ---- What is indexed ------------------------------------------------------------------------- */

/* Dims `first` to `last` of self become one, of which `at` lists entries: what is picked has the
 * dims before them, those of `at`, and the dims behind. */
typedef struct indexing {
    tn_tensor *index[TN_MAX_DIMS]; /* NULL for dims that have none */
    int64_t dims[TN_MAX_DIMS];     /* what messages call them */
    int first, last;
    tn_tensor *at;
    int ndim; /* of what is picked */
    int64_t sizes[TN_MAX_DIMS];
} indexing;

/* An index where self is: those on the CPU are brought there. NULL with an error. */
static tn_tensor *index_at(const tni_call *c, tn_tensor *index) {
    const tn_device device = index->storage->device;
    if (tni_same_device(device, c->device)) {
        return index;
    }
    if (device.type != TN_DEVICE_CPU) {
        tni_fail(TN_ERR_DEVICE, "an index is on %s and self on %s; move it there, or to the CPU",
                 tni_device_text(device), tni_device_text(c->device));
        return NULL;
    }
    if (index->numel > 0 && tni_capture_of(c->device)) {
        tni_fail(TN_ERR_UNSUPPORTED,
                 "an index on the CPU cannot be captured in a graph; move it to %s before",
                 tni_device_text(c->device));
        return NULL;
    }
    return tn_to(index, .device = c->device);
}

/* A mask stands for as many dims as it has: the coordinates of what is true in it. */
static bool take_mask(const tni_call *c, const tn_tensor *self, tn_tensor *mask, indexing *x,
                      int *dim) {
    for (int d = 0; d < mask->ndim; d++) {
        if (*dim + d >= self->ndim) {
            tni_fail(TN_ERR_SHAPE,
                     "a mask of shape %s is for more dims than are left: it must have at most %d",
                     tni_shape_text(mask->sizes, mask->ndim), self->ndim - *dim);
            return false;
        }
        if (mask->sizes[d] != self->sizes[*dim + d]) {
            tni_fail(TN_ERR_SHAPE,
                     "a mask of shape %s must have size %lld where dim %lld has, got %lld",
                     tni_shape_text(mask->sizes, mask->ndim), (long long)self->sizes[*dim + d],
                     (long long)x->dims[*dim + d], (long long)mask->sizes[d]);
            return false;
        }
    }
    const tn_tensors columns = tn_unbind(tn_nonzero(mask), .dim = 1);
    for (int64_t k = 0; k < columns.count; k++) {
        x->index[*dim] = index_at(c, columns.data[k]);
        if (!x->index[(*dim)++]) {
            return false;
        }
    }
    return columns.data != NULL;
}

static bool take_indices(const tni_call *c, const tn_tensor *self, indexing *x) {
    const tn_tensors given = tni_tensors_arg(c, 1);
    int dim = 0;
    for (int64_t k = 0; k < given.count; k++) {
        tn_tensor *t = given.data[k];
        const bool is_mask = t && (t->dtype == TN_BOOL || t->dtype == TN_U8);
        if (is_mask && t->ndim == 0) {
            tni_fail(TN_ERR_SHAPE, "a mask must have at least one dim");
            return false;
        }
        if (is_mask) {
            if (!take_mask(c, self, t, x, &dim)) {
                return false;
            }
            continue;
        }
        if (dim >= self->ndim) {
            tni_fail(TN_ERR_SHAPE, "there are more indices than the %d dims of shape %s need",
                     self->ndim, tni_shape_text(self->sizes, self->ndim));
            return false;
        }
        x->index[dim] = t ? index_at(c, t) : NULL;
        if (t && !x->index[dim]) {
            return false;
        }
        dim++;
    }
    x->first = -1;
    for (int d = 0; d < dim; d++) {
        if (x->index[d]) {
            x->first = x->first < 0 ? d : x->first;
            x->last = d;
        }
    }
    return true;
}

/* Dims between indexed ones that are not indexed themselves are taken whole: they become ranges,
 * behind the dims of the indices, and so do all dims before the first. */
static bool fill_gaps(const tni_call *c, const tn_tensor *self, indexing *x) {
    int gaps = 0;
    for (int d = x->first; d < x->last; d++) {
        gaps += !x->index[d];
    }
    if (gaps == 0) {
        return true;
    }
    gaps += x->first;
    x->first = 0;
    for (int d = 0, gap = 0; d <= x->last; d++) {
        tn_tensor **t = &x->index[d];
        int64_t sizes[TN_MAX_DIMS];
        int n = 0;
        if (*t) {
            for (; n < (*t)->ndim && n + gaps <= TN_MAX_DIMS; n++) {
                sizes[n] = (*t)->sizes[n];
            }
        }
        if (n + gaps > TN_MAX_DIMS) {
            tni_fail(TN_ERR_SHAPE, "the result may have at most %d dims", TN_MAX_DIMS);
            return false;
        }
        for (int k = 0; k < gaps; k++) {
            sizes[n + k] = 1;
        }
        if (!*t) {
            sizes[gap++] = self->sizes[d];
        }
        *t = tn_reshape(*t ? *t : tni_count(c, self->sizes[d]), ((tn_ints){sizes, n + gaps}));
        if (!*t) {
            return false;
        }
    }
    return true;
}

static bool find_shape(const tn_tensor *self, indexing *x) {
    const int behind = self->ndim - x->last - 1;
    x->ndim = x->first + x->at->ndim + behind;
    if (x->ndim > TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "the result would have %d dims and may have at most %d", x->ndim,
                 TN_MAX_DIMS);
        return false;
    }
    memcpy(x->sizes, self->sizes, (size_t)x->first * sizeof x->sizes[0]);
    memcpy(x->sizes + x->first, x->at->sizes, (size_t)x->at->ndim * sizeof x->sizes[0]);
    memcpy(x->sizes + x->first + x->at->ndim, self->sizes + x->last + 1,
           (size_t)behind * sizeof x->sizes[0]);
    return true;
}

/* first is -1 when nothing is indexed. Argument `i` is dims. */
static bool begin_indexing(const tni_call *c, int i, indexing *x) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints dims = tni_ints_arg(c, i);
    *x = (indexing){0};
    if (!check_dims(dims, self->ndim)) {
        return false;
    }
    for (int d = 0; d < self->ndim; d++) {
        x->dims[d] = dims.data ? dims.data[d] : d;
    }
    if (!take_indices(c, self, x)) {
        return false;
    }
    if (x->first < 0) {
        return true;
    }
    if (!fill_gaps(c, self, x)) {
        return false;
    }
    const int n = x->last - x->first + 1;
    x->at = tn_ravel_multi_index(((tn_tensors){x->index + x->first, n}),
                                 ((tn_ints){self->sizes + x->first, n}),
                                 .dims = {x->dims + x->first, n});
    return x->at && find_shape(self, x);
}

static tn_tensor *merged(tn_tensor *self, const indexing *x) {
    return tn_flatten(self, x->last, .start_dim = x->first);
}

static tn_tensor *listed(const indexing *x) {
    return tn_reshape(x->at, TN_SHAPE(-1));
}

/* ---- Reading and writing --------------------------------------------------------------------- */

bool tni_compose_index_tensor(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    indexing x;
    if (!begin_indexing(c, 2, &x)) {
        return false;
    }
    if (x.first < 0) {
        return tni_give(c, tn_clone(self));
    }
    tn_tensor *picked = tn_index_select(merged(self, &x), x.first, listed(&x));
    return tni_give(c, tn_reshape(picked, ((tn_ints){x.sizes, x.ndim})));
}

/* One slice of values for each of the listed entries. */
static tn_tensor *spread_values(tn_tensor *values, const indexing *x) {
    tn_tensor *all = tn_expand(values, ((tn_ints){x->sizes, x->ndim}));
    const int n = x->at->ndim;
    return n == 0 ? tn_unsqueeze(all, x->first)
                  : tn_flatten(all, x->first + n - 1, .start_dim = x->first);
}

/* In place where the merged dims are a view of self; else a new tensor, which the dispatcher
 * copies. */
static tn_tensor *write_values(tn_tensor *self, const indexing *x, tn_tensor *values,
                               bool accumulate, bool in_place) {
    tn_tensor *table = merged(self, x), *at = listed(x);
    if (in_place && table && table->storage == self->storage) {
        table = accumulate ? tn_index_add_(table, x->first, at, values)
                           : tn_index_copy_(table, x->first, at, values);
        return table ? self : NULL;
    }
    table = accumulate ? tn_index_add(table, x->first, at, values)
                       : tn_index_copy(table, x->first, at, values);
    return tn_reshape(table, tni_sizes(self));
}

bool tni_compose_index_put(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *values = tni_tensor_arg(c, 2);
    const bool accumulate = tni_bool_arg(c, 3), in_place = c->op->form == TNI_FORM_INPLACE;
    indexing x;
    if (values->dtype != self->dtype) {
        tni_fail(TN_ERR_DTYPE, "values are %s and self is %s; cast one of them",
                 tn_dtype_name((tn_dtype)values->dtype), tn_dtype_name((tn_dtype)self->dtype));
        return false;
    }
    if (values->ndim == 0 && values->storage->device.type == TN_DEVICE_CPU) {
        values = tn_to(values, .device = c->device);
    }
    if (!begin_indexing(c, 4, &x)) {
        return false;
    }
    if (x.first < 0) {
        values = tn_expand(values, tni_sizes(self));
        return tni_give(c, accumulate ? tn_add(self, values) : tn_clone(values));
    }
    values = spread_values(values, &x);
    return values && tni_give(c, write_values(self, &x, values, accumulate, in_place));
}
