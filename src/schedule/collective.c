/* collective.c: collectives among devices, as work of the device's communication stream.
 *
 * Marked at once: whoever needs the result is on another stream, and must wait for no later
 * collective. */
#include "schedule/launch.h"

#include "schedule/capture.h"
#include "schedule/tell.h"

static tn_status give(const tni_collective *c, void *stream) {
    const tni_collectives *calls = c->calls;
    switch (c->kind) {
    case TNI_COLLECTIVE_BROADCAST:
        return calls->broadcast(c->comm, c->recv, c->bytes, c->root, stream);
    case TNI_COLLECTIVE_GATHER:
        return calls->all_gather(c->comm, c->send, c->recv, c->bytes, stream);
    case TNI_COLLECTIVE_TO_ALL:
        return calls->all_to_all(c->comm, c->send, c->recv, c->bytes, stream);
    }
    return tni_fail(TN_ERR_ARGUMENT, "there is no collective number %d", (int)c->kind);
}

bool tni_submit_collective(const tni_collective *c) {
    if (tni_capture_of(c->device)) {
        return tni_capture_refuses("a collective");
    }
    tn_stream *s = tni_stream_of(c->device, TNI_COMM_STREAM);
    if (!s) {
        return false;
    }
    tni_stamps *const operands[2] = {c->written, c->read};
    const uint32_t n = c->read ? 2 : 1;
    const uint64_t begin = tni_begin_on(s, TN_TRACE_COLLECTIVE);
    const bool gives = tni_tells(s, TN_TRACE_DEVICE_KERNEL);
    const uint32_t former = gives ? tni_giving_begin(s, tni_origin_now()) : 0;
    pthread_mutex_lock(&s->submit);
    bool fine = tni_order_before(s, operands, n, 1);
    if (fine) {
        void *native = tni_stream_native(s);
        fine = native && give(c, native) == TN_OK;
        tni_order_after(s, operands, n, 1);
        fine = fine && tni_stream_mark(s);
    }
    pthread_mutex_unlock(&s->submit);
    if (TNI_UNLIKELY(gives)) {
        tni_giving_end(former);
    }
    if (TNI_UNLIKELY(begin > 0)) {
        tni_tell_collective(s, c, begin);
    }
    return fine;
}
