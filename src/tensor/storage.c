/* storage.c: the memory behind tensors: who frees it, and when.
 *
 * Invariant: a storage with count zero is gone, and its memory went back the way it came: to the
 * deleter it was wrapped with, or to the device's allocator with the bytes it was asked for.
 * Host data of up to TNI_INLINE_BYTES lies behind the struct: a small tensor costs two pool blocks,
 * the handle and this one. */
#include "tensor/handle.h"

#include "memory/allocator.h"
#include "schedule/capture.h"
#include "schedule/launch.h"
#include "tensor/transfer.h"

typedef struct small_storage {
    tni_storage storage;
    _Alignas(16) char data[];
} small_storage;

void tni_storage_init(tni_storage *s, tn_device device, void *data, int64_t bytes) {
    atomic_init(&s->refs, 1);
    s->kind = TNI_TENSOR_MEMORY;
    s->is_dry = false;
    s->device = device;
    atomic_init(&s->version, 0);
    s->data = data;
    s->bytes = bytes;
    s->deleter = NULL;
    s->context = NULL;
    tni_stamps_init(&s->stamps);
    s->graph = NULL;
    s->writer = NULL;
    s->written_at = (tn_site){0};
}

static bool is_small(tn_device device, int64_t bytes) {
    return device.type == TN_DEVICE_CPU && bytes > 0 && bytes <= TNI_INLINE_BYTES;
}

static size_t small_bytes(int64_t bytes) {
    return sizeof(small_storage) + (size_t)bytes;
}

static tni_storage *new_small(tn_device device, int64_t bytes) {
    small_storage *s = tni_pool_alloc(small_bytes(bytes));
    if (!s) {
        return NULL;
    }
    tni_storage_init(&s->storage, device, s->data, bytes);
    s->storage.stamps.bytes = (uint64_t)bytes;
    return &s->storage;
}

/* Marks memory of a caller who gave no deleter, so that the device's allocator never gets it. */
static void leave_alone(void *data, void *context) {
    (void)data, (void)context;
}

tni_storage *tni_storage_wrap(tn_device device, void *data, int64_t bytes, tn_deleter *deleter,
                              void *context) {
    tni_storage *s = tni_pool_alloc(sizeof *s);
    if (!s) {
        return NULL;
    }
    tni_storage_init(s, device, data, bytes);
    s->deleter = deleter ? deleter : leave_alone;
    s->context = context;
    return s;
}

static bool take_pinned(tni_storage *s) {
    const tn_device chosen = tni_resolve_device((tn_device){0});
    tni_pinned *block =
        tni_pinned_take(chosen.type == TN_DEVICE_CUDA ? chosen : TN_CUDA(0), s->bytes);
    if (!block && !tni_pending()) {
        tni_fail(TN_ERR_MEMORY, "there are no %lld bytes of pinned memory; use unpinned memory",
                 (long long)s->bytes);
    }
    s->data = block ? block->data : NULL;
    s->context = block;
    return block != NULL;
}

bool tni_storage_take(tni_storage *s) {
    if (s->kind == TNI_PINNED_MEMORY) {
        return take_pinned(s);
    }
    if (s->device.type == TN_DEVICE_CPU) {
        s->data = tni_device_alloc(s->device, s->bytes, NULL, NULL);
        return s->data != NULL;
    }
    if (TNI_UNLIKELY(tni_capture_of(s->device) != NULL)) {
        return tni_graph_take(s);
    }
    const tn_stream *stream = tni_current_stream(s->device);
    if (!stream) {
        return false;
    }
    s->data = s->kind == TNI_FIXED_MEMORY
                  ? tni_fixed_alloc(s->device, s->bytes, &stream->clock, &s->stamps.written)
                  : tni_device_alloc(s->device, s->bytes, &stream->clock, &s->stamps.written);
    s->stamps.stream = stream->id;
    return s->data != NULL;
}

tni_storage *tni_storage_new(tn_device device, int64_t bytes) {
    if (tni_is_dry(device)) {
        return tni_dry_storage_new(TNI_TENSOR_MEMORY, device, bytes, is_small(device, bytes));
    }
    return is_small(device, bytes) ? new_small(device, bytes)
                                   : tni_storage_new_of(TNI_TENSOR_MEMORY, device, bytes);
}

tni_storage *tni_storage_new_of(int kind, tn_device device, int64_t bytes) {
    if (tni_is_dry(device) && kind != TNI_PINNED_MEMORY) {
        return tni_dry_storage_new(kind, device, bytes, false);
    }
    tni_storage *s = tni_pool_alloc(sizeof *s);
    if (!s) {
        return NULL;
    }
    tni_storage_init(s, device, NULL, bytes);
    s->kind = (uint8_t)kind;
    if (device.type != TN_DEVICE_META && bytes > 0 && !tni_storage_take(s)) {
        tni_pool_free(s, sizeof *s);
        return NULL;
    }
    s->stamps.data = s->data;
    s->stamps.bytes = (uint64_t)bytes;
    if (device.type == TN_DEVICE_META) {
        tni_meta_took(bytes);
    }
    return s;
}

bool tni_storage_fill(tni_storage *s, const void *data) {
    return tni_transfer((tni_copy_end){s->device, s->data, &s->stamps},
                        (tni_copy_end){TN_CPU, (void *)data, NULL}, (size_t)s->bytes);
}

tni_storage *tni_storage_keep(tni_storage *storage) {
    atomic_fetch_add_explicit(&storage->refs, 1, memory_order_relaxed);
    return storage;
}

/* Without waiting: whoever gets the memory next waits for what the stamps name. */
static void give_memory(tni_storage *s) {
    if (s->kind == TNI_PINNED_MEMORY) {
        tni_pinned_give(s->context);
        return;
    }
    if (s->device.type == TN_DEVICE_CPU) {
        tni_device_free(s->device, s->data, s->bytes, NULL);
        return;
    }
    if (TNI_UNLIKELY(s->graph != NULL)) {
        tni_graph_give(s);
        return;
    }
    const tni_stamp last = tni_stamps_last(&s->stamps);
    if (s->kind == TNI_FIXED_MEMORY) {
        tni_fixed_free(s->device, s->data, s->bytes, &last);
    } else {
        tni_device_free(s->device, s->data, s->bytes, &last);
    }
}

static void storage_free(tni_storage *s) {
    if (TNI_UNLIKELY(s->is_dry)) {
        tni_dry_storage_free(s);
        return;
    }
    if (s->deleter) {
        if (s->device.type != TN_DEVICE_CPU) {
            const tni_stamp last = tni_stamps_last(&s->stamps);
            tni_host_wait(&last);
        }
        s->deleter(s->data, s->context);
    } else if (s->kind == TNI_TENSOR_MEMORY && is_small(s->device, s->bytes)) {
        tni_pool_free(s, small_bytes(s->bytes));
        return;
    } else if (s->data) {
        give_memory(s);
    } else if (s->device.type == TN_DEVICE_META) {
        tni_meta_gave(s->bytes);
    }
    tni_pool_free(s, sizeof *s);
}

void tni_storage_drop(tni_storage *storage) {
    if (atomic_load_explicit(&storage->refs, memory_order_acquire) == 1 ||
        atomic_fetch_sub_explicit(&storage->refs, 1, memory_order_acq_rel) == 1) {
        storage_free(storage);
    }
}
