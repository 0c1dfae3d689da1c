/* Data-parallel steps with threads as ranks: the same bits everywhere, failures on all ranks. */
#include "support/fake_comm.h"
#include "support/tiny_model.h"

#include <tenon/autograd.h>
#include <tenon/ops.h>

#include <criterion/criterion.h>
#include <math.h>

enum { STEPS = 4 };

typedef struct training {
    tiny_options options;
    uint64_t hash[FAKE_MAX_RANKS];
    tn_error error[FAKE_MAX_RANKS];
    bool is_different; /* rank 1 plans something else */
} training;

static void train(tni_group *group, void *context) {
    training *t = context;
    t->hash[group->rank] = tiny_train(group, &t->options, STEPS);
    tn_error_take(&t->error[group->rank]);
}

static uint64_t hash_on(int ranks, tiny_options options) {
    training t = {.options = options};
    cr_assert_not(fake_run(ranks, 60000, train, &t));
    for (int r = 0; r < ranks; r++) {
        cr_assert_neq(t.hash[r], 0, "rank %d: %s", r, t.error[r].message);
        cr_assert_eq(t.hash[r], t.hash[0], "rank %d has other bits", r);
    }
    return t.hash[0];
}

#define EIGHT .shards = 8, .threads = 1
#define SAME(ranks, ...) \
    cr_assert_eq(hash_on(ranks, (tiny_options){__VA_ARGS__}), hash_on(1, (tiny_options){EIGHT}))

/* ---- The same bits --------------------------------------------------------------------------- */

Test(step, two_ranks_have_the_bits_of_one) {
    SAME(2, EIGHT);
}
Test(step, four_ranks_have_the_bits_of_one) {
    SAME(4, EIGHT);
}
Test(step, eight_ranks_have_the_bits_of_one) {
    SAME(8, EIGHT);
}
Test(step, two_threads_have_the_bits_of_one) {
    SAME(1, .shards = 8, .threads = 2);
}
Test(step, three_threads_have_the_bits_of_one) {
    SAME(1, .shards = 8, .threads = 3);
}
Test(step, eight_threads_have_the_bits_of_one) {
    SAME(1, .shards = 8, .threads = 8);
}
Test(step, two_ranks_of_two_threads_have_the_bits_of_one) {
    SAME(2, .shards = 8, .threads = 2);
}
Test(step, buckets_of_one_tensor_have_the_same_bits) {
    SAME(2, EIGHT, .bucket_bytes = 1);
}
Test(step, buckets_of_two_hundred_bytes_have_the_same_bits) {
    SAME(4, EIGHT, .bucket_bytes = 200);
}
Test(step, the_default_is_eight_shards) {
    SAME(1, .threads = 1);
}

Test(step, twelve_shards_have_the_same_bits_on_1_3_6_and_12_ranks) {
    const tiny_options options = {.shards = 12, .threads = 1};
    const uint64_t expected = hash_on(1, options);
    cr_assert_eq(hash_on(3, options), expected);
    cr_assert_eq(hash_on(6, options), expected);
    cr_assert_eq(hash_on(12, options), expected);
}

Test(step, twelve_shards_have_the_same_bits_on_any_number_of_threads) {
    const uint64_t expected = hash_on(1, (tiny_options){.shards = 12, .threads = 1});
    for (int threads = 2; threads <= 5; threads++) {
        cr_assert_eq(hash_on(1, (tiny_options){.shards = 12, .threads = threads}), expected);
    }
}

Test(step, accumulation_has_the_same_bits_on_any_number_of_ranks) {
    const tiny_options options = {EIGHT, .micro_steps = 3};
    const uint64_t expected = hash_on(1, options);
    cr_assert_eq(hash_on(2, options), expected);
    cr_assert_eq(hash_on(8, options), expected);
    cr_assert_eq(hash_on(2, (tiny_options){.shards = 8, .threads = 2, .micro_steps = 3}), expected);
}

Test(step, running_statistics_have_the_same_bits_on_any_number_of_ranks) {
    const tiny_options options = {EIGHT, .has_buffers = true};
    const uint64_t expected = hash_on(1, options);
    cr_assert_eq(hash_on(2, options), expected);
    cr_assert_eq(hash_on(8, options), expected);
}

Test(step, parameters_that_some_shards_leave_out_have_the_same_bits) {
    const tiny_options options = {EIGHT, .is_partly_used = true};
    const uint64_t expected = hash_on(1, options);
    cr_assert_eq(hash_on(4, options), expected);
    cr_assert_eq(hash_on(8, options), expected);
}

Test(step, a_batch_smaller_than_the_shards_has_the_same_bits) {
    const tiny_options options = {EIGHT, .samples = 5};
    const uint64_t expected = hash_on(1, options);
    cr_assert_eq(hash_on(2, options), expected);
    cr_assert_eq(hash_on(8, options), expected);
}

Test(step, another_number_of_shards_has_other_bits) {
    cr_assert_neq(hash_on(1, (tiny_options){.shards = 4}), hash_on(1, (tiny_options){.shards = 8}));
}

/* ---- What a step computes -------------------------------------------------------------------- */

/* Gradients of one big shard are those of the whole batch. */
Test(step, sums_over_shards_are_the_gradients_of_the_whole_batch) {
    tiny_model whole, cut;
    cr_assert(tiny_open(&whole, tni_world(), &(tiny_options){.shards = 1}));
    cr_assert(tiny_open(&cut, tni_world(), &(tiny_options){.shards = 8}));
    /* The noise is keyed by shard: compare what does not depend on it. */
    cr_assert_eq(tiny_step(&whole, 0), TN_OK);
    cr_assert_eq(tiny_step(&cut, 0), TN_OK);
    cr_assert_float_eq(whole.loss, cut.loss, 0.05 * whole.loss);
    cr_assert_eq(cut.values[0], 37);
    cr_assert_float_eq(cut.values[1], whole.values[1], 1e-4);
    TN_SCOPE(s);
    const float *a = tn_const_data(tn_grad(whole.parameters[2]));
    const float *b = tn_const_data(tn_grad(cut.parameters[2]));
    for (int i = 0; i < 15; i++) {
        cr_assert(fabsf(a[i] - b[i]) < 0.1f + 0.1f * fabsf(a[i]));
    }
    tiny_close(&whole);
    tiny_close(&cut);
}

static tn_tensor *sum_of_squares(const tn_shard *shard, void *context) {
    (void)shard;
    tn_tensor *p = context;
    return tn_sum(tn_mul(p, p));
}

static tn_parallel *plan_of(tn_tensor *p, int shards) {
    const tn_named list[] = {{"p", p}};
    return tn_parallel_new(((tn_named_list){list, 1}), .shards = shards);
}

Test(step, gradients_are_exact_sums_over_shards) {
    TN_SCOPE(s);
    const float values[3] = {1, -2, 3};
    tn_tensor *p = tn_set_requires_grad(tn_from(values, TN_SHAPE(3), TN_F32), true);
    tn_parallel *parallel = plan_of(p, 4);
    double loss = 0;
    cr_assert_eq(tn_parallel_step(parallel, sum_of_squares, p, .loss = &loss), TN_OK);
    const float *grad = tn_const_data(tn_grad(p));
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(grad[i], 4 * 2 * values[i]);
    }
    cr_assert_eq(loss, 4 * 14);
    tn_parallel_delete(parallel);
}

Test(step, accumulation_adds_micro_steps) {
    TN_SCOPE(s);
    const float values[3] = {1, -2, 3};
    tn_tensor *p = tn_set_requires_grad(tn_from(values, TN_SHAPE(3), TN_F32), true);
    tn_parallel *parallel = plan_of(p, 4);
    cr_assert_eq(tn_parallel_step(parallel, sum_of_squares, p, .micro_steps = 5), TN_OK);
    cr_assert_eq(((const float *)tn_const_data(tn_grad(p)))[1], -2 * 2 * 4 * 5);
    tn_parallel_delete(parallel);
}

Test(step, gradients_outlive_the_plan) {
    TN_SCOPE(s);
    const float values[1] = {3};
    tn_tensor *p = tn_set_requires_grad(tn_from(values, TN_SHAPE(1), TN_F32), true);
    tn_parallel *parallel = plan_of(p, 1);
    cr_assert_eq(tn_parallel_step(parallel, sum_of_squares, p), TN_OK);
    tn_parallel_delete(parallel);
    cr_assert_eq(*(const float *)tn_const_data(tn_grad(p)), 6);
}

Test(step, complex_gradients_are_summed_part_by_part) {
    TN_SCOPE(s);
    const float values[2] = {1, 2};
    tn_tensor *p = tn_set_requires_grad(tn_from(values, TN_SHAPE_0D, TN_C64), true);
    tn_parallel *parallel = plan_of(p, 2);
    cr_assert_not_null(parallel);
    tn_parallel_cost cost = tn_parallel_cost_of(parallel);
    cr_assert_eq(cost.elements, 1);
    tn_bucket_info info;
    cr_assert(tn_parallel_bucket(parallel, 0, &info));
    cr_assert_eq(info.dtype, TN_C64);
    tn_parallel_delete(parallel);
}

Test(step, unused_parameters_get_zeros) {
    TN_SCOPE(s);
    const float values[2] = {1, 2};
    tn_tensor *used = tn_set_requires_grad(tn_from(values, TN_SHAPE(2), TN_F32), true);
    tn_tensor *unused = tn_set_requires_grad(tn_from(values, TN_SHAPE(2), TN_F32), true);
    const tn_named list[] = {{"used", used}, {"unused", unused}};
    tn_parallel *parallel = tn_parallel_new(((tn_named_list){list, 2}));
    for (int step = 0; step < 2; step++) {
        cr_assert_eq(tn_parallel_step(parallel, sum_of_squares, used), TN_OK);
        const float *grad = tn_const_data(tn_grad(unused));
        cr_assert_eq(grad[0], 0);
        cr_assert_eq(grad[1], 0);
        cr_assert_eq(((const float *)tn_const_data(tn_grad(used)))[1], 32);
    }
    tn_parallel_delete(parallel);
}

Test(step, running_statistics_are_averaged_once_a_step) {
    tiny_model m;
    cr_assert(tiny_open(&m, tni_world(), &(tiny_options){.shards = 4, .has_buffers = true}));
    cr_assert_eq(tiny_step(&m, 0), TN_OK);
    const float *running = tn_const_data(m.running);
    /* each shard leaves 0.9 * before + 0.1 * (about 1) */
    for (int j = 0; j < 5; j++) {
        cr_assert(fabsf(running[j] - 0.9f * (float)j) < 0.5f);
    }
    cr_assert_eq(*(const int64_t *)tn_const_data(m.batches), 11);
    tiny_close(&m);
}

static tn_tensor *count_only(const tn_shard *shard, void *context) {
    (void)context;
    shard->values[0] += shard->index;
    shard->values[1] += 1;
    const float one = 1;
    return tn_from(&one, TN_SHAPE_0D, TN_F32);
}

Test(step, evaluation_sums_losses_and_values_without_gradients) {
    TN_SCOPE(s);
    const float values[1] = {1};
    tn_tensor *p = tn_set_requires_grad(tn_from(values, TN_SHAPE(1), TN_F32), true);
    tn_parallel *parallel = plan_of(p, 8);
    double loss = 0, sums[2] = {0};
    cr_assert_eq(tn_parallel_evaluate(parallel, count_only, NULL, .loss = &loss, .values = sums,
                                      .n_values = 2),
                 TN_OK);
    cr_assert_eq(loss, 8);
    cr_assert_eq(sums[0], 28);
    cr_assert_eq(sums[1], 8);
    cr_assert_null(tn_grad(p));
    tn_parallel_delete(parallel);
}

static tn_tensor *record_mode(const tn_shard *shard, void *context) {
    (void)shard;
    *(bool *)context = tn_grad_enabled();
    return NULL;
}

Test(step, evaluation_does_not_record) {
    TN_SCOPE(s);
    const float values[1] = {1};
    tn_tensor *p = tn_set_requires_grad(tn_from(values, TN_SHAPE(1), TN_F32), true);
    tn_parallel *parallel = plan_of(p, 1);
    bool records = true;
    cr_assert_eq(tn_parallel_evaluate(parallel, record_mode, &records), TN_OK);
    cr_assert_not(records);
    cr_assert_eq(tn_parallel_step(parallel, record_mode, &records), TN_OK);
    cr_assert(records);
    tn_parallel_delete(parallel);
}

Test(step, the_callers_random_stream_is_left_alone) {
    tiny_model m;
    cr_assert(tiny_open(&m, tni_world(), &(tiny_options){.shards = 4}));
    tn_manual_seed(7);
    tni_rng_next();
    const tni_rng_state before = tni_rng_get();
    cr_assert_eq(tiny_step(&m, 0), TN_OK);
    const tni_rng_state after = tni_rng_get();
    cr_assert_eq(after.seed, before.seed);
    cr_assert_eq(after.ordinal, before.ordinal);
    tiny_close(&m);
}
