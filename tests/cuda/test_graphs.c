/* Graphs: recorded work gives what the same calls would give, replay after replay, in order with
 * what stands around it. */
#include "filled.h"
#include "raw_work.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <pthread.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { N = 64 };

/* ---- Plain work ------------------------------------------------------------------------------ */

typedef struct sums {
    tn_tensor *x, *y; /* y = 2 x + 1, kept */
    int calls;
    tn_stream *other; /* NULL: none */
    tn_event *event;
} sums;

static void twice_and_one(void *context) {
    sums *s = context;
    s->calls++;
    tn_set(&s->y, tn_add(tn_mul(s->x, 2.0), 1.0));
}

static void close_sums(sums *s) {
    tn_drop(s->x);
    tn_drop(s->y);
    *s = (sums){0};
}

static sums open_sums(void) {
    sums s = {0};
    tn_set(&s.x, tn_full(TN_SHAPE(N), 3.0, .dtype = TN_F32, .device = CUDA));
    return s;
}

Test(graphs, a_replay_computes_from_what_the_inputs_hold_then) {
    need_devices(1);
    sums s = open_sums();
    tn_graph *g = tn_graph_capture(CUDA, twice_and_one, &s);
    cr_assert(g, "%s", tn_error_pending()->message);
    expect_filled(s.y, 7);
    for (int i = 0; i < 5; i++) {
        tn_fill_(s.x, (double)i);
        cr_expect_eq(tn_graph_replay(g), TN_OK);
        expect_filled(s.y, 2 * i + 1);
    }
    cr_expect_eq(s.calls, 1);
    cr_expect(!is_simulated() || sim()->get_counts().graph_launches == 6);
    tn_graph_free(g);
    expect_filled(s.y, 9);
    close_sums(&s);
    cr_expect(!is_simulated() || sim()->get_counts().live_graphs == 0);
    expect_no_fault();
}

Test(graphs, replays_are_in_order_with_work_on_other_streams) {
    for (uint64_t seed = 1; seed <= 10; seed++) {
        choose_order(seed, SIM_FIRST_IN);
        sums s = open_sums();
        tn_stream *other = tn_stream_new(CUDA);
        tn_graph *g = tn_graph_capture(CUDA, twice_and_one, &s);
        for (int i = 0; i < 4; i++) {
            TN_SCOPE(scope);
            tn_tensor *seen = NULL;
            TN_ON_STREAM(other) {
                tn_fill_(s.x, (double)i);
            }
            cr_expect_eq(tn_graph_replay(g), TN_OK);
            TN_ON_STREAM(other) {
                seen = tn_mul(s.y, 1.0);
            }
            cr_expect_eq(tn_graph_replay(g), TN_OK);
            expect_filled(seen, 2 * i + 1);
        }
        tn_graph_free(g);
        tn_stream_free(other);
        close_sums(&s);
        cr_expect_eq(tn_synchronize(CUDA), TN_OK);
        expect_no_fault();
    }
}

Test(graphs, its_memory_is_nobody_elses_until_its_last_tensor_is_gone) {
    need_devices(1);
    sums s = open_sums();
    tn_graph *g = tn_graph_capture(CUDA, twice_and_one, &s);
    TN_SCOPE(scope);
    for (int i = 0; i < 64; i++) { /* would take what the graph's temporaries left */
        tn_full(TN_SHAPE(N), -1.0, .dtype = TN_F32, .device = CUDA);
    }
    cr_expect_eq(tn_graph_replay(g), TN_OK);
    expect_filled(s.y, 7);
    tn_graph_free(g);
    for (int i = 0; i < 64; i++) {
        tn_full(TN_SHAPE(N), -1.0, .dtype = TN_F32, .device = CUDA);
    }
    expect_filled(s.y, 7);
    close_sums(&s);
    expect_no_fault();
}

Test(graphs, a_replay_counts_as_a_change_of_what_it_writes) {
    need_devices(1);
    TN_SCOPE(scope);
    sums s = open_sums();
    tn_graph *g = tn_graph_capture(CUDA, twice_and_one, &s);
    tn_tensor *w =
        tn_full(TN_SHAPE(N), 1.0, .dtype = TN_F32, .device = CUDA, .requires_grad = true);
    tn_tensor *loss = tn_sum(tn_mul(w, s.y));
    cr_expect_eq(tn_graph_replay(g), TN_OK);
    tn_backward(loss);
    tn_error e;
    cr_assert(tn_error_take(&e), "the saved factor was overwritten");
    cr_expect(strstr(e.message, "by graph_replay at an unknown place"), "%s", e.message);
    tn_graph_free(g);
    close_sums(&s);
}

/* ---- Around a capture ------------------------------------------------------------------------ */

/* x gets 1 more, by a kernel of the program's own. */
static void increment_past_us(void *context) {
    sums *s = context;
    tn_stream *recorder = tn_current_stream(CUDA);
    float *data = tn_borrow(s->x, recorder, TN_READ_WRITE);
    raw_increment(tn_stream_native(recorder), data, N);
    tn_return(s->x, recorder, TN_READ_WRITE);
    twice_and_one(s);
}

Test(graphs, kernels_of_the_program_on_what_it_borrows_are_recorded_in_order) {
    for (uint64_t seed = 1; seed <= 10; seed++) {
        choose_order(seed, SIM_FIRST_IN);
        TN_SCOPE(scope);
        sums s = open_sums();
        tn_stream *other = tn_stream_new(CUDA);
        tn_graph *g = tn_graph_capture(CUDA, increment_past_us, &s);
        cr_assert(g, "%s", tn_ok() ? "" : tn_error_pending()->message);
        expect_filled(s.y, 9);
        TN_ON_STREAM(other) {
            tn_mul_(s.x, 10.0);
        }
        cr_expect_eq(tn_graph_replay(g), TN_OK);
        tn_drop(s.x); /* the graph keeps it */
        s.x = NULL;
        cr_expect_eq(tn_graph_replay(g), TN_OK);
        expect_filled(s.y, 2 * (10 * 4 + 2) + 1);
        tn_graph_free(g);
        tn_stream_free(other);
        close_sums(&s);
    }
    expect_no_fault();
}

static void *wait_for_device(void *context) {
    tn_status *status = context;
    *status = tn_synchronize(CUDA);
    tn_error_take(NULL);
    return NULL;
}

static tn_status status_of_other_thread;

static void let_another_thread_wait(void *context) {
    sums *s = context;
    pthread_t thread;
    tn_tensor *early = tn_mul(s->x, 2.0);
    cr_assert_eq(pthread_create(&thread, NULL, wait_for_device, &status_of_other_thread), 0);
    pthread_join(thread, NULL);
    tn_set(&s->y, tn_add(early, 1.0));
}

/* Also for a stream that nobody showed us, of whose work some may run without being waited for. */
static void expect_all_waited_for(void *native) {
    enum { TIMES = 50 };
    TN_SCOPE(scope);
    tn_tensor *x = tn_zeros(TN_SHAPE(N), .dtype = TN_F32, .device = CUDA);
    float *data = tn_borrow(x, tn_current_stream(CUDA), TN_READ_WRITE);
    cr_assert_eq(tn_synchronize(CUDA), TN_OK);
    for (int i = 0; i < TIMES; i++) {
        raw_increment(native, data, N);
    }
    cr_expect_eq(tn_synchronize(CUDA), TN_OK);
    tn_return(x, tn_current_stream(CUDA), TN_READ_WRITE);
    expect_filled(x, TIMES);
}

/* A step that becomes a graph. */
static void repeat_a_step(tn_tensor *x) {
    tn_steps *steps = tn_steps_new(CUDA);
    for (int i = 0; i < 6; i++) {
        TN_STEP(steps) {
            for (int k = 0; k < 10; k++) {
                tn_mul_(x, 1.0);
            }
        }
    }
    cr_expect_gt(tn_steps_replays(steps), 0);
    tn_steps_free(steps);
}

Test(graphs, before_and_after_a_recording_a_device_is_waited_for_as_a_whole) {
    need_devices(1);
    TN_SCOPE(scope);
    sums s = open_sums();
    void *native = raw_stream_new();
    expect_all_waited_for(native);
    tn_graph_free(tn_graph_capture(CUDA, twice_and_one, &s));
    expect_all_waited_for(native);
    repeat_a_step(s.x);
    expect_all_waited_for(native);
    raw_stream_free(native);
    close_sums(&s);
    expect_no_fault();
}

Test(graphs, another_thread_may_wait_for_the_device_meanwhile) {
    need_devices(1);
    TN_SCOPE(scope);
    sums s = open_sums();
    repeat_a_step(s.x);
    tn_stream *other = tn_stream_new(CUDA);
    TN_ON_STREAM(other) {
        tn_add_(s.x, 1.0);
    }
    status_of_other_thread = TN_ERR_DEVICE;
    tn_graph *g = tn_graph_capture(CUDA, let_another_thread_wait, &s);
    cr_assert(g, "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect_eq(status_of_other_thread, TN_OK);
    expect_filled(s.y, 9);
    tn_graph_free(g);
    tn_stream_free(other);
    close_sums(&s);
    expect_no_fault();
}

/* Its work is known by the mark that it left when it was closed; what a program gave it past us
 * comes before that. */
Test(graphs, a_stream_that_was_closed_is_waited_for_meanwhile) {
    enum { TIMES = 50 };
    need_devices(1);
    TN_SCOPE(scope);
    sums s = open_sums();
    void *native = raw_stream_new();
    tn_tensor *x = tn_zeros(TN_SHAPE(N), .dtype = TN_F32, .device = CUDA);
    float *data = tn_borrow(x, tn_current_stream(CUDA), TN_READ_WRITE);
    cr_assert_eq(tn_synchronize(CUDA), TN_OK);
    tn_stream *closed = tn_stream_wrap(CUDA, native);
    for (int i = 0; i < TIMES; i++) {
        raw_increment(native, data, N);
    }
    TN_ON_STREAM(closed) {
        tn_zeros(TN_SHAPE(1), .dtype = TN_F32, .device = CUDA);
    }
    tn_stream_free(closed);
    status_of_other_thread = TN_ERR_DEVICE;
    tn_graph *g = tn_graph_capture(CUDA, let_another_thread_wait, &s);
    cr_assert(g, "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect_eq(status_of_other_thread, TN_OK);
    tn_return(x, tn_current_stream(CUDA), TN_READ_WRITE);
    expect_filled(x, TIMES);
    tn_graph_free(g);
    raw_stream_free(native);
    close_sums(&s);
    expect_no_fault();
}

enum { MIB = 1 << 20, BLOCKS = 8 };

/* More than is free in one place, and less than is free. */
static void take_what_is_free(void *context) {
    sums *s = context;
    tn_set(&s->y, tn_full(TN_SHAPE((BLOCKS / 2 - 1) * MIB), 5.0, .dtype = TN_F32, .device = CUDA));
}

Test(graphs, pages_move_for_a_capture_once_other_streams_are_done_with_them) {
    sim()->set_memory((size_t)BLOCKS * 4 * MIB + 4 * MIB);
    TN_SCOPE(scope);
    tn_tensor *held[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
        held[i] = tn_full(TN_SHAPE(MIB), (double)i, .dtype = TN_F32, .device = CUDA);
    }
    for (int i = 0; i < BLOCKS; i += 2) {
        tn_mul_(held[i], 2.0);
        tn_release(held[i]);
    }
    sums s = {0};
    tn_graph *g = tn_graph_capture(CUDA, take_what_is_free, &s);
    cr_assert(g, "%s", tn_ok() ? "" : tn_error_pending()->message);
    expect_filled(s.y, 5);
    expect_filled(held[1], 1);
    tn_graph_free(g);
    close_sums(&s);
    expect_no_fault();
}

/* ---- What cannot be captured ----------------------------------------------------------------- */

static void read_a_value(void *context) {
    sums *s = context;
    tn_item(tn_sum(s->x));
}
static void copy_from_host(void *context) {
    sums *s = context;
    tn_copy_(s->x, tn_ones(TN_SHAPE(N), .dtype = TN_F32, .device = TN_CPU));
}
static void capture_again(void *context) {
    tn_graph_free(tn_graph_capture(CUDA, twice_and_one, context));
}
static void take_memory(void *context) {
    (void)context;
    tn_memory_free(CUDA, tn_memory_alloc(CUDA, 4096), 4096);
}
static void record_an_event(void *context) {
    (void)context;
    tn_event_free(tn_event_record(tn_current_stream(CUDA)));
}
static void wait_for_an_event(void *context) {
    const sums *s = context;
    tn_stream_wait(tn_current_stream(CUDA), s->event);
}
static void borrow_for_another_stream(void *context) {
    const sums *s = context;
    tn_borrow(s->x, s->other, TN_READ);
}
static void raise_an_error(void *context) {
    sums *s = context;
    tn_matmul(s->x, tn_ones(TN_SHAPE(3, 3), .dtype = TN_F32, .device = CUDA));
}

Test(graphs, what_cannot_be_captured_is_an_error_and_no_more) {
    static const struct {
        tn_graph_function *function;
        const char *text;
    } rows[] = {{read_a_value, "cannot be captured"},
                {copy_from_host, "cannot be captured"},
                {take_memory, "cannot be captured"},
                {record_an_event, "cannot be captured"},
                {wait_for_an_event, "cannot be captured"},
                {borrow_for_another_stream, "cannot be captured"},
                {capture_again, "captures a graph already"},
                {raise_an_error, "matmul"}};
    need_devices(1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sums s = open_sums();
        s.other = tn_stream_new(CUDA);
        s.event = tn_event_record(s.other);
        cr_expect_null(tn_graph_capture(CUDA, rows[i].function, &s));
        tn_error e = {0};
        cr_assert(tn_error_take(&e));
        cr_expect(strstr(e.message, rows[i].text), "%s", e.message);
        cr_expect(!is_simulated() || sim()->get_counts().live_graphs == 0);
        twice_and_one(&s);
        expect_filled(s.y, 7);
        tn_event_free(s.event);
        tn_stream_free(s.other);
        close_sums(&s);
    }
    cr_expect_null(tn_graph_capture(TN_CPU, twice_and_one, NULL));
    cr_expect(tn_error_take(NULL));
    expect_no_fault();
}

/* ---- Random numbers -------------------------------------------------------------------------- */

typedef struct draws {
    tn_tensor *a, *b;
} draws;

static void draw(void *context) {
    draws *d = context;
    tn_set(&d->a, tn_randn(TN_SHAPE(N), .dtype = TN_F32, .device = CUDA));
    tn_set(&d->b, tn_rand(TN_SHAPE(N), .dtype = TN_F32, .device = CUDA));
}

static void read_draws(const draws *d, float out[2][N]) {
    cr_assert_eq(tn_copy_to_host(d->a, out[0], sizeof out[0]), TN_OK);
    cr_assert_eq(tn_copy_to_host(d->b, out[1], sizeof out[1]), TN_OK);
}

Test(graphs, random_numbers_are_those_that_the_calls_would_have_drawn) {
    need_devices(1);
    enum { ROUNDS = 4 };
    float eager[ROUNDS][2][N], replayed[ROUNDS][2][N];
    draws d = {0};
    tn_manual_seed(17);
    for (int i = 0; i < ROUNDS; i++) {
        TN_SCOPE(s);
        draw(&d);
        read_draws(&d, eager[i]);
    }
    tn_manual_seed(17);
    tn_graph *g = tn_graph_capture(CUDA, draw, &d);
    read_draws(&d, replayed[0]);
    for (int i = 1; i < ROUNDS; i++) {
        cr_expect_eq(tn_graph_replay(g), TN_OK);
        read_draws(&d, replayed[i]);
    }
    cr_expect_arr_eq(eager, replayed, sizeof eager);
    cr_expect_arr_neq(replayed[1], replayed[2], sizeof replayed[0]);
    tn_graph_free(g);
    tn_drop(d.a);
    tn_drop(d.b);
}

/* ---- A training step ------------------------------------------------------------------------- */

typedef struct training {
    tn_module *model;
    tn_optim *optim;
    tn_tensor *x, *target, *loss;
} training;

static void train(void *context) {
    training *t = context;
    tn_optim_zero_grad(t->optim);
    tn_tensor *loss = tn_cross_entropy(tn_forward(t->model, t->x), t->target);
    tn_set(&t->loss, tn_detach(loss));
    tn_backward(loss);
    tn_optim_step(t->optim);
}

static training open_training(const tn_optim_options *options) {
    training t = {0};
    tn_manual_seed(4);
    t.model = tn_nn_sequential(tn_nn_linear(12, 16, .device = CUDA), tn_nn_gelu(),
                               tn_nn_dropout(0.2), tn_nn_linear(16, 5, .device = CUDA));
    t.optim = tn_optim_new(tn_module_parameters(t.model), options);
    tn_set(&t.x, tn_randn(TN_SHAPE(6, 12), .dtype = TN_F32, .device = CUDA));
    tn_set(&t.target, tn_randint(0, 5, TN_SHAPE(6), .dtype = TN_I64, .device = CUDA));
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    return t;
}

static void close_training(training *t) {
    tn_drop(t->x);
    tn_drop(t->target);
    tn_drop(t->loss);
    tn_optim_free(t->optim);
    tn_module_free(t->model);
}

enum { STEPS = 8 };

static void new_inputs(training *t, int step) {
    TN_SCOPE(s);
    const tn_tensor *next = tn_mul(t->x, 1.0 + 0.01 * step);
    tn_copy_(t->x, (tn_tensor *)next);
    tn_optim_set_lr(t->optim, 1e-2 / (1 + step));
}

static void run(const tn_optim_options *options, bool in_graph, double losses[STEPS]) {
    TN_SCOPE(s);
    training t = open_training(options);
    tn_graph *g = NULL;
    for (int step = 0; step < STEPS; step++) {
        TN_SCOPE(inner);
        new_inputs(&t, step);
        if (!in_graph || step == 0) { /* the first step makes the optimiser's state */
            train(&t);
        } else if (!g) {
            g = tn_graph_capture(CUDA, train, &t);
        } else {
            tn_graph_replay(g);
        }
        cr_assert(tn_ok(), "step %d: %s", step, tn_error_pending()->message);
        losses[step] = tn_item(t.loss);
    }
    cr_expect_eq(tn_optim_steps(t.optim), STEPS);
    tn_graph_free(g);
    close_training(&t);
    expect_no_fault();
}

static void expect_same_losses(tn_optim_options options) {
    double eager[STEPS], replayed[STEPS];
    need_devices(1);
    run(&options, false, eager);
    run(&options, true, replayed);
    for (int i = 0; i < STEPS; i++) {
        cr_expect_eq(eager[i], replayed[i], "step %d: %.9g, in the graph %.9g", i, eager[i],
                     replayed[i]);
    }
}

Test(graphs, a_step_with_adamw_and_dropout_has_the_bits_of_its_calls) {
    expect_same_losses(tn_adamw_defaults());
}

Test(graphs, a_step_with_momentum_has_the_bits_of_its_calls) {
    tn_optim_options options = tn_sgd_defaults();
    options.momentum = 0.9;
    options.dampening = 0.5;
    options.lr = 1e-2;
    expect_same_losses(options);
}

/* Replays that the host gives ahead of the device: learning rates and ordinals wait in pinned
 * memory, and nobody for them. */
Test(graphs, the_host_does_not_wait_for_numbers_that_move) {
    enum { REPLAYS = 20 };
    const tn_optim_options options = tn_adamw_defaults();
    double losses[2];
    sim();
    for (int in_graph = 0; in_graph < 2; in_graph++) {
        TN_SCOPE(s);
        training t = open_training(&options);
        train(&t);
        tn_optim_set_lr(t.optim, 1e-2);
        tn_graph *g = in_graph ? tn_graph_capture(CUDA, train, &t) : NULL;
        const sim_counts before = sim()->get_counts();
        for (int i = in_graph; i < REPLAYS; i++) {
            TN_SCOPE(inner);
            tn_optim_set_lr(t.optim, 1e-2 / (1 + i));
            if (!in_graph) {
                train(&t);
            } else {
                tn_graph_replay(g);
            }
        }
        cr_expect_eq(sim()->get_counts().pageable_copies, before.pageable_copies);
        cr_expect_eq(sim()->get_counts().host_waits, before.host_waits);
        losses[in_graph] = tn_item(t.loss);
        tn_graph_free(g);
        close_training(&t);
    }
    cr_expect_eq(losses[0], losses[1]);
    expect_no_fault();
}

Test(graphs, an_optimiser_without_state_is_asked_for_a_step_first) {
    need_devices(1);
    TN_SCOPE(s);
    const tn_optim_options options = tn_adamw_defaults();
    training t = open_training(&options);
    cr_expect_null(tn_graph_capture(CUDA, train, &t));
    tn_error e = {0};
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "take one step before the capture"), "%s", e.message);
    close_training(&t);
}
