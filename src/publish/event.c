/* event.c: a ring of the last events.
 *
 * Invariant: a place holds the record whose number it has, or one that is being written: then the
 * number's highest bit is set, and nobody else writes there. Who finds that, or a later record,
 * since one of the two took a whole round of the ring, leaves its own out, counts it and tells its
 * number, which nobody has to wait for. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "publish/publish.h"

#include <unistd.h>

uint32_t tni_events_wanted;

static TNI_THREAD_LOCAL uint32_t own_thread;

static tn_trace_record *place_of(uint64_t number) {
    tn_trace_record *ring = tni_shown_at(tni_shown->events_at);
    return &ring[(number - 1) & (tni_shown->event_capacity - 1)];
}

static void drop(uint64_t number) {
    const uint64_t n = __atomic_fetch_add(&tni_shown->events_dropped, 1, __ATOMIC_RELAXED);
    tni_store(&tni_shown->dropped[n % TNI_SHOWN_DROPS], number);
}

void tni_event_timed(const tn_trace_record *event) {
    const uint64_t number = __atomic_add_fetch(&tni_shown->events, 1, __ATOMIC_RELAXED);
    tn_trace_record *place = place_of(number);
    uint64_t former = tni_load(&place->number);
    if (former > number ||
        !__atomic_compare_exchange_n(&place->number, &former, number | TNI_EVENT_BUSY, false,
                                     __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
        drop(number);
        return;
    }
    tni_store_in_order();
    own_thread = own_thread ? own_thread : (uint32_t)gettid();
    tni_store(&place->time_ns, event->time_ns);
    tni_store(&place->address, event->address);
    tni_store(&place->bytes, event->bytes);
    tni_store(&place->rounded, event->rounded);
    tni_store(&place->value, event->value);
    __atomic_store_n(&place->origin, event->origin, __ATOMIC_RELAXED);
    __atomic_store_n(&place->thread, own_thread, __ATOMIC_RELAXED);
    __atomic_store_n(&place->stream, event->stream, __ATOMIC_RELAXED);
    __atomic_store_n(&place->kind, event->kind, __ATOMIC_RELAXED);
    __atomic_store_n(&place->pool, event->pool, __ATOMIC_RELAXED);
    tni_store_last(&place->number, number);
}

void tni_event(tn_trace_record event) {
    event.time_ns = tni_time_ns();
    tni_event_timed(&event);
}

void tni_event_since(uint64_t begin, tn_trace_record event) {
    event.time_ns = tni_time_ns();
    event.value = event.time_ns > begin ? event.time_ns - begin : 0;
    tni_event_timed(&event);
}
