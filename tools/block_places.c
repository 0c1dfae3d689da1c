/* block_places.c: places of a record's blocks; where it has no addresses, by best fit.
 *
 * Invariant: gaps are the free pieces below the end, no two of them side by side; each is in two
 * trees of tsearch(3), by place and by bytes. */
#include "block_places.h"

#include <search.h>
#include <stdlib.h>

typedef struct gap {
    uint64_t place, bytes;
} gap;

typedef struct range {
    void *by_place, *by_bytes;
    uint64_t end;
} range;

/* ---- Gaps ------------------------------------------------------------------------------------ */

static int compare(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}

static int in_place(const void *a, const void *b) {
    return compare(((const gap *)a)->place, ((const gap *)b)->place);
}

static int in_bytes(const void *a, const void *b) {
    const gap *x = a, *y = b;
    return x->bytes != y->bytes ? compare(x->bytes, y->bytes) : compare(x->place, y->place);
}

/* What a walk down a tree passes on its left and on its right last: the neighbours of `wanted`. */
typedef struct search {
    gap wanted; /* first: trees see a gap */
    gap *before, *after;
} search;

static void pass(const void *key, const void *node, int order) {
    search *s = (search *)key;
    if (order > 0) {
        s->before = (gap *)node;
    } else {
        s->after = (gap *)node;
    }
}

static int pass_in_place(const void *key, const void *node) {
    const int order = in_place(key, node);
    pass(key, node, order);
    return order;
}

static int pass_in_bytes(const void *key, const void *node) {
    const int order = in_bytes(key, node);
    pass(key, node, order);
    return order;
}

static search find(void *const *tree, uint64_t place, uint64_t bytes, bool by_bytes) {
    search s = {.wanted = {place, bytes}};
    tfind(&s, tree, by_bytes ? pass_in_bytes : pass_in_place);
    return s;
}

/* Takes the gap over, also when memory ran out. */
static bool insert(range *r, gap *g) {
    if (!g || !tsearch(g, &r->by_place, in_place)) {
        free(g);
        return false;
    }
    if (!tsearch(g, &r->by_bytes, in_bytes)) {
        tdelete(g, &r->by_place, in_place);
        free(g);
        return false;
    }
    return true;
}

static void take_out(range *r, gap *g) {
    tdelete(g, &r->by_place, in_place);
    tdelete(g, &r->by_bytes, in_bytes);
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static uint64_t rounded(uint64_t bytes) {
    return (bytes + PLACE_UNIT - 1) / PLACE_UNIT * PLACE_UNIT;
}

/* At the end, whose last piece may be free. */
static uint64_t grow(range *r, uint64_t bytes) {
    gap *last = find(&r->by_place, r->end, 0, false).before;
    uint64_t place = r->end;
    if (last && last->place + last->bytes == r->end) {
        place = last->place;
        take_out(r, last);
        free(last);
    }
    r->end = place + bytes;
    return place;
}

/* False when memory ran out. */
static bool take(range *r, uint64_t bytes, uint64_t *place) {
    gap *g = find(&r->by_bytes, 0, bytes, true).after;
    if (!g) {
        *place = grow(r, bytes);
        return true;
    }
    take_out(r, g);
    *place = g->place;
    if (g->bytes == bytes) {
        free(g);
        return true;
    }
    *g = (gap){g->place + bytes, g->bytes - bytes};
    return insert(r, g);
}

static bool give(range *r, uint64_t place, uint64_t bytes) {
    const search near = find(&r->by_place, place, 0, false);
    gap *g = malloc(sizeof *g);
    if (!g) {
        return false;
    }
    *g = (gap){place, bytes};
    if (near.after && near.after->place == place + bytes) {
        g->bytes += near.after->bytes;
        take_out(r, near.after);
        free(near.after);
    }
    if (near.before && near.before->place + near.before->bytes == place) {
        *g = (gap){near.before->place, near.before->bytes + g->bytes};
        take_out(r, near.before);
        free(near.before);
    }
    return insert(r, g);
}

static void nothing(void *gap) {
    (void)gap; /* the other tree has it, too */
}

static bool fit(const trace *t, int64_t events, uint64_t *places) {
    range r = {NULL, NULL, 0};
    bool fine = true;
    for (int64_t i = 0; fine && i < events; i++) {
        if (trace_is_of_block(t, i)) {
            const int64_t made = trace_made(t, i);
            const uint64_t bytes = rounded(t->events[made].bytes);
            fine = made == i ? take(&r, bytes, &places[i]) : give(&r, places[made], bytes);
        }
    }
    tdestroy(r.by_bytes, nothing);
    tdestroy(r.by_place, free);
    return fine;
}

uint64_t *block_places_of(const trace *t, int64_t events) {
    uint64_t *places = malloc((size_t)(events + 1) * sizeof *places);
    if (!places) {
        return NULL;
    }
    if (t->has_addresses) {
        for (int64_t i = 0; i < events; i++) {
            places[i] = t->events[i].id;
        }
    } else if (!fit(t, events, places)) {
        free(places);
        return NULL;
    }
    return places;
}
