/* stamp.c: stamps say which work of which streams a storage depends on.
 *
 * Invariant: a stream occurs at most once in a stamp, and counts only grow (the host's: but for
 * launches at the same time). The host's work is done: no clock has to cover it. Threads that use
 * one storage on several streams take turns at its stamps for as long as it takes to read or change
 * them, never during a call into a device. */
#include "core/core.h"

tni_clock tni_host_clock;

bool tni_stamp_add(tni_stamp *stamp, uint32_t stream, uint64_t count) {
    if (stream == TNI_HOST_STREAM) {
        if (atomic_load_explicit(&stamp->host, memory_order_relaxed) < count) {
            atomic_store_explicit(&stamp->host, count, memory_order_relaxed);
        }
        return true;
    }
    for (uint32_t i = 0; i < stamp->n; i++) {
        if (stamp->at[i].stream == stream) {
            if (stamp->at[i].count < count) {
                stamp->at[i].count = count;
            }
            return true;
        }
    }
    if (stamp->n == TNI_STAMP_STREAMS) {
        return false;
    }
    stamp->at[stamp->n].stream = stream;
    stamp->at[stamp->n].count = count;
    stamp->n++;
    return true;
}

uint64_t tni_stamp_count(const tni_stamp *stamp, uint32_t stream) {
    if (stream == TNI_HOST_STREAM) {
        return atomic_load_explicit(&stamp->host, memory_order_relaxed);
    }
    for (uint32_t i = 0; i < stamp->n; i++) {
        if (stamp->at[i].stream == stream) {
            return stamp->at[i].count;
        }
    }
    return 0;
}

void tni_stamp_set(tni_stamp *stamp, const tni_stamp *other) {
    const uint64_t host = other ? atomic_load_explicit(&other->host, memory_order_relaxed) : 0;
    atomic_store_explicit(&stamp->host, host, memory_order_relaxed);
    stamp->n = other ? other->n : 0;
    for (uint32_t i = 0; i < stamp->n; i++) {
        stamp->at[i] = other->at[i];
    }
}

bool tni_stamp_join(tni_stamp *stamp, const tni_stamp *other) {
    if (other->n == 0) {
        return true;
    }
    tni_stamp joined = *stamp;
    for (uint32_t i = 0; i < other->n; i++) {
        if (!tni_stamp_add(&joined, other->at[i].stream, other->at[i].count)) {
            return false;
        }
    }
    *stamp = joined;
    return true;
}

void tni_stamp_settle(tni_stamp *stamp, const tni_clock *clock) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < stamp->n; i++) {
        if (tni_clock_at(clock, stamp->at[i].stream) < stamp->at[i].count) {
            stamp->at[kept++] = stamp->at[i];
        }
    }
    stamp->n = kept;
}

bool tni_stamp_covered(const tni_stamp *stamp, const tni_clock *clock) {
    for (uint32_t i = 0; i < stamp->n; i++) {
        if (tni_clock_at(clock, stamp->at[i].stream) < stamp->at[i].count) {
            return false;
        }
    }
    return true;
}

bool tni_stamp_has_room(const tni_stamp *stamp, uint32_t stream, const tni_clock *clock) {
    bool room = stamp->n < TNI_STAMP_STREAMS;
    for (uint32_t i = 0; i < stamp->n && !room; i++) {
        room = stamp->at[i].stream == stream ||
               tni_clock_at(clock, stamp->at[i].stream) >= stamp->at[i].count;
    }
    return room;
}

void tni_clock_raise(tni_clock *clock, uint32_t stream, uint64_t count) {
    uint64_t known = atomic_load_explicit(&clock->known[stream], memory_order_relaxed);
    while (known < count &&
           !atomic_compare_exchange_weak_explicit(&clock->known[stream], &known, count,
                                                  memory_order_release, memory_order_relaxed)) {}
}

/* ---- Of a storage ---------------------------------------------------------------------------- */

void tni_stamps_init(tni_stamps *stamps) {
    atomic_init(&stamps->written.host, 0);
    atomic_init(&stamps->read.host, 0);
    stamps->written.n = 0;
    stamps->read.n = 0;
    stamps->data = NULL;
    stamps->bytes = 0;
    stamps->stream = TNI_HOST_STREAM;
    atomic_flag_clear_explicit(&stamps->busy, memory_order_relaxed);
    stamps->is_dry = TNI_UNLIKELY(tni_dry != NULL);
}

static void enter(tni_stamps *stamps) {
    while (atomic_flag_test_and_set_explicit(&stamps->busy, memory_order_acquire)) {}
}
static void leave(tni_stamps *stamps) {
    atomic_flag_clear_explicit(&stamps->busy, memory_order_release);
}

tni_stamp tni_stamps_last(tni_stamps *stamps) {
    enter(stamps);
    const tni_stamp last = stamps->read.n ? stamps->read : stamps->written;
    leave(stamps);
    return last;
}

tni_stamp tni_stamps_written(tni_stamps *stamps) {
    enter(stamps);
    const tni_stamp written = stamps->written;
    leave(stamps);
    return written;
}

void tni_stamps_write(tni_stamps *stamps, uint32_t stream, uint64_t count) {
    enter(stamps);
    stamps->read.n = 0;
    stamps->written.n = 0;
    tni_stamp_add(&stamps->written, stream, count);
    leave(stamps);
}

bool tni_stamps_read(tni_stamps *stamps, uint32_t stream, uint64_t count, const tni_clock *clock) {
    enter(stamps);
    bool fits = tni_stamp_add(&stamps->read, stream, count);
    if (!fits) {
        tni_stamp_settle(&stamps->read, clock); /* whoever waits for this read waits for those */
        fits = tni_stamp_add(&stamps->read, stream, count);
    }
    leave(stamps);
    return fits;
}
