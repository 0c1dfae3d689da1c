/* publish.h: writing what this process shows of itself (layout.h).
 *
 * Nothing here fails: what cannot be shown is left out, and said once on stderr. Readers are never
 * waited for. */
#ifndef TNI_PUBLISH_H
#define TNI_PUBLISH_H

#include "core/core.h"
#include "publish/layout.h"

/* ---- segment.c: the file --------------------------------------------------------------------- */

extern tni_shown_header *tni_shown; /* NULL: nothing is shown */
/* Begins to show this process, if TENON_PUBLISH wants that; again it does nothing. */
void tni_publish(void);
/* Zeroed room in the file, of which it is whole chunks or powers of two of 64 bytes and more; its
 * offset. 0 when there is none. Any thread. */
uint64_t tni_show_more(size_t bytes);
static inline void *tni_shown_at(uint64_t offset) {
    return (char *)tni_shown + offset;
}
/* A place of a pool, or of a thread; NULL when none is left or nothing is shown. */
tni_shown_pool *tni_show_pool(tn_device device, bool pinned);
tni_shown_thread *tni_show_thread(void);
uint32_t tni_shown_pool_number(const tni_shown_pool *pool); /* 0 of one that is not shown */
/* That this is a rank of a job: begins to show it. */
void tni_show_rank(int rank, int world);

/* One entry of a table, which gets its chunk when it has none; NULL when there is no room. */
typedef struct tni_shown_table {
    uint64_t *chunks, *n; /* in the header */
    size_t entry_bytes, chunk_entries;
} tni_shown_table;
void *tni_show_entry(const tni_shown_table *table, uint64_t number);

/* Words that others read meanwhile. */
static inline uint64_t tni_load(const uint64_t *word) {
    return __atomic_load_n(word, __ATOMIC_RELAXED);
}
static inline void tni_store(uint64_t *word, uint64_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELAXED);
}
static inline void tni_store_last(uint64_t *word, uint64_t value) {
    __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

/* What was stored before is seen before what is stored after. */
static inline void tni_store_in_order(void) {
#ifdef __x86_64__
    __atomic_signal_fence(__ATOMIC_RELEASE); /* stores are */
#else
    __atomic_thread_fence(__ATOMIC_RELEASE);
#endif
}

/* ---- process.c ------------------------------------------------------------------------------- */

uint64_t tni_pid_space(void); /* the namespace that numbers of processes belong to here */
/* When the kernel started a process, in its ticks since boot; 0: there is none, or a zombie. */
uint64_t tni_process_start(uint64_t pid);

/* ---- origin.c: who asks ---------------------------------------------------------------------- */

extern TNI_THREAD_LOCAL uint32_t tni_region; /* of this thread; 0: none */
enum { TNI_REGION_LINE = -1 };
/* The number of an op and a place, in this thread's region; as that. Something must be shown. */
uint32_t tni_origin_of(const char *op, tn_site at);
const char *tni_shown_text(uint32_t number); /* the first text of one */
/* Of the call that this thread is in. */
static inline uint32_t tni_origin_now(void) {
    const tni_frame *frame = tni_shown ? tni_frame_outermost() : NULL;
    return frame ? tni_origin_of(frame->name, frame->at)
                 : tni_region; /* a region is an origin without an op */
}

/* ---- event.c: what happened last ------------------------------------------------------------- */

extern uint32_t tni_events_wanted; /* a bit for each tn_trace_kind */
static inline bool tni_wants(tn_trace_kind kind) {
    return TNI_UNLIKELY(tni_events_wanted >> kind & 1);
}
/* Small host blocks, which only a full history has. */
static inline bool tni_wants_all(void) {
    return TNI_UNLIKELY(tni_events_wanted >> 31 & 1);
}
/* number, time and thread are filled in. Any thread. */
void tni_event(tn_trace_record event);
/* Of what began then and ends now: value is how long it took. */
void tni_event_since(uint64_t begin, tn_trace_record event);
void tni_event_timed(const tn_trace_record *event); /* has its time already */
uint8_t tni_shown_pool_of(tn_device device);        /* its number, or TN_TRACE_NO_POOL */

/* ---- clock.c --------------------------------------------------------------------------------- */

uint64_t tni_time_ns(void); /* CLOCK_MONOTONIC */
static inline uint64_t tni_ns_since(uint64_t begin) {
    const uint64_t now = tni_time_ns();
    return now > begin ? now - begin : 0;
}
void tni_clock_begin(void); /* from here on a quicker way to read it, if there is one */

#endif
