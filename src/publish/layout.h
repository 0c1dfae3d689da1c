/* layout.h: the file that a process shows (include/tenon/published.h): written by this folder and
 * memory/, read by io/.
 *
 * A table grows by chunks, whose offsets stand in the header; nothing in the file ever moves. Words
 * of 64 bits are written at once. What lies in several words is either under a sequence number or
 * has one word that says whether the rest holds, so that it is never half of a change: also for who
 * looks after the process was killed. */
#ifndef TNI_LAYOUT_H
#define TNI_LAYOUT_H

#include <tenon/memory.h>
#include <tenon/memory_trace.h>
#include <tenon/published.h>

#define TNI_SHOWN_MAGIC TN_PUBLISHED_MAGIC
#define TNI_SHOWN_SPAN  0x40000000u /* bytes of a file, at most */
enum {
    TNI_SHOWN_VERSION = 2, /* raised with every change of this file */
    TNI_SHOWN_POOLS = 20,
    TNI_SHOWN_THREADS = 1024,
    TNI_SHOWN_CHUNKS = 1024,
    TNI_SHOWN_DROPS = 64,
    /* Entries of a chunk, and so 64 KiB. */
    TNI_SHOWN_RUNS = 1024,
    TNI_SHOWN_SLABS = 1024,
    TNI_SHOWN_ORIGINS = 512,
    TNI_SHOWN_ORIGINS_MAX = 1 << 15,
    TNI_SHOWN_TABLE_MAX = 1 << 20, /* runs, or slabs */
    TNI_SHOWN_CHUNK_BYTES = 64 << 10
};

typedef struct tni_shown_header {
    char magic[8]; /* written last */
    uint32_t version, header_bytes;
    uint64_t bytes;            /* of the file; grows */
    uint64_t pid, pid_space;   /* pid_space: the namespace that the number belongs to */
    uint64_t start;            /* of the process, in the kernel's ticks since boot */
    uint64_t wall_ns, time_ns; /* one moment */
    uint64_t complete;         /* the process ended by itself and left this for a recorder */
    uint64_t is_full;          /* there is no room for more of the tables */
    int64_t rank, world;
    char program[128], recorder[64];
    uint64_t n_pools, n_runs, n_slabs, n_origins; /* that were ever in use */
    uint64_t pools_at, threads_at, events_at;     /* offsets */
    uint64_t event_capacity;                      /* a power of two */
    uint64_t events;                              /* that were ever begun */
    uint64_t events_dropped; /* of those: never written, for the place was being written to */
    uint64_t runs_at[TNI_SHOWN_CHUNKS], slabs_at[TNI_SHOWN_CHUNKS], origins_at[TNI_SHOWN_CHUNKS];
    uint64_t dropped[TNI_SHOWN_DROPS]; /* numbers of the last events that were dropped */
} tni_shown_header;
_Static_assert(offsetof(tni_shown_header, version) == 8 && offsetof(tni_shown_header, pid) == 24 &&
                   offsetof(tni_shown_header, pid_space) == 32 &&
                   offsetof(tni_shown_header, start) == 40,
               "what tells whose a file is stands there in every version");

typedef struct tni_shown_side {        /* large or small blocks */
    uint64_t blocks, bytes, requested; /* live large ones */
    uint64_t blocks_ever, bytes_ever, requested_ever;
    uint64_t waiting, waiting_bytes; /* free, and work may still use them */
    uint64_t split, split_bytes;     /* free, and cannot be given back */
    uint64_t split_ever, split_bytes_ever;
    /* What came to wait, but not by being freed: it was cut, or joined with what waits. */
    uint64_t joined_ever, joined_bytes_ever;
    /* What the words above were when the account was left last. */
    uint64_t waiting_before, waiting_bytes_before, freed_before, freed_bytes_before;
    uint64_t split_before, split_bytes_before;
} tni_shown_side;

/* The figures of a device's memory, or of pinned memory, from which tn_memory_figures are made.
 * What stands before `sequence` changes at any time, each word by itself; the rest while the
 * sequence is odd. */
typedef struct tni_shown_pool {
    uint32_t pinned, unused;
    int32_t device_type, device_index;
    uint64_t limit_bytes;
    uint64_t small_requested, small_blocks; /* live; small_blocks: TNI_PACKED_BLOCK for each, and
                                               its bytes / 64 */
    uint64_t peaks[TN_MEMORY_METRICS][TN_MEMORY_SIDES];
    /* What small blocks have to exceed to raise a peak, of their own or of all, as large ones are
     * now: a look at one word for each. */
    uint64_t raised_above[TN_MEMORY_METRICS];
    uint64_t sequence;
    tni_shown_side large, small; /* small: `ever` without that of living threads */
    uint64_t reserved, reserved_ever, pieces, pieces_ever;
    uint64_t promised; /* bytes: a thread asks the device for them, within the limit */
    uint64_t slabs, slabs_ever, slab_bytes, slab_bytes_ever; /* bytes: of runs that are cut */
    uint64_t slab_blocks, slab_blocks_ever, slab_block_bytes, slab_block_bytes_ever;
    tn_memory_row oversize_allocations, oversize_segments;
    uint64_t lent_bytes, lent_bytes_ever, graph_bytes, failures;
    uint64_t page_bytes, pages_mapped, pages_unmapped;
    tn_memory_call_row calls[TN_MEMORY_CALLS];
} tni_shown_pool;
/* In the number of an event that is being written. */
#define TNI_EVENT_BUSY   0x8000000000000000u
#define TNI_PACKED_BLOCK ((uint64_t)1 << 38)

/* What a thread took of the host's small blocks, ever. Only the thread writes it. */
typedef struct tni_shown_thread {
    uint64_t in_use; /* its number in the system */
    uint64_t blocks, bytes, requested;
    uint64_t unused[4];
} tni_shown_thread;

typedef enum tni_shown_state { /* 0: not in use, or in between */
                               TNI_SHOWN_LIVE = 1,
                               TNI_SHOWN_FREE,
                               TNI_SHOWN_HOLE,
                               TNI_SHOWN_SLAB
} tni_shown_state;

/* A run, while it is neither being cut nor joined. `word` has no state while the rest changes. */
typedef struct tni_shown_run {
    uint64_t
        word; /* a tni_shown_state; stream << 8; pool << 16; 24 bits that count changes << 40 */
    uint64_t address, bytes, requested, time_ns, waits_for;
    uint64_t origin, unused;
} tni_shown_run;

/* A slab, and where its blocks' words are: of a live one bytes asked for << 40, stream << 32 and
 * origin; else 0. */
typedef struct tni_shown_slab {
    uint64_t word; /* as that of a run; TNI_SHOWN_SLAB */
    uint64_t address, blocks_at, block_bytes, capacity;
    uint64_t unused[3];
} tni_shown_slab;

typedef struct tni_shown_origin { /* never changes once a block or event means it */
    uint32_t
        region;     /* number of the origin that is the region; of a region itself: its outer one */
    int32_t line;   /* -1: this is a region, and the text its path */
    char text[120]; /* op and file, each ended by a zero byte */
} tni_shown_origin;

_Static_assert(TNI_SHOWN_TABLE_MAX == TNI_SHOWN_CHUNKS * TNI_SHOWN_RUNS &&
                   TNI_SHOWN_RUNS == TNI_SHOWN_SLABS,
               "as many as chunks hold");

#endif
