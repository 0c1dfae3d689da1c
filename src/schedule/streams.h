/* streams.h: streams of devices, and the marks by which one waits for another.
 *
 * Nobody outside of this folder says who waits for whom: operands' stamps do (launch.h). */
#ifndef TNI_STREAMS_H
#define TNI_STREAMS_H

#include "device/device_table.h"

#include <tenon/stream.h>

#include <pthread.h>

/* Streams that every device has, made when they are first needed. Lanes take turns in a
 * TN_CONCURRENT block. */
typedef enum tni_stream_role {
    TNI_COMPUTE_STREAM,
    TNI_COPY_STREAM,  /* to the device, or from another one */
    TNI_FETCH_STREAM, /* to the host, which may wait for it without waiting for what goes in */
    TNI_COMM_STREAM,
    TNI_LANE_STREAM,
    TNI_LANES = 3,
    TNI_STREAM_ROLES = TNI_LANE_STREAM + TNI_LANES
} tni_stream_role;

/* An event, and what has ended when it has: `count` of its stream, and of others what that work
 * came after. */
typedef struct tni_mark {
    void *event;
    uint64_t count; /* 0: not recorded */
    uint64_t known[TNI_STREAMS_MAX];
} tni_mark;

enum { TNI_MARKS = 8, TNI_RECENT = 4 };

/* A launch, as errors name it. */
typedef struct tni_recent {
    const char *op; /* static */
    tn_site at;
} tni_recent;
struct tn_stream {
    uint32_t id; /* in stamps; 0: the host's */
    int role;    /* -1: of the program */
    tn_device device;
    const tni_device_table *table;
    void *native;
    bool wrapped;           /* the program destroys it */
    const tni_dry_run *dry; /* whose it is; NULL: it works */
    atomic_bool records;    /* a graph: it cannot be waited for */
    /* Held from reading the operands' stamps until the launch returned and the count is there. */
    pthread_mutex_t submit;
    tni_recent recent[TNI_RECENT]; /* the last ones, under `submit` */
    uint32_t n_recent;
    _Atomic uint64_t count;  /* launches so far */
    tni_clock clock;         /* what the next launch comes after; of itself: everything */
    pthread_mutex_t marking; /* guards marks; only `giving` is taken under it */
    uint32_t waiters;        /* threads that wait for the event of a mark; under `marking` */
    tni_mark marks[TNI_MARKS];
    uint32_t next_mark;
    /* Whose block puts the stream's launches off (steps.h); NULL: they are given at once. What was
     * put off is guarded by `giving`; no other lock is taken under it. */
    pthread_mutex_t giving;
    struct tn_steps *_Atomic steps;
};

/* A stream of a device, which need not be the process's: tests bring tables of their own. NULL with
 * an error. Its owner ends it, which waits for nothing: its last mark stays until all of it is
 * known to be done. */
tn_stream *tni_stream_open(const tni_device_table *table, tn_device device, void *wrapped);
void tni_stream_close(tn_stream *stream);
/* False with an error when its owner has ended it. */
bool tni_stream_is_open(const tn_stream *stream);
/* One of a device's own streams. NULL with an error. The host has one for all roles. */
tn_stream *tni_stream_of(tn_device device, tni_stream_role role);
/* That which this thread gives work to. NULL with an error. */
tn_stream *tni_current_stream(tn_device device);
/* Makes it that of its device for this thread, until another one is or the thread leaves it. */
void tni_use_stream(tn_stream *stream);
void tni_leave_stream(const tn_stream *stream);

/* ---- Dry runs -------------------------------------------------------------------------------- */

/* dry_table.c: a table that answers as `real` does, whose calls do no work. Of an open device type
 * that has streams; lives as long as the process. */
const tni_device_table *tni_dry_table(const tni_device_table *real, tn_device_type type);
/* stream.c: the id of the thread's current stream becomes another one; gives the former. */
uint8_t tni_switch_stream(tn_device device, uint8_t id);
/* Around the thread's dry run of a device with streams: its own are made as they are needed. What
 * `begin` gives is the thread's current stream, for `end`, which ends them all. */
uint8_t tni_dry_streams_begin(tni_dry_run *run);
void tni_dry_streams_end(tni_dry_run *run, uint8_t former);
/* Whether this thread may use the stream; in a dry run only its own ones. Raises. */
bool tni_stream_is_own(const tn_stream *stream);

/* ---- Waiting --------------------------------------------------------------------------------- */

/* What a stream has to wait for before its next launch: what neither its clock nor the host's
 * covers. */
typedef struct tni_wait_list {
    uint32_t n;
    struct {
        uint32_t stream;
        uint64_t count;
    } at[TNI_STREAMS_MAX];
} tni_wait_list;
void tni_wait_list_add(tni_wait_list *list, const tn_stream *stream, const tni_stamp *stamp);
/* Makes the stream wait for all of the list: with the fewest waits, each for a mark that covers as
 * little as possible. Its submit lock is held. False with an error. */
bool tni_stream_wait_for(tn_stream *stream, const tni_wait_list *list);
/* Around work that is given to the stream, under its submit lock: waits for what operands' stamps
 * name (those of `n_written` storages that it writes, then those that it only reads), makes its
 * device the thread's, and notes the work in them. False with an error, and nothing may be given.*/
bool tni_order_before(tn_stream *stream, tni_stamps *const *operands, uint32_t n,
                      uint32_t n_written);
void tni_order_after(tn_stream *stream, tni_stamps *const *operands, uint32_t n,
                     uint32_t n_written);
/* Gives the stream what was put off. False with an error, of a launch. */
bool tni_stream_settle(tn_stream *stream);
/* The same for all streams of a device. */
bool tni_device_settle(tn_device device);
/* The same, and its launches are not put off until the block ends: the program itself is about to
 * give work to it. */
bool tni_stream_hand_over(tn_stream *stream);
/* For whoever gives it work, or looks at what it was given. NULL with an error. */
static inline void *tni_stream_native(tn_stream *stream) {
    const bool puts_off = atomic_load_explicit(&stream->steps, memory_order_acquire) != NULL;
    return TNI_LIKELY(!puts_off) || tni_stream_settle(stream) ? stream->native : NULL;
}
/* Marks what the stream was given so far, for consumers known to be on other streams: they wait for
 * no later work. False with an error. */
bool tni_stream_mark(tn_stream *stream);

/* recent.c: adds what all streams of a device were given last to the error that is pending. */
void tni_tell_recent(tn_device device);
/* NULL: there never was one with this id. */
tn_stream *tni_stream_at(uint32_t id);

/* Returns when all of the stamp is done. False with an error, which may be a kernel's. */
bool tni_host_wait(const tni_stamp *stamp);
/* Returns when all that the stream, or every stream of the device, was given is done. */
tn_status tni_stream_synchronize(tn_stream *stream);
tn_status tni_device_synchronize(tn_device device);
/* Around the recording of a graph on the device, which cannot be waited for as a whole meanwhile:
 * then its streams are, one by one. */
void tni_recording_begin(tn_device device);
void tni_recording_end(tn_device device);

#endif
