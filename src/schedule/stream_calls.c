/* stream_calls.c: streams and events as programs see them. */
#include "schedule/capture.h"

#include <tenon/device.h>

/* Stands for a stream's work up to a count; what else it needs is in the stream's marks. */
struct tn_event {
    tni_stamp stamp;
};

static bool is_given(const tn_stream *stream) {
    if (!stream) {
        tni_fail(TN_ERR_ARGUMENT, "the stream is NULL; make one with tn_stream_new");
    }
    return stream && tni_stream_is_open(stream) && tni_stream_is_own(stream);
}

/* ---- Streams --------------------------------------------------------------------------------- */

static tn_stream *open_stream(tn_device device, void *native) {
    const tni_device_table *table = tni_pending() ? NULL : tni_device(device);
    const tn_device at = tni_resolve_device(device);
    if (!table) {
        return NULL;
    }
    return table->stream_new ? tni_stream_open(table, at, native)
                             : tni_stream_of(at, TNI_COMPUTE_STREAM);
}

tn_stream *tn_stream_new(tn_device device) {
    TNI_CALL("stream_new", ((tn_site){0}));
    return open_stream(device, NULL);
}

tn_stream *tn_stream_wrap(tn_device device, void *native) {
    TNI_CALL("stream_wrap", ((tn_site){0}));
    if (!native && tni_resolve_device(device).type == TN_DEVICE_CUDA) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "the cudaStream_t is NULL, the default stream, which "
                                              "waits for all others; make one with "
                                              "cudaStreamCreateWithFlags(cudaStreamNonBlocking)");
    }
    return open_stream(device, native);
}

void tn_stream_free(tn_stream *stream) {
    if (!stream || stream->id == TNI_HOST_STREAM || stream->role >= 0 || !stream->native) {
        return; /* the device's own stay */
    }
    tni_leave_stream(stream);
    tni_stream_close(stream);
}

void *tn_stream_native(tn_stream *stream) {
    TNI_CALL("stream_native", ((tn_site){0}));
    if (stream && stream->dry) {
        return TNI_FAIL_NULL(TN_ERR_UNSUPPORTED, "a stream of a dry run takes no work of others; "
                                                 "leave that out of the step");
    }
    return is_given(stream) && tni_stream_hand_over(stream) ? stream->native : NULL;
}

tn_device tn_stream_device(const tn_stream *stream) {
    return stream ? stream->device : (tn_device){0};
}

tn_stream *tn_current_stream(tn_device device) {
    TNI_CALL("current_stream", ((tn_site){0}));
    return tni_pending() || !tni_device(device) ? NULL
                                                : tni_current_stream(tni_resolve_device(device));
}

tn_stream *tn_use_stream(tn_stream *stream) {
    TNI_CALL("use_stream", ((tn_site){0}));
    if (!is_given(stream)) {
        return NULL;
    }
    tn_stream *former = tni_current_stream(stream->device);
    tni_use_stream(stream);
    return former;
}

tn_status tn_stream_synchronize(tn_stream *stream) {
    TNI_CALL("stream_synchronize", ((tn_site){0}));
    if (tni_pending() || !is_given(stream)) {
        return tni_pending();
    }
    return tni_stream_synchronize(stream);
}

tn_status tn_synchronize(tn_device device) {
    TNI_CALL("synchronize", ((tn_site){0}));
    return tni_pending() ? tni_pending() : tni_device_synchronize(device);
}

/* ---- Events ---------------------------------------------------------------------------------- */

tn_event *tn_event_record(tn_stream *stream) {
    TNI_CALL("event_record", ((tn_site){0}));
    if (tni_pending() || !is_given(stream)) {
        return NULL;
    }
    if (tni_capture_of(stream->device)) {
        tni_capture_refuses("the record of an event");
        return NULL;
    }
    tn_event *event = tni_host_alloc_zeroed(sizeof *event);
    if (!event || stream->id == TNI_HOST_STREAM) {
        return event;
    }
    /* Work that the program gave to the stream past us has no count: a mark of this moment. */
    pthread_mutex_lock(&stream->submit);
    tni_order_after(stream, NULL, 0, 0);
    tni_stamp_add(&event->stamp, stream->id, atomic_load(&stream->count));
    pthread_mutex_unlock(&stream->submit);
    if (!tni_stream_mark(stream)) {
        tni_host_free(event);
        return NULL;
    }
    return event;
}

void tn_event_free(tn_event *event) {
    tni_host_free(event);
}

tn_status tn_stream_wait(tn_stream *stream, const tn_event *event) {
    TNI_CALL("stream_wait", ((tn_site){0}));
    if (tni_pending() || !is_given(stream)) {
        return tni_pending();
    }
    if (!event) {
        return tni_fail(TN_ERR_ARGUMENT, "the event is NULL; make one with tn_event_record");
    }
    if (stream->id == TNI_HOST_STREAM) {
        return tni_host_wait(&event->stamp) ? TN_OK : tni_pending();
    }
    if (tni_capture_of(stream->device)) {
        return tni_capture_refuses("a wait for an event"), tni_pending();
    }
    pthread_mutex_lock(&stream->submit);
    tni_wait_list list = {.n = 0};
    tni_wait_list_add(&list, stream, &event->stamp);
    tni_stream_wait_for(stream, &list);
    pthread_mutex_unlock(&stream->submit);
    return tni_pending();
}

tn_status tn_event_synchronize(const tn_event *event) {
    TNI_CALL("event_synchronize", ((tn_site){0}));
    if (tni_pending()) {
        return tni_pending();
    }
    if (!event) {
        return tni_fail(TN_ERR_ARGUMENT, "the event is NULL; make one with tn_event_record");
    }
    return tni_host_wait(&event->stamp) ? TN_OK : tni_pending();
}
