/* bins.c: free runs by size, and which of them an allocation gets.
 *
 * Invariant: a run is in a bin exactly when it is free. Bins divide each doubling into 16, so that
 * the first run of the next bin is at most 6% too large; the request's own bin is scanned for the
 * best fit first. That is close to best fit (which kept reserved memory lowest on recorded traces)
 * at a bounded cost; whoever would have to fail otherwise looks at all of them. */
#include "memory/cache.h"

#include <limits.h>

enum {
    SCAN_MAX = 32,  /* runs of a bin that are looked at, while there is memory besides */
    READY_BINS = 3, /* how much larger a run may be that needs no wait: 12% to 18% */
};

int tni_bin_of(size_t bytes) {
    const uint64_t units = bytes / RUN_UNIT;
    if (units < BIN_STEPS) {
        return (int)units;
    }
    const int log2 = 63 - __builtin_clzll(units);
    const int bin = (log2 - 3) * BIN_STEPS + (int)(units >> (log2 - 4) & (BIN_STEPS - 1));
    return bin < BINS ? bin : BINS - 1;
}

/* What of a free run could not be given back: beside whole pages in a range, and what is no whole
 * segment. */
static size_t split_bytes_of(const tni_cache *cache, const run *r) {
    if (!r->home->pages) {
        return r->left || r->right ? r->bytes : 0;
    }
    const size_t lead = tni_run_lead(r, cache->page_bytes);
    return r->bytes < lead + cache->page_bytes
               ? r->bytes
               : r->bytes - (r->bytes - lead) / cache->page_bytes * cache->page_bytes;
}

static void count_free(tni_cache *cache, run *r) {
    tni_shown_side *large = &tni_account_of(cache)->large;
    r->split_bytes = split_bytes_of(cache, r);
    if (r->split_bytes > 0) {
        tni_count(&large->split, 1);
        tni_count(&large->split_bytes, r->split_bytes);
    }
    r->waits = tni_waits(cache, &r->last);
    if (r->waits) {
        tni_count(&large->waiting, 1);
        tni_count(&large->waiting_bytes, r->bytes);
    }
}

static void uncount_free(tni_cache *cache, const run *r) {
    tni_shown_side *large = &tni_account_of(cache)->large;
    if (r->split_bytes > 0) {
        tni_count(&large->split, -(uint64_t)1);
        tni_count(&large->split_bytes, -(uint64_t)r->split_bytes);
    }
    if (r->waits) {
        tni_count(&large->waiting, -(uint64_t)1);
        tni_count(&large->waiting_bytes, -(uint64_t)r->bytes);
    }
}

void tni_bin_add(tni_cache *cache, run *r) {
    const int bin = tni_bin_of(r->bytes);
    r->state = RUN_FREE;
    r->prev = NULL;
    r->next = cache->bins[bin];
    if (r->next) {
        r->next->prev = r;
    }
    cache->bins[bin] = r;
    cache->bin_bits[bin / 64] |= (uint64_t)1 << bin % 64;
    count_free(cache, r);
    tni_show_run(cache, r, TNI_SHOWN_FREE);
}

void tni_bin_remove(tni_cache *cache, run *r) {
    const int bin = tni_bin_of(r->bytes);
    if (r->next) {
        r->next->prev = r->prev;
    }
    if (r->prev) {
        r->prev->next = r->next;
    } else {
        cache->bins[bin] = r->next;
        if (!r->next) {
            cache->bin_bits[bin / 64] &= ~((uint64_t)1 << bin % 64);
        }
    }
    r->state = RUN_CLAIMED;
    r->next = r->prev = NULL;
    uncount_free(cache, r);
    tni_hide_run(r);
}

/* Bytes in front of the first aligned address of the run. */
size_t tni_run_lead(const run *r, size_t alignment) {
    return (alignment - ((uintptr_t)r->data & (alignment - 1))) & (alignment - 1);
}

/* Whether a stream with this clock can use the run without waiting. */
static bool is_ready(const run *r, const tni_clock *clock) {
    return r->last.n == 0 || !clock || tni_stamp_covered(&r->last, clock);
}

/* What a run has to be. */
typedef struct wish {
    size_t bytes, alignment;
    const char *from;       /* lies at or above that address */
    const tni_clock *clock; /* is ready for it; NULL: any is */
    int looks;              /* at so many of a bin */
} wish;

/* The smallest fitting run among the first of a bin; of equal ones the lowest address, so that
 * memory fills from one end. */
static run *best_of_bin(const tni_cache *cache, int bin, const wish *w) {
    run *best = NULL;
    int looked = 0;
    for (run *r = cache->bins[bin]; r && looked < w->looks; r = r->next, looked++) {
        const bool fits = r->bytes >= w->bytes &&
                          r->bytes - w->bytes >= tni_run_lead(r, w->alignment) &&
                          r->data >= w->from && is_ready(r, w->clock);
        if (fits && (!best || r->bytes < best->bytes ||
                     (r->bytes == best->bytes && r->data < best->data))) {
            best = r;
        }
    }
    return best;
}

/* The first bin at or above `bin` that holds a run; BINS when there is none. */
static int next_bin(const tni_cache *cache, int bin) {
    for (int word = bin / 64; bin < BINS && word < BIN_WORDS; word++) {
        uint64_t bits = cache->bin_bits[word];
        if (word == bin / 64) {
            bits &= ~(uint64_t)0 << bin % 64;
        }
        if (bits) {
            return word * 64 + __builtin_ctzll(bits);
        }
    }
    return BINS;
}

/* The best fit at or above a bin and below another. */
static run *fit_between(const tni_cache *cache, int first, int end, const wish *w) {
    for (int bin = next_bin(cache, first); bin < end; bin = next_bin(cache, bin + 1)) {
        run *r = best_of_bin(cache, bin, w);
        if (r) {
            return r;
        }
    }
    return NULL;
}

/* The best fit, unless a run that needs no waiting is hardly larger: a wait holds up a stream, and
 * memory that is left over holds up nobody. */
run *tni_bins_fit(const tni_cache *cache, size_t bytes, size_t alignment, const char *from,
                  const tni_clock *clock) {
    const int first = tni_bin_of(bytes);
    wish w = {.bytes = bytes, .alignment = alignment, .from = from, .looks = SCAN_MAX};
    run *best = fit_between(cache, first, BINS, &w);
    if (!best || is_ready(best, clock)) {
        return best;
    }
    const int end = tni_bin_of(best->bytes) + READY_BINS;
    w.clock = clock;
    run *ready = fit_between(cache, first, end < BINS ? end : BINS, &w);
    return ready ? ready : best;
}

run *tni_bins_last_fit(const tni_cache *cache, size_t bytes, size_t alignment) {
    const wish w = {.bytes = bytes, .alignment = alignment, .looks = INT_MAX};
    return fit_between(cache, tni_bin_of(bytes), BINS, &w);
}

size_t tni_bins_largest(const tni_cache *cache) {
    size_t largest = 0;
    for (int bin = BINS - 1; bin >= 0 && largest == 0; bin--) {
        for (const run *r = cache->bins[bin]; r; r = r->next) {
            largest = r->bytes > largest ? r->bytes : largest;
        }
    }
    return largest;
}
