/* infer.c: shape rules that several op families share, and helpers for the others. */
#include "ops/op.h"

#include "device/device_table.h"

void tni_set_meta(tni_call *c, int k, tn_dtype dtype, int ndim, const int64_t *sizes) {
    tni_meta *meta = &c->meta[k];
    meta->dtype = dtype;
    meta->device = c->device;
    meta->shape.ndim = ndim;
    if (ndim > 0) {
        memcpy(meta->shape.sizes, sizes, (size_t)ndim * sizeof sizes[0]);
    }
}

/* Views and composed ops infer as they run. */
bool tni_infer_none(tni_call *c) {
    (void)c;
    return true;
}

/* The shape of the first tensor, the dtype by the rule. */
bool tni_infer_same(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    tn_dtype dtype;
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, self->ndim, self->sizes);
    return true;
}

tn_tensor *tni_temporary(const tni_call *c, tn_dtype dtype, int ndim, const int64_t *sizes) {
    tni_meta meta = {.dtype = dtype, .device = c->device, .shape.ndim = ndim};
    if (ndim > 0) {
        memcpy(meta.shape.sizes, sizes, (size_t)ndim * sizeof sizes[0]);
    }
    return tni_new(&meta);
}

bool tni_has_data(const tni_call *c) {
    if (!tni_has_numbers(c->device)) {
        tni_fail(TN_ERR_UNSUPPORTED,
                 "the size of the result depends on data, which %s do not have; %s",
                 tni_is_dry(c->device) ? "dry runs" : "meta tensors",
                 tni_is_dry(c->device) ? "leave it out of the step" : "use a device with memory");
        return false;
    }
    return true;
}

bool tni_has_kernel(const tni_call *c, tn_kernel_family family) {
    const tni_device_table *table = tni_device_of_type(tni_resolve_device(c->device).type, NULL);
    return table && table->kernels && table->kernels->run[family];
}

bool tni_workspace(const tni_call *c, tn_kernel_family family, const void *params, void **memory,
                   tni_operands *o) {
    const tn_device device = tni_resolve_device(c->device);
    const tni_device_table *table = tni_device_of_type((tn_device_type)device.type, NULL);
    if (!table || !table->kernels || !table->kernels->workspace[family]) {
        return true;
    }
    if (table->enter && table->enter(device.index) != TN_OK) {
        return false;
    }
    const int64_t bytes = table->kernels->workspace[family](params);
    if (bytes <= 0) {
        return bytes == 0 || tni_kernel_failed(family, device, (int)-bytes);
    }
    tn_tensor *workspace = tni_temporary(c, TN_U8, 1, &bytes);
    if (!workspace) {
        return false;
    }
    *memory = tni_ptr(workspace);
    tni_writes(o, workspace);
    return true;
}

tn_tensor *tni_cast_contiguous(const tni_call *c, const tn_tensor *t, tn_dtype dtype) {
    if (t->dtype == dtype && tni_is_contiguous(t->sizes, t->strides, t->ndim)) {
        return (tn_tensor *)t;
    }
    tn_tensor *copy = tni_temporary(c, dtype, t->ndim, t->sizes);
    return copy && tni_copy(c, copy, t) ? copy : NULL;
}

tn_tensor *tni_contiguous(const tni_call *c, const tn_tensor *t) {
    return tni_cast_contiguous(c, t, (tn_dtype)t->dtype);
}

tn_tensor *tni_cast(const tni_call *c, const tn_tensor *t, tn_dtype dtype) {
    return t->dtype == dtype ? (tn_tensor *)t : tni_cast_contiguous(c, t, dtype);
}
