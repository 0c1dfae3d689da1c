/* fit_policy.c: best fit and first fit over one range that grows at its end: what our allocator is
 * measured against.
 *
 * Invariant: gaps are the free pieces below `end`, no two of them side by side; each is in both
 * orders. */
#include "memory/ordered.h"
#include "memory/replay.h"

#include <stddef.h>

typedef struct gap {
    tni_ordered by_place; /* key: where it starts; weight: its bytes */
    tni_ordered by_bytes; /* key: its bytes; tie: where it starts */
} gap;

typedef struct range {
    tni_ordered *by_place, *by_bytes;
    uint64_t end, peak, capacity;
    bool best;
} range;

static void *open_fit(uint64_t capacity, bool best) {
    range *r = tni_host_alloc_zeroed(sizeof *r);
    if (r) {
        r->capacity = capacity;
        r->best = best;
    }
    return r;
}
static void *open_best(uint64_t capacity) {
    return open_fit(capacity, true);
}
static void *open_first(uint64_t capacity) {
    return open_fit(capacity, false);
}

/* ---- Gaps ------------------------------------------------------------------------------------ */

static gap *gap_at(tni_ordered *by_place) {
    return (gap *)by_place;
}
static gap *gap_of(tni_ordered *by_bytes) {
    return by_bytes ? (gap *)((char *)by_bytes - offsetof(gap, by_bytes)) : NULL;
}

static void insert(range *r, gap *g, uint64_t place, uint64_t bytes) {
    g->by_place = (tni_ordered){.key = place, .weight = bytes};
    g->by_bytes = (tni_ordered){.key = bytes, .tie = place};
    tni_ordered_insert(&r->by_place, &g->by_place);
    tni_ordered_insert(&r->by_bytes, &g->by_bytes);
}

static void take_out(range *r, gap *g) {
    tni_ordered_remove(&r->by_place, &g->by_place);
    tni_ordered_remove(&r->by_bytes, &g->by_bytes);
}

static void close_fit(void *state) {
    range *r = state;
    while (r->by_place) {
        gap *g = gap_at(r->by_place);
        take_out(r, g);
        tni_host_free(g);
    }
    tni_host_free(r);
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* At the end, whose last piece may be free. */
static bool grow(range *r, uint64_t bytes, uint64_t *place) {
    gap *last = gap_at(tni_ordered_before(r->by_place, r->end, 0));
    const bool joins = last && last->by_place.key + last->by_place.weight == r->end;
    *place = joins ? last->by_place.key : r->end;
    if (r->capacity && *place + bytes > r->capacity) {
        return false;
    }
    if (joins) {
        take_out(r, last);
        tni_host_free(last);
    }
    r->end = *place + bytes;
    r->peak = r->end > r->peak ? r->end : r->peak;
    return true;
}

static bool take(void *state, uint64_t bytes, const tni_player_stream *stream, uint64_t *place) {
    (void)stream;
    range *r = state;
    bytes = tni_fit_bytes(bytes);
    gap *g = r->best ? gap_of(tni_ordered_from(r->by_bytes, bytes, 0))
                     : gap_at(tni_ordered_of_weight(r->by_place, bytes));
    if (!g) {
        return grow(r, bytes, place);
    }
    *place = g->by_place.key;
    const uint64_t rest = g->by_place.weight - bytes;
    take_out(r, g);
    if (rest > 0) {
        insert(r, g, *place + bytes, rest);
    } else {
        tni_host_free(g);
    }
    return true;
}

static void give(void *state, uint64_t place, uint64_t bytes, const tni_stamp *last) {
    (void)last;
    range *r = state;
    bytes = tni_fit_bytes(bytes);
    gap *left = gap_at(tni_ordered_before(r->by_place, place, 0));
    gap *right = gap_at(tni_ordered_from(r->by_place, place, 0));
    gap *g = NULL;
    if (right && right->by_place.key == place + bytes) {
        bytes += right->by_place.weight;
        take_out(r, right);
        g = right;
    }
    if (left && left->by_place.key + left->by_place.weight == place) {
        place = left->by_place.key;
        bytes += left->by_place.weight;
        take_out(r, left);
        tni_host_free(g);
        g = left;
    }
    g = g ? g : tni_host_alloc(sizeof *g);
    if (g) {
        insert(r, g, place, bytes);
    }
}

static uint64_t reserved_peak(void *state) {
    return ((range *)state)->peak;
}

const tni_policy tni_best_fit_policy = {.name = "best-fit",
                                        .open = open_best,
                                        .close = close_fit,
                                        .take = take,
                                        .give = give,
                                        .reserved_peak = reserved_peak};
const tni_policy tni_first_fit_policy = {.name = "first-fit",
                                         .open = open_first,
                                         .close = close_fit,
                                         .take = take,
                                         .give = give,
                                         .reserved_peak = reserved_peak};
