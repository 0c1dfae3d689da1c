/* Dry runs of training steps on CUDA devices: what they tell, and that the devices hear nothing of
 * them. */
#include "schedule/streams.h"
#include "simulator.h"
#include "support/train_step.h"
#include "tensor/handle.h"

#include <criterion/criterion.h>
#include <string.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { ELEMENTS = 1 << 20, MIB = 1 << 20 };

static void expect_predictions(const char *model, bool in_shards) {
    need_devices(1);
    for (int64_t batch = 1; batch <= 4; batch *= 2) {
        const char *why = prediction_fails(&(train_step){
            .device = CUDA, .model = model, .batch = batch, .steps = 2, .in_shards = in_shards});
        cr_expect_null(why, "%s", why);
        expect_no_fault();
    }
}

Test(fit, steps_of_an_mlp_take_what_was_predicted) {
    expect_predictions("mlp", false);
}

Test(fit, steps_of_a_cnn_take_what_was_predicted, .timeout = 600) {
    expect_predictions("cnn", false);
}

Test(fit, steps_of_a_gpt_take_what_was_predicted, .timeout = 600) {
    expect_predictions("gpt", false);
}

Test(fit, steps_in_shards_take_what_was_predicted, .timeout = 600) {
    expect_predictions("mlp", true);
}

/* Segments instead of pages. */
Test(fit, steps_without_pages_take_what_was_predicted, .timeout = 600) {
    sim()->refuse_pages();
    expect_predictions("mlp", false);
}

/* ---- Everything else that takes memory or orders it ------------------------------------------ */

static tn_memory_figures stats(void) {
    tn_memory_figures s;
    cr_assert_eq(tn_memory_stats(CUDA, &s), TN_OK);
    return s;
}

static tn_fit fit_of(tn_fit_step *step, void *context, uint64_t capacity) {
    tn_fit fit;
    cr_assert_eq(tn_memory_will_it_fit(CUDA, capacity, step, context, &fit), TN_OK, "%s",
                 tn_error_pending()->message);
    return fit;
}

static tn_tensor *ones(int64_t elements) {
    return tn_ones(TN_SHAPE(elements), .dtype = TN_F32, .device = CUDA);
}

static void use_streams(void *context) {
    (void)context;
    tn_stream *own = tn_stream_new(CUDA);
    tn_tensor *x = ones(ELEMENTS), *y = NULL;
    TN_ON_STREAM(own) {
        y = tn_mul(x, 2);
        tn_release(tn_neg(y));
    }
    TN_CONCURRENT {
        for (int i = 0; i < 6; i++) {
            tn_release(tn_add(x, y));
            tn_exp(x);
        }
    }
    tn_event *event = tn_event_record(own);
    tn_stream_wait(tn_current_stream(CUDA), event);
    tn_event_free(event);
    tn_fetch *fetch = tn_fetch_begin(tn_sum(y));
    float sum = 1;
    tn_fetch_end(fetch, &sum, sizeof sum);
    void *raw = tn_memory_alloc(CUDA, 3 * MIB);
    tn_memory_free(CUDA, raw, 3 * MIB);
    tn_stream_synchronize(own);
    tn_stream_free(own);
    tn_item(tn_sum(tn_to(tn_to(x, .device = TN_CPU), .device = CUDA)));
    tn_synchronize(CUDA);
}

static void use_steps(void *context) {
    (void)context;
    tn_steps *steps = tn_steps_new(CUDA);
    tn_tensor *x = ones(ELEMENTS);
    for (int i = 0; i < 5; i++) {
        TN_STEP(steps) {
            TN_SCOPE(s);
            tn_tensor *y = x;
            for (int k = 0; k < 12; k++) {
                y = tn_add(tn_mul(y, 2), 1);
            }
        }
    }
    tn_steps_free(steps);
}

static void expect_measured(tn_fit_step *step) {
    const tn_fit fit = fit_of(step, NULL, UINT64_MAX);
    cr_assert_eq(tn_memory_trim(CUDA), TN_OK);
    cr_assert_eq(tn_memory_reset_peaks(CUDA), TN_OK);
    const tn_memory_figures before = stats();
    {
        TN_SCOPE(s);
        step(NULL);
    }
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    expect_no_fault();
    const tn_memory_figures after = stats();
    cr_expect_eq(fit.live_bytes_peak, after.live_bytes_peak - before.live_bytes);
    cr_expect_eq(fit.reserved_bytes_peak, after.reserved_bytes_peak - before.reserved_bytes);
}

Test(fit, work_on_several_streams_takes_what_was_predicted) {
    need_devices(1);
    expect_measured(use_streams);
}

Test(fit, steps_that_repeat_take_what_was_predicted) {
    need_devices(1);
    expect_measured(use_steps);
}

/* ---- Too little memory ----------------------------------------------------------------------- */

/* With the bound of a dry run, the real step ends as that did. */
static void expect_the_same_end(train_step *t, uint64_t capacity, bool fits) {
    const tn_fit fit = fit_of(run_train_step, t, capacity);
    cr_expect_eq(fit.fits, fits);
    cr_expect_leq(fit.reserved_bytes_peak, capacity);
    cr_assert_eq(tn_memory_trim(CUDA), TN_OK);
    cr_assert_eq(tn_memory_set_limit(CUDA, stats().reserved_bytes + capacity), TN_OK);
    run_train_step(t);
    tn_error e = {0};
    cr_expect_eq(tn_error_take(&e), !fits, "%s", e.message);
    if (!fits) {
        cr_expect_eq(e.code, TN_ERR_MEMORY);
        cr_expect_str_eq(e.op, fit.call);
        cr_expect_eq(e.site.line, fit.at.line);
    }
    cr_assert_eq(tn_memory_set_limit(CUDA, 0), TN_OK);
    expect_no_fault();
}

Test(fit, a_step_that_does_not_fit_says_where_it_would_fail, .timeout = 600) {
    need_devices(1);
    train_step t = {.device = CUDA, .model = "gpt", .batch = 4, .steps = 1};
    const uint64_t reserved = fit_of(run_train_step, &t, UINT64_MAX).reserved_bytes_peak;
    expect_the_same_end(&t, reserved, true);
    expect_the_same_end(&t, reserved / 2, false);
    expect_the_same_end(&t, 6 * MIB, false);
    cr_expect_eq(stats().live_bytes, 0u);
}

static void take_nothing(void *context) {
    (void)context;
}

Test(fit, capacity_is_that_of_the_device) {
    sim()->set_memory((size_t)48 * MIB);
    TN_SCOPE(s);
    ones(ELEMENTS);
    cr_expect_eq(fit_of(take_nothing, NULL, 0).capacity_bytes, 44u * MIB);
    cr_expect_eq(tn_memory_set_limit(CUDA, 16 * MIB), TN_OK);
    cr_expect_eq(fit_of(take_nothing, NULL, 0).capacity_bytes, 12u * MIB);
    cr_expect_eq(tn_memory_set_limit(CUDA, 0), TN_OK);
}

/* ---- Nobody hears of it ---------------------------------------------------------------------- */

Test(fit, the_device_is_given_nothing) {
    sim();
    TN_SCOPE(s);
    tn_item(tn_sum(ones(4)));
    const sim_counts before = sim()->get_counts();
    const tn_memory_figures memory = stats();
    train_step t = {.device = CUDA, .model = "gpt", .batch = 2, .steps = 2};
    cr_expect(fit_of(run_train_step, &t, UINT64_MAX).fits);
    fit_of(use_streams, NULL, UINT64_MAX);
    fit_of(use_steps, NULL, UINT64_MAX);
    const sim_counts after = sim()->get_counts();
    cr_expect_eq(after.launches, before.launches);
    cr_expect_eq(after.products, before.products);
    cr_expect_eq(after.copies, before.copies);
    cr_expect_eq(after.event_records, before.event_records);
    cr_expect_eq(after.event_waits, before.event_waits);
    cr_expect_eq(after.host_waits, before.host_waits);
    cr_expect_eq(after.graph_launches, before.graph_launches);
    cr_expect_eq(after.live_streams, before.live_streams);
    cr_expect_eq(after.live_graphs, before.live_graphs);
    const tn_memory_figures now = stats();
    cr_expect_eq(now.allocations, memory.allocations);
    cr_expect_eq(now.reserved_bytes_peak, memory.reserved_bytes_peak);
    cr_expect_eq(now.live_bytes_peak, memory.live_bytes_peak);
    expect_no_fault();
}

static tn_tensor *was_there;

static void read_it(void *context) {
    *(double *)context = tn_item(tn_sum(tn_mul(was_there, was_there)));
}
static void write_it(void *context) {
    (void)context;
    tn_add_(was_there, 1);
}

static void expect_refused(tn_fit_step *step, void *context, const char *text) {
    tn_fit fit;
    tn_error e = {0};
    cr_expect_eq(tn_memory_will_it_fit(CUDA, UINT64_MAX, step, context, &fit), TN_ERR_UNSUPPORTED);
    cr_assert(tn_error_take(&e), "%s", text);
    cr_expect(strstr(e.message, text), "%s", e.message);
}

/* Its stamps name no stream of the dry run. */
Test(fit, what_was_there_before_is_read_and_stays_as_it_was) {
    need_devices(1);
    TN_SCOPE(s);
    was_there = ones(ELEMENTS);
    const tni_stamp before = tni_stamps_last(&was_there->storage->stamps);
    double number = 1;
    cr_expect_lt(fit_of(read_it, &number, UINT64_MAX).live_bytes_peak, 5u * MIB, "the square");
    cr_expect_eq(number, 0);
    expect_refused(write_it, NULL, "since before the dry run");
    const tni_stamp after = tni_stamps_last(&was_there->storage->stamps);
    cr_assert_eq(after.n, before.n);
    cr_expect_eq(after.at[0].stream, before.at[0].stream);
    cr_expect_eq(after.at[0].count, before.at[0].count);
    tn_add_(was_there, 1);
    cr_expect_eq(tn_item(tn_sum(was_there)), 2 * ELEMENTS);
    expect_no_fault();
}

static void use_stream_of_before(void *stream) {
    tn_use_stream(stream);
}
static void ask_for_native(void *context) {
    (void)context;
    tn_stream_native(tn_current_stream(CUDA));
}
static void borrow(void *context) {
    (void)context;
    tn_borrow(ones(4), tn_current_stream(CUDA), TN_READ);
}
static void lend(void *context) {
    (void)context;
    tn_to_dlpack(ones(4));
}
static void capture(void *context) {
    (void)context;
    tn_graph_capture(CUDA, take_nothing, NULL);
}
static void go_elsewhere(void *context) {
    (void)context;
    tn_to(ones(4), .device = TN_CUDA(1));
}

Test(fit, work_of_others_is_refused) {
    sim()->set_devices(2);
    tn_stream *stream = tn_stream_new(CUDA);
    cr_assert(stream);
    expect_refused(use_stream_of_before, stream, "is there since before the dry run");
    expect_refused(ask_for_native, NULL, "takes no work of others");
    expect_refused(borrow, NULL, "no memory for the program's own work");
    expect_refused(lend, NULL, "no memory to lend");
    expect_refused(capture, NULL, "captures no graph");
    expect_refused(go_elsewhere, NULL, "does not copy from or to cuda:1");
    tn_stream_free(stream);
    cr_expect_eq(tn_current_stream(CUDA)->role, TNI_COMPUTE_STREAM);
}

typedef struct left {
    tn_steps *steps;
    tn_stream *stream;
    tn_tensor *tensor;
} left;

static void leave_things(void *context) {
    left *l = context;
    l->steps = tn_steps_new(CUDA);
    l->stream = tn_stream_new(CUDA);
    TN_ON_STREAM(l->stream) {
        l->tensor = tn_keep(ones(ELEMENTS));
    }
    tn_use_stream(l->stream);
}

Test(fit, what_outlives_a_dry_run_can_be_freed) {
    need_devices(1);
    left l;
    cr_expect_eq(fit_of(leave_things, &l, UINT64_MAX).live_bytes_peak, 4u * MIB + (16u << 10));
    cr_expect_eq(tn_current_stream(CUDA)->role, TNI_COMPUTE_STREAM);
    cr_expect_eq(tn_device_of(l.tensor).type, TN_DEVICE_META);
    tn_drop(l.tensor);
    tn_steps_free(l.steps);
    tn_stream_free(l.stream);
    TN_SCOPE(s);
    cr_expect_eq(tn_item(tn_sum(ones(8))), 8);
    expect_no_fault();
}
