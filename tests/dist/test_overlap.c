/* Buckets that travel while backward goes on: their order, failures on the way, that they do. */
#include "support/fake_comm.h"

#include "dist/bucket.h"

#include <tenon/autograd.h>
#include <tenon/ops.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { PARAMETERS = 6, SHARDS = 8, STEPS = 3, EVENTS = 64 };

/* What happened on a rank, in order: 's' a collective was started, a digit: the function of that
 * parameter ran its backward. */
typedef struct rank_story {
    char events[EVENTS];
    int n;
    uint64_t seen; /* collectives started so far */
    uint64_t hash;
    tn_status status[STEPS];
    char message[TN_ERROR_MESSAGE_BYTES];
    char order[4 * EVENTS]; /* the collectives' kinds and bytes */
} rank_story;

typedef enum reading { IN_ORDER, REVERSED, BY_RANK, SOME_UNUSED } reading;

typedef struct story {
    reading reading;
    int threads, micro_steps;
    int64_t bucket_bytes;
    int failing_rank, failing_parameter; /* its backward fails in step 1; -1: none */
    rank_story ranks[FAKE_MAX_RANKS];
} story;

/* What the shard function of a rank needs. */
typedef struct probe {
    struct setting *setting;
    int parameter;
} probe;

typedef struct setting {
    story *story;
    tni_group *group;
    tn_tensor *parameters[PARAMETERS];
    probe probes[PARAMETERS];
    uint64_t step;
} setting;

/* ---- The model: a chain in which each parameter is multiplied in ----------------------------- */

static void note(rank_story *r, char event) {
    if (r->n < EVENTS - 1) {
        r->events[r->n++] = event;
    }
}

static void note_starts(setting *s) {
    rank_story *r = &s->story->ranks[s->group->rank];
    for (; r->seen < s->group->posted; r->seen++) {
        note(r, 's');
    }
}

static tn_status scale(tn_function_context *context, tn_tensors inputs, tn_tensor **outputs) {
    tn_function_save(context, inputs.data[0]);
    tn_function_save(context, inputs.data[1]);
    outputs[0] = tn_mul(inputs.data[0], tn_sum(inputs.data[1]));
    return outputs[0] ? TN_OK : tn_error_pending()->code;
}

static tn_status scale_backward(tn_function_context *context, tn_tensors grads, tn_tensor **out) {
    const probe *p = tn_function_data(context);
    setting *s = p->setting;
    const story *told = s->story;
    if (told->threads == 1) {
        note_starts(s);
        note(&s->story->ranks[s->group->rank], (char)('0' + p->parameter));
    }
    if (s->step == 1 && s->group->rank == told->failing_rank &&
        p->parameter == told->failing_parameter) {
        tn_raise(TN_HERE, TN_ERR_STATE, "parameter %d cannot go on", p->parameter);
        return TN_ERR_STATE;
    }
    tn_tensor *x = tn_function_saved(context, 0), *w = tn_function_saved(context, 1);
    out[0] = tn_mul(grads.data[0], tn_sum(w));
    out[1] = tn_expand(tn_sum(tn_mul(grads.data[0], x)), tn_sizes(w));
    return TN_OK;
}

/* The parameter whose turn it is at place i of the chain; backward goes from the last place. */
static int at_place(const setting *s, int shard, int i) {
    switch (s->story->reading) {
    case REVERSED:
        return PARAMETERS - 1 - i;
    case BY_RANK:
        return (i * 5 + shard + s->group->rank) % PARAMETERS;
    default:
        return i;
    }
}

static tn_tensor *chain_loss(const tn_shard *shard, void *context) {
    setting *s = context;
    const float start = 1.0f + 0.01f * (float)shard->index + 0.001f * (float)shard->micro;
    tn_tensor *x = tn_from(&start, TN_SHAPE_0D, TN_F32);
    for (int i = 0; i < PARAMETERS; i++) {
        const int p = at_place(s, shard->index, i);
        if (s->story->reading == SOME_UNUSED && (p == 2 || (p + shard->index) % 3 == 0)) {
            continue;
        }
        const tn_function function = {
            .name = "scale", .forward = scale, .backward = scale_backward, .data = &s->probes[p]};
        tn_tensor *y = NULL;
        tn_function_apply(&function, TN_TENSORS(x, s->parameters[p]), 1, &y);
        x = y;
    }
    return tn_mul(x, 1.0);
}

static void update(setting *s, rank_story *r) {
    for (int p = 0; p < PARAMETERS; p++) {
        TN_SCOPE(scope);
        float *values = tn_data(s->parameters[p]);
        const float *grad = tn_const_data(tn_grad(s->parameters[p]));
        for (int64_t i = 0; i < tn_numel(s->parameters[p]) && grad; i++) {
            values[i] -= 0.01f * grad[i];
            uint32_t bits;
            memcpy(&bits, &values[i], sizeof bits);
            r->hash = (r->hash ^ bits) * 0x100000001b3u;
        }
        tn_mark_changed(s->parameters[p]);
    }
}

static void train(tni_group *group, void *context) {
    TN_SCOPE(scope);
    setting s = {.story = context, .group = group};
    rank_story *r = &s.story->ranks[group->rank];
    static const char *const NAMES[] = {"p0", "p1", "p2", "p3", "p4", "p5"};
    tn_named list[PARAMETERS];
    for (int p = 0; p < PARAMETERS; p++) {
        float values[24];
        for (int i = 0; i < 24; i++) {
            values[i] = 0.02f * (float)((i * 7 + p * 3) % 11);
        }
        s.parameters[p] =
            tn_set_requires_grad(tn_from(values, TN_SHAPE(4 * (p + 1)), TN_F32), true);
        list[p] = (tn_named){NAMES[p], s.parameters[p]};
        s.probes[p] = (probe){&s, p};
    }
    const tn_parallel_args args = {.parameters = {list, PARAMETERS},
                                   .shards = SHARDS,
                                   .threads = s.story->threads,
                                   .bucket_bytes = s.story->bucket_bytes};
    tn_parallel *parallel = tni_parallel_make(group, &args);
    for (s.step = 0; s.step < STEPS; s.step++) {
        r->n = 0;
        r->seen = group->posted;
        r->status[s.step] = tn_parallel_step(parallel, chain_loss, &s, .step = s.step,
                                             .micro_steps = s.story->micro_steps);
        note_starts(&s);
        tn_error error;
        if (tn_error_take(&error)) {
            snprintf(r->message, sizeof r->message, "%s", error.message);
        } else {
            update(&s, r);
        }
    }
    fake_log(r->order, sizeof r->order);
    tn_parallel_delete(parallel);
}

static void tell(story *s, int ranks) {
    s->threads = s->threads ? s->threads : 1;
    cr_assert_not(fake_run(ranks, 60000, train, s));
}

#define WELL(s, rank)                                                                            \
    for (int step_ = 0; step_ < STEPS; step_++) {                                                \
        cr_assert_eq((s)->ranks[rank].status[step_], TN_OK, "rank %d, step %d: %s", rank, step_, \
                     (s)->ranks[rank].message);                                                  \
    }

/* ---- Order ----------------------------------------------------------------------------------- */

/* Readiness orders of 1 rank and of several have nothing in common; the sums have the same bits. */
static void check_order(reading reading, int ranks, int threads, int micro_steps) {
    story one = {
        .reading = reading, .bucket_bytes = 1, .failing_rank = -1, .micro_steps = micro_steps};
    story many = one;
    many.threads = threads;
    tell(&one, 1);
    tell(&many, ranks);
    for (int r = 0; r < ranks; r++) {
        WELL(&many, r);
        cr_assert_str_eq(many.ranks[r].order, many.ranks[0].order);
        if (reading != BY_RANK) { /* there the loss itself depends on the rank */
            cr_assert_eq(many.ranks[r].hash, one.ranks[0].hash);
        }
        cr_assert_eq(many.ranks[r].hash, many.ranks[0].hash);
    }
    cr_assert(strlen(many.ranks[0].order) > 0);
}

Test(overlap, buckets_keep_the_order_of_the_plan) {
    check_order(IN_ORDER, 2, 1, 1);
}
Test(overlap, buckets_that_are_ready_in_reverse_keep_the_order_of_the_plan) {
    check_order(REVERSED, 2, 1, 1);
}
Test(overlap, ranks_that_get_ready_in_different_orders_start_the_same_collectives) {
    check_order(BY_RANK, 4, 1, 1);
}
Test(overlap, unused_parameters_keep_no_bucket_waiting) {
    check_order(SOME_UNUSED, 4, 1, 1);
}
Test(overlap, two_threads_a_rank_keep_the_order) {
    check_order(REVERSED, 2, 2, 1);
}
Test(overlap, three_threads_and_unused_parameters_keep_the_order) {
    check_order(SOME_UNUSED, 2, 3, 1);
}
Test(overlap, accumulated_steps_keep_the_order) {
    check_order(REVERSED, 2, 1, 3);
}

/* ---- It happens ------------------------------------------------------------------------------ */

/* Collectives that were started before the backward of `parameter` in the last shard. */
static int starts_before(const rank_story *r, char parameter) {
    const char *last = strrchr(r->events, parameter);
    int n = 0;
    for (const char *at = r->events; last && at < last; at++) {
        n += *at == 's';
    }
    return n;
}

Test(overlap, buckets_travel_while_backward_goes_on) {
    story s = {.bucket_bytes = 1, .failing_rank = -1};
    tell(&s, 8); /* one shard a rank: backward is the last one */
    int most = 0;
    for (int r = 0; r < 8; r++) {
        WELL(&s, r);
        const int n = starts_before(&s.ranks[r], '0');
        most = n > most ? n : most;
    }
    /* Backward goes from p5 to p0, as the plan does. The rank that starts last has the opening vote
     * behind it at once: the bucket of p5 travels before backward reaches p0. */
    cr_assert(most >= 2, "at most %d collectives were started during backward", most);
}

Test(overlap, a_bucket_waits_for_its_predecessor) {
    story s = {.reading = REVERSED, .bucket_bytes = 1, .failing_rank = -1};
    tell(&s, 8); /* p5, first in the plan, is ready last */
    for (int r = 0; r < 8; r++) {
        WELL(&s, r);
        cr_assert_eq(starts_before(&s.ranks[r], '5'), 1, "rank %d: %s", r, s.ranks[r].events);
    }
}

Test(overlap, earlier_micro_steps_start_nothing) {
    story s = {.bucket_bytes = 1, .failing_rank = -1, .micro_steps = 3};
    tell(&s, 8);
    for (int r = 0; r < 8; r++) {
        WELL(&s, r);
        int backwards = 0;
        for (const char *at = s.ranks[r].events; *at && backwards < 2 * PARAMETERS; at++) {
            backwards += *at != 's';
            /* the opening vote alone */
            cr_assert(*at != 's' || at == s.ranks[r].events, "rank %d: %s", r, s.ranks[r].events);
        }
        cr_assert_eq(backwards, 2 * PARAMETERS);
    }
}

/* ---- Failure --------------------------------------------------------------------------------- */

/* p0 is last in backward: by then the others' buckets are on their way. */
static void check_failure(int ranks, int failing_rank, int parameter) {
    story s = {.bucket_bytes = 1, .failing_rank = failing_rank, .failing_parameter = parameter};
    tell(&s, ranks);
    for (int r = 0; r < ranks; r++) {
        const rank_story *of = &s.ranks[r];
        cr_assert_eq(of->status[0], TN_OK);
        cr_assert_eq(of->status[1], TN_ERR_STATE);
        cr_assert_eq(of->status[2], TN_OK, "rank %d goes on: %s", r, of->message);
        char wanted[64];
        snprintf(wanted, sizeof wanted, "parameter %d cannot go on", parameter);
        cr_assert_not_null(strstr(of->message, wanted), "rank %d: %s", r, of->message);
        cr_assert(r == failing_rank || strstr(of->message, " failed: "), "rank %d: %s", r,
                  of->message);
        cr_assert_eq(of->hash, s.ranks[0].hash);
        cr_assert_str_eq(of->order, s.ranks[0].order);
    }
}

Test(overlap, a_failure_at_the_end_of_backward_fails_all_ranks_and_they_go_on) {
    check_failure(8, 3, 0);
}
Test(overlap, a_failure_in_mid_backward_fails_all_ranks_and_they_go_on) {
    check_failure(4, 1, 3);
}
Test(overlap, a_failure_at_the_start_of_backward_fails_all_ranks_and_they_go_on) {
    check_failure(2, 0, 5);
}

static void enter_with_an_error(tni_group *group, void *context) {
    TN_SCOPE(scope);
    rank_story *r = &((story *)context)->ranks[group->rank];
    const float one = 1;
    tn_tensor *p = tn_set_requires_grad(tn_from(&one, TN_SHAPE(1), TN_F32), true);
    const tn_named list[] = {{"p", p}};
    tn_parallel *parallel = tni_parallel_make(
        group, &(tn_parallel_args){.parameters = {list, 1}, .shards = 4, .threads = 1});
    for (int step = 0; step < STEPS; step++) {
        if (step == 1 && group->rank == 2) {
            tn_raise(TN_HERE, TN_ERR_IO, "the disk is full");
        }
        setting s = {.story = context, .group = group};
        for (int i = 0; i < PARAMETERS; i++) {
            s.parameters[i] = p;
            s.probes[i] = (probe){&s, i};
        }
        r->status[step] = tn_parallel_step(parallel, chain_loss, &s, .step = (uint64_t)step);
        tn_error error;
        if (tn_error_take(&error)) {
            snprintf(r->message, sizeof r->message, "%s", error.message);
        }
    }
    tn_parallel_delete(parallel);
}

Test(overlap, an_error_that_a_rank_brings_along_fails_the_step_before_data_moves) {
    story s = {.threads = 1, .failing_rank = -1};
    cr_assert_not(fake_run(4, 60000, enter_with_an_error, &s));
    for (int r = 0; r < 4; r++) {
        cr_assert_eq(s.ranks[r].status[0], TN_OK);
        cr_assert_eq(s.ranks[r].status[1], TN_ERR_IO);
        cr_assert_eq(s.ranks[r].status[2], TN_OK);
        cr_assert_not_null(strstr(s.ranks[r].message, "the disk is full"));
    }
}
