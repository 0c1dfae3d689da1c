/* rearrange_op.c: elements in another order, repeated, or masked to a triangle or diagonal. Nearly
 * all are composed of views, index_select, cat and where, so that gradients follow. */
#include "ops/compose.h"

/* ---- Order of elements ----------------------------------------------------------------------- */

static tn_tensor *reverse_dim(const tni_call *c, tn_tensor *t, int dim) {
    const int64_t size = tni_size_along(t, dim);
    if (!t || size < 2) {
        return t;
    }
    return tn_index_select(
        t, dim, tn_arange_start_step(size - 1, -1, -1, .dtype = TN_I64, .device = c->device));
}

static tn_tensor *reverse_dims(const tni_call *c, tn_tensor *t, uint32_t mask) {
    tn_tensor *result = t;
    for (int d = 0; result && d < tn_ndim(t); d++) {
        if (mask >> d & 1) {
            result = reverse_dim(c, result, d);
        }
    }
    return result == t ? tn_clone(t) : result;
}

bool tni_compose_flip(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints dims = tni_ints_arg(c, 1);
    uint32_t mask = 0;
    return (dims.count == 0 || tni_dims_mask(dims, self->ndim, &mask)) &&
           tni_give(c, reverse_dims(c, self, mask));
}

static bool flip_one(tni_call *c, int dim) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (self->ndim <= dim) {
        tni_fail(TN_ERR_SHAPE, "needs at least %d dims, got shape %s", dim + 1,
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    return tni_give(c, reverse_dims(c, self, 1u << dim));
}

bool tni_compose_fliplr(tni_call *c) {
    return flip_one(c, 1);
}

bool tni_compose_flipud(tni_call *c) {
    return flip_one(c, 0);
}

/* What left the end of dim comes in at its start. */
static tn_tensor *roll_dim(tn_tensor *t, int64_t shift, int dim) {
    const int64_t size = tn_size(t, dim);
    if (size <= 0) {
        return t;
    }
    const int64_t start = ((size - shift % size) % size + size) % size;
    if (start == 0) {
        return t;
    }
    tn_tensor *parts[] = {tn_narrow(t, dim, start, size - start), tn_narrow(t, dim, 0, start)};
    return tn_cat(((tn_tensors){parts, 2}), .dim = dim);
}

bool tni_compose_roll(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *t = self;
    const tn_ints shifts = tni_ints_arg(c, 1), dims = tni_ints_arg(c, 2);
    if (dims.count == 0 && shifts.count == 1) {
        t = roll_dim(tn_reshape(self, TN_SHAPE(-1)), shifts.data[0], 0);
        return tni_give(c, tn_clone(tn_reshape(t, tni_sizes(self))));
    }
    if (shifts.count != dims.count || shifts.count == 0) {
        tni_fail(TN_ERR_ARGUMENT, "%lld shifts and %lld dims: give as many of each",
                 (long long)shifts.count, (long long)dims.count);
        return false;
    }
    for (int64_t k = 0; k < dims.count; k++) {
        int dim;
        if (!tni_wrap_dim(dims.data[k], self->ndim, &dim)) {
            return false;
        }
        t = self->ndim ? roll_dim(t, shifts.data[k], dim) : t;
    }
    return tni_give(c, t == self ? tn_clone(self) : t);
}

bool tni_compose_rot90(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    static const int64_t usual[] = {0, 1};
    const tn_ints given = tni_ints_arg(c, 2);
    const tn_ints dims = given.count ? given : (tn_ints){usual, 2};
    const int64_t k = (tni_int_arg(c, 1) % 4 + 4) % 4;
    int a = 0, b = 0;
    if (dims.count != 2 || self->ndim < 2) {
        tni_fail(TN_ERR_ARGUMENT, "needs two dims of a tensor with at least two, got %lld of %s",
                 (long long)dims.count, tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    if (!tni_wrap_dim(dims.data[0], self->ndim, &a) ||
        !tni_wrap_dim(dims.data[1], self->ndim, &b)) {
        return false;
    }
    if (a == b) {
        tni_fail(TN_ERR_ARGUMENT, "needs two different dims, got %d twice", a);
        return false;
    }
    if (k == 0 || k == 2) {
        return tni_give(c, k ? reverse_dims(c, self, 1u << a | 1u << b) : tn_clone(self));
    }
    tn_tensor *flipped = reverse_dims(c, self, 1u << (k == 1 ? b : a));
    return tni_give(c, tn_transpose(flipped, a, b));
}

/* ---- Repetition ------------------------------------------------------------------------------ */

/* Each dim of t beside a dim of repeats: [r0, s0, r1, s1 …] expanded, then merged in pairs. */
static tn_tensor *repeat(tn_tensor *t, tn_ints repeats) {
    const int ndim = (int)repeats.count, shift = ndim - tn_ndim(t);
    int64_t spread[TN_MAX_DIMS], merged[TN_MAX_DIMS];
    for (int d = 0; d < ndim; d++) {
        spread[d] = d < shift ? 1 : t->sizes[d - shift];
        if (repeats.data[d] < 0 || !tni_mul(spread[d], repeats.data[d], &merged[d])) {
            tni_fail(
                TN_ERR_ARGUMENT,
                "dim %d cannot be repeated %lld times; use 0 or more, and a result that can be "
                "counted",
                d, (long long)repeats.data[d]);
            return NULL;
        }
    }
    tn_tensor *r = tn_reshape(t, ((tn_ints){spread, ndim}));
    for (int d = 0; d < ndim; d++) {
        if (repeats.data[d] == 1) {
            continue;
        }
        tn_tensor *wide = tn_unsqueeze(r, d);
        int64_t sizes[TN_MAX_DIMS];
        const int n = tn_ndim(wide);
        if (n == 0) {
            return NULL;
        }
        memcpy(sizes, wide->sizes, (size_t)n * sizeof sizes[0]);
        sizes[d] = repeats.data[d];
        wide = tn_expand(wide, ((tn_ints){sizes, n}));
        sizes[d] = merged[d];
        memmove(sizes + d + 1, sizes + d + 2, (size_t)(n - d - 2) * sizeof sizes[0]);
        r = tn_reshape(wide, ((tn_ints){sizes, n - 1}));
    }
    return r;
}

static bool repeats_fit(const tn_tensor *self, tn_ints repeats) {
    if (repeats.count >= self->ndim && repeats.count < TN_MAX_DIMS) {
        return true;
    }
    tni_fail(TN_ERR_ARGUMENT, "needs a repeat for each of the %d dims, and at most %d, got %lld",
             self->ndim, TN_MAX_DIMS - 1, (long long)repeats.count);
    return false;
}

bool tni_compose_repeat(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (!repeats_fit(self, tni_ints_arg(c, 1))) {
        return false;
    }
    tn_tensor *r = repeat(self, tni_ints_arg(c, 1));
    return tni_give(c, r && tn_shares_storage(r, self) ? tn_clone(r) : r);
}

bool tni_compose_tile(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_ints dims = tni_ints_arg(c, 1);
    int64_t repeats[TN_MAX_DIMS];
    const int64_t n = dims.count > self->ndim ? dims.count : self->ndim;
    if (!repeats_fit(self, (tn_ints){dims.data, n})) {
        return false;
    }
    for (int64_t d = 0; d < n; d++) {
        repeats[d] = d < n - dims.count ? 1 : dims.data[d - (n - dims.count)];
    }
    tn_tensor *r = repeat(self, (tn_ints){repeats, n});
    return tni_give(c, r && tn_shares_storage(r, self) ? tn_clone(r) : r);
}

bool tni_compose_repeat_interleave(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t times = tni_int_arg(c, 1);
    int dim = 0;
    if (times < 0) {
        tni_fail(TN_ERR_ARGUMENT, "repeats must not be negative, got %lld", (long long)times);
        return false;
    }
    if (!tni_given(c, 2)) {
        self = tn_reshape(self, TN_SHAPE(-1));
    } else if (!tni_wrap_dim(tni_int_arg(c, 2), self->ndim, &dim)) {
        return false;
    }
    self = tn_ndim(self) == 0 ? tn_reshape(self, TN_SHAPE(1)) : self;
    if (!self) {
        return false;
    }
    int64_t sizes[TN_MAX_DIMS + 1];
    memcpy(sizes, self->sizes, (size_t)(dim + 1) * sizeof sizes[0]);
    memcpy(sizes + dim + 2, self->sizes + dim + 1,
           (size_t)(self->ndim - dim - 1) * sizeof sizes[0]);
    sizes[dim + 1] = times;
    tn_tensor *wide = tn_expand(tn_unsqueeze(self, dim + 1), ((tn_ints){sizes, self->ndim + 1}));
    return tni_give(c, tn_clone(tn_flatten(wide, dim + 1, .start_dim = dim)));
}

/* Index k as often as times[k] (or times[0]) says. */
static tn_tensor *spread_indices(const tni_call *c, const int64_t *times, bool one, int64_t size) {
    int64_t sum = 0, bytes;
    for (int64_t k = 0; k < size; k++) {
        const int64_t n = times[one ? 0 : k];
        if (n < 0 || !tni_add(sum, n, &sum)) {
            tni_fail(TN_ERR_ARGUMENT, "repeats must not be negative or too many, got %lld",
                     (long long)n);
            return NULL;
        }
    }
    int64_t *index = tni_bytes(sum, TN_I64, &bytes) ? tni_host_alloc((size_t)bytes) : NULL;
    for (int64_t k = 0, at = 0; index && k < size; k++) {
        for (int64_t n = times[one ? 0 : k]; n > 0; n--) {
            index[at++] = k;
        }
    }
    tn_tensor *result =
        index ? tn_from(index, TN_SHAPE(sum), .dtype = TN_I64, .device = c->device) : NULL;
    tni_host_free(index);
    return result;
}

/* The repeats are read on the host: they decide the size of the result. */
static tn_tensor *repeated_indices(const tni_call *c, const tn_tensor *repeats, int64_t size) {
    const bool one = repeats->numel == 1;
    if (tni_is_dry(repeats->storage->device) && !tni_has_data(c)) {
        return NULL;
    }
    if (c->device.type == TN_DEVICE_META || repeats->dtype != TN_I64 || repeats->ndim > 1 ||
        (!one && repeats->numel != size)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "repeats must be i64 with data, one number or %lld, got %s of shape %s",
                 (long long)size, tn_dtype_name((tn_dtype)repeats->dtype),
                 tni_shape_text(repeats->sizes, repeats->ndim));
        return NULL;
    }
    const size_t bytes = (size_t)repeats->numel * sizeof(int64_t);
    int64_t *times = tni_host_alloc(bytes);
    const bool read = times && tn_copy_to_host(repeats, times, bytes) == TN_OK;
    tn_tensor *result = read ? spread_indices(c, times, one, size) : NULL;
    tni_host_free(times);
    return result;
}

bool tni_compose_repeat_interleave_tensor(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int dim = 0;
    if (!tni_given(c, 2)) {
        self = tn_reshape(self, TN_SHAPE(-1));
    } else if (!tni_wrap_dim(tni_int_arg(c, 2), self->ndim, &dim)) {
        return false;
    }
    self = tn_ndim(self) == 0 ? tn_reshape(self, TN_SHAPE(1)) : self;
    tn_tensor *index = self ? repeated_indices(c, tni_tensor_arg(c, 1), self->sizes[dim]) : NULL;
    return index && tni_give(c, tn_index_select(self, dim, index));
}

/* ---- Triangles ------------------------------------------------------------------------------- */

/* True where column - row compares to shift: a mask over the last two dims. */
static tn_tensor *triangle(const tni_call *c, int64_t rows, int64_t cols, int64_t shift,
                           bool lower) {
    tn_tensor *row = tn_add(tn_unsqueeze(tni_count(c, rows), 1), shift);
    tn_tensor *col = tni_count(c, cols);
    return lower ? tn_le(col, row) : tn_ge(col, row);
}

static bool keep_triangle(tni_call *c, bool lower) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (self->ndim < 2) {
        tni_fail(TN_ERR_SHAPE, "needs at least two dims, got shape %s",
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    tn_tensor *mask = triangle(c, self->sizes[self->ndim - 2], self->sizes[self->ndim - 1],
                               tni_int_arg(c, 1), lower);
    tn_tensor *zero = tn_zeros(TN_SHAPE_0D, .dtype = (tn_dtype)self->dtype, .device = c->device);
    return tni_give(c, tn_where(mask, self, zero));
}

bool tni_compose_tril(tni_call *c) {
    return keep_triangle(c, true);
}

bool tni_compose_triu(tni_call *c) {
    return keep_triangle(c, false);
}

/* Row and column of each element of the triangle, in row-major order. */
static bool triangle_indices(tni_call *c, bool lower) {
    const int64_t rows = tni_int_arg(c, 0), cols = tni_int_arg(c, 1), shift = tni_int_arg(c, 2);
    int64_t n = 0;
    if (rows < 0 || cols < 0) {
        tni_fail(TN_ERR_ARGUMENT, "row and col must not be negative, got %lld and %lld",
                 (long long)rows, (long long)cols);
        return false;
    }
    for (int pass = 0; pass < 2; pass++) {
        int64_t *out = NULL, k = 0, bytes = 0;
        if (pass == 1 &&
            (!tni_bytes(2 * n, TN_I64, &bytes) || !(out = tni_host_alloc((size_t)bytes)))) {
            return false;
        }
        for (int64_t i = 0; i < rows; i++) {
            const int64_t edge = i + shift < 0 ? -1 : i + shift < cols ? i + shift : cols;
            const int64_t first = lower ? 0 : i + shift < 0 ? 0 : i + shift;
            const int64_t end = lower ? (edge < cols ? edge + 1 : cols) : cols;
            for (int64_t j = first; j < end; j++, k++) {
                if (out) {
                    out[k] = i;
                    out[n + k] = j;
                }
            }
        }
        if (pass == 1) {
            tn_tensor *pairs = tn_from(out, TN_SHAPE(2, n), .dtype = TN_I64, .device = c->device);
            tni_host_free(out);
            const tn_dtype dtype = tni_dtype_arg(c, 3);
            return tni_give(c, tn_to(pairs, .dtype = dtype != TN_DTYPE_NONE ? dtype : TN_I64));
        }
        n = k;
    }
    return false;
}

bool tni_compose_tril_indices(tni_call *c) {
    return triangle_indices(c, true);
}

bool tni_compose_triu_indices(tni_call *c) {
    return triangle_indices(c, false);
}

/* ---- Diagonals and parts written into copies ------------------------------------------------- */

bool tni_infer_diag_embed(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t shift = tni_int_arg(c, 1);
    int a, b;
    if (self->ndim == 0 || self->ndim == TN_MAX_DIMS || shift > INT32_MAX || shift < -INT32_MAX) {
        tni_fail(TN_ERR_SHAPE, "takes 1 to %d dims and a small offset, got shape %s, offset %lld",
                 TN_MAX_DIMS - 1, tni_shape_text(self->sizes, self->ndim), (long long)shift);
        return false;
    }
    if (!tni_wrap_dim(tni_int_arg(c, 2), self->ndim + 1, &a) ||
        !tni_wrap_dim(tni_int_arg(c, 3), self->ndim + 1, &b)) {
        return false;
    }
    if (a == b) {
        tni_fail(TN_ERR_ARGUMENT, "dim1 and dim2 must differ, got %d twice", a);
        return false;
    }
    const int64_t side = self->sizes[self->ndim - 1] + (shift < 0 ? -shift : shift);
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0, from = 0; d <= self->ndim; d++) {
        sizes[d] = d == a || d == b ? side : self->sizes[from++];
    }
    tni_set_meta(c, 0, (tn_dtype)self->dtype, self->ndim + 1, sizes);
    return true;
}

bool tni_run_diag_embed(tni_call *c) {
    return tni_fill(c, c->out[0], tn_value_int(0)) &&
           tni_copy(c,
                    tn_diagonal(c->out[0], tni_int_arg(c, 1), tni_int_arg(c, 2), tni_int_arg(c, 3)),
                    tni_tensor_arg(c, 0));
}

bool tni_compose_diag(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    if (self->ndim != 1 && self->ndim != 2) {
        tni_fail(TN_ERR_SHAPE, "takes a vector or a matrix, got shape %s",
                 tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    const int64_t shift = tni_int_arg(c, 1);
    return tni_give(c, self->ndim == 1 ? tn_diag_embed(self, -2, -1, .offset = shift)
                                       : tn_clone(tn_diagonal(self, shift, 0, 1)));
}

bool tni_compose_diagflat(tni_call *c) {
    tn_tensor *flat = tn_reshape(tni_tensor_arg(c, 0), TN_SHAPE(-1));
    return tni_give(c, tn_diag_embed(flat, -2, -1, .offset = tni_int_arg(c, 1)));
}

static bool fits_part(const tn_tensor *src, const tn_tensor *part) {
    if (part->ndim == src->ndim &&
        memcmp(part->sizes, src->sizes, (size_t)src->ndim * sizeof src->sizes[0]) == 0) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "src has shape %s, but must have that of the part that it replaces, %s",
             tni_shape_text(src->sizes, src->ndim), tni_shape_text(part->sizes, part->ndim));
    return false;
}

/* A copy of self with src written through a view of the copy. */
static bool write_part(tni_call *c, tn_tensor *whole, tn_tensor *part) {
    tn_tensor *src = tni_tensor_arg(c, 1);
    return part && fits_part(src, part) && tn_copy_(part, src) && tni_give(c, whole);
}

bool tni_compose_select_scatter(tni_call *c) {
    tn_tensor *whole = tn_clone(tni_tensor_arg(c, 0));
    return write_part(c, whole, tn_select(whole, tni_int_arg(c, 2), tni_int_arg(c, 3)));
}

bool tni_compose_slice_scatter(tni_call *c) {
    tn_tensor *whole = tn_clone(tni_tensor_arg(c, 0));
    return write_part(c, whole,
                      tn_slice(whole, tni_int_arg(c, 2), .start = c->args[3], .end = c->args[4],
                               .step = tni_int_arg(c, 5)));
}

bool tni_compose_diagonal_scatter(tni_call *c) {
    tn_tensor *whole = tn_clone(tni_tensor_arg(c, 0));
    return write_part(c, whole,
                      tn_diagonal(whole, tni_int_arg(c, 2), tni_int_arg(c, 3), tni_int_arg(c, 4)));
}

/* The same where elements of the part may share an address: the last one wins, on any device. */
static tn_tensor *write_places(tni_call *c, tn_tensor *whole, tn_tensor *part) {
    const tn_ints all = TN_DIMS(whole->numel), one = TN_DIMS(1);
    tn_tensor *numbers = tn_arange(whole->numel, .dtype = TN_I64, .device = c->device);
    tn_tensor *places = tn_as_strided(numbers, ((tn_ints){part->sizes, part->ndim}),
                                      ((tn_ints){part->strides, part->ndim}),
                                      .storage_offset = TN_NUM(part->offset));
    tn_tensor *flat = tn_as_strided(whole, all, one), *src = tni_tensor_arg(c, 1);
    tn_tensor *written =
        tn_scatter(flat, 0, tn_reshape(places, TN_DIMS(-1)), tn_reshape(src, TN_DIMS(-1)));
    return tn_as_strided(written, tni_sizes(whole), ((tn_ints){whole->strides, whole->ndim}));
}

bool tni_compose_as_strided_scatter(tni_call *c) {
    tn_tensor *whole = tn_clone(tni_tensor_arg(c, 0));
    tn_tensor *part =
        tn_as_strided(whole, tni_ints_arg(c, 2), tni_ints_arg(c, 3), .storage_offset = c->args[4]);
    if (!part || !tni_may_overlap(part->sizes, part->strides, part->ndim)) {
        return write_part(c, whole, part);
    }
    return fits_part(tni_tensor_arg(c, 1), part) && tni_give(c, write_places(c, whole, part));
}

/* ---- Other names of views -------------------------------------------------------------------- */

bool tni_compose_transpose(tni_call *c) {
    return tni_give(c, tn_transpose(tni_tensor_arg(c, 0), tni_int_arg(c, 1), tni_int_arg(c, 2)));
}

bool tni_compose_moveaxis(tni_call *c) {
    return tni_give(c, tn_movedim(tni_tensor_arg(c, 0), tni_ints_arg(c, 1), tni_ints_arg(c, 2)));
}

bool tni_compose_expand_as(tni_call *c) {
    return tni_give(c, tn_expand(tni_tensor_arg(c, 0), tni_sizes(tni_tensor_arg(c, 1))));
}

bool tni_compose_view_as(tni_call *c) {
    return tni_give(c, tn_view(tni_tensor_arg(c, 0), tni_sizes(tni_tensor_arg(c, 1))));
}

bool tni_compose_reshape_as(tni_call *c) {
    return tni_give(c, tn_reshape(tni_tensor_arg(c, 0), tni_sizes(tni_tensor_arg(c, 1))));
}

bool tni_compose_broadcast_to(tni_call *c) {
    return tni_give(c, tn_expand(tni_tensor_arg(c, 0), tni_ints_arg(c, 1)));
}

bool tni_compose_ravel(tni_call *c) {
    return tni_give(c, tn_contiguous(tn_reshape(tni_tensor_arg(c, 0), TN_SHAPE(-1))));
}

bool tni_compose_adjoint(tni_call *c) {
    return tni_give(c, tn_conj(tn_mT(tni_tensor_arg(c, 0))));
}
