/* tiny_model.c: exp(x W1 + b1) W2, squared error, plain gradient descent. */
#include "support/tiny_model.h"

#include "kernels/philox.h"

#include <tenon/autograd.h>
#include <tenon/ops.h>

#include <stdlib.h>

enum { INPUTS = 6, HIDDEN = 5, OUTPUTS = 3, DEFAULT_SAMPLES = 37 };

static const char *const NAMES[TINY_PARAMETERS] = {"w1", "b1", "w2", "extra", "frozen"};
static const int64_t SIZES[TINY_PARAMETERS][2] = {
    {INPUTS, HIDDEN}, {1, HIDDEN}, {HIDDEN, OUTPUTS}, {1, OUTPUTS}, {2, 2}};

/* A number in (-1, 1) that follows from two integers. */
static float number_of(int64_t a, int64_t b) {
    const uint64_t mixed = ((uint64_t)a * 2654435761u + (uint64_t)b * 40503u + 12345u) * 97u;
    return (float)(int64_t)(mixed % 2001) / 1000.0f - 1.0f;
}

/* ---- The shard function ---------------------------------------------------------------------- */

static tn_tensor *samples_of(int64_t begin, int64_t end, int64_t width, int64_t salt) {
    float *data = malloc((size_t)((end - begin) * width) * sizeof *data);
    for (int64_t i = begin; i < end; i++) {
        for (int64_t j = 0; j < width; j++) {
            data[(i - begin) * width + j] = number_of(i + salt, j);
        }
    }
    tn_tensor *t = tn_from(data, TN_SHAPE(end - begin, width), TN_F32);
    free(data);
    return t;
}

/* What a forward pass in training mode does to running statistics. */
static void update_buffers(tiny_model *m, const tn_tensor *hidden) {
    const float *values = tn_const_data(hidden);
    float *running = tn_data(m->running);
    for (int64_t j = 0; j < HIDDEN && values; j++) {
        running[j] = 0.9f * running[j] + 0.1f * values[j];
    }
    ++*(int64_t *)tn_data(m->batches);
}

static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    tiny_model *m = context;
    if (shard->index + 1 == m->options.failing_shard && shard->step == m->options.failing_step) {
        tn_raise(TN_HERE, TN_ERR_SHAPE, "shard %d cannot go on", shard->index);
        return NULL;
    }
    const int64_t samples = m->options.samples ? m->options.samples : DEFAULT_SAMPLES;
    int64_t begin, end;
    tn_shard_range(samples, shard->index, shard->count, &begin, &end);
    const int64_t part = begin + (end - begin) * shard->micro / shard->micro_steps;
    const int64_t next = begin + (end - begin) * (shard->micro + 1) / shard->micro_steps;
    if (part == next) {
        return NULL;
    }
    const int64_t salt = (int64_t)shard->step * 1000;
    tn_tensor *x = samples_of(part, next, INPUTS, salt);
    tn_tensor *target = samples_of(part, next, OUTPUTS, salt + 500);
    tn_tensor *hidden = tn_exp(tn_add(tn_mm(x, m->parameters[0]), m->parameters[1]));
    if (m->options.has_buffers) {
        update_buffers(m, hidden);
    }
    /* Noise that is keyed by seed, step and shard, as dropout is. */
    const tni_rng_state named = tni_rng_next();
    const double noise =
        (double)(tn_random_stream(named.step, named.shard, named.ordinal) >> 40) * 0x1p-24;
    tn_tensor *out = tn_add(tn_mm(hidden, m->parameters[2]), 0.01 * noise);
    if (!m->options.is_partly_used || shard->index % 3 != 0) {
        out = tn_add(out, m->parameters[3]);
    }
    tn_tensor *error = tn_add(out, tn_mul(target, -1.0));
    shard->values[0] += (double)(next - part);
    shard->values[1] += tn_item(tn_sum(target));
    return tn_mul(tn_sum(tn_mul(error, error)), 1.0 / (double)samples);
}

/* ---- The model ------------------------------------------------------------------------------- */

static bool make_tensors(tiny_model *m) {
    TN_SCOPE(s);
    for (int p = 0; p < TINY_PARAMETERS; p++) {
        float values[64];
        for (int i = 0; i < 64; i++) {
            values[i] = 0.3f * number_of(p * 100, i);
        }
        m->parameters[p] = tn_keep(tn_from(values, TN_SHAPE(SIZES[p][0], SIZES[p][1]), TN_F32));
        tn_set_requires_grad(m->parameters[p], p != TINY_PARAMETERS - 1);
    }
    const float running[HIDDEN] = {0, 1, 2, 3, 4};
    const int64_t batches = 10;
    m->running = tn_keep(tn_from(running, TN_SHAPE(HIDDEN), TN_F32));
    m->batches = tn_keep(tn_from(&batches, TN_SHAPE_0D, TN_I64));
    return tn_ok();
}

bool tiny_open(tiny_model *m, tni_group *group, const tiny_options *options) {
    *m = (tiny_model){.options = *options, .hash = 0xcbf29ce484222325u};
    make_tensors(m);
    tn_named parameters[TINY_PARAMETERS];
    for (int p = 0; p < TINY_PARAMETERS; p++) {
        parameters[p] = (tn_named){NAMES[p], m->parameters[p]};
    }
    const tn_named buffers[] = {{"running", m->running}, {"batches", m->batches}};
    m->parallel = tni_parallel_make(
        group, &(tn_parallel_args){.parameters = {parameters, TINY_PARAMETERS},
                                   .buffers = {buffers, options->has_buffers ? 2 : 0},
                                   .shards = options->shards,
                                   .threads = options->threads,
                                   .bucket_bytes = options->bucket_bytes});
    return m->parallel != NULL;
}

void tiny_close(tiny_model *m) {
    tn_parallel_delete(m->parallel);
    for (int p = 0; p < TINY_PARAMETERS; p++) {
        tn_drop(m->parameters[p]);
    }
    tn_drop(m->running);
    tn_drop(m->batches);
}

static void update(tiny_model *m) {
    TN_SCOPE(s);
    for (int p = 0; p < TINY_PARAMETERS; p++) {
        const float *grad = tn_const_data(tn_grad(m->parameters[p]));
        float *values = tn_data(m->parameters[p]);
        for (int64_t i = 0; i < tn_numel(m->parameters[p]) && grad; i++) {
            values[i] -= 0.05f * grad[i];
        }
        tn_mark_changed(m->parameters[p]);
    }
}

static uint64_t add_to_hash(uint64_t hash, const void *data, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        hash = (hash ^ ((const unsigned char *)data)[i]) * 0x100000001b3u;
    }
    return hash;
}

tn_status tiny_step(tiny_model *m, uint64_t step) {
    const tn_status status =
        tn_parallel_step(m->parallel, shard_loss, m, .seed = 42, .step = step, .loss = &m->loss,
                         .values = m->values, .n_values = 2, .micro_steps = m->options.micro_steps);
    if (status == TN_OK) {
        update(m);
        m->hash = add_to_hash(m->hash, &m->loss, sizeof m->loss);
    }
    return status;
}

static tn_status all_reduce(tni_group *group, tn_tensor *t) {
    if (!group->comm) {
        return TN_OK;
    }
    tni_flight flight = {.number = ++group->posted};
    group->comm->all_reduce(tn_data(t), tn_numel(t), TN_F32, TNI_REDUCE_SUM, &flight.request);
    return tni_finish(group, &flight);
}

tn_status tiny_step_plainly(tiny_model *m, tni_group *group, uint64_t step) {
    TN_SCOPE(s);
    const int run = m->options.shards / group->size, first = group->rank * run;
    double values[2] = {0};
    for (int p = 0; p < TINY_PARAMETERS; p++) {
        tn_set_grad(m->parameters[p], NULL);
    }
    for (int i = first; i < first + run; i++) {
        tni_rng_set((tni_rng_state){.seed = 42, .step = step, .shard = (uint64_t)i});
        tn_tensor *part = shard_loss(&(tn_shard){.index = i,
                                                 .count = m->options.shards,
                                                 .micro_steps = 1,
                                                 .step = step,
                                                 .values = values},
                                     m);
        if (part) {
            tn_backward(part);
        }
    }
    tn_status status = tn_error_pending() ? tn_error_pending()->code : TN_OK;
    for (int p = 0; p < TINY_PARAMETERS - 1 && status == TN_OK; p++) {
        status = all_reduce(group, tn_grad(m->parameters[p]));
    }
    if (status == TN_OK) {
        update(m);
    }
    return status;
}

uint64_t tiny_hash(const tiny_model *m) {
    uint64_t hash = m->hash;
    for (int p = 0; p < TINY_PARAMETERS; p++) {
        hash = add_to_hash(hash, tn_const_data(m->parameters[p]),
                           (size_t)tn_numel(m->parameters[p]) * sizeof(float));
    }
    hash = add_to_hash(hash, tn_const_data(m->running), HIDDEN * sizeof(float));
    return add_to_hash(hash, tn_const_data(m->batches), sizeof(int64_t));
}

static uint64_t train(tni_group *group, const tiny_options *options, int steps, bool plainly) {
    tiny_model m;
    bool goes_on = tiny_open(&m, group, options) && tn_ok();
    for (int step = 0; step < steps && goes_on; step++) {
        const tn_status status =
            plainly ? tiny_step_plainly(&m, group, (uint64_t)step) : tiny_step(&m, (uint64_t)step);
        goes_on = status == TN_OK;
    }
    const uint64_t hash = goes_on ? tiny_hash(&m) : 0;
    tiny_close(&m);
    return hash;
}

uint64_t tiny_train(tni_group *group, const tiny_options *options, int steps) {
    return train(group, options, steps, false);
}

uint64_t tiny_train_plainly(tni_group *group, const tiny_options *options, int steps) {
    return train(group, options, steps, true);
}
