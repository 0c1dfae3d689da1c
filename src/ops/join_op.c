/* join_op.c: tensors joined along a dim, and split along one. Parts of a split are views. */
#include "ops/compose.h"

/* ---- cat ------------------------------------------------------------------------------------- */

/* Empty tensors of one dim join anything: PyTorch kept this from a time before empty shapes. */
static bool is_skipped(const tn_tensor *t) {
    return t->ndim == 1 && t->sizes[0] == 0;
}

static const tn_tensor *first_joined(tn_tensors list) {
    for (int64_t k = 0; k < list.count; k++) {
        if (!is_skipped(list.data[k])) {
            return list.data[k];
        }
    }
    return list.data[0];
}

static bool joins(const tn_tensor *model, const tn_tensor *t, int dim, int64_t k) {
    bool fits = t->ndim == model->ndim;
    for (int d = 0; fits && d < t->ndim; d++) {
        fits = d == dim || t->sizes[d] == model->sizes[d];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "tensor %lld of shape %s does not join shape %s along dim %d: other dims must be "
                 "equal",
                 (long long)k, tni_shape_text(t->sizes, t->ndim),
                 tni_shape_text(model->sizes, model->ndim), dim);
    }
    return fits;
}

bool tni_infer_cat(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    tn_dtype dtype;
    int dim;
    if (list.count == 0) {
        tni_fail(TN_ERR_ARGUMENT, "needs at least one tensor, got an empty list");
        return false;
    }
    const tn_tensor *model = first_joined(list);
    if (model->ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "cannot join 0-d tensors; use stack");
        return false;
    }
    if (!tni_result_dtype(c, &dtype) || !tni_wrap_dim(tni_int_arg(c, 1), model->ndim, &dim)) {
        return false;
    }
    tni_shape shape = {.ndim = model->ndim};
    memcpy(shape.sizes, model->sizes, (size_t)model->ndim * sizeof shape.sizes[0]);
    shape.sizes[dim] = 0;
    for (int64_t k = 0; k < list.count; k++) {
        const tn_tensor *t = list.data[k];
        if (is_skipped(t)) {
            continue;
        }
        if (!joins(model, t, dim, k)) {
            return false;
        }
        shape.sizes[dim] += t->sizes[dim];
    }
    tni_set_meta(c, 0, dtype, shape.ndim, shape.sizes);
    return true;
}

bool tni_run_cat(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    const tn_tensor *out = c->out[0];
    int dim;
    int64_t sizes[TN_MAX_DIMS], start = 0;
    if (!tni_wrap_dim(tni_int_arg(c, 1), out->ndim, &dim)) {
        return false;
    }
    memcpy(sizes, out->sizes, (size_t)out->ndim * sizeof sizes[0]);
    for (int64_t k = 0; k < list.count; k++) {
        const tn_tensor *t = list.data[k];
        if (t->numel == 0) {
            continue;
        }
        sizes[dim] = t->sizes[dim];
        tn_tensor *part =
            tni_view(out, out->ndim, sizes, out->strides, out->offset + start * out->strides[dim]);
        if (!part || !tni_copy(c, part, t)) {
            return false;
        }
        tn_release(part);
        start += t->sizes[dim];
    }
    return true;
}

/* ---- Other joins ----------------------------------------------------------------------------- */

typedef tn_tensor *reshaper(tn_tensor *t);

static tn_tensor *at_least_1d(tn_tensor *t) {
    return t->ndim >= 1 ? t : tn_reshape(t, TN_SHAPE(1));
}

static tn_tensor *at_least_2d(tn_tensor *t) {
    return t->ndim >= 2 ? t : tn_unsqueeze(at_least_1d(t), 0);
}

static tn_tensor *at_least_3d(tn_tensor *t) {
    return t->ndim >= 3 ? t : tn_unsqueeze(at_least_2d(t), 2);
}

/* The list with every tensor reshaped, in scope memory. */
static bool reshape_all(tn_tensors list, reshaper *reshape, tn_tensors *out) {
    tn_tensor **made = tni_scope_bytes((size_t)(list.count + 1) * sizeof *made);
    for (int64_t k = 0; made && k < list.count; k++) {
        made[k] = reshape(list.data[k]);
        if (!made[k]) {
            return false;
        }
    }
    *out = (tn_tensors){made, list.count};
    return made != NULL;
}

static bool join_reshaped(tni_call *c, reshaper *reshape, int64_t dim) {
    tn_tensors list;
    return reshape_all(tni_tensors_arg(c, 0), reshape, &list) &&
           tni_give(c, tn_cat(list, .dim = dim));
}

bool tni_compose_hstack(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    return join_reshaped(c, at_least_1d, list.count > 0 && list.data[0]->ndim > 1 ? 1 : 0);
}

bool tni_compose_vstack(tni_call *c) {
    return join_reshaped(c, at_least_2d, 0);
}

bool tni_compose_dstack(tni_call *c) {
    return join_reshaped(c, at_least_3d, 2);
}

static tn_tensor *as_column(tn_tensor *t) {
    return t->ndim <= 1 ? tn_reshape(t, TN_SHAPE(t->numel, 1)) : t;
}

bool tni_compose_column_stack(tni_call *c) {
    return join_reshaped(c, as_column, 1);
}

bool tni_compose_stack(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    tn_tensor **made = tni_scope_bytes((size_t)(list.count + 1) * sizeof *made);
    int dim = 0;
    if (!made || (list.count && !tni_wrap_dim(tni_int_arg(c, 1), list.data[0]->ndim + 1, &dim))) {
        return false;
    }
    for (int64_t k = 0; k < list.count; k++) {
        const tn_tensor *t = list.data[k], *first = list.data[0];
        if (t->ndim != first->ndim ||
            memcmp(t->sizes, first->sizes, (size_t)t->ndim * sizeof t->sizes[0]) != 0) {
            tni_fail(TN_ERR_SHAPE, "tensors must have one shape, got %s and %s (tensor %lld)",
                     tni_shape_text(first->sizes, first->ndim), tni_shape_text(t->sizes, t->ndim),
                     (long long)k);
            return false;
        }
        made[k] = tn_unsqueeze(list.data[k], dim);
    }
    return tni_give(c, tn_cat(((tn_tensors){made, list.count}), .dim = dim));
}

bool tni_compose_atleast_1d(tni_call *c) {
    return tni_give(c, at_least_1d(tni_tensor_arg(c, 0)));
}

bool tni_compose_atleast_2d(tni_call *c) {
    return tni_give(c, at_least_2d(tni_tensor_arg(c, 0)));
}

bool tni_compose_atleast_3d(tni_call *c) {
    return tni_give(c, at_least_3d(tni_tensor_arg(c, 0)));
}

static bool list_reshaped(tni_call *c, reshaper *reshape) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    if (!tni_begin_list(c, list.count)) {
        return false;
    }
    for (int64_t k = 0; k < list.count; k++) {
        c->list[k] = tn_alias(reshape(list.data[k]));
    }
    return tni_pending() == TN_OK;
}

bool tni_compose_atleast_1d_list(tni_call *c) {
    return list_reshaped(c, at_least_1d);
}

bool tni_compose_atleast_2d_list(tni_call *c) {
    return list_reshaped(c, at_least_2d);
}

bool tni_compose_atleast_3d_list(tni_call *c) {
    return list_reshaped(c, at_least_3d);
}

/* ---- Splits ---------------------------------------------------------------------------------- */

/* Wrapped dim of a tensor that can be split. */
static bool split_dim(const tni_call *c, int at, int *dim) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (self->ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "needs a tensor with dims; unsqueeze a 0-d tensor first");
        return false;
    }
    return tni_wrap_dim(tni_int_arg(c, at), self->ndim, dim);
}

/* Parts that begin at k * size; the last may be smaller. */
static bool split_evenly(tni_call *c, int dim, int64_t size, int64_t n) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t whole = self->sizes[dim];
    if (!tni_begin_list(c, n)) {
        return false;
    }
    for (int64_t k = 0; k < n; k++) {
        const int64_t start = k * size;
        c->list[k] = tn_narrow(self, dim, start, whole - start < size ? whole - start : size);
    }
    return tni_pending() == TN_OK;
}

bool tni_compose_split(tni_call *c) {
    const int64_t size = tni_int_arg(c, 1);
    int dim;
    if (!split_dim(c, 2, &dim)) {
        return false;
    }
    const int64_t whole = tni_tensor_arg(c, 0)->sizes[dim];
    if (size < 0 || (size == 0 && whole > 0)) {
        tni_fail(TN_ERR_ARGUMENT, "split_size must be positive, got %lld", (long long)size);
        return false;
    }
    const int64_t n = size == 0 || whole == 0 ? 1 : (whole - 1) / size + 1;
    return split_evenly(c, dim, size, n);
}

bool tni_compose_chunk(tni_call *c) {
    const int64_t chunks = tni_int_arg(c, 1);
    int dim;
    if (!split_dim(c, 2, &dim)) {
        return false;
    }
    if (chunks <= 0) {
        tni_fail(TN_ERR_ARGUMENT, "chunks must be positive, got %lld", (long long)chunks);
        return false;
    }
    const int64_t whole = tni_tensor_arg(c, 0)->sizes[dim];
    const int64_t size = whole / chunks + (whole % chunks != 0);
    return split_evenly(c, dim, size, size == 0 ? chunks : (whole - 1) / size + 1);
}

bool tni_compose_split_with_sizes(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints sizes = tni_ints_arg(c, 1);
    int64_t sum = 0;
    int dim;
    if (!split_dim(c, 2, &dim)) {
        return false;
    }
    bool fits = true;
    for (int64_t k = 0; k < sizes.count; k++) {
        fits = fits && tni_add(sum, sizes.data[k], &sum);
    }
    if (!fits || sum != self->sizes[dim]) {
        tni_fail(TN_ERR_ARGUMENT, "the sum of sizes %s must be that of dim %d, %lld",
                 tni_shape_text(sizes.data, (int)(sizes.count < 16 ? sizes.count : 16)), dim,
                 (long long)self->sizes[dim]);
        return false;
    }
    if (!tni_begin_list(c, sizes.count)) {
        return false;
    }
    int64_t start = 0;
    for (int64_t k = 0; k < sizes.count; k++) {
        c->list[k] = tn_narrow(self, dim, start, sizes.data[k]);
        start += sizes.data[k];
    }
    return tni_pending() == TN_OK;
}

bool tni_compose_tensor_split(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t n = tni_int_arg(c, 1);
    int dim;
    if (!split_dim(c, 2, &dim)) {
        return false;
    }
    if (n <= 0) {
        tni_fail(TN_ERR_ARGUMENT, "sections must be positive, got %lld", (long long)n);
        return false;
    }
    if (!tni_begin_list(c, n)) {
        return false;
    }
    const int64_t size = self->sizes[dim] / n, longer = self->sizes[dim] % n;
    int64_t start = 0;
    for (int64_t k = 0; k < n; k++) {
        c->list[k] = tn_narrow(self, dim, start, size + (k < longer));
        start += size + (k < longer);
    }
    return tni_pending() == TN_OK;
}

bool tni_compose_tensor_split_indices(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints at = tni_ints_arg(c, 1);
    int dim;
    if (!split_dim(c, 2, &dim) || !tni_begin_list(c, at.count + 1)) {
        return false;
    }
    int64_t start = 0;
    for (int64_t k = 0; k <= at.count; k++) {
        const int64_t end = k < at.count ? at.data[k] : self->sizes[dim];
        c->list[k] = tn_slice(self, dim, .start = tn_value_int(start), .end = tn_value_int(end));
        start = end;
    }
    return tni_pending() == TN_OK;
}

/* hsplit, vsplit and dsplit: tensor_split along a dim of their own. */
static bool split_along(tni_call *c, int min_ndim, int64_t dim) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (self->ndim < min_ndim) {
        tni_fail(TN_ERR_SHAPE, "needs at least %d dims, got shape %s", min_ndim,
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    tn_tensors parts;
    if (c->op->args[1].type == TNI_ARG_INTS) {
        parts = tn_tensor_split_indices(self, tni_ints_arg(c, 1), .dim = dim);
    } else {
        const int64_t n = tni_int_arg(c, 1);
        if (n <= 0 || self->sizes[dim] % n != 0) {
            tni_fail(TN_ERR_ARGUMENT, "%lld sections must divide dim %lld of size %lld",
                     (long long)n, (long long)dim, (long long)self->sizes[dim]);
            return false;
        }
        parts = tn_tensor_split(self, n, .dim = dim);
    }
    c->list = (tn_tensor **)parts.data;
    c->n_list = parts.count;
    return tni_pending() == TN_OK;
}

bool tni_compose_hsplit(tni_call *c) {
    return split_along(c, 1, tni_tensor_arg(c, 0)->ndim > 1 ? 1 : 0);
}

bool tni_compose_vsplit(tni_call *c) {
    return split_along(c, 2, 0);
}

bool tni_compose_dsplit(tni_call *c) {
    return split_along(c, 3, 2);
}

bool tni_compose_unbind(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int dim;
    if (!split_dim(c, 1, &dim) || !tni_begin_list(c, self->sizes[dim])) {
        return false;
    }
    for (int64_t k = 0; k < c->n_list; k++) {
        c->list[k] = tn_select(self, dim, k);
    }
    return tni_pending() == TN_OK;
}

/* ---- Broadcasts of lists --------------------------------------------------------------------- */

bool tni_compose_broadcast_tensors(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    tni_shape shape = {0};
    for (int64_t k = 0; k < list.count; k++) {
        if (!tni_broadcast(&shape, list.data[k]->sizes, list.data[k]->ndim)) {
            return false;
        }
    }
    if (!tni_begin_list(c, list.count)) {
        return false;
    }
    for (int64_t k = 0; k < list.count; k++) {
        c->list[k] = tn_expand(list.data[k], ((tn_ints){shape.sizes, shape.ndim}));
    }
    return tni_pending() == TN_OK;
}

bool tni_compose_meshgrid(tni_call *c) {
    const tn_tensors list = tni_tensors_arg(c, 0);
    const char *indexing = tni_string_arg(c, 1, "ij");
    const bool xy = strcmp(indexing, "xy") == 0 && list.count >= 2;
    int64_t sizes[TN_MAX_DIMS];
    if (list.count == 0 || list.count > TN_MAX_DIMS ||
        (strcmp(indexing, "ij") != 0 && strcmp(indexing, "xy") != 0)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "takes 1 to %d tensors and indexing \"ij\" or \"xy\", got %lld and \"%s\"",
                 TN_MAX_DIMS, (long long)list.count, indexing);
        return false;
    }
    for (int64_t k = 0; k < list.count; k++) {
        if (list.data[k]->ndim > 1 || list.data[k]->dtype != list.data[0]->dtype) {
            tni_fail(TN_ERR_SHAPE, "takes vectors of one dtype, got %s of shape %s",
                     tn_dtype_name((tn_dtype)list.data[k]->dtype),
                     tni_shape_text(list.data[k]->sizes, list.data[k]->ndim));
            return false;
        }
        sizes[xy && k < 2 ? 1 - k : k] = list.data[k]->numel;
    }
    if (!tni_begin_list(c, list.count)) {
        return false;
    }
    for (int64_t k = 0; k < list.count; k++) {
        int64_t one[TN_MAX_DIMS];
        for (int64_t d = 0; d < list.count; d++) {
            one[d] = 1;
        }
        one[xy && k < 2 ? 1 - k : k] = list.data[k]->numel;
        c->list[k] = tn_expand(tn_reshape(list.data[k], ((tn_ints){one, list.count})),
                               ((tn_ints){sizes, list.count}));
    }
    return tni_pending() == TN_OK;
}
