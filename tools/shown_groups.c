/* shown_groups.c: live blocks of a process added up as they are read, so that a hundred thousand of
 * them take a moment. */
#include "shown_process.h"

#include <stdlib.h>
#include <string.h>

enum { KEYS = 1 << 16, AT_ONCE = 512 };

/* What blocks are told apart by, below KEYS: by tag the origin at first, whose region is looked up
 * once for all of its blocks. */
typedef enum block_key { BY_ORIGIN, BY_STREAM, BY_POOL } block_key;

static uint32_t key_of(const tn_block *b, block_key by) {
    const uint32_t key = by == BY_STREAM ? b->stream
                         : by == BY_POOL ? (uint32_t)b->pool
                                         : b->origin;
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

static void add(block_group *sum, const block_group *more) {
    const uint64_t time = more->first_ns;
    sum->bytes += more->bytes;
    sum->blocks += more->blocks;
    sum->first_ns = sum->first_ns && sum->first_ns < time ? sum->first_ns : time;
}

/* Sums by key; names are made when all is read. Returns how many keys there may be. */
static uint32_t add_up(tn_published *view, block_key by, block_group *sums, block_groups *all) {
    tn_block blocks[AT_ONCE];
    uint64_t at = 0;
    uint32_t keys = 0;
    for (int n; (n = tn_published_blocks(view, &at, blocks, AT_ONCE)) > 0;) {
        for (int i = 0; i < n; i++) {
            if (blocks[i].state == TN_BLOCK_LIVE) {
                const uint32_t key = key_of(&blocks[i], by);
                const block_group one = {
                    .bytes = blocks[i].requested, .blocks = 1, .first_ns = blocks[i].time_ns};
                add(&sums[key], &one);
                all->blocks++;
                all->bytes += one.bytes;
                keys = key >= keys ? key + 1 : keys;
            }
        }
    }
    return keys;
}

/* Sums of origins become those of their regions, whose numbers are lower. */
static void join_regions(tn_published *view, block_group *sums, uint32_t keys) {
    for (uint32_t key = 1; key < keys; key++) {
        const uint32_t region =
            sums[key].blocks > 0 ? tn_published_origin(view, key).region_origin : key;
        if (region < key) {
            add(&sums[region], &sums[key]);
            sums[key] = (block_group){.blocks = 0};
        }
    }
}

static int64_t count(const block_group *sums, uint32_t keys) {
    int64_t n = 0;
    for (uint32_t key = 0; key < keys; key++) {
        n += sums[key].blocks > 0;
    }
    return n;
}

bool shown_groups_of(tn_published *view, const char *by, shown_groups *out) {
    *out = (shown_groups){.names = NULL};
    const block_key key_kind = strcmp(by, "stream") == 0 ? BY_STREAM
                               : strcmp(by, "pool") == 0 ? BY_POOL
                                                         : BY_ORIGIN;
    uint32_t keys = 0;
    block_group *sums = calloc(KEYS, sizeof *sums);
    if (sums) {
        keys = add_up(view, key_kind, sums, &out->groups);
        if (strcmp(by, "tag") == 0) {
            join_regions(view, sums, keys);
        }
        out->groups.n = count(sums, keys);
        out->names = calloc((size_t)out->groups.n + 1, sizeof *out->names);
        out->groups.at = calloc((size_t)out->groups.n + 1, sizeof *out->groups.at);
    }
    if (!out->names || !out->groups.at) {
        free(sums);
        shown_groups_close(out);
        return false;
    }
    int64_t n = 0;
    for (uint32_t key = 0; key < keys; key++) {
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
