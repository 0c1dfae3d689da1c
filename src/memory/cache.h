/* cache.h: the parts of a cache, shared by the files of this folder.
 *
 *   segment   memory from one raw allocation, or a range of addresses with pages in parts of it
 *   run       a piece of a segment: live, free, or a hole, which has no memory; neighbours are
 * linked             in address order
 *   slab      a live run cut into equal small blocks
 *
 * Metadata lives on the host, beside the memory that it describes, never in it. */
#ifndef TNI_CACHE_H
#define TNI_CACHE_H

#include "memory/allocator.h"
#include "memory/sanitize.h"

#include <pthread.h>

enum {
    SLAB_BYTES = 256 << 10, /* and alignment of slabs */
    RUN_UNIT = 512,         /* sizes of runs are multiples */
    BIN_STEPS = 16,         /* bins per doubling */
    BIN_WORDS = 10,
    BINS = BIN_WORDS * 64,
};

typedef struct segment {
    struct segment *next, *prev;
    char *data;
    size_t bytes;
    struct run *first;
    uint64_t *pages; /* of a range: what is mapped, by page number; else NULL */
} segment;

typedef struct slab {
    struct slab *next, *prev; /* of the class's slabs with free blocks */
    char *data;
    uint32_t block_bytes, capacity;
    uint32_t n_free;
    int size_class;
    bool listed;
    tni_stamp *last; /* of device memory: by block number, of free ones */
    uint16_t free[]; /* a stack of block numbers */
} slab;

/* Claimed ones are in no list: they belong to a thread that works on them, perhaps without the
 * lock. */
typedef enum run_state { RUN_CLAIMED, RUN_CLAIMED_HOLE, RUN_LIVE, RUN_FREE, RUN_HOLE } run_state;

typedef struct run {          /* first what is touched when a neighbour is freed */
    struct run *left, *right; /* neighbours in the segment */
    struct run *next, *prev;  /* in the bin, when free; among the holes */
    char *data;
    size_t bytes;
    run_state state;
    tni_stamp last; /* of a free one: the work that used it */
    segment *home;
    slab *slab;     /* cut into small blocks */
    const char *op; /* of a live one: who asked for it; may be NULL */
    tn_site at;
} run;

/* Live runs by address: open addressing, linear probing. */
typedef struct address_map {
    run **slots;
    size_t capacity, count; /* capacity is a power of two, or 0 */
} address_map;

/* What a limit and figures are about: the memory of one cache, or of two side by side. */
typedef struct account {
    _Atomic uint64_t live_bytes, live_bytes_peak, reserved_bytes, reserved_bytes_peak, limit_bytes;
} account;

struct tni_cache {
    tni_raw_memory raw;
    size_t small_bytes;   /* up to here blocks come from slabs */
    pthread_mutex_t lock; /* guards everything but the atomics; no call into a device under it */
    pthread_cond_t changed;
    bool changing; /* a thread gets raw memory, or gives some back, without the lock */
    bool has_range, wants_range; /* pages in one range of addresses, where the device can */
    size_t page_bytes;
    char *far; /* from here on pages were got for small requests; NULL when there is no range */
    segment *segments;
    run *holes;
    run *bins[BINS];
    uint64_t bin_bits[BIN_WORDS];
    run *spare_runs; /* unused descriptors */
    address_map live;
    slab *partial[TNI_SIZE_CLASSES];
    uint64_t reserved_bytes, raw_allocations;
    tni_cache_counter *counters;   /* of threads */
    tni_cache_counter own;         /* calls without a front cache; changes under the lock */
    account own_account, *account; /* the own one, or that of the cache beside */
    tni_cache *_Atomic beside;     /* NULL: none */
};

/* live_map.c; under the lock. */
bool tni_live_reserve(address_map *map); /* room for one more; false with an error */
void tni_live_put(address_map *map, run *r);
void tni_live_remove(address_map *map, const run *r);
run *tni_run_find(const tni_cache *cache, const void *data);

/* bins.c; under the lock: free runs by size. */
void tni_bin_add(tni_cache *cache, run *r);
void tni_bin_remove(tni_cache *cache, run *r);
int tni_bin_of(size_t bytes);
size_t tni_run_lead(const run *r, size_t alignment); /* bytes before its first aligned address */
/* The best fit at or above an address (NULL: anywhere), unless a run that needs no waiting is
 * hardly larger; NULL when there is none. */
run *tni_bins_fit(const tni_cache *cache, size_t bytes, size_t alignment, const char *from,
                  const tni_clock *clock);
/* The best fit of all runs, however many there are. */
run *tni_bins_last_fit(const tni_cache *cache, size_t bytes, size_t alignment);
size_t tni_bins_largest(const tni_cache *cache);

/* runs.c; under the lock. NULL when memory ran out, with an error when it was metadata's. `clock`
 * may be NULL; `last` of the run is what its user has to wait for; set before it is freed. The lock
 * may have been given up in between. */
run *tni_run_alloc(tni_cache *cache, size_t bytes, size_t alignment, const tni_clock *clock);
void tni_run_free(tni_cache *cache, run *r);
/* Makes a claimed run free, joined with free neighbours. */
void tni_run_release(tni_cache *cache, run *r);
/* Work that used free runs is done: neighbours that it kept apart are joined. */
void tni_runs_forget_work(tni_cache *cache);
void tni_runs_delete(tni_cache *cache); /* frees descriptors and the map */
bool tni_runs_are_valid(const tni_cache *cache);
/* Descriptors, so that splitting cannot fail half-way; false with an error. */
bool tni_run_reserve(tni_cache *cache, int n);
run *tni_run_new(tni_cache *cache, segment *home, char *data, size_t bytes);
void tni_run_drop(tni_cache *cache, run *r);
/* Cuts `bytes` off the front of a run and returns the rest as a claimed run of its own. */
run *tni_run_split(tni_cache *cache, run *r, size_t bytes);
/* Takes the right neighbour's bytes over, not its stamps. */
void tni_run_swallow_right(tni_cache *cache, run *r);

/* Raises a figure that others raise, too. */
static inline void tni_raise_peak(_Atomic uint64_t *peak, uint64_t value) {
    uint64_t now = atomic_load_explicit(peak, memory_order_relaxed);
    while (value > now && !atomic_compare_exchange_weak(peak, &now, value)) {}
}

/* segments.c; under the lock, which is given up around each call into the device. */
void tni_segments_await(tni_cache *cache); /* until no other thread changes segments */
/* A claimed run of at least that many bytes behind its lead; NULL as tni_run_alloc. */
run *tni_segments_grow(tni_cache *cache, size_t bytes, size_t alignment);
/* The same from fresh pages at the range's far end only; nothing moves for them. */
run *tni_segments_grow_far(tni_cache *cache, size_t bytes, size_t alignment);
/* Whether work on what was claimed is done, which it waits for, without the lock; else with an
 * error. */
bool tni_work_is_done(const tni_cache *cache);
/* Gives what is free back, as far as the device's work on it can be waited for. */
void tni_segments_trim(tni_cache *cache);
void tni_segments_delete(tni_cache *cache);          /* the range, in which nothing is left */
uint64_t tni_segments_bytes(const tni_cache *cache); /* of memory, counted anew */
void tni_segment_link(tni_cache *cache, segment *s);
/* Counts whole units as reserved, at most n of them and no more than the limit allows; gives how
 * many. */
size_t tni_reserve_units(tni_cache *cache, size_t n, size_t unit);
void tni_unreserve_bytes(tni_cache *cache, size_t bytes);
size_t tni_bytes_below_limit(const tni_cache *cache);

/* range.c; under the lock and during a change, but for tni_range_unmap(), which is called without
 * the lock. */
bool tni_range_open(tni_cache *cache); /* false, perhaps with an error, when there is none */
run *tni_range_grow(tni_cache *cache, size_t bytes, size_t alignment);
run *tni_range_grow_far(tni_cache *cache, size_t bytes, size_t alignment);
/* Claims whole pages of free runs until there are n, linked by `next`; takes their memory away,
 * which says how many pages went back; and makes holes of them, or, of those whose memory is there
 * still, free runs. */
run *tni_range_claim_free(tni_cache *cache, size_t n, size_t *found);
size_t tni_range_unmap(tni_cache *cache, run *claimed);
void tni_range_release(tni_cache *cache, run *claimed);

/* slab.c; under the lock. */
void *tni_slab_take(tni_cache *cache, int size_class, const tni_clock *clock, tni_stamp *last);
void tni_slab_give(tni_cache *cache, int size_class, void *block, const tni_stamp *last);
void tni_slabs_trim(tni_cache *cache);
void tni_slabs_forget_work(tni_cache *cache); /* of free blocks: it is done */
void tni_slabs_order(tni_cache *cache);

#endif
