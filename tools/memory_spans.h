/* memory_spans.h: sets of addresses. */
#ifndef TENON_MEMORY_SPANS_H
#define TENON_MEMORY_SPANS_H

#include "trace.h"

typedef struct span {
    uint64_t begin, end;
} span;

typedef struct spans {
    span *at;
    int64_t n, room;
} spans;

/* An end that is no further than addresses go. */
static inline uint64_t span_sum(uint64_t a, uint64_t b) {
    return a <= UINT64_MAX - b ? a + b : UINT64_MAX;
}

bool spans_add(spans *s, span one); /* false when memory ran out */
void spans_join(spans *s);          /* sorts them; those that touch or overlap become one */
/* Adds the segments that there were behind the first `events` events. False when memory ran out. */
bool spans_of_segments(const trace *t, int64_t events, spans *out);

#endif
