/* block_groups.c: blocks of a record added up by who asked for them. */
#include "block_groups.h"

#include "byte_text.h"
#include "plain_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t trace_peak(const trace *t, uint64_t *bytes) {
    uint64_t live = 0;
    int64_t events = 0;
    *bytes = 0;
    for (int64_t i = 0; i < t->n; i++) {
        live += trace_change(t, i);
        if (live > *bytes) {
            *bytes = live;
            events = i + 1;
        }
    }
    return events;
}

/* ---- Adding up ------------------------------------------------------------------------------- */

static bool lives(const trace *t, int64_t event, int64_t events) {
    const int64_t end = t->notes[event].partner;
    return t->events[event].kind == TN_MEMORY_ALLOC && (end < 0 || end >= events);
}

int block_group_compare(const block_group *a, const block_group *b) {
    const int names = strcmp(a->name, b->name);
    return names ? names : (a->size > b->size) - (a->size < b->size);
}

static int by_key(const void *a, const void *b) {
    return block_group_compare(a, b);
}

static int by_bytes(const void *a, const void *b) {
    const block_group *x = a, *y = b;
    return x->bytes != y->bytes ? (x->bytes < y->bytes) - (x->bytes > y->bytes) : by_key(a, b);
}

static block_group group_of(const trace *t, int64_t event) {
    const char *name = trace_name(t, event);
    const uint64_t bytes = t->events[event].bytes;
    return (block_group){name, *name ? 0 : bytes, bytes, 1, t->notes[event].time};
}

/* Sorted groups that are alike become one. */
static int64_t merge(block_group *at, int64_t n) {
    int64_t kept = 0;
    for (int64_t i = 0; i < n; i++) {
        if (kept > 0 && by_key(&at[kept - 1], &at[i]) == 0) {
            at[kept - 1].bytes += at[i].bytes;
            at[kept - 1].blocks++;
            at[kept - 1].first_ns =
                at[i].first_ns < at[kept - 1].first_ns ? at[i].first_ns : at[kept - 1].first_ns;
        } else {
            at[kept++] = at[i];
        }
    }
    return kept;
}

bool block_groups_of(const trace *t, int64_t events, block_groups *out) {
    *out = (block_groups){0};
    for (int64_t i = 0; i < events; i++) {
        out->blocks += lives(t, i, events);
    }
    out->at = malloc((size_t)(out->blocks + 1) * sizeof *out->at);
    if (!out->at) {
        return false;
    }
    for (int64_t i = 0; i < events; i++) {
        if (lives(t, i, events)) {
            out->at[out->n++] = group_of(t, i);
            out->bytes += t->events[i].bytes;
        }
    }
    qsort(out->at, (size_t)out->n, sizeof *out->at, by_key);
    out->n = merge(out->at, out->n);
    qsort(out->at, (size_t)out->n, sizeof *out->at, by_bytes);
    return true;
}

void block_groups_close(block_groups *g) {
    free(g->at);
}

/* ---- Printing -------------------------------------------------------------------------------- */

static void print_row(const block_groups *g, uint64_t bytes, int64_t blocks, const char *what) {
    printf("%11s  %5.1f%%  %8lld  %s\n", bytes_of(bytes).at,
           g->bytes ? 100 * (double)bytes / (double)g->bytes : 0, (long long)blocks, what);
}

group_text block_group_text(const block_group *g) {
    group_text text;
    if (*g->name) {
        snprintf(text.at, sizeof text.at, "%s", g->name);
    } else { /* sizes that are nearly alike are told apart */
        snprintf(text.at, sizeof text.at, "blocks of %s", bytes_exactly(g->size).at);
    }
    return text;
}

void block_groups_print(const block_groups *g, int64_t rows) {
    uint64_t bytes = g->bytes;
    int64_t blocks = g->blocks, i = 0;
    printf("%11s  %6s  %8s  %s\n", "bytes", "share", "blocks", "by");
    for (; i < g->n && (rows <= 0 || i < rows); i++) {
        print_row(g, g->at[i].bytes, g->at[i].blocks, block_group_text(&g->at[i]).at);
        bytes -= g->at[i].bytes;
        blocks -= g->at[i].blocks;
    }
    if (i < g->n) {
        char text[64];
        snprintf(text, sizeof text, "%lld other%s", (long long)(g->n - i),
                 g->n - i == 1 ? "" : "s");
        print_row(g, bytes, blocks, text);
    }
}

void block_group_print_key(const block_group *g) {
    if (*g->name) {
        fputs("\"by\": \"", stdout);
        print_plain(g->name, true);
        putchar('"');
    } else {
        printf("\"by\": null, \"block_bytes\": %llu", (unsigned long long)g->size);
    }
}

void block_groups_print_json(const block_groups *g) {
    putchar('[');
    for (int64_t i = 0; i < g->n; i++) {
        const block_group *one = &g->at[i];
        printf("%s{", i ? ",\n " : "");
        block_group_print_key(one);
        printf(", \"bytes\": %llu, \"blocks\": %lld, \"first_ns\": %llu}",
               (unsigned long long)one->bytes, (long long)one->blocks,
               (unsigned long long)one->first_ns);
    }
    puts("]");
}
