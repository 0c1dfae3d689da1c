/* dlpack.c: memory lent to and by other array libraries (DLPack 0.8).
 *
 * Invariant: a loan keeps the lender's memory alive until the borrower's deleter ran, exactly once.
 * Who comes after whom is said by a stream, of which both sides know what it was given; without
 * one the side that lends has waited. Memory is lent where it is: pages move only while nothing
 * lives in them. A program that needs memory of CUDA's plain kind, to share it with other processes
 * say, wraps that of tn_memory_alloc.
 * What comes in is somebody else's word, so that every field is checked before it is used; on an
 * error nothing was taken over. */
#include "tensor/handle.h"

#include "device/device_table.h"
#include "memory/allocator.h"
#include "schedule/capture.h"

#include <tenon/dlpack.h>

/* ---- Dtypes and devices ---------------------------------------------------------------------- */

static const struct {
    uint8_t code, bits;
} CODES[TN_DTYPE_COUNT] = {
    [TN_BOOL] = {kDLBool, 8},  [TN_U8] = {kDLUInt, 8},      [TN_I8] = {kDLInt, 8},
    [TN_I16] = {kDLInt, 16},   [TN_I32] = {kDLInt, 32},     [TN_I64] = {kDLInt, 64},
    [TN_F16] = {kDLFloat, 16}, [TN_BF16] = {kDLBfloat, 16}, [TN_F32] = {kDLFloat, 32},
    [TN_F64] = {kDLFloat, 64}, [TN_C64] = {kDLComplex, 64}, [TN_C128] = {kDLComplex, 128},
};

static tn_dtype dtype_from(DLDataType type) {
    for (int d = TN_DTYPE_NONE + 1; type.lanes == 1 && d < TN_DTYPE_COUNT; d++) {
        if (CODES[d].code == type.code && CODES[d].bits == type.bits) {
            return (tn_dtype)d;
        }
    }
    tni_fail(TN_ERR_DTYPE,
             "DLPack type code %d with %d bits and %d lanes has no dtype here; "
             "convert before lending",
             type.code, type.bits, type.lanes);
    return TN_DTYPE_NONE;
}

static bool device_from(DLDevice device, tn_device *out) {
    switch ((int)device.device_type) {
    case kDLCPU:
    case kDLCUDAHost:
        *out = TN_CPU;
        return true;
    case kDLCUDA:
    case kDLCUDAManaged:
        if (device.device_id < 0 || device.device_id > INT16_MAX) {
            break;
        }
        *out = TN_CUDA((int16_t)device.device_id);
        return tni_device(*out) != NULL;
    default:
        break;
    }
    tni_fail(TN_ERR_DEVICE,
             "DLPack device type %d, index %d is not supported; copy to the CPU or "
             "to CUDA before lending",
             (int)device.device_type, (int)device.device_id);
    return false;
}

static bool is_given(const tn_stream *stream) {
    if (!stream) {
        tni_fail(TN_ERR_ARGUMENT, "the stream is NULL; wrap that of the other library with "
                                  "tn_stream_wrap");
    }
    return stream && tni_stream_is_open(stream);
}

/* NULL: the host orders. */
static bool is_stream_of(const tn_stream *stream, tn_device device) {
    if (!stream || tni_same_device(device, stream->device)) {
        return true;
    }
    tni_fail(TN_ERR_DEVICE, "the tensor is on %s and the stream of %s; they must be the same",
             tni_device_text(device), tni_device_text(stream->device));
    return false;
}

/* ---- In -------------------------------------------------------------------------------------- */

static void give_back(void *data, void *context) {
    (void)data;
    DLManagedTensor *managed = context;
    if (managed->deleter) {
        managed->deleter(managed);
    }
}

/* Sizes and strides, checked; strides of dims with at most one element do not matter. */
static bool geometry_from(const DLTensor *from, tni_shape *shape, int64_t *strides) {
    if (from->ndim < 0 || from->ndim > TN_MAX_DIMS) {
        tni_fail(TN_ERR_SHAPE, "the tensor has %d dims; at most %d are possible", (int)from->ndim,
                 TN_MAX_DIMS);
        return false;
    }
    if (from->ndim && !from->shape) {
        tni_fail(TN_ERR_ARGUMENT, "the shape is NULL, and there are %d dims", (int)from->ndim);
        return false;
    }
    int64_t numel;
    shape->ndim = from->ndim;
    for (int i = 0; i < from->ndim; i++) {
        shape->sizes[i] = from->shape[i];
    }
    if (!tni_numel(shape->sizes, shape->ndim, &numel)) {
        return false;
    }
    tni_contiguous_strides(shape->sizes, shape->ndim, strides);
    for (int i = 0; from->strides && i < shape->ndim; i++) {
        if (shape->sizes[i] <= 1) {
            continue;
        }
        strides[i] = from->strides[i];
        if (strides[i] < 0) {
            tni_fail(TN_ERR_SHAPE, "stride %lld of dim %d is negative; copy before lending",
                     (long long)strides[i], i);
            return false;
        }
    }
    return true;
}

/* The first element: there when it is needed, and aligned. */
static bool data_from(const DLTensor *from, tn_dtype dtype, int64_t bytes, char **data) {
    if (!from->data) {
        if (bytes) {
            tni_fail(TN_ERR_ARGUMENT, "data is NULL, and %lld bytes are needed", (long long)bytes);
        }
        *data = NULL;
        return bytes == 0;
    }
    if (from->byte_offset > (uint64_t)INT64_MAX - (uint64_t)bytes) {
        tni_fail(TN_ERR_MEMORY, "byte offset %llu is too large",
                 (unsigned long long)from->byte_offset);
        return false;
    }
    const uintptr_t address = (uintptr_t)from->data + (uintptr_t)from->byte_offset;
    const size_t part = tn_dtype_bytes(tni_real_of(dtype));
    if (address % part) {
        tni_fail(TN_ERR_ARGUMENT,
                 "data is not aligned to the %zu bytes that %s needs; copy before "
                 "lending",
                 part, tn_dtype_name(dtype));
        return false;
    }
    *data = (char *)address;
    return true;
}

/* What the lender has given to the stream so far is the memory's last write. Other streams will
 * wait for it, and not for what the lender gives later. */
static bool come_after(tni_storage *s, tn_stream *stream) {
    tni_storage_return(s, stream, true);
    return stream == tni_current_stream(s->device) || tni_stream_mark(stream);
}

/* A storage over the memory; NULL with an error. */
static tni_storage *storage_from(tn_device device, char *data, int64_t bytes, tn_stream *stream) {
    tni_storage *s = tni_storage_wrap(device, data, bytes, NULL, NULL);
    if (s && stream && !come_after(s, stream)) {
        tni_storage_drop(s);
        return NULL;
    }
    return s;
}

/* NULL for a stream: the host orders. */
static tn_tensor *take_over(DLManagedTensor *managed, tn_stream *stream) {
    const DLTensor *from = &managed->dl_tensor;
    tni_shape shape;
    tn_device device;
    int64_t strides[TN_MAX_DIMS], span, bytes;
    char *data;
    const tn_dtype dtype = dtype_from(from->dtype);
    if (!dtype || !device_from(from->device, &device) || !geometry_from(from, &shape, strides)) {
        return NULL;
    }
    if (!tni_span(shape.sizes, strides, shape.ndim, &span) || !tni_bytes(span, dtype, &bytes)) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY,
                             "shape %s with strides %s spans more bytes than can be "
                             "counted",
                             tni_shape_text(shape.sizes, shape.ndim),
                             tni_shape_text(strides, shape.ndim));
    }
    if (!data_from(from, dtype, bytes, &data) || !is_stream_of(stream, device)) {
        return NULL;
    }
    tni_storage *storage = storage_from(device, data, bytes, stream);
    tn_tensor *t =
        storage ? tni_over_storage(storage, dtype, shape.ndim, shape.sizes, strides) : NULL;
    if (t) {
        storage->deleter = give_back;
        storage->context = managed;
    }
    return t;
}

tn_tensor *tn_from_dlpack(struct DLManagedTensor *managed) {
    TNI_CALL("from_dlpack", ((tn_site){0}));
    return managed && !tni_pending() ? take_over(managed, NULL) : NULL;
}

tn_tensor *tn_from_dlpack_on(struct DLManagedTensor *managed, tn_stream *stream) {
    TNI_CALL("from_dlpack_on", ((tn_site){0}));
    return managed && !tni_pending() && is_given(stream) ? take_over(managed, stream) : NULL;
}

/* ---- Out ------------------------------------------------------------------------------------- */

/* What one loan needs: the borrower sees `managed` and points into the arrays. */
typedef struct loan {
    DLManagedTensor managed;
    tni_storage *storage;
    tn_stream *stream; /* the borrower's; NULL: its work is done when the loan ends */
    int64_t sizes[TN_MAX_DIMS], strides[TN_MAX_DIMS];
} loan;

/* Others may have used the memory during the loan: what the stream is given next comes after them,
 * so that its count stands for all. */
static void return_from(tn_stream *stream, tni_storage *s) {
    if (!tni_storage_lend(s, stream, true)) {
        const tni_stamp last = tni_stamps_last(&s->stamps);
        tni_host_wait(&last);
    }
    tni_storage_return(s, stream, true);
}

static void end_loan(DLManagedTensor *managed) {
    loan *l = managed->manager_ctx;
    if (l->stream) {
        return_from(l->stream, l->storage);
    }
    tni_storage_drop(l->storage);
    tni_pool_free(l, sizeof *l);
}

static bool may_be_lent(const tn_tensor *t) {
    if (t->storage->device.type != TN_DEVICE_CPU && t->storage->device.type != TN_DEVICE_CUDA) {
        tni_fail(TN_ERR_DEVICE, "a tensor on %s has no memory to lend; make it on a device",
                 tni_device_text(t->storage->device));
        return false;
    }
    if (t->storage->is_dry) {
        tni_fail(TN_ERR_UNSUPPORTED, "a tensor of a dry run has no memory to lend; leave that out "
                                     "of the step");
        return false;
    }
    const char *node = t->autograd ? tni_autograd.grad_name(t) : NULL;
    if (node || (t->flags & TNI_REQUIRES_GRAD)) {
        tni_fail(TN_ERR_STATE, "the tensor requires a gradient, which cannot follow it to another "
                               "library; lend tn_detach(t)");
        return false;
    }
    return true;
}

/* The borrower may read and write from now on: on the stream, else anywhere. */
static bool is_ready_for(tn_stream *stream, tni_storage *s) {
    if (tni_capture_of(s->device)) {
        return tni_capture_refuses("lending memory");
    }
    if (stream) {
        return tni_storage_lend(s, stream, true);
    }
    const tni_stamp last = tni_stamps_last(&s->stamps);
    return tni_host_wait(&last);
}

/* NULL for a stream: the host orders. */
static DLManagedTensor *lend(tn_tensor *t, tn_stream *stream) {
    if (!may_be_lent(t) || !is_stream_of(stream, t->storage->device) ||
        !is_ready_for(stream, t->storage)) {
        return NULL;
    }
    loan *l = tni_pool_alloc(sizeof *l);
    if (!l) {
        return NULL;
    }
    l->storage = tni_storage_keep(t->storage);
    l->stream = stream;
    for (int i = 0; i < t->ndim; i++) {
        l->sizes[i] = t->sizes[i];
        l->strides[i] = t->strides[i];
    }
    const bool cuda = t->storage->device.type == TN_DEVICE_CUDA;
    l->managed = (DLManagedTensor){
        .dl_tensor = {.data = tni_ptr(t),
                      .device = {cuda ? kDLCUDA : kDLCPU, cuda ? t->storage->device.index : 0},
                      .ndim = t->ndim,
                      .dtype = {CODES[t->dtype].code, CODES[t->dtype].bits, 1},
                      .shape = l->sizes,
                      .strides = l->strides},
        .manager_ctx = l,
        .deleter = end_loan,
    };
    return &l->managed;
}

struct DLManagedTensor *tn_to_dlpack(tn_tensor *t) {
    TNI_CALL("to_dlpack", ((tn_site){0}));
    return t && !tni_pending() ? lend(t, NULL) : NULL;
}

struct DLManagedTensor *tn_to_dlpack_on(tn_tensor *t, tn_stream *stream) {
    TNI_CALL("to_dlpack_on", ((tn_site){0}));
    return t && !tni_pending() && is_given(stream) ? lend(t, stream) : NULL;
}
