/* cache.c: the caching allocator: slabs for small blocks, runs for large ones, under one lock.
 *
 * Invariant: live_bytes is the sum of what callers asked for and have not given back, exactly;
 * reserved_bytes is the sum of the segments and never above the limit. Two caches of a device have
 * one account of both: whoever takes from it sees what the other one has. Why sized frees: callers
 * know the size, so that a block needs no header, and the cache works for memory that the processor
 * cannot read. */
#include "memory/cache.h"

#include <assert.h>

tni_cache *tni_cache_new(tni_raw_memory raw) {
    tni_cache *cache = tni_host_alloc_zeroed(sizeof *cache);
    if (cache) {
        cache->raw = raw;
        cache->small_bytes = raw.host ? TNI_SMALL_BYTES : TNI_DEVICE_SMALL_BYTES;
        cache->wants_range = raw.reserve != NULL;
        cache->account = &cache->own_account;
        pthread_mutex_init(&cache->lock, NULL);
        pthread_cond_init(&cache->changed, NULL);
    }
    return cache;
}

tni_cache *tni_cache_new_beside(tni_raw_memory raw, tni_cache *other) {
    tni_cache *cache = tni_cache_new(raw);
    if (cache) {
        cache->account = other->account;
        atomic_store(&cache->beside, other);
        atomic_store(&other->beside, cache);
    }
    return cache;
}

void tni_cache_delete(tni_cache *cache) {
    if (!cache) {
        return;
    }
    if (atomic_load(&cache->beside)) {
        atomic_store(&atomic_load(&cache->beside)->beside, NULL);
    }
    tni_slabs_forget_work(cache); /* more streams than a stamp holds would keep memory apart */
    tni_slabs_trim(cache);
    tni_runs_forget_work(cache);
    tni_cache_trim(cache);
    tni_segments_delete(cache);
    tni_runs_delete(cache);
    pthread_cond_destroy(&cache->changed);
    pthread_mutex_destroy(&cache->lock);
    tni_host_free(cache);
}

void tni_cache_lock(tni_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    tni_segments_await(cache);
}
void tni_cache_unlock(tni_cache *cache) {
    pthread_mutex_unlock(&cache->lock);
}

void tni_cache_attach(tni_cache *cache, tni_cache_counter *counter) {
    pthread_mutex_lock(&cache->lock);
    counter->next = cache->counters;
    cache->counters = counter;
    pthread_mutex_unlock(&cache->lock);
}

void tni_cache_detach(tni_cache *cache, tni_cache_counter *counter) {
    pthread_mutex_lock(&cache->lock);
    tni_cache_counter **link = &cache->counters;
    while (*link != counter) {
        link = &(*link)->next;
    }
    *link = counter->next;
    atomic_fetch_add(&cache->own.allocations, atomic_load(&counter->allocations));
    atomic_fetch_add(&cache->own.frees, atomic_load(&counter->frees));
    pthread_mutex_unlock(&cache->lock);
}

/* One writer: a load and a store, where a shared counter would need a locked addition. */
static void add_one(_Atomic uint64_t *count) {
    atomic_store_explicit(count, atomic_load_explicit(count, memory_order_relaxed) + 1,
                          memory_order_relaxed);
}

static void count_live(tni_cache *cache, size_t bytes) {
    account *a = cache->account;
    const uint64_t live =
        bytes + atomic_fetch_add_explicit(&a->live_bytes, bytes, memory_order_relaxed);
    tni_raise_peak(&a->live_bytes_peak, live);
}

void tni_cache_count_alloc(tni_cache *cache, tni_cache_counter *counter, size_t bytes) {
    count_live(cache, bytes);
    add_one(&counter->allocations);
}

void tni_cache_count_free(tni_cache *cache, tni_cache_counter *counter, size_t bytes) {
    atomic_fetch_sub_explicit(&cache->account->live_bytes, bytes, memory_order_relaxed);
    add_one(&counter->frees);
}

int tni_cache_take(tni_cache *cache, int size_class, void **blocks, int n) {
    int taken = 0;
    pthread_mutex_lock(&cache->lock);
    while (taken < n && (blocks[taken] = tni_slab_take(cache, size_class, NULL, NULL)) != NULL) {
        taken++;
    }
    pthread_mutex_unlock(&cache->lock);
    return taken;
}

void tni_cache_give(tni_cache *cache, int size_class, void *const *blocks, int n) {
    pthread_mutex_lock(&cache->lock);
    for (int i = 0; i < n; i++) {
        tni_slab_give(cache, size_class, blocks[i], NULL);
    }
    pthread_mutex_unlock(&cache->lock);
}

static void *take_block(tni_cache *cache, size_t bytes, const tni_clock *clock, tni_stamp *last) {
    if (bytes <= cache->small_bytes) {
        return tni_slab_take(cache, tni_size_class(bytes), clock, last);
    }
    const run *r = tni_run_alloc(cache, bytes, 64, clock);
    if (r && last) {
        *last = r->last;
    }
    return r ? r->data : NULL;
}

static void give_block(tni_cache *cache, void *data, size_t bytes, const tni_stamp *last) {
    if (bytes <= cache->small_bytes) {
        tni_slab_give(cache, tni_size_class(bytes), data, last);
        return;
    }
    run *r = tni_run_find(cache, data);
    assert(r && !r->slab && "freed with its own size");
    tni_stamp_set(&r->last, last);
    tni_run_free(cache, r);
}

static void *try_alloc(tni_cache *cache, size_t bytes, const tni_clock *clock, tni_stamp *last) {
    pthread_mutex_lock(&cache->lock);
    void *data = take_block(cache, bytes, clock, last);
    if (data) {
        add_one(&cache->own.allocations);
    }
    pthread_mutex_unlock(&cache->lock);
    return data;
}

void *tni_cache_alloc(tni_cache *cache, size_t bytes, const tni_clock *clock, tni_stamp *last) {
    void *data = try_alloc(cache, bytes, clock, last);
    tni_cache *beside = TNI_LIKELY(data != NULL) ? NULL : atomic_load(&cache->beside);
    if (beside && !tni_pending()) {
        tni_cache_trim(beside);
        data = try_alloc(cache, bytes, clock, last);
    }
    if (data) {
        count_live(cache, bytes);
        if (cache->raw.host) {
            tni_unpoison(data, bytes);
        }
    }
    return data;
}

void tni_cache_free(tni_cache *cache, void *data, size_t bytes, const tni_stamp *last) {
    if (!data) {
        return;
    }
    if (cache->raw.host) {
        tni_poison(data, bytes);
    }
    pthread_mutex_lock(&cache->lock);
    give_block(cache, data, bytes, last);
    add_one(&cache->own.frees);
    pthread_mutex_unlock(&cache->lock);
    atomic_fetch_sub_explicit(&cache->account->live_bytes, bytes, memory_order_relaxed);
}

void tni_cache_trim(tni_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    tni_segments_trim(cache);
    pthread_mutex_unlock(&cache->lock);
}

void tni_cache_order(tni_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    tni_slabs_order(cache);
    pthread_mutex_unlock(&cache->lock);
}

void tni_cache_set_limit(tni_cache *cache, uint64_t bytes) {
    atomic_store(&cache->account->limit_bytes, bytes);
}

bool tni_cache_holds(tni_cache *cache, const void *data) {
    bool holds = false;
    pthread_mutex_lock(&cache->lock);
    for (const segment *s = cache->segments; s && !holds; s = s->next) {
        holds = (uintptr_t)data - (uintptr_t)s->data < s->bytes;
    }
    pthread_mutex_unlock(&cache->lock);
    return holds;
}

void tni_cache_get_stats(tni_cache *cache, tni_cache_stats *out) {
    account *a = cache->account;
    pthread_mutex_lock(&cache->lock);
    *out = (tni_cache_stats){
        .live_bytes = atomic_load(&a->live_bytes),
        .live_bytes_peak = atomic_load(&a->live_bytes_peak),
        .reserved_bytes = atomic_load(&a->reserved_bytes),
        .reserved_bytes_peak = atomic_load(&a->reserved_bytes_peak),
        .allocations = atomic_load(&cache->own.allocations),
        .frees = atomic_load(&cache->own.frees),
        .raw_allocations = cache->raw_allocations,
        .free_run_bytes_max = tni_bins_largest(cache),
        .limit_bytes = atomic_load(&a->limit_bytes),
    };
    for (const tni_cache_counter *c = cache->counters; c; c = c->next) {
        out->allocations += atomic_load_explicit(&c->allocations, memory_order_relaxed);
        out->frees += atomic_load_explicit(&c->frees, memory_order_relaxed);
    }
    pthread_mutex_unlock(&cache->lock);
}

void tni_cache_reset_peaks(tni_cache *cache) {
    account *a = cache->account;
    atomic_store(&a->reserved_bytes_peak, atomic_load(&a->reserved_bytes));
    atomic_store(&a->live_bytes_peak, atomic_load(&a->live_bytes));
}

static bool slabs_are_valid(const tni_cache *cache) {
    bool valid = true;
    for (int c = 0; c < TNI_SIZE_CLASSES; c++) {
        for (const slab *s = cache->partial[c]; s; s = s->next) {
            const run *r = tni_run_find(cache, s->data);
            valid = valid && s->listed && s->size_class == c && s->n_free > 0 &&
                    s->n_free <= s->capacity && r && r->slab == s;
        }
    }
    return valid;
}

bool tni_cache_is_valid(tni_cache *cache) {
    pthread_mutex_lock(&cache->lock);
    tni_segments_await(cache);
    const bool valid = tni_segments_bytes(cache) == cache->reserved_bytes &&
                       cache->reserved_bytes <= atomic_load(&cache->account->reserved_bytes_peak) &&
                       tni_runs_are_valid(cache) && slabs_are_valid(cache);
    pthread_mutex_unlock(&cache->lock);
    return valid;
}
