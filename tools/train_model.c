/* train_model.c: the models that --model names. */
#include "train.h"

#include <math.h>
#include <string.h>

/* ---- Images ---------------------------------------------------------------------------------- */

static tn_module *mlp(tn_ints size, int64_t classes) {
    int64_t n = 1;
    for (int64_t i = 0; i < size.count; i++) {
        n *= size.data[i];
    }
    return tn_nn_sequential(tn_nn_flatten(), tn_nn_linear(n, 128), tn_nn_relu(),
                            tn_nn_linear(128, classes));
}

static tn_module *cnn(tn_ints size, int64_t classes) {
    if (size.count != 3 || size.data[1] < 4 || size.data[2] < 4) {
        tn_raise(TN_HERE, TN_ERR_SHAPE, "--model cnn needs images of at least 4 x 4");
        return NULL;
    }
    const int64_t features = 64 * (size.data[1] / 4) * (size.data[2] / 4);
    return tn_nn_sequential(tn_nn_conv2d(size.data[0], 32, .kernel = 3, .padding = 1), tn_nn_relu(),
                            tn_nn_max_pool2d(2), tn_nn_conv2d(32, 64, .kernel = 3, .padding = 1),
                            tn_nn_relu(), tn_nn_max_pool2d(2), tn_nn_flatten(),
                            tn_nn_linear(features, 128), tn_nn_relu(), tn_nn_linear(128, classes));
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

static tn_module *block(void) {
    tn_module *m = tn_module_new("block", block_forward);
    tn_module_add_child(m, "norm1", tn_nn_layer_norm(GPT_DIM));
    tn_module_add_child(m, "attention", tn_nn_attention(GPT_DIM, GPT_HEADS, .causal = true));
    tn_module_add_child(m, "norm2", tn_nn_layer_norm(GPT_DIM));
    tn_module_add_child(m, "up", tn_nn_linear(GPT_DIM, GPT_WIDE));
    tn_module_add_child(m, "down", tn_nn_linear(GPT_WIDE, GPT_DIM));
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
static tn_module *gpt(int64_t length, int64_t classes) {
    TN_SCOPE(scope);
    tn_module *m = tn_module_new("gpt", gpt_forward);
    tn_module *embedding = tn_module_add_child(m, "embedding", tn_nn_embedding(classes, GPT_DIM));
    TN_NO_GRAD(quiet);
    tn_mul_(tn_module_tensor(embedding, "weight"), 0.02);
    tn_module_add_parameter(m, "positions", tn_mul(tn_randn(TN_SHAPE(length, GPT_DIM)), 0.02));
    for (int i = 0; i < GPT_BLOCKS; i++) {
        char name[8];
        snprintf(name, sizeof name, "block%d", i);
        tn_module_add_child(m, name, block());
    }
    tn_module_add_child(m, "norm", tn_nn_layer_norm(GPT_DIM));
    return m;
}

tn_module *train_model(const train_options_t *o, const train_data *data) {
    const tn_ints size = tn_dataset_input_size(data->train);
    tn_manual_seed((uint64_t)o->seed);
    tn_module *m = strcmp(o->model, "mlp") == 0   ? mlp(size, data->classes)
                   : strcmp(o->model, "cnn") == 0 ? cnn(size, data->classes)
                                                  : gpt(o->length, data->classes);
    if (tn_ok()) {
        return m;
    }
    tn_module_free(m);
    return NULL;
}
