/* shown_groups.c: live blocks of a process added up as they are read, so that a hundred thousand of
 * them take a moment. */
#include "shown_process.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS = 1 << 16, AT_ONCE = 512 };

/* What blocks are told apart by, below KEYS. */
static uint32_t key_of(tn_published *view, const tn_block *b, const char *by) {
    uint32_t key = b->origin;
    if (strcmp(by, "stream") == 0) {
        key = b->stream;
    } else if (strcmp(by, "pool") == 0) {
        key = (uint32_t)b->pool;
    } else if (strcmp(by, "tag") == 0) {
        key = tn_published_origin(view, b->origin).region_origin;
    }
    return key < KEYS ? key : 0;
}

static origin_text name_of(tn_published *view, uint32_t key, const char *by) {
    origin_text name = {""};
    tn_published_pool pool;
    if (strcmp(by, "stream") == 0) {
        snprintf(name.at, sizeof name.at, key ? "stream %u" : "host", key);
    } else if (strcmp(by, "pool") != 0) {
        name = origin_name(view, key);
    } else if (tn_published_pool_at(view, (int)key, &pool)) {
        name = shown_pool_name(&pool);
    }
    if (!*name.at) {
        snprintf(name.at, sizeof name.at, "%s",
                 strcmp(by, "tag") == 0 ? "(no region)" : "(unknown)");
    }
    return name;
}

static int by_bytes(const void *a, const void *b) {
    const block_group *x = a, *y = b;
    return x->bytes != y->bytes ? (x->bytes < y->bytes) - (x->bytes > y->bytes)
                                : strcmp(x->name, y->name);
}

/* Sums by key, of keys that occur; names are made when all is read. */
static void add_up(tn_published *view, const char *by, block_group *sums, block_groups *all) {
    tn_block blocks[AT_ONCE];
    uint64_t at = 0;
    for (int n; (n = tn_published_blocks(view, &at, blocks, AT_ONCE)) > 0;) {
        for (int i = 0; i < n; i++) {
            if (blocks[i].state == TN_BLOCK_LIVE) {
                block_group *sum = &sums[key_of(view, &blocks[i], by)];
                const uint64_t time = blocks[i].time_ns;
                all->n += sum->blocks == 0;
                all->blocks++;
                all->bytes += blocks[i].requested;
                sum->bytes += blocks[i].requested;
                sum->blocks++;
                sum->first_ns = sum->first_ns && sum->first_ns < time ? sum->first_ns : time;
            }
        }
    }
}

bool shown_groups_of(tn_published *view, const char *by, shown_groups *out) {
    *out = (shown_groups){.names = NULL};
    block_group *sums = calloc(KEYS, sizeof *sums);
    if (sums) {
        add_up(view, by, sums, &out->groups);
        out->names = calloc((size_t)out->groups.n + 1, sizeof *out->names);
        out->groups.at = calloc((size_t)out->groups.n + 1, sizeof *out->groups.at);
    }
    if (!out->names || !out->groups.at) {
        free(sums);
        shown_groups_close(out);
        return false;
    }
    int64_t n = 0;
    for (uint32_t key = 0; key < KEYS; key++) {
        if (sums[key].blocks > 0) {
            out->names[n] = name_of(view, key, by);
            out->groups.at[n] = sums[key];
            out->groups.at[n].name = out->names[n].at;
            n++;
        }
    }
    qsort(out->groups.at, (size_t)n, sizeof *out->groups.at, by_bytes);
    free(sums);
    return true;
}

void shown_groups_close(shown_groups *g) {
    block_groups_close(&g->groups);
    free(g->names);
}
