/* gpu_training.c: whole training steps, of a CNN on images and of a tiny GPT on bytes: forward,
 * backward, AdamW. Parameters start from values that only their names decide, so that a peer's
 * losses can be compared. */
#include "gpu_cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static tn_module *model;
static tn_optim *optim;
static tn_steps *loop; /* NULL: every launch is given by itself */

/* ---- The CNN --------------------------------------------------------------------------------- */

static tn_module *cnn(void) {
    return tn_nn_sequential(tn_nn_conv2d(1, 32, .kernel = 3, .padding = 1), tn_nn_relu(),
                            tn_nn_max_pool2d(2), tn_nn_conv2d(32, 64, .kernel = 3, .padding = 1),
                            tn_nn_relu(), tn_nn_max_pool2d(2), tn_nn_flatten(),
                            tn_nn_linear(3136, 128), tn_nn_relu(), tn_nn_linear(128, 10));
}

/* ---- The GPT --------------------------------------------------------------------------------- */

enum { DIM = 128, WIDE = 4 * DIM, HEADS = 4, BLOCKS = 4, WORDS = 256 };

static tn_tensor *block_forward(tn_module *m, tn_tensor *x) {
    tn_tensor *attended =
        tn_forward(tn_module_child(m, "attention"), tn_forward(tn_module_child(m, "norm1"), x));
    x = tn_add(x, attended);
    tn_tensor *wide =
        tn_forward(tn_module_child(m, "up"), tn_forward(tn_module_child(m, "norm2"), x));
    return tn_add(x, tn_forward(tn_module_child(m, "down"), tn_gelu(wide)));
}

static tn_module *block(void) {
    tn_module *m = tn_module_new("block", block_forward);
    tn_module_add_child(m, "norm1", tn_nn_layer_norm(DIM));
    tn_module_add_child(m, "attention", tn_nn_attention(DIM, HEADS, .causal = true));
    tn_module_add_child(m, "norm2", tn_nn_layer_norm(DIM));
    tn_module_add_child(m, "up", tn_nn_linear(DIM, WIDE));
    tn_module_add_child(m, "down", tn_nn_linear(WIDE, DIM));
    return m;
}

static const char *block_name(int i) {
    static const char *const names[BLOCKS] = {"block0", "block1", "block2", "block3"};
    return names[i];
}

static tn_tensor *gpt_forward(tn_module *m, tn_tensor *tokens) {
    tn_tensor *table = tn_module_tensor(tn_module_child(m, "embedding"), "weight");
    tn_tensor *x = tn_add(tn_embedding(table, tokens), tn_module_tensor(m, "positions"));
    for (int i = 0; i < BLOCKS; i++) {
        x = tn_forward(tn_module_child(m, block_name(i)), x);
    }
    return tn_linear(tn_forward(tn_module_child(m, "norm"), x), table);
}

static tn_module *gpt(int64_t length) {
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("gpt", gpt_forward);
    tn_module_add_child(m, "embedding", tn_nn_embedding(WORDS, DIM));
    tn_module_add_parameter(m, "positions", tn_zeros(TN_SHAPE(length, DIM)));
    for (int i = 0; i < BLOCKS; i++) {
        tn_module_add_child(m, block_name(i), block());
    }
    tn_module_add_child(m, "norm", tn_nn_layer_norm(DIM));
    return m;
}

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

static bool make_optim(tn_module *made) {
    model = made;
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
    return make_optim(cnn()) && gpu_make(0, TN_F32, TN_SHAPE(batch, 1, 28, 28), 1, false) &&
           classes(1, TN_SHAPE(batch), batch, 10);
}

static bool gpt_step_setup(void) {
    const int64_t batch = gpu_small ? 1 : 32, length = gpu_small ? 4 : 128, n = batch * length;
    return make_optim(gpt(length)) && classes(0, TN_SHAPE(batch, length), n, WORDS) &&
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
