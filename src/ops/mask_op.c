/* mask_op.c: elements picked and written by masks and flat indices, and scatters that combine.
 * Where the size of a result depends on data, the data is read on the host: not on meta. */
#include "ops/compose.h"

/* ---- Where is it true ------------------------------------------------------------------------ */

/* The bytes of a mask on the host, to be freed with tni_host_free. */
static uint8_t *read_mask(const tn_tensor *mask) {
    uint8_t *bytes = mask ? tni_host_alloc((size_t)mask->numel) : NULL;
    if (bytes && tn_copy_to_host(mask, bytes, (size_t)mask->numel) != TN_OK) {
        tni_host_free(bytes);
        return NULL;
    }
    return bytes;
}

/* Flat positions, in order, of what is not zero. */
static tn_tensor *positions(const tni_call *c, tn_tensor *t) {
    tn_tensor *mask = tn_dtype_of(t) == TN_BOOL ? t : tn_ne(tn_detach(t), 0);
    uint8_t *bits = tni_has_data(c) ? read_mask(mask) : NULL;
    if (!bits) {
        return NULL;
    }
    int64_t n = 0, room;
    for (int64_t i = 0; i < mask->numel; i++) {
        n += bits[i] != 0;
    }
    int64_t *at = tni_bytes(n + 1, TN_I64, &room) ? tni_host_alloc((size_t)room) : NULL;
    for (int64_t i = 0, k = 0; at && i < mask->numel; i++) {
        at[k] = i; /* stays when the bit is set */
        k += bits[i] != 0;
    }
    tn_tensor *result = at ? tn_from(at, TN_SHAPE(n), .dtype = TN_I64, .device = c->device) : NULL;
    tni_host_free(at);
    tni_host_free(bits);
    return result;
}

/* Coordinates of flat positions: one vector a dim. */
static bool coordinates(const tni_call *c, tn_tensor *t, tn_tensor **out) {
    tn_tensor *flat = positions(c, t);
    for (int d = t->ndim - 1; flat && d >= 0; d--) {
        out[d] = tn_remainder(flat, t->sizes[d] ? t->sizes[d] : 1);
        flat = tn_floor_divide(flat, t->sizes[d] ? t->sizes[d] : 1);
    }
    return tni_pending() == TN_OK;
}

bool tni_compose_nonzero(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *columns[TN_MAX_DIMS];
    if (!coordinates(c, self, columns)) {
        return false;
    }
    if (self->ndim == 0) {
        const int64_t n = tn_numel(positions(c, self));
        return tni_give(c, tn_empty(TN_SHAPE(n, 0), .dtype = TN_I64, .device = c->device));
    }
    return tni_give(c, tn_stack(((tn_tensors){columns, self->ndim}), .dim = 1));
}

bool tni_compose_masked_select(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *mask = tni_tensor_arg(c, 1);
    if (mask->dtype != TN_BOOL) {
        tni_fail(TN_ERR_DTYPE, "mask must be bool, got %s", tn_dtype_name((tn_dtype)mask->dtype));
        return false;
    }
    const tn_tensors both = tn_broadcast_tensors(TN_TENSORS(self, mask));
    if (!tni_has_data(c) || !both.data) {
        return false;
    }
    tn_tensor *flat = tn_reshape(both.data[0], TN_SHAPE(-1));
    return tni_give(c, tn_index_select(flat, 0, positions(c, both.data[1])));
}

/* ---- Written through masks ------------------------------------------------------------------- */

bool tni_compose_masked_fill(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *mask = tni_tensor_arg(c, 1);
    tn_tensor *value = tni_tensor_arg(c, 2);
    const tn_dtype dtype = (tn_dtype)self->dtype;
    if (mask->dtype != TN_BOOL || (value && value->ndim > 0)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "mask must be bool and value a number or a 0-d tensor, got %s "
                 "and %d dims",
                 tn_dtype_name((tn_dtype)mask->dtype), value ? value->ndim : 0);
        return false;
    }
    const tn_dtype kind = value ? (tn_dtype)value->dtype : tni_promote_values(&c->args[2], 1);
    if (tni_is_complex(kind) && !tni_is_complex(dtype)) {
        tni_fail(TN_ERR_DTYPE, "value is %s, which %s does not hold", tn_dtype_name(kind),
                 tn_dtype_name(dtype));
        return false;
    }
    value = value ? tn_to(value, .dtype = dtype)
                  : tn_full(TN_SHAPE_0D, c->args[2], .dtype = dtype, .device = c->device);
    return tni_give(c, tn_where(mask, value, self));
}

bool tni_compose_masked_scatter(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *source = tni_tensor_arg(c, 2);
    if (tni_tensor_arg(c, 1)->dtype != TN_BOOL || source->dtype != self->dtype) {
        tni_fail(TN_ERR_DTYPE, "mask must be bool and source of self's dtype");
        return false;
    }
    const tn_tensors both = tn_broadcast_tensors(TN_TENSORS(self, tni_tensor_arg(c, 1)));
    if (both.data && tn_device_of(self).type == TN_DEVICE_META) {
        return tni_give(c, tn_clone(both.data[0])); /* its size is known without the mask */
    }
    tn_tensor *at = both.data ? positions(c, both.data[1]) : NULL;
    if (!at) {
        return false;
    }
    if (at->numel > source->numel) {
        tni_fail(TN_ERR_SHAPE,
                 "the mask is true %lld times, so source needs as many elements, and has %lld",
                 (long long)at->numel, (long long)source->numel);
        return false;
    }
    tn_tensor *values = tn_narrow(tn_reshape(source, TN_SHAPE(-1)), 0, 0, at->numel);
    tn_tensor *flat = tn_reshape(both.data[0], TN_SHAPE(-1));
    return tni_give(c, tn_reshape(tn_index_copy(flat, 0, at, values), tni_sizes(both.data[0])));
}

/* ---- Along a dim ----------------------------------------------------------------------------- */

bool tni_compose_index_fill(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 2);
    tn_tensor *value = tni_tensor_arg(c, 3);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim)) {
        return false;
    }
    if (value && value->ndim > 0) {
        tni_fail(TN_ERR_SHAPE, "value must be a number or a 0-d tensor, got shape %s",
                 tni_shape_text(value->sizes, value->ndim));
        return false;
    }
    int64_t sizes[TN_MAX_DIMS];
    memcpy(sizes, self->sizes, (size_t)self->ndim * sizeof sizes[0]);
    if (self->ndim > 0) {
        sizes[dim] = index->numel;
    }
    const tn_dtype dtype = (tn_dtype)self->dtype;
    value = value ? tn_to(value, .dtype = dtype)
                  : tn_full(TN_SHAPE_0D, c->args[3], .dtype = dtype, .device = c->device);
    tn_tensor *source = tn_expand(value, ((tn_ints){sizes, self->ndim}));
    const int64_t size = tni_size_along(self, dim);
    tn_tensor *wrapped = tn_where(tn_lt(index, 0), tn_add(index, size), index);
    return tni_give(c, tn_index_copy(self, dim, wrapped, source));
}

/* Indices of the flattened tensor; negative ones count from its end. */
static tn_tensor *flat_index(const tn_tensor *self, tn_tensor *index) {
    tn_tensor *wrapped = tn_where(tn_lt(index, 0), tn_add(index, self->numel), index);
    return tn_reshape(wrapped, TN_SHAPE(-1));
}

bool tni_compose_take(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 1);
    tn_tensor *flat = tn_reshape(self, TN_SHAPE(-1));
    return tni_give(
        c, tn_reshape(tn_index_select(flat, 0, flat_index(self, index)), tni_sizes(index)));
}

bool tni_compose_put(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 1);
    tn_tensor *flat = tn_reshape(self, TN_SHAPE(-1));
    tn_tensor *source = tn_reshape(tni_tensor_arg(c, 2), TN_SHAPE(-1));
    tn_tensor *at = flat_index(self, index);
    tn_tensor *written =
        tni_bool_arg(c, 3) ? tn_index_add(flat, 0, at, source) : tn_index_copy(flat, 0, at, source);
    return tni_give(c, tn_reshape(written, tni_sizes(self)));
}

bool tni_compose_take_along_dim(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 1);
    int dim;
    if (!tni_given(c, 2)) {
        return tni_give(
            c, tn_gather(tn_reshape(self, TN_SHAPE(-1)), 0, tn_reshape(index, TN_SHAPE(-1))));
    }
    if (!tni_wrap_dim(tni_int_arg(c, 2), self->ndim, &dim)) {
        return false;
    }
    if (self->ndim != index->ndim || self->ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "self and indices need as many dims, got shapes %s and %s",
                 tni_shape_text(self->sizes, self->ndim),
                 tni_shape_text(index->sizes, index->ndim));
        return false;
    }
    /* Both are broadcast but along dim. */
    tni_shape shape = {.ndim = self->ndim};
    memcpy(shape.sizes, self->sizes, (size_t)self->ndim * sizeof shape.sizes[0]);
    shape.sizes[dim] = index->sizes[dim];
    if (!tni_broadcast(&shape, index->sizes, index->ndim)) {
        return false;
    }
    tn_tensor *picks = tn_expand(index, ((tn_ints){shape.sizes, shape.ndim}));
    shape.sizes[dim] = self->sizes[dim];
    return tni_give(c,
                    tn_gather(tn_expand(self, ((tn_ints){shape.sizes, shape.ndim})), dim, picks));
}

/* ---- Counting -------------------------------------------------------------------------------- */

bool tni_compose_bincount(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *weights = tni_tensor_arg(c, 1);
    int64_t bins = tni_int_arg(c, 2);
    if (self->ndim != 1 || bins < 0 || (weights && weights->numel != self->numel)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "takes a vector, as many weights and minlength of at least 0, got "
                 "shape %s, minlength %lld",
                 tni_shape_text(self->sizes, self->ndim), (long long)bins);
        return false;
    }
    if (!tni_has_data(c)) {
        return false;
    }
    if (self->numel > 0) {
        const int64_t most = tn_item_int(tn_max(self));
        bins = most + 1 > bins ? most + 1 : bins;
    }
    const tn_dtype dtype = !weights ? TN_I64 : weights->dtype == TN_F32 ? TN_F32 : TN_F64;
    tn_tensor *zeros = tn_zeros(TN_SHAPE(bins), .dtype = dtype, .device = c->device);
    tn_tensor *ones = weights ? tn_to(weights, .dtype = dtype)
                              : tn_ones(tni_sizes(self), .dtype = dtype, .device = c->device);
    return tni_give(c, tn_index_add(zeros, 0, tn_to(self, .dtype = TN_I64), ones));
}

/* ---- Scatters that combine ------------------------------------------------------------------- */

/* What an element starts from when self is left out. */
static tn_tensor *neutral(const tni_call *c, const char *reduce, tn_dtype dtype) {
    const bool prod = strcmp(reduce, "prod") == 0;
    const bool amax = strcmp(reduce, "amax") == 0, amin = strcmp(reduce, "amin") == 0;
    if (!amax && !amin) {
        return tn_scalar_tensor(prod, .dtype = dtype, .device = c->device);
    }
    if (tni_is_float(dtype)) {
        return tn_scalar_tensor(amax ? -1.0 / 0.0 : 1.0 / 0.0, .dtype = dtype, .device = c->device);
    }
    static const int64_t most[] = {
        [TN_BOOL] = 1,        [TN_U8] = 255,        [TN_I8] = 127,
        [TN_I16] = INT16_MAX, [TN_I32] = INT32_MAX, [TN_I64] = INT64_MAX};
    const bool is_signed = dtype != TN_BOOL && dtype != TN_U8;
    return tn_scalar_tensor(amin        ? most[dtype]
                            : is_signed ? -most[dtype] - 1
                                        : 0,
                            .dtype = dtype, .device = c->device);
}

bool tni_compose_scatter_reduce(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *index = tni_tensor_arg(c, 2);
    tn_tensor *src = tni_tensor_arg(c, 3);
    const int64_t dim = tni_int_arg(c, 1);
    const char *reduce = tni_string_arg(c, 4, "");
    const bool mean = strcmp(reduce, "mean") == 0;
    if (mean && self->dtype == TN_BOOL) {
        tni_fail(TN_ERR_DTYPE, "there is no mean of bool; cast to a dtype of numbers");
        return false;
    }
    tn_tensor *start = self;
    if (!tni_bool_arg(c, 5)) {
        start = tn_scatter(self, dim, index,
                           tn_expand(neutral(c, reduce, (tn_dtype)self->dtype), tni_sizes(index)));
    }
    tn_tensor *r = mean || strcmp(reduce, "sum") == 0
                       ? tn_scatter_add(start, dim, index, src)
                       : tn_scatter_combine(start, dim, index, src, reduce);
    if (!mean) {
        return tni_give(c, r);
    }
    tn_tensor *ones = tn_ones_like(tn_detach(self)), *more = tn_ones_like(tn_detach(src));
    tn_tensor *counts =
        tni_bool_arg(c, 5) ? tn_scatter_add(ones, dim, index, more)
                           : tn_clamp_min(tn_scatter_add(tn_zeros_like(ones), dim, index, more), 1);
    return tni_give(c, tni_is_integral((tn_dtype)self->dtype, true) ? tn_floor_divide(r, counts)
                                                                    : tn_div(r, counts));
}
