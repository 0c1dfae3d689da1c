/* storage.c: the memory behind tensors: who frees it, and when.
 *
 * Invariant: a storage with count zero is gone, and its memory went back the way it came: to the
 * deleter it was wrapped with, or to the device's allocator with the bytes it was asked for.
 * Host data of up to TNI_INLINE_BYTES lies behind the struct: a small tensor costs two pool blocks,
 * the handle and this one. */
#include "tensor/handle.h"

#include "memory/allocator.h"

typedef struct small_storage {
    tni_storage storage;
    _Alignas(16) char data[];
} small_storage;

static void set_fields(tni_storage *s, tn_device device, void *data, int64_t bytes) {
    atomic_init(&s->refs, 1);
    s->device = device;
    atomic_init(&s->version, 0);
    s->data = data;
    s->bytes = bytes;
    s->deleter = NULL;
    s->context = NULL;
    atomic_init(&s->stamps.written.host, 0);
    atomic_init(&s->stamps.read.host, 0);
    s->stamps.written.n = 0;
    s->stamps.read.n = 0;
    s->writer = NULL;
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
    set_fields(&s->storage, device, s->data, bytes);
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
    set_fields(s, device, data, bytes);
    s->deleter = deleter ? deleter : leave_alone;
    s->context = context;
    return s;
}

tni_storage *tni_storage_new(tn_device device, int64_t bytes) {
    if (is_small(device, bytes)) {
        return new_small(device, bytes);
    }
    const bool has_memory = device.type != TN_DEVICE_META && bytes > 0;
    void *data = has_memory ? tni_device_alloc(device, bytes) : NULL;
    if (has_memory && !data) {
        return NULL;
    }
    tni_storage *s = tni_pool_alloc(sizeof *s);
    if (!s) {
        tni_device_free(device, data, bytes);
        return NULL;
    }
    set_fields(s, device, data, bytes);
    if (device.type == TN_DEVICE_META) {
        tni_meta_took(bytes);
    }
    return s;
}

tni_storage *tni_storage_keep(tni_storage *storage) {
    atomic_fetch_add_explicit(&storage->refs, 1, memory_order_relaxed);
    return storage;
}

static void storage_free(tni_storage *s) {
    if (s->deleter) {
        s->deleter(s->data, s->context);
    } else if (is_small(s->device, s->bytes)) {
        tni_pool_free(s, small_bytes(s->bytes));
        return;
    } else if (s->data) {
        tni_device_free(s->device, s->data, s->bytes);
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
