/* waits.c: what stands before and after any work of a stream: waits for what the operands' stamps
 * name, and the stamps that the work leaves.
 *
 * Invariant: when work is given, the stream's clock covers the last write of what it reads, and the
 * last write and all reads of what it writes. So the stamp of a write stands for all before it. */
#include "schedule/launch.h"
#include "schedule/tell.h"

/* What was made before a dry run is read by it, and knows nothing of that. */
static inline bool is_foreign(const tn_stream *s, const tni_stamps *operand) {
    return TNI_UNLIKELY(s->dry != NULL) && !operand->is_dry;
}

/* All that the operands' stamps name, before anything waits: the more is known at once, the fewer
 * waits it takes. */
static void list_waits(tni_wait_list *list, const tn_stream *s, tni_stamps *const *operands,
                       uint32_t n, uint32_t n_written) {
    for (uint32_t i = 0; i < n; i++) {
        if (is_foreign(s, operands[i])) {
            continue;
        }
        const tni_stamp last = tni_stamps_last(operands[i]);
        if (i < n_written) {
            tni_wait_list_add(list, s, &last);
            continue;
        }
        const tni_stamp written = tni_stamps_written(operands[i]);
        tni_wait_list_add(list, s, &written);
        if (!tni_stamp_has_room(&last, s->id, &s->clock)) { /* come after one of the readers */
            tni_wait_list_add(list, s, &(tni_stamp){.n = 1, .at = {last.at[0]}});
        }
    }
}

bool tni_order_before(tn_stream *s, tni_stamps *const *operands, uint32_t n, uint32_t n_written) {
    tni_wait_list list;
    list.n = 0;
    list_waits(&list, s, operands, n, n_written);
    return (TNI_LIKELY(list.n == 0) || tni_stream_wait_for(s, &list)) &&
           s->table->enter(s->device.index) == TN_OK;
}

/* Reads first: what the work both reads and writes was written last. */
void tni_order_after(tn_stream *s, tni_stamps *const *operands, uint32_t n, uint32_t n_written) {
    const uint64_t count = atomic_load_explicit(&s->count, memory_order_relaxed) + 1;
    atomic_store_explicit(&s->count, count, memory_order_release);
    for (uint32_t i = n_written; i < n; i++) {
        if (!is_foreign(s, operands[i]) && !tni_stamps_read(operands[i], s->id, count, &s->clock)) {
            /* Readers on other threads came in between; this is so rare that the host waits. */
            const tni_stamp readers = tni_stamps_last(operands[i]);
            tni_host_wait(&readers);
            tni_stamps_read(operands[i], s->id, count, &tni_host_clock);
        }
    }
    for (uint32_t i = 0; i < n_written; i++) {
        if (!is_foreign(s, operands[i])) {
            tni_stamps_write(operands[i], s->id, count);
        }
    }
    if (tni_tells(s, TN_TRACE_USE)) {
        tni_tell_uses(s, operands, n);
    }
}
