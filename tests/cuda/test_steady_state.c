/* What a training step costs once the first ones are over: calls of CUDA are counted, and must be
 * those that are written down here; streams wait for each other as seldom as what they touch
 * allows, and the host for nothing. */
#include "simulator.h"
#include "support/fake_comm.h"
#include "tiny_training.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>

#include <pthread.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { WARM = 3 }; /* steps until memory and optimiser state are there */

typedef struct step_costs {
    sim_counts after[TRAINING_STEPS];
} step_costs;

static void note_counts(uint64_t step, void *context) {
    ((step_costs *)context)->after[step] = sim()->get_counts();
}

/* Calls of a step, on all ranks together. */
typedef struct step_calls {
    uint64_t launches, copies, records, waits;
} step_calls;

static void expect_step(const step_costs *costs, int step, const step_calls *wanted) {
    const sim_counts *a = &costs->after[step - 1], *b = &costs->after[step];
    const step_calls got = {b->launches - a->launches, b->copies - a->copies,
                            b->event_records - a->event_records, b->event_waits - a->event_waits};
    cr_expect_arr_eq(&got, wanted, sizeof got,
                     "step %d: %d launches, %d copies, %d records, %d waits; not %d, %d, %d, %d",
                     step, (int)got.launches, (int)got.copies, (int)got.records, (int)got.waits,
                     (int)wanted->launches, (int)wanted->copies, (int)wanted->records,
                     (int)wanted->waits);
    cr_expect_eq(b->allocations, a->allocations, "step %d allocates device memory", step);
    cr_expect_eq(b->host_waits, a->host_waits, "the host waits in step %d", step);
    cr_expect_eq(b->event_queries, a->event_queries, "step %d polls", step);
}

/* So far no wait is missing, and none is there that others give. */
static void expect_no_needless_wait(int devices) {
    for (int d = 0; d < devices; d++) {
        cr_expect_eq(tn_synchronize(TN_CUDA(d)), TN_OK);
    }
    const sim_counts all = sim()->get_counts();
    if (sim()->checks_accesses()) {
        cr_expect_eq(all.event_waits, all.needed_waits, "%d waits, %d are needed",
                     (int)all.event_waits, (int)all.needed_waits);
    }
    expect_no_fault();
}

/* ---- Alone ----------------------------------------------------------------------------------- */

static void expect_steady(const network *net, bool feeds, step_calls wanted) {
    static step_costs costs;
    sim();
    need_devices(1);
    const outcome result = train_tiny_with(
        net, CUDA, &(training_way){.feeds = feeds, .watch = note_counts, .context = &costs});
    cr_assert(result.hash, "%s", result.error.message);
    for (int i = WARM; i < TRAINING_STEPS; i++) {
        expect_step(&costs, i, &wanted);
    }
    expect_no_needless_wait(1);
}

Test(steady_state, of_a_cnn) {
    expect_steady(&CNN, false, (step_calls){.launches = 404, .copies = 15});
}

Test(steady_state, of_a_gpt) {
    expect_steady(&GPT, false, (step_calls){.launches = 302});
}

Test(steady_state, of_a_cnn_whose_samples_come_from_the_host) {
    expect_steady(&CNN, true,
                  (step_calls){.launches = 404, .copies = 23, .records = 12, .waits = 12});
}

Test(steady_state, of_a_gpt_whose_samples_come_from_the_host) {
    expect_steady(&GPT, true,
                  (step_calls){.launches = 302, .copies = 8, .records = 12, .waits = 12});
}

/* ---- Losses ---------------------------------------------------------------------------------- */

static void expect_losses_read_late(const network *net, step_calls wanted) {
    static step_costs costs;
    sim();
    need_devices(1);
    const outcome asked = train_tiny(net, CUDA, NULL);
    const outcome result = train_tiny_with(
        net, CUDA,
        &(training_way){
            .feeds = true, .reads_later = true, .watch = note_counts, .context = &costs});
    cr_assert(result.hash, "%s", result.error.message);
    cr_expect_eq(result.hash, asked.hash);
    cr_expect_arr_eq(result.losses, asked.losses, sizeof asked.losses);
    for (int i = WARM; i < TRAINING_STEPS; i++) {
        const sim_counts *before = &costs.after[i - 1], *after = &costs.after[i];
        cr_expect_eq(after->host_waits - before->host_waits, 1u, "for the loss");
        cr_expect_leq(after->latest_awaited, before->latest_given,
                      "in step %d the host waits for work of that step", i);
        cr_expect_eq(after->allocations, before->allocations);
        cr_expect_eq(after->event_records - before->event_records, wanted.records);
        cr_expect_eq(after->event_waits - before->event_waits, wanted.waits, "%d waits",
                     (int)(after->event_waits - before->event_waits));
    }
    expect_no_fault();
}

Test(steady_state, a_loss_is_waited_for_when_the_next_step_was_given) {
    expect_losses_read_late(&CNN, (step_calls){.records = 14, .waits = 15});
}

Test(steady_state, other_losses_cannot_be_read) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *w = tn_ones(TN_SHAPE(2), .device = CUDA, .requires_grad = true);
    const tn_named parameters[] = {{"w", w}};
    tn_parallel *parallel = tn_parallel_new(((tn_named_list){parameters, 1}), .shards = 1);
    double loss;
    cr_expect_eq(tn_parallel_read(parallel, 3, &loss, NULL, 0), TN_ERR_ARGUMENT);
    cr_expect(strstr(tn_error_pending()->message, "step 3"), "%s", tn_error_pending()->message);
    tn_error_take(NULL);
    cr_expect_eq(tn_parallel_read(NULL, 3, &loss, NULL, 0), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
    tn_parallel_delete(parallel);
}

/* ---- Fetches --------------------------------------------------------------------------------- */

Test(steady_state, a_fetch_brings_what_was_there_when_it_began) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_full(TN_SHAPE(1000), 2, .dtype = TN_F32, .device = CUDA);
    tn_fetch *fetch = tn_fetch_begin(x), *turned = tn_fetch_begin(tn_narrow(x, 0, 3, 5));
    tn_mul_(x, 3.0);
    float got[1000], few[5];
    cr_expect_eq(tn_fetch_end(fetch, got, sizeof got), TN_OK);
    cr_expect_eq(tn_fetch_end(turned, few, sizeof few), TN_OK);
    cr_expect(got[0] == 2 && got[999] == 2 && few[4] == 2);
    fetch = tn_fetch_begin(tn_transpose(tn_reshape(x, TN_SHAPE(10, 100)), 0, 1));
    cr_expect_eq(tn_fetch_end(fetch, got, sizeof got), TN_OK);
    cr_expect(got[0] == 6 && got[999] == 6);
    cr_expect_eq(tn_fetch_end(tn_fetch_begin(x), got, 4), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
    cr_expect_eq(tn_fetch_end(tn_fetch_begin(x), NULL, 0), TN_OK, "it is not wanted");
    cr_expect_null(tn_fetch_begin(NULL));
    tn_error_take(NULL);
    cr_expect_null(tn_fetch_begin(tn_empty(TN_SHAPE(2), .device = {TN_DEVICE_META, 0})));
    tn_error_take(NULL);
    fetch = tn_fetch_begin(tn_ones(TN_SHAPE(2), .dtype = TN_F32, .device = TN_CPU));
    cr_expect_eq(tn_fetch_end(fetch, few, 8), TN_OK);
    cr_expect_eq(few[1], 1);
    cr_expect_eq(tn_fetch_end(NULL, NULL, 0), TN_OK);
    expect_no_fault();
}

/* ---- Two ranks ------------------------------------------------------------------------------- */

static step_costs costs_of_ranks[2];
static pthread_barrier_t both_are_here;

/* The ranks' threads count together, so each counts while the other one stands still. Waits are
 * looked at before either reads its results: a host that waited for one device knows of the other
 * one, through their collectives, what that one's rank does not. */
static void note_counts_of_both(uint64_t step, void *context) {
    pthread_barrier_wait(&both_are_here);
    note_counts(step, context);
    pthread_barrier_wait(&both_are_here);
    if (context == &costs_of_ranks[0] && step == TRAINING_STEPS - 1) {
        expect_no_needless_wait(2);
    }
    pthread_barrier_wait(&both_are_here);
}

static void train_rank(tni_group *group, void *context) {
    const network *net = context;
    const tn_device device = {TN_DEVICE_CUDA, (int16_t)group->rank};
    const outcome result = train_tiny_with(
        net, device,
        &(training_way){
            .group = group, .watch = note_counts_of_both, .context = &costs_of_ranks[group->rank]});
    cr_expect(result.hash, "%s", result.error.message);
}

static void expect_steady_ranks(const network *net, step_calls wanted) {
    sim();
    need_devices(2);
    pthread_barrier_init(&both_are_here, NULL, 2);
    cr_assert_not(fake_run(2, 60000, train_rank, (void *)net));
    pthread_barrier_destroy(&both_are_here);
    for (int i = WARM; i < TRAINING_STEPS; i++) {
        expect_step(&costs_of_ranks[0], i, &wanted);
    }
    expect_no_fault();
}

Test(steady_state, of_a_cnn_on_two_devices) {
    expect_steady_ranks(&CNN,
                        (step_calls){.launches = 426, .copies = 18, .records = 10, .waits = 6});
}
