/* memory.h: the caching allocator over a device's raw memory. Plain C over a table of functions,
 * so that tests run it with no device at all. */
#ifndef TNI_MEMORY_H
#define TNI_MEMORY_H

#include "core/core.h"

typedef struct tni_raw_memory {
    void *(*alloc)(void *context, size_t bytes);
    void (*free)(void *context, void *data, size_t bytes);
    void *context;
} tni_raw_memory;

typedef struct tni_cache tni_cache;
tni_cache *tni_cache_new(tni_raw_memory raw);
void tni_cache_delete(tni_cache *cache); /* all blocks must be free */
/* 64-byte aligned; NULL without an error when raw memory ran out even after trimming. */
void *tni_cache_alloc(tni_cache *cache, size_t bytes);
void tni_cache_free(tni_cache *cache, void *data, size_t bytes);
void tni_cache_trim(tni_cache *cache); /* gives idle memory back */
typedef struct tni_cache_stats {
    uint64_t live_bytes, live_bytes_peak, reserved_bytes, reserved_bytes_peak, allocations, frees,
        raw_allocations;
} tni_cache_stats;
void tni_cache_get_stats(tni_cache *cache, tni_cache_stats *out);

/* The process-wide cache of a device; raises TN_ERR_MEMORY with a report when memory runs out.
 * bytes 0 gives NULL. */
void *tni_device_alloc(tn_device device, int64_t bytes);
void tni_device_free(tn_device device, void *data, int64_t bytes);
/* Small fixed-size host objects (tensors, storages, nodes): thread-local free lists. */
void *tni_pool_alloc(size_t bytes);
void tni_pool_free(void *data, size_t bytes);

#endif
