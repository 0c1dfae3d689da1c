/* tree.c: the canonical tree over virtual shards, and the sum over ranks that follows it.
 *
 * V = m * 2^k shards (m odd) form m groups of 2^k; a group is summed over a binary tree of
 * neighbours, the m roots are added in order. Invariant: which pairs are added, and in which order,
 * depends on V only. A rank that owns 2^i neighbours owns a whole subtree, so the ranks' sums are
 * leaves of the upper part of the same tree: every valid number of ranks gives the same bits, which
 * no plain all-reduce promises. On the wire it costs what a ring all-reduce costs. */
#include "dist/group.h"

#include <stdio.h>

/* Elements summed over all parts before the next ones: fits a first-level cache for 8 parts. */
enum { CHUNK_BYTES = 4096, BLOCK = 16 };

/* ---- Shards and ranks ------------------------------------------------------------------------ */

void tni_tree_split(int shards, int *groups, int *levels) {
    *levels = 0;
    while (shards % 2 == 0 && shards > 0) {
        shards /= 2;
        ++*levels;
    }
    *groups = shards;
}

bool tni_tree_accepts(int shards, int ranks) {
    int groups, levels, rank_groups, rank_levels;
    if (shards < 1 || ranks < 1) {
        return false;
    }
    tni_tree_split(shards, &groups, &levels);
    tni_tree_split(ranks, &rank_groups, &rank_levels);
    return ranks == 1 || (rank_groups == groups && rank_levels <= levels);
}

tn_status tn_shards_check(int shards, int ranks) {
    TNI_CALL("shards_check", ((tn_site){0}));
    if (shards < 1 || shards > 1 << 20) {
        return tni_fail(TN_ERR_ARGUMENT, "asked for %d shards; use 1 to %d", shards, 1 << 20);
    }
    if (tni_tree_accepts(shards, ranks)) {
        return TN_OK;
    }
    char valid[256] = "1";
    size_t length = 1;
    for (int r = 2; r <= shards && length < sizeof valid - 16; r++) {
        if (tni_tree_accepts(shards, r)) {
            length += (size_t)snprintf(valid + length, sizeof valid - length, ", %d", r);
        }
    }
    return tni_fail(TN_ERR_ARGUMENT,
                    "%d shards cannot be spread over %d ranks; start one of these numbers of "
                    "ranks: %s, or choose other shards",
                    shards, ranks, valid);
}

void tn_shard_range(int64_t samples, int shard, int shards, int64_t *begin, int64_t *end) {
    /* floor(samples * shard / shards) without overflow */
    const int64_t whole = samples / shards, rest = samples % shards;
    *begin = whole * shard + rest * shard / shards;
    *end = whole * (shard + 1) + rest * (shard + 1) / shards;
}

/* ---- Adding ---------------------------------------------------------------------------------- */

/* Blocks of a fixed length, summed before they are stored: the compiler needs no proof that a and b
 * are apart to turn them into vector instructions. */
#define DEFINE_ADD(NAME, type, LOAD, STORE)                         \
    static void add_##NAME(void *to, const void *from, int64_t n) { \
        type *a = to;                                               \
        const type *b = from;                                       \
        int64_t i = 0;                                              \
        for (; i + BLOCK <= n; i += BLOCK) {                        \
            type sum[BLOCK];                                        \
            for (int j = 0; j < BLOCK; j++) {                       \
                sum[j] = STORE(LOAD(a[i + j]) + LOAD(b[i + j]));    \
            }                                                       \
            memcpy(a + i, sum, sizeof sum);                         \
        }                                                           \
        for (; i < n; i++) {                                        \
            a[i] = STORE(LOAD(a[i]) + LOAD(b[i]));                  \
        }                                                           \
    }
#define PLAIN(x)    (x)
#define UNSIGNED(x) ((uint64_t)(x))
DEFINE_ADD(f32, float, PLAIN, PLAIN)
DEFINE_ADD(f64, double, PLAIN, PLAIN)
DEFINE_ADD(f16, uint16_t, tni_f16_to_f32, tni_f32_to_f16)
DEFINE_ADD(bf16, uint16_t, tni_bf16_to_f32, tni_f32_to_bf16)
DEFINE_ADD(u8, uint8_t, PLAIN, (uint8_t))
DEFINE_ADD(i8, int8_t, PLAIN, (int8_t))
DEFINE_ADD(i16, int16_t, PLAIN, (int16_t))
DEFINE_ADD(i32, int32_t, UNSIGNED, (int32_t))
DEFINE_ADD(i64, int64_t, UNSIGNED, (int64_t))

static void add_bool(void *to, const void *from, int64_t n) {
    uint8_t *a = to;
    const uint8_t *b = from;
    for (int64_t i = 0; i < n; i++) {
        a[i] = a[i] | b[i];
    }
}

static void add_c64(void *to, const void *from, int64_t n) {
    add_f32(to, from, 2 * n);
}

static void add_c128(void *to, const void *from, int64_t n) {
    add_f64(to, from, 2 * n);
}

typedef void adder(void *to, const void *from, int64_t n);

static adder *const ADDERS[TN_DTYPE_COUNT] = {
#define ADDER(NAME, name, bytes, category) [TN_##NAME] = add_##name,
    TN_DTYPES(ADDER)
#undef ADDER
};

void tni_tree_add(void *a, const void *b, int64_t n, tn_dtype dtype) {
    ADDERS[dtype](a, b, n);
}

/* ---- Summing over the tree ------------------------------------------------------------------- */

static void reduce_chunk(void *const *parts, int groups, int64_t width, int64_t offset, int64_t n,
                         tn_dtype dtype) {
#define PART(i) ((char *)parts[i] + offset)
    for (int64_t g = 0; g < groups; g++) {
        for (int64_t step = 1; step < width; step *= 2) {
            for (int64_t i = g * width; i < (g + 1) * width; i += 2 * step) {
                tni_tree_add(PART(i), PART(i + step), n, dtype);
            }
        }
        if (g > 0) {
            tni_tree_add(PART(0), PART(g * width), n, dtype);
        }
    }
#undef PART
}

void tni_tree_reduce(void *const *parts, int count, int64_t n, tn_dtype dtype) {
    int groups, levels;
    tni_tree_split(count, &groups, &levels);
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype);
    const int64_t chunk = CHUNK_BYTES / bytes;
    for (int64_t i = 0; i < n; i += chunk) {
        const int64_t length = n - i < chunk ? n - i : chunk;
        reduce_chunk(parts, groups, (int64_t)1 << levels, i * bytes, length, dtype);
    }
}

/* ---- Summing over ranks ---------------------------------------------------------------------- */

tn_status tni_tree_all_reduce(tni_group *group, void *data, void *wire, int64_t n, tn_dtype dtype) {
    if (!group->comm) {
        return TN_OK;
    }
    const int64_t piece = n / group->size;
    const int64_t piece_bytes = piece * (int64_t)tn_dtype_bytes(dtype);
    for (int r = 0; r < group->size; r++) {
        group->parts[r] = (char *)wire + r * piece_bytes;
    }
    tni_flight flight;
    tn_status status = tni_start_all_to_all(group, data, wire, piece_bytes, &flight);
    status = status == TN_OK ? tni_finish(group, &flight) : status;
    if (status == TN_OK) {
        tni_tree_reduce(group->parts, group->size, piece, dtype);
        status = tni_start_all_gather(group, wire, data, piece_bytes, &flight);
    }
    status = status == TN_OK ? tni_finish(group, &flight) : status;
    return status;
}
