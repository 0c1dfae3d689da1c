/* stamp.c: stamps say which work of which streams a storage depends on.
 *
 * Invariant: a stream occurs at most once in a stamp, and counts only grow (the host's: but for
 * launches at the same time). The host's work is done: no clock has to cover it. */
#include "core/core.h"

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

bool tni_stamp_covered(const tni_stamp *stamp, const tni_stamp *clock) {
    for (uint32_t i = 0; i < stamp->n; i++) {
        if (tni_stamp_count(clock, stamp->at[i].stream) < stamp->at[i].count) {
            return false;
        }
    }
    return true;
}
