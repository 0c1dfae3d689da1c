#include "train_step.h"

#include "tools/models.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CLASSES = 10, SIDE = 28, WORDS = 64, LENGTH = 16 };

/* ---- Steps ----------------------------------------------------------------------------------- */

typedef struct batch {
    const train_step *step;
    tn_module *model;
    tn_tensor *inputs, *targets;
} batch;

static bool is_gpt(const train_step *t) {
    return strcmp(t->model, "gpt") == 0;
}

static void make_batch(batch *b) {
    const train_step *t = b->step;
    const int64_t samples = t->batch;
    const tn_ints size = is_gpt(t) ? TN_SHAPE(LENGTH) : TN_SHAPE(1, SIDE, SIDE);
    b->model = model_new(t->model, size, is_gpt(t) ? WORDS : CLASSES, t->device);
    b->inputs = is_gpt(t) ? tn_randint(0, WORDS, TN_SHAPE(samples, LENGTH), .dtype = TN_I64,
                                       .device = t->device)
                          : tn_randn(TN_SHAPE(samples, 1, SIDE, SIDE), .device = t->device);
    b->targets =
        tn_randint(0, is_gpt(t) ? WORDS : CLASSES, TN_SHAPE(is_gpt(t) ? samples * LENGTH : samples),
                   .dtype = TN_I64, .device = t->device);
}

static tn_tensor *loss_of(const batch *b, int64_t begin, int64_t end) {
    const int64_t places = is_gpt(b->step) ? LENGTH : 1;
    tn_tensor *x = tn_narrow(b->inputs, 0, begin, end - begin);
    tn_tensor *logits = tn_forward(b->model, x);
    logits = tn_reshape(logits, TN_SHAPE(-1, is_gpt(b->step) ? WORDS : CLASSES));
    return tn_cross_entropy(logits,
                            tn_narrow(b->targets, 0, begin * places, (end - begin) * places));
}

static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    const batch *b = context;
    int64_t begin, end;
    tn_shard_range(b->step->batch, shard->index, shard->count, &begin, &end);
    return loss_of(b, begin, end);
}

static void take_step(const batch *b, tn_parallel *parallel, tn_optim *optim, uint64_t step) {
    TN_SCOPE(scope);
    double loss = 0;
    if (parallel) {
        tn_parallel_step(parallel, shard_loss, (void *)b, .seed = 1, .step = step, .loss = &loss);
    } else {
        tn_tensor *l = loss_of(b, 0, b->step->batch);
        tn_backward(l);
        tn_item(l);
    }
    tn_clip_grad_norm(tn_module_parameters(b->model), 1.0);
    tn_optim_step(optim);
    tn_optim_zero_grad(optim);
}

void run_train_step(void *context) {
    TN_SCOPE(scope);
    batch b = {.step = context};
    make_batch(&b);
    const tn_named_list parameters = tn_module_parameters(b.model);
    const tn_optim_options options = tn_adamw_defaults();
    tn_optim *optim = tn_optim_new(parameters, &options);
    tn_parallel *parallel = b.step->in_shards
                                ? tn_parallel_new(parameters, .shards = 2,
                                                  .threads = b.step->threads ? b.step->threads : 1)
                                : NULL;
    for (int i = 0; i < b.step->steps; i++) {
        take_step(&b, parallel, optim, (uint64_t)i);
    }
    tn_parallel_delete(parallel);
    tn_optim_free(optim);
    tn_module_free(b.model);
}

/* ---- Predictions ----------------------------------------------------------------------------- */

static char why[1024];

static const char *taken_error(void) {
    snprintf(why, sizeof why, "%s",
             tn_ok() ? "failed without an error" : tn_error_pending()->message);
    tn_error_take(NULL);
    return why;
}

/* What the steps really take, beside what is there already. False with an error. */
static bool measure(train_step *t, uint64_t *live, uint64_t *reserved) {
    tn_memory_figures before, after;
    if (tn_memory_trim(t->device) != TN_OK || tn_memory_reset_peaks(t->device) != TN_OK ||
        tn_memory_stats(t->device, &before) != TN_OK) {
        return false;
    }
    run_train_step(t);
    if (tn_memory_stats(t->device, &after) != TN_OK) {
        return false;
    }
    *live = after.live_bytes_peak - before.live_bytes;
    *reserved = after.reserved_bytes_peak - before.reserved_bytes;
    return tn_ok();
}

const char *prediction_fails(const train_step *step) {
    train_step t = *step;
    tn_fit fit;
    uint64_t live = 0, reserved = 0;
    if (tn_memory_will_it_fit(t.device, UINT64_MAX, run_train_step, &t, &fit) != TN_OK ||
        !measure(&t, &live, &reserved)) {
        return taken_error();
    }
    snprintf(why, sizeof why,
             "%s of %d: %llu bytes live and %llu reserved; predicted %llu, by %s, and %llu",
             t.model, (int)t.batch, (unsigned long long)live, (unsigned long long)reserved,
             (unsigned long long)fit.live_bytes_peak, fit.op,
             (unsigned long long)fit.reserved_bytes_peak);
    const double off = fabs((double)fit.reserved_bytes_peak - (double)reserved);
    return fit.live_bytes_peak == live && off <= 0.01 * (double)reserved ? NULL : why;
}
