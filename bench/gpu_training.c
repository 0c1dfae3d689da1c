/* gpu_training.c: whole training steps, of the CNN on images and the tiny GPT on bytes that `tenon
 * train` has: forward, backward, AdamW. Parameters start from values that only their names decide,
 * so that a peer's losses can be compared. */
#include "gpu_cases.h"

#include "tools/models.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static tn_module *model;
static tn_optim *optim;
static tn_steps *loop; /* NULL: every launch is given by itself */

enum { WORDS = 256 };

/* ---- Starting values ------------------------------------------------------------------------- */

/* Weights of normalisation are 1; others have the size that keeps a layer's output near 1. */
static tn_tensor *first_value(const char *name, const tn_tensor *t) {
    const int64_t n = tn_numel(t), rows = tn_size(t, 0);
    const bool flat = tn_ndim(t) < 2, is_bias = strstr(name, "bias") != NULL;
    uint32_t seed = 2166136261u;
    for (const char *c = name; *c; c++) {
        seed = (seed ^ (unsigned char)*c) * 16777619u;
    }
    if (flat && !is_bias) {
        return tn_ones(TN_SHAPE(n));
    }
    const double scale = flat ? 0.02 : sqrt((double)rows / (double)n);
    return tn_reshape(gpu_values(TN_F32, TN_SHAPE(n), scale, seed % 65536), tn_sizes(t));
}

static bool make(const char *name, tn_ints size, int64_t n_classes) {
    model = model_new(name, size, n_classes, (tn_device){0});
    TN_SCOPE(scope);
    TN_NO_GRAD(quiet);
    const tn_named_list list = tn_module_parameters(model);
    for (int64_t i = 0; i < list.count; i++) {
        tn_copy_(list.data[i].tensor, first_value(list.data[i].name, list.data[i].tensor));
    }
    const tn_optim_options options = tn_adamw_defaults();
    optim = tn_optim_new(list, &options);
    return optim && tn_ok();
}

static void drop_model(void) {
    tn_steps_free(loop);
    loop = NULL;
    tn_optim_free(optim);
    tn_module_free(model);
    optim = NULL;
    model = NULL;
}

/* gpu_in[slot] = whole numbers below `limit`. */
static bool classes(int slot, tn_ints size, int64_t n, int64_t limit) {
    int64_t *data = malloc((size_t)n * sizeof *data);
    for (int64_t i = 0; data && i < n; i++) {
        data[i] = (i * 7919 + (int64_t)slot * 31) % limit;
    }
    tn_set(&gpu_in[slot], data ? tn_from(data, size, TN_I64) : NULL);
    free(data);
    return gpu_in[slot] != NULL;
}

static bool cnn_step_setup(void) {
    const int64_t batch = gpu_small ? 2 : 128;
    return make("cnn", TN_SHAPE(1, 28, 28), 10) &&
           gpu_make(0, TN_F32, TN_SHAPE(batch, 1, 28, 28), 1, false) &&
           classes(1, TN_SHAPE(batch), batch, 10);
}

static bool gpt_step_setup(void) {
    const int64_t batch = gpu_small ? 1 : 32, length = gpu_small ? 4 : 128, n = batch * length;
    return make("gpt", TN_SHAPE(length), WORDS) && classes(0, TN_SHAPE(batch, length), n, WORDS) &&
           classes(1, TN_SHAPE(n), n, WORDS);
}

/* ---- A step ---------------------------------------------------------------------------------- */

static tn_tensor *step(void) {
    tn_tensor *logits = tn_forward(model, gpu_in[0]);
    tn_tensor *loss =
        tn_cross_entropy(tn_reshape(logits, TN_SHAPE(-1, tn_size(logits, -1))), gpu_in[1]);
    tn_optim_zero_grad(optim);
    tn_backward(loss);
    return tn_optim_step(optim) == TN_OK ? tn_detach(loss) : NULL;
}

/* The same, as a block that repeats. */
static bool cnn_loop_setup(void) {
    loop = tn_steps_new(tn_default_device());
    return loop && cnn_step_setup();
}

static bool gpt_loop_setup(void) {
    loop = tn_steps_new(tn_default_device());
    return loop && gpt_step_setup();
}

static tn_tensor *looped_step(void) {
    tn_tensor *loss = NULL;
    TN_STEP(loop) {
        loss = step();
    }
    return loss;
}

const gpu_case gpu_training_cases[] = {
    {"train_cnn", cnn_step_setup, step, drop_model},
    {"train_gpt", gpt_step_setup, step, drop_model},
    {"train_cnn_step", cnn_loop_setup, looped_step, drop_model},
    {"train_gpt_step", gpt_loop_setup, looped_step, drop_model},
};
const int gpu_n_training = sizeof gpu_training_cases / sizeof gpu_training_cases[0];
