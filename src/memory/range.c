/* range.c: one growing range of addresses, with pages of memory in parts of it.
 *
 * The range is tiled by runs from its first to its last address, holes among them. Growing puts
 * pages into a hole, preferably one beside free runs, for what is there need not be got. Small
 * requests get pages at the far end of the range, so that they do not part what large ones free.
 * When there are no fresh pages any more, those of free runs move: their addresses become a hole.
 * So reserved memory is what is live, rounded to pages, whatever the order of frees; without a
 * limit nothing moves.
 *
 * Invariant: as in segments.c, whose turn at changing covers all that is done here. A claimed hole
 * is in no list, and stays apart from what has memory until it has pages. */
#include "memory/cache.h"

/* ---- Holes ----------------------------------------------------------------------------------- */

static void add_hole(tni_cache *cache, run *r) {
    r->state = RUN_HOLE;
    r->last = (tni_stamp){.n = 0};
    r->prev = NULL;
    r->next = cache->holes;
    if (r->next) {
        r->next->prev = r;
    }
    cache->holes = r;
    tni_show_run(cache, r, TNI_SHOWN_HOLE);
}

static void remove_hole(tni_cache *cache, run *r) {
    if (r->next) {
        r->next->prev = r->prev;
    }
    if (r->prev) {
        r->prev->next = r->next;
    } else {
        cache->holes = r->next;
    }
    r->next = r->prev = NULL;
    r->state = RUN_CLAIMED;
    tni_hide_run(r);
}

/* A claimed run without pages becomes a hole, joined with those beside it. */
static void release_hole(tni_cache *cache, run *r) {
    if (r->right && r->right->state == RUN_HOLE) {
        remove_hole(cache, r->right);
        tni_run_swallow_right(cache, r);
    }
    run *left = r->left;
    if (left && left->state == RUN_HOLE) {
        remove_hole(cache, left);
        tni_run_swallow_right(cache, left);
        r = left;
    }
    add_hole(cache, r);
}

static uint64_t *pages_of(const tni_cache *cache, const run *r) {
    return r->home->pages + (size_t)(r->data - r->home->data) / cache->page_bytes;
}

/* Without the lock: a range, all of it one run. NULL with an error, or without one and *refused
 * when there can be none. */
static segment *reserve_range(tni_cache *cache, size_t *page_bytes, bool *refused) {
    const tni_raw_memory *raw = &cache->raw;
    size_t span = 0;
    const tn_status before = tni_pending();
    char *data = raw->reserve(raw->context, &span, page_bytes);
    *refused = !data && tni_pending() == before;
    if (!data) {
        return NULL;
    }
    segment *s = tni_host_alloc_zeroed(sizeof *s);
    uint64_t *pages = s ? tni_host_alloc_zeroed(span / *page_bytes * sizeof *pages) : NULL;
    run *all = pages ? tni_run_make(cache) : NULL;
    if (!all) {
        raw->unreserve(raw->context, data, span);
        tni_host_free(pages);
        tni_host_free(s);
        return NULL;
    }
    *s = (segment){.data = data, .bytes = span, .pages = pages, .first = all};
    *all = (run){.home = s, .data = data, .bytes = span, .shown = all->shown};
    return s;
}

/* Opens the range when it is wanted first; false, perhaps with an error, when there is none. */
bool tni_range_open(tni_cache *cache) {
    if (cache->has_range || !cache->wants_range) {
        return cache->has_range;
    }
    size_t page_bytes = 0;
    bool refused;
    tni_leave(cache);
    segment *s = reserve_range(cache, &page_bytes, &refused);
    tni_enter(cache);
    cache->wants_range = !refused;
    if (!s) {
        return false;
    }
    tni_segment_link(cache, s);
    add_hole(cache, s->first);
    cache->has_range = true;
    cache->page_bytes = page_bytes;
    tni_store(&tni_account_of(cache)->page_bytes, page_bytes);
    cache->far = s->data + s->bytes;
    return true;
}

/* ---- Where to grow --------------------------------------------------------------------------- */

/* Runs from `first` on, free ones and holes, that hold a request once `bytes` of pages are put into
 * the holes. */
typedef struct place {
    run *first;
    size_t skipped; /* at the front of a hole, which is first then, and stay one */
    size_t bytes;
    char *end; /* pages are needed up to here */
} place;

/* What it takes to start at `first`; false when a live run or a stamp is in the way. */
static bool try_place(const tni_cache *cache, run *first, size_t bytes, size_t alignment,
                      place *out) {
    const size_t page = cache->page_bytes;
    const char *needed = first->data + tni_run_lead(first, alignment) + bytes;
    *out = (place){.first = first, .end = first->data};
    tni_stamp joined = first->last;
    for (run *r = first; r && (r->state == RUN_FREE || r->state == RUN_HOLE); r = r->right) {
        size_t used = r->bytes;
        if (r->state == RUN_HOLE) {
            const size_t wanted = ((size_t)(needed - r->data) + page - 1) / page * page;
            used = wanted < used ? wanted : used;
            out->bytes += used;
        } else if (!tni_stamp_join(&joined, &r->last)) {
            return false;
        }
        out->end = r->data + used;
        if (out->end >= needed) {
            return true;
        }
    }
    return false;
}

/* The place that takes the fewest pages; of equal ones that with the lowest address. */
static bool find_place(const tni_cache *cache, size_t bytes, size_t alignment, place *best) {
    bool found = false;
    for (run *hole = cache->holes; hole; hole = hole->next) {
        run *starts[] = {hole, hole->left && hole->left->state == RUN_FREE ? hole->left : NULL};
        for (int i = 0; i < 2 && starts[i]; i++) {
            place p;
            if (try_place(cache, starts[i], bytes, alignment, &p) &&
                (!found || p.bytes < best->bytes ||
                 (p.bytes == best->bytes && p.first->data < best->first->data))) {
                *best = p;
                found = true;
            }
        }
    }
    return found;
}

/* Takes the runs of a place out of bins and holes; the last hole is cut where the pages end. Holes
 * stay apart from what has memory, until there are pages. False with an error. */
static bool claim_place(tni_cache *cache, place *p) {
    if (!tni_run_reserve(cache, 2)) {
        return false;
    }
    if (p->skipped > 0) {
        run *hole = p->first;
        p->first = tni_run_split(cache, hole, p->skipped);
        tni_show_run(cache, hole, TNI_SHOWN_HOLE);
        add_hole(cache, p->first);
        p->skipped = 0;
    }
    for (run *r = p->first; r && r->data < p->end; r = r->right) {
        if (r->state == RUN_FREE) {
            tni_bin_remove(cache, r);
            continue;
        }
        remove_hole(cache, r);
        if (r->data + r->bytes > p->end) {
            add_hole(cache, tni_run_split(cache, r, (size_t)(p->end - r->data)));
        }
        r->state = RUN_CLAIMED_HOLE;
    }
    return true;
}

/* ---- Pages ----------------------------------------------------------------------------------- */

/* Pages on their way from one place to another. */
typedef struct page_stock {
    uint64_t *pages;
    size_t n, capacity;
} page_stock;

static size_t whole_pages(const tni_cache *cache, const run *r, size_t *lead) {
    *lead = tni_run_lead(r, cache->page_bytes);
    return r->bytes > *lead ? (r->bytes - *lead) / cache->page_bytes : 0;
}

/* Claims up to n whole pages of a free run, its last ones; NULL when it has none. The run's stamps
 * stay with what is claimed: it may be free again. False: *claimed is NULL, with an error. */
static bool claim_pages(tni_cache *cache, run *r, size_t n, run **claimed) {
    size_t lead;
    const size_t whole = whole_pages(cache, r, &lead), page = cache->page_bytes;
    *claimed = NULL;
    if (whole == 0) {
        return true;
    }
    if (!tni_run_reserve(cache, 2)) {
        return false;
    }
    const size_t taken = whole < n ? whole : n;
    const size_t front = lead + (whole - taken) * page;
    tni_bin_remove(cache, r);
    run *middle = r;
    if (front > 0) {
        middle = tni_run_split(cache, r, front);
        tni_bin_add(cache, r);
    }
    if (middle->bytes > taken * page) {
        tni_bin_add(cache, tni_run_split(cache, middle, taken * page));
    }
    *claimed = middle;
    return true;
}

/* Claims whole pages of free runs, the largest first, until there are n. Linked by `next`. */
run *tni_range_claim_free(tni_cache *cache, size_t n, size_t *found) {
    run *claimed = NULL;
    *found = 0;
    for (int bin = BINS - 1; bin >= 0 && *found < n; bin--) {
        for (run *r = cache->bins[bin], *next; r && *found < n; r = next) {
            next = r->next;
            run *piece = NULL;
            if (r->home->pages && !claim_pages(cache, r, n - *found, &piece)) {
                return claimed;
            }
            if (piece) {
                *found += piece->bytes / cache->page_bytes;
                piece->next = claimed;
                claimed = piece;
            }
        }
    }
    return claimed;
}

/* Without the lock: takes the pages of claimed runs, whose work is done; how many did not find a
 * place in the stock, and went back. */
static size_t unmap_runs(tni_cache *cache, run *claimed, page_stock *stock) {
    size_t dropped = 0;
    for (run *r = claimed; r; r = r->next) {
        const size_t n = r->bytes / cache->page_bytes;
        if (!tni_raw_unmap(cache, r->data, n)) {
            continue;
        }
        if (cache->raw.host) {
            tni_unpoison(r->data, r->bytes);
        }
        r->state = RUN_CLAIMED_HOLE;
        for (size_t i = 0; i < n; i++) {
            if (stock->n < stock->capacity) {
                stock->pages[stock->n++] = pages_of(cache, r)[i];
            } else {
                tni_raw_drop_page(cache, pages_of(cache, r)[i]);
                dropped++;
            }
        }
    }
    return dropped;
}

size_t tni_range_unmap(tni_cache *cache, run *claimed) {
    return unmap_runs(cache, claimed, &(page_stock){0});
}

void tni_range_release(tni_cache *cache, run *claimed) {
    for (run *r = claimed, *next; r; r = next) {
        next = r->next;
        if (r->state == RUN_CLAIMED_HOLE) {
            release_hole(cache, r);
        } else {
            tni_run_release(cache, r);
        }
    }
}

/* Fills the stock: with fresh pages while there are some, then, if they may move, with those of
 * free runs. The lock is given up; reserved_bytes is what it is then. */
static bool stock_pages(tni_cache *cache, page_stock *stock, bool may_move) {
    const size_t page = cache->page_bytes;
    const size_t wanted = tni_promise_units(cache, stock->capacity, page);
    const tn_status before = tni_pending();
    if (wanted > 0) {
        tni_leave(cache);
        while (stock->n < wanted && tni_raw_make_page(cache, &stock->pages[stock->n])) {
            stock->n++;
        }
        tni_enter(cache);
    }
    tni_take_units(cache, wanted, stock->n, page);
    if (stock->n == stock->capacity || !may_move || tni_pending() != before) {
        return stock->n == stock->capacity;
    }
    tni_slabs_trim(cache);
    size_t found;
    run *claimed = tni_range_claim_free(cache, stock->capacity - stock->n, &found);
    if (stock->n + found == stock->capacity) {
        tni_leave(cache);
        if (tni_work_is_done(cache)) {
            unmap_runs(cache, claimed, stock);
        }
        tni_enter(cache);
    }
    tni_range_release(cache, claimed);
    return stock->n == stock->capacity;
}

/* They are reserved until they went back: the cache beside takes from the same limit. */
static void empty_stock(tni_cache *cache, const page_stock *stock) {
    if (stock->n > 0) {
        tni_leave(cache);
        for (size_t i = stock->n; i > 0; i--) {
            tni_raw_drop_page(cache, stock->pages[i - 1]);
        }
        tni_enter(cache);
        tni_give_units(cache, stock->n, cache->page_bytes);
    }
}

/* Takes the stock's first pages out of the holes before `end` again; what the device keeps is the
 * memory of its run, which is a hole no longer. */
static void unmap_place(tni_cache *cache, const place *p, const run *end, page_stock *stock) {
    size_t at = 0;
    for (run *r = p->first; r != end; r = r->right) {
        if (r->state != RUN_CLAIMED_HOLE) {
            continue;
        }
        const size_t n = r->bytes / cache->page_bytes;
        if (tni_raw_unmap(cache, r->data, n)) {
            at += n;
            continue;
        }
        stock->n -= n;
        memmove(stock->pages + at, stock->pages + at + n, (stock->n - at) * sizeof *stock->pages);
        r->state = RUN_CLAIMED;
    }
}

/* Without the lock: puts the stock into the holes of a claimed place. False when the device
 * refuses; what was mapped until then is taken out again. */
static bool map_place(tni_cache *cache, const place *p, page_stock *stock) {
    size_t used = 0;
    for (run *r = p->first; r && r->data < p->end; r = r->right) {
        if (r->state != RUN_CLAIMED_HOLE) {
            continue;
        }
        const size_t n = r->bytes / cache->page_bytes;
        if (!tni_raw_map(cache, r->data, stock->pages + used, n)) {
            unmap_place(cache, p, r, stock);
            return false;
        }
        memcpy(pages_of(cache, r), stock->pages + used, n * sizeof *stock->pages);
        used += n;
    }
    return true;
}

/* The claimed runs of a place become one: with memory everywhere. */
static run *join_place(tni_cache *cache, const place *p) {
    run *r = p->first;
    r->state = RUN_CLAIMED;
    while (r->data + r->bytes < p->end) {
        tni_stamp_join(&r->last, &r->right->last); /* try_place() saw that there is room */
        tni_run_swallow_right(cache, r);
    }
    return r;
}

/* Gives back what was claimed for a place that got no pages. */
static void leave_place(tni_cache *cache, const place *p) {
    run *next = p->first;
    while (next && next->data < p->end) {
        run *r = next;
        next = r->data + r->bytes < p->end ? r->right : NULL;
        if (r->state == RUN_CLAIMED_HOLE) {
            release_hole(cache, r);
        } else {
            tni_run_release(cache, r);
        }
    }
}

/* Puts pages into the holes of a place. NULL, perhaps with an error, when that cannot be. */
static run *grow_at(tni_cache *cache, place *p, bool may_move) {
    page_stock stock = {.capacity = p->bytes / cache->page_bytes};
    stock.pages = tni_host_alloc(stock.capacity * sizeof *stock.pages);
    if (!stock.pages || !claim_place(cache, p)) {
        tni_host_free(stock.pages);
        return NULL;
    }
    bool fine = stock_pages(cache, &stock, may_move);
    if (fine) {
        tni_leave(cache);
        fine = map_place(cache, p, &stock);
        tni_enter(cache);
    }
    run *r = fine ? join_place(cache, p) : NULL;
    if (r && cache->raw.host) {
        tni_poison(r->data, r->bytes);
    }
    if (!fine) {
        leave_place(cache, p);
        empty_stock(cache, &stock);
    }
    tni_host_free(stock.pages);
    return r;
}

run *tni_range_grow(tni_cache *cache, size_t bytes, size_t alignment) {
    place p = {0};
    return find_place(cache, bytes, alignment, &p) ? grow_at(cache, &p, true) : NULL;
}

/* The hole with the highest address, or NULL. */
static run *highest_hole(const tni_cache *cache) {
    run *highest = cache->holes;
    for (run *r = highest; r; r = r->next) {
        highest = r->data > highest->data ? r : highest;
    }
    return highest;
}

run *tni_range_grow_far(tni_cache *cache, size_t bytes, size_t alignment) {
    const size_t page = cache->page_bytes, wanted = (bytes + page - 1) / page * page;
    run *hole = highest_hole(cache);
    if (!hole || hole->bytes < wanted || alignment > page ||
        tni_bytes_below_limit(cache) < wanted) {
        return NULL;
    }
    char *end = hole->data + hole->bytes;
    run *r = grow_at(
        cache,
        &(place){.first = hole, .skipped = hole->bytes - wanted, .bytes = wanted, .end = end},
        false);
    if (r && r->data < cache->far) {
        cache->far = r->data;
    }
    return r;
}
