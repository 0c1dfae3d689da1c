/* memory_trace.h: records of what happens to memory: as a process keeps its last ones for others
 * (published.h), and as files have them that tenon mem record writes.
 *
 * A file is a tn_trace_header and then records of 64 bytes up to its end, all little-endian. A
 * record of an event that has a number n stands behind that of n - 1 unless events were lost: then
 * numbers are missing. Names and pools stand before the first record that means them. A file whose
 * writer was killed is whole up to its last full record.
 *
 *   kind      address          bytes            rounded      value
 *   ALLOC     of the block     asked for        taken        -
 *   FREE      of the block     asked for        taken        -
 *   USE       of the block     -                -            -        `stream` uses it
 *   WAIT      -                -                -            the stream that `stream` waits for
 *   LAUNCH    its kernel       read             written      ns
 *   COPY      to: device       copied           from: device ns
 *   COLLECTIVE -               of a piece       -            ns
 *   OP        -                -                -            ns
 *   CAPTURE   -                -                -            1: begins, 0: ends
 *   TAG       -                -                -            1: a region begins, 0: it ends
 *   FAILURE   -                asked for        -            bytes reserved then
 *   NAME      its region       line             -            1: of a region; its text follows
 *   POOL      device type      device index     1: pinned    -
 *   DEVICE_KERNEL its kernel   -                its device   ns
 *   DEVICE_COPY to: device     copied           from: device ns
 *   DEVICE_SET -               set              its device   ns
 *   DEVICE_LOST -              -                -            pieces of work that nobody timed
 *
 * Times are of the end; ns is how long it took before: on the host, and of copies that the host
 * waits for, until it was done; on a device until it was given. A kernel is the number of a name;
 * read and written are bytes of the whole memory of operands. A device is its type, and its number
 * times 256.
 *
 * DEVICE_… is what a device did itself, when it did it: those records stand behind others, whatever
 * their time. `origin` is the op that gave the work (of a graph: who launched it), `pool` that of
 * the device's memory, `stream` 0 for work that came by none of Tenon's calls.
 *
 * The text behind a NAME, 128 bytes, is the op and the file, each ended by a zero byte, or the path
 * of a region: "encoder/attention". They are origin number `origin` from then on. */
#ifndef TENON_MEMORY_TRACE_H
#define TENON_MEMORY_TRACE_H

#include <tenon/base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TN_TRACE_MAGIC "TENONTRC"
enum { TN_TRACE_VERSION = 1, TN_TRACE_TEXT_BYTES = 128, TN_TRACE_NO_POOL = 255 };

typedef enum tn_trace_kind {
    TN_TRACE_ALLOC = 1,
    TN_TRACE_FREE,
    TN_TRACE_USE,
    TN_TRACE_WAIT,
    TN_TRACE_LAUNCH,
    TN_TRACE_CAPTURE,
    TN_TRACE_TAG,
    TN_TRACE_FAILURE,
    TN_TRACE_OP,
    TN_TRACE_COPY,
    TN_TRACE_COLLECTIVE,
    TN_TRACE_NAME,
    TN_TRACE_POOL,
    TN_TRACE_DEVICE_KERNEL,
    TN_TRACE_DEVICE_COPY,
    TN_TRACE_DEVICE_SET,
    TN_TRACE_DEVICE_LOST
} tn_trace_kind;

typedef struct tn_trace_record {
    uint64_t number;  /* of the event, from 1 on; 0 of NAME and POOL */
    uint64_t time_ns; /* CLOCK_MONOTONIC */
    uint64_t address, bytes, rounded;
    uint64_t value;
    uint32_t origin;   /* who asked: the number of a name; 0: nobody knows */
    uint32_t thread;   /* of the system */
    uint16_t stream;   /* 0: the host's */
    uint8_t kind;      /* a tn_trace_kind */
    uint8_t pool;      /* TN_TRACE_NO_POOL: of no memory that is shown */
    uint32_t reserved; /* 0 */
} tn_trace_record;

typedef struct tn_trace_header {
    char magic[8]; /* TN_TRACE_MAGIC */
    uint32_t version, header_bytes, record_bytes, reserved;
    int64_t pid, rank, world;  /* rank, world: of its job, -1: none */
    uint64_t wall_ns, time_ns; /* one moment: since 1970, and as records count time */
    char program[64];
} tn_trace_header;

#ifdef __cplusplus
}
#endif

#endif
