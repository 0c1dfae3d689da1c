/* runs.c: memory in large pieces, cut from segments and joined again.
 *
 * Invariant: the runs of a segment tile it in address order, no two free neighbours touch (but
 * those whose work is on more streams than a stamp holds) and no two holes do; a run is in a bin
 * exactly when it is free, among the holes exactly when it is one, and in the map exactly when it
 * is live. */
#include "memory/cache.h"

#include <assert.h>

enum { SPLIT_BYTES = 4 << 10 }; /* a smaller rest stays with the run */

/* ---- Descriptors ---------------------------------------------------------------------------- */

run *tni_run_make(const tni_cache *cache) {
    run *r = tni_host_alloc(sizeof *r);
    if (r) {
        r->shown = cache->is_shown ? tni_run_place() : NULL;
    }
    return r;
}

void tni_run_unmake(run *r) {
    if (r) {
        tni_run_place_give(r->shown);
        tni_host_free(r);
    }
}

/* Having them first means that nothing has to be undone when metadata runs out. */
bool tni_run_reserve(tni_cache *cache, int n) {
    int have = 0;
    for (const run *r = cache->spare_runs; r && have < n; r = r->next) {
        have++;
    }
    for (; have < n; have++) {
        run *r = tni_run_make(cache);
        if (!r) {
            return false;
        }
        r->next = cache->spare_runs;
        cache->spare_runs = r;
    }
    return true;
}

run *tni_run_new(tni_cache *cache, segment *home, char *data, size_t bytes) {
    run *r = cache->spare_runs;
    assert(r && "reserved before");
    cache->spare_runs = r->next;
    r->left = r->right = r->next = r->prev = NULL;
    r->home = home;
    r->slab = NULL;
    r->data = data;
    r->bytes = bytes;
    r->state = RUN_CLAIMED;
    tni_stamp_set(&r->last, NULL);
    return r;
}

void tni_run_drop(tni_cache *cache, run *r) {
    r->next = cache->spare_runs;
    cache->spare_runs = r;
}

run *tni_run_split(tni_cache *cache, run *r, size_t bytes) {
    run *rest = tni_run_new(cache, r->home, r->data + bytes, r->bytes - bytes);
    tni_stamp_set(&rest->last, &r->last);
    rest->left = r;
    rest->right = r->right;
    if (rest->right) {
        rest->right->left = rest;
    }
    r->right = rest;
    r->bytes = bytes;
    return rest;
}

void tni_run_swallow_right(tni_cache *cache, run *r) {
    run *gone = r->right;
    r->bytes += gone->bytes;
    r->right = gone->right;
    if (r->right) {
        r->right->left = r;
    }
    tni_run_drop(cache, gone);
}

/* ---- Allocating ----------------------------------------------------------------------------- */

static run *claim(tni_cache *cache, run *r) {
    if (r) {
        tni_bin_remove(cache, r);
    }
    return r;
}

/* A free run for a request, claimed. Small requests take from what was got for them at the range's
 * far end, or what is no larger than a page: they live long, and in a large run would part it for
 * good. */
static run *claim_free(tni_cache *cache, size_t bytes, size_t alignment, const tni_clock *clock,
                       bool keeps_large) {
    run *r = keeps_large ? tni_bins_fit(cache, bytes, alignment, cache->far, clock) : NULL;
    if (!r) {
        r = tni_bins_fit(cache, bytes, alignment, NULL, clock);
        r = r && keeps_large && r->bytes > cache->page_bytes ? NULL : r;
    }
    return claim(cache, r);
}

/* A claimed run that fits; others may change the cache while this thread has to wait. */
static run *claim_fit(tni_cache *cache, size_t bytes, size_t alignment, const tni_clock *clock) {
    bool keeps_large = bytes <= SLAB_BYTES && (cache->has_range || cache->wants_range);
    for (;;) {
        run *r = claim_free(cache, bytes, alignment, clock, keeps_large);
        if (r) {
            return r;
        }
        if (cache->changing) {
            tni_segments_await(cache);
            continue;
        }
        r = keeps_large ? tni_segments_grow_far(cache, bytes, alignment)
                        : tni_segments_grow(cache, bytes, alignment);
        if (r || tni_pending()) {
            return r;
        }
        if (!keeps_large) { /* there is no more memory to get: any run that fits will do */
            return claim(cache, tni_bins_last_fit(cache, bytes, alignment));
        }
        keeps_large = false;
    }
}

static void name_user(run *r) {
    const tni_frame *frame = tni_frame_outermost();
    r->op = frame ? frame->name : NULL;
    r->at = frame ? frame->at : (tn_site){0};
}

run *tni_run_alloc(tni_cache *cache, size_t bytes, size_t alignment, const tni_clock *clock) {
    if (bytes > SIZE_MAX / 4) {
        return NULL;
    }
    bytes = (bytes + RUN_UNIT - 1) / RUN_UNIT * RUN_UNIT;
    run *r = claim_fit(cache, bytes, alignment, clock);
    if (!r) {
        return NULL;
    }
    if (!tni_live_reserve(&cache->live) || !tni_run_reserve(cache, 2)) {
        tni_run_release(cache, r);
        return NULL;
    }
    const size_t lead = tni_run_lead(r, alignment);
    if (lead > 0) {
        run *front = r;
        r = tni_run_split(cache, front, lead);
        tni_run_release(cache, front);
    }
    if (r->bytes - bytes >= SPLIT_BYTES) {
        tni_run_release(cache, tni_run_split(cache, r, bytes));
    }
    r->state = RUN_LIVE;
    name_user(r);
    tni_live_put(&cache->live, r);
    return r;
}

/* ---- Freeing -------------------------------------------------------------------------------- */

/* Joins a claimed run with its right neighbour, when that is free: the work that used either is the
 * work that used both. */
static void absorb_right(tni_cache *cache, run *r) {
    run *gone = r->right;
    if (gone && gone->state == RUN_FREE && tni_stamp_join(&r->last, &gone->last)) {
        tni_bin_remove(cache, gone);
        tni_run_swallow_right(cache, r);
    }
}

void tni_run_release(tni_cache *cache, run *r) {
    absorb_right(cache, r);
    run *left = r->left;
    if (left && left->state == RUN_FREE && tni_stamp_join(&left->last, &r->last)) {
        tni_bin_remove(cache, left);
        tni_run_swallow_right(cache, left);
        r = left;
    }
    tni_bin_add(cache, r);
}

void tni_run_free(tni_cache *cache, run *r) {
    tni_live_remove(&cache->live, r);
    r->slab = NULL;
    tni_hide_run(r);
    tni_run_release(cache, r);
}

void tni_runs_forget_work(tni_cache *cache) {
    for (const segment *s = cache->segments; s; s = s->next) {
        for (run *r = s->first; r; r = r->right) {
            if (r->state == RUN_FREE) { /* counted anew, without work */
                tni_bin_remove(cache, r);
                tni_stamp_set(&r->last, NULL);
                tni_bin_add(cache, r);
            }
        }
        for (run *r = s->first; r; r = r->right) {
            while (r->state == RUN_FREE && r->right && r->right->state == RUN_FREE) {
                tni_bin_remove(cache, r->right);
                tni_bin_remove(cache, r);
                tni_run_swallow_right(cache, r);
                tni_bin_add(cache, r);
            }
        }
    }
}

void tni_runs_count_waiting(tni_cache *cache) {
    tni_shown_side *large = &tni_account_of(cache)->large;
    for (const segment *s = cache->segments; s; s = s->next) {
        for (run *r = s->first; r; r = r->right) {
            if (r->state == RUN_FREE && r->waits && !tni_waits(cache, &r->last)) {
                r->waits = false;
                tni_show_run(cache, r, TNI_SHOWN_FREE);
                tni_count(&large->waiting, -(uint64_t)1);
                tni_count(&large->waiting_bytes, -(uint64_t)r->bytes);
            }
        }
    }
}

void tni_runs_delete(tni_cache *cache) {
    for (run *r = cache->spare_runs, *next; r; r = next) {
        next = r->next;
        tni_run_unmake(r);
    }
    tni_host_free(cache->live.slots);
}

/* ---- Looking -------------------------------------------------------------------------------- */

static bool can_join(const run *a, const run *b) {
    tni_stamp joined = a->last;
    return tni_stamp_join(&joined, &b->last);
}

static bool may_touch(const run *a, const run *b) {
    return !(a->state == RUN_HOLE && b->state == RUN_HOLE) &&
           !(a->state == RUN_FREE && b->state == RUN_FREE && can_join(a, b));
}

static bool is_tiled(const segment *s) {
    const char *end = s->data;
    for (const run *r = s->first; r; r = r->right) {
        const bool links =
            r->home == s && (!r->right || (r->right->left == r && may_touch(r, r->right)));
        if (r->data != end || !links || r->bytes == 0) {
            return false;
        }
        end += r->bytes;
    }
    return end == s->data + s->bytes;
}

static bool bins_are_valid(const tni_cache *cache) {
    bool valid = true;
    for (int bin = 0; bin < BINS; bin++) {
        const bool bit = cache->bin_bits[bin / 64] >> bin % 64 & 1;
        valid = valid && bit == (cache->bins[bin] != NULL);
        for (const run *r = cache->bins[bin]; r; r = r->next) {
            valid = valid && r->state == RUN_FREE && tni_bin_of(r->bytes) == bin;
        }
    }
    return valid;
}

bool tni_runs_are_valid(const tni_cache *cache) {
    bool valid = bins_are_valid(cache);
    size_t count = 0;
    for (const segment *s = cache->segments; s; s = s->next) {
        valid = valid && is_tiled(s);
    }
    for (const run *r = cache->holes; r; r = r->next) {
        valid = valid && r->state == RUN_HOLE;
    }
    for (size_t i = 0; i < cache->live.capacity; i++) {
        const run *r = cache->live.slots[i];
        count += r != NULL;
        valid = valid && (!r || (r->state == RUN_LIVE && tni_run_find(cache, r->data) == r));
    }
    return valid && count == cache->live.count;
}
