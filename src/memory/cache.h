/* cache.h: the parts of a cache, shared by runs.c, slab.c and cache.c.
 *
 *   segment   memory from one raw allocation
 *   run       a piece of a segment, live or free; neighbours are linked in address order
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

typedef struct run {
    struct run *left, *right; /* neighbours in the segment */
    struct run *next, *prev;  /* in the bin, when free */
    segment *home;
    slab *slab; /* cut into small blocks */
    char *data;
    size_t bytes;
    bool free;
    tni_stamp last; /* of a free one: the work that used it */
} run;

/* Live runs by address: open addressing, linear probing. */
typedef struct address_map {
    run **slots;
    size_t capacity, count; /* capacity is a power of two, or 0 */
} address_map;

struct tni_cache {
    tni_raw_memory raw;
    pthread_mutex_t lock; /* guards everything but the atomics */
    segment *segments;
    run *bins[BINS];
    uint64_t bin_bits[BIN_WORDS];
    run *spare_runs; /* unused descriptors */
    address_map live;
    slab *partial[TNI_SIZE_CLASSES];
    uint64_t reserved_bytes, reserved_bytes_peak, limit_bytes, raw_allocations;
    tni_cache_counter *counters; /* of threads */
    tni_cache_counter own;       /* calls without a front cache; under no lock */
    _Atomic uint64_t live_bytes, live_bytes_peak;
};

/* runs.c; under the lock. NULL when memory ran out, with an error when it was metadata's. `clock`
 * may be NULL; `last` of the run is what its user has to wait for; set before it is freed. */
run *tni_run_alloc(tni_cache *cache, size_t bytes, size_t alignment, const tni_clock *clock);
void tni_run_free(tni_cache *cache, run *r);
run *tni_run_find(const tni_cache *cache, const void *data);
void tni_runs_trim(tni_cache *cache);
void tni_runs_delete(tni_cache *cache); /* frees descriptors and the map */
size_t tni_runs_largest_free(const tni_cache *cache);
bool tni_runs_are_valid(const tni_cache *cache);

/* slab.c; under the lock. */
void *tni_slab_take(tni_cache *cache, int size_class, const tni_clock *clock, tni_stamp *last);
void tni_slab_give(tni_cache *cache, int size_class, void *block, const tni_stamp *last);
void tni_slabs_trim(tni_cache *cache);

#endif
