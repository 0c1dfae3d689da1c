/* copy.c: bytes from one place to another, as work of a stream.
 *
 * Between host and device that is the device's copy stream on the way in, so that a batch travels
 * while another is computed with, and its fetch stream on the way out; between two places of
 * devices it is the target's current stream. */
#include "schedule/launch.h"

#include "schedule/capture.h"
#include "schedule/steps.h"
#include "schedule/tell.h"

static bool is_host(tn_device device) {
    return device.type == TN_DEVICE_CPU;
}

/* The stream, with its device's table; between the host's places there is none to wait for. */
static tn_stream *stream_for(tn_device to, tn_device from) {
    return is_host(to)     ? tni_stream_of(from, TNI_FETCH_STREAM)
           : is_host(from) ? tni_stream_of(to, TNI_COPY_STREAM)
                           : tni_current_stream(to);
}

static bool give(tn_stream *s, tni_copy_end to, tni_copy_end from, size_t bytes) {
    if (tni_same_device(to.device, from.device) && atomic_load(&s->steps)) {
        return tni_steps_copy(s, to, from, bytes);
    }
    void *native = tni_stream_native(s);
    return native &&
           s->table->copy(native, to.device, to.data, from.device, from.data, bytes) == TN_OK;
}

/* Marked at once where somebody will wait for it: only the host waits for what it gets. */
static bool copy_on(tn_stream *s, tni_copy_end to, tni_copy_end from, size_t bytes, bool waits) {
    const bool marks = !waits && s->role >= TNI_COPY_STREAM && s->role <= TNI_FETCH_STREAM;
    tni_stamps *operands[2];
    uint32_t n = 0, n_written = 0;
    if (to.stamps) {
        operands[n++] = to.stamps;
        n_written = 1;
    }
    if (from.stamps) {
        operands[n++] = from.stamps;
    }
    const uint64_t begin = tni_begin_on(s, TN_TRACE_COPY);
    const bool gives = tni_tells(s, TN_TRACE_DEVICE_KERNEL);
    const uint32_t former = gives ? tni_giving_begin(s, tni_origin_now()) : 0;
    pthread_mutex_lock(&s->submit);
    bool fine = tni_order_before(s, operands, n, n_written);
    if (fine) {
        fine = give(s, to, from, bytes);
        tni_order_after(s, operands, n, n_written);
        fine = fine && (!marks || tni_stream_mark(s));
    }
    pthread_mutex_unlock(&s->submit);
    fine = fine && (!waits || tni_stream_synchronize(s) == TN_OK);
    if (TNI_UNLIKELY(gives)) {
        tni_giving_end(former);
    }
    if (TNI_UNLIKELY(begin > 0)) {
        tni_tell_copy(s, to, from, bytes, begin);
    }
    return fine;
}

/* What is copied is the same in every replay: so only between places of the device. */
static bool record(tni_capture *c, tni_copy_end to, tni_copy_end from, size_t bytes) {
    const tn_stream *s = c->stream;
    if (!tni_same_device(to.device, from.device)) {
        return tni_capture_refuses("a copy between the host and a device, or between devices,");
    }
    if (s->table->enter(s->device.index) != TN_OK ||
        s->table->copy(s->native, to.device, to.data, from.device, from.data, bytes) != TN_OK) {
        return false;
    }
    c->touch(c, to.stamps, true);
    c->touch(c, from.stamps, false);
    return true;
}

/* Whether the copy can be left out as a whole; raises. */
static bool is_within_dry_run(tni_copy_end to, tni_copy_end from) {
    const tn_device other = tni_is_dry(to.device) ? from.device : to.device;
    if (is_host(other) || tni_is_dry(other)) {
        return true;
    }
    tni_fail(TN_ERR_UNSUPPORTED, "a dry run of %s does not copy from or to %s; leave that out",
             tni_device_text(tni_dry->device), tni_device_text(other));
    return false;
}

bool tni_submit_copy(tni_copy_end to, tni_copy_end from, size_t bytes) {
    if (bytes == 0) {
        return true;
    }
    if (is_host(to.device) && is_host(from.device)) {
        if (!tni_is_dry(to.device) || !to.stamps || !to.stamps->is_dry) {
            memmove(to.data, from.data, bytes);
        }
        return true;
    }
    if ((tni_is_dry(to.device) || tni_is_dry(from.device)) && !is_within_dry_run(to, from)) {
        return false;
    }
    tni_capture *capture = tni_capture_of(is_host(to.device) ? from.device : to.device);
    if (TNI_UNLIKELY(capture != NULL)) {
        return record(capture, to, from, bytes);
    }
    tn_stream *s = stream_for(to.device, from.device);
    return s && copy_on(s, to, from, bytes, is_host(to.device));
}

bool tni_submit_fetch(tni_copy_end to, tni_copy_end from, size_t bytes) {
    if (tni_capture_of(from.device)) {
        return tni_capture_refuses("a copy to the host");
    }
    tn_stream *s = stream_for(to.device, from.device);
    return s && copy_on(s, to, from, bytes, false);
}
