/* device_alloc.c: the process-wide memory of each device.
 *
 * Invariant: a device's cache is made once and lives until the process ends, because tensors may.
 * The CPU's stands behind each thread's front cache. */
#include "memory/allocator.h"

#include "device/device_table.h"

#include <tenon/memory.h>

#include <pthread.h>

enum { DEVICE_TYPES = TN_DEVICE_META + 1, DEVICES_MAX = 16 };

typedef struct device_cache {
    tni_cache *_Atomic cache;
    tn_device device;
} device_cache;

static device_cache caches[DEVICE_TYPES][DEVICES_MAX];

/* ---- Raw memory ------------------------------------------------------------------------------ */

static const tni_device_table *table_of(const device_cache *d) {
    return tni_device_of_type((tn_device_type)d->device.type,
                              NULL); /* open, or no cache was made */
}

static void *raw_alloc(void *context, size_t bytes) {
    const device_cache *d = context;
    return table_of(d)->alloc_raw(d->device.index, bytes, 64);
}
static void raw_free(void *context, void *data, size_t bytes) {
    const device_cache *d = context;
    table_of(d)->free_raw(d->device.index, data, bytes);
}
static void *reserve(void *context, size_t *span_bytes, size_t *page_bytes) {
    const device_cache *d = context;
    return table_of(d)->pages->reserve(d->device.index, span_bytes, page_bytes);
}
static void unreserve(void *context, void *data, size_t span_bytes) {
    const device_cache *d = context;
    table_of(d)->pages->unreserve(d->device.index, data, span_bytes);
}
static bool make_page(void *context, uint64_t *page) {
    const device_cache *d = context;
    return table_of(d)->pages->make(d->device.index, page);
}
static void drop_page(void *context, uint64_t page) {
    const device_cache *d = context;
    table_of(d)->pages->drop(d->device.index, page);
}
static bool map_pages(void *context, void *at, const uint64_t *pages, size_t n) {
    const device_cache *d = context;
    return table_of(d)->pages->map(d->device.index, at, pages, n);
}
static void unmap_pages(void *context, void *at, size_t n) {
    const device_cache *d = context;
    table_of(d)->pages->unmap(d->device.index, at, n);
}

static tni_raw_memory raw_memory(device_cache *d) {
    tni_raw_memory raw = {.alloc = raw_alloc,
                          .free = raw_free,
                          .context = d,
                          .host = d->device.type == TN_DEVICE_CPU};
    if (table_of(d)->pages) {
        raw.reserve = reserve;
        raw.unreserve = unreserve;
        raw.make_page = make_page;
        raw.drop_page = drop_page;
        raw.map = map_pages;
        raw.unmap = unmap_pages;
    }
    return raw;
}

/* ---- The caches ------------------------------------------------------------------------------ */

static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER; /* held while a cache is made */

/* A child of fork() has the one thread that forked: locks that others held then would stay held.
 * So a fork waits for the locks, from the time that the library is loaded on. */
static void each_cache(void (*action)(tni_cache *)) {
    for (int type = 0; type < DEVICE_TYPES; type++) {
        for (int i = 0; i < DEVICES_MAX; i++) {
            tni_cache *cache = atomic_load(&caches[type][i].cache);
            if (cache) {
                action(cache);
            }
        }
    }
}
static void before_fork(void) {
    pthread_mutex_lock(&making);
    tni_fronts_lock();
    each_cache(tni_cache_lock);
}
static void after_fork(bool child) {
    each_cache(tni_cache_unlock);
    tni_fronts_unlock(child);
    pthread_mutex_unlock(&making);
}
static void after_fork_in_parent(void) {
    after_fork(false);
}
static void after_fork_in_child(void) {
    after_fork(true);
}
__attribute__((constructor)) static void watch_forks(void) {
    pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child);
}

static tni_cache *make_cache(device_cache *d, tn_device device) {
    pthread_mutex_lock(&making);
    tni_cache *cache = atomic_load(&d->cache);
    if (!cache) {
        d->device = device;
        const bool host = device.type == TN_DEVICE_CPU;
        cache = tni_cache_new(raw_memory(d));
        const int64_t limit = tni_env_int(host ? "TENON_MEMORY_LIMIT" : "TENON_CUDA_MEMORY_LIMIT");
        if (cache && limit > 0) {
            tni_cache_set_limit(cache, (uint64_t)limit);
        }
        atomic_store(&d->cache, cache);
    }
    pthread_mutex_unlock(&making);
    return cache;
}

tni_cache *tni_device_cache(tn_device device) {
    const tn_device at = tni_resolve_device(device);
    if (!tni_device(at) || at.type == TN_DEVICE_META) {
        return NULL;
    }
    if (at.index >= DEVICES_MAX) {
        return TNI_FAIL_NULL(TN_ERR_DEVICE, "device %s: memory is kept for the first %d only",
                             tni_device_text(at), DEVICES_MAX);
    }
    device_cache *d = &caches[at.type][at.index];
    tni_cache *cache = atomic_load_explicit(&d->cache, memory_order_acquire);
    return TNI_LIKELY(cache != NULL) ? cache : make_cache(d, at);
}

void *tni_device_alloc(tn_device device, int64_t bytes, const tni_clock *clock, tni_stamp *last) {
    if (bytes <= 0) {
        return NULL;
    }
    tni_cache *cache = tni_device_cache(device);
    if (!cache || !tni_may_allocate((size_t)bytes)) {
        return NULL;
    }
    const tn_device at = tni_resolve_device(device);
    const bool fronted = at.type == TN_DEVICE_CPU && bytes <= TNI_SMALL_BYTES;
    void *data = fronted ? tni_front_alloc(cache, (size_t)bytes)
                         : tni_cache_alloc(cache, (size_t)bytes, clock, last);
    if (TNI_UNLIKELY(!data) && at.type == TN_DEVICE_CPU && !tni_pending()) {
        tni_fronts_flush();
        data = tni_cache_alloc(cache, (size_t)bytes, NULL, NULL);
    }
    if (TNI_UNLIKELY(!data) && !tni_pending()) {
        tni_out_of_memory(cache, at, bytes);
    }
    return data;
}

void tni_device_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last) {
    if (!data) {
        return;
    }
    const tn_device at = tni_resolve_device(device);
    tni_cache *cache = atomic_load_explicit(&caches[at.type][at.index].cache, memory_order_acquire);
    if (at.type == TN_DEVICE_CPU && bytes <= TNI_SMALL_BYTES) {
        tni_front_free(cache, data, (size_t)bytes);
    } else {
        tni_cache_free(cache, data, (size_t)bytes, last);
    }
}

/* ---- Public -----------------------------------------------------------------------------------
 */

/* Tensors on meta have no memory; their sizes are counted, to know what a program would take. */
static _Atomic uint64_t meta_live, meta_peak;

void tni_meta_took(int64_t bytes) {
    const uint64_t live = atomic_fetch_add(&meta_live, (uint64_t)bytes) + (uint64_t)bytes;
    uint64_t peak = atomic_load(&meta_peak);
    while (live > peak && !atomic_compare_exchange_weak(&meta_peak, &peak, live)) {}
}

void tni_meta_gave(int64_t bytes) {
    atomic_fetch_sub(&meta_live, (uint64_t)bytes);
}

tn_status tn_memory_get_stats(tn_device device, tn_memory_stats *out) {
    TNI_CALL("memory_get_stats", ((tn_site){0}));
    if (!out) {
        return tni_fail(TN_ERR_ARGUMENT, "out is NULL; give a place for the figures");
    }
    *out = (tn_memory_stats){0};
    if (tni_pending()) {
        return tni_pending();
    }
    if (tni_resolve_device(device).type == TN_DEVICE_META) {
        out->live_bytes = atomic_load(&meta_live);
        out->live_bytes_peak = atomic_load(&meta_peak);
        return TN_OK;
    }
    tni_cache *cache = tni_device_cache(device);
    if (!cache) {
        return tni_pending();
    }
    tni_cache_stats s;
    tni_cache_get_stats(cache, &s);
    *out = (tn_memory_stats){.live_bytes = s.live_bytes,
                             .live_bytes_peak = s.live_bytes_peak,
                             .reserved_bytes = s.reserved_bytes,
                             .reserved_bytes_peak = s.reserved_bytes_peak,
                             .allocations = s.allocations,
                             .frees = s.frees,
                             .raw_allocations = s.raw_allocations,
                             .free_run_bytes_max = s.free_run_bytes_max,
                             .limit_bytes = s.limit_bytes};
    return TN_OK;
}

tn_status tn_memory_reset_peaks(tn_device device) {
    TNI_CALL("memory_reset_peaks", ((tn_site){0}));
    if (tni_pending() == TN_OK && tni_resolve_device(device).type == TN_DEVICE_META) {
        atomic_store(&meta_peak, atomic_load(&meta_live));
        return TN_OK;
    }
    tni_cache *cache = tni_pending() ? NULL : tni_device_cache(device);
    if (cache) {
        tni_cache_reset_peaks(cache);
    }
    return tni_pending();
}

tn_status tn_memory_trim(tn_device device) {
    TNI_CALL("memory_trim", ((tn_site){0}));
    tni_cache *cache = tni_pending() ? NULL : tni_device_cache(device);
    if (cache) {
        tni_fronts_flush();
        tni_cache_trim(cache);
    }
    return tni_pending();
}

tn_status tn_cuda_empty_cache(void) {
    TNI_CALL("cuda_empty_cache", ((tn_site){0}));
    for (int i = 0; i < DEVICES_MAX && tni_pending() == TN_OK; i++) {
        tni_cache *cache = atomic_load(&caches[TN_DEVICE_CUDA][i].cache);
        if (cache) {
            tni_cache_trim(cache);
        }
    }
    return tni_pending();
}

tn_status tn_memory_set_limit(tn_device device, uint64_t bytes) {
    TNI_CALL("memory_set_limit", ((tn_site){0}));
    tni_cache *cache = tni_pending() ? NULL : tni_device_cache(device);
    if (cache) {
        tni_cache_set_limit(cache, bytes);
    }
    return tni_pending();
}
