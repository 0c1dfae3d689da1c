/* fetch.c: elements on their way to the host, for programs that go on meanwhile.
 *
 * Invariant: the copy was given when the fetch began, so whoever ends it waits for that copy and
 * what came before it, and for nothing that the device was given since. Without pinned memory, and
 * where elements do not lie side by side, the fetch waits when it begins. */
#include "memory/allocator.h"
#include "schedule/capture.h"
#include "schedule/launch.h"
#include "tensor/handle.h"
#include "tensor/transfer.h"

struct tn_fetch {
    tni_pinned *block; /* NULL: the elements are in `plain` */
    char *plain;
    int64_t bytes;
    tni_stamps stamps; /* of the block */
};

static bool begin_pinned(tn_fetch *f, const tn_tensor *t) {
    const tn_device device = t->storage->device;
    if (device.type != TN_DEVICE_CUDA || !(t->flags & TNI_CONTIGUOUS) || f->bytes == 0 ||
        tni_capture_of(device)) {
        return false;
    }
    f->block = tni_pinned_take_in_turn(device, f->bytes);
    return f->block && tni_submit_fetch((tni_copy_end){TN_CPU, f->block->data, &f->stamps},
                                        (tni_copy_end){device, tni_ptr(t), &t->storage->stamps},
                                        (size_t)f->bytes);
}

static bool begin_plain(tn_fetch *f, const tn_tensor *t) {
    f->plain = tni_pending() ? NULL : tni_host_alloc((size_t)f->bytes);
    return f->plain && tn_copy_to_host(t, f->plain, (size_t)f->bytes) == TN_OK;
}

/* What was given may still write to the block, unless the host waited for it. */
static void drop(tn_fetch *f) {
    const tni_stamp last = tni_stamps_last(&f->stamps);
    if (f->block) {
        tni_pinned_give_behind(f->block, &last);
    }
    tni_host_free(f->plain);
    tni_host_free(f);
}

tn_fetch *tn_fetch_begin(const tn_tensor *t) {
    TNI_CALL("fetch_begin", ((tn_site){0}));
    int64_t bytes;
    if (tni_pending()) {
        return NULL;
    }
    if (!t || t->storage->device.type == TN_DEVICE_META ||
        !tni_bytes(t->numel, (tn_dtype)t->dtype, &bytes)) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "the tensor %s; give one on a device",
                             t ? "is on meta and has no data" : "is NULL");
    }
    tn_fetch *f = tni_host_alloc_zeroed(sizeof *f);
    if (!f) {
        return NULL;
    }
    f->bytes = bytes;
    tni_stamps_init(&f->stamps);
    if (begin_pinned(f, t) || (!f->block && begin_plain(f, t))) {
        return f;
    }
    drop(f);
    return NULL;
}

tn_status tn_fetch_end(tn_fetch *f, void *out, size_t bytes) {
    TNI_CALL("fetch_end", ((tn_site){0}));
    if (!f) {
        return tni_pending();
    }
    if (out && bytes != (size_t)f->bytes && !tni_pending()) {
        tni_fail(TN_ERR_ARGUMENT, "out has %zu bytes, and the tensor has %lld; give as many", bytes,
                 (long long)f->bytes);
    }
    const tni_stamp written = tni_stamps_written(&f->stamps);
    if (out && !tni_pending() && tni_host_wait(&written)) {
        memcpy(out, f->block ? f->block->data : f->plain, bytes);
    }
    drop(f);
    return tni_pending();
}
