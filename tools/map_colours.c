/* map_colours.c: which blocks of a map have one colour: those of the largest ops. */
#include "map_draw.h"

#include <stdlib.h>
#include <string.h>

typedef struct op_bytes {
    map_key key;
    uint64_t bytes;
} op_bytes;

static int compare_keys(const map_key *a, const map_key *b) {
    const size_t least = a->op.bytes < b->op.bytes ? a->op.bytes : b->op.bytes;
    const int order = least ? memcmp(a->op.at, b->op.at, least) : 0;
    return order                        ? order
           : a->op.bytes != b->op.bytes ? (a->op.bytes > b->op.bytes) - (a->op.bytes < b->op.bytes)
                                        : (a->size > b->size) - (a->size < b->size);
}

static int by_key(const void *a, const void *b) {
    return compare_keys(&((const op_bytes *)a)->key, &((const op_bytes *)b)->key);
}

static int by_bytes(const void *a, const void *b) {
    const op_bytes *x = a, *y = b;
    return x->bytes != y->bytes ? (x->bytes < y->bytes) - (x->bytes > y->bytes) : by_key(a, b);
}

map_key map_key_of(const memory_piece *p) {
    if (!*p->name) {
        return (map_key){{"", 0}, p->bytes};
    }
    const name_path path = name_path_of(p->name);
    return (map_key){path.parts[path.n - 1], 0};
}

static int64_t merge(op_bytes *at, int64_t n) {
    int64_t kept = 0;
    for (int64_t i = 0; i < n; i++) {
        if (kept > 0 && by_key(&at[kept - 1], &at[i]) == 0) {
            at[kept - 1].bytes += at[i].bytes;
        } else {
            at[kept++] = at[i];
        }
    }
    return kept;
}

bool map_colours_of(const memory_map *m, map_colours *out) {
    *out = (map_colours){.n = 0};
    op_bytes *ops = malloc((size_t)(m->n + 1) * sizeof *ops);
    int64_t n = 0;
    if (!ops) {
        return false;
    }
    for (int64_t i = 0; i < m->n; i++) {
        if (m->pieces[i].state == MEMORY_LIVE) {
            ops[n++] = (op_bytes){map_key_of(&m->pieces[i]), m->pieces[i].bytes};
        }
    }
    qsort(ops, (size_t)n, sizeof *ops, by_key);
    n = merge(ops, n);
    qsort(ops, (size_t)n, sizeof *ops, by_bytes);
    for (int64_t i = 0; i < n; i++) {
        const int colour = i < SVG_COLOURS ? (int)i : SVG_COLOURS - 1;
        out->keys[colour] = ops[i].key;
        out->bytes[colour] += ops[i].bytes;
        out->n = colour + 1;
    }
    free(ops);
    return true;
}

int map_colour_of(const map_colours *colours, const memory_piece *p) {
    const map_key key = map_key_of(p);
    int i = 0;
    while (i < SVG_COLOURS - 1 && i < colours->n && compare_keys(&colours->keys[i], &key) != 0) {
        i++;
    }
    return i;
}
