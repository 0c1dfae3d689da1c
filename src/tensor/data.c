/* data.c: elements in and out of tensors: from host memory, over the caller's memory, to host
 * memory and to single numbers.
 *
 * Invariant: memory of the caller is read only for as long as the call runs, except under tn_wrap,
 * where it belongs to the storage until its deleter ran. */
#include "tensor/handle.h"

#include "device/device_table.h"
#include "memory/allocator.h"
#include "schedule/launch.h"

/* ---- In -------------------------------------------------------------------------------------- */

/* What tn_from and tn_wrap share: dtype, device and shape, checked. */
static bool meta_from(tn_ints size, tn_dtype dtype, tn_device device, tni_meta *meta) {
    if (size.count < 0 || size.count > TN_MAX_DIMS || (size.count && !size.data)) {
        tni_fail(TN_ERR_SHAPE, "a tensor of %lld dims was asked for; at most %d are possible",
                 (long long)size.count, TN_MAX_DIMS);
        return false;
    }
    if (dtype < TN_DTYPE_NONE || dtype >= TN_DTYPE_COUNT) {
        tni_fail(TN_ERR_DTYPE, "%d is no dtype; use one of TN_BOOL to TN_C128", (int)dtype);
        return false;
    }
    meta->dtype = dtype ? dtype : tn_default_dtype();
    meta->device = device.type == TN_DEVICE_DEFAULT ? tni_resolve_device(device) : device;
    meta->shape.ndim = (int)size.count;
    for (int64_t i = 0; i < size.count; i++) {
        meta->shape.sizes[i] = size.data[i];
    }
    return true;
}

static bool check_gradient_dtype(tn_dtype dtype) {
    if (!tni_is_float(dtype) && !tni_is_complex(dtype)) {
        tni_fail(TN_ERR_DTYPE,
                 "a gradient was asked for, and %s has none; use a float or complex "
                 "dtype",
                 tn_dtype_name(dtype));
        return false;
    }
    return true;
}

/* Fills a fresh tensor from contiguous host memory. */
static tn_status fill(tn_tensor *t, const void *data) {
    tni_storage *s = t->storage;
    return !s->data || tni_storage_fill(s, data) ? TN_OK : tni_pending();
}

tn_tensor *tn_from_with(const tn_from_args *args) {
    TNI_CALL("from", args->at);
    tni_meta meta;
    if (tni_pending() || !meta_from(args->size, args->dtype, args->device, &meta) ||
        (args->requires_grad && !check_gradient_dtype(meta.dtype))) {
        return NULL;
    }
    tn_tensor *t = tni_new(&meta);
    if (!t) {
        return NULL;
    }
    if (!args->data && t->storage->data) {
        tni_fail(TN_ERR_ARGUMENT, "data is NULL, and shape %s needs %lld elements",
                 tni_shape_text(t->sizes, t->ndim), (long long)t->numel);
        tn_release(t);
        return NULL;
    }
    if (fill(t, args->data)) {
        tn_release(t);
        return NULL;
    }
    t->flags |= args->requires_grad ? TNI_REQUIRES_GRAD : 0;
    return t;
}

/* The strides of wrapped memory: those given, or contiguous ones. */
static bool wrap_strides(const tn_wrap_args *args, const tni_meta *meta, int64_t *strides) {
    const int ndim = meta->shape.ndim;
    if (!args->stride.count) {
        tni_contiguous_strides(meta->shape.sizes, ndim, strides);
        return true;
    }
    if (args->stride.count != ndim) {
        tni_fail(TN_ERR_SHAPE, "%lld strides were given for shape %s; give one for each dim",
                 (long long)args->stride.count, tni_shape_text(meta->shape.sizes, ndim));
        return false;
    }
    for (int i = 0; i < ndim; i++) {
        strides[i] = args->stride.data[i];
        if (strides[i] < 0) {
            tni_fail(TN_ERR_SHAPE,
                     "stride %lld of dim %d is negative; point data at the lowest "
                     "address and flip the tensor",
                     (long long)strides[i], i);
            return false;
        }
    }
    return true;
}

/* Bytes that the geometry reaches in data, which must be there and aligned for its dtype. */
static bool wrap_bytes(const void *data, const tni_meta *meta, const int64_t *strides,
                       int64_t *bytes) {
    const int ndim = meta->shape.ndim;
    const int64_t *sizes = meta->shape.sizes;
    int64_t numel, span;
    if (!tni_numel(sizes, ndim, &numel)) {
        return false;
    }
    if (!tni_span(sizes, strides, ndim, &span) || !tni_bytes(span, meta->dtype, bytes)) {
        tni_fail(TN_ERR_MEMORY, "shape %s with strides %s spans more bytes than can be counted",
                 tni_shape_text(sizes, ndim), tni_shape_text(strides, ndim));
        return false;
    }
    if (numel && !data) {
        tni_fail(TN_ERR_ARGUMENT, "data is NULL, and shape %s needs %lld elements",
                 tni_shape_text(sizes, ndim), (long long)numel);
        return false;
    }
    const size_t part = tn_dtype_bytes(tni_real_of(meta->dtype));
    if ((uintptr_t)data % part) {
        tni_fail(TN_ERR_ARGUMENT,
                 "data at %p is not aligned to the %zu bytes that %s needs; copy "
                 "it with tn_from",
                 data, part, tn_dtype_name(meta->dtype));
        return false;
    }
    return true;
}

tn_tensor *tn_wrap_with(const tn_wrap_args *args) {
    TNI_CALL("wrap", args->at);
    tni_meta meta;
    int64_t strides[TN_MAX_DIMS] = {0}, bytes;
    if (tni_pending() || !meta_from(args->size, args->dtype, args->device, &meta) ||
        !tni_device(meta.device) || !wrap_strides(args, &meta, strides) ||
        !wrap_bytes(args->data, &meta, strides, &bytes)) {
        return NULL;
    }
    if (meta.device.type == TN_DEVICE_META) {
        return TNI_FAIL_NULL(TN_ERR_DEVICE, "a meta tensor has no data; make one with tn_empty");
    }
    tni_storage *storage = tni_storage_wrap(meta.device, args->data, bytes, NULL, NULL);
    tn_tensor *t =
        storage ? tni_over_storage(storage, meta.dtype, meta.shape.ndim, meta.shape.sizes, strides)
                : NULL;
    /* Only now: on an error the data stays the caller's. */
    if (t && args->deleter) {
        storage->deleter = args->deleter;
        storage->context = args->context;
    }
    return t;
}

/* ---- Out ------------------------------------------------------------------------------------- */

/* Copies the elements of dims dim and up in row-major order; returns where out ends. */
static char *gather(char *out, const char *data, const tn_tensor *t, int dim, int64_t size) {
    if (dim == t->ndim) {
        memcpy(out, data, (size_t)size);
        return out + size;
    }
    if (dim == t->ndim - 1 && t->strides[dim] == 1) {
        memcpy(out, data, (size_t)(t->sizes[dim] * size));
        return out + t->sizes[dim] * size;
    }
    for (int64_t i = 0; i < t->sizes[dim]; i++) {
        out = gather(out, data + i * t->strides[dim] * size, t, dim + 1, size);
    }
    return out;
}

static void copy_host(char *out, const char *data, const tn_tensor *t, int64_t bytes) {
    if (t->flags & TNI_CONTIGUOUS) {
        memcpy(out, data, (size_t)bytes);
    } else {
        gather(out, data, t, 0, (int64_t)tn_dtype_bytes((tn_dtype)t->dtype));
    }
}

static tn_status fetch(void *out, tni_copy_end from, int64_t bytes) {
    return tni_submit_copy((tni_copy_end){TN_CPU, out, NULL}, from, (size_t)bytes) ? TN_OK
                                                                                   : tni_pending();
}

/* From another device: what the geometry spans is brought over first, then put in order. */
static tn_status copy_device(char *out, const tn_tensor *t, int64_t bytes) {
    const tni_copy_end from = {t->storage->device, tni_ptr(t), &t->storage->stamps};
    if (t->flags & TNI_CONTIGUOUS) {
        return fetch(out, from, bytes);
    }
    int64_t span, span_bytes;
    if (!tni_span(t->sizes, t->strides, t->ndim, &span) ||
        !tni_bytes(span, (tn_dtype)t->dtype, &span_bytes)) {
        return tni_fail(TN_ERR_INTERNAL, "a tensor reaches outside its storage");
    }
    char *staged = tni_device_alloc(TN_CPU, span_bytes, NULL, NULL);
    if (!staged) {
        return tni_pending();
    }
    const tn_status status = fetch(staged, from, span_bytes);
    if (!status) {
        copy_host(out, staged, t, bytes);
    }
    tni_device_free(TN_CPU, staged, span_bytes, NULL);
    return status;
}

tn_status tn_copy_to_host(const tn_tensor *t, void *out, size_t bytes) {
    if (tni_pending()) {
        return tni_pending();
    }
    TNI_CALL("copy_to_host", ((tn_site){0}));
    if (!t) {
        return tni_fail(TN_ERR_ARGUMENT, "the tensor is NULL");
    }
    if (t->storage->device.type == TN_DEVICE_META) {
        return tni_fail(TN_ERR_DEVICE, "a meta tensor has no data; make it on a device");
    }
    int64_t needed;
    if (!tni_bytes(t->numel, (tn_dtype)t->dtype, &needed)) {
        return tni_fail(TN_ERR_MEMORY, "shape %s has more bytes than can be counted",
                        tni_shape_text(t->sizes, t->ndim));
    }
    if (bytes != (size_t)needed) {
        return tni_fail(TN_ERR_ARGUMENT,
                        "out has %zu bytes, and a tensor of shape %s and dtype %s "
                        "has %lld; give exactly as many",
                        bytes, tni_shape_text(t->sizes, t->ndim), tn_dtype_name((tn_dtype)t->dtype),
                        (long long)needed);
    }
    if (needed == 0) {
        return TN_OK;
    }
    if (!out) {
        return tni_fail(TN_ERR_ARGUMENT, "out is NULL, and %lld bytes are to be written",
                        (long long)needed);
    }
    if (t->storage->device.type != TN_DEVICE_CPU) {
        return copy_device(out, t, needed);
    }
    copy_host(out, tni_ptr(t), t, needed);
    return TN_OK;
}

/* ---- Pinned memory --------------------------------------------------------------------------- */

bool tn_is_pinned(const tn_tensor *t) {
    return t && t->storage->device.type == TN_DEVICE_CPU && t->storage->data &&
           tni_is_pinned(t->storage->data);
}

static bool may_be_pinned(const tn_tensor *t) {
    if (t->storage->device.type != TN_DEVICE_CPU) {
        tni_fail(TN_ERR_DEVICE, "a tensor on %s cannot be pinned; only memory of the host can",
                 tni_device_text(t->storage->device));
        return false;
    }
    const char *why = "";
    if (!tni_device_of_type(TN_DEVICE_CUDA, &why) || tn_device_count(TN_DEVICE_CUDA) == 0) {
        tni_fail(TN_ERR_DEVICE, "there is no CUDA device to pin memory for%s%s", *why ? ": " : "",
                 why);
        return false;
    }
    return true;
}

tn_tensor *tn_pin_memory(tn_tensor *t) {
    TNI_CALL("pin_memory", ((tn_site){0}));
    int64_t bytes, strides[TN_MAX_DIMS];
    if (tni_pending() || !t || !may_be_pinned(t) ||
        !tni_bytes(t->numel, (tn_dtype)t->dtype, &bytes)) {
        return NULL;
    }
    if (tn_is_pinned(t)) {
        return tni_alias(t);
    }
    tni_storage *storage = tni_storage_new_of(TNI_PINNED_MEMORY, TN_CPU, bytes);
    if (!storage) {
        return NULL;
    }
    if (bytes > 0) {
        copy_host(storage->data, tni_ptr(t), t, bytes);
    }
    tni_contiguous_strides(t->sizes, t->ndim, strides);
    return tni_over_storage(storage, (tn_dtype)t->dtype, t->ndim, t->sizes, strides);
}

/* ---- Single numbers -------------------------------------------------------------------------- */

/* The one element of t; false with an error, or in silence for NULL. */
static bool one_element(const tn_tensor *t, tn_value *out) {
    _Alignas(16) char element[16];
    if (!t) {
        return false;
    }
    if (t->numel != 1) {
        tni_fail(TN_ERR_SHAPE,
                 "one element was expected, and a tensor of shape %s has %lld; select "
                 "or reduce first",
                 tni_shape_text(t->sizes, t->ndim), (long long)t->numel);
        return false;
    }
    if (tn_copy_to_host(t, element, tn_dtype_bytes((tn_dtype)t->dtype))) {
        return false;
    }
    *out = tni_load_value(element, (tn_dtype)t->dtype);
    return true;
}

static bool one_real(const tn_tensor *t, tn_value *out) {
    if (!one_element(t, out)) {
        return false;
    }
    if (out->kind == TN_VALUE_COMPLEX) {
        tni_fail(TN_ERR_DTYPE, "a %s element is no real number; use tn_item_value",
                 tn_dtype_name((tn_dtype)t->dtype));
        return false;
    }
    return true;
}

double tn_item(const tn_tensor *t) {
    TNI_CALL("item", ((tn_site){0}));
    tn_value v;
    return one_real(t, &v) ? tni_value_real(v) : 0;
}

int64_t tn_item_int(const tn_tensor *t) {
    TNI_CALL("item_int", ((tn_site){0}));
    tn_value v;
    if (!one_real(t, &v)) {
        return 0;
    }
    /* The bounds are exact as doubles; NaN fails both comparisons. */
    if (v.kind == TN_VALUE_FLOAT && !(v.as.real >= -0x1p63 && v.as.real < 0x1p63)) {
        tni_fail(TN_ERR_ARGUMENT, "%g is no 64-bit integer; use tn_item", v.as.real);
        return 0;
    }
    return tni_value_int(v);
}

tn_value tn_item_value(const tn_tensor *t) {
    TNI_CALL("item_value", ((tn_site){0}));
    tn_value v;
    return one_element(t, &v) ? v : (tn_value){0};
}

/* ---- Raw access ------------------------------------------------------------------------------ */

void *tn_data(tn_tensor *t) {
    return t ? tni_ptr(t) : NULL;
}

const void *tn_const_data(const tn_tensor *t) {
    return t ? tni_ptr(t) : NULL;
}

void tn_mark_changed(tn_tensor *t) {
    if (t) {
        tni_written(t, "mark_changed", (tn_site){0});
    }
}
