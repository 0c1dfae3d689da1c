#include "tiny_training.h"

#include "dist/bucket.h"

#include <tenon/tenon.h>

enum { SAMPLES = 8, LENGTH = 8, WORDS = 16, WIDE = 16 };

/* ---- Two networks ---------------------------------------------------------------------------- */

static tn_module *tiny_cnn(tn_device device) {
    return tn_nn_sequential(tn_nn_conv2d(1, 4, .kernel = 3, .padding = 1, .device = device),
                            tn_nn_batch_norm(4, .device = device), tn_nn_relu(),
                            tn_nn_max_pool2d(2),
                            tn_nn_conv2d(4, 8, .kernel = 3, .padding = 1, .device = device),
                            tn_nn_gelu(), tn_nn_max_pool2d(2), tn_nn_flatten(), tn_nn_dropout(0.1),
                            tn_nn_linear(8 * 2 * 2, WORDS, .device = device));
}

static tn_tensor *gpt_forward(tn_module *m, tn_tensor *tokens) {
    tn_tensor *table = tn_module_tensor(tn_module_child(m, "embedding"), "weight");
    tn_tensor *x = tn_embedding(table, tokens);
    x = tn_add(
        x, tn_forward(tn_module_child(m, "attention"), tn_forward(tn_module_child(m, "norm"), x)));
    return tn_matmul(x, tn_transpose(table, 0, 1));
}

static tn_module *tiny_gpt(tn_device device) {
    tn_module *m = tn_module_new("gpt", gpt_forward);
    tn_module_add_child(m, "embedding", tn_nn_embedding(WORDS, WIDE, .device = device));
    tn_module_add_child(m, "norm", tn_nn_layer_norm(WIDE, .device = device));
    tn_module_add_child(m, "attention", tn_nn_attention(WIDE, 2, .causal = true, .device = device));
    return m;
}

static tn_tensor *images(tn_device device) {
    return tn_randn(TN_SHAPE(SAMPLES, 1, 8, 8), .device = device);
}
static tn_tensor *texts(tn_device device) {
    return tn_randint(0, WORDS, TN_SHAPE(SAMPLES, LENGTH), .dtype = TN_I64, .device = device);
}

struct network {
    tn_module *(*make)(tn_device device);
    tn_tensor *(*inputs)(tn_device device);
    int64_t targets; /* a sample */
};
const network CNN = {tiny_cnn, images, 1}, GPT = {tiny_gpt, texts, LENGTH};

/* ---- A run ----------------------------------------------------------------------------------- */

typedef struct batch {
    tn_module *model;
    tn_tensor *inputs, *targets;
} batch;

static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    const batch *b = context;
    int64_t begin, end;
    tn_shard_range(SAMPLES, shard->index, shard->count, &begin, &end);
    const tn_device device = tn_device_of(tn_module_parameters(b->model).data[0].tensor);
    tn_tensor *x = tn_to(tn_narrow(b->inputs, 0, begin, end - begin), .device = device);
    tn_tensor *target = tn_to(tn_narrow(b->targets, 0, begin, end - begin), .device = device);
    tn_tensor *logits = tn_reshape(tn_forward(b->model, x), TN_SHAPE(-1, WORDS));
    tn_tensor *loss = tn_cross_entropy(logits, tn_reshape(target, TN_SHAPE(-1)));
    return tn_mul(loss, (double)(end - begin) / SAMPLES);
}

static uint64_t hash_of(const tn_module *model) {
    uint64_t hash = 0xcbf29ce484222325u;
    const tn_named_list state = tn_module_state_dict(model);
    for (int64_t i = 0; i < state.count; i++) {
        unsigned char bytes[4096];
        const size_t n = (size_t)tn_numel(state.data[i].tensor) *
                         tn_dtype_bytes(tn_dtype_of(state.data[i].tensor));
        if (n > sizeof bytes || tn_copy_to_host(state.data[i].tensor, bytes, n) != TN_OK) {
            return 0;
        }
        for (size_t k = 0; k < n; k++) {
            hash = (hash ^ bytes[k]) * 0x100000001b3u;
        }
    }
    return hash;
}

static tn_parallel *plan(tn_module *model, tni_group *group) {
    return tni_parallel_make(group ? group : tni_world(),
                             &(tn_parallel_args){.parameters = tn_module_parameters(model),
                                                 .buffers = tn_module_buffers(model),
                                                 .buffers_in_modules = true,
                                                 .shards = TRAINING_SHARDS});
}

static void take_steps(batch *b, tn_parallel *parallel, outcome *result, const training_way *way) {
    const tn_optim_options options = tn_adamw_defaults();
    tn_optim *optim = tn_optim_new(tn_module_parameters(b->model), &options);
    tn_optim_set_lr(optim, 1e-2);
    const uint64_t steps = way->steps ? (uint64_t)way->steps : TRAINING_STEPS;
    for (uint64_t step = 0; step < steps && tn_ok(); step++) {
        TN_SCOPE(inner);
        tn_parallel_step(parallel, shard_loss, b, .seed = 5, .step = step,
                         .loss = way->watch || way->reads_later ? NULL : &result->losses[step],
                         .read_later = way->reads_later);
        tn_optim_step(optim);
        if (way->reads_later && step > 0) {
            tn_parallel_read(parallel, step - 1, &result->losses[step - 1], NULL, 0);
        }
        if (way->watch) {
            way->watch(step, way->context);
        }
    }
    if (way->reads_later) {
        tn_parallel_read(parallel, steps - 1, &result->losses[steps - 1], NULL, 0);
    }
    tn_optim_free(optim);
}

outcome train_tiny_with(const network *net, tn_device device, const training_way *way) {
    TN_SCOPE(s);
    outcome result = {.hash = 0};
    tni_rng_set((tni_rng_state){.seed = 3});
    const tn_device home = way->feeds ? TN_CPU : device; /* of the samples */
    batch b = {.model = net->make(device), .inputs = net->inputs(home)};
    b.targets =
        tn_randint(0, WORDS, TN_SHAPE(SAMPLES, net->targets), .dtype = TN_I64, .device = home);
    tn_parallel *parallel = plan(b.model, way->group);
    if (parallel) {
        take_steps(&b, parallel, &result, way);
    }
    result.hash = tn_ok() ? hash_of(b.model) : 0;
    tn_parallel_delete(parallel);
    tn_module_free(b.model);
    tn_error_take(&result.error);
    return result;
}

outcome train_tiny(const network *net, tn_device device, tni_group *group) {
    return train_tiny_with(net, device, &(training_way){.group = group});
}
