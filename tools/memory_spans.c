/* memory_spans.c: sets of addresses, and which ones an allocator had at a moment of a record.
 *
 * The first change after the moment tells of an address whether it was there: what goes was. Where
 * there is no change, what stays tells, and where nothing stays, the last change before. Ends of
 * all segments cut addresses into intervals; each is decided once, so that no record takes long. */
#include "memory_spans.h"

#include <stdlib.h>

bool spans_add(spans *s, span one) {
    if (s->n == s->room) {
        const int64_t room = s->room ? 2 * s->room : 256;
        span *at = realloc(s->at, (size_t)room * sizeof *at);
        if (!at) {
            return false;
        }
        s->at = at;
        s->room = room;
    }
    s->at[s->n++] = one;
    return true;
}

static int by_begin(const void *a, const void *b) {
    const span *x = a, *y = b;
    return x->begin != y->begin ? (x->begin > y->begin) - (x->begin < y->begin)
                                : (x->end > y->end) - (x->end < y->end);
}

void spans_join(spans *s) {
    int64_t kept = 0;
    if (s->n > 0) {
        qsort(s->at, (size_t)s->n, sizeof *s->at, by_begin);
    }
    for (int64_t i = 0; i < s->n; i++) {
        if (kept > 0 && s->at[i].begin <= s->at[kept - 1].end) {
            span *last = &s->at[kept - 1];
            last->end = s->at[i].end > last->end ? s->at[i].end : last->end;
        } else {
            s->at[kept++] = s->at[i];
        }
    }
    s->n = kept;
}

/* ---- Segments -------------------------------------------------------------------------------- */

/* Interval i is from ends[i] to ends[i + 1]. */
typedef struct intervals {
    uint64_t *ends;
    int64_t *next; /* the first one from here on that is not decided, or on the way to it */
    bool *there;
    int64_t n; /* of ends */
} intervals;

static int by_address(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool cut(const trace *t, intervals *v) {
    const size_t room = 2 * (size_t)t->n_segments;
    v->ends = malloc(room * sizeof *v->ends);
    v->next = malloc(room * sizeof *v->next);
    v->there = calloc(room, sizeof *v->there);
    if (!v->ends || !v->next || !v->there) {
        return false;
    }
    for (int64_t i = 0; i < t->n_segments; i++) {
        v->ends[2 * i] = t->segments[i].address;
        v->ends[2 * i + 1] = span_sum(t->segments[i].address, t->segments[i].bytes);
    }
    qsort(v->ends, room, sizeof *v->ends, by_address);
    for (size_t i = 0; i < room; i++) {
        if (v->n == 0 || v->ends[v->n - 1] != v->ends[i]) {
            v->ends[v->n++] = v->ends[i];
        }
    }
    for (int64_t i = 0; i < v->n; i++) {
        v->next[i] = i;
    }
    return true;
}

static int64_t undecided(intervals *v, int64_t i) {
    while (v->next[i] != i) {
        v->next[i] = v->next[v->next[i]];
        i = v->next[i];
    }
    return i;
}

/* What is not decided yet of a segment. */
static void decide(intervals *v, const trace_segment *s, bool there) {
    const uint64_t end = span_sum(s->address, s->bytes);
    const uint64_t *first =
        bsearch(&s->address, v->ends, (size_t)v->n, sizeof *v->ends, by_address);
    for (int64_t i = undecided(v, first - v->ends); i + 1 < v->n && v->ends[i] < end;
         i = undecided(v, i)) {
        v->there[i] = there;
        v->next[i] = i + 1;
    }
}

static void decide_all(const trace *t, int64_t events, intervals *v) {
    for (int64_t i = 0; i < t->n_segments; i++) {
        const trace_segment *s = &t->segments[i];
        if (s->change != SEGMENT_STAYS && s->events >= events) {
            decide(v, s, s->change == SEGMENT_GOES);
        }
    }
    for (int64_t i = 0; i < t->n_segments; i++) {
        if (t->segments[i].change == SEGMENT_STAYS) {
            decide(v, &t->segments[i], true);
        }
    }
    for (int64_t i = t->n_segments - 1; i >= 0; i--) {
        const trace_segment *s = &t->segments[i];
        if (s->change != SEGMENT_STAYS && s->events < events) {
            decide(v, s, s->change == SEGMENT_COMES);
        }
    }
}

bool spans_of_segments(const trace *t, int64_t events, spans *out) {
    intervals v = {NULL, NULL, NULL, 0};
    bool fine = cut(t, &v);
    if (fine) {
        decide_all(t, events, &v);
    }
    for (int64_t i = 0; fine && i + 1 < v.n; i++) {
        fine = !v.there[i] || spans_add(out, (span){v.ends[i], v.ends[i + 1]});
    }
    free(v.there);
    free(v.next);
    free(v.ends);
    return fine;
}
