/* trace_shown.c: what a process publishes, or a snapshot of it, as a record: its live blocks, each
 * made and not freed. */
#include "origin_name.h"
#include "plain_text.h"
#include "trace_reader.h"

#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 512 };

/* That of cuda:N, or that with most live bytes; -1: there is none. */
static int choose_pool(tn_published *view, int device) {
    tn_published_pool pool;
    uint64_t most = 0;
    int chosen = -1;
    for (int i = 0; tn_published_pool_at(view, i, &pool); i++) {
        const bool fits = device < 0 || (!pool.pinned && pool.device.type == TN_DEVICE_CUDA &&
                                         pool.device.index == device);
        if (fits && (chosen < 0 || pool.figures.live_bytes > most)) {
            chosen = i;
            most = pool.figures.live_bytes;
        }
    }
    return chosen;
}

static int by_time(const void *a, const void *b) {
    const tn_block *x = a, *y = b;
    return x->time_ns != y->time_ns ? (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns)
                                    : (x->address > y->address) - (x->address < y->address);
}

/* The pool's live blocks, in the order in which they were made as far as they say; NULL when memory
 * ran out. */
static tn_block *live_blocks(tn_published *view, int pool, size_t *n) {
    tn_block some[AT_ONCE], *all = NULL;
    size_t room = 0;
    uint64_t at = 0;
    *n = 0;
    for (int got = 1; got > 0;) {
        got = tn_published_blocks(view, &at, some, AT_ONCE);
        if (*n + AT_ONCE > room) {
            room = 2 * room + AT_ONCE;
            tn_block *more = realloc(all, room * sizeof *all);
            if (!more) {
                free(all);
                return NULL;
            }
            all = more;
        }
        for (int i = 0; i < got; i++) {
            if (some[i].state == TN_BLOCK_LIVE && some[i].pool == pool) {
                all[(*n)++] = some[i];
            }
        }
    }
    qsort(all, *n, sizeof *all, by_time);
    return all;
}

static bool add_blocks(trace *t, tn_published *view) {
    size_t n;
    tn_block *blocks = live_blocks(view, t->pool, &n);
    bool fine = blocks || trace_fail(t, "there is no memory for its blocks");
    uint64_t time = 0;
    for (size_t i = 0; fine && i < n; i++) {
        const tn_block *b = &blocks[i];
        time = b->time_ns ? b->time_ns : time; /* small ones do not say */
        fine = trace_add_alloc(t, &(trace_block){.block = b->address,
                                                 .bytes = b->requested,
                                                 .stream = b->stream,
                                                 .time = time,
                                                 .name = origin_name(view, b->origin).at});
    }
    free(blocks);
    return fine;
}

bool trace_read_shown(trace *t, const char *pid_or_path, int device) {
    t->kind = "what a process publishes";
    t->has_addresses = true;
    t->view = tn_published_open(pid_or_path);
    tn_error error;
    if (!t->view && tn_error_take(&error)) {
        t->problem[0] = 0; /* the error names the file */
        return trace_fail(t, "%.300s", error_reason(error.message));
    }
    t->pool = choose_pool(t->view, device);
    return t->pool >= 0 ? add_blocks(t, t->view)
                        : trace_fail(t, "it has no memory%s", device >= 0 ? " of that device" : "");
}
