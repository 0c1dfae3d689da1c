/* borrow.c: raw access to a tensor's memory for work that the program gives to a stream itself. */
#include "schedule/capture.h"
#include "schedule/launch.h"
#include "tensor/handle.h"

#include <tenon/stream.h>

bool tni_storage_lend(tni_storage *storage, tn_stream *stream, bool writes) {
    tni_stamps *operand = &storage->stamps;
    tni_capture *capture = tni_capture_of(stream->device);
    if (capture) {
        capture->touch(capture, operand, writes);
        return tni_pending() == TN_OK;
    }
    if (stream->id == TNI_HOST_STREAM) {
        const tni_stamp last = writes ? tni_stamps_last(operand) : tni_stamps_written(operand);
        return tni_host_wait(&last);
    }
    pthread_mutex_lock(&stream->submit);
    const bool ready =
        tni_order_before(stream, &operand, 1, writes) && tni_stream_hand_over(stream);
    pthread_mutex_unlock(&stream->submit);
    return ready;
}

void tni_storage_return(tni_storage *storage, tn_stream *stream, bool writes) {
    tni_stamps *operand = &storage->stamps;
    if (stream->id != TNI_HOST_STREAM && !tni_capture_of(stream->device)) {
        pthread_mutex_lock(&stream->submit);
        tni_order_after(stream, &operand, 1, writes);
        pthread_mutex_unlock(&stream->submit);
    }
}

/* Whether the access is one that can be; raises. */
static bool check_access(const tn_tensor *t, const tn_stream *stream, tn_access access) {
    if (tni_pending()) {
        return false;
    }
    if (!t || !stream) {
        tni_fail(TN_ERR_ARGUMENT, "the %s is NULL", t ? "stream" : "tensor");
    } else if (access < TN_READ || access > TN_READ_WRITE) {
        tni_fail(TN_ERR_ARGUMENT, "access %d is none of TN_READ, TN_WRITE and TN_READ_WRITE",
                 (int)access);
    } else if (t->storage->device.type == TN_DEVICE_META) {
        tni_fail(TN_ERR_DEVICE, "a meta tensor has no data; make it on a device");
    } else if (stream->dry) {
        tni_fail(TN_ERR_UNSUPPORTED, "in a dry run there is no memory for the program's own work; "
                                     "leave that out of the step");
    } else if (!tni_same_device(t->storage->device, stream->device)) {
        tni_fail(TN_ERR_DEVICE, "the tensor is on %s and the stream of %s; they must be the same",
                 tni_device_text(t->storage->device), tni_device_text(stream->device));
    } else if (tni_stream_is_open(stream) && tni_capture_of(stream->device) &&
               !atomic_load(&stream->records)) {
        tni_capture_refuses("work on a stream other than the one that records");
    }
    return tni_pending() == TN_OK;
}

void *tn_borrow(tn_tensor *t, tn_stream *stream, tn_access access) {
    TNI_CALL("borrow", ((tn_site){0}));
    if (!check_access(t, stream, access) || t->numel == 0) {
        return NULL;
    }
    return tni_storage_lend(t->storage, stream, access & TN_WRITE) ? tni_ptr(t) : NULL;
}

tn_status tn_return(tn_tensor *t, tn_stream *stream, tn_access access) {
    TNI_CALL("return", ((tn_site){0}));
    if (!check_access(t, stream, access)) {
        return tni_pending();
    }
    if (access & TN_WRITE) {
        atomic_fetch_add(&t->storage->version, 1);
    }
    if (t->numel > 0) {
        tni_storage_return(t->storage, stream, access & TN_WRITE);
    }
    return TN_OK;
}
