/* The bucket plan, agreement on it, and steps that fail on one rank or on all. */
#include "support/fake_comm.h"
#include "support/tiny_model.h"

#include "memory/allocator.h"

#include <tenon/autograd.h>
#include <tenon/ops.h>

#include <criterion/criterion.h>
#include <stdio.h>

#define CHECK_HAS(text, part) \
    cr_assert_not_null(strstr(text, part), "\"%s\" does not say \"%s\"", text, part)

/* ---- Buckets --------------------------------------------------------------------------------- */

static tn_tensor *parameter(int64_t n, tn_dtype dtype) {
    return tn_set_requires_grad(tn_zeros(TN_SHAPE(n), .dtype = dtype), true);
}

Test(plan, parameters_are_reduced_last_first) {
    TN_SCOPE(s);
    const tn_named list[] = {{"a", parameter(10, TN_F32)}, {"b", parameter(20, TN_F32)}};
    tn_parallel *p = tn_parallel_new(((tn_named_list){list, 2}));
    tn_bucket_info info;
    cr_assert(tn_parallel_bucket(p, 0, &info));
    cr_assert_str_eq(info.first, "b");
    cr_assert_str_eq(info.last, "a");
    cr_assert_eq(info.parameters, 2);
    cr_assert_eq(info.bytes % (64 * 8), 0);
    cr_assert_not(tn_parallel_bucket(p, 1, &info));
    tn_parallel_delete(p);
}

Test(plan, a_full_bucket_opens_the_next_one) {
    TN_SCOPE(s);
    const tn_named list[] = {
        {"a", parameter(10, TN_F32)}, {"b", parameter(20, TN_F32)}, {"c", parameter(5, TN_F32)}};
    tn_parallel *p = tn_parallel_new(((tn_named_list){list, 3}), .bucket_bytes = 150);
    tn_bucket_info info;
    cr_assert(tn_parallel_bucket(p, 0, &info));
    cr_assert_str_eq(info.last, "b");
    cr_assert(tn_parallel_bucket(p, 1, &info));
    cr_assert_str_eq(info.last, "a");
    tn_parallel_delete(p);
}

Test(plan, dtypes_do_not_share_a_bucket) {
    TN_SCOPE(s);
    const tn_named list[] = {{"a", parameter(4, TN_F32)}, {"b", parameter(4, TN_F64)}};
    tn_parallel *p = tn_parallel_new(((tn_named_list){list, 2}));
    cr_assert_eq(tn_parallel_cost_of(p).buckets, 2);
    tn_parallel_delete(p);
}

Test(plan, frozen_parameters_are_left_out) {
    TN_SCOPE(s);
    const tn_named list[] = {{"a", parameter(4, TN_F32)},
                             {"b", tn_zeros(TN_SHAPE(7), .dtype = TN_F32)}};
    tn_parallel *p = tn_parallel_new(((tn_named_list){list, 2}));
    const tn_parallel_cost cost = tn_parallel_cost_of(p);
    cr_assert_eq(cost.parameters, 1);
    cr_assert_eq(cost.elements, 4);
    cr_assert_eq(cost.wire_bytes, 0);
    tn_parallel_delete(p);
}

Test(plan, meta_tensors_can_be_planned_but_not_stepped) {
    TN_SCOPE(s);
    tn_tensor *t = tn_zeros(TN_SHAPE(4), .dtype = TN_F32, .device = TN_META);
    tn_set_requires_grad(t, true);
    const tn_named list[] = {{"a", t}};
    tn_parallel *p = tn_parallel_new(((tn_named_list){list, 1}));
    cr_assert_not_null(p);
    cr_assert_eq(tn_parallel_cost_of(p).elements, 4);
    cr_assert_eq(tn_parallel_step(p, (tn_shard_loss *)1), TN_ERR_UNSUPPORTED);
    tn_parallel_delete(p);
}

Test(plan, nothing_to_reduce_is_a_plan_too) {
    tn_parallel *p = tn_parallel_new(((tn_named_list){0}));
    cr_assert_not_null(p);
    cr_assert_eq(tn_parallel_cost_of(p).buckets, 0);
    tn_parallel_delete(p);
}

Test(plan, shards_of_a_rank_are_told) {
    tn_parallel *p = tn_parallel_new(((tn_named_list){0}), .shards = 6);
    int begin, end, shards;
    tn_parallel_shards(p, &begin, &end, &shards);
    cr_assert_eq(begin, 0);
    cr_assert_eq(end, 6);
    cr_assert_eq(shards, 6);
    tn_parallel_delete(p);
}

/* ---- Refused --------------------------------------------------------------------------------- */

Test(plan, negative_options_are_refused) {
    cr_assert_null(tn_parallel_new(((tn_named_list){0}), .shards = -1));
    cr_assert_eq(tn_error_pending()->code, TN_ERR_ARGUMENT);
}

Test(plan, a_parameter_without_a_tensor_is_refused) {
    const tn_named list[] = {{"a", NULL}};
    cr_assert_null(tn_parallel_new(((tn_named_list){list, 1})));
    CHECK_HAS(tn_error_pending()->message, "parameter 0 has no tensor");
}

Test(plan, a_parameter_that_is_not_contiguous_is_refused) {
    TN_SCOPE(s);
    tn_tensor *t = tn_transpose(tn_zeros(TN_SHAPE(2, 3)), 0, 1);
    const tn_named list[] = {{"a", t}};
    cr_assert_null(tn_parallel_new(((tn_named_list){list, 1})));
    CHECK_HAS(tn_error_pending()->message, "parameter a is not contiguous");
}

Test(plan, a_step_without_a_plan_is_refused) {
    cr_assert_eq(tn_parallel_step(NULL, (tn_shard_loss *)1), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
    cr_assert_eq(tn_parallel_evaluate(NULL, (tn_shard_loss *)1), TN_ERR_ARGUMENT);
}

Test(plan, a_step_without_a_function_is_refused) {
    tn_parallel *p = tn_parallel_new(((tn_named_list){0}));
    cr_assert_eq(tn_parallel_step(p, NULL), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
    cr_assert_eq(tn_parallel_step(p, (tn_shard_loss *)1, .n_values = 9), TN_ERR_ARGUMENT);
    tn_parallel_delete(p);
}

Test(plan, deleting_nothing_is_allowed) {
    tn_parallel_delete(NULL);
}

static tn_tensor *two_elements(const tn_shard *shard, void *context) {
    (void)shard;
    (void)context;
    return tn_zeros(TN_SHAPE(2));
}

Test(plan, a_loss_of_two_elements_is_refused) {
    tn_parallel *p = tn_parallel_new(((tn_named_list){0}));
    cr_assert_eq(tn_parallel_step(p, two_elements), TN_ERR_SHAPE);
    tn_parallel_delete(p);
}

/* ---- Agreement ------------------------------------------------------------------------------- */

typedef struct meeting {
    int kind;
    char message[FAKE_MAX_RANKS][TN_ERROR_MESSAGE_BYTES];
    bool has_plan[FAKE_MAX_RANKS];
} meeting;

enum { OTHER_SHAPE, OTHER_NAME, ONE_MORE, OTHER_OPTION, OTHER_ERROR, ALL_EQUAL };

static void meet(tni_group *group, void *context) {
    meeting *m = context;
    TN_SCOPE(s);
    const bool odd = group->rank == 1;
    const tn_named list[] = {{"conv.weight", parameter(8, TN_F32)},
                             {odd && m->kind == OTHER_NAME ? "fc.bias" : "fc.weight",
                              parameter(odd && m->kind == OTHER_SHAPE ? 5 : 4, TN_F32)},
                             {"last", parameter(3, TN_F32)},
                             {"more", parameter(1, TN_F32)}};
    if (odd && m->kind == OTHER_ERROR) {
        tn_raise(TN_HERE, TN_ERR_IO, "no data on this rank");
    }
    tn_parallel *p = tni_parallel_make(
        group, &(tn_parallel_args){.parameters = {list, odd && m->kind == ONE_MORE ? 4 : 3},
                                   .bucket_bytes = odd && m->kind == OTHER_OPTION ? 4096 : 8192});
    m->has_plan[group->rank] = p != NULL;
    tn_parallel_delete(p);
    tn_error error;
    if (tn_error_take(&error)) {
        memcpy(m->message[group->rank], error.message, sizeof error.message);
    }
}

static void check_meeting(int kind, const char *first, const char *second) {
    meeting m = {.kind = kind};
    cr_assert_not(fake_run(4, 60000, meet, &m));
    for (int r = 0; r < 4; r++) {
        cr_assert_not(m.has_plan[r]);
        CHECK_HAS(m.message[r], first);
        CHECK_HAS(m.message[r], second);
    }
}

Test(agreement, equal_plans_are_agreed_on) {
    meeting m = {.kind = ALL_EQUAL};
    fake_run(4, 60000, meet, &m);
    for (int r = 0; r < 4; r++) {
        cr_assert(m.has_plan[r], "%s", m.message[r]);
    }
}
Test(agreement, another_shape_is_named_on_all_ranks) {
    check_meeting(OTHER_SHAPE, "rank 0 has parameter fc.weight f32 [4]",
                  "rank 1 has parameter fc.weight f32 [5]");
}
Test(agreement, another_name_is_named_on_all_ranks) {
    check_meeting(OTHER_NAME, "rank 0 has parameter fc.weight", "rank 1 has parameter fc.bias");
}
Test(agreement, one_parameter_more_is_named_on_all_ranks) {
    check_meeting(ONE_MORE, "rank 0 has parameter last", "rank 1 has parameter more");
}
Test(agreement, another_bucket_size_is_named_on_all_ranks) {
    check_meeting(OTHER_OPTION, "bucket_bytes is 8192 on rank 0", "4096 on rank 1");
}
Test(agreement, an_error_of_one_rank_reaches_all) {
    check_meeting(OTHER_ERROR, "no data on this rank", "");
}

static void plan_for_three(tni_group *group, void *context) {
    meeting *m = context;
    m->has_plan[group->rank] = tni_parallel_make(group, &(tn_parallel_args){.shards = 8}) != NULL;
    tn_error error;
    if (tn_error_take(&error)) {
        memcpy(m->message[group->rank], error.message, sizeof error.message);
    }
}

Test(agreement, a_number_of_ranks_that_does_not_fit_gets_the_valid_ones) {
    meeting m = {0};
    fake_run(3, 60000, plan_for_three, &m);
    for (int r = 0; r < 3; r++) {
        cr_assert_not(m.has_plan[r]);
        CHECK_HAS(m.message[r], "1, 2, 4, 8");
    }
}

/* ---- Failing steps --------------------------------------------------------------------------- */

enum { STEPS = 3 };

typedef struct failing {
    tiny_options options;
    char message[FAKE_MAX_RANKS][TN_ERROR_MESSAGE_BYTES];
    tn_status status[FAKE_MAX_RANKS];
    uint64_t hash[FAKE_MAX_RANKS];
} failing;

/* Trains; a step that fails is tried again with what made it fail taken away. */
static void train_through(tni_group *group, void *context) {
    failing *f = context;
    tiny_model m;
    const int r = group->rank;
    bool is_open = tiny_open(&m, group, &f->options);
    tn_error error;
    if (!is_open && tn_error_take(&error)) {
        f->status[r] = error.code;
        memcpy(f->message[r], error.message, sizeof error.message);
        tiny_close(&m);
        is_open = tiny_open(&m, group, &f->options);
    }
    for (uint64_t step = 0; step < STEPS && is_open; step++) {
        const tn_status status = tiny_step(&m, step);
        if (tn_error_take(&error)) {
            is_open = f->status[r] == TN_OK; /* once is enough */
            f->status[r] = status;
            memcpy(f->message[r], error.message, sizeof error.message);
            m.options.failing_shard = 0;
            step--;
        }
    }
    f->hash[r] = tiny_hash(&m);
    tiny_close(&m);
}

static uint64_t expected_hash(const tiny_options *options) {
    tiny_options calm = *options;
    calm.failing_shard = 0;
    const uint64_t hash = tiny_train(tni_world(), &calm, STEPS);
    cr_assert_neq(hash, 0);
    return hash;
}

static void check_failing(int ranks, int shard, int threads) {
    failing f = {.options = {.shards = 8,
                             .threads = threads,
                             .has_buffers = threads == 1,
                             .failing_shard = shard + 1,
                             .failing_step = 1}};
    const uint64_t expected = expected_hash(&f.options);
    char text[64];
    snprintf(text, sizeof text, "shard %d cannot go on", shard);
    cr_assert_not(fake_run(ranks, 60000, train_through, &f));
    for (int r = 0; r < ranks; r++) {
        cr_assert_eq(f.status[r], TN_ERR_SHAPE);
        CHECK_HAS(f.message[r], text);
        cr_assert_eq(f.hash[r], expected, "rank %d", r);
    }
}

Test(failure, a_shard_that_fails_alone_fails_the_step_and_the_next_goes_on) {
    check_failing(1, 5, 1);
}
Test(failure, a_shard_that_fails_on_a_thread_fails_the_step_and_the_next_goes_on) {
    check_failing(1, 6, 4);
}
Test(failure, a_shard_of_one_rank_fails_all_ranks_and_the_next_step_goes_on) {
    check_failing(4, 3, 1);
}
Test(failure, a_shard_of_the_last_rank_fails_all_ranks_on_threads_too) {
    check_failing(2, 7, 2);
}

/* Every allocation of plan and steps fails once; what follows has the bits of an undisturbed run.
 * */
static bool allocation_fails_at(uint64_t k, const tiny_options *options, uint64_t expected) {
    tni_memory_fail_at(k);
    const uint64_t hash = tiny_train(tni_world(), options, 1);
    tni_memory_fail_at(0);
    tn_error error;
    if (!tn_error_take(&error)) {
        cr_assert_eq(hash, expected);
        return false;
    }
    cr_assert_eq(error.code, TN_ERR_MEMORY, "request %d: %s", (int)k, error.message);
    cr_assert_eq(hash, 0);
    return true;
}

static void fail_allocations(const tiny_options *options) {
    const uint64_t expected = tiny_train(tni_world(), options, 1);
    uint64_t k = 1;
    while (allocation_fails_at(k, options, expected)) {
        k++;
    }
    cr_assert(k > 50, "only %d requests were made", (int)k);
    cr_assert_eq(tiny_train(tni_world(), options, 1), expected);
}

Test(failure, every_allocation_that_fails_is_an_error, .timeout = 120) {
    fail_allocations(&(tiny_options){.shards = 4, .threads = 1, .has_buffers = true});
}

Test(failure, every_allocation_that_fails_on_a_thread_is_an_error, .timeout = 120) {
    fail_allocations(&(tiny_options){.shards = 2, .threads = 2, .micro_steps = 2});
}

/* The k-th call of the communicator fails on all ranks, for every k until none fails. */
static bool fails_at(uint64_t k, const tiny_options *options, uint64_t expected) {
    failing f = {.options = *options};
    fake_fail_at(FAKE_ALL_RANKS, k);
    cr_assert_not(fake_run(2, 60000, train_through, &f));
    for (int r = 0; r < 2; r++) {
        cr_assert_eq(f.hash[r], expected, "call %d, rank %d: %s", (int)k, r, f.message[r]);
        cr_assert_eq(f.status[r], f.status[0]);
    }
    return f.status[0] != TN_OK;
}

Test(failure, every_call_that_fails_on_all_ranks_can_be_repeated, .timeout = 60) {
    const tiny_options options = {.shards = 4, .threads = 1, .bucket_bytes = 100};
    const uint64_t expected = expected_hash(&options);
    uint64_t k = 1;
    while (fails_at(k, &options, expected)) {
        k++;
    }
    cr_assert(k > 40, "only %d calls were made", (int)k);
}

static void fail_once(tni_group *group, void *context) {
    failing *f = context;
    tiny_train(group, &f->options, STEPS);
    memcpy(f->message[group->rank], tn_error_pending()->message, TN_ERROR_MESSAGE_BYTES);
}

Test(failure, a_call_that_fails_on_one_rank_ends_the_job, .timeout = 30) {
    failing f = {.options = {.shards = 4, .threads = 1}};
    fake_fail_at(1, 9);
    cr_assert(fake_run(2, 200, fail_once, &f));
    CHECK_HAS(f.message[1], "call 9 fails on rank 1");
}
