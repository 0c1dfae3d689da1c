/* tell.h: events of work, for whoever records this process. Each is called when tni_wants() its
 * kind; `begin`: when the call began, by tni_time_ns(). */
#ifndef TNI_TELL_H
#define TNI_TELL_H

#include "device/device_work.h"
#include "schedule/launch.h"

void tni_tell_launch(const tni_launch_record *r, uint32_t stream, uint64_t begin);
void tni_tell_copy(const tn_stream *s, tni_copy_end to, tni_copy_end from, size_t bytes,
                   uint64_t begin);
void tni_tell_collective(const tn_stream *s, const tni_collective *c, uint64_t begin);
void tni_tell_wait(const tn_stream *s, const tn_stream *other);
/* Operands that were made for other streams. */
void tni_tell_uses(const tn_stream *s, tni_stamps *const *operands, uint32_t n);
void tni_tell_capture(const tn_stream *s, bool begins);

/* Around work that is given to a stream, when tni_tells(DEVICE_KERNEL): what its device does with
 * it is told as the op's. The first gives what the second wants. */
static inline uint32_t tni_giving_begin(const tn_stream *s, uint32_t origin) {
    return tni_giver_set(tni_giver_of(origin, s->id));
}
static inline void tni_giving_end(uint32_t former) {
    tni_giver_set(former);
}

static inline uint64_t tni_begin_if(tn_trace_kind kind) {
    return tni_wants(kind) ? tni_time_ns() : 0;
}
/* The same for a stream; nobody hears of those of a dry run. */
static inline bool tni_tells(const tn_stream *s, tn_trace_kind kind) {
    return tni_wants(kind) && !s->dry;
}
static inline uint64_t tni_begin_on(const tn_stream *s, tn_trace_kind kind) {
    return s->dry ? 0 : tni_begin_if(kind);
}

#endif
