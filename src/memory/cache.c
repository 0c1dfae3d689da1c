/* cache.c: the caching allocator: slabs for small blocks, runs for large ones, under one lock.
 *
 * Invariant: live_bytes is the sum of what callers asked for and have not given back, exactly;
 * reserved_bytes is the sum of the segments and never above the limit. Two caches of a device have
 * one account of both: whoever takes from it sees what the other one has. Why sized frees: callers
 * know the size, so that a block needs no header, and the cache works for memory that the processor
 * cannot read. */
#include "memory/cache.h"

#include <assert.h>
#include <limits.h>

static tni_cache *new_cache(tni_raw_memory raw) {
    tni_cache *cache = tni_host_alloc_zeroed(sizeof *cache);
    if (cache) {
        cache->raw = raw;
        cache->small_bytes = raw.host ? TNI_SMALL_BYTES : TNI_DEVICE_SMALL_BYTES;
        cache->wants_range = raw.reserve != NULL;
        pthread_mutex_init(&cache->lock, NULL);
        pthread_cond_init(&cache->changed, NULL);
    }
    return cache;
}

tni_cache *tni_cache_new(tni_raw_memory raw) {
    return tni_cache_new_shown(raw, NULL);
}

tni_cache *tni_cache_new_shown(tni_raw_memory raw, tni_shown_pool *pool) {
    tni_cache *cache = new_cache(raw);
    if (cache) {
        cache->account = pool ? pool : &cache->own_account;
        cache->is_shown = pool != NULL;
    }
    return cache;
}

tni_cache *tni_cache_new_beside(tni_raw_memory raw, tni_cache *other) {
    tni_cache *cache = new_cache(raw);
    if (cache) {
        cache->account = other->account;
        cache->is_shown = other->is_shown;
        cache->is_second = true;
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
    tni_enter(cache);
    tni_segments_await(cache);
}
void tni_cache_unlock(tni_cache *cache) {
    tni_leave(cache);
}

/* ---- Threads --------------------------------------------------------------------------------- */

bool tni_cache_attach(tni_cache *cache, tni_cache_counter *counter) {
    counter->of = cache->is_shown ? tni_show_thread() : &counter->own;
    if (!counter->of) {
        return false;
    }
    tni_enter(cache);
    counter->next = cache->counters;
    cache->counters = counter;
    tni_leave(cache);
    return true;
}

/* What the thread took becomes the account's. */
void tni_cache_detach(tni_cache *cache, tni_cache_counter *counter) {
    tni_enter(cache);
    tni_cache_counter **link = &cache->counters;
    while (*link != counter) {
        link = &(*link)->next;
    }
    *link = counter->next;
    tni_shown_thread *of = counter->of;
    tni_account_add_thread(tni_account_of(cache), of);
    tni_store(&of->blocks, 0);
    tni_store(&of->bytes, 0);
    tni_store(&of->requested, 0);
    tni_leave(cache);
    tni_store_last(&of->in_use, 0);
}

void tni_tell_block(const tni_cache *cache, tn_trace_kind kind, const void *data, size_t bytes,
                    size_t rounded, uint64_t word) {
    tni_event((tn_trace_record){.kind = (uint8_t)kind,
                                .pool = (uint8_t)tni_shown_pool_number(cache->account),
                                .address = (uintptr_t)data,
                                .bytes = bytes,
                                .rounded = rounded,
                                .stream = (uint8_t)(word >> 32),
                                .origin = (uint32_t)word});
}

int tni_cache_take(tni_cache *cache, int size_class, void **blocks, int n) {
    int taken = 0;
    tni_enter(cache);
    while (taken < n &&
           (blocks[taken] = tni_slab_take(cache, size_class, NULL, NULL, NULL)) != NULL) {
        taken++;
    }
    tni_leave(cache);
    return taken;
}

void tni_cache_give(tni_cache *cache, int size_class, void *const *blocks, int n) {
    tni_enter(cache);
    for (int i = 0; i < n; i++) {
        tni_slab_give(cache, size_class, blocks[i], NULL);
    }
    tni_leave(cache);
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* Who takes a block, and on whose behalf. */
typedef struct taker {
    size_t bytes;
    const tni_clock *clock;
    uint64_t word; /* what others see of it */
} taker;

static taker taker_of(const tni_cache *cache, size_t bytes, const tni_clock *clock) {
    const uint32_t stream = clock ? clock->stream : TNI_HOST_STREAM;
    return (taker){bytes, clock, cache->is_shown ? tni_block_word(0, stream, tni_origin_now()) : 0};
}

/* Whether the stream takes memory that another one used, which it has not waited for. */
static bool count_lent(tni_cache *cache, const taker *t, const tni_stamp *last, size_t bytes) {
    const bool lent = t->clock && !tni_stamp_covered(last, t->clock);
    if (lent) {
        tni_shown_pool *a = tni_account_of(cache);
        tni_count(&a->lent_bytes, bytes);
        tni_count(&a->lent_bytes_ever, bytes);
    }
    return lent;
}

/* Events of small blocks of the host are part of a full history only. */
static bool tells_small(const tni_cache *cache) {
    return cache->is_shown && (cache->raw.host ? tni_wants_all() : tni_wants(TN_TRACE_ALLOC));
}

static void *take_small(tni_cache *cache, const taker *t, tni_stamp *last) {
    slab_place at;
    char *data = tni_slab_take(cache, tni_size_class(t->bytes), t->clock, last, &at);
    if (!data) {
        return NULL;
    }
    const size_t rounded = at.slab->block_bytes;
    tni_shown_pool *a = tni_account_of(cache);
    tni_count(&a->small.blocks_ever, 1);
    tni_count(&a->small.bytes_ever, rounded);
    tni_count(&a->small.requested_ever, t->bytes);
    tni_account_take_inside(a, t->bytes, rounded);
    if (at.slab->past) {
        block_past *past = &at.slab->past[at.block];
        past->lent = count_lent(cache, t, &past->last, rounded);
    }
    if (at.slab->words) {
        tni_store_last(&at.slab->words[at.block], t->word | (uint64_t)t->bytes << 40);
    }
    if (tells_small(cache)) {
        tni_tell_block(cache, TN_TRACE_ALLOC, data, t->bytes, rounded, t->word);
    }
    return data;
}

static void give_small(tni_cache *cache, void *data, size_t bytes, const tni_stamp *last) {
    const int size_class = tni_size_class(bytes);
    const size_t rounded = tni_class_bytes(size_class);
    if (tells_small(cache)) {
        tni_tell_block(cache, TN_TRACE_FREE, data, bytes, rounded, 0);
    }
    tni_shown_pool *a = tni_account_of(cache);
    if (tni_slab_give(cache, size_class, data, last)) {
        tni_count(&a->lent_bytes, -(uint64_t)rounded);
    }
    tni_account_give_inside(a, bytes, rounded); /* last: what is listed was always counted */
}

static void *take_large(tni_cache *cache, const taker *t, tni_stamp *last) {
    run *r = tni_run_alloc(cache, t->bytes, 64, t->clock);
    if (!r) {
        return NULL;
    }
    tni_shown_pool *a = tni_account_of(cache);
    tni_count(&a->large.blocks, 1);
    tni_count(&a->large.blocks_ever, 1);
    tni_count(&a->large.bytes, r->bytes);
    tni_count(&a->large.bytes_ever, r->bytes);
    tni_count(&a->large.requested, t->bytes);
    tni_count(&a->large.requested_ever, t->bytes);
    if (r->bytes > TNI_OVERSIZE_BYTES) {
        tni_row_add(&a->oversize_allocations);
    }
    r->lent = count_lent(cache, t, &r->last, r->bytes);
    tni_show_live(cache, r, t->bytes, t->word);
    if (cache->is_shown && tni_wants(TN_TRACE_ALLOC)) {
        tni_tell_block(cache, TN_TRACE_ALLOC, r->data, t->bytes, r->bytes, t->word);
    }
    if (last) {
        *last = r->last;
    }
    return r->data;
}

static void give_large(tni_cache *cache, void *data, size_t bytes, const tni_stamp *last) {
    run *r = tni_run_find(cache, data);
    assert(r && !r->slab && "freed with its own size");
    tni_shown_pool *a = tni_account_of(cache);
    tni_count(&a->large.blocks, -(uint64_t)1);
    tni_count(&a->large.bytes, -(uint64_t)r->bytes);
    tni_count(&a->large.requested, -(uint64_t)bytes);
    tni_count(&a->lent_bytes, r->lent ? -(uint64_t)r->bytes : 0);
    if (r->bytes > TNI_OVERSIZE_BYTES) {
        tni_row_subtract(&a->oversize_allocations);
    }
    if (cache->is_shown && tni_wants(TN_TRACE_FREE)) {
        tni_tell_block(cache, TN_TRACE_FREE, data, bytes, r->bytes, 0);
    }
    tni_stamp_set(&r->last, last);
    tni_run_free(cache, r);
}

static void *try_alloc(tni_cache *cache, size_t bytes, const tni_clock *clock, tni_stamp *last) {
    const taker t = taker_of(cache, bytes, clock);
    tni_enter(cache);
    void *data =
        bytes <= cache->small_bytes ? take_small(cache, &t, last) : take_large(cache, &t, last);
    tni_leave(cache);
    return data;
}

void *tni_cache_alloc(tni_cache *cache, size_t bytes, const tni_clock *clock, tni_stamp *last) {
    void *data = try_alloc(cache, bytes, clock, last);
    tni_cache *beside = TNI_LIKELY(data != NULL) ? NULL : atomic_load(&cache->beside);
    if (beside && !tni_pending()) {
        tni_cache_trim(beside);
        data = try_alloc(cache, bytes, clock, last);
    }
    if (data && cache->raw.host) {
        tni_unpoison(data, bytes);
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
    tni_enter(cache);
    if (bytes <= cache->small_bytes) {
        give_small(cache, data, bytes, last);
    } else {
        give_large(cache, data, bytes, last);
    }
    tni_leave(cache);
}

void tni_cache_trim(tni_cache *cache) {
    tni_enter(cache);
    tni_segments_trim(cache);
    tni_leave(cache);
}

void tni_cache_order(tni_cache *cache) {
    tni_enter(cache);
    tni_slabs_order(cache);
    tni_leave(cache);
}

void tni_cache_set_limit(tni_cache *cache, uint64_t bytes) {
    tni_store(&cache->account->limit_bytes, bytes);
}

void tni_cache_count_graph(tni_cache *cache, int64_t bytes) {
    tni_enter(cache);
    tni_count(&tni_account_of(cache)->graph_bytes, (uint64_t)bytes);
    tni_leave(cache);
}

void tni_cache_count_failure(tni_cache *cache, size_t bytes) {
    tni_enter(cache);
    tni_shown_pool *a = tni_account_of(cache);
    tni_count(&a->failures, 1);
    if (cache->is_shown && tni_wants(TN_TRACE_FAILURE)) {
        tni_event((tn_trace_record){.kind = TN_TRACE_FAILURE,
                                    .pool = (uint8_t)tni_shown_pool_number(a),
                                    .bytes = bytes,
                                    .value = tni_load(&a->reserved),
                                    .origin = tni_origin_now()});
    }
    tni_leave(cache);
}

bool tni_cache_holds(tni_cache *cache, const void *data) {
    bool holds = false;
    tni_enter(cache);
    for (const segment *s = cache->segments; s && !holds; s = s->next) {
        holds = (uintptr_t)data - (uintptr_t)s->data < s->bytes;
    }
    tni_leave(cache);
    return holds;
}

/* ---- Figures --------------------------------------------------------------------------------- */

/* Free memory that the host has waited for since waits no more. */
static void count_waiting(tni_cache *cache) {
    if (cache->raw.host_clock) {
        tni_runs_count_waiting(cache);
        tni_slabs_count_waiting(cache);
    }
}

void tni_cache_get_figures(tni_cache *cache, tn_memory_figures *out) {
    tni_shown_pool copy;
    tni_cache *beside = atomic_load(&cache->beside);
    if (beside) {
        tni_enter(beside);
        count_waiting(beside);
        tni_leave(beside);
    }
    tni_enter(cache);
    count_waiting(cache);
    tni_account_settle(cache);
    tni_account_copy(cache->account, &copy, INT_MAX);
    for (const tni_cache_counter *c = cache->counters; c; c = c->next) {
        tni_account_add_thread(&copy, c->of);
    }
    const size_t largest = tni_bins_largest(cache);
    tni_leave(cache);
    tni_figures_of(&copy, out);
    out->free_run_bytes_max = largest;
}

/* Under the lock, so that nobody forks meanwhile. */
void tni_cache_reset_peaks(tni_cache *cache) {
    tni_enter(cache);
    tni_account_reset_peaks(cache->account);
    tni_leave(cache);
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
    tni_enter(cache);
    tni_segments_await(cache);
    const bool valid = tni_segments_bytes(cache) == cache->reserved_bytes &&
                       cache->reserved_bytes <= tni_load(&cache->account->reserved) &&
                       tni_runs_are_valid(cache) && slabs_are_valid(cache);
    tni_leave(cache);
    return valid;
}
