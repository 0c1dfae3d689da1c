/* capture.c: which work is recorded, and what moves from replay to replay.
 *
 * Invariant: recorded work leaves no count and no stamp: a record is ordered as a whole when it is
 * launched. */
#include "schedule/capture.h"

#include "schedule/tell.h"

TNI_THREAD_LOCAL tni_capture *tni_capturing;

static void end_recording(tn_stream *stream) {
    atomic_store(&stream->records, false);
    tni_recording_end(stream->device);
}

bool tni_capture_begin(tni_capture *c, tn_stream *stream) {
    const tni_device_table *table = stream->table;
    if (tni_capturing) {
        tni_fail(TN_ERR_ARGUMENT, "this thread captures a graph already; end that first");
        return false;
    }
    tni_recording_begin(stream->device);
    atomic_store(&stream->records, true);
    if (table->graphs->begin(stream->device.index, stream->native) != TN_OK) {
        end_recording(stream);
        return false;
    }
    c->stream = stream;
    c->began = tni_rng_get();
    tni_capturing = c;
    if (tni_wants(TN_TRACE_CAPTURE)) {
        tni_tell_capture(stream, true);
    }
    return true;
}

void *tni_capture_end(tni_capture *c) {
    tn_stream *stream = c->stream;
    tni_capturing = NULL;
    void *recorded = stream->table->graphs->end(stream->device.index, stream->native);
    end_recording(stream);
    if (tni_wants(TN_TRACE_CAPTURE)) {
        tni_tell_capture(stream, false);
    }
    return recorded;
}

const void *tni_capture_place(tni_capture *c, const void *numbers, size_t bytes, tni_moving *fill,
                              void *context) {
    const size_t whole = (bytes + 15) / 16 * 16;
    if (c->n_places == TNI_MOVING_PLACES || whole > TNI_MOVING_BYTES - c->bytes) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY,
                             "a graph has room for %d sets of numbers that change from replay to "
                             "replay, %d bytes; capture fewer optimisers at once",
                             TNI_MOVING_PLACES, TNI_MOVING_BYTES);
    }
    const size_t at = c->bytes;
    memcpy(c->numbers + at, numbers, bytes);
    c->places[c->n_places].fill = fill;
    c->places[c->n_places].context = context;
    c->places[c->n_places++].at = at;
    c->bytes += whole;
    return c->block + at;
}

/* ---- Random numbers -------------------------------------------------------------------------- */

/* A replay takes as many ordinals of the thread's generator as the first run took. */
static void fill_random(void *context, void *place) {
    tni_capture *c = context;
    tni_rng_state now = tni_rng_get();
    const uint64_t numbers[2] = {++c->replays, now.ordinal};
    memcpy(place, numbers, sizeof numbers);
    now.ordinal += c->ordinals;
    tni_rng_set(now);
}

const uint64_t *tni_capture_random(tni_capture *c) {
    if (!c->random) {
        const uint64_t first[2] = {0, c->began.ordinal};
        c->random = tni_capture_place(c, first, sizeof first, fill_random, c);
    }
    return c->random;
}

void tni_capture_advance(tni_capture *c) {
    for (int i = 0; i < c->n_places; i++) {
        c->places[i].fill(c->places[i].context, c->numbers + c->places[i].at);
    }
}

bool tni_capture_refuses(const char *what) {
    tni_fail(TN_ERR_UNSUPPORTED,
             "%s cannot be captured in a graph; do it before the capture, or behind a replay",
             what);
    return false;
}
