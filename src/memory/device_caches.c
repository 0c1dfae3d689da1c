/* device_caches.c: which caches there are: for each device that of tensors, for a CUDA device one
 * of memory that stays where it is, and one of pinned host memory for the process.
 *
 * Invariant: a cache is made once, when it is first needed, and lives until the process ends,
 * because tensors may. Both caches of a device share its limit and its figures. */
#include "memory/cache.h"
#include "memory/device_caches.h"

#include "device/device_table.h"
#include "memory/dry_memory.h"

static device_cache caches[MEMORY_KINDS][DEVICE_TYPES][DEVICES_MAX];

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
static bool unmap_pages(void *context, void *at, size_t n) {
    const device_cache *d = context;
    return table_of(d)->pages->unmap(d->device.index, at, n);
}
static bool await_work(void *context) {
    const device_cache *d = context;
    return tni_before_memory_goes(d->device);
}

static tni_raw_memory tensor_memory(device_cache *d) {
    tni_raw_memory raw = {.alloc = raw_alloc,
                          .free = raw_free,
                          .await_work = await_work,
                          .context = d,
                          .host_clock = &tni_host_clock,
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

static void *fixed_alloc(void *context, size_t bytes) {
    const device_cache *d = context;
    return table_of(d)->side_memory->alloc_fixed(d->device.index, bytes);
}
static void fixed_free(void *context, void *data, size_t bytes) {
    const device_cache *d = context;
    table_of(d)->side_memory->free_fixed(d->device.index, data, bytes);
}
static void *pinned_alloc(void *context, size_t bytes) {
    const device_cache *d = context;
    return table_of(d)->side_memory->alloc_pinned(d->device.index, bytes);
}
static void pinned_free(void *context, void *data, size_t bytes) {
    const device_cache *d = context;
    table_of(d)->side_memory->free_pinned(d->device.index, data, bytes);
}

/* ---- Making them ----------------------------------------------------------------------------- */

static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER; /* held while a cache is made */

static tni_cache *make_tensor_cache(device_cache *d) {
    tni_cache *cache = tni_cache_new_shown(tensor_memory(d), tni_show_pool(d->device, false));
    const bool host = d->device.type == TN_DEVICE_CPU;
    const int64_t limit = tni_env_int(host ? "TENON_MEMORY_LIMIT" : "TENON_CUDA_MEMORY_LIMIT");
    if (cache && limit > 0) {
        tni_cache_set_limit(cache, (uint64_t)limit);
    }
    return cache;
}

static tni_cache *make_cache(device_cache *d, tni_memory_kind kind, tni_cache *tensors) {
    switch (kind) {
    case TNI_FIXED_MEMORY:
        return tni_cache_new_beside((tni_raw_memory){.alloc = fixed_alloc,
                                                     .free = fixed_free,
                                                     .await_work = await_work,
                                                     .context = d,
                                                     .host_clock = &tni_host_clock},
                                    tensors);
    case TNI_PINNED_MEMORY:
        return tni_cache_new_shown(
            (tni_raw_memory){
                .alloc = pinned_alloc, .free = pinned_free, .context = d, .host = true},
            tni_show_pool(TN_CPU, true));
    default:
        return make_tensor_cache(d);
    }
}

static tni_cache *make_once(device_cache *d, tni_memory_kind kind, tn_device device,
                            tni_cache *tensors) {
    pthread_mutex_lock(&making);
    tni_cache *cache = atomic_load(&d->cache);
    if (!cache) {
        tni_publish();
        d->device = device;
        cache = make_cache(d, kind, tensors);
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
    if (tni_is_dry(at)) {
        return tni_dry_cache(TNI_TENSOR_MEMORY);
    }
    device_cache *d = &caches[TNI_TENSOR_MEMORY][at.type][at.index];
    tni_cache *cache = atomic_load_explicit(&d->cache, memory_order_acquire);
    return TNI_LIKELY(cache != NULL) ? cache : make_once(d, TNI_TENSOR_MEMORY, at, NULL);
}

static bool has_side_memory(tn_device device) {
    const tni_device_table *table = tni_device(device);
    return table && table->side_memory;
}

tni_cache *tni_fixed_cache(tn_device device) {
    tni_cache *tensors = tni_device_cache(device);
    if (!tensors || !has_side_memory(device)) {
        return tensors;
    }
    if (tni_is_dry(device)) {
        return tni_dry_fixed_cache();
    }
    device_cache *d = &caches[TNI_FIXED_MEMORY][device.type][device.index];
    tni_cache *cache = atomic_load(&d->cache);
    return cache ? cache : make_once(d, TNI_FIXED_MEMORY, device, tensors);
}

tni_cache *tni_pinned_cache(tn_device first) {
    device_cache *d = &caches[TNI_PINNED_MEMORY][TN_DEVICE_CUDA][0];
    tni_cache *cache = atomic_load(&d->cache);
    return cache || !has_side_memory(first) ? cache : make_once(d, TNI_PINNED_MEMORY, first, NULL);
}

tni_cache *tni_made_cache(tni_memory_kind kind, tn_device device) {
    const bool one = kind == TNI_PINNED_MEMORY;
    const int type = one ? TN_DEVICE_CUDA : device.type, index = one ? 0 : device.index;
    return atomic_load_explicit(&caches[kind][type][index].cache, memory_order_acquire);
}

/* ---- Around fork() --------------------------------------------------------------------------- */

/* A child of fork() has the one thread that forked: locks that others held then would stay held.
 * So a fork waits for the locks, from the time that the library is loaded on. */
static void each_cache(void (*action)(tni_cache *)) {
    for (int kind = 0; kind < MEMORY_KINDS; kind++) {
        for (int k = 0; k < DEVICE_TYPES * DEVICES_MAX; k++) {
            tni_cache *cache = atomic_load(&caches[kind][k / DEVICES_MAX][k % DEVICES_MAX].cache);
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
    tni_tables_lock();
}
static void after_fork(bool child) {
    tni_tables_unlock();
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
