/* create_op.c: new tensors from sizes and numbers, and copies of tensors. Every creation row
 * begins with its size and ends with dtype, device, requires_grad. */
#include "ops/op.h"
#include "tensor/transfer.h"

/* ---- Fill ------------------------------------------------------------------------------------ */

bool tni_fill(const tni_call *c, tn_tensor *t, tn_value value) {
    if (t->numel == 0) {
        return true;
    }
    tn_k_fill p = {.dtype = t->dtype, .ndim = t->ndim, .numel = t->numel, .data = tni_ptr(t)};
    memcpy(p.extents, t->sizes, (size_t)t->ndim * sizeof p.extents[0]);
    memcpy(p.strides, t->strides, (size_t)t->ndim * sizeof p.strides[0]);
    tni_store_value(p.value, (tn_dtype)t->dtype, value);
    tni_operands o = {0};
    tni_writes(&o, t);
    return tni_launch(c, fill, &p, &o);
}

bool tni_run_fill(tni_call *c) {
    return tni_fill(c, c->out[0], c->args[1]);
}

bool tni_run_zero(tni_call *c) {
    return tni_fill(c, c->out[0], tn_value_int(0));
}

/* ---- New tensors ----------------------------------------------------------------------------- */

bool tni_infer_size(tni_call *c) {
    const tn_ints size = tni_ints_arg(c, 0);
    if (size.count > TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "a tensor has at most %d dims, got %lld", TN_MAX_DIMS,
                 (long long)size.count);
        return false;
    }
    int64_t numel;
    tn_dtype dtype;
    if (!tni_numel(size.data, (int)size.count, &numel) || !tni_result_dtype(c, &dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, (int)size.count, size.data);
    return true;
}

/* full's dtype follows its value when none is given. */
bool tni_infer_full(tni_call *c) {
    if (!tni_infer_size(c)) {
        return false;
    }
    if (tni_dtype_arg(c, 2) == TN_DTYPE_NONE) {
        c->meta[0].dtype = tni_promote_values(&c->args[1], 1);
    }
    return true;
}

/* The dtype argument of the *_like rows is argument `at`, else self's. */
static bool infer_like(tni_call *c, int at) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_dtype given = tni_dtype_arg(c, at);
    tni_set_meta(c, 0, given != TN_DTYPE_NONE ? given : (tn_dtype)self->dtype, self->ndim,
                 self->sizes);
    return true;
}

bool tni_infer_like(tni_call *c) {
    return infer_like(c, 1);
}

bool tni_infer_full_like(tni_call *c) {
    return infer_like(c, 2);
}

bool tni_run_empty(tni_call *c) {
    (void)c;
    return true;
}

bool tni_run_zeros(tni_call *c) {
    return tni_fill(c, c->out[0], tn_value_int(0));
}

bool tni_run_ones(tni_call *c) {
    return tni_fill(c, c->out[0], tn_value_int(1));
}

bool tni_run_full(tni_call *c) {
    return tni_fill(c, c->out[0], c->args[1]);
}

/* ---- Copies ---------------------------------------------------------------------------------- */

bool tni_infer_copy(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0), *src = tni_tensor_arg(c, 1);
    tni_shape shape = {.ndim = self->ndim};
    memcpy(shape.sizes, self->sizes, (size_t)self->ndim * sizeof shape.sizes[0]);
    if (!tni_broadcast(&shape, src->sizes, src->ndim)) {
        return false;
    }
    bool same = shape.ndim == self->ndim;
    for (int d = 0; same && d < shape.ndim; d++) {
        same = shape.sizes[d] == self->sizes[d];
    }
    if (!same) {
        tni_fail(TN_ERR_SHAPE, "src of shape %s does not broadcast to self of shape %s",
                 tni_shape_text(src->sizes, src->ndim), tni_shape_text(self->sizes, self->ndim));
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)self->dtype, self->ndim, self->sizes);
    return true;
}

bool tni_run_copy(tni_call *c) {
    return tni_copy(c, c->out[0], tni_tensor_arg(c, 1));
}

bool tni_run_clone(tni_call *c) {
    return tni_copy(c, c->out[0], tni_tensor_arg(c, 0));
}

/* A copy on another device or in another dtype. */
bool tni_infer_to_copy(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_dtype dtype = tni_dtype_arg(c, 1);
    tni_set_meta(c, 0, dtype != TN_DTYPE_NONE ? dtype : (tn_dtype)self->dtype, self->ndim,
                 self->sizes);
    return true;
}

bool tni_run_to_copy(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_device from = self->storage->device;
    if (from.type == c->device.type && from.index == c->device.index) {
        return tni_copy(c, c->out[0], self);
    }
    if (from.type == TN_DEVICE_META) {
        tni_fail(TN_ERR_DEVICE,
                 "a meta tensor has no data to copy to %s; use tn_empty_like for one there without "
                 "data",
                 tni_device_text(c->device));
        return false;
    }
    tni_call there = *c;
    there.device = from;
    tn_tensor *whole = tni_cast_contiguous(&there, self, (tn_dtype)c->out[0]->dtype);
    int64_t bytes = 0;
    if (!whole || !tni_bytes(whole->numel, (tn_dtype)whole->dtype, &bytes)) {
        return false;
    }
    return tni_transfer((tni_copy_end){c->device, tni_ptr(c->out[0]), &c->out[0]->storage->stamps},
                        (tni_copy_end){from, tni_ptr(whole), &whole->storage->stamps},
                        (size_t)bytes);
}

bool tni_compose_to(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_dtype dtype = tni_dtype_arg(c, 1);
    const bool has_device = tni_given(c, 2);
    const tn_device device = has_device ? tni_resolve_device(c->args[2].as.device) : c->device;
    const tn_device now = self->storage->device;
    const bool same = (dtype == TN_DTYPE_NONE || dtype == self->dtype) && device.type == now.type &&
                      device.index == now.index;
    c->out[0] =
        same && !tni_bool_arg(c, 3) ? self : tn_to_copy(self, .dtype = dtype, .device = device);
    return c->out[0] != NULL;
}

bool tni_compose_contiguous(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    c->out[0] = tn_is_contiguous(self) ? self : tn_clone(self);
    return c->out[0] != NULL;
}
