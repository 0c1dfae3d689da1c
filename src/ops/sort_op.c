/* sort_op.c: order along a dim, and what follows from it: the largest, the middle, and places in
 * sorted rows. The kernels see contiguous rows; other dims are brought there and back. */
#include "ops/compose.h"

/* ---- sort and topk --------------------------------------------------------------------------- */

static bool infer_ordered(tni_call *c, int ndim, const int64_t *sizes) {
    tn_dtype dtype;
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, ndim, sizes);
    tni_set_meta(c, 1, TN_I64, ndim, sizes);
    return true;
}

bool tni_infer_sort(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    int dim;
    return tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) &&
           infer_ordered(c, self->ndim, self->sizes);
}

bool tni_infer_topk(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t k = tni_int_arg(c, 1);
    int64_t sizes[TN_MAX_DIMS];
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 2), self->ndim, &dim)) {
        return false;
    }
    if (k < 0 || k > tni_size_along(self, dim)) {
        tni_fail(TN_ERR_ARGUMENT, "k is %lld, but must be in 0 to %lld, the size of dim %d",
                 (long long)k, (long long)tni_size_along(self, dim), dim);
        return false;
    }
    for (int i = 0; i < self->ndim; i++) {
        sizes[i] = i == dim ? k : self->sizes[i];
    }
    return infer_ordered(c, self->ndim, sizes);
}

/* t with dim as its last one. */
static tn_tensor *dim_last(tn_tensor *t, int dim) {
    return t->ndim ? tn_movedim(t, TN_DIMS(dim), TN_DIMS(-1)) : t;
}

/* A contiguous temporary of t's dtype and sizes. */
static tn_tensor *contiguous_like(tni_call *c, const tn_tensor *t) {
    return t ? tni_temporary(c, (tn_dtype)t->dtype, t->ndim, t->sizes) : NULL;
}

/* The results are those elements of each row along dim that come first, as many as they hold. */
static bool run_ordered(tni_call *c, int64_t wanted_dim, bool descending) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    tn_tensor *values = c->out[0], *indices = c->out[1];
    int dim;
    if (values->numel == 0) {
        return true;
    }
    if (!tni_wrap_dim(wanted_dim, self->ndim, &dim)) {
        return false;
    }
    const bool last = self->ndim == 0 || dim == self->ndim - 1;
    tn_tensor *moved = dim_last(self, dim);
    tn_tensor *in = moved ? tni_contiguous(c, moved) : NULL;
    if (!last) {
        values = contiguous_like(c, dim_last(values, dim));
        indices = contiguous_like(c, dim_last(indices, dim));
    }
    if (!in || !values || !indices) {
        return false;
    }
    const int64_t n = tni_size_along(self, dim);
    tn_k_sort p = {.dtype = in->dtype,
                   .descending = descending,
                   .rows = self->numel / n,
                   .n = n,
                   .kept = tni_size_along(c->out[0], dim),
                   .in = tni_ptr(in),
                   .values = tni_ptr(values),
                   .indices = (int64_t *)(void *)tni_ptr(indices)};
    tni_operands o = {0};
    tni_writes(&o, values);
    tni_writes(&o, indices);
    tni_reads(&o, in);
    return tni_launch_with_workspace(c, sort, &p, &o) &&
           (last || (tni_copy(c, dim_last(c->out[0], dim), values) &&
                     tni_copy(c, dim_last(c->out[1], dim), indices)));
}

bool tni_run_sort(tni_call *c) {
    return run_ordered(c, tni_int_arg(c, 1), tni_bool_arg(c, 2));
}

bool tni_run_topk(tni_call *c) {
    return run_ordered(c, tni_int_arg(c, 2), tni_bool_arg(c, 3));
}

static tn_tensor *order_of(tn_tensor *t, int64_t dim, bool descending) {
    return tn_sort(t, dim, .descending = descending).indices;
}

bool tni_compose_argsort(tni_call *c) {
    return tni_give(c, order_of(tni_tensor_arg(c, 0), tni_int_arg(c, 1), tni_bool_arg(c, 2)));
}

bool tni_compose_sort_stable(tni_call *c) {
    const tn_sort_result r =
        tn_sort(tni_tensor_arg(c, 0), tni_int_arg(c, 2), .descending = tni_bool_arg(c, 3));
    return tni_give_two(c, r.values, r.indices);
}

bool tni_compose_msort(tni_call *c) {
    return tni_give(c, tn_sort(tni_tensor_arg(c, 0), 0).values);
}

/* ---- What order decides ---------------------------------------------------------------------- */

/* Values and indices at one place of the sorted order. */
static bool give_place(tni_call *c, int dim, int64_t place, bool keepdim) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_topk_result r = tn_topk(self, place + 1, dim, .no_largest = true);
    if (self->ndim == 0) {
        return tni_give_two(c, r.values, r.indices);
    }
    return keepdim
               ? tni_give_two(c, tn_narrow(r.values, dim, place, 1),
                              tn_narrow(r.indices, dim, place, 1))
               : tni_give_two(c, tn_select(r.values, dim, place), tn_select(r.indices, dim, place));
}

bool tni_compose_kthvalue(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t k = tni_int_arg(c, 1);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 2), self->ndim, &dim)) {
        return false;
    }
    if (k < 1 || k > tni_size_along(self, dim)) {
        tni_fail(TN_ERR_ARGUMENT, "k is %lld, but must be in 1 to %lld, the size of dim %d",
                 (long long)k, (long long)tni_size_along(self, dim), dim);
        return false;
    }
    return give_place(c, dim, k - 1, tni_bool_arg(c, 3));
}

/* Places of the median in each row as [.., 1]: the last one where it is NaN (median), or the
 * middle of the numbers (nanmedian). */
static tn_tensor *median_places(tn_tensor *sorted, int dim, bool skip_nan) {
    const int64_t n = tni_size_along(sorted, dim);
    tn_tensor *nan = tn_isnan(sorted);
    if (skip_nan) {
        tn_tensor *numbers = tn_rsub(tn_sum(nan, .dim = TN_DIMS(dim), .keepdim = true), n);
        return tn_clamp_min(tn_floor_divide(tn_sub(numbers, 1), 2), 0);
    }
    tn_tensor *any = tn_any(nan, .dim = TN_DIMS(dim), .keepdim = true);
    return tn_where(any, n - 1, (n - 1) / 2);
}

static bool median_dim(tni_call *c, bool skip_nan) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim)) {
        return false;
    }
    if (tni_size_along(self, dim) == 0) {
        tni_fail(TN_ERR_SHAPE, "needs at least one element along dim %d, got shape %s", dim,
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    const tn_sort_result r = tn_sort(self, dim);
    if (!r.values) {
        return false;
    }
    tn_tensor *places = tn_to(median_places(r.values, dim, skip_nan), .dtype = TN_I64);
    tn_tensor *values = tn_gather(r.values, dim, places);
    tn_tensor *indices = tn_gather(r.indices, dim, places);
    if (tni_bool_arg(c, 2) || self->ndim == 0) {
        return tni_give_two(c, values, indices);
    }
    return tni_give_two(c, tn_squeeze(values, .dim = TN_DIMS(dim)),
                        tn_squeeze(indices, .dim = TN_DIMS(dim)));
}

bool tni_compose_median_dim(tni_call *c) {
    return median_dim(c, false);
}

bool tni_compose_nanmedian_dim(tni_call *c) {
    return median_dim(c, true);
}

static bool median_all(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (self->numel > 0) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "needs at least one element");
    return false;
}

bool tni_compose_median(tni_call *c) {
    tn_tensor *flat = tn_reshape(tni_tensor_arg(c, 0), TN_SHAPE(-1));
    return median_all(c) && tni_give(c, tn_median_dim(flat, 0).values);
}

bool tni_compose_nanmedian(tni_call *c) {
    tn_tensor *flat = tn_reshape(tni_tensor_arg(c, 0), TN_SHAPE(-1));
    return median_all(c) && tni_give(c, tn_nanmedian_dim(flat, 0).values);
}

/* ---- Places in sorted rows: (sorted, values, right, sorter) ---------------------------------- */

bool tni_infer_searchsorted(tni_call *c) {
    const tn_tensor *sorted = tni_tensor_arg(c, 0), *values = tni_tensor_arg(c, 1);
    const tn_tensor *sorter = tni_tensor_arg(c, 3);
    tn_dtype dtype;
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    bool fits = sorted->ndim == 1 || (sorted->ndim > 1 && sorted->ndim == values->ndim);
    for (int d = 0; fits && sorted->ndim > 1 && d < sorted->ndim - 1; d++) {
        fits = sorted->sizes[d] == values->sizes[d];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "sorted must be a vector, or have values' shape but for the last dim; got %s and "
                 "%s",
                 tni_shape_text(sorted->sizes, sorted->ndim),
                 tni_shape_text(values->sizes, values->ndim));
        return false;
    }
    if (sorter && (sorter->dtype != TN_I64 || sorter->ndim != sorted->ndim ||
                   memcmp(sorter->sizes, sorted->sizes,
                          (size_t)sorted->ndim * sizeof sorted->sizes[0]) != 0)) {
        tni_fail(TN_ERR_ARGUMENT, "sorter must be i64 of sorted's shape %s",
                 tni_shape_text(sorted->sizes, sorted->ndim));
        return false;
    }
    tni_set_meta(c, 0, TN_I64, values->ndim, values->sizes);
    return true;
}

bool tni_run_searchsorted(tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    const tn_dtype common = tn_promote_dtypes((tn_dtype)a->dtype, (tn_dtype)b->dtype);
    tn_tensor *sorted = tni_cast_contiguous(c, a, common);
    tn_tensor *values = tni_cast_contiguous(c, b, common);
    const tn_tensor *sorter = tni_tensor_arg(c, 3);
    tn_tensor *order = sorter ? tni_contiguous(c, sorter) : NULL;
    if (!sorted || !values || (sorter && !order) || values->numel == 0) {
        return tni_pending() == TN_OK;
    }
    const int64_t n = sorted->sizes[sorted->ndim - 1];
    tn_k_search p = {.dtype = (uint8_t)common,
                     .right = tni_bool_arg(c, 2),
                     .rows = n ? sorted->numel / n : 1,
                     .n = n,
                     .queries = values->numel,
                     .sorted = tni_ptr(sorted),
                     .values = tni_ptr(values),
                     .order = order ? (const int64_t *)(const void *)tni_ptr(order) : NULL,
                     .out = (int64_t *)(void *)tni_ptr(c->out[0])};
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, sorted);
    tni_reads(&o, values);
    if (order) {
        tni_reads(&o, order);
    }
    return tni_launch(c, search, &p, &o);
}

/* A bool option of searchsorted and bucketize: out_int32. */
static tn_tensor *narrowed(tn_tensor *places, bool out_int32) {
    return out_int32 ? tn_to(places, .dtype = TN_I32) : places;
}

static tn_tensor *as_tensor(const tni_call *c, int i) {
    return tni_given(c, i) && c->args[i].kind != TN_VALUE_TENSOR
               ? tn_scalar_tensor(c->args[i], .device = c->device)
               : tni_tensor_arg(c, i);
}

bool tni_compose_searchsorted(tni_call *c) {
    const char *side = tni_string_arg(c, 4, NULL);
    const bool right = tni_bool_arg(c, 3) || (side && strcmp(side, "right") == 0);
    if (side && strcmp(side, "left") != 0 && strcmp(side, "right") != 0) {
        tni_fail(TN_ERR_ARGUMENT, "side must be \"left\" or \"right\", got \"%s\"", side);
        return false;
    }
    if (side && tni_bool_arg(c, 3) && strcmp(side, "left") == 0) {
        tni_fail(TN_ERR_ARGUMENT, "side is \"left\" but right is true; give one of them");
        return false;
    }
    tn_tensor *places = tn_search_rows(tni_tensor_arg(c, 0), as_tensor(c, 1), .right = right,
                                       .sorter = tni_tensor_arg(c, 5));
    return tni_give(c, narrowed(places, tni_bool_arg(c, 2)));
}

bool tni_compose_bucketize(tni_call *c) {
    tn_tensor *boundaries = tni_tensor_arg(c, 1);
    if (boundaries->ndim != 1) {
        tni_fail(TN_ERR_SHAPE, "boundaries must be a vector, got shape %s",
                 tni_shape_text(boundaries->sizes, boundaries->ndim));
        return false;
    }
    tn_tensor *places = tn_search_rows(boundaries, as_tensor(c, 0), .right = tni_bool_arg(c, 3));
    return tni_give(c, narrowed(places, tni_bool_arg(c, 2)));
}

bool tni_compose_isin(tni_call *c) {
    tn_tensor *elements = as_tensor(c, 0), *tests = as_tensor(c, 1);
    tn_tensor *sorted = tn_sort(tn_reshape(tests, TN_SHAPE(-1)), 0).values;
    tn_tensor *first = tn_search_rows(sorted, elements);
    tn_tensor *last = tn_search_rows(sorted, elements, .right = true);
    tn_tensor *found = tn_logical_and(tn_ne(first, last), tn_logical_not(tn_isnan(elements)));
    return tni_give(c, tni_bool_arg(c, 3) ? tn_logical_not(found) : found);
}
