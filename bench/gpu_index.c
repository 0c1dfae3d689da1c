/* gpu_index.c: reading and adding by index. Lists of indices look random and name every place
 * equally often, so that what has to move is known. */
#include "gpu_cases.h"

#include <stdlib.h>

enum { TIMES = 16, HOT = 16 };

/* ---- Inputs ---------------------------------------------------------------------------------- */

/* Where i of 0 .. 2^bits - 1 goes: each to a place of its own. */
static uint64_t shuffled(uint64_t i, int bits) {
    const uint64_t mask = (UINT64_C(1) << bits) - 1;
    i = (i * 2654435761u) & mask;
    i ^= i >> (bits / 2);
    i = (i * 2246822519u) & mask;
    return i ^ (i >> (bits / 2));
}

/* gpu_in[2]: 2^bits indices below `below`, `step` apart. */
static bool make_index(int bits, int64_t below, int64_t step) {
    const int64_t n = INT64_C(1) << bits;
    int64_t *index = malloc((size_t)n * sizeof *index);
    for (int64_t i = 0; index && i < n; i++) {
        index[i] = (int64_t)shuffled((uint64_t)i, bits) % below * step;
    }
    tn_set(&gpu_in[2], index ? tn_from(index, TN_SHAPE(n), TN_I64) : NULL);
    free(index);
    return gpu_in[2] != NULL;
}

/* A table of 256 MB; log_width: of floats in a row. */
static bool table(int log_width) {
    const int bits = (gpu_small ? 13 : 26) - log_width;
    return gpu_make(0, TN_F32, TN_SHAPE(INT64_C(1) << bits, INT64_C(1) << log_width), 1, false) &&
           make_index(bits, INT64_C(1) << bits, 1);
}

/* 256 MB of rows that are added to a table, each of its rows TIMES times. */
static bool rows(int log_width) {
    const int bits = (gpu_small ? 13 : 26) - log_width;
    const int64_t n = INT64_C(1) << bits, width = INT64_C(1) << log_width;
    return gpu_make(0, TN_F32, TN_SHAPE(n / TIMES, width), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(n, width), 1, false) && make_index(bits, n / TIMES, 1);
}

static bool elements(void) {
    const int bits = gpu_small ? 10 : 24;
    const int64_t n = INT64_C(1) << bits;
    return gpu_make(0, TN_F32, TN_SHAPE(n / TIMES), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(n), 1, false) && make_index(bits, n / TIMES, 1);
}

/* Few places take everything. One in 64 elements is 1 or -1 and the rest is zero: sums stay so
 * small that bf16 holds them in whatever order a peer takes them. */
static bool hot_elements(void) {
    TN_SCOPE(scope);
    const int bits = gpu_small ? 12 : 20;
    const int64_t n = INT64_C(1) << bits, places = n / 16;
    tn_tensor *x = tn_sub(gpu_values(TN_F32, TN_SHAPE(n), 1, 2), 0.1);
    tn_tensor *kept = tn_to(tn_gt(tn_abs(x), 0.984375), .dtype = TN_F32);
    tn_set(&gpu_in[1], tn_to(tn_mul(tn_sign(x), kept), .dtype = TN_BF16));
    tn_set(&gpu_in[0], tn_zeros(TN_SHAPE(places), .dtype = TN_BF16));
    return gpu_in[0] && gpu_in[1] && make_index(bits, HOT, places / HOT);
}

/* 4,096 indices, each twice. */
static bool few(tn_ints target, tn_ints source, int64_t places) {
    const int bits = gpu_small ? 5 : 12;
    return gpu_make(0, TN_F32, target, 1, false) && gpu_make(1, TN_F32, source, 1, false) &&
           make_index(bits, INT64_C(1) << (bits - 1), places >> (bits - 1));
}

static bool few_elements(void) {
    const int64_t places = gpu_small ? 1 << 8 : 1 << 20, n = gpu_small ? 1 << 5 : 1 << 12;
    return few(TN_SHAPE(places), TN_SHAPE(n), places);
}

static bool few_rows(void) {
    const int64_t places = gpu_small ? 1 << 6 : 1 << 16, n = gpu_small ? 1 << 5 : 1 << 12;
    return few(TN_SHAPE(places, 64), TN_SHAPE(n, 64), places);
}

#define ROWS(name, log_width)                 \
    static bool table_##name(void) {          \
        return table(log_width);              \
    }                                         \
    static bool rows_##name(void) {           \
        return rows(log_width);               \
    }                                         \
    static bool unordered_rows_##name(void) { \
        tn_set_allow_unordered_sums(true);    \
        return rows(log_width);               \
    }
ROWS(64B, 4)
ROWS(256B, 6)
ROWS(1KiB, 8)

static bool unordered_elements(void) {
    tn_set_allow_unordered_sums(true);
    return elements();
}

static void order_sums(void) {
    tn_set_allow_unordered_sums(false);
}

/* ---- Calls ----------------------------------------------------------------------------------- */

static tn_tensor *gather(void) {
    return tn_index_select(gpu_in[0], 0, gpu_in[2]);
}

static tn_tensor *index_add(void) {
    return tn_index_add(gpu_in[0], 0, gpu_in[2], gpu_in[1]);
}

static tn_tensor *scatter_add(void) {
    return tn_scatter_add(gpu_in[0], 0, gpu_in[2], gpu_in[1]);
}

static tn_tensor *index_put(void) {
    return tn_index_put_(gpu_in[0], TN_INDEX(TN_I(gpu_in[2])), gpu_in[1], .accumulate = true);
}

#define OF_ROWS(name)                                                                 \
    {"gather_" #name, table_##name, gather, NULL},                                    \
        {"index_add_" #name, rows_##name, index_add, NULL}, {                         \
        "index_add_" #name "_unordered", unordered_rows_##name, index_add, order_sums \
    }

const gpu_case gpu_index_cases[] = {
    OF_ROWS(64B),
    OF_ROWS(256B),
    OF_ROWS(1KiB),
    {"scatter_add_16M", elements, scatter_add, NULL},
    {"scatter_add_16M_unordered", unordered_elements, scatter_add, order_sums},
    {"scatter_add_hot_bf16", hot_elements, scatter_add, NULL},
    {"index_put_4096", few_elements, index_put, NULL},
    {"index_put_4096_rows", few_rows, index_put, NULL},
};
const int gpu_n_index = sizeof gpu_index_cases / sizeof gpu_index_cases[0];
