/* index_op.c: picking and writing along one dim, by a list of indices (index_select and its kin)
 * or by a tensor of them (gather, scatter). Duplicate indices: the last one wins, sums are in
 * order. */
#include "ops/op.h"

/* ---- Arguments ------------------------------------------------------------------------------- */

/* As in PyTorch, an index without elements that is no list may be of any dtype. */
static bool check_index(const tni_call *c, int i, bool list) {
    const tn_tensor *index = tni_tensor_arg(c, i);
    const bool is_int = index->dtype == TN_I64 || index->dtype == TN_I32;
    if (!is_int && (list || index->numel > 0)) {
        tni_fail(TN_ERR_DTYPE, "index must be i64 or i32, got %s",
                 tn_dtype_name((tn_dtype)index->dtype));
        return false;
    }
    if (list && index->ndim > 1) {
        tni_fail(TN_ERR_SHAPE, "index must have one dim, got shape %s",
                 tni_shape_text(index->sizes, index->ndim));
        return false;
    }
    return true;
}

static bool same_dtype(const tn_tensor *self, const tn_tensor *src, const char *name) {
    if (self->dtype == src->dtype) {
        return true;
    }
    tni_fail(TN_ERR_DTYPE, "self is %s but %s is %s; cast one of them",
             tn_dtype_name((tn_dtype)self->dtype), name, tn_dtype_name((tn_dtype)src->dtype));
    return false;
}

/* Size of dim; a 0-d tensor counts as one element. */
static int64_t size_of(const tn_tensor *t, int dim) {
    return t->ndim ? t->sizes[dim] : 1;
}

static int64_t product(const int64_t *sizes, int from, int to) {
    int64_t n = 1;
    for (int d = from; d < to; d++) {
        n *= sizes[d];
    }
    return n;
}

/* ---- Rows: (self, dim, index, ...) ----------------------------------------------------------- */

bool tni_infer_index_select(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 2);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) || !check_index(c, 2, true)) {
        return false;
    }
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, self->sizes, (size_t)self->ndim * sizeof sizes[0]);
    if (self->ndim > 0) {
        sizes[dim] = index->numel;
    } else if (index->numel != 1) {
        tni_fail(TN_ERR_SHAPE, "a 0-d tensor takes one index, got %lld", (long long)index->numel);
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)self->dtype, self->ndim, sizes);
    return true;
}

static bool launch_rows(tni_call *c, tn_rows_code code, int dim, tn_tensor *table,
                        tn_tensor *picked, tn_value alpha) {
    tn_tensor *index = tni_cast_contiguous(c, tni_tensor_arg(c, 2), TN_I64);
    if (!index || !table || !picked) {
        return false;
    }
    tn_k_rows p = {.code = (uint8_t)code,
                   .dtype = table->dtype,
                   .dim = (uint8_t)dim,
                   .unordered = tn_allow_unordered_sums(),
                   .outer = product(table->sizes, 0, dim),
                   .size = size_of(table, dim),
                   .count = index->numel,
                   .inner = product(table->sizes, dim + 1, table->ndim),
                   .index = (const int64_t *)tni_ptr(index),
                   .table = tni_ptr(table),
                   .picked = tni_ptr(picked)};
    tni_store_value(p.alpha, (tn_dtype)table->dtype, alpha);
    tni_operands o = {0};
    tni_writes(&o, code == TN_ROWS_SELECT ? picked : table);
    tni_reads(&o, code == TN_ROWS_SELECT ? table : picked);
    tni_reads(&o, index);
    return p.count == 0 || tni_launch_with_workspace(c, rows, &p, &o);
}

bool tni_run_index_select(tni_call *c) {
    tn_tensor *self = tni_contiguous(c, tni_tensor_arg(c, 0));
    int dim;
    return self && tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) &&
           launch_rows(c, TN_ROWS_SELECT, dim, self, c->out[0], tn_value_int(1));
}

/* index_add and index_copy: self's shape; source has index's size along dim. */
bool tni_infer_index_write(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 2);
    const tn_tensor *source = tni_tensor_arg(c, 3);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) || !check_index(c, 2, true) ||
        !same_dtype(self, source, "source")) {
        return false;
    }
    bool fits = self->ndim == source->ndim;
    for (int d = 0; fits && d < self->ndim; d++) {
        fits = source->sizes[d] == (d == dim ? index->numel : self->sizes[d]);
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "source of shape %s does not fit self of shape %s with %lld indices "
                 "for dim %d: it must be like self, with one slice for each index",
                 tni_shape_text(source->sizes, source->ndim),
                 tni_shape_text(self->sizes, self->ndim), (long long)index->numel, dim);
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)self->dtype, self->ndim, self->sizes);
    return true;
}

static bool write_rows(tni_call *c, tn_rows_code code, tn_value alpha) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *source = tni_contiguous(c, tni_tensor_arg(c, 3));
    int dim;
    return source && tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) &&
           (c->out[0] == self || tni_copy(c, c->out[0], self)) &&
           launch_rows(c, code, dim, c->out[0], source, alpha);
}

bool tni_run_index_add(tni_call *c) {
    return write_rows(c, TN_ROWS_ADD, c->args[4]);
}

bool tni_run_index_copy(tni_call *c) {
    return write_rows(c, TN_ROWS_COPY, tn_value_int(1));
}

/* ---- Rows to rows: (self, index, source, source_index) --------------------------------------- */

bool tni_infer_index_select_add(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 1);
    const tn_tensor *source = tni_tensor_arg(c, 2), *source_index = tni_tensor_arg(c, 3);
    if (!check_index(c, 1, true) || !check_index(c, 3, true) ||
        !same_dtype(self, source, "source")) {
        return false;
    }
    bool fits = self->ndim == source->ndim && self->ndim > 0 && index->numel == source_index->numel;
    for (int d = 1; fits && d < self->ndim; d++) {
        fits = source->sizes[d] == self->sizes[d];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "self and source must have rows of one shape, and the two indices as many "
                 "entries; got shapes %s and %s, and %lld and %lld entries",
                 tni_shape_text(self->sizes, self->ndim),
                 tni_shape_text(source->sizes, source->ndim), (long long)index->numel,
                 (long long)source_index->numel);
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)self->dtype, self->ndim, self->sizes);
    return true;
}

bool tni_run_index_select_add(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *out = c->out[0];
    tn_tensor *index = tni_cast_contiguous(c, tni_tensor_arg(c, 1), TN_I64);
    tn_tensor *source = tni_contiguous(c, tni_tensor_arg(c, 2));
    tn_tensor *source_index = tni_cast_contiguous(c, tni_tensor_arg(c, 3), TN_I64);
    if (!index || !source || !source_index || (out != self && !tni_copy(c, out, self))) {
        return false;
    }
    tn_k_rows p = {.code = TN_ROWS_ADD,
                   .dtype = self->dtype,
                   .unordered = tn_allow_unordered_sums(),
                   .outer = 1,
                   .size = self->sizes[0],
                   .count = index->numel,
                   .inner = product(self->sizes, 1, self->ndim),
                   .index = (const int64_t *)tni_ptr(index),
                   .picked_index = (const int64_t *)tni_ptr(source_index),
                   .picked_size = source->sizes[0],
                   .table = tni_ptr(out),
                   .picked = tni_ptr(source)};
    tni_store_value(p.alpha, (tn_dtype)self->dtype, tn_value_int(1));
    tni_operands o = {0};
    tni_writes(&o, out);
    tni_reads(&o, source);
    tni_reads(&o, index);
    tni_reads(&o, source_index);
    return p.count == 0 || tni_launch_with_workspace(c, rows, &p, &o);
}

/* ---- Elements: (self, dim, index, ...) ------------------------------------------------------- */

/* index must have self's ndim and be no larger in other dims than `dim`. */
static bool index_fits(const tn_tensor *t, const tn_tensor *index, int dim, bool every_dim,
                       const char *name) {
    const int t_ndim = t->ndim ? t->ndim : 1, i_ndim = index->ndim ? index->ndim : 1;
    bool fits = t_ndim == i_ndim || index->numel == 0;
    for (int d = 0; fits && index->numel > 0 && d < t->ndim && d < index->ndim; d++) {
        fits = index->sizes[d] <= t->sizes[d] || (d == dim && !every_dim);
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "index of shape %s does not fit %s of shape %s (dim %d): it needs "
                 "as many dims, and may be larger only along dim",
                 tni_shape_text(index->sizes, index->ndim), name, tni_shape_text(t->sizes, t->ndim),
                 dim);
    }
    return fits;
}

bool tni_infer_gather(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 2);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) || !check_index(c, 2, false) ||
        !index_fits(self, index, dim, false, "self")) {
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)self->dtype, index->ndim, index->sizes);
    return true;
}

static bool launch_gather(tni_call *c, tn_gather_code code, tn_tensor *table, tn_tensor *picked) {
    tn_tensor *index = tni_tensor_arg(c, 2);
    if (index->numel == 0) {
        return table && picked;
    }
    index = tni_cast_contiguous(c, index, TN_I64);
    if (!index || !table || !picked) {
        return false;
    }
    tn_k_gather p = {.code = (uint8_t)code,
                     .dtype = table->dtype,
                     .unordered = tn_allow_unordered_sums(),
                     .is_copy = c->out[0] != tni_tensor_arg(c, 0),
                     .ndim = index->ndim ? index->ndim : 1,
                     .extents = {1},
                     .table_strides = {1},
                     .picked_strides = {1},
                     .index = (const int64_t *)tni_ptr(index),
                     .table = tni_ptr(table),
                     .picked = tni_ptr(picked)};
    if (!tni_wrap_dim(tni_int_arg(c, 1), table->ndim, &p.dim)) {
        return false;
    }
    p.size = size_of(table, p.dim);
    for (int d = 0; d < index->ndim; d++) {
        p.extents[d] = index->sizes[d];
        p.table_strides[d] = table->ndim ? table->strides[d] : 1;
        p.picked_strides[d] = picked->ndim ? picked->strides[d] : 0;
    }
    tni_operands o = {0};
    tni_writes(&o, code == TN_GATHER ? picked : table);
    tni_reads(&o, code == TN_GATHER ? table : picked);
    tni_reads(&o, index);
    return tni_launch_with_workspace(c, gather, &p, &o);
}

bool tni_run_gather(tni_call *c) {
    return launch_gather(c, TN_GATHER, tni_tensor_arg(c, 0), c->out[0]);
}

/* scatter and its kin: the last argument but options is src, a tensor or one value. */
bool tni_infer_scatter(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 2);
    const tn_tensor *src = tni_tensor_arg(c, 3);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) || !check_index(c, 2, false) ||
        !index_fits(self, index, dim, false, "self")) {
        return false;
    }
    if (src && (!same_dtype(self, src, "src") || !index_fits(src, index, dim, true, "src"))) {
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)self->dtype, self->ndim, self->sizes);
    return true;
}

static bool run_scatter(tni_call *c, tn_gather_code code) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *src = tni_tensor_arg(c, 3);
    if (!src) {
        src = tni_temporary(c, (tn_dtype)self->dtype, 0, NULL);
        if (!src || !tni_fill(c, src, c->args[3])) {
            return false;
        }
    }
    return (c->out[0] == self || tni_copy(c, c->out[0], self)) &&
           launch_gather(c, code, c->out[0], src);
}

bool tni_run_scatter(tni_call *c) {
    return run_scatter(c, TN_SCATTER);
}

bool tni_run_scatter_add(tni_call *c) {
    return run_scatter(c, TN_SCATTER_ADD);
}

bool tni_infer_scatter_combine(tni_call *c) {
    return tni_check_first_dtype(c) && tni_infer_scatter(c);
}

/* scatter_combine(self, dim, index, src, reduce) */
bool tni_run_scatter_combine(tni_call *c) {
    static const struct {
        const char *name;
        tn_gather_code code;
    } codes[] = {{"prod", TN_SCATTER_PROD}, {"amax", TN_SCATTER_AMAX}, {"amin", TN_SCATTER_AMIN}};
    for (size_t k = 0; k < sizeof codes / sizeof codes[0]; k++) {
        if (strcmp(c->args[4].as.string, codes[k].name) == 0) {
            return run_scatter(c, codes[k].code);
        }
    }
    tni_fail(TN_ERR_ARGUMENT,
             "reduce must be \"sum\", \"prod\", \"mean\", \"amax\" or \"amin\", got \"%s\"",
             c->args[4].as.string);
    return false;
}

/* ---- Composed -------------------------------------------------------------------------------- */

bool tni_compose_one_hot(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int64_t classes = tni_int_arg(c, 1);
    if (self->dtype != TN_I64 || self->ndim == TN_MAX_DIMS) {
        tni_fail(TN_ERR_DTYPE, "takes i64 of at most %d dims, got %s", TN_MAX_DIMS - 1,
                 tn_dtype_name((tn_dtype)self->dtype));
        return false;
    }
    if (classes <= 0) {
        if (self->numel == 0 || c->device.type == TN_DEVICE_META) {
            tni_fail(TN_ERR_ARGUMENT, "give num_classes: it cannot be inferred here");
            return false;
        }
        if (!tni_has_data(c)) {
            return false;
        }
        classes = tn_item_int(tn_max(self)) + 1;
    }
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, self->sizes, (size_t)self->ndim * sizeof sizes[0]);
    sizes[self->ndim] = classes;
    tn_tensor *zeros =
        tn_zeros(((tn_ints){sizes, self->ndim + 1}), .dtype = TN_I64, .device = c->device);
    c->out[0] = tn_scatter(zeros, -1, tn_unsqueeze(self, -1), 1);
    return c->out[0] != NULL;
}
