/* shown_map.c: what lies where in a process's memory, as it says itself: live blocks by their
 * names, and what is free between them. */
#include "memory_map.h"

#include <stdlib.h>

enum { AT_ONCE = 512 };

static bool add(memory_map *m, int64_t *room, memory_piece piece) {
    if (m->n == *room) {
        const int64_t more = 2 * *room + AT_ONCE;
        memory_piece *pieces = realloc(m->pieces, (size_t)more * sizeof *pieces);
        if (!pieces) {
            return false;
        }
        m->pieces = pieces;
        *room = more;
    }
    m->pieces[m->n++] = piece;
    return true;
}

/* Live before what is free at the same place: a slab is free where it has no live block. */
static int by_address(const void *a, const void *b) {
    const memory_piece *x = a, *y = b;
    return x->address != y->address ? (x->address > y->address) - (x->address < y->address)
                                    : (int)x->state - (int)y->state;
}

static bool add_live(const trace *t, memory_map *m, int64_t *room) {
    bool fine = true;
    for (int64_t i = 0; fine && i < t->n; i++) {
        const tn_memory_event *e = &t->events[i];
        fine = add(m, room,
                   (memory_piece){.address = e->id,
                                  .bytes = e->bytes,
                                  .state = MEMORY_LIVE,
                                  .name = trace_name(t, i),
                                  .stream = t->streams[e->stream]});
    }
    return fine;
}

static bool add_free(const trace *t, memory_map *m, int64_t *room) {
    tn_block blocks[AT_ONCE];
    uint64_t at = 0;
    bool fine = true;
    for (int n; fine && (n = tn_published_blocks(t->view, &at, blocks, AT_ONCE)) > 0;) {
        for (int i = 0; fine && i < n; i++) {
            const tn_block *b = &blocks[i];
            if (b->pool == t->pool && (b->state == TN_BLOCK_FREE || b->state == TN_BLOCK_SLAB)) {
                fine = add(m, room,
                           (memory_piece){.address = b->address,
                                          .bytes = b->bytes,
                                          .state = MEMORY_FREE,
                                          .name = ""});
            }
        }
    }
    return fine;
}

/* Pieces by address of which free ones may hold live ones: each place once. Free pieces are cut
 * where live ones begin and go on where these end. */
static bool cut(const memory_map *from, memory_map *out) {
    int64_t room = 0;
    uint64_t end = 0, free_end = 0; /* what is in `out`; how far free memory goes */
    bool fine = true;
    for (int64_t i = 0; fine && i <= from->n; i++) {
        const memory_piece *p = i < from->n ? &from->pieces[i] : NULL;
        const uint64_t until = p && p->address < free_end ? p->address : free_end;
        if (until > end) {
            fine = add(out, &room, (memory_piece){end, until - end, MEMORY_FREE, "", 0});
            end = until;
        }
        if (!fine || !p || p->address + p->bytes <= end) {
            continue;
        }
        const uint64_t begin = p->address > end ? p->address : end;
        if (p->state == MEMORY_FREE) {
            end = begin;
            free_end = p->address + p->bytes;
        } else {
            fine = add(
                out, &room,
                (memory_piece){begin, p->address + p->bytes - begin, p->state, p->name, p->stream});
            end = p->address + p->bytes;
        }
    }
    return fine;
}

bool shown_map_of(const trace *t, memory_map *out) {
    memory_map all = {NULL, 0};
    int64_t room = 0;
    *out = (memory_map){NULL, 0};
    bool fine = add_live(t, &all, &room) && add_free(t, &all, &room);
    if (fine) {
        qsort(all.pieces, (size_t)all.n, sizeof *all.pieces, by_address);
        fine = cut(&all, out);
    }
    memory_map_close(&all);
    return fine;
}
