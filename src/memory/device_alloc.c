/* device_alloc.c: memory of a device, by what it is for, and what programs see of it. The CPU's
 * cache stands behind each thread's front cache. */
#include "memory/device_caches.h"

#include "device/device_table.h"
#include "memory/dry_memory.h"

#include <tenon/memory.h>

/* Raises the report. */
static void lack(tni_cache *cache, tn_device at, int64_t bytes) {
    tni_out_of_memory(cache, at, bytes);
    if (tni_is_dry(at)) {
        tni_dry_lacks();
    }
}

/* What a cache gave, which a dry run notes. */
static inline void *took(tn_device at, const tni_cache *cache, void *data, int64_t bytes) {
    return data && tni_is_dry(at) ? tni_dry_took(cache, data, bytes) : data;
}

/* The same of what goes back to one: true when it was the dry run's. */
static inline bool gave_dry(void *data, int64_t bytes, const tni_stamp *last) {
    return TNI_UNLIKELY(tni_dry != NULL) && tni_dry_memory_free(tni_dry->memory, data, bytes, last);
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
        lack(cache, at, bytes);
    }
    return took(at, cache, data, bytes);
}

void tni_device_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last) {
    if (!data || gave_dry(data, bytes, last)) {
        return;
    }
    const tn_device at = tni_resolve_device(device);
    tni_cache *cache = tni_made_cache(TNI_TENSOR_MEMORY, at);
    if (at.type == TN_DEVICE_CPU && bytes <= TNI_SMALL_BYTES) {
        tni_front_free(cache, data, (size_t)bytes);
    } else {
        tni_cache_free(cache, data, (size_t)bytes, last);
    }
}

/* ---- Memory besides that of tensors ---------------------------------------------------------- */

static bool is_fixed(tn_device at) {
    return at.type == TN_DEVICE_CUDA && tni_made_cache(TNI_FIXED_MEMORY, at);
}

void *tni_fixed_alloc(tn_device device, int64_t bytes, const tni_clock *clock, tni_stamp *last) {
    const tn_device at = tni_resolve_device(device);
    if (at.type != TN_DEVICE_CUDA || bytes <= 0) {
        return tni_device_alloc(at, bytes, clock, last);
    }
    tni_cache *cache = tni_fixed_cache(at);
    if (!cache || !tni_may_allocate((size_t)bytes)) {
        return NULL;
    }
    void *data = tni_cache_alloc(cache, (size_t)bytes, clock, last);
    if (!data && !tni_pending()) {
        lack(cache, at, bytes);
    }
    return took(at, cache, data, bytes);
}

void tni_fixed_free(tn_device device, void *data, int64_t bytes, const tni_stamp *last) {
    const tn_device at = tni_resolve_device(device);
    if (data && gave_dry(data, bytes, last)) {
        return;
    }
    if (data && is_fixed(at)) {
        tni_cache_free(tni_made_cache(TNI_FIXED_MEMORY, at), data, (size_t)bytes, last);
    } else {
        tni_device_free(at, data, bytes, last);
    }
}

void *tni_pinned_alloc(tn_device first, int64_t bytes) {
    tni_cache *cache = bytes > 0 ? tni_pinned_cache(tni_resolve_device(first)) : NULL;
    return cache && tni_may_allocate((size_t)bytes)
               ? tni_cache_alloc(cache, (size_t)bytes, NULL, NULL)
               : NULL;
}

void tni_pinned_free(void *data, int64_t bytes) {
    if (data) {
        tni_cache_free(tni_made_cache(TNI_PINNED_MEMORY, TN_CPU), data, (size_t)bytes, NULL);
    }
}

bool tni_is_pinned(const void *data) {
    tni_cache *cache = tni_made_cache(TNI_PINNED_MEMORY, TN_CPU);
    return cache && tni_cache_holds(cache, data);
}

void (*tni_before_pinned_trim)(void);

static void trim_pinned(void) {
    tni_cache *cache = tni_made_cache(TNI_PINNED_MEMORY, TN_CPU);
    if (cache && tni_before_pinned_trim) {
        tni_before_pinned_trim();
    }
    if (cache) {
        tni_cache_trim(cache);
    }
}

/* ---- Public ---------------------------------------------------------------------------------- */

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

static tn_status no_place(void) {
    return tni_fail(TN_ERR_ARGUMENT, "out is NULL; give a place for the figures");
}

tn_status tn_memory_stats(tn_device device, tn_memory_figures *out) {
    TNI_CALL("memory_stats", ((tn_site){0}));
    if (!out) {
        return no_place();
    }
    *out = (tn_memory_figures){0};
    if (tni_pending()) {
        return tni_pending();
    }
    if (tni_resolve_device(device).type == TN_DEVICE_META) {
        out->live_bytes = atomic_load(&meta_live);
        out->live_bytes_peak = atomic_load(&meta_peak);
        return TN_OK;
    }
    tni_cache *cache = tni_device_cache(device);
    if (cache) {
        tni_cache_get_figures(cache, out);
    }
    return tni_pending();
}

tn_status tn_memory_pinned_stats(tn_memory_figures *out) {
    TNI_CALL("memory_pinned_stats", ((tn_site){0}));
    if (!out) {
        return no_place();
    }
    *out = (tn_memory_figures){0};
    tni_cache *cache = tni_made_cache(TNI_PINNED_MEMORY, TN_CPU);
    if (cache) {
        tni_cache_get_figures(cache, out);
    }
    return tni_pending();
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

static void trim_device(tn_device at) {
    static const tni_memory_kind kinds[] = {TNI_TENSOR_MEMORY, TNI_FIXED_MEMORY};
    for (int k = 0; k < 2; k++) {
        tni_cache *cache = tni_is_dry(at) ? tni_dry_cache(kinds[k]) : tni_made_cache(kinds[k], at);
        if (cache) {
            tni_cache_trim(cache);
        }
    }
}

tn_status tn_memory_trim(tn_device device) {
    TNI_CALL("memory_trim", ((tn_site){0}));
    tni_cache *cache = tni_pending() ? NULL : tni_device_cache(device);
    if (cache) {
        tni_fronts_flush();
        trim_device(tni_resolve_device(device));
    }
    return tni_pending();
}

tn_status tn_cuda_empty_cache(void) {
    TNI_CALL("cuda_empty_cache", ((tn_site){0}));
    for (int i = 0; i < DEVICES_MAX && tni_pending() == TN_OK; i++) {
        trim_device(TN_CUDA((int16_t)i));
    }
    if (tni_pending() == TN_OK) {
        trim_pinned();
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
