/* unique_op.c: runs of equal elements: what occurs, how often, and most often. Elements, or slices
 * along a dim, are brought in order first, and a run begins wherever one differs from the one
 * before. */
#include "ops/compose.h"

/* ---- Runs ------------------------------------------------------------------------------------ */

/* [n] bool: where along dim 0 something differs from the slice before; the first one does. */
static tn_tensor *run_starts(const tni_call *c, tn_tensor *t) {
    const int64_t n = t->sizes[0];
    tn_tensor *first = tn_ones(TN_SHAPE(n > 0), .dtype = TN_BOOL, .device = c->device);
    if (n < 2) {
        return first;
    }
    tn_tensor *differs = tn_ne(tn_narrow(t, 0, 1, n - 1), tn_narrow(t, 0, 0, n - 1));
    if (differs && differs->ndim > 1) {
        differs = tn_any(tn_flatten(differs, -1, .start_dim = 1), .dim = TN_DIMS(1));
    }
    return tn_cat(TN_TENSORS(first, differs));
}

/* Which run each element is in, from where they start. */
static tn_tensor *run_numbers(tn_tensor *starts, int64_t dim) {
    return tn_sub(tn_cumsum(starts, dim, .dtype = TN_I64), 1);
}

/* Elements from each start to the next one. */
static tn_tensor *run_lengths(const tni_call *c, tn_tensor *at, int64_t n) {
    tn_tensor *end = tn_full(TN_SHAPE(1), n, .dtype = TN_I64, .device = c->device);
    tn_tensor *ends = tn_cat(TN_TENSORS(at, end));
    return at ? tn_sub(tn_narrow(ends, 0, 1, at->numel), at) : NULL;
}

/* ---- Slices in order ------------------------------------------------------------------------- */

/* Each element's place among the different elements of its row; NaN is different from NaN. */
static tn_tensor *ranks_in_rows(tn_tensor *rows) {
    const int64_t n = rows->sizes[1];
    const tn_sort_result s = tn_sort(rows, 1);
    tn_tensor *differs = tn_ne(tn_narrow(s.values, 1, 1, n - 1), tn_narrow(s.values, 1, 0, n - 1));
    tn_tensor *ranks = tn_constant_pad_nd(tn_cumsum(differs, 1, .dtype = TN_I64), TN_DIMS(1, 0));
    return tn_scatter(tn_zeros_like(s.indices), 1, s.indices, ranks);
}

/* The place of each of n slices of m elements, [m, n], in lexicographic order, equal ones together.
 * Neighbouring rows are joined, two ranks below n in one number, until one is left. */
static tn_tensor *ranks_of_slices(tn_tensor *elements) {
    const int64_t n = elements->sizes[1];
    tn_tensor *ranks = ranks_in_rows(elements);
    while (ranks && ranks->sizes[0] > 1) {
        const int64_t pairs = ranks->sizes[0] / 2;
        tn_tensor *high = tn_slice(ranks, 0, .end = TN_NUM(2 * pairs), .step = 2);
        tn_tensor *low = tn_slice(ranks, 0, .start = TN_NUM(1), .step = 2);
        tn_tensor *joined = ranks_in_rows(tn_add(tn_mul(high, n), low));
        tn_tensor *last = tn_narrow(ranks, 0, 2 * pairs, ranks->sizes[0] % 2);
        ranks = tn_cat(TN_TENSORS(joined, last));
    }
    return ranks ? tn_select(ranks, 0, 0) : NULL;
}

/* ---- unique ---------------------------------------------------------------------------------- */

/* What to look at: `t` along dim 0, and the order that brings equal ones together (NULL: as they
 * are). */
typedef struct ordering {
    tn_tensor *t, *order;
} ordering;

static ordering order_elements(tn_tensor *self) {
    const tn_sort_result s = tn_sort(tn_reshape(self, TN_SHAPE(-1)), 0);
    return (ordering){s.values, s.indices};
}

static ordering order_slices(tn_tensor *self, int dim) {
    const int64_t n = self->sizes[dim];
    tn_tensor *first = tn_movedim(self, TN_DIMS(dim), TN_DIMS(0));
    if (n < 2 || self->numel == 0) {
        return (ordering){first, NULL};
    }
    /* PyTorch compares the elements of a slice in this order of dims. */
    tn_tensor *slices = tn_reshape(tn_transpose(self, 0, dim), TN_SHAPE(n, -1));
    tn_tensor *ranks = slices ? ranks_of_slices(tn_t(slices)) : NULL;
    tn_tensor *order = ranks ? tn_sort(ranks, 0).indices : NULL;
    return (ordering){order ? tn_index_select(first, 0, order) : NULL, order};
}

/* Results (values, inverse, counts); those that are not asked for are empty. */
static bool give_runs(tni_call *c, ordering o, int dim, bool wants_inverse, bool wants_counts) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (!o.t) {
        return false;
    }
    tn_tensor *starts = run_starts(c, o.t);
    tn_tensor *at = starts ? tn_reshape(tn_nonzero(starts), TN_SHAPE(-1)) : NULL;
    tn_tensor *values = tn_index_select(o.t, 0, at);
    tn_tensor *none = tn_empty(TN_SHAPE(0), .dtype = TN_I64, .device = c->device);
    c->out[0] = dim > 0 ? tn_movedim(values, TN_DIMS(0), TN_DIMS(dim)) : values;
    c->out[1] = c->out[2] = none;
    if (wants_inverse) {
        tn_tensor *numbers = run_numbers(starts, 0);
        numbers = o.order ? tn_index_copy(tn_zeros_like(numbers), 0, o.order, numbers) : numbers;
        c->out[1] = dim < 0 ? tn_reshape(numbers, tni_sizes(self)) : numbers;
    }
    if (wants_counts) {
        c->out[2] = run_lengths(c, at, o.t->sizes[0]);
    }
    return c->out[0] && c->out[1] && c->out[2];
}

/* *dim is -1 where none is given, or self has no dims. */
static bool dim_of(const tni_call *c, int i, int *dim) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    *dim = -1;
    if (!tni_given(c, i)) {
        return true;
    }
    if (!tni_wrap_dim(tni_int_arg(c, i), self->ndim, dim)) {
        return false;
    }
    for (int d = 0; d < self->ndim; d++) {
        if (d != *dim && self->sizes[d] == 0) {
            tni_fail(TN_ERR_SHAPE, "slices along dim %d must have elements, got shape %s", *dim,
                     tni_shape_text(self->sizes, self->ndim));
            return false;
        }
    }
    *dim = self->ndim ? *dim : -1;
    return true;
}

/* Integers within a narrow range are counted: no order is needed. */
static bool has_narrow_range(tn_tensor *self, int64_t *least, int64_t *entries) {
    if (!tni_is_integral((tn_dtype)self->dtype, false) || self->numel == 0) {
        return false;
    }
    *least = tn_item_int(tn_min(self));
    const int64_t most = tn_item_int(tn_max(self));
    const uint64_t spread = (uint64_t)most - (uint64_t)*least;
    *entries = (int64_t)spread + 1;
    return tni_pending() == TN_OK && spread < 2 * (uint64_t)self->numel;
}

static bool give_counted(tni_call *c, tn_tensor *self, int64_t least, int64_t entries) {
    tn_tensor *flat = tn_reshape(tn_to(self, .dtype = TN_I64), TN_SHAPE(-1));
    tn_tensor *place = tn_sub(flat, least);
    tn_tensor *one = tn_expand(tn_ones(TN_SHAPE_0D, .dtype = TN_I64, .device = c->device),
                               TN_SHAPE(self->numel));
    tn_tensor *zeros = tn_zeros(TN_SHAPE(entries), .dtype = TN_I64, .device = c->device);
    tn_tensor *counts = tn_scatter_add(zeros, 0, place, one);
    tn_tensor *at = counts ? tn_reshape(tn_nonzero(counts), TN_SHAPE(-1)) : NULL;
    tn_tensor *none = tn_empty(TN_SHAPE(0), .dtype = TN_I64, .device = c->device);
    c->out[0] = tn_to(tn_add(at, least), .dtype = (tn_dtype)self->dtype);
    c->out[1] = c->out[2] = none;
    if (tni_bool_arg(c, 2)) {
        tn_tensor *ranks = run_numbers(tn_gt(counts, 0), 0);
        c->out[1] = tn_reshape(tn_index_select(ranks, 0, place), tni_sizes(self));
    }
    if (tni_bool_arg(c, 3)) {
        c->out[2] = tn_index_select(counts, 0, at);
    }
    return c->out[0] && c->out[1] && c->out[2];
}

/* unique(self, dim, return_inverse, return_counts) */
bool tni_compose_unique(tni_call *c) {
    tn_tensor *self = tn_detach(tni_tensor_arg(c, 0));
    int64_t least, entries;
    int dim;
    if (!tni_has_data(c) || !dim_of(c, 1, &dim)) {
        return false;
    }
    if (dim < 0 && has_narrow_range(self, &least, &entries)) {
        return give_counted(c, self, least, entries);
    }
    return tni_pending() == TN_OK &&
           give_runs(c, dim < 0 ? order_elements(self) : order_slices(self, dim), dim,
                     tni_bool_arg(c, 2), tni_bool_arg(c, 3));
}

/* unique_consecutive(self, return_inverse, return_counts, dim) */
bool tni_compose_unique_consecutive(tni_call *c) {
    tn_tensor *self = tn_detach(tni_tensor_arg(c, 0));
    int dim;
    if (!tni_has_data(c) || !dim_of(c, 3, &dim)) {
        return false;
    }
    const ordering o = {dim < 0 ? tn_reshape(self, TN_SHAPE(-1))
                                : tn_movedim(self, TN_DIMS(dim), TN_DIMS(0)),
                        NULL};
    return give_runs(c, o, dim, tni_bool_arg(c, 1), tni_bool_arg(c, 2));
}

/* ---- mode ------------------------------------------------------------------------------------ */

/* Where the longest run of each sorted row ends, the first of equally long ones; [..., 1]. */
static tn_tensor *longest_run_ends(const tni_call *c, tn_tensor *sorted) {
    const int64_t n = sorted->sizes[sorted->ndim - 1];
    tn_tensor *place = tni_count(c, n);
    tn_tensor *differs = tn_ne(tn_narrow(sorted, -1, 1, n - 1), tn_narrow(sorted, -1, 0, n - 1));
    tn_tensor *starts = tn_mul(tn_constant_pad_nd(differs, TN_DIMS(1, 0)), place);
    tn_tensor *since = tn_sub(place, tn_cummax(starts, -1).values);
    return tn_argmax(since, .dim = TN_NUM(-1), .keepdim = true);
}

/* mode(self, dim, keepdim): the last place of the value; differentiable where that is. */
bool tni_compose_mode(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim)) {
        return false;
    }
    if (self->ndim == 0) {
        return tni_give_two(c, tn_clone(self),
                            tn_zeros(TN_SHAPE_0D, .dtype = TN_I64, .device = c->device));
    }
    if (self->sizes[dim] == 0) {
        tni_fail(TN_ERR_SHAPE, "needs at least one element along dim %d, got shape %s", dim,
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    tn_tensor *last = tn_movedim(self, TN_DIMS(dim), TN_DIMS(-1));
    const tn_sort_result s = tn_sort(tn_detach(last), -1);
    tn_tensor *indices = s.values ? tn_gather(s.indices, -1, longest_run_ends(c, s.values)) : NULL;
    tn_tensor *values = tn_gather(last, -1, indices);
    if (!tni_bool_arg(c, 2)) {
        return tni_give_two(c, tn_select(values, -1, 0), tn_select(indices, -1, 0));
    }
    return tni_give_two(c, tn_movedim(values, TN_DIMS(-1), TN_DIMS(dim)),
                        tn_movedim(indices, TN_DIMS(-1), TN_DIMS(dim)));
}
