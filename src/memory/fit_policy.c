/* fit_policy.c: best fit and first fit over one range that grows at its end: what our allocator is
 * measured against.
 *
 * Invariant: `gaps` are the free pieces below `end`, in the order of their addresses, no two of
 * them side by side. */
#include "memory/replay.h"

enum { UNIT = 512, FIRST_ROOM = 256 };

typedef struct gap {
    uint64_t start, bytes;
} gap;

typedef struct range {
    gap *gaps;
    int64_t n, room;
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

static void close_fit(void *state) {
    range *r = state;
    tni_host_free(r->gaps);
    tni_host_free(r);
}

static uint64_t rounded(uint64_t bytes) {
    return (bytes + UNIT - 1) / UNIT * UNIT;
}

static void remove_gap(range *r, int64_t i) {
    memmove(r->gaps + i, r->gaps + i + 1, (size_t)(r->n - i - 1) * sizeof *r->gaps);
    r->n--;
}

static int64_t find(const range *r, uint64_t bytes) {
    int64_t found = -1;
    for (int64_t i = 0; i < r->n && (found < 0 || r->best); i++) {
        if (r->gaps[i].bytes >= bytes && (found < 0 || r->gaps[i].bytes < r->gaps[found].bytes)) {
            found = i;
        }
    }
    return found;
}

/* At the end, whose last piece may be free. */
static bool grow(range *r, uint64_t bytes, uint64_t *place) {
    const bool joins = r->n > 0 && r->gaps[r->n - 1].start + r->gaps[r->n - 1].bytes == r->end;
    *place = joins ? r->gaps[r->n - 1].start : r->end;
    if (r->capacity && *place + bytes > r->capacity) {
        return false;
    }
    r->n -= joins;
    r->end = *place + bytes;
    r->peak = r->end > r->peak ? r->end : r->peak;
    return true;
}

static bool take(void *state, uint64_t bytes, uint64_t *place) {
    range *r = state;
    bytes = rounded(bytes);
    const int64_t i = find(r, bytes);
    if (i < 0) {
        return grow(r, bytes, place);
    }
    *place = r->gaps[i].start;
    r->gaps[i].start += bytes;
    r->gaps[i].bytes -= bytes;
    if (r->gaps[i].bytes == 0) {
        remove_gap(r, i);
    }
    return true;
}

/* The first gap behind the place. */
static int64_t next_gap(const range *r, uint64_t place) {
    int64_t low = 0, high = r->n;
    while (low < high) {
        const int64_t middle = (low + high) / 2;
        if (r->gaps[middle].start < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool make_room(range *r) {
    if (r->n < r->room) {
        return true;
    }
    const int64_t room = r->room ? 2 * r->room : FIRST_ROOM;
    gap *gaps = tni_host_realloc(r->gaps, (size_t)room * sizeof *gaps);
    if (gaps) {
        r->gaps = gaps;
        r->room = room;
    }
    return gaps != NULL;
}

static void give(void *state, uint64_t place, uint64_t bytes) {
    range *r = state;
    bytes = rounded(bytes);
    const int64_t i = next_gap(r, place);
    const bool left = i > 0 && r->gaps[i - 1].start + r->gaps[i - 1].bytes == place;
    const bool right = i < r->n && place + bytes == r->gaps[i].start;
    if (left) {
        r->gaps[i - 1].bytes += bytes + (right ? r->gaps[i].bytes : 0);
        if (right) {
            remove_gap(r, i);
        }
    } else if (right) {
        r->gaps[i].start = place;
        r->gaps[i].bytes += bytes;
    } else if (make_room(r)) {
        memmove(r->gaps + i + 1, r->gaps + i, (size_t)(r->n - i) * sizeof *r->gaps);
        r->gaps[i] = (gap){place, bytes};
        r->n++;
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
