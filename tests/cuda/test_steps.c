/* Steps: a training loop in TN_STEP ends in the bits of the same loop without it, whatever happens
 * in a step, and its launches are one graph where they repeat. */
#include "raw_work.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { STEPS = 12, CHANGES_AT = 8, SAMPLES = 6, IN = 12, WIDE = 16, OUT = 5 };

/* ---- A training loop ------------------------------------------------------------------------- */

typedef struct training {
    tn_module *model;
    tn_optim *optim;
    tn_tensor *x, *target;
    tn_tensor *loss, *side; /* kept: of the latest step, and of what it does besides */
    float *side_data;
    tn_stream *other;
    void *native;    /* the compute stream */
    tn_steps *steps; /* NULL: without */
} training;

static training open_training(bool in_steps) {
    training t = {0};
    tn_manual_seed(4);
    const tn_optim_options options = tn_adamw_defaults();
    t.model = tn_nn_sequential(tn_nn_linear(IN, WIDE, .device = CUDA), tn_nn_gelu(),
                               tn_nn_dropout(0.2), tn_nn_linear(WIDE, OUT, .device = CUDA));
    t.optim = tn_optim_new(tn_module_parameters(t.model), &options);
    tn_set(&t.x, tn_randn(TN_SHAPE(SAMPLES, IN), .dtype = TN_F32, .device = CUDA));
    tn_set(&t.target, tn_randint(0, OUT, TN_SHAPE(SAMPLES), .dtype = TN_I64, .device = CUDA));
    tn_set(&t.side, tn_ones(TN_SHAPE(SAMPLES, IN), .dtype = TN_F32, .device = CUDA));
    tn_stream *compute = tn_current_stream(CUDA);
    t.side_data = tn_borrow(t.side, compute, TN_READ_WRITE);
    tn_return(t.side, compute, TN_READ_WRITE);
    t.native = tn_stream_native(compute);
    t.other = tn_stream_new(CUDA);
    t.steps = in_steps ? tn_steps_new(CUDA) : NULL;
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    return t;
}

static void close_training(training *t) {
    tn_drop(t->x);
    tn_drop(t->target);
    tn_drop(t->loss);
    tn_drop(t->side);
    tn_optim_free(t->optim);
    tn_module_free(t->model);
    tn_stream_free(t->other);
    tn_steps_free(t->steps);
}

/* What a step does besides training, between its forward and its backward pass. */
typedef void extra(training *t, int step);

static void train(training *t, int step, extra *more) {
    tn_optim_set_lr(t->optim, 1e-2 / (1 + step));
    tn_optim_zero_grad(t->optim);
    tn_tensor *loss = tn_cross_entropy(tn_forward(t->model, t->x), t->target);
    if (more) {
        more(t, step);
    }
    tn_set(&t->loss, tn_detach(loss));
    tn_backward(loss);
    tn_optim_step(t->optim);
}

static void take_step(training *t, int step, extra *more) {
    TN_SCOPE(s);
    if (!t->steps) {
        train(t, step, more);
        return;
    }
    TN_STEP(t->steps) {
        train(t, step, more);
    }
}

/* ---- Two runs -------------------------------------------------------------------------------- */

typedef struct outcome {
    double losses[STEPS], sides[STEPS];
    float weights[WIDE * IN];
    int graphs[STEPS];
    int launches_last; /* of kernels in the last step */
} outcome;

static sim_counts counts(void) {
    return is_simulated() ? sim()->get_counts() : (sim_counts){0};
}

static outcome run(bool in_steps, extra *more) {
    TN_SCOPE(s);
    outcome result = {.launches_last = 0};
    training t = open_training(in_steps);
    for (int step = 0; step < STEPS; step++) {
        TN_SCOPE(inner);
        const sim_counts before = counts();
        take_step(&t, step, more);
        cr_assert(tn_ok(), "step %d: %s", step, tn_error_pending()->message);
        result.launches_last = (int)(counts().launches - before.launches);
        result.graphs[step] = (int)(counts().graph_launches - before.graph_launches);
        result.losses[step] = tn_item(t.loss);
        result.sides[step] = tn_item(tn_sum(t.side));
    }
    tn_tensor *weight = tn_module_parameters(t.model).data[0].tensor;
    cr_assert_eq(tn_copy_to_host(weight, result.weights, sizeof result.weights), TN_OK);
    cr_expect_eq(tn_optim_steps(t.optim), STEPS);
    close_training(&t);
    cr_expect_eq(tn_synchronize(CUDA), TN_OK);
    expect_no_fault();
    cr_expect(!is_simulated() || sim()->get_counts().live_graphs == 0);
    return result;
}

static void expect_same(const outcome *got, const outcome *wanted) {
    for (int i = 0; i < STEPS; i++) {
        cr_expect_eq(got->losses[i], wanted->losses[i], "step %d: %.9g, in steps %.9g", i,
                     wanted->losses[i], got->losses[i]);
        cr_expect_eq(got->sides[i], wanted->sides[i], "step %d: %.9g, in steps %.9g", i,
                     wanted->sides[i], got->sides[i]);
    }
    cr_expect_arr_eq(got->weights, wanted->weights, sizeof got->weights);
}

/* `graphs`: a digit for each step, how many it launched. */
static void expect_steps(extra *more, const char *graphs) {
    need_devices(1);
    const outcome wanted = run(false, more);
    for (uint64_t seed = 1; seed <= 3; seed++) {
        choose_order(seed, (sim_order)(seed % 3));
        const outcome got = run(true, more);
        expect_same(&got, &wanted);
        char launched[STEPS + 1] = {0};
        for (int i = 0; i < STEPS; i++) {
            launched[i] = (char)('0' + got.graphs[i]);
        }
        cr_expect(!is_simulated() || strcmp(launched, graphs) == 0, "graphs: %s, not %s", launched,
                  graphs);
    }
}

Test(steps, a_step_that_repeats_is_one_graph_with_the_bits_of_its_launches) {
    expect_steps(NULL, "000011111111");
    cr_expect_eq(run(true, NULL).launches_last, 0, "all of a step is in the graph");
}

Test(steps, behind_memory_that_went_back_a_graph_is_made_anew) {
    sim();
    TN_SCOPE(s);
    training t = open_training(true);
    for (int step = 0; step < STEPS; step++) {
        if (step == CHANGES_AT) {
            tn_release(tn_empty(TN_SHAPE(64 << 20), .dtype = TN_U8, .device = CUDA));
            cr_assert_eq(tn_cuda_empty_cache(), TN_OK);
        }
        const sim_counts before = counts();
        take_step(&t, step, NULL);
        const bool is_recorded = counts().launches > before.launches;
        cr_expect_eq(is_recorded, step < 6 || (step >= CHANGES_AT && step < CHANGES_AT + 2),
                     "step %d", step);
    }
    close_training(&t);
    expect_no_fault();
}

/* Numbers that move, as the learning rate, in more steps than the pinned memory has room for; then
 * the host runs ahead of the device by more than that. */
Test(steps, numbers_that_move_are_copied_from_pinned_memory) {
    enum { WARM = 4, READS = 400, MANY = 1200 };
    static float weights[2][WIDE * IN];
    sim();
    for (int in_steps = 0; in_steps < 2; in_steps++) {
        TN_SCOPE(s);
        training t = open_training(in_steps);
        sim_counts warm = {0}, read = {0};
        for (int step = 0; step < MANY; step++) {
            warm = step == WARM ? counts() : warm;
            read = step == READS ? counts() : read;
            take_step(&t, step, NULL);
            if (step < READS && step % 20 == 19) {
                tn_item(t.loss);
            }
        }
        if (in_steps) {
            cr_expect_eq(counts().graph_launches - warm.graph_launches, (uint64_t)MANY - WARM);
            cr_expect_geq(read.copies - warm.copies, (uint64_t)READS - WARM);
            cr_expect_eq(read.pageable_copies - warm.pageable_copies, READS / 20, "of the losses");
        }
        tn_tensor *weight = tn_module_parameters(t.model).data[0].tensor;
        cr_assert_eq(tn_copy_to_host(weight, weights[in_steps], sizeof weights[0]), TN_OK);
        close_training(&t);
    }
    cr_expect_arr_eq(weights[0], weights[1], sizeof weights[0]);
    expect_no_fault();
}

Test(steps, what_is_put_off_is_given_when_it_is_much) {
    sim();
    TN_SCOPE(s);
    tn_steps *steps = tn_steps_new(CUDA);
    tn_tensor *x = tn_zeros(TN_SHAPE(4), .dtype = TN_F32, .device = CUDA);
    const sim_counts before = counts();
    TN_STEP(steps) {
        for (int i = 0; i < 8000; i++) {
            tn_add_(x, 1.0);
        }
        cr_expect_gt(counts().launches, before.launches, "the device has some of it");
    }
    tn_steps_free(steps);
    float got[4];
    cr_expect_eq(tn_copy_to_host(x, got, sizeof got), TN_OK);
    cr_expect_eq(got[3], 8000);
    expect_no_fault();
}

/* ---- Steps that change ----------------------------------------------------------------------- */

static void compute_more_once(training *t, int step) {
    if (step == CHANGES_AT) {
        tn_set(&t->side, tn_mul(t->side, 1.5));
    }
}

static void compute_with_a_new_number(training *t, int step) {
    tn_mul_(t->side, 1 + 0.25 * step);
}

Test(steps, a_step_that_differs_is_given_launch_by_launch) {
    expect_steps(compute_more_once, "000011110001"); /* `side` is in another place then */
    expect_steps(compute_with_a_new_number, "000000000000");
}

static void read_side(training *t, int step) {
    (void)step;
    tn_mul_(t->side, 1.25);
    tn_fill_(t->side, tn_item(tn_mean(t->side)) < 1e3 ? 3.0 : 2.0);
}
static void read_side_once(training *t, int step) {
    if (step == CHANGES_AT) {
        read_side(t, step);
    }
}

Test(steps, a_step_that_looks_at_its_results_is_two_graphs) {
    expect_steps(read_side, "000022222222");
    expect_steps(read_side_once, "000011110111");
}

/* ---- Around and inside of a step ------------------------------------------------------------- */

static void compute_on_another_stream(training *t, int step) {
    (void)step;
    tn_add_(t->side, 1.0);
    TN_ON_STREAM(t->other) {
        tn_mul_(t->side, 1.25);
    }
    tn_sub_(t->side, 0.5);
}

static void wait_for_an_event(training *t, int step) {
    (void)step;
    tn_add_(t->side, 1.0);
    tn_event *event = tn_event_record(tn_current_stream(CUDA));
    tn_stream_wait(t->other, event);
    tn_event_free(event);
    TN_ON_STREAM(t->other) {
        tn_mul_(t->side, 1.25);
    }
}

static void spread_out(training *t, int step) {
    (void)step;
    tn_tensor *parts[3] = {t->side, t->side, t->side};
    TN_CONCURRENT {
        for (int i = 0; i < 3; i++) {
            parts[i] = tn_mul(t->side, 0.5 * (i + 1));
        }
    }
    tn_set(&t->side, tn_sub(tn_add(parts[0], parts[1]), tn_mul(parts[2], 1.0 / 3)));
}

static void load_a_batch(training *t, int step) {
    float values[SAMPLES * IN];
    for (int i = 0; i < SAMPLES * IN; i++) {
        values[i] = (float)(step + i) * 0.125f;
    }
    tn_set(&t->side, tn_from(values, TN_SHAPE(SAMPLES, IN), TN_F32, .device = CUDA));
    tn_mul_(t->side, 2.0);
}

static void wait_for_all(training *t, int step) {
    tn_add_(t->side, 0.5);
    cr_expect_eq(step % 2 ? tn_synchronize(CUDA) : tn_stream_synchronize(tn_current_stream(CUDA)),
                 TN_OK);
}

static void add_a_third(void *context) {
    const training *t = context;
    tn_add_(t->side, 1.0 / 3);
}

static void replay_a_graph(training *t, int step) {
    (void)step;
    tn_add_(t->side, 0.5);
    tn_graph *g = tn_graph_capture(CUDA, add_a_third, t);
    tn_mul_(t->side, 1.25);
    tn_graph_replay(g);
    tn_graph_free(g);
}

/* The program borrows anew, and knows the native stream. */
static void work_on_what_is_borrowed(training *t, int step) {
    (void)step;
    tn_stream *s = tn_current_stream(CUDA);
    tn_add_(t->side, 0.5);
    float *data = tn_borrow(t->side, s, TN_READ_WRITE);
    raw_increment(t->native, data, SAMPLES * IN);
    tn_return(t->side, s, TN_READ_WRITE);
    tn_mul_(t->side, 1.25);
    raw_increment(t->native, data, SAMPLES * IN);
}

/* The program asks for the native stream anew, and knows the address. */
static void work_on_the_native_stream(training *t, int step) {
    (void)step;
    tn_add_(t->side, 0.5);
    void *native = tn_stream_native(tn_current_stream(CUDA));
    raw_increment(native, t->side_data, SAMPLES * IN);
    tn_mul_(t->side, 1.25);
    raw_increment(native, t->side_data, SAMPLES * IN);
}

/* In memory that a tensor was in, whose last work was put off. */
static void work_in_raw_memory(training *t, int step) {
    (void)step;
    enum { BYTES = SAMPLES * IN * 4 };
    tn_release(tn_mul(t->side, 0.5));
    float *data = tn_memory_alloc(CUDA, BYTES);
    raw_increment(t->native, data, SAMPLES * IN);
    tn_add_(t->side, tn_wrap(data, TN_SHAPE(SAMPLES, IN), TN_F32, .device = CUDA));
    tn_memory_free(CUDA, data, BYTES);
}

Test(steps, other_streams_and_events_wait_for_what_was_put_off) {
    expect_steps(compute_on_another_stream, "000022222222");
    expect_steps(wait_for_an_event, "000022222222");
    expect_steps(spread_out, "000011111111");
}

Test(steps, copies_and_waits_come_after_what_was_put_off) {
    expect_steps(load_a_batch, "000000001111");
    expect_steps(wait_for_all, "000022222222");
    expect_steps(replay_a_graph, "222244444444");
}

/* What comes to the same place has no stamps of what was there. */
static void expect_memory_to_go(void) {
    enum { BYTES = 5 << 20, WRITTEN = 1000 };
    unsigned char *sevens = malloc(BYTES), got[WRITTEN];
    cr_assert(sevens);
    memset(sevens, 7, BYTES);
    tn_steps *steps = tn_steps_new(CUDA);
    tn_tensor *next = NULL;
    TN_STEP(steps) {
        {
            TN_SCOPE(inner);
            tn_tensor *t = tn_empty(TN_SHAPE(BYTES), .dtype = TN_U8, .device = CUDA);
            tn_fill_(tn_narrow(t, 0, 0, WRITTEN), 1);
        }
        cr_expect_eq(tn_cuda_empty_cache(), TN_OK);
        next = tn_from(sevens, TN_SHAPE(BYTES), TN_U8, .device = CUDA);
    }
    cr_assert_eq(tn_copy_to_host(tn_narrow(next, 0, 0, WRITTEN), got, WRITTEN), TN_OK);
    cr_expect_arr_eq(got, sevens, WRITTEN);
    tn_steps_free(steps);
    free(sevens);
    expect_no_fault();
}

Test(steps, pages_that_go_have_been_used_to_the_end) {
    need_devices(1);
    TN_SCOPE(s);
    expect_memory_to_go();
}

Test(steps, segments_that_go_have_been_used_to_the_end) {
    sim()->refuse_pages();
    TN_SCOPE(s);
    expect_memory_to_go();
}

Test(steps, memory_of_its_own_that_goes_has_been_used_to_the_end) {
    enum { BYTES = 1 << 20 };
    const simulator *s = sim();
    TN_SCOPE(scope);
    void *raw = tn_memory_alloc(CUDA, BYTES);
    tn_tensor *view = tn_wrap(raw, TN_SHAPE(BYTES), TN_U8, .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA);
    const uint64_t launches = s->get_counts().launches;
    TN_STEP(steps) {
        tn_fill_(view, 1);
        tn_memory_free(CUDA, raw, BYTES);
        cr_expect_eq(s->get_counts().launches, launches, "it is put off");
        cr_expect_eq(tn_memory_trim(CUDA), TN_OK);
        cr_expect_gt(s->get_counts().launches, launches);
    }
    tn_steps_free(steps);
    expect_no_fault();
}

Test(steps, a_program_that_gives_work_to_the_stream_gets_all_that_came_before) {
    expect_steps(work_on_what_is_borrowed, "000011111111");
    expect_steps(work_on_the_native_stream, "000011111111");
    expect_steps(work_in_raw_memory, "000011111111");
}

/* The graph's numbers lie in one place. */
Test(steps, a_block_on_another_stream_comes_after_its_last_graph) {
    const simulator *s = sim();
    training t = open_training(true);
    for (int step = 0; step < CHANGES_AT; step++) {
        take_step(&t, step, NULL);
    }
    cr_expect_gt(s->get_counts().graph_launches, 0u);
    tn_stream *former = tn_use_stream(t.other);
    const uint64_t waits = s->get_counts().event_waits;
    TN_STEP(t.steps) {}
    cr_expect_eq(s->get_counts().event_waits - waits, 1u);
    tn_use_stream(former);
    close_training(&t);
    expect_no_fault();
}

/* ---- Threads --------------------------------------------------------------------------------- */

static void *double_side(void *context) {
    const training *t = context;
    tn_mul_(t->side, 2.0);
    return (void *)(intptr_t)tn_ok();
}

static void compute_on_another_thread(training *t, int step) {
    (void)step;
    tn_add_(t->side, 0.5);
    pthread_t thread;
    void *fine = NULL;
    cr_assert_eq(pthread_create(&thread, NULL, double_side, t), 0);
    pthread_join(thread, &fine);
    cr_expect(fine);
    tn_sub_(t->side, 0.5);
}

static void *read_side_there(void *context) {
    TN_SCOPE(s);
    const training *t = context;
    double *sum = context ? malloc(sizeof *sum) : NULL;
    cr_assert(sum);
    *sum = tn_item(tn_sum(t->side));
    return sum;
}

static void read_on_another_thread(training *t, int step) {
    (void)step;
    tn_add_(t->side, 0.5);
    pthread_t thread;
    void *sum = NULL;
    cr_assert_eq(pthread_create(&thread, NULL, read_side_there, t), 0);
    pthread_join(thread, &sum);
    tn_fill_(t->side, *(double *)sum / 64);
    free(sum);
}

static void *step_there(void *context) {
    TN_SCOPE(s);
    training other = *(const training *)context;
    other.steps = tn_steps_new(CUDA);
    TN_STEP(other.steps) {
        for (int i = 0; i < 10; i++) {
            tn_mul_(other.side, i % 2 ? 0.5 : 3.0);
        }
    }
    tn_steps_free(other.steps);
    return (void *)(intptr_t)tn_ok();
}

static void step_on_another_thread(training *t, int step) {
    (void)step;
    tn_add_(t->side, 0.5);
    pthread_t thread;
    void *fine = NULL;
    cr_assert_eq(pthread_create(&thread, NULL, step_there, t), 0);
    pthread_join(thread, &fine);
    cr_expect(fine);
    tn_fill_(t->side, 0.25);
}

Test(steps, other_threads_come_after_what_was_put_off) {
    expect_steps(compute_on_another_thread, "000022222222");
    expect_steps(read_on_another_thread, "000011111111");
    expect_steps(step_on_another_thread, "000022222222");
}

static void step_in_a_graph(void *context) {
    training *t = context;
    TN_STEP(t->steps) {
        tn_mul_(t->side, 2.0);
    }
}

Test(steps, in_a_graph_a_block_is_nothing) {
    need_devices(1);
    TN_SCOPE(s);
    training t = {.steps = tn_steps_new(CUDA)};
    tn_set(&t.side, tn_ones(TN_SHAPE(8), .dtype = TN_F64, .device = CUDA));
    tn_graph *g = tn_graph_capture(CUDA, step_in_a_graph, &t);
    cr_expect_eq(tn_graph_replay(g), TN_OK);
    cr_expect_eq(tn_item(tn_sum(t.side)), 32);
    tn_graph_free(g);
    tn_steps_free(t.steps);
    tn_drop(t.side);
}

/* ---- Several devices ------------------------------------------------------------------------- */

/* The copy is work of the stream that puts work off, and gets memory that was used before. */
Test(steps, a_copy_from_another_device_comes_after_what_was_put_off) {
    need_devices(2);
    TN_SCOPE(s);
    static const tn_device second = {TN_DEVICE_CUDA, 1};
    tn_tensor *far = tn_full(TN_SHAPE(64), 5.0, .dtype = TN_F32, .device = second);
    tn_tensor *three = tn_full(TN_SHAPE(64), 3.0, .dtype = TN_F32, .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA);
    for (int i = 0; i < 4; i++) {
        TN_SCOPE(inner);
        tn_tensor *sum = NULL, *near = NULL;
        TN_STEP(steps) {
            tn_tensor *six = tn_mul(three, 2.0);
            sum = tn_add(six, 1.0);
            tn_release(six);
            near = tn_to(far, .device = CUDA);
        }
        cr_expect_eq(tn_item(tn_sum(sum)), 64 * 7);
        cr_expect_eq(tn_item(tn_sum(near)), 64 * 5);
    }
    tn_steps_free(steps);
    expect_no_fault();
}

/* ---- A data-parallel step -------------------------------------------------------------------- */

static tn_tensor *shard_loss(const tn_shard *shard, void *context) {
    (void)shard;
    const training *t = context;
    return tn_cross_entropy(tn_forward(t->model, t->x), t->target);
}

/* Each step is a region of random numbers of its own: what moves is the step's number. */
static void run_parallel(bool in_steps, double losses[STEPS], int graphs[STEPS]) {
    TN_SCOPE(s);
    training t = open_training(true);
    tn_parallel *parallel = tn_parallel_new(tn_module_parameters(t.model), .shards = 2);
    for (int step = 0; step < STEPS; step++) {
        TN_SCOPE(inner);
        const sim_counts before = counts();
        tn_step block = in_steps ? tn_step_begin(t.steps) : (tn_step){0};
        tn_parallel_step(parallel, shard_loss, &t, .seed = 5, .step = (uint64_t)step,
                         .loss = &losses[step]);
        tn_optim_step(t.optim);
        tn_step_end(&block);
        graphs[step] = (int)(counts().graph_launches - before.graph_launches);
    }
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    tn_parallel_delete(parallel);
    close_training(&t);
    expect_no_fault();
}

Test(steps, a_data_parallel_step_that_repeats_has_the_bits_of_its_launches) {
    need_devices(1);
    double eager[STEPS], stepped[STEPS];
    int graphs[STEPS];
    run_parallel(false, eager, graphs);
    run_parallel(true, stepped, graphs);
    cr_expect_arr_eq(eager, stepped, sizeof eager);
    cr_expect_arr_neq(&eager[1], &eager[2], sizeof eager[0]);
    cr_expect(!is_simulated() || graphs[STEPS - 1] > 0);
}
