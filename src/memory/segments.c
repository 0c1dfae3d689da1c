/* segments.c: where runs come from: raw memory, in one growing range of addresses (range.c) or, on
 * devices that cannot map pages, in segments, each from one raw allocation.
 *
 * Invariant: one thread at a time changes segments, marked by `changing`; it owns the runs that it
 * claimed, and calls the device without the lock. The limit holds for what it is about to get, too,
 * which counts as reserved once it is there. */
#include "memory/cache.h"

#include <assert.h>

static const size_t segment_bytes_min = (size_t)4 << 20, segment_bytes_max = (size_t)256 << 20,
                    segment_unit = (size_t)2 << 20;

void tni_segments_await(tni_cache *cache) {
    if (cache->changing) {
        tni_account_settle(cache);
    }
    while (cache->changing) {
        pthread_cond_wait(&cache->changed, &cache->lock);
    }
}

static void begin_change(tni_cache *cache) {
    tni_segments_await(cache);
    cache->changing = true;
}

static void end_change(tni_cache *cache) {
    cache->changing = false;
    pthread_cond_broadcast(&cache->changed);
}

static uint64_t below_limit(const tni_shown_pool *a) {
    const uint64_t limit = tni_load(&a->limit_bytes),
                   reserved = tni_load(&a->reserved) + tni_load(&a->promised);
    return limit == 0 ? UINT64_MAX : reserved <= limit ? limit - reserved : 0;
}

size_t tni_bytes_below_limit(const tni_cache *cache) {
    return (size_t)below_limit(cache->account);
}

/* Within the account, since the cache beside takes from the same limit. */
size_t tni_promise_units(tni_cache *cache, size_t n, size_t unit) {
    tni_shown_pool *a = tni_account_of(cache);
    const uint64_t allowed = below_limit(a) / unit;
    const size_t promised = n < allowed ? n : (size_t)allowed;
    tni_count(&a->promised, promised * unit);
    return promised;
}

void tni_take_units(tni_cache *cache, size_t promised, size_t came, size_t unit) {
    tni_shown_pool *a = tni_account_of(cache);
    cache->reserved_bytes += came * unit;
    tni_count(&a->promised, -(uint64_t)(promised * unit));
    tni_count(&a->reserved, came * unit);
    tni_count(&a->reserved_ever, came * unit);
    tni_count(&a->pieces, came);
    tni_count(&a->pieces_ever, came);
    for (size_t i = 0; i < came && unit > TNI_OVERSIZE_BYTES; i++) {
        tni_row_add(&a->oversize_segments);
    }
}

void tni_give_units(tni_cache *cache, size_t n, size_t unit) {
    tni_shown_pool *a = tni_account_of(cache);
    cache->reserved_bytes -= n * unit;
    tni_count(&a->reserved, -(uint64_t)(n * unit));
    tni_count(&a->pieces, -(uint64_t)n);
    for (size_t i = 0; i < n && unit > TNI_OVERSIZE_BYTES; i++) {
        tni_row_subtract(&a->oversize_segments);
    }
}

void tni_segment_link(tni_cache *cache, segment *s) {
    s->prev = NULL;
    s->next = cache->segments;
    if (s->next) {
        s->next->prev = s;
    }
    cache->segments = s;
}

static void unlink_segment(tni_cache *cache, segment *s) {
    if (s->next) {
        s->next->prev = s->prev;
    }
    if (s->prev) {
        s->prev->next = s->next;
    } else {
        cache->segments = s->next;
    }
}

/* ---- Segments -------------------------------------------------------------------------------- */

/* Makes `s` a segment of exactly `bytes`, one claimed run; false when there is no memory. Needs a
 * descriptor, which it takes from the caller: others use the spare ones meanwhile. */
static bool open_segment(tni_cache *cache, segment *s, run *all, size_t bytes) {
    if (tni_promise_units(cache, 1, bytes) == 0) {
        return false;
    }
    tni_leave(cache);
    char *data = tni_raw_alloc(cache, bytes);
    tni_enter(cache);
    tni_take_units(cache, 1, data != NULL, bytes);
    if (!data) {
        return false;
    }
    *s = (segment){.data = data, .bytes = bytes, .first = all};
    *all = (run){.home = s, .data = data, .bytes = bytes, .shown = all->shown};
    tni_segment_link(cache, s);
    if (cache->raw.host) {
        tni_poison(data, bytes);
    }
    return true;
}

static void trim(tni_cache *cache);

static size_t clamp_bytes(size_t bytes, size_t low, size_t high) {
    return bytes < low ? low : bytes > high ? high : bytes;
}

/* By an eighth of what there is, so that the number of segments stays small and so does what is
 * reserved in vain (peak reserved over peak live of a recorded training run: 1.04; with segments of
 * 20 MiB 1.14); when that does not fit any more, idle segments are traded in, and less is asked
 * for. */
static run *grow_by_segment(tni_cache *cache, size_t bytes, size_t alignment) {
    const size_t lead = alignment > 64 ? alignment : 0;
    const size_t needed = (bytes + lead + segment_unit - 1) / segment_unit * segment_unit;
    const size_t wished = clamp_bytes(cache->reserved_bytes / 8 / segment_unit * segment_unit,
                                      needed > segment_bytes_min ? needed : segment_bytes_min,
                                      needed > segment_bytes_max ? needed : segment_bytes_max);
    const size_t exact = (bytes + lead + RUN_UNIT - 1) / RUN_UNIT * RUN_UNIT;
    const size_t sizes[] = {wished, needed, exact};
    segment *s = tni_host_alloc(sizeof *s);
    run *all = s ? tni_run_make(cache) : NULL;
    const tn_status before = tni_pending();
    bool fine = false;
    for (int i = 0; i < 4 && all && !fine && tni_pending() == before; i++) {
        if (i == 1) {
            trim(cache);
        }
        fine = open_segment(cache, s, all, sizes[i == 0 ? 0 : i - 1]);
    }
    if (!fine) {
        tni_run_unmake(all);
        tni_host_free(s);
    }
    return fine ? all : NULL;
}

static bool is_whole(const run *r) {
    return !r->left && !r->right;
}

/* Segments that are one free run, which is claimed; taken out of the cache. */
static segment *take_idle_segments(tni_cache *cache) {
    segment *idle = NULL;
    for (segment *s = cache->segments, *next; s; s = next) {
        next = s->next;
        if (!s->pages && s->first->state == RUN_FREE && is_whole(s->first)) {
            tni_bin_remove(cache, s->first);
            unlink_segment(cache, s);
            s->next = idle;
            idle = s;
        }
    }
    return idle;
}

/* Without the lock. */
static void free_segments(tni_cache *cache, segment *idle) {
    for (segment *s = idle; s; s = s->next) {
        if (cache->raw.host) {
            tni_unpoison(s->data, s->bytes);
        }
        tni_raw_free(cache, s->data, s->bytes);
    }
}

/* Their memory went back, or has to stay. */
static void leave_segments(tni_cache *cache, segment *idle, bool is_gone) {
    for (segment *s = idle, *next; s; s = next) {
        next = s->next;
        if (is_gone) {
            tni_give_units(cache, 1, s->bytes);
            tni_run_drop(cache, s->first);
            tni_host_free(s);
        } else {
            tni_segment_link(cache, s);
            tni_bin_add(cache, s->first);
        }
    }
}

/* ---- All of it ------------------------------------------------------------------------------- */

bool tni_work_is_done(tni_cache *cache) {
    return tni_raw_await(cache);
}

/* Claims all that is free, then gives it back without the lock. */
static void trim(tni_cache *cache) {
    tni_slabs_trim(cache);
    segment *idle = take_idle_segments(cache);
    size_t pages = 0;
    run *claimed = cache->has_range ? tni_range_claim_free(cache, SIZE_MAX, &pages) : NULL;
    if (!idle && !claimed) {
        return;
    }
    tni_leave(cache);
    const bool done = tni_work_is_done(cache);
    if (done) {
        free_segments(cache, idle);
        pages = tni_range_unmap(cache, claimed);
    }
    tni_enter(cache);
    leave_segments(cache, idle, done);
    tni_range_release(cache, claimed);
    tni_give_units(cache, done ? pages : 0, cache->page_bytes);
}

run *tni_segments_grow(tni_cache *cache, size_t bytes, size_t alignment) {
    begin_change(cache);
    run *r = tni_range_open(cache) ? tni_range_grow(cache, bytes, alignment) : NULL;
    if (!cache->has_range && !cache->wants_range) {
        r = grow_by_segment(cache, bytes, alignment);
    }
    end_change(cache);
    return r;
}

run *tni_segments_grow_far(tni_cache *cache, size_t bytes, size_t alignment) {
    begin_change(cache);
    run *r = tni_range_open(cache) ? tni_range_grow_far(cache, bytes, alignment) : NULL;
    end_change(cache);
    return r;
}

void tni_segments_trim(tni_cache *cache) {
    begin_change(cache);
    trim(cache);
    end_change(cache);
}

void tni_segments_delete(tni_cache *cache) {
    for (segment *s = cache->segments, *next; s; s = next) {
        next = s->next;
        assert(s->pages && s->first->state == RUN_HOLE && is_whole(s->first) &&
               "all blocks were freed");
        cache->raw.unreserve(cache->raw.context, s->data, s->bytes);
        tni_hide_run(s->first);
        tni_run_drop(cache, s->first);
        tni_host_free(s->pages);
        tni_host_free(s);
    }
    cache->segments = NULL;
}

uint64_t tni_segments_bytes(const tni_cache *cache) {
    uint64_t bytes = 0;
    for (const segment *s = cache->segments; s; s = s->next) {
        for (const run *r = s->first; r; r = r->right) {
            bytes += r->state == RUN_HOLE ? 0 : r->bytes;
        }
    }
    return bytes;
}
