/* Dry runs of training steps on the host: what they tell, and that nothing else changes. */
#include "schedule/launch.h"
#include "support/train_step.h"
#include "tensor/handle.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <string.h>

enum { ELEMENTS = 1 << 20, MIB = 1 << 20 };

static void expect_predictions(const char *model, bool in_shards) {
    for (int64_t batch = 4; batch <= 64; batch *= 4) {
        const char *why = prediction_fails(&(train_step){
            .device = TN_CPU, .model = model, .batch = batch, .steps = 2, .in_shards = in_shards});
        cr_expect_null(why, "%s", why);
    }
}

Test(memory_fit, steps_of_an_mlp_take_what_was_predicted) {
    expect_predictions("mlp", false);
}

Test(memory_fit, steps_of_a_cnn_take_what_was_predicted, .timeout = 60) {
    expect_predictions("cnn", false);
}

Test(memory_fit, steps_of_a_gpt_take_what_was_predicted, .timeout = 60) {
    expect_predictions("gpt", false);
}

Test(memory_fit, steps_in_shards_take_what_was_predicted, .timeout = 60) {
    expect_predictions("mlp", true);
    expect_predictions("cnn", true);
    expect_predictions("gpt", true);
}

/* ---- What it tells --------------------------------------------------------------------------- */

static tn_memory_figures stats(void) {
    tn_memory_figures s;
    cr_assert_eq(tn_memory_stats(TN_CPU, &s), TN_OK);
    return s;
}

static tn_fit fit_of(tn_fit_step *step, void *context, uint64_t capacity) {
    tn_fit fit;
    cr_assert_eq(tn_memory_will_it_fit(TN_CPU, capacity, step, context, &fit), TN_OK, "%s",
                 tn_error_pending()->message);
    return fit;
}

static int line_of_sum;

static void add_twice(void *context) {
    (void)context;
    tn_tensor *x = tn_zeros(TN_SHAPE(ELEMENTS), .dtype = TN_F32);
    line_of_sum = __LINE__ + 1;
    tn_tensor *sum = tn_add(x, x);
    tn_release(sum);
    tn_neg(x);
}

Test(memory_fit, the_op_that_makes_the_peak_is_named_with_its_place) {
    const tn_fit fit = fit_of(add_twice, NULL, UINT64_MAX);
    cr_expect(fit.fits);
    cr_expect_eq(fit.live_bytes_peak, 8u * MIB);
    cr_expect_eq(fit.capacity_bytes, UINT64_MAX);
    cr_expect_str_eq(fit.op, "add");
    cr_expect_str_eq(fit.call, "add");
    cr_expect(strstr(fit.at.file, "test_memory_fit.c") && fit.at.line == line_of_sum);
}

static void take_nothing(void *context) {
    (void)context;
}

Test(memory_fit, a_step_without_memory_fits_anywhere) {
    const tn_fit fit = fit_of(take_nothing, NULL, 1);
    cr_expect(fit.fits && !fit.op && !fit.at.file);
    cr_expect_eq(fit.live_bytes_peak, 0u);
    cr_expect_eq(fit.reserved_bytes_peak, 0u);
}

/* The real step fails at the same op. */
static void expect_the_same_end(train_step *t, uint64_t capacity) {
    const tn_memory_figures before = stats();
    const tn_fit fit = fit_of(run_train_step, t, capacity);
    cr_expect(!fit.fits && tn_ok());
    cr_assert(fit.op && fit.call);
    cr_expect(fit.live_bytes_peak > 0 && fit.reserved_bytes_peak <= capacity);
    cr_expect_eq(stats().live_bytes, before.live_bytes);
    cr_expect_eq(tn_memory_trim(TN_CPU), TN_OK);
    cr_expect_eq(tn_memory_set_limit(TN_CPU, stats().reserved_bytes + capacity), TN_OK);
    run_train_step(t);
    tn_error e = {0};
    cr_expect(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_MEMORY);
    cr_expect_str_eq(e.op, fit.call);
    cr_expect(e.site.line == fit.at.line && e.site.file == fit.at.file);
    cr_expect_eq(tn_memory_set_limit(TN_CPU, 0), TN_OK);
}

Test(memory_fit, a_step_that_does_not_fit_says_where_it_would_fail) {
    train_step t = {.device = TN_CPU, .model = "gpt", .batch = 16, .steps = 1};
    expect_the_same_end(&t, 12 * MIB);
    expect_the_same_end(&t, 6 * MIB);
    t.model = "cnn";
    expect_the_same_end(&t, 8 * MIB);
}

Test(memory_fit, capacity_is_what_the_limit_leaves) {
    TN_SCOPE(s);
    tn_tensor *held = tn_zeros(TN_SHAPE(ELEMENTS), .dtype = TN_F32);
    cr_assert(held);
    cr_expect_gt(fit_of(add_twice, NULL, 0).capacity_bytes, 64u * MIB, "the machine's memory");
    cr_expect_eq(tn_memory_set_limit(TN_CPU, 10 * MIB), TN_OK);
    const tn_fit fit = fit_of(add_twice, NULL, 0);
    cr_expect_eq(fit.capacity_bytes, 10u * MIB - stats().live_bytes);
    cr_expect(!fit.fits);
    cr_expect_str_eq(fit.op, "add");
    cr_expect_eq(tn_memory_set_limit(TN_CPU, 0), TN_OK);
}

/* ---- Nothing changes ------------------------------------------------------------------------- */

Test(memory_fit, nothing_real_changes) {
    TN_SCOPE(s);
    tn_manual_seed(7);
    tn_rand(TN_SHAPE(3));
    const tni_rng_state rng = tni_rng_get();
    const tn_memory_figures before = stats();
    const uint64_t launches = tni_launch_count(TN_DEVICE_CPU);
    train_step t = {.device = TN_CPU, .model = "gpt", .batch = 16, .steps = 2};
    cr_expect(fit_of(run_train_step, &t, UINT64_MAX).fits);
    const tni_rng_state now = tni_rng_get();
    cr_expect(now.seed == rng.seed && now.step == rng.step && now.shard == rng.shard &&
              now.ordinal == rng.ordinal);
    const tn_memory_figures after = stats();
    cr_expect_eq(after.live_bytes_peak, before.live_bytes_peak);
    cr_expect_eq(after.reserved_bytes_peak, before.reserved_bytes_peak);
    cr_expect_eq(after.allocations, before.allocations);
    cr_expect_eq(after.frees, before.frees);
    cr_expect_eq(tni_launch_count(TN_DEVICE_CPU), launches);
}

static tn_tensor *was_there;

static void read_it(void *context) {
    *(double *)context = tn_item(tn_sum(tn_mul(was_there, was_there)));
}
static void write_it(void *context) {
    (void)context;
    tn_add_(was_there, 1);
}
static void require_its_gradient(void *context) {
    (void)context;
    tn_sum(was_there);
}
static void set_its_gradient(void *context) {
    (void)context;
    tn_set_grad(was_there, tn_zeros_like(was_there));
}
static void step_its_optimiser(void *context) {
    tn_optim_step(context);
}

static void expect_refused(tn_fit_step *step, void *context, const char *text) {
    tn_fit fit;
    tn_error e = {0};
    cr_expect_eq(tn_memory_will_it_fit(TN_CPU, UINT64_MAX, step, context, &fit),
                 TN_ERR_UNSUPPORTED);
    cr_expect(!fit.fits && !fit.op);
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, text), "%s", e.message);
}

Test(memory_fit, what_was_there_before_can_be_read_and_not_changed) {
    TN_SCOPE(s);
    was_there = tn_ones(TN_SHAPE(ELEMENTS), .dtype = TN_F32);
    double number = 1;
    const tn_fit fit = fit_of(read_it, &number, UINT64_MAX);
    cr_expect_eq(fit.live_bytes_peak, 4u * MIB, "the square");
    cr_expect_eq(number, 0);
    const uint64_t version = was_there->storage->version;
    expect_refused(write_it, NULL, "since before the dry run");
    cr_expect_eq(was_there->storage->version, version);
    tn_set_requires_grad(was_there, true);
    expect_refused(require_its_gradient, NULL, "sum: a tensor of shape [1048576] on cpu");
    expect_refused(set_its_gradient, NULL, "set_grad: ");
    cr_expect_null(tn_grad(was_there));
    tn_set_grad(was_there, tn_ones_like(was_there));
    const tn_optim_options options = tn_adamw_defaults();
    tn_optim *optim = tn_optim_new((tn_named_list){&(tn_named){"x", was_there}, 1}, &options);
    expect_refused(step_its_optimiser, optim, "optim_step: ");
    cr_expect_eq(tn_optim_steps(optim), 0);
    tn_optim_free(optim);
    cr_expect_eq(tn_item(tn_sum(was_there)), ELEMENTS);
}

static tn_tensor *kept[2];

static void keep_some(void *context) {
    (void)context;
    kept[0] = tn_keep(tn_ones(TN_SHAPE(ELEMENTS)));
    kept[1] = tn_keep(tn_ones(TN_SHAPE(2)));
}

Test(memory_fit, what_outlives_a_dry_run_is_meta) {
    TN_SCOPE(s);
    cr_expect_eq(fit_of(keep_some, NULL, UINT64_MAX).live_bytes_peak, 4u * MIB);
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(tn_device_of(kept[i]).type, TN_DEVICE_META);
        cr_expect_eq(tn_device_of(tn_mul(kept[i], 2)).type, TN_DEVICE_META);
        tn_item(tn_sum(kept[i]));
        tn_error e = {0};
        cr_expect(tn_error_take(&e) && e.code == TN_ERR_DEVICE);
        tn_drop(kept[i]);
    }
    cr_expect_eq(tn_ok(), true);
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static void read_numbers(void *context) {
    double *numbers = context;
    float all[4];
    tn_tensor *x = tn_from(((float[]){1, 2, 3, 4}), TN_SHAPE(4), TN_F32);
    numbers[0] = tn_item(tn_sum(x));
    numbers[1] = (double)tn_item_int(tn_full(TN_SHAPE_0D, 3, .dtype = TN_I64));
    tn_copy_to_host(x, all, sizeof all);
    numbers[2] = (double)all[3];
    numbers[3] = tn_item(tn_rand(TN_SHAPE(1)));
}

Test(memory_fit, numbers_are_zero) {
    double numbers[4] = {1, 1, 1, 1};
    fit_of(read_numbers, numbers, UINT64_MAX);
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(numbers[i], 0, "%d", i);
    }
}

static void select_some(void *context) {
    (void)context;
    tn_tensor *x = tn_rand(TN_SHAPE(100));
    tn_masked_select(x, tn_gt(x, 0.5));
}
static void find_some(void *context) {
    (void)context;
    tn_nonzero(tn_rand(TN_SHAPE(100)));
}
static void repeat_some(void *context) {
    (void)context;
    tn_repeat_interleave_self_Tensor(tn_rand(TN_SHAPE(3)), tn_ones(TN_SHAPE(3), .dtype = TN_I64));
}

Test(memory_fit, sizes_that_depend_on_data_are_an_error) {
    expect_refused(select_some, NULL, "masked_select: the size of the result depends on data");
    expect_refused(find_some, NULL, "which dry runs do not have");
    expect_refused(repeat_some, NULL, "repeat_interleave");
}

/* ---- Errors ---------------------------------------------------------------------------------- */

static void multiply_wrongly(void *context) {
    (void)context;
    tn_matmul(tn_zeros(TN_SHAPE(2, 3)), tn_zeros(TN_SHAPE(2, 3)));
}

static void ask_again(void *context) {
    tn_fit fit;
    tn_memory_will_it_fit(TN_CPU, 0, take_nothing, context, &fit);
}

Test(memory_fit, errors_of_the_step_are_passed_on) {
    tn_fit fit;
    tn_error e = {0};
    cr_expect_eq(tn_memory_will_it_fit(TN_CPU, 0, multiply_wrongly, NULL, &fit), TN_ERR_SHAPE);
    cr_assert(tn_error_take(&e));
    cr_expect_str_eq(e.op, "matmul");
    cr_expect(strstr(e.site.file, "test_memory_fit.c"));
    expect_refused(ask_again, NULL, "is in a dry run already");
    cr_expect_eq(tn_memory_will_it_fit(TN_META, 0, take_nothing, NULL, &fit), TN_ERR_DEVICE);
    cr_expect(tn_error_take(&e) && strstr(e.message, "meta has no memory"));
    cr_expect_eq(tn_memory_will_it_fit(TN_CPU, 0, NULL, NULL, &fit), TN_ERR_ARGUMENT);
    cr_expect(tn_error_take(NULL));
    cr_expect_eq(tn_memory_will_it_fit(TN_CPU, 0, take_nothing, NULL, NULL), TN_ERR_ARGUMENT);
    cr_expect(tn_error_take(NULL));
    cr_expect(fit_of(add_twice, NULL, UINT64_MAX).fits, "and it goes on");
}

/* Each of the k-th allocations of the host fails once. */
Test(memory_fit, nothing_is_lost_when_the_hosts_memory_runs_out, .timeout = 120) {
    train_step t = {.device = TN_CPU, .model = "mlp", .batch = 4, .steps = 1};
    const uint64_t live = stats().live_bytes;
    bool done = false;
    for (uint64_t k = 1; !done; k += 1 + k / 16) {
        tn_fit fit;
        tni_memory_fail_at(k);
        const tn_status status =
            tn_memory_will_it_fit(TN_CPU, UINT64_MAX, run_train_step, &t, &fit);
        done = tni_memory_requests() < k;
        tni_memory_fail_at(0);
        cr_assert_eq(status, done ? TN_OK : TN_ERR_MEMORY, "request %d", (int)k);
        cr_assert(done || tn_error_take(NULL));
        cr_assert_eq(stats().live_bytes, live, "request %d", (int)k);
    }
}

/* ---- Threads --------------------------------------------------------------------------------- */

static void *compute(void *sum) {
    TN_SCOPE(s);
    tn_tensor *x = tn_full(TN_SHAPE(1000), 2.0);
    *(double *)sum = tn_item(tn_sum(x));
    return NULL;
}

static void compute_elsewhere(void *context) {
    pthread_t other;
    cr_assert_eq(pthread_create(&other, NULL, compute, context), 0);
    pthread_join(other, NULL);
    tn_zeros(TN_SHAPE(ELEMENTS));
}

Test(memory_fit, other_threads_work) {
    double sum = 0;
    cr_expect_eq(fit_of(compute_elsewhere, &sum, UINT64_MAX).live_bytes_peak, 4u * MIB);
    cr_expect_eq(sum, 2000);
}

/* How far one of them is when another one needs most is as it happens. */
Test(memory_fit, all_threads_of_shards_are_in_the_dry_run) {
    train_step t = {.device = TN_CPU, .model = "cnn", .batch = 64, .steps = 1, .in_shards = true};
    const tn_fit one = fit_of(run_train_step, &t, UINT64_MAX);
    const tn_memory_figures before = stats();
    t.threads = 2;
    const tn_fit two = fit_of(run_train_step, &t, UINT64_MAX);
    cr_expect_eq(stats().allocations, before.allocations);
    cr_expect(two.live_bytes_peak > one.live_bytes_peak / 2 &&
              two.live_bytes_peak < 3 * one.live_bytes_peak);
}

static void *drop_it(void *tensor) {
    tn_drop(tensor);
    return NULL;
}

static void drop_elsewhere(void *context) {
    (void)context;
    pthread_t other;
    tn_tensor *x = tn_keep(tn_zeros(TN_SHAPE(ELEMENTS)));
    tn_release(x);
    cr_assert_eq(pthread_create(&other, NULL, drop_it, x), 0);
    pthread_join(other, NULL);
    tn_zeros(TN_SHAPE(ELEMENTS));
}

Test(memory_fit, another_thread_may_drop_what_the_step_made) {
    cr_expect_eq(fit_of(drop_elsewhere, NULL, UINT64_MAX).live_bytes_peak, 4u * MIB);
}
