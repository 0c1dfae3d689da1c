/* memory_map.c: what lay where at a moment of a record. What no block has of the segments is free.
 * Where the record does not tell them, memory that blocks had until then is taken for them; gaps
 * between such memory are holes where they are small, since they are then of one allocation of the
 * allocator, and else part its segments. */
#include "memory_map.h"

#include "block_places.h"
#include "memory_spans.h"

#include <stdlib.h>

/* From this on a gap is none of a segment: the least that PyTorch's allocator asks CUDA for. */
static const uint64_t APART_BYTES = 2 << 20;

/* ---- Memory that there is -------------------------------------------------------------------- */

static bool lives_at(const trace *t, int64_t event, int64_t events) {
    const int64_t end = t->notes[event].partner;
    return t->events[event].kind == TN_MEMORY_ALLOC && (end < 0 || end >= events);
}

/* A block with what it is rounded up by. */
static span span_of(const trace *t, int64_t event, const uint64_t *places) {
    const uint64_t end = span_sum(places[event], t->events[event].bytes);
    return (span){places[event],
                  end % PLACE_UNIT ? span_sum(end, PLACE_UNIT - end % PLACE_UNIT) : end};
}

/* All blocks until then, or those alone that live. */
static bool blocks_until(const trace *t, int64_t events, const uint64_t *places, bool live,
                         spans *out) {
    for (int64_t i = 0; i < events; i++) {
        if (t->events[i].kind == TN_MEMORY_ALLOC && (!live || lives_at(t, i, events)) &&
            !spans_add(out, span_of(t, i, places))) {
            return false;
        }
    }
    return true;
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

static int by_address(const void *a, const void *b) {
    const memory_piece *x = a, *y = b;
    return x->address != y->address ? (x->address > y->address) - (x->address < y->address)
                                    : (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

/* The live blocks by their addresses. */
static bool live_at(const trace *t, int64_t events, const uint64_t *places, memory_map *out) {
    *out = (memory_map){malloc((size_t)(events + 1) * sizeof *out->pieces), 0};
    for (int64_t i = 0; out->pieces && i < events; i++) {
        if (lives_at(t, i, events)) {
            const tn_memory_event *e = &t->events[i];
            out->pieces[out->n++] = (memory_piece){places[i], e->bytes, MEMORY_LIVE,
                                                   trace_name(t, i), t->streams[e->stream]};
        }
    }
    if (out->pieces) {
        qsort(out->pieces, (size_t)out->n, sizeof *out->pieces, by_address);
    }
    return out->pieces != NULL;
}

static void add(memory_map *m, uint64_t begin, uint64_t end, memory_state state) {
    if (begin < end) {
        m->pieces[m->n++] = (memory_piece){begin, end - begin, state, "", 0};
    }
}

/* From `begin` to `end`, behind a block when there is one: the rest of its unit is a hole. */
static void add_unused(memory_map *m, uint64_t begin, uint64_t end, bool behind_block) {
    const uint64_t over = begin % PLACE_UNIT;
    const uint64_t rest = behind_block && over ? span_sum(begin, PLACE_UNIT - over) : begin;
    add(m, begin, rest < end ? rest : end, MEMORY_HOLE);
    add(m, rest < end ? rest : end, end, MEMORY_FREE);
}

/* What is in a span; *next is the first live block behind it. */
static void add_span(memory_map *m, span s, const memory_map *live, int64_t *next) {
    uint64_t at = s.begin;
    bool behind_block = false;
    for (; *next < live->n && live->pieces[*next].address < s.end; ++*next) {
        const memory_piece *block = &live->pieces[*next];
        const uint64_t end = span_sum(block->address, block->bytes);
        if (end > at) { /* else it lies in another one, which no allocator does */
            add_unused(m, at, block->address > at ? block->address : at, behind_block);
            at = block->address > at ? block->address : at;
            m->pieces[m->n++] = *block;
            m->pieces[m->n - 1].address = at;
            m->pieces[m->n - 1].bytes = end - at;
            at = end;
            behind_block = true;
        }
    }
    add_unused(m, at, s.end, behind_block);
}

/* Gaps of less than `apart` bytes are holes. */
static bool make_pieces(const spans *used, uint64_t apart, const memory_map *live,
                        memory_map *out) {
    /* Around each block and each span there are at most two others. */
    out->pieces = malloc((size_t)(3 * (used->n + live->n) + 1) * sizeof *out->pieces);
    int64_t next = 0;
    for (int64_t i = 0; out->pieces && i < used->n; i++) {
        const uint64_t before = i > 0 ? used->at[i - 1].end : used->at[i].begin;
        if (used->at[i].begin - before < apart) {
            add(out, before, used->at[i].begin, MEMORY_HOLE);
        }
        add_span(out, used->at[i], live, &next);
    }
    return out->pieces != NULL;
}

static bool make_map(const trace *t, int64_t events, bool of_segments, memory_map *out) {
    uint64_t *places = block_places_of(t, events);
    spans used = {NULL, 0, 0};
    memory_map live = {NULL, 0};
    *out = (memory_map){NULL, 0};
    bool made = places && blocks_until(t, events, places, of_segments, &used) &&
                (!of_segments || spans_of_segments(t, events, &used)) &&
                live_at(t, events, places, &live);
    if (made) {
        spans_join(&used);
        made = make_pieces(&used, of_segments ? 0 : APART_BYTES, &live, out);
    }
    free(live.pieces);
    free(used.at);
    free(places);
    return made;
}

bool memory_map_of(const trace *t, int64_t events, memory_map *out) {
    return make_map(t, events, t->n_segments > 0, out);
}

bool memory_map_of_blocks(const trace *t, int64_t events, memory_map *out) {
    return make_map(t, events, false, out);
}

void memory_map_close(memory_map *m) {
    free(m->pieces);
}

/* ---- Of a map -------------------------------------------------------------------------------- */

int64_t memory_map_segment_end(const memory_map *m, int64_t first) {
    int64_t i = first + 1;
    while (i < m->n && m->pieces[i - 1].address + m->pieces[i - 1].bytes == m->pieces[i].address) {
        i++;
    }
    return i;
}

memory_figures memory_map_figures(const memory_map *m) {
    memory_figures f = {.segments = 0};
    for (int64_t i = 0; i < m->n; i = memory_map_segment_end(m, i)) {
        f.segments++;
    }
    for (int64_t i = 0; i < m->n; i++) {
        const memory_piece *p = &m->pieces[i];
        f.live += p->state == MEMORY_LIVE ? p->bytes : 0;
        f.free += p->state == MEMORY_FREE ? p->bytes : 0;
        f.hole += p->state == MEMORY_HOLE ? p->bytes : 0;
        f.largest_free =
            p->state == MEMORY_FREE && p->bytes > f.largest_free ? p->bytes : f.largest_free;
        f.blocks += p->state == MEMORY_LIVE;
    }
    return f;
}
