/* offline_policy.c: places chosen by who knows when each block is made and freed: how little memory
 * would have done. The largest block first, each at the lowest place that nobody has while it
 * lives. That is no optimum, which nobody finds in reasonable time, but near it.
 *
 * Long records are planned a window at a time, which ends where little is live, what outlives the
 * window first; what was planned before stays where it is. */
#include "memory/replay.h"

#include <stdlib.h>

enum {
    WHOLE_BLOCKS = 1 << 15,  /* so many are planned at once … */
    WINDOW_BLOCKS = 1 << 12, /* … and of more of them this many at most, at least a quarter */
};

typedef struct placed {
    uint64_t place, bytes;
    int64_t start, end;
    int64_t number; /* of the block */
} placed;

typedef struct plan {
    uint64_t *places; /* by number of block */
    int64_t next;
    uint64_t peak, capacity;
} plan;

static void *open_plan(uint64_t capacity) {
    plan *p = tni_host_alloc_zeroed(sizeof *p);
    if (p) {
        p->capacity = capacity;
    }
    return p;
}

static void close_plan(void *state) {
    plan *p = state;
    tni_host_free(p->places);
    tni_host_free(p);
}

/* ---- Planning -------------------------------------------------------------------------------- */

enum { OBSTACLE = -1 }; /* instead of a block's number: blocks that lived before the window */

/* Blocks of a window, and those made before that live on in it; both in order of their places. */
typedef struct window {
    placed *lasting; /* made before; each by itself */
    int64_t n_lasting;
    placed *blocks; /* obstacles, lasting ones side by side as one, and what is settled */
    int64_t settled, room;
    placed *coming;
    int64_t n;
    int64_t end; /* the first event behind it */
} window;

static bool overlap(const placed *a, const placed *b) {
    return a->start < b->end && b->start < a->end;
}

/* Puts a block to the lowest place that is free while it lives. */
static void settle(window *w, placed *block) {
    uint64_t place = 0;
    for (int64_t i = 0; i < w->settled && w->blocks[i].place < place + block->bytes; i++) {
        const placed *other = &w->blocks[i];
        if (other->place + other->bytes > place && overlap(other, block)) {
            place = other->place + other->bytes;
        }
    }
    block->place = place;
    int64_t low = 0, high = w->settled;
    while (low < high) {
        const int64_t middle = (low + high) / 2;
        if (w->blocks[middle].place < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    memmove(w->blocks + low + 1, w->blocks + low, (size_t)(w->settled - low) * sizeof *w->blocks);
    w->blocks[low] = *block;
    w->settled++;
}

/* The larger first; in the order of events where they are alike. */
static int by_size(const void *a, const void *b) {
    const placed *x = a, *y = b;
    return x->bytes != y->bytes ? (x->bytes < y->bytes ? 1 : -1)
                                : (x->number > y->number) - (x->number < y->number);
}

/* What lives all through the window need not be told apart where it lies side by side, so that few
 * obstacles are left of however many blocks that nobody frees. */
static void set_obstacles(window *w) {
    w->settled = 0;
    for (int64_t i = 0; i < w->n_lasting; i++) {
        placed *last = w->settled > 0 ? &w->blocks[w->settled - 1] : NULL;
        const placed *next = &w->lasting[i];
        const bool joins = last && last->end >= w->end && next->end >= w->end &&
                           last->place + last->bytes == next->place;
        if (joins) {
            last->bytes += next->bytes;
            last->end = last->end < next->end ? last->end : next->end;
        } else {
            w->blocks[w->settled] = *next;
            w->blocks[w->settled++].number = OBSTACLE;
        }
    }
}

/* Lasting are those of before that end later, and those of the window that do. */
static void keep_lasting(window *w) {
    int64_t kept = 0, added = 0;
    for (int64_t i = 0; i < w->n_lasting; i++) {
        if (w->lasting[i].end > w->end) {
            w->lasting[kept++] = w->lasting[i];
        }
    }
    for (int64_t i = 0; i < w->settled; i++) {
        if (w->blocks[i].number != OBSTACLE && w->blocks[i].end > w->end) {
            w->blocks[added++] = w->blocks[i];
        }
    }
    /* Merged from their ends, into the room behind those that are kept. */
    for (w->n_lasting = kept + added; added > 0;) {
        const bool takes_kept = kept > 0 && w->lasting[kept - 1].place > w->blocks[added - 1].place;
        w->lasting[kept + added - 1] = takes_kept ? w->lasting[kept - 1] : w->blocks[added - 1];
        kept -= takes_kept;
        added -= !takes_kept;
    }
}

static void plan_window(plan *p, window *w) {
    set_obstacles(w);
    qsort(w->coming, (size_t)w->n, sizeof *w->coming, by_size);
    for (int outlives = 1; outlives >= 0; outlives--) {
        for (int64_t i = 0; i < w->n; i++) {
            placed *block = &w->coming[i];
            if ((block->end > w->end) == outlives) {
                settle(w, block);
                p->places[block->number] = block->place;
            }
        }
    }
    keep_lasting(w);
}

/* Room for all blocks of the next window beside those that last. */
static bool make_room(window *w) {
    const int64_t wanted = w->n_lasting + w->n;
    if (wanted <= w->room) {
        return true;
    }
    const size_t bytes = 2 * (size_t)wanted * sizeof *w->blocks;
    placed *blocks = tni_host_realloc(w->blocks, bytes);
    w->blocks = blocks ? blocks : w->blocks;
    placed *lasting = blocks ? tni_host_realloc(w->lasting, bytes) : NULL;
    w->lasting = lasting ? lasting : w->lasting;
    w->room = lasting ? 2 * wanted : w->room;
    return lasting != NULL;
}

/* How many blocks the window that starts with the first one has: up to where least is live. */
static int64_t window_blocks(const tni_life *lives, int64_t n) {
    int64_t end = WINDOW_BLOCKS / 4;
    if (n <= WINDOW_BLOCKS) {
        return n;
    }
    for (int64_t i = end + 1; i < WINDOW_BLOCKS; i++) {
        end = lives[i].live <= lives[end].live ? i : end;
    }
    return end;
}

static bool plan_all(plan *p, window *w, const tni_life *lives, int64_t n) {
    for (int64_t first = 0; first < n; first += w->n) {
        w->n = n > WHOLE_BLOCKS ? window_blocks(lives + first, n - first) : n;
        w->end = first + w->n < n ? lives[first + w->n].start : INT64_MAX;
        for (int64_t i = 0; i < w->n; i++) {
            const tni_life *life = &lives[first + i];
            w->coming[i] = (placed){.bytes = tni_fit_bytes(life->bytes),
                                    .start = life->start,
                                    .end = life->end,
                                    .number = first + i};
        }
        if (!make_room(w)) {
            return false;
        }
        plan_window(p, w);
    }
    return true;
}

static bool plan_places(void *state, const tni_life *lives, int64_t n) {
    plan *p = state;
    window w = {0};
    p->places = tni_host_alloc((size_t)(n + 1) * sizeof *p->places);
    w.coming =
        tni_host_alloc((size_t)(n > WHOLE_BLOCKS ? WINDOW_BLOCKS : n + 1) * sizeof *w.coming);
    const bool planned = p->places && w.coming && plan_all(p, &w, lives, n);
    tni_host_free(w.coming);
    tni_host_free(w.blocks);
    tni_host_free(w.lasting);
    return planned;
}

/* ---- Playing --------------------------------------------------------------------------------- */

static bool take(void *state, uint64_t bytes, const tni_player_stream *stream, uint64_t *place) {
    (void)stream;
    plan *p = state;
    *place = p->places[p->next++];
    const uint64_t end = *place + tni_fit_bytes(bytes);
    if (p->capacity && end > p->capacity) {
        return false;
    }
    p->peak = end > p->peak ? end : p->peak;
    return true;
}

static void give(void *state, uint64_t place, uint64_t bytes, const tni_stamp *last) {
    (void)state, (void)place, (void)bytes, (void)last;
}

static uint64_t reserved_peak(void *state) {
    return ((plan *)state)->peak;
}

const tni_policy tni_offline_policy = {.name = "offline",
                                       .open = open_plan,
                                       .close = close_plan,
                                       .take = take,
                                       .give = give,
                                       .reserved_peak = reserved_peak,
                                       .plan = plan_places};
