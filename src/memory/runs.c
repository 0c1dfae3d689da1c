/* runs.c: memory in large pieces: a good-fit index over segments, with split and coalesce.
 *
 * Invariant: the runs of a segment tile it in address order, no two free neighbours touch (but
 * those whose work is on more streams than a stamp holds), and a run is in a bin exactly when it is
 * free and in the map exactly when it is live.
 *
 * Bins divide each doubling into 16, so that the first run of the next bin is at most 6% too large;
 * the request's own bin is scanned for the best fit first. That is close to best fit (which kept
 * reserved memory lowest on recorded traces) at a bounded cost. */
#include "memory/cache.h"

#include <assert.h>
#include <stdint.h>

enum {
    SCAN_MAX = 32,         /* runs of a bin that are looked at */
    SPLIT_BYTES = 4 << 10, /* a smaller rest stays with the run */
    READY_BINS = 3,        /* how much larger a run may be that needs no wait: 12% to 18% */
    MAP_FIRST = 256,
};
static const size_t segment_bytes_min = (size_t)4 << 20, segment_bytes_max = (size_t)256 << 20,
                    segment_unit = (size_t)2 << 20;

/* ---- Live runs by address ---------------------------------------------------------------------
 */

static size_t slot_of(const address_map *map, const void *data) {
    return (size_t)(((uintptr_t)data >> 9) * 0x9e3779b97f4a7c15u >> 20) & (map->capacity - 1);
}

static void map_put(address_map *map, run *r) {
    size_t i = slot_of(map, r->data);
    while (map->slots[i]) {
        i = (i + 1) & (map->capacity - 1);
    }
    map->slots[i] = r;
    map->count++;
}

/* Room for one more, at most half full. */
static bool map_reserve(address_map *map) {
    if (2 * (map->count + 1) <= map->capacity) {
        return true;
    }
    const address_map old = *map;
    const size_t capacity = old.capacity ? 2 * old.capacity : MAP_FIRST;
    run **slots = tni_host_alloc_zeroed(capacity * sizeof *slots);
    if (!slots) {
        return false;
    }
    *map = (address_map){.slots = slots, .capacity = capacity};
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.slots[i]) {
            map_put(map, old.slots[i]);
        }
    }
    tni_host_free(old.slots);
    return true;
}

run *tni_run_find(const tni_cache *cache, const void *data) {
    const address_map *map = &cache->live;
    if (map->capacity == 0) {
        return NULL;
    }
    size_t i = slot_of(map, data);
    while (map->slots[i] && map->slots[i]->data != data) {
        i = (i + 1) & (map->capacity - 1);
    }
    return map->slots[i];
}

/* Closes the gap by moving back what was pushed past it, so that no tombstones are needed. */
static void map_remove(address_map *map, const run *r) {
    const size_t mask = map->capacity - 1;
    size_t hole = slot_of(map, r->data);
    while (map->slots[hole] != r) {
        assert(map->slots[hole] && "a live run is in the map");
        hole = (hole + 1) & mask;
    }
    for (size_t i = (hole + 1) & mask; map->slots[i]; i = (i + 1) & mask) {
        const size_t home = slot_of(map, map->slots[i]->data);
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            map->slots[hole] = map->slots[i];
            hole = i;
        }
    }
    map->slots[hole] = NULL;
    map->count--;
}

/* ---- Descriptors ------------------------------------------------------------------------------
 */

/* Two descriptors are all that one allocation can need; having them first means that nothing has
 * to be undone when metadata runs out. */
static bool reserve_descriptors(tni_cache *cache, int n) {
    int have = 0;
    for (const run *r = cache->spare_runs; r && have < n; r = r->next) {
        have++;
    }
    for (; have < n; have++) {
        run *r = tni_host_alloc(sizeof *r);
        if (!r) {
            return false;
        }
        r->next = cache->spare_runs;
        cache->spare_runs = r;
    }
    return true;
}

static run *new_run(tni_cache *cache, segment *home, char *data, size_t bytes) {
    run *r = cache->spare_runs;
    cache->spare_runs = r->next;
    *r = (run){.home = home, .data = data, .bytes = bytes};
    return r;
}

static void drop_run(tni_cache *cache, run *r) {
    r->next = cache->spare_runs;
    cache->spare_runs = r;
}

/* ---- Bins -------------------------------------------------------------------------------------
 */

static int bin_of(size_t bytes) {
    const uint64_t units = bytes / RUN_UNIT;
    if (units < BIN_STEPS) {
        return (int)units;
    }
    const int log2 = 63 - __builtin_clzll(units);
    const int bin = (log2 - 3) * BIN_STEPS + (int)(units >> (log2 - 4) & (BIN_STEPS - 1));
    return bin < BINS ? bin : BINS - 1;
}

static void bin_add(tni_cache *cache, run *r) {
    const int bin = bin_of(r->bytes);
    r->free = true;
    r->prev = NULL;
    r->next = cache->bins[bin];
    if (r->next) {
        r->next->prev = r;
    }
    cache->bins[bin] = r;
    cache->bin_bits[bin / 64] |= (uint64_t)1 << bin % 64;
}

static void bin_remove(tni_cache *cache, run *r) {
    const int bin = bin_of(r->bytes);
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
    r->free = false;
    r->next = r->prev = NULL;
}

/* Bytes in front of the first aligned address of the run. */
static size_t lead_of(const run *r, size_t alignment) {
    return (alignment - ((uintptr_t)r->data & (alignment - 1))) & (alignment - 1);
}

/* Whether a stream with this clock can use the run without waiting. */
static bool is_ready(const run *r, const tni_clock *clock) {
    return r->last.n == 0 || !clock || tni_stamp_covered(&r->last, clock);
}

/* The smallest fitting run among the first of a bin that is ready for the clock (NULL: any); of
 * equal ones the lowest address, so that memory fills from one end. */
static run *best_of_bin(const tni_cache *cache, int bin, size_t bytes, size_t alignment,
                        const tni_clock *clock) {
    run *best = NULL;
    int looked = 0;
    for (run *r = cache->bins[bin]; r && looked < SCAN_MAX; r = r->next, looked++) {
        const bool fits =
            r->bytes >= bytes && r->bytes - bytes >= lead_of(r, alignment) && is_ready(r, clock);
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
static run *fit_between(const tni_cache *cache, int first, int end, size_t bytes, size_t alignment,
                        const tni_clock *clock) {
    for (int bin = next_bin(cache, first); bin < end; bin = next_bin(cache, bin + 1)) {
        run *r = best_of_bin(cache, bin, bytes, alignment, clock);
        if (r) {
            return r;
        }
    }
    return NULL;
}

/* The best fit, unless a run that needs no waiting is hardly larger: a wait holds up a stream, and
 * memory that is left over holds up nobody. */
static run *find_fit(const tni_cache *cache, size_t bytes, size_t alignment,
                     const tni_clock *clock) {
    const int first = bin_of(bytes);
    run *best = fit_between(cache, first, BINS, bytes, alignment, NULL);
    if (!best || is_ready(best, clock)) {
        return best;
    }
    const int end = bin_of(best->bytes) + READY_BINS;
    run *ready = fit_between(cache, first, end < BINS ? end : BINS, bytes, alignment, clock);
    return ready ? ready : best;
}

/* ---- Segments ---------------------------------------------------------------------------------
 */

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

static bool within_limit(const tni_cache *cache, size_t bytes) {
    return cache->limit_bytes == 0 || (cache->reserved_bytes <= cache->limit_bytes &&
                                       bytes <= cache->limit_bytes - cache->reserved_bytes);
}

/* A segment of exactly `bytes` as one free run; NULL when there is no memory. Needs a spare
 * descriptor. */
static run *add_segment(tni_cache *cache, segment *s, size_t bytes) {
    char *data = within_limit(cache, bytes) ? cache->raw.alloc(cache->raw.context, bytes) : NULL;
    if (!data) {
        return NULL;
    }
    *s = (segment){.next = cache->segments, .data = data, .bytes = bytes};
    if (s->next) {
        s->next->prev = s;
    }
    cache->segments = s;
    cache->raw_allocations++;
    cache->reserved_bytes += bytes;
    if (cache->reserved_bytes > cache->reserved_bytes_peak) {
        cache->reserved_bytes_peak = cache->reserved_bytes;
    }
    if (cache->raw.host) {
        tni_poison(data, bytes);
    }
    run *r = new_run(cache, s, data, bytes);
    bin_add(cache, r);
    return r;
}

static size_t clamp_bytes(size_t bytes, size_t low, size_t high) {
    return bytes < low ? low : bytes > high ? high : bytes;
}

/* Grows by an eighth of what there is, so that the number of segments stays small and so does
 * what is reserved in vain (peak reserved over peak live of a recorded training run: 1.04; with
 * segments of 20 MiB 1.14); down to what is needed when that does not fit any more. */
static run *grow(tni_cache *cache, size_t bytes, size_t alignment) {
    const size_t lead = alignment > 64 ? alignment : 0;
    const size_t needed = (bytes + lead + segment_unit - 1) / segment_unit * segment_unit;
    const size_t wished = clamp_bytes(cache->reserved_bytes / 8 / segment_unit * segment_unit,
                                      needed > segment_bytes_min ? needed : segment_bytes_min,
                                      needed > segment_bytes_max ? needed : segment_bytes_max);
    const size_t exact = (bytes + lead + RUN_UNIT - 1) / RUN_UNIT * RUN_UNIT;
    segment *s = tni_host_alloc(sizeof *s);
    if (!s) {
        return NULL;
    }
    run *r = add_segment(cache, s, wished);
    if (!r) {
        tni_slabs_trim(cache);
        tni_runs_trim(cache);
    }
    r = r ? r : add_segment(cache, s, wished);
    r = r ? r : add_segment(cache, s, needed);
    r = r ? r : add_segment(cache, s, exact);
    if (!r) {
        tni_host_free(s);
    }
    return r;
}

/* The run that covers an idle segment; NULL when part of the segment is in use. */
static run *whole_free_run(const tni_cache *cache, const segment *s) {
    run *r = cache->bins[bin_of(s->bytes)];
    while (r && !(r->home == s && r->bytes == s->bytes)) {
        r = r->next;
    }
    return r;
}

void tni_runs_trim(tni_cache *cache) {
    for (segment *s = cache->segments, *next; s; s = next) {
        next = s->next;
        run *r = whole_free_run(cache, s);
        if (!r) {
            continue;
        }
        bin_remove(cache, r);
        drop_run(cache, r);
        unlink_segment(cache, s);
        cache->reserved_bytes -= s->bytes;
        if (cache->raw.host) {
            tni_unpoison(s->data, s->bytes);
        }
        cache->raw.free(cache->raw.context, s->data, s->bytes);
        tni_host_free(s);
    }
}

/* ---- Allocating -------------------------------------------------------------------------------
 */

/* Cuts `bytes` off the front of a run and returns the rest as a run of its own. */
static run *split(tni_cache *cache, run *r, size_t bytes) {
    run *rest = new_run(cache, r->home, r->data + bytes, r->bytes - bytes);
    rest->last = r->last;
    rest->left = r;
    rest->right = r->right;
    if (rest->right) {
        rest->right->left = rest;
    }
    r->right = rest;
    r->bytes = bytes;
    return rest;
}

run *tni_run_alloc(tni_cache *cache, size_t bytes, size_t alignment, const tni_clock *clock) {
    if (bytes > SIZE_MAX / 4) {
        return NULL;
    }
    bytes = (bytes + RUN_UNIT - 1) / RUN_UNIT * RUN_UNIT;
    if (!map_reserve(&cache->live) || !reserve_descriptors(cache, 3)) {
        return NULL;
    }
    run *r = find_fit(cache, bytes, alignment, clock);
    r = r ? r : grow(cache, bytes, alignment);
    if (!r) {
        return NULL;
    }
    bin_remove(cache, r);
    const size_t lead = lead_of(r, alignment);
    if (lead > 0) {
        run *front = r;
        r = split(cache, front, lead);
        bin_add(cache, front);
    }
    if (r->bytes - bytes >= SPLIT_BYTES) {
        bin_add(cache, split(cache, r, bytes));
    }
    map_put(&cache->live, r);
    return r;
}

/* Joins a free run with its right neighbour, when that is free, too: the work that used either is
 * the work that used both. */
static void absorb_right(tni_cache *cache, run *r) {
    run *gone = r->right;
    if (!gone || !gone->free || !tni_stamp_join(&r->last, &gone->last)) {
        return;
    }
    bin_remove(cache, gone);
    r->bytes += gone->bytes;
    r->right = gone->right;
    if (r->right) {
        r->right->left = r;
    }
    drop_run(cache, gone);
}

void tni_run_free(tni_cache *cache, run *r) {
    map_remove(&cache->live, r);
    r->slab = NULL;
    absorb_right(cache, r);
    bin_add(cache, r);
    run *left = r->left;
    if (left && left->free) {
        bin_remove(cache, left);
        absorb_right(cache, left);
        bin_add(cache, left);
    }
}

void tni_runs_delete(tni_cache *cache) {
    for (run *r = cache->spare_runs, *next; r; r = next) {
        next = r->next;
        tni_host_free(r);
    }
    tni_host_free(cache->live.slots);
}

/* ---- Looking ----------------------------------------------------------------------------------
 */

size_t tni_runs_largest_free(const tni_cache *cache) {
    size_t largest = 0;
    for (int bin = BINS - 1; bin >= 0 && largest == 0; bin--) {
        for (const run *r = cache->bins[bin]; r; r = r->next) {
            largest = r->bytes > largest ? r->bytes : largest;
        }
    }
    return largest;
}

static bool can_join(const run *a, const run *b) {
    tni_stamp joined = a->last;
    return tni_stamp_join(&joined, &b->last);
}

/* Walks from a run to both ends of its segment. */
static bool tiles_segment(const run *r) {
    while (r->left) {
        r = r->left;
    }
    const char *end = r->home->data;
    for (; r; r = r->right) {
        const bool links = !r->right || (r->right->left == r &&
                                         !(r->free && r->right->free && can_join(r, r->right)));
        if (r->data != end || !links || r->bytes == 0) {
            return false;
        }
        end += r->bytes;
    }
    return true;
}

bool tni_runs_are_valid(const tni_cache *cache) {
    bool valid = true;
    size_t count = 0;
    for (int bin = 0; bin < BINS; bin++) {
        const bool bit = cache->bin_bits[bin / 64] >> bin % 64 & 1;
        valid = valid && bit == (cache->bins[bin] != NULL);
        for (const run *r = cache->bins[bin]; r; r = r->next) {
            valid = valid && r->free && bin_of(r->bytes) == bin && tiles_segment(r);
        }
    }
    for (size_t i = 0; i < cache->live.capacity; i++) {
        const run *r = cache->live.slots[i];
        count += r != NULL;
        valid = valid && (!r || (!r->free && tni_run_find(cache, r->data) == r));
    }
    return valid && count == cache->live.count;
}
