/* segment_op.c: reductions of slices along a dim that one list puts into groups: segments that
 * follow each other, rows of a table and bags of them, bins of a histogram. All are sums (or
 * products, extremes) at indices, in order. */
#include "ops/compose.h"

#include <math.h>

/* ---- index_reduce ---------------------------------------------------------------------------- */

/* index [n] as one of source's shape that counts along dim. */
static tn_tensor *index_along(tn_tensor *index, const tn_tensor *source, int dim) {
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0; d < source->ndim; d++) {
        sizes[d] = d == dim ? source->sizes[d] : 1;
    }
    return tn_expand(tn_view(index, ((tn_ints){sizes, source->ndim})), tni_sizes(source));
}

/* index_reduce(self, dim, index, source, reduce, include_self) */
bool tni_compose_index_reduce(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 2);
    tn_tensor *source = tni_tensor_arg(c, 3);
    const char *reduce = tni_string_arg(c, 4, "");
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim)) {
        return false;
    }
    bool fits = index->ndim <= 1 && source->ndim == self->ndim;
    for (int d = 0; fits && d < self->ndim; d++) {
        fits = source->sizes[d] == (d == dim ? index->numel : self->sizes[d]);
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "index must be a vector and source like self with one slice for each "
                 "index along dim %d, got shapes %s and %s for self of shape %s",
                 dim, tni_shape_text(index->sizes, index->ndim),
                 tni_shape_text(source->sizes, source->ndim),
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    if (strcmp(reduce, "sum") == 0) {
        tni_fail(TN_ERR_ARGUMENT, "reduce must be \"prod\", \"mean\", \"amax\" or \"amin\", got "
                                  "\"sum\": use index_add");
        return false;
    }
    return tni_give(c, tn_scatter_reduce(self, dim, index_along(index, source, dim), source, reduce,
                                         .no_include_self = !tni_bool_arg(c, 5)));
}

/* ---- segment_reduce -------------------------------------------------------------------------- */

typedef struct segments {
    int64_t outer, n, count; /* rows of n slices, in `count` segments each */
    tn_tensor *first;  /* [outer, count + 1]: where each begins, and where the last one ends */
    tn_tensor *number; /* [outer * n]: the segment of each slice; outer * count for none */
} segments;

/* From lengths [..., count] or offsets [..., count + 1]. */
static bool find_segments(tni_call *c, const tn_tensor *data, int axis, segments *s) {
    tn_tensor *lengths = tni_tensor_arg(c, 2), *offsets = tni_tensor_arg(c, 4);
    tn_tensor *given = lengths ? lengths : offsets;
    if (!lengths == !offsets || tni_given(c, 3)) {
        tni_fail(TN_ERR_ARGUMENT, "takes either lengths or offsets, and no indices");
        return false;
    }
    bool fits = given->ndim == axis + 1 && (lengths || given->sizes[axis] > 0);
    s->outer = 1;
    for (int d = 0; fits && d < axis; d++) {
        fits = given->sizes[d] == data->sizes[d];
        s->outer *= data->sizes[d];
    }
    if (!fits || (given->dtype != TN_I64 && given->dtype != TN_I32)) {
        tni_fail(TN_ERR_SHAPE,
                 "lengths and offsets must be i64 or i32 and have data's dims before "
                 "axis %d and one more, got %s of shape %s for data of shape %s",
                 axis, tn_dtype_name((tn_dtype)given->dtype),
                 tni_shape_text(given->sizes, given->ndim),
                 tni_shape_text(data->sizes, data->ndim));
        return false;
    }
    s->n = data->sizes[axis];
    s->count = given->sizes[axis] - !lengths;
    given = tn_reshape(tn_to(given, .dtype = TN_I64), TN_SHAPE(s->outer, given->sizes[axis]));
    s->first = lengths ? tn_constant_pad_nd(tn_cumsum(given, 1), TN_DIMS(1, 0)) : given;
    tn_tensor *place = tn_expand(tni_count(c, s->n), TN_SHAPE(s->outer, s->n));
    tn_tensor *ends = tn_contiguous(tn_narrow(s->first, 1, 1, s->count));
    tn_tensor *number = tn_searchsorted(ends, tn_contiguous(place), .right = true);
    tn_tensor *inside =
        tn_logical_and(tn_ge(place, tn_narrow(s->first, 1, 0, 1)), tn_lt(number, s->count));
    tn_tensor *base = tn_unsqueeze(tn_mul(tni_count(c, s->outer), s->count), 1);
    s->number =
        tn_reshape(tn_where(inside, tn_add(number, base), s->outer * s->count), TN_SHAPE(-1));
    return s->number != NULL;
}

/* Unless the caller vouches for it. */
static bool lengths_fill(tni_call *c, const segments *s) {
    if (!tni_given(c, 2) || tni_bool_arg(c, 6) || c->device.type == TN_DEVICE_META ||
        s->outer == 0) {
        return true;
    }
    tn_tensor *last = tn_select(s->first, 1, s->count);
    tn_tensor *lengths = tni_tensor_arg(c, 2);
    const bool negative = lengths->numel > 0 && tn_item_int(tn_min(lengths)) < 0;
    const int64_t least = tn_item_int(tn_min(last)), most = tn_item_int(tn_max(last));
    if ((negative || least != s->n || most != s->n) && tni_pending() == TN_OK &&
        tni_has_numbers(c->device)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "lengths must be at least 0 and add up to %lld, the size of data along axis; "
                 "give unsafe when they may not",
                 (long long)s->n);
    }
    return tni_pending() == TN_OK;
}

static double start_of(const char *reduce) {
    return strcmp(reduce, "max") == 0    ? -INFINITY
           : strcmp(reduce, "min") == 0  ? INFINITY
           : strcmp(reduce, "prod") == 0 ? 1
                                         : 0;
}

/* Slices [outer * n, inner], reduced into segments [outer * count, inner]. */
static tn_tensor *reduce_segments(tni_call *c, tn_tensor *slices, const segments *s,
                                  const char *reduce) {
    const bool sum = strcmp(reduce, "sum") == 0, mean = strcmp(reduce, "mean") == 0;
    const bool has_start = tni_given(c, 7);
    tn_value start = has_start ? c->args[7] : tn_value_float(start_of(reduce));
    const int64_t count = s->outer * s->count; /* and one for those in none */
    tn_tensor *all = tn_full(TN_SHAPE(count + 1, slices->sizes[1]), start,
                             .dtype = (tn_dtype)slices->dtype, .device = c->device);
    if (sum || mean) {
        all = tn_index_add(all, 0, s->number, slices);
    } else {
        all = tn_index_reduce(all, 0, s->number, slices,
                              strcmp(reduce, "max") == 0   ? "amax"
                              : strcmp(reduce, "min") == 0 ? "amin"
                                                           : reduce);
    }
    tn_tensor *r = tn_narrow(all, 0, 0, count);
    if (mean) {
        tn_tensor *lengths =
            tn_sub(tn_narrow(s->first, 1, 1, s->count), tn_narrow(s->first, 1, 0, s->count));
        lengths = tn_reshape(lengths, TN_SHAPE(-1, 1));
        r = tn_div(r, has_start ? tn_clamp_min(lengths, 1) : lengths); /* none: 0 / 0 */
    }
    return r;
}

/* segment_reduce(data, reduce, lengths, indices, offsets, axis, unsafe, initial) */
bool tni_compose_segment_reduce(tni_call *c) {
    tn_tensor *data = tni_tensor_arg(c, 0);
    const char *reduce = tni_string_arg(c, 1, "");
    static const char *const known[] = {"sum", "mean", "max", "min", "prod"};
    bool is_known = false;
    for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
        is_known = is_known || strcmp(reduce, known[k]) == 0;
    }
    if (!is_known || data->ndim == 0) {
        tni_fail(TN_ERR_ARGUMENT,
                 "reduce must be \"sum\", \"mean\", \"max\", \"min\" or \"prod\" "
                 "and data have a dim, got \"%s\" and %d dims",
                 reduce, data->ndim);
        return false;
    }
    segments s;
    int axis;
    if (!tni_wrap_dim(tni_int_arg(c, 5), data->ndim, &axis) || !find_segments(c, data, axis, &s) ||
        !lengths_fill(c, &s)) {
        return false;
    }
    int64_t sizes[TN_MAX_DIMS], inner = 1;
    for (int d = 0; d < data->ndim; d++) {
        sizes[d] = d == axis ? s.count : data->sizes[d];
        inner *= d > axis ? data->sizes[d] : 1;
    }
    tn_tensor *slices = tn_reshape(data, TN_SHAPE(s.outer * s.n, inner));
    return slices && tni_give(c, tn_reshape(reduce_segments(c, slices, &s, reduce),
                                            ((tn_ints){sizes, data->ndim})));
}

/* ---- embedding ------------------------------------------------------------------------------- */

/* In place, without history: rows at the indices that are longer than max_norm get that length. */
static bool shorten_rows(tn_tensor *weight, tn_tensor *flat, double max_norm, double order) {
    TN_NO_GRAD(off);
    tn_tensor *data = tn_detach(weight), *rows = tn_index_select(data, 0, flat);
    tn_tensor *norms =
        tn_linalg_vector_norm(rows, .ord = TN_NUM(order), .dim = TN_DIMS(1), .keepdim = true);
    tn_tensor *scale = tn_div(max_norm, tn_add(norms, 1e-7));
    tn_tensor *shorter = tn_where(tn_gt(norms, max_norm), tn_mul(rows, scale), rows);
    return tn_index_copy_(data, 0, flat, shorter) != NULL;
}

/* The same rows, whose gradient is divided by how often each index comes. */
static tn_tensor *weigh_gradient(const tni_call *c, tn_tensor *rows, tn_tensor *flat,
                                 int64_t n_rows) {
    tn_tensor *zeros = tn_zeros(TN_SHAPE(n_rows), .dtype = TN_I64, .device = c->device);
    tn_tensor *counts = tn_index_add(zeros, 0, flat, tn_ones_like(flat));
    tn_tensor *times = tn_unsqueeze(tn_index_select(counts, 0, flat), 1);
    tn_tensor *part = tn_div(rows, tn_to(times, .dtype = (tn_dtype)rows->dtype));
    tn_tensor *nothing = tn_sub(part, tn_detach(part)); /* but it has the gradient */
    return tn_add(tn_detach(rows), tn_where(tn_isfinite(part), nothing, 0));
}

/* What was given for padding_idx (of `count` rows) as a place; false with an error. */
static bool find_padding(const tni_call *c, int i, int64_t count, int64_t *padding) {
    const int64_t given = tni_int_arg(c, i);
    if (given < -count || given >= count) {
        tni_fail(TN_ERR_ARGUMENT, "padding_idx %lld is not in the %lld rows of weight",
                 (long long)given, (long long)count);
        return false;
    }
    *padding = given < 0 ? given + count : given;
    return true;
}

static bool is_table(const tn_tensor *weight) {
    if (weight->ndim != 2) {
        tni_fail(TN_ERR_SHAPE, "weight must be [rows, columns], got shape %s",
                 tni_shape_text(weight->sizes, weight->ndim));
        return false;
    }
    return true;
}

/* embedding(weight, indices, padding_idx, max_norm, norm_type, scale_grad_by_freq) */
bool tni_compose_embedding(tni_call *c) {
    tn_tensor *weight = tni_tensor_arg(c, 0), *indices = tni_tensor_arg(c, 1);
    if (!is_table(weight)) {
        return false;
    }
    if (indices->ndim == TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "indices may have at most %d dims", TN_MAX_DIMS - 1);
        return false;
    }
    int64_t sizes[TN_MAX_DIMS], padding = -1;
    memcpy(sizes, indices->sizes, (size_t)indices->ndim * sizeof sizes[0]);
    sizes[indices->ndim] = weight->sizes[1];
    if (tni_given(c, 2) && tni_int_arg(c, 2) != -1 &&
        !find_padding(c, 2, weight->sizes[0], &padding)) {
        return false;
    }
    tn_tensor *flat = tn_reshape(indices, TN_SHAPE(-1));
    const double order = tni_given(c, 4) ? tni_float_arg(c, 4) : 2;
    if (tni_given(c, 3) && !shorten_rows(weight, flat, tni_float_arg(c, 3), order)) {
        return false;
    }
    tn_tensor *rows = tn_index_select(weight, 0, flat);
    if (tn_requires_grad(weight)) {
        rows = tni_bool_arg(c, 5) ? weigh_gradient(c, rows, flat, weight->sizes[0]) : rows;
        rows = padding < 0 ? rows
                           : tn_where(tn_unsqueeze(tn_eq(flat, padding), 1), tn_detach(rows), rows);
    }
    return tni_give(c, tn_view(rows, ((tn_ints){sizes, indices->ndim + 1})));
}

/* ---- embedding_bag --------------------------------------------------------------------------- */

typedef struct bags {
    int64_t count;
    tn_tensor *number;  /* of each index; `count` for none */
    tn_tensor *counted; /* [indices] bool: not padding; NULL: all are */
} bags;

/* Offsets rise from 0 to the number of indices at most. On a device nobody waits to see. */
static bool check_offsets(const tni_call *c, tn_tensor *offsets, int64_t n) {
    if (offsets->dtype != TN_I64 && offsets->dtype != TN_I32) {
        tni_fail(TN_ERR_DTYPE, "offsets must be i64 or i32, got %s",
                 tn_dtype_name((tn_dtype)offsets->dtype));
        return false;
    }
    if (c->device.type != TN_DEVICE_CPU || offsets->numel == 0) {
        return true;
    }
    const int64_t count = offsets->numel;
    const int64_t first = tn_item_int(tn_select(offsets, 0, 0));
    const int64_t last = tn_item_int(tn_select(offsets, 0, count - 1));
    tn_tensor *falls =
        tn_lt(tn_narrow(offsets, 0, 1, count - 1), tn_narrow(offsets, 0, 0, count - 1));
    const bool rises = tn_item_int(tn_any(falls)) == 0;
    if (tni_pending() == TN_OK && (first != 0 || last > n || !rises)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "offsets must rise from 0 to at most the %lld indices, got %lld to %lld%s",
                 (long long)n, (long long)first, (long long)last, rises ? "" : ", falling between");
    }
    return tni_pending() == TN_OK;
}

static bool find_bags(tni_call *c, tn_tensor *indices, bags *b) {
    tn_tensor *offsets = tni_tensor_arg(c, 2);
    const bool last_is_end = tni_bool_arg(c, 5);
    if (indices->ndim == 2 && !offsets) {
        b->count = indices->sizes[0];
        b->number = tn_reshape(
            tn_expand(tn_unsqueeze(tni_count(c, b->count), 1), tni_sizes(indices)), TN_SHAPE(-1));
        return b->number != NULL;
    }
    if (indices->ndim != 1 || !offsets || offsets->ndim != 1 ||
        (last_is_end && offsets->numel == 0)) {
        tni_fail(TN_ERR_SHAPE,
                 "indices must be [bags, of each] or a vector with a vector of "
                 "offsets, got shape %s and %s",
                 tni_shape_text(indices->sizes, indices->ndim),
                 offsets ? tni_shape_text(offsets->sizes, offsets->ndim) : "no offsets");
        return false;
    }
    if (!check_offsets(c, offsets, indices->numel)) {
        return false;
    }
    b->count = offsets->numel - last_is_end;
    tn_tensor *starts = tn_narrow(tn_to(offsets, .dtype = TN_I64), 0, 0, b->count);
    tn_tensor *number =
        tn_sub(tn_searchsorted(starts, tni_count(c, indices->numel), .right = true), 1);
    b->number = tn_where(tn_lt(number, 0), b->count, number);
    return b->number != NULL;
}

/* [bags, 1]: how many indices count. */
static tn_tensor *count_in_bags(const tni_call *c, const bags *b, tn_dtype dtype) {
    tn_tensor *ones = b->counted ? tn_to(b->counted, .dtype = TN_I64) : tn_ones_like(b->number);
    tn_tensor *zeros = tn_zeros(TN_SHAPE(b->count + 1), .dtype = TN_I64, .device = c->device);
    tn_tensor *counts = tn_narrow(tn_index_add(zeros, 0, b->number, ones), 0, 0, b->count);
    return tn_unsqueeze(tn_to(counts, .dtype = dtype), 1);
}

/* Sums (or means) of rows of weight that need no work of their own, straight into the bags. */
static tn_tensor *add_to_bags(const tni_call *c, tn_tensor *weight, tn_tensor *flat, const bags *b,
                              bool mean) {
    const tn_dtype dtype = (tn_dtype)weight->dtype;
    tn_tensor *number = b->counted ? tn_where(b->counted, b->number, b->count) : b->number;
    tn_tensor *all =
        tn_zeros(TN_SHAPE(b->count + 1, weight->sizes[1]), .dtype = dtype, .device = c->device);
    all = tn_index_select_add_(all, number, weight, flat);
    tn_tensor *sums = tn_narrow(all, 0, 0, b->count);
    return mean ? tn_div(sums, tn_clamp_min(count_in_bags(c, b, dtype), 1)) : sums;
}

/* Rows of one bag together, by "sum", "mean" or "max"; an empty one is 0. */
static tn_tensor *reduce_bags(const tni_call *c, tn_tensor *rows, const bags *b, const char *mode) {
    const tn_dtype dtype = (tn_dtype)rows->dtype;
    const bool max = strcmp(mode, "max") == 0;
    tn_tensor *all = tn_full(TN_SHAPE(b->count + 1, rows->sizes[1]), max ? -INFINITY : 0.0,
                             .dtype = dtype, .device = c->device);
    if (b->counted && !max) { /* padding goes to no bag */
        rows = tn_where(tn_unsqueeze(b->counted, 1), rows, 0);
    }
    if (!max) {
        tn_tensor *sums = tn_narrow(tn_index_add(all, 0, b->number, rows), 0, 0, b->count);
        return strcmp(mode, "sum") == 0 ? sums
                                        : tn_div(sums, tn_clamp_min(count_in_bags(c, b, dtype), 1));
    }
    tn_tensor *number = b->counted ? tn_where(b->counted, b->number, b->count) : b->number;
    tn_tensor *most = tn_narrow(tn_index_reduce(all, 0, number, rows, "amax"), 0, 0, b->count);
    return tn_where(tn_gt(count_in_bags(c, b, dtype), 0), most, 0);
}

static bool check_bag_options(const tni_call *c, const char *mode) {
    const tn_tensor *weight = tni_tensor_arg(c, 0), *indices = tni_tensor_arg(c, 1);
    const tn_tensor *scale = tni_tensor_arg(c, 4);
    if (strcmp(mode, "sum") != 0 && strcmp(mode, "mean") != 0 && strcmp(mode, "max") != 0) {
        tni_fail(TN_ERR_ARGUMENT, "mode must be \"sum\", \"mean\" or \"max\", got \"%s\"", mode);
        return false;
    }
    if (!is_table(weight)) {
        return false;
    }
    if (scale && (strcmp(mode, "sum") != 0 || scale->numel != indices->numel)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "per_sample_weights need mode \"sum\" and one weight for each of "
                 "the %lld indices, got mode \"%s\" and shape %s",
                 (long long)indices->numel, mode, tni_shape_text(scale->sizes, scale->ndim));
        return false;
    }
    return true;
}

/* embedding_bag(weight, indices, offsets, mode, per_sample_weights, include_last_offset,
 * padding_idx, max_norm, norm_type, scale_grad_by_freq) */
bool tni_compose_embedding_bag(tni_call *c) {
    tn_tensor *weight = tni_tensor_arg(c, 0), *indices = tni_tensor_arg(c, 1);
    tn_tensor *scale = tni_tensor_arg(c, 4);
    const char *mode = tni_string_arg(c, 3, "mean");
    bags b = {0};
    if (!check_bag_options(c, mode) || !find_bags(c, indices, &b)) {
        return false;
    }
    tn_tensor *flat = tn_reshape(indices, TN_SHAPE(-1));
    if (tni_given(c, 6)) {
        int64_t padding;
        if (!find_padding(c, 6, weight->sizes[0], &padding)) {
            return false;
        }
        b.counted = tn_ne(flat, padding);
    }
    const double order = tni_given(c, 8) ? tni_float_arg(c, 8) : 2;
    if (tni_given(c, 7) && !shorten_rows(weight, flat, tni_float_arg(c, 7), order)) {
        return false;
    }
    const tn_dtype dtype = (tn_dtype)weight->dtype;
    const bool is_half = dtype == TN_F16 || dtype == TN_BF16; /* their sums are f32 */
    if (!scale && !is_half && strcmp(mode, "max") != 0 && !tni_bool_arg(c, 9)) {
        return tni_give(c, add_to_bags(c, weight, flat, &b, strcmp(mode, "mean") == 0));
    }
    tn_tensor *rows = tn_index_select(weight, 0, flat);
    rows = tni_bool_arg(c, 9) ? weigh_gradient(c, rows, flat, weight->sizes[0]) : rows;
    rows = scale ? tn_mul(rows, tn_reshape(scale, TN_SHAPE(-1, 1))) : rows;
    if (rows && is_half) {
        tn_tensor *r = reduce_bags(c, tn_to(rows, .dtype = TN_F32), &b, mode);
        return tni_give(c, tn_to(r, .dtype = dtype));
    }
    return rows && tni_give(c, reduce_bags(c, rows, &b, mode));
}

/* ---- histc ----------------------------------------------------------------------------------- */

/* The ends of the bins: those given, or the data's where they are equal. False with an error. */
static bool find_ends(const tni_call *c, tn_tensor *self, double *low, double *high) {
    *low = tni_float_arg(c, 2);
    *high = tni_float_arg(c, 3);
    if (*low == *high && self->numel > 0) {
        if (c->device.type == TN_DEVICE_META) {
            return true;
        }
        *low = tn_item(tn_min(self));
        *high = tn_item(tn_max(self));
    }
    if (tni_pending() != TN_OK) {
        return false;
    }
    if (!isfinite(*low) || !isfinite(*high) || *low > *high) {
        tni_fail(TN_ERR_ARGUMENT,
                 "min and max (or the data's) must be finite and min at most max, "
                 "got %g and %g",
                 *low, *high);
        return false;
    }
    if (*low == *high) {
        *low -= 1;
        *high += 1;
    }
    return true;
}

/* histc(self, bins, min, max) */
bool tni_compose_histc(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t bins = tni_int_arg(c, 1);
    const tn_dtype dtype = (tn_dtype)self->dtype;
    double low, high;
    if (bins < 1) {
        tni_fail(TN_ERR_ARGUMENT, "bins must be at least 1, got %lld", (long long)bins);
        return false;
    }
    if (!find_ends(c, self, &low, &high)) {
        return false;
    }
    tn_tensor *x = tn_reshape(self, TN_SHAPE(-1));
    tn_tensor *edges = tn_linspace(low, high, bins + 1, .dtype = dtype, .device = c->device);
    tn_tensor *bin = tn_sub(tn_bucketize(x, edges, .right = true), 1);
    bin = tn_where(tn_eq(x, tn_select(edges, 0, bins)), bins - 1, bin);
    tn_tensor *outside = tn_logical_not(
        tn_logical_and(tn_ge(x, tn_select(edges, 0, 0)), tn_le(x, tn_select(edges, 0, bins))));
    bin = tn_where(outside, bins, bin);
    tn_tensor *counts = tn_zeros(TN_SHAPE(bins + 1), .dtype = TN_I64, .device = c->device);
    counts = tn_index_add(counts, 0, bin, tn_ones_like(bin));
    return tni_give(c, tn_to(tn_narrow(counts, 0, 0, bins), .dtype = dtype));
}
