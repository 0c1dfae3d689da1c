/* allocator.h: the caching allocator over a device's raw memory. Plain C over a table of functions,
 * so that tests run it with no device at all. */
#ifndef TNI_MEMORY_H
#define TNI_MEMORY_H

#include "core/core.h"
#include "publish/publish.h"

/* Raw memory is at least 64-byte aligned. None of the functions is called under the cache's lock.
 * That there is no memory is no error; what else a device refuses, they raise. */
typedef struct tni_raw_memory {
    void *(*alloc)(void *context, size_t bytes);
    void (*free)(void *context, void *data, size_t bytes);
    /* Called before `free` and `unmap`: work on what they take back is done when it returns. False
     * with an error: nothing is taken back. NULL: there is no such work. */
    bool (*await_work)(void *context);
    /* All or none: a range of addresses that pages of memory are put into, so that free pages can
     * move to where they make a large block. `reserve` gives NULL where that cannot be had, else
     * sets how many bytes there are addresses for and the size of a page, a power of two. */
    void *(*reserve)(void *context, size_t *span_bytes, size_t *page_bytes);
    void (*unreserve)(void *context, void *data, size_t span_bytes);
    bool (*make_page)(void *context, uint64_t *page); /* false when memory ran out */
    void (*drop_page)(void *context, uint64_t page);  /* is mapped nowhere */
    bool (*map)(void *context, void *at, const uint64_t *pages, size_t n);
    bool (*unmap)(void *context, void *at, size_t n); /* false: the pages are there still */
    void *context;
    const tni_clock *host_clock; /* what the host has waited for; NULL: nobody says */
    bool host;                   /* addressable by this process: sanitizers are told about it */
} tni_raw_memory;

/* Blocks up to this size come from slabs, larger ones are runs of their own: of host memory, where
 * threads have stocks of them, and of a device, whose memory is worth more than a lock: what slabs
 * of larger blocks have free, runs cannot use. */
enum { TNI_SMALL_BYTES = 64 << 10, TNI_DEVICE_SMALL_BYTES = 16 << 10 };

/* All functions may be called from any thread. NULL with an error when metadata ran out. */
typedef struct tni_cache tni_cache;
tni_cache *tni_cache_new(tni_raw_memory raw);
/* Figures are kept in the pool, and others see them there and each block; NULL: as above. */
tni_cache *tni_cache_new_shown(tni_raw_memory raw, tni_shown_pool *pool);
/* Over other raw memory of the same device: both have one limit, and figures of bytes are those of
 * both; before either gives up, the other one is trimmed. `other` has none beside it yet, and is
 * deleted later. */
tni_cache *tni_cache_new_beside(tni_raw_memory raw, tni_cache *other);
void tni_cache_delete(tni_cache *cache); /* all blocks must be free, and work with them done */
/* 64-byte aligned; NULL without an error when raw memory ran out even after trimming. `last` of a
 * free: the work that used the block, NULL when that is done. An allocation gets it back: memory
 * whose `last` the clock covers where there is such, else it is what the user has to wait for. Both
 * may be NULL for memory that is always given back without work on it. */
void *tni_cache_alloc(tni_cache *cache, size_t bytes, const tni_clock *clock, tni_stamp *last);
void tni_cache_free(tni_cache *cache, void *data, size_t bytes, const tni_stamp *last);
void tni_cache_trim(tni_cache *cache); /* gives idle memory back */
/* What comes next depends on which blocks are free, and no longer on the order of their frees: from
 * then on the same calls get the same addresses. */
void tni_cache_order(tni_cache *cache);
/* Around fork(): nobody is inside of the cache then. */
void tni_cache_lock(tni_cache *cache);
void tni_cache_unlock(tni_cache *cache);
/* Most bytes to reserve, 0 for no limit. What is reserved already stays. */
void tni_cache_set_limit(tni_cache *cache, uint64_t bytes);
/* Whether the address lies in memory that the cache has reserved. */
bool tni_cache_holds(tni_cache *cache, const void *data);

/* Of a cache and of that beside it, but for the largest free run, which is the cache's own. */
void tni_cache_get_figures(tni_cache *cache, tn_memory_figures *out);
/* Bytes of the cache that belong to a captured graph, from now on or, when negative, no more. */
void tni_cache_count_graph(tni_cache *cache, int64_t bytes);
void tni_cache_count_failure(tni_cache *cache, size_t bytes); /* somebody gets an error for it */
/* What memory is used for, when there is none left; of the cache beside, too, but for what fits. */
enum { TNI_USERS = 3 };
typedef struct tni_cache_use {
    uint64_t free_bytes;                     /* reserved, and in no block */
    uint64_t beside_bytes;                   /* reserved by the cache beside … */
    const char *beside;                      /* … for this */
    uint64_t fit_bytes;                      /* an allocation of so much would have fitted */
    uint64_t waiting_bytes[TNI_STREAMS_MAX]; /* free ones that work of the stream used last */
    struct tni_user {
        const char *op;
        tn_site at;
        uint64_t bytes;
    } users[TNI_USERS]; /* who holds most in blocks that are runs; op may be NULL */
    int n_users;
} tni_cache_use;
void tni_cache_get_use(tni_cache *cache, tni_cache_use *out);
void tni_cache_reset_peaks(tni_cache *cache);
bool tni_cache_is_valid(tni_cache *cache);

/* Blocks of one size class, for front caches: up to n at once, under one lock. They count as live
 * only through a counter. Returns how many there were. */
int tni_size_class(size_t bytes); /* of 1 to TNI_SMALL_BYTES */
size_t tni_class_bytes(int size_class);
enum { TNI_SIZE_CLASSES = 40 };
typedef struct tni_class {
    uint64_t reciprocal; /* of its bytes, rounded up, times 2^40: exact for offsets in a slab */
    size_t bytes;
} tni_class;
extern tni_class tni_classes[TNI_SIZE_CLASSES];
int tni_cache_take(tni_cache *cache, int size_class, void **blocks, int n);
void tni_cache_give(tni_cache *cache, int size_class, void *const *blocks, int n);
/* A front cache's own counts, which only its thread writes: figures add them up. */
typedef struct tni_cache_counter {
    struct tni_cache_counter *next;
    tni_shown_thread *of; /* the own one where nothing is shown */
    tni_shown_thread own;
} tni_cache_counter;
/* False: too many threads for all of their counts to be shown, and this is not one of them. */
bool tni_cache_attach(tni_cache *cache, tni_cache_counter *counter);
void tni_cache_detach(tni_cache *cache, tni_cache_counter *counter); /* keeps its counts */

/* The process-wide cache of a device; raises TN_ERR_MEMORY with a report when memory runs out.
 * bytes 0 gives NULL; so does meta. Stamps as in tni_cache_alloc; NULL on the host. */
void *tni_device_alloc(tn_device device, int64_t bytes, const tni_clock *clock, tni_stamp *last);
void tni_device_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last);
/* What a device's memory is made of: that of tensors, whose free pages may move, and besides that
 * of collectives and of programs (tn_memory_alloc), which stays at its addresses. */
typedef enum tni_memory_kind {
    TNI_TENSOR_MEMORY,
    TNI_FIXED_MEMORY,
    TNI_PINNED_MEMORY
} tni_memory_kind;
/* As tni_device_alloc, which serves devices without fixed memory. */
void *tni_fixed_alloc(tn_device device, int64_t bytes, const tni_clock *clock, tni_stamp *last);
void tni_fixed_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last);
/* Host memory that CUDA devices copy from and to by themselves, meanwhile the host goes on: one
 * cache for all of them, opened for `first`. NULL, without an error unless metadata ran out, when
 * there is none. No work may use it when it is freed. */
void *tni_pinned_alloc(tn_device first, int64_t bytes);
void tni_pinned_free(void *data, int64_t bytes);
bool tni_is_pinned(const void *data);
/* A layer above that keeps pinned memory for work under way gives back what is done after waiting
 * for it; NULL: nobody does. Set before there is a second thread. */
extern void (*tni_before_pinned_trim)(void);
/* Bytes that a tensor on meta would take; they only count. */
void tni_meta_took(int64_t bytes);
void tni_meta_gave(int64_t bytes);
/* out_of_memory.c: raises the report. */
void tni_out_of_memory(tni_cache *cache, tn_device device, int64_t bytes);
tni_cache *tni_device_cache(tn_device device); /* NULL with an error, or for meta without one */

/* front.c: this thread's stock of small host blocks. */
void *tni_front_alloc(tni_cache *cache, size_t bytes);
void tni_front_free(tni_cache *cache, void *data, size_t bytes);
/* This thread does without its stock, so that one of another cache can take its place, until it
 * gets it back: then that one goes. */
struct tni_front *tni_front_leave(void);
void tni_front_return(struct tni_front *former);
/* In between, this thread is in the dry run of another one, or as before when that is its own or
 * NULL. */
typedef struct tni_dry_guest {
    tni_dry_run *former;
    struct tni_front *stock;
    bool joined;
} tni_dry_guest;
tni_dry_guest tni_dry_join(tni_dry_run *run);
void tni_dry_part(const tni_dry_guest *guest);
void tni_fronts_flush(void); /* gives the stocks of all threads back */
void tni_fronts_lock(void);
void tni_fronts_unlock(bool child);

/* Small fixed-size host objects (tensors, storages, nodes): thread-local free lists. NULL with an
 * error. */
void *tni_pool_alloc(size_t bytes);
void tni_pool_free(void *data, size_t bytes);
void tni_pool_trim(void); /* frees this thread's lists */

#endif
