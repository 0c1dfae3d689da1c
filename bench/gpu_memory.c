/* gpu_memory.c: cases bound by memory, and those where the host's part is all there is. */
#include "gpu_cases.h"
#include "gpu_clock.h"

#include <stdlib.h>

static tn_optim *optim;

/* ---- Inputs ---------------------------------------------------------------------------------- */

static bool vectors(void) {
    const int64_t n = gpu_small ? 1 << 10 : 1 << 26;
    return gpu_make(0, TN_F32, TN_SHAPE(n), 1, false) && gpu_make(1, TN_F32, TN_SHAPE(n), 1, false);
}

static bool small_vectors(void) {
    return gpu_make(0, TN_F32, TN_SHAPE(1 << 10), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(1 << 10), 1, false);
}

static int64_t side(void) {
    return gpu_small ? 32 : 8192;
}

static bool squares_and_row(void) {
    return gpu_make(0, TN_F32, TN_SHAPE(side(), side()), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(side(), side()), 1, false) &&
           gpu_make(2, TN_F32, TN_SHAPE(side()), 1, false);
}

static int64_t row_length(void) {
    return gpu_small ? 64 : 4096;
}

static bool rows(void) {
    const int64_t n = row_length();
    return gpu_make(0, TN_F32, TN_SHAPE(n, n), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(n), 1, false) && gpu_make(2, TN_F32, TN_SHAPE(n), 1, false);
}

/* Many indices, few of them often: neighbours that lead to one row. */
static bool table_and_index(void) {
    const int64_t n = gpu_small ? 64 : 1 << 16, table = gpu_small ? 16 : 32768,
                  width = gpu_small ? 8 : 512;
    int64_t *index = malloc((size_t)n * sizeof *index);
    for (int64_t i = 0; index && i < n; i++) {
        index[i] = i % 4 == 0 ? i / 4 % 8 : (i * 7919) % table;
    }
    tn_tensor *t = index ? tn_from(index, TN_SHAPE(n), TN_I64) : NULL;
    tn_set(&gpu_in[2], t);
    free(index);
    return t && gpu_make(0, TN_F32, TN_SHAPE(table, width), 1, true) &&
           gpu_make(1, TN_F32, TN_SHAPE(n, width), 1, false);
}

/* 64M parameters in 8 tensors, the way a model has them. */
static bool parameters(void) {
    enum { TENSORS = 8 };
    static const char *const names[TENSORS] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    const int64_t n = gpu_small ? 1 << 8 : 1 << 23;
    tn_named list[TENSORS];
    for (int i = 0; i < TENSORS; i++) {
        TN_SCOPE(scope);
        if (!gpu_make(i, TN_F32, TN_SHAPE(n), 1, true)) {
            return false;
        }
        tn_set_grad(gpu_in[i], gpu_values(TN_F32, TN_SHAPE(n), 1, (uint64_t)i + 101));
        list[i] = (tn_named){names[i], gpu_in[i]};
    }
    const tn_optim_options options = tn_adamw_defaults();
    optim = tn_optim_new((tn_named_list){list, TENSORS}, &options);
    return optim != NULL;
}

static void drop_optim(void) {
    tn_optim_free(optim);
    optim = NULL;
}

/* ---- Calls ----------------------------------------------------------------------------------- */

static tn_tensor *copy(void) {
    return gpu_copy(gpu_in[1], gpu_in[0]) ? gpu_in[1] : NULL;
}

static bool two_squares_of_rows(void) {
    const int64_t n = row_length();
    return gpu_make(0, TN_F32, TN_SHAPE(n, n), 1, false) &&
           gpu_make(1, TN_F32, TN_SHAPE(n, n), 1, false);
}

static tn_tensor *launch_nothing(void) {
    return gpu_launch_nothing() ? gpu_in[0] : NULL;
}

static tn_tensor *add(void) {
    return tn_add(gpu_in[0], gpu_in[1]);
}

static tn_tensor *exp_(void) {
    return tn_exp(gpu_in[0]);
}

static tn_tensor *sum(void) {
    return tn_sum(gpu_in[0]);
}

static tn_tensor *add_row(void) {
    return tn_add(gpu_in[0], gpu_in[2]);
}

static tn_tensor *add_transposed(void) {
    return tn_add(gpu_in[0], tn_transpose(gpu_in[1], 0, 1));
}

static tn_tensor *softmax(void) {
    return tn_softmax(gpu_in[0], -1);
}

static tn_tensor *layer_norm(void) {
    return tn_layer_norm(gpu_in[0], TN_SHAPE(row_length()), 1e-5, .weight = gpu_in[1],
                         .bias = gpu_in[2]);
}

static tn_tensor *embedding_backward(void) {
    return gpu_gradient(tn_embedding(gpu_in[0], gpu_in[2]), gpu_in[1], 1, 0);
}

static tn_tensor *adamw(void) {
    return tn_optim_step(optim) == TN_OK ? gpu_in[7] : NULL;
}

const gpu_case gpu_memory_cases[] = {
    {"copy_64M", vectors, copy, NULL},
    {"copy_4096", two_squares_of_rows, copy, NULL},
    {"add_64M", vectors, add, NULL},
    {"exp_64M", vectors, exp_, NULL},
    {"sum_64M", vectors, sum, NULL},
    {"add_row_8192", squares_and_row, add_row, NULL},
    {"add_transposed_8192", squares_and_row, add_transposed, NULL},
    {"softmax_4096", rows, softmax, NULL},
    {"layer_norm_4096", rows, layer_norm, NULL},
    {"embedding_backward", table_and_index, embedding_backward, NULL},
    {"adamw_64M", parameters, adamw, drop_optim},
    {"add_1024", small_vectors, add, NULL},
    {"launch", small_vectors, launch_nothing, NULL},
};
const int gpu_n_memory = sizeof gpu_memory_cases / sizeof gpu_memory_cases[0];
