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

#include "memory/account.h"
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

/* Of a free block the work that used it; whether that counts as waiting; of a live one whether it
 * was lent. */
typedef struct block_past {
    tni_stamp last;
    bool waits, lent;
} block_past;

typedef struct slab {
    struct slab *next, *prev; /* of the class's slabs with free blocks */
    char *data;
    uint32_t block_bytes, capacity;
    uint32_t n_free;
    int size_class;
    bool listed;
    struct block_past *past; /* of device memory: by block number */
    tni_shown_slab *shown;   /* NULL: it is not */
    uint64_t *words;         /* of its blocks, for others to see; NULL: none */
    uint16_t free[];         /* a stack of block numbers */
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
    slab *slab;           /* cut into small blocks */
    tni_shown_run *shown; /* its place in the table; NULL: it has none */
    size_t split_bytes;   /* of a free one: that could not be given back … */
    bool waits;           /* … and whether work may still use it */
    bool lent;            /* of a live one: its stream did not wait for the last one before */
    const char *op;       /* of a live one: who asked for it; may be NULL */
    tn_site at;
} run;

/* Live runs by address: open addressing, linear probing. */
typedef struct address_map {
    run **slots;
    size_t capacity, count; /* capacity is a power of two, or 0 */
} address_map;

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
    uint64_t reserved_bytes;
    tni_cache_counter *counters; /* of threads */
    tni_shown_pool own_account;  /* where it is not shown */
    tni_shown_pool *account;     /* of this cache, or of two side by side */
    bool in_account;             /* its figures change; under the lock */
    bool is_shown;
    bool is_second;            /* made beside another one */
    tni_cache *_Atomic beside; /* NULL: none */
};

/* The lock of a cache, and its account while something there changes. */
static inline void tni_enter(tni_cache *cache) {
    pthread_mutex_lock(&cache->lock);
}
static inline void tni_account_settle(tni_cache *cache) {
    if (cache->in_account) {
        cache->in_account = false;
        tni_account_end(cache->account);
    }
}
static inline void tni_leave(tni_cache *cache) {
    tni_account_settle(cache);
    pthread_mutex_unlock(&cache->lock);
}
/* Before figures change; whoever leaves the lock ends it. */
static inline tni_shown_pool *tni_account_of(tni_cache *cache) {
    if (!cache->in_account) {
        cache->in_account = true;
        tni_account_begin(cache->account);
    }
    return cache->account;
}

/* Whether work that the host has not waited for may still use free memory. */
static inline bool tni_waits(const tni_cache *cache, const tni_stamp *last) {
    return last->n > 0 &&
           !(cache->raw.host_clock && tni_stamp_covered(last, cache->raw.host_clock));
}

/* tables.c; under the lock: what others see of runs and slabs. Caches that are not shown have no
 * places. */
void tni_show_run(tni_cache *cache, run *r, tni_shown_state state);
void tni_show_live(tni_cache *cache, run *r, size_t bytes, uint64_t who); /* a block's word */
void tni_hide_run(run *r);
tni_shown_run *tni_run_place(void); /* a new place; NULL when there is none */
void tni_run_place_give(tni_shown_run *place);
void tni_show_slab(tni_cache *cache, slab *s);
void tni_hide_slab(const tni_cache *cache, slab *s);
void tni_tables_lock(void); /* around fork(), inside of the caches' locks */
void tni_tables_unlock(void);

/* Where the words of host slabs are, by their blocks' addresses: two steps, and no lock. */
enum { TNI_SLAB_BITS = 18, TNI_LEAF_BITS = 15, TNI_TOP_BITS = 15 };
_Static_assert(1 << TNI_SLAB_BITS == SLAB_BYTES, "an address tells its slab");
extern uint64_t **_Atomic tni_small_leaves[1 << TNI_TOP_BITS];
/* The word of a live small host block, from any thread; NULL: it has none. */
static inline uint64_t *tni_small_word(const void *block, const tni_class *c) {
    const uintptr_t at = (uintptr_t)block, top = at >> (TNI_SLAB_BITS + TNI_LEAF_BITS);
    uint64_t **leaf = TNI_LIKELY(top < (uintptr_t)1 << TNI_TOP_BITS)
                          ? atomic_load_explicit(&tni_small_leaves[top], memory_order_acquire)
                          : NULL;
    uint64_t *words =
        TNI_LIKELY(leaf != NULL) ? leaf[at >> TNI_SLAB_BITS & ((1 << TNI_LEAF_BITS) - 1)] : NULL;
    return TNI_LIKELY(words != NULL) ? words + ((at & (SLAB_BYTES - 1)) * c->reciprocal >> 40)
                                     : NULL;
}
/* An event of a block. */
void tni_tell_block(const tni_cache *cache, tn_trace_kind kind, const void *data, size_t bytes,
                    size_t rounded, uint64_t word);
static inline uint64_t tni_block_word(size_t bytes, uint32_t stream, uint32_t origin) {
    return (uint64_t)bytes << 40 | (uint64_t)stream << 32 | origin;
}

/* raw.c; without the lock: calls into the system or device, counted and timed. */
void *tni_raw_alloc(tni_cache *cache, size_t bytes);
void tni_raw_free(tni_cache *cache, void *data, size_t bytes);
bool tni_raw_make_page(tni_cache *cache, uint64_t *page);
void tni_raw_drop_page(tni_cache *cache, uint64_t page);
bool tni_raw_map(tni_cache *cache, void *at, const uint64_t *pages, size_t n);
bool tni_raw_unmap(tni_cache *cache, void *at, size_t n);
bool tni_raw_await(tni_cache *cache); /* false with an error */

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
void tni_runs_count_waiting(tni_cache *cache); /* anew, by what the host has waited for */
void tni_runs_delete(tni_cache *cache);        /* frees descriptors and the map */
bool tni_runs_are_valid(const tni_cache *cache);
/* Descriptors, so that splitting cannot fail half-way; false with an error. */
bool tni_run_reserve(tni_cache *cache, int n);
run *tni_run_make(const tni_cache *cache); /* any thread; NULL with an error */
void tni_run_unmake(run *r);
run *tni_run_new(tni_cache *cache, segment *home, char *data, size_t bytes);
void tni_run_drop(tni_cache *cache, run *r);
/* Cuts `bytes` off the front of a run and returns the rest as a claimed run of its own. */
run *tni_run_split(tni_cache *cache, run *r, size_t bytes);
/* Takes the right neighbour's bytes over, not its stamps. */
void tni_run_swallow_right(tni_cache *cache, run *r);

/* segments.c; under the lock, which is given up around each call into the device. */
void tni_segments_await(tni_cache *cache); /* until no other thread changes segments */
/* A claimed run of at least that many bytes behind its lead; NULL as tni_run_alloc. */
run *tni_segments_grow(tni_cache *cache, size_t bytes, size_t alignment);
/* The same from fresh pages at the range's far end only; nothing moves for them. */
run *tni_segments_grow_far(tni_cache *cache, size_t bytes, size_t alignment);
/* Whether work on what was claimed is done, which it waits for, without the lock; else with an
 * error. */
bool tni_work_is_done(tni_cache *cache);
/* Gives what is free back, as far as the device's work on it can be waited for. */
void tni_segments_trim(tni_cache *cache);
void tni_segments_delete(tni_cache *cache);          /* the range, in which nothing is left */
uint64_t tni_segments_bytes(const tni_cache *cache); /* of memory, counted anew */
void tni_segment_link(tni_cache *cache, segment *s);
/* Promises pages, or a piece of so many bytes, to whoever asks the device for them: at most n and
 * no more than the limit allows; gives how many. All of them are taken then, those that came, or
 * given up. */
size_t tni_promise_units(tni_cache *cache, size_t n, size_t unit);
void tni_take_units(tni_cache *cache, size_t promised, size_t came, size_t unit);
void tni_give_units(tni_cache *cache, size_t n, size_t unit); /* they went back */
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
typedef struct slab_place {
    slab *slab;
    uint32_t block;
} slab_place;
void *tni_slab_take(tni_cache *cache, int size_class, const tni_clock *clock, tni_stamp *last,
                    slab_place *at);
bool tni_slab_give(tni_cache *cache, int size_class, void *block, const tni_stamp *last);
void tni_slabs_trim(tni_cache *cache);
void tni_slabs_forget_work(tni_cache *cache);   /* of free blocks: it is done */
void tni_slabs_count_waiting(tni_cache *cache); /* anew, by what the host has waited for */
void tni_slabs_order(tni_cache *cache);

#endif
