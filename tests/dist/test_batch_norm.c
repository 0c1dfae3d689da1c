/* Models with running statistics: the same bits on any number of ranks and threads, one update a
 * step. */
#include "support/fake_comm.h"

#include "dist/bucket.h"

#include <tenon/autograd.h>
#include <tenon/nn.h>
#include <tenon/ops.h>

#include <criterion/criterion.h>
#include <math.h>

enum { CHANNELS = 3, LENGTH = 4, STEPS = 4 };

typedef struct case_of {
    int threads, shards, samples, micro_steps;
    int64_t bucket_bytes;
    bool in_turn; /* shards of a rank one after another */
    uint64_t hash[FAKE_MAX_RANKS];
    float mean[CHANNELS];
    int64_t batches;
    int threads_used;
    char message[TN_ERROR_MESSAGE_BYTES];
} case_of;

typedef struct net {
    tn_module *module;
    const case_of *of;
} net;

static float number_of(int64_t a, int64_t b) {
    return (float)((a * 7919 + b * 104729 + 12345) % 2001) / 1000.0f - 1.0f;
}

static tn_tensor *numbers(int64_t rows, int64_t salt) {
    tn_tensor *t = tn_empty(TN_SHAPE(rows, CHANNELS, LENGTH));
    float *data = tn_data(t);
    for (int64_t i = 0; i < rows * CHANNELS * LENGTH && data; i++) {
        data[i] = number_of(salt + i / (CHANNELS * LENGTH), i % (CHANNELS * LENGTH));
    }
    return t;
}

static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    const net *n = context;
    int64_t begin, end;
    tn_shard_range(n->of->samples, shard->index, shard->count, &begin, &end);
    if (begin == end) {
        return NULL;
    }
    tn_tensor *x = numbers(end - begin, (int64_t)shard->step * 1000 + begin + 100 * shard->micro);
    tn_tensor *y = tn_forward(n->module, x);
    return tn_mul(tn_sum(tn_mul(y, y)), 1.0 / (double)n->of->samples);
}

static uint64_t add_to_hash(uint64_t hash, const tn_tensor *t) {
    const unsigned char *data = tn_const_data(t);
    const size_t bytes = (size_t)tn_numel(t) * tn_dtype_bytes(tn_dtype_of(t));
    for (size_t i = 0; i < bytes; i++) {
        hash = (hash ^ data[i]) * 0x100000001b3u;
    }
    return hash;
}

static tn_module *make_net(void) {
    tn_module *m = tn_nn_sequential(tn_nn_batch_norm(CHANNELS), tn_nn_relu(), tn_nn_flatten(),
                                    tn_nn_linear(CHANNELS * LENGTH, 5));
    const tn_named_list list = tn_module_parameters(m);
    for (int64_t p = 0; p < list.count; p++) {
        float *data = tn_data(list.data[p].tensor);
        for (int64_t i = 0; i < tn_numel(list.data[p].tensor); i++) {
            data[i] = number_of(p, i);
        }
    }
    return m;
}

static void descend(tn_named_list parameters) {
    for (int64_t p = 0; p < parameters.count; p++) {
        TN_SCOPE(s);
        float *data = tn_data(parameters.data[p].tensor);
        const float *grad = tn_const_data(tn_grad(parameters.data[p].tensor));
        for (int64_t i = 0; i < tn_numel(parameters.data[p].tensor) && grad; i++) {
            data[i] -= 0.005f * grad[i];
        }
        tn_mark_changed(parameters.data[p].tensor);
    }
}

static void train(tni_group *group, void *context) {
    TN_SCOPE(s);
    case_of *c = context;
    net n = {make_net(), c};
    const tn_named_list parameters = tn_module_parameters(n.module);
    const tn_named_list buffers = tn_module_buffers(n.module);
    tn_parallel *parallel =
        tni_parallel_make(group, &(tn_parallel_args){.parameters = parameters,
                                                     .buffers = buffers,
                                                     .buffers_in_modules = !c->in_turn,
                                                     .shards = c->shards ? c->shards : 8,
                                                     .threads = c->threads ? c->threads : 1,
                                                     .bucket_bytes = c->bucket_bytes});
    uint64_t hash = 0xcbf29ce484222325u;
    for (int step = 0; step < STEPS && tn_ok(); step++) {
        tn_parallel_step(parallel, shard_loss, &n, .step = (uint64_t)step,
                         .micro_steps = c->micro_steps);
        descend(parameters);
    }
    for (int64_t i = 0; i < parameters.count; i++) {
        hash = add_to_hash(hash, parameters.data[i].tensor);
    }
    for (int64_t i = 0; i < buffers.count; i++) {
        hash = add_to_hash(hash, buffers.data[i].tensor);
    }
    if (group->rank == 0 && tn_ok()) {
        memcpy(c->mean, tn_const_data(buffers.data[0].tensor), sizeof c->mean);
        c->batches = *(const int64_t *)tn_const_data(buffers.data[2].tensor);
        c->threads_used = parallel->threads;
    }
    tn_error error;
    const bool failed = tn_error_take(&error);
    c->hash[group->rank] = failed ? 0 : hash;
    if (failed) {
        memcpy(c->message, error.message, sizeof c->message);
    }
    tn_parallel_delete(parallel);
    tn_module_free(n.module);
}

static case_of run_on(int ranks, case_of c) {
    c.samples = c.samples ? c.samples : 37;
    cr_assert_not(fake_run(ranks, 60000, train, &c));
    for (int r = 0; r < ranks; r++) {
        cr_assert_neq(c.hash[r], 0, "rank %d: %s", r, c.message);
        cr_assert_eq(c.hash[r], c.hash[0], "rank %d has other bits", r);
    }
    return c;
}

#define SAME(ranks, threads_, ...)                                                     \
    cr_assert_eq(run_on(ranks, (case_of){.threads = (threads_), __VA_ARGS__}).hash[0], \
                 run_on(1, (case_of){__VA_ARGS__}).hash[0])

/* ---- The same bits --------------------------------------------------------------------------- */

Test(batch_norm_parallel, two_ranks_have_the_bits_of_one) {
    SAME(2, 1, .samples = 37);
}
Test(batch_norm_parallel, four_ranks_have_the_bits_of_one) {
    SAME(4, 1, .samples = 37);
}
Test(batch_norm_parallel, eight_ranks_have_the_bits_of_one) {
    SAME(8, 1, .samples = 37);
}
Test(batch_norm_parallel, two_threads_have_the_bits_of_one) {
    SAME(1, 2, .samples = 37);
}
Test(batch_norm_parallel, eight_threads_have_the_bits_of_one) {
    SAME(1, 8, .samples = 37);
}
Test(batch_norm_parallel, four_ranks_of_two_threads_have_the_bits_of_one) {
    SAME(4, 2, .samples = 37);
}
Test(batch_norm_parallel, small_buckets_have_the_same_bits) {
    SAME(2, 2, .bucket_bytes = 1);
}
Test(batch_norm_parallel, accumulation_has_the_same_bits) {
    SAME(4, 2, .micro_steps = 3);
}
Test(batch_norm_parallel, empty_shards_have_the_same_bits) {
    SAME(2, 2, .samples = 5);
    SAME(8, 1, .samples = 5);
}
Test(batch_norm_parallel, twelve_shards_have_the_same_bits) {
    SAME(3, 2, .shards = 12);
}
Test(batch_norm_parallel, shards_in_turn_have_the_bits_of_shards_at_once) {
    const case_of at_once = run_on(1, (case_of){.threads = 4});
    const case_of in_turn = run_on(1, (case_of){.threads = 4, .in_turn = true});
    cr_assert_eq(at_once.threads_used, 4);
    cr_assert_eq(in_turn.threads_used, 1);
    cr_assert_eq(at_once.hash[0], in_turn.hash[0]);
}

/* ---- What a step does to the statistics ------------------------------------------------------ */

Test(batch_norm_parallel, a_step_counts_once) {
    cr_assert_eq(run_on(1, (case_of){.threads = 2}).batches, STEPS);
    cr_assert_eq(run_on(4, (case_of){.threads = 1}).batches, STEPS);
}
Test(batch_norm_parallel, a_step_with_empty_shards_counts_once) {
    cr_assert_eq(run_on(8, (case_of){.samples = 3}).batches, STEPS);
}
Test(batch_norm_parallel, micro_steps_count_each) {
    cr_assert_eq(run_on(2, (case_of){.threads = 2, .micro_steps = 3}).batches, 3 * STEPS);
}

/* After steps of 8 equal shards: the moving average of the mean over shards of their means, which
 * is the mean of the batch. */
Test(batch_norm_parallel, running_means_are_those_of_the_whole_batch) {
    const case_of c = run_on(2, (case_of){.threads = 2, .samples = 40});
    double wanted[CHANNELS] = {0};
    for (int step = 0; step < STEPS; step++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            double sum = 0;
            for (int64_t i = 0; i < 40 * LENGTH; i++) {
                sum += number_of(step * 1000 + i / LENGTH, channel * LENGTH + i % LENGTH);
            }
            wanted[channel] = 0.9 * wanted[channel] + 0.1 * sum / (40 * LENGTH);
        }
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
        cr_assert(fabs(c.mean[channel] - wanted[channel]) < 1e-5, "channel %d: %g, not %g", channel,
                  c.mean[channel], wanted[channel]);
    }
}
