/* bench_index.c: reading and writing by index, and order. */
#include "bench_cases.h"

#include <stdlib.h>

enum { TARGETS = 10000, ROWS = 100000, WIDTH = 64, BAG = 10, MANY = 1 << 20 };

/* bench_in[slot]: n indices below `below`, the same in every program. */
static bool make_index(int slot, int64_t n, int64_t below) {
    int64_t *index = malloc((size_t)n * sizeof *index);
    for (int64_t i = 0; index && i < n; i++) {
        index[i] = i * 7919 % below;
    }
    tn_set(&bench_in[slot], index ? tn_from(index, TN_SHAPE(n), TN_I64) : NULL);
    free(index);
    return bench_in[slot] != NULL;
}

static bool rows(void) {
    return bench_make(0, TN_F32, TN_SHAPE(TARGETS, WIDTH), false) &&
           bench_make(1, TN_F32, TN_SHAPE(ROWS, WIDTH), false) && make_index(2, ROWS, TARGETS);
}

static bool recorded_rows(void) {
    return bench_make(0, TN_F32, TN_SHAPE(TARGETS, WIDTH), true) &&
           bench_make(1, TN_F32, TN_SHAPE(ROWS, WIDTH), false) && make_index(2, ROWS, TARGETS);
}

static bool bags(void) {
    return bench_make(0, TN_F32, TN_SHAPE(TARGETS, WIDTH), true) &&
           bench_make(1, TN_F32, TN_SHAPE(ROWS / BAG, WIDTH), false) &&
           make_index(2, ROWS, TARGETS);
}

/* Every element has an index of its own. */
static bool full_rows(void) {
    if (!rows()) {
        return false;
    }
    tn_tensor *full = tn_expand(tn_unsqueeze(bench_in[2], 1), TN_SHAPE(ROWS, WIDTH));
    tn_set(&bench_in[2], tn_clone(full));
    return bench_in[2] != NULL;
}

static bool many(void) {
    return bench_make(0, TN_F32, TN_SHAPE(ROWS), false) &&
           bench_make(1, TN_F32, TN_SHAPE(MANY), false) && make_index(2, MANY, ROWS);
}

static tn_tensor *index_add(void) {
    return tn_index_add(bench_in[0], 0, bench_in[2], bench_in[1]);
}

static tn_tensor *index_put(void) {
    return tn_index_put(bench_in[0], TN_INDEX(TN_I(bench_in[2])), bench_in[1], .accumulate = true);
}

static tn_tensor *scatter_add(void) {
    return tn_scatter_add(bench_in[0], 0, bench_in[2], bench_in[1]);
}

static tn_tensor *gradient(tn_tensor *output) {
    tn_tensor *grad = NULL;
    tn_autograd_grad({&output, 1}, {bench_in, 1}, &grad, .grad_outputs = {&bench_in[1], 1});
    return grad;
}

static tn_tensor *embedding(void) {
    return gradient(tn_embedding(bench_in[0], bench_in[2]));
}

static tn_tensor *embedding_bag(void) {
    tn_tensor *indices = tn_view(bench_in[2], TN_SHAPE(ROWS / BAG, BAG));
    return gradient(tn_embedding_bag(bench_in[0], indices, .mode = "sum"));
}

static tn_tensor *sort(void) {
    return tn_sort(bench_in[1], 0).values;
}

static tn_tensor *topk(void) {
    return tn_topk(bench_in[1], 100, 0).values;
}

static tn_tensor *unique(void) {
    return tn_unique(bench_in[2]).values;
}

static const bench_case cases[] = {
    {"index_add", rows, index_add},
    {"index_put_accumulate", rows, index_put},
    {"scatter_add", full_rows, scatter_add},
    {"scatter_add_1M", many, scatter_add},
    {"embedding_backward", recorded_rows, embedding},
    {"embedding_bag_backward", bags, embedding_bag},
    {"sort_1M", many, sort},
    {"topk_1M", many, topk},
    {"unique_1M", many, unique},
};
const bench_group bench_index = BENCH_GROUP(cases);
