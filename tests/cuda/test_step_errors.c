/* Steps that are used wrongly, that end early, and whose calls fail: what was put off is given or
 * is an error of the call it belongs to, and nothing is left behind. */
#include "fault_sweep.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>
#include <pthread.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

/* ---- Blocks ---------------------------------------------------------------------------------- */

static void expect_error(const char *text) {
    tn_error e = {0};
    cr_expect(tn_error_take(&e) && strstr(e.message, text), "'%s' is not in: %s", text, e.message);
}

/* Twelve launches; 24 times the tensor. */
static void compute(tn_tensor *t) {
    for (int i = 0; i < 12; i++) {
        tn_mul_(t, i % 3 == 0 ? 2.0 : i % 3 == 1 ? 3.0 : 0.25);
    }
}

static void expect_all(tn_tensor *t, double value) {
    TN_SCOPE(s);
    cr_expect_eq(tn_item(tn_min(t)), value);
    cr_expect_eq(tn_item(tn_max(t)), value);
}

Test(step_errors, misuse_is_an_error_and_the_block_runs_all_the_same) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(8), .dtype = TN_F64, .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA), *other = tn_steps_new(CUDA);
    int runs = 0;
    TN_STEP(NULL) {
        runs++;
    }
    expect_error("make them with tn_steps_new");
    TN_STEP(steps) {
        TN_STEP(steps) {
            runs++;
        }
        expect_error("in a block already");
        TN_STEP(other) {
            runs++;
        }
        expect_error("another step of this thread");
        tn_steps_free(steps);
        expect_error("free them after it");
        tn_add_(x, 1.0);
    }
    cr_expect_eq(runs, 3);
    expect_all(x, 2);
    cr_expect_null(tn_steps_new((tn_device){TN_DEVICE_CUDA, 77}));
    cr_expect(tn_error_take(NULL));
    tn_steps_free(steps);
    tn_steps_free(other);
    tn_steps_free(NULL);
    cr_expect_eq(tn_steps_replays(NULL), 0);
    expect_no_fault();
}

static tn_status leave_early(tn_steps *steps, tn_tensor *x) {
    TN_STEP(steps) {
        tn_add_(x, 1.0);
        if (x) {
            return TN_OK;
        }
    }
    return TN_ERR_ARGUMENT;
}

Test(step_errors, a_block_ends_on_every_way_out) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(8), .dtype = TN_F64, .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA);
    cr_expect_eq(leave_early(steps, x), TN_OK);
    TN_STEP(steps) {
        tn_add_(x, 1.0);
        break;
    }
    cr_expect(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    expect_all(x, 3);
    tn_steps_free(steps);
}

/* Whichever of its calls fails: it has work that its end has to wait for. */
Test(step_errors, a_stream_that_ends_in_the_block_gets_its_work_before) {
    sim();
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(8), .dtype = TN_F64, .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA);
    for (uint64_t k = 0; k < 20; k++) {
        tn_fill_(x, 1.0);
        tn_stream *stream = tn_stream_new(CUDA), *former = tn_use_stream(stream);
        TN_STEP(steps) {
            compute(x);
            sim()->fail_call(k, 0);
            tn_stream_free(stream);
            sim()->fail_call(0, 0);
        }
        tn_use_stream(former);
        const bool fine = !tn_error_take(NULL);
        cr_expect(k > 0 || fine);
        tn_tensor *y = tn_add(x, 1.0);
        cr_expect(!fine || tn_item(tn_sum(y)) == 8 * 6.0625);
        expect_no_fault();
    }
    tn_steps_free(steps);
    cr_expect(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
}

/* The numbers of random ops are in one place, whichever stream reads them. */
Test(step_errors, graphs_go_from_stream_to_stream_in_order) {
    need_devices(1);
    enum { TURNS = 8 };
    float sums[2][2][64] = {0};
    for (uint64_t seed = 1; seed <= 10; seed++) {
        TN_SCOPE(s);
        choose_order(seed, SIM_FIRST_IN);
        tn_steps *steps = tn_steps_new(CUDA);
        tn_stream *streams[2] = {tn_stream_new(CUDA), tn_stream_new(CUDA)};
        for (int in_steps = 0; in_steps < 2; in_steps++) {
            tn_tensor *x[2], *sum[2];
            for (int k = 0; k < 2; k++) {
                x[k] = tn_zeros(TN_SHAPE(64), .dtype = TN_F32, .device = CUDA);
                sum[k] = tn_zeros(TN_SHAPE(64), .dtype = TN_F32, .device = CUDA);
            }
            tn_manual_seed(seed);
            for (int i = 0; i < TURNS; i++) {
                TN_ON_STREAM(streams[i % 2]) {
                    tn_step step = in_steps ? tn_step_begin(steps) : (tn_step){0};
                    for (int n = 0; n < 5; n++) {
                        tn_add_(sum[i % 2], tn_uniform_(x[i % 2], 0, 1));
                    }
                    tn_step_end(&step);
                }
            }
            for (int k = 0; k < 2; k++) {
                cr_assert_eq(tn_copy_to_host(sum[k], sums[in_steps][k], sizeof sums[0][0]), TN_OK);
            }
        }
        cr_expect_arr_eq(sums[0], sums[1], sizeof sums[0]);
        cr_expect_gt(tn_steps_replays(steps), TURNS / 4);
        tn_steps_free(steps);
        tn_stream_free(streams[0]);
        tn_stream_free(streams[1]);
        expect_no_fault();
    }
}

Test(step_errors, on_the_host_and_on_meta_a_block_is_nothing) {
    static const tn_device devices[] = {{TN_DEVICE_CPU, 0}, {TN_DEVICE_META, 0}};
    for (int i = 0; i < 2; i++) {
        TN_SCOPE(s);
        tn_steps *steps = tn_steps_new(devices[i]);
        tn_tensor *x = tn_ones(TN_SHAPE(4), .dtype = TN_F64, .device = devices[i]);
        for (int k = 0; k < 3; k++) {
            TN_STEP(steps) {
                compute(x);
                cr_expect(i == 1 || tn_item(tn_sum(x)) == 4 * pow(5.0625, k + 1));
            }
        }
        cr_expect(tn_ok());
        cr_expect_eq(tn_steps_replays(steps), 0);
        tn_steps_free(steps);
    }
}

Test(step_errors, an_error_of_the_block_stays_and_what_came_before_it_was_given) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(8), .dtype = TN_F64, .device = CUDA);
    tn_tensor *square = tn_ones(TN_SHAPE(3, 3), .dtype = TN_F64, .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA);
    for (int i = 0; i < 3; i++) {
        tn_fill_(x, 1.0);
        TN_STEP(steps) {
            compute(x);
            if (i == 1) {
                tn_matmul(x, square);
            }
        }
        if (i == 1) {
            expect_error("matmul");
        }
        expect_all(x, 5.0625);
    }
    cr_expect_eq(tn_steps_replays(steps), 1);
    tn_steps_free(steps);
}

/* More different lists than are known; each is there twice, and some again. */
Test(step_errors, lists_that_were_not_there_for_long_make_room) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(8), .dtype = TN_F64, .device = CUDA);
    tn_steps *steps = tn_steps_new(CUDA);
    for (int i = 0; i < 2 * 20 + 2; i++) {
        TN_STEP(steps) {
            for (int k = 0; k < 10; k++) {
                tn_fill_(x, (double)(i < 40 ? i / 2 : i == 40 ? 0 : 19) + k);
            }
        }
        expect_all(x, (i < 40 ? i / 2 : i == 40 ? 0 : 19) + 9);
    }
    cr_expect_eq(tn_steps_replays(steps), 21);
    cr_expect(!is_simulated() || sim()->get_counts().live_graphs == 15);
    tn_steps_free(steps);
    cr_expect(!is_simulated() || sim()->get_counts().live_graphs == 0);
    expect_no_fault();
}

/* ---- Calls that fail ------------------------------------------------------------------------- */

/* Five steps of one parameter, of which the last ones are graphs; its sum, or an error. */
static double run_small(void) {
    TN_SCOPE(s);
    tn_manual_seed(9);
    tn_tensor *w = tn_ones(TN_SHAPE(16), .dtype = TN_F32, .device = CUDA, .requires_grad = true);
    const tn_named parameters[] = {{"w", w}};
    const tn_optim_options options = tn_adamw_defaults();
    tn_optim *optim = tn_optim_new((tn_named_list){parameters, 1}, &options);
    tn_steps *steps = tn_steps_new(CUDA);
    for (int i = 0; i < 5 && tn_ok(); i++) {
        TN_SCOPE(inner);
        TN_STEP(steps) {
            tn_optim_zero_grad(optim);
            tn_tensor *y = tn_mul(tn_gelu(tn_mul(w, 1.5)), tn_rand_like(w));
            tn_backward(tn_sum(tn_pow(y, 2.0)));
            tn_optim_step(optim);
        }
    }
    const double sum = tn_item(tn_sum(w));
    tn_steps_free(steps);
    tn_optim_free(optim);
    return sum;
}

Test(step_errors, each_call_that_fails_once_is_an_error_or_no_graph) {
    fail_each_call(run_small, false);
}

Test(step_errors, calls_that_fail_from_some_point_on_leave_nothing_behind) {
    fail_each_call(run_small, true);
}

Test(step_errors, a_launch_that_fails_is_named_by_the_call_that_was_put_off) {
    sim();
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(8), .dtype = TN_F64, .device = CUDA), *y = NULL;
    tn_steps *steps = tn_steps_new(CUDA);
    int line = 0;
    TN_STEP(steps) {
        tn_add_(x, 1.0);
        y = tn_cumsum(x, 0), line = __LINE__;
        y = tn_exp(y);
        sim()->fail_call(2, 0);
    }
    sim()->fail_call(0, 0);
    cr_assert_not(tn_ok());
    const tn_error *e = tn_error_pending();
    cr_expect_str_eq(e->op, "cumsum");
    cr_expect_eq(e->site.line, line);
    cr_expect(strstr(e->message, "cumsum: scan kernel on cuda:0: cudaLaunchKernelEx"), "%s",
              e->message);
    tn_error_take(NULL);
    tn_steps_free(steps);
}

typedef struct early_look {
    tn_tensor *x;
    uint64_t fails; /* which call */
    bool failed;
} early_look;

static void *look_early(void *context) {
    TN_SCOPE(s);
    early_look *l = context;
    sim()->fail_call(l->fails, 0);
    tn_item(l->x);
    sim()->fail_call(0, 0);
    l->failed = !tn_ok();
    return NULL;
}

Test(step_errors, a_launch_that_another_thread_sees_failing_is_the_owners_error_too) {
    sim();
    TN_SCOPE(s);
    tn_steps *steps = tn_steps_new(CUDA);
    int told = 0;
    for (uint64_t k = 0; k <= 8; k++) { /* 0: none; it makes what is made once */
        early_look look = {tn_ones(TN_SHAPE(1), .dtype = TN_F64, .device = CUDA), k, false};
        cr_assert_eq(tn_synchronize(CUDA), TN_OK);
        TN_STEP(steps) {
            tn_add_(look.x, 1.0);
            pthread_t thread;
            cr_assert_eq(pthread_create(&thread, NULL, look_early, &look), 0);
            pthread_join(thread, NULL);
            cr_expect(tn_ok());
        }
        cr_expect(look.failed || tn_ok(), "call %d: only the owner sees it", (int)k);
        tn_error e = {0};
        told += tn_error_take(&e) && strstr(e.message, "add_: elementwise kernel on cuda:0");
    }
    cr_expect_eq(told, 1, "%d", told);
    TN_STEP(steps) {
        tn_synchronize(CUDA);
    }
    cr_expect(tn_ok(), "it is raised once");
    tn_steps_free(steps);
}
