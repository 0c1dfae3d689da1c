/* tensor.c: what a tensor is: dtype, sizes, strides and offset over a storage.
 *
 * Invariant: every element that the geometry reaches lies inside the storage. All tensors are made
 * here, and tni_view_as is the one place where a geometry that was not computed from the
 * storage's own size is accepted. Only the first ndim sizes and strides are ever set or read. */
#include "tensor/handle.h"

#include "schedule/launch.h"

#include "device/device_table.h"
#include "memory/allocator.h"

/* ---- Making ---------------------------------------------------------------------------------- */

static bool check_kind(tn_dtype dtype, int ndim) {
    if (ndim < 0 || ndim > TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "a tensor of %d dims was asked for; at most %d are possible", ndim,
                 TN_MAX_DIMS);
        return false;
    }
    if (dtype <= TN_DTYPE_NONE || dtype >= TN_DTYPE_COUNT) {
        tni_fail(TN_ERR_DTYPE, "%d is no dtype; use one of TN_BOOL to TN_C128", (int)dtype);
        return false;
    }
    return true;
}

/* A tensor with one count and no storage yet. */
static tn_tensor *tensor_alloc(tn_dtype dtype, int ndim, const int64_t *sizes, int64_t numel) {
    tn_tensor *t = tni_pool_alloc(sizeof *t);
    if (!t) {
        return NULL;
    }
    atomic_init(&t->refs, 1);
    t->dtype = (uint8_t)dtype;
    t->ndim = (uint8_t)ndim;
    t->flags = 0;
    t->storage = NULL;
    t->offset = 0;
    t->numel = numel;
    t->autograd = NULL;
    for (int i = 0; i < ndim; i++) {
        t->sizes[i] = sizes[i];
    }
    return t;
}

static void set_strides(tn_tensor *t, const int64_t *strides) {
    for (int i = 0; i < t->ndim; i++) {
        t->strides[i] = strides[i];
    }
    if (tni_is_contiguous(t->sizes, t->strides, t->ndim)) {
        t->flags |= TNI_CONTIGUOUS;
    }
}

static tn_device resolved(tn_device device) {
    return device.type == TN_DEVICE_DEFAULT ? tni_resolve_device(device) : device;
}

tn_tensor *tni_new(const tni_meta *meta) {
    const int ndim = meta->shape.ndim;
    const int64_t *sizes = meta->shape.sizes;
    int64_t numel, bytes;
    if (!check_kind(meta->dtype, ndim) || !tni_numel(sizes, ndim, &numel) ||
        !tni_bytes(numel, meta->dtype, &bytes)) {
        return NULL;
    }
    tn_tensor *t = tensor_alloc(meta->dtype, ndim, sizes, numel);
    if (!t) {
        return NULL;
    }
    t->storage = tni_storage_new(resolved(meta->device), bytes);
    if (!t->storage) {
        tni_pool_free(t, sizeof *t);
        return NULL;
    }
    tni_contiguous_strides(sizes, ndim, t->strides);
    t->flags = TNI_CONTIGUOUS;
    return tni_scope_own(t);
}

tn_tensor *tni_new_like(const tn_tensor *like, tn_dtype dtype) {
    int64_t bytes;
    if (!tni_bytes(like->numel, dtype, &bytes)) {
        return NULL;
    }
    tn_tensor *t = tensor_alloc(dtype, like->ndim, like->sizes, like->numel);
    if (!t) {
        return NULL;
    }
    t->storage = tni_storage_new(like->storage->device, bytes);
    if (!t->storage) {
        tni_pool_free(t, sizeof *t);
        return NULL;
    }
    if (like->flags & TNI_CONTIGUOUS) {
        memcpy(t->strides, like->strides, (size_t)like->ndim * sizeof t->strides[0]);
    } else {
        tni_contiguous_strides(like->sizes, like->ndim, t->strides);
    }
    t->flags = TNI_CONTIGUOUS;
    return tni_scope_own(t);
}

/* Bytes that a geometry spans; false with an error when a stride is negative or the sum overflows.
 */
static bool span_bytes(tn_dtype dtype, int ndim, const int64_t *sizes, const int64_t *strides,
                       int64_t *bytes) {
    for (int i = 0; i < ndim; i++) {
        if (strides[i] < 0) {
            tni_fail(TN_ERR_SHAPE,
                     "stride %lld of dim %d is negative; copy the elements in "
                     "reverse (flip) instead",
                     (long long)strides[i], i);
            return false;
        }
    }
    int64_t span;
    if (!tni_span(sizes, strides, ndim, &span) || !tni_bytes(span, dtype, bytes)) {
        tni_fail(TN_ERR_MEMORY,
                 "shape %s with strides %s spans more bytes than can be counted; "
                 "use smaller ones",
                 tni_shape_text(sizes, ndim), tni_shape_text(strides, ndim));
        return false;
    }
    return true;
}

tn_tensor *tni_over_storage(tni_storage *storage, tn_dtype dtype, int ndim, const int64_t *sizes,
                            const int64_t *strides) {
    int64_t numel;
    tn_tensor *t = check_kind(dtype, ndim) && tni_numel(sizes, ndim, &numel)
                       ? tensor_alloc(dtype, ndim, sizes, numel)
                       : NULL;
    if (!t) {
        tni_storage_drop(storage);
        return NULL;
    }
    t->storage = storage;
    set_strides(t, strides);
    return tni_scope_own(t);
}

tn_tensor *tni_new_strided(const tni_meta *meta, const int64_t *strides) {
    const int ndim = meta->shape.ndim;
    const int64_t *sizes = meta->shape.sizes;
    int64_t numel, bytes;
    if (!check_kind(meta->dtype, ndim) || !tni_numel(sizes, ndim, &numel) ||
        !span_bytes(meta->dtype, ndim, sizes, strides, &bytes)) {
        return NULL;
    }
    tni_storage *storage = tni_storage_new(resolved(meta->device), bytes);
    return storage ? tni_over_storage(storage, meta->dtype, ndim, sizes, strides) : NULL;
}

/* ---- Views ----------------------------------------------------------------------------------- */

/* Whether every element from offset on lies inside the storage. */
static bool fits(const tni_storage *storage, tn_dtype dtype, int64_t offset, int64_t span) {
    const int64_t elements = storage->bytes / (int64_t)tn_dtype_bytes(dtype);
    return offset >= 0 && (span == 0 || (offset <= elements && span <= elements - offset));
}

tn_tensor *tni_view_as(const tn_tensor *base, tn_dtype dtype, int ndim, const int64_t *sizes,
                       const int64_t *strides, int64_t offset) {
    if (!base) {
        return NULL;
    }
    int64_t numel, bytes;
    if (!check_kind(dtype, ndim) || !tni_numel(sizes, ndim, &numel) ||
        !span_bytes(dtype, ndim, sizes, strides, &bytes)) {
        return NULL;
    }
    const int64_t size = (int64_t)tn_dtype_bytes(dtype);
    if (!fits(base->storage, dtype, offset, bytes / size)) {
        return TNI_FAIL_NULL(TN_ERR_SHAPE,
                             "a view of shape %s, strides %s and offset %lld needs "
                             "%lld elements from there on, and the storage has %lld in all",
                             tni_shape_text(sizes, ndim), tni_shape_text(strides, ndim),
                             (long long)offset, (long long)(bytes / size),
                             (long long)(base->storage->bytes / size));
    }
    tn_tensor *t = tensor_alloc(dtype, ndim, sizes, numel);
    if (!t) {
        return NULL;
    }
    t->storage = tni_storage_keep(base->storage);
    t->offset = offset;
    set_strides(t, strides);
    return tni_scope_own(t);
}

tn_tensor *tni_view(const tn_tensor *base, int ndim, const int64_t *sizes, const int64_t *strides,
                    int64_t offset) {
    return base ? tni_view_as(base, (tn_dtype)base->dtype, ndim, sizes, strides, offset) : NULL;
}

/* The geometry was checked when t was made. */
tn_tensor *tni_alias(const tn_tensor *t) {
    tn_tensor *alias = t ? tensor_alloc((tn_dtype)t->dtype, t->ndim, t->sizes, t->numel) : NULL;
    if (!alias) {
        return NULL;
    }
    alias->storage = tni_storage_keep(t->storage);
    alias->offset = t->offset;
    memcpy(alias->strides, t->strides, sizeof *t->strides * t->ndim);
    alias->flags = t->flags & TNI_CONTIGUOUS;
    return tni_scope_own(alias);
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static tn_dtype dtype_of_number(tn_value v) {
    switch (tni_value_category(v)) {
    case TN_CATEGORY_BOOL:
        return TN_BOOL;
    case TN_CATEGORY_INT:
        return TN_I64;
    case TN_CATEGORY_COMPLEX:
        return tni_complex_of(tn_default_dtype());
    default:
        return tn_default_dtype();
    }
}

tn_tensor *tni_from_number(tn_value v, tn_dtype dtype, tn_device device) {
    if (!tni_value_is_number(v)) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "a number was expected, and the value holds none");
    }
    const tni_meta meta = {.dtype = dtype ? dtype : dtype_of_number(v), .device = device};
    tn_tensor *t = tni_new(&meta);
    if (!t) {
        return NULL;
    }
    t->flags |= TNI_WRAPPED_NUMBER;
    if (t->storage->device.type == TN_DEVICE_CPU) {
        tni_store_value(t->storage->data, meta.dtype, v);
    } else if (t->storage->device.type != TN_DEVICE_META) {
        _Alignas(16) char element[16];
        tni_store_value(element, meta.dtype, v);
        const tni_copy_end to = {t->storage->device, t->storage->data, &t->storage->stamps};
        if (!tni_submit_element(to, meta.dtype, element)) {
            tn_release(t);
            return NULL;
        }
    }
    return t;
}

/* ---- The end --------------------------------------------------------------------------------- */

/* The history goes last: freeing it may free other tensors, and by then this one is gone. */
void tni_tensor_free(tn_tensor *t) {
    void *history = t->autograd;
    tni_storage_drop(t->storage);
    tni_pool_free(t, sizeof *t);
    if (history) {
        tni_autograd.free_meta(history);
    }
}

/* ---- Questions ------------------------------------------------------------------------------- */

tni_meta tni_meta_of(const tn_tensor *t) {
    tni_meta meta = {.dtype = (tn_dtype)t->dtype, .device = t->storage->device};
    meta.shape.ndim = t->ndim;
    memcpy(meta.shape.sizes, t->sizes, sizeof *t->sizes * t->ndim);
    return meta;
}

tn_dtype tn_dtype_of(const tn_tensor *t) {
    return t ? (tn_dtype)t->dtype : TN_DTYPE_NONE;
}

tn_device tn_device_of(const tn_tensor *t) {
    return t ? t->storage->device : (tn_device){0};
}

int tn_ndim(const tn_tensor *t) {
    return t ? t->ndim : 0;
}

/* Index of a dim that must exist; -1 with an error. */
static int existing_dim(const tn_tensor *t, int dim) {
    const int index = dim < 0 ? dim + t->ndim : dim;
    if (index < 0 || index >= t->ndim) {
        tni_fail(TN_ERR_ARGUMENT, "dim %d was asked for, and a tensor of shape %s has %d dims", dim,
                 tni_shape_text(t->sizes, t->ndim), (int)t->ndim);
        return -1;
    }
    return index;
}

int64_t tn_size(const tn_tensor *t, int dim) {
    if (!t) {
        return 0;
    }
    TNI_CALL("size", ((tn_site){0}));
    const int i = existing_dim(t, dim);
    return i < 0 ? -1 : t->sizes[i];
}

int64_t tn_stride(const tn_tensor *t, int dim) {
    if (!t) {
        return 0;
    }
    TNI_CALL("stride", ((tn_site){0}));
    const int i = existing_dim(t, dim);
    return i < 0 ? -1 : t->strides[i];
}

int64_t tn_numel(const tn_tensor *t) {
    return t ? t->numel : 0;
}

tn_ints tn_sizes(const tn_tensor *t) {
    return t ? (tn_ints){t->sizes, t->ndim} : (tn_ints){0};
}

tn_ints tn_strides(const tn_tensor *t) {
    return t ? (tn_ints){t->strides, t->ndim} : (tn_ints){0};
}

int64_t tn_storage_offset(const tn_tensor *t) {
    return t ? t->offset : 0;
}

bool tn_is_contiguous(const tn_tensor *t) {
    return t && (t->flags & TNI_CONTIGUOUS);
}

uint64_t tn_version_of(const tn_tensor *t) {
    return t ? atomic_load_explicit(&t->storage->version, memory_order_relaxed) : 0;
}

bool tn_shares_storage(const tn_tensor *a, const tn_tensor *b) {
    return a && b && a->storage == b->storage;
}

bool tni_tensor_is_valid(const tn_tensor *t) {
    if (!t || atomic_load(&t->refs) < 1 || t->dtype <= TN_DTYPE_NONE ||
        t->dtype >= TN_DTYPE_COUNT || t->ndim > TN_MAX_DIMS || !t->storage ||
        atomic_load(&t->storage->refs) < 1) {
        return false;
    }
    int64_t numel, span;
    return tni_numel(t->sizes, t->ndim, &numel) && numel == t->numel &&
           tni_span(t->sizes, t->strides, t->ndim, &span) &&
           fits(t->storage, (tn_dtype)t->dtype, t->offset, span) &&
           tni_is_contiguous(t->sizes, t->strides, t->ndim) == !!(t->flags & TNI_CONTIGUOUS);
}
