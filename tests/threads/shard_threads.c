/* Shards on several threads and ranks as threads, for ThreadSanitizer: both at once, with buckets
 * in flight, a shard that fails while others run, and shards that change running statistics. Prints
 * TAP. */
#include "support/fake_comm.h"
#include "support/tiny_model.h"

#include <tenon/nn.h>
#include <tenon/ops.h>

#include <stdio.h>

enum { STEPS = 3 };

typedef struct training {
    tiny_options options;
    uint64_t hash[FAKE_MAX_RANKS];
    tn_status status[FAKE_MAX_RANKS];
} training;

static void train(tni_group *group, void *context) {
    training *t = context;
    t->hash[group->rank] = tiny_train(group, &t->options, STEPS);
    tn_error error;
    t->status[group->rank] = tn_error_take(&error) ? error.code : TN_OK;
}

/* ---- A module whose buffers are changed in place --------------------------------------------- */

static tn_tensor *norm_loss(const tn_shard *shard, void *context) {
    tn_tensor *x = tn_mul(tn_ones(TN_SHAPE(4, 3, 5)), 1.0 + shard->index);
    return tn_sum(tn_pow(tn_forward(context, tn_add(x, tn_randn(TN_SHAPE(4, 3, 5)))), 3.0));
}

static void train_norm(tni_group *group, void *context) {
    training *t = context;
    TN_SCOPE(scope);
    tn_module *norm = tn_nn_batch_norm(3);
    tn_parallel *parallel =
        tni_parallel_make(group, &(tn_parallel_args){.parameters = tn_module_parameters(norm),
                                                     .buffers = tn_module_buffers(norm),
                                                     .buffers_in_modules = true,
                                                     .shards = t->options.shards,
                                                     .threads = t->options.threads});
    for (uint64_t step = 0; step < STEPS; step++) {
        tn_parallel_step(parallel, norm_loss, norm, .seed = 1, .step = step);
    }
    uint32_t bits[3] = {0};
    if (tn_ok()) {
        memcpy(bits, tn_const_data(tn_module_tensor(norm, "running_mean")), sizeof bits);
    }
    t->hash[group->rank] = ((uint64_t)bits[0] << 32 | bits[1]) ^ (uint64_t)bits[2] << 16;
    tn_parallel_delete(parallel);
    tn_module_free(norm);
}

static void report(int number, bool is_ok, const char *name) {
    printf("%s %d - %s\n", is_ok ? "ok" : "not ok", number, name);
}

int main(void) {
    training one = {.options = {.shards = 8, .threads = 1}};
    fake_run(1, 60000, train, &one);
    training four = {.options = {.shards = 8, .threads = 4, .bucket_bytes = 100}};
    fake_run(1, 60000, train, &four);
    report(1, one.hash[0] && one.hash[0] == four.hash[0], "four threads have the bits of one");

    training ranks = {.options = {.shards = 8, .threads = 2, .bucket_bytes = 100}};
    fake_run(2, 60000, train, &ranks);
    report(2, one.hash[0] == ranks.hash[0] && one.hash[0] == ranks.hash[1],
           "two ranks of two threads have the bits of one");

    training failing = {.options = {.shards = 8, .threads = 4, .failing_shard = 6}};
    fake_run(1, 60000, train, &failing);
    report(3, failing.status[0] == TN_ERR_SHAPE, "a shard that fails on a thread is reported");

    training norm = {.options = {.shards = 8, .threads = 1}};
    fake_run(1, 60000, train_norm, &norm);
    training norms = {.options = {.shards = 8, .threads = 4}};
    fake_run(2, 60000, train_norm, &norms);
    report(4, norm.hash[0] && norm.hash[0] == norms.hash[0] && norm.hash[0] == norms.hash[1],
           "running statistics on two ranks of four threads have the bits of one");
    printf("1..4\n");
    return 0;
}
