/* models.c: three models of the usual kinds. */
#include "models.h"

#include <stdio.h>
#include <string.h>

/* ---- Images ---------------------------------------------------------------------------------- */

static tn_module *mlp(tn_ints size, int64_t classes, tn_device device) {
    int64_t n = 1;
    for (int64_t i = 0; i < size.count; i++) {
        n *= size.data[i];
    }
    return tn_nn_sequential(tn_nn_flatten(), tn_nn_linear(n, 128, .device = device), tn_nn_relu(),
                            tn_nn_linear(128, classes, .device = device));
}

static tn_module *cnn(tn_ints size, int64_t classes, tn_device device) {
    if (size.count != 3 || size.data[1] < 4 || size.data[2] < 4) {
        tn_raise(TN_HERE, TN_ERR_SHAPE, "a cnn needs images of at least 4 x 4");
        return NULL;
    }
    const int64_t features = 64 * (size.data[1] / 4) * (size.data[2] / 4);
    return tn_nn_sequential(
        tn_nn_conv2d(size.data[0], 32, .kernel = 3, .padding = 1, .device = device), tn_nn_relu(),
        tn_nn_max_pool2d(2), tn_nn_conv2d(32, 64, .kernel = 3, .padding = 1, .device = device),
        tn_nn_relu(), tn_nn_max_pool2d(2), tn_nn_flatten(),
        tn_nn_linear(features, 128, .device = device), tn_nn_relu(),
        tn_nn_linear(128, classes, .device = device));
}

/* ---- Text: a decoder with tied embeddings ---------------------------------------------------- */

enum { GPT_DIM = 128, GPT_WIDE = 4 * GPT_DIM, GPT_HEADS = 4, GPT_BLOCKS = 4 };

static tn_tensor *block_forward(tn_module *m, tn_tensor *x) {
    tn_tensor *attended =
        tn_forward(tn_module_child(m, "attention"), tn_forward(tn_module_child(m, "norm1"), x));
    x = tn_add(x, attended);
    tn_tensor *wide =
        tn_forward(tn_module_child(m, "up"), tn_forward(tn_module_child(m, "norm2"), x));
    return tn_add(x, tn_forward(tn_module_child(m, "down"), tn_gelu(wide)));
}

static tn_module *block(tn_device device) {
    tn_module *m = tn_module_new("block", block_forward);
    tn_module_add_child(m, "norm1", tn_nn_layer_norm(GPT_DIM, .device = device));
    tn_module_add_child(m, "attention",
                        tn_nn_attention(GPT_DIM, GPT_HEADS, .causal = true, .device = device));
    tn_module_add_child(m, "norm2", tn_nn_layer_norm(GPT_DIM, .device = device));
    tn_module_add_child(m, "up", tn_nn_linear(GPT_DIM, GPT_WIDE, .device = device));
    tn_module_add_child(m, "down", tn_nn_linear(GPT_WIDE, GPT_DIM, .device = device));
    return m;
}

static tn_tensor *gpt_forward(tn_module *m, tn_tensor *tokens) {
    tn_tensor *table = tn_module_tensor(tn_module_child(m, "embedding"), "weight");
    tn_tensor *places = tn_module_tensor(m, "positions");
    tn_tensor *x = tn_add(tn_embedding(table, tokens), tn_narrow(places, 0, 0, tn_size(tokens, 1)));
    for (int i = 0; i < GPT_BLOCKS; i++) {
        char name[8];
        snprintf(name, sizeof name, "block%d", i);
        x = tn_forward(tn_module_child(m, name), x);
    }
    return tn_linear(tn_forward(tn_module_child(m, "norm"), x), table);
}

/* Weights of GPT start small, so that logits do. */
static tn_module *gpt(tn_ints size, int64_t classes, tn_device device) {
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("gpt", gpt_forward);
    tn_module *embedding =
        tn_module_add_child(m, "embedding", tn_nn_embedding(classes, GPT_DIM, .device = device));
    TN_NO_GRAD(quiet);
    tn_mul_(tn_module_tensor(embedding, "weight"), 0.02);
    tn_module_add_parameter(
        m, "positions", tn_mul(tn_randn(TN_SHAPE(size.data[0], GPT_DIM), .device = device), 0.02));
    for (int i = 0; i < GPT_BLOCKS; i++) {
        char name[8];
        snprintf(name, sizeof name, "block%d", i);
        tn_module_add_child(m, name, block(device));
    }
    tn_module_add_child(m, "norm", tn_nn_layer_norm(GPT_DIM, .device = device));
    return m;
}

tn_module *model_new(const char *name, tn_ints size, int64_t classes, tn_device device) {
    tn_module *m = strcmp(name, "mlp") == 0   ? mlp(size, classes, device)
                   : strcmp(name, "cnn") == 0 ? cnn(size, classes, device)
                                              : gpt(size, classes, device);
    if (tn_ok()) {
        return m;
    }
    tn_module_free(m);
    return NULL;
}
