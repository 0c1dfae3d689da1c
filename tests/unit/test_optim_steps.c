/* Each optimiser against PyTorch's (tests/golden/optim_steps.py), and what stands around a step:
 * groups, learning rates, schedules, clipping, and the versions of what a step writes. */
#include <criterion/criterion.h>
#include <math.h>

#include <tenon/tenon.h>

static const double c[4] = {0.5, -1.0, 2.0, 0.25}, d[4] = {1.0, -2.0, 0.5, 3.0};
static const double start[4] = {1.0, -0.5, 2.0, 0.125};

static tn_tensor *parameter(void) {
    return tn_from(start, TN_SHAPE(4), TN_F64, .requires_grad = true);
}

static void set_gradient(tn_tensor *p, int t) {
    double x[4], g[4];
    tn_copy_to_host(p, x, sizeof x);
    for (int i = 0; i < 4; i++) {
        g[i] = x[i] * c[i] + t * d[i];
    }
    tn_set_grad(p, tn_from(g, TN_SHAPE(4), TN_F64));
}

static void expect_near(const tn_tensor *p, const double *wanted) {
    double x[4];
    tn_copy_to_host(p, x, sizeof x);
    for (int i = 0; i < 4; i++) {
        cr_expect_lt(fabs(x[i] - wanted[i]), 1e-12 * (1 + fabs(wanted[i])), "%d: %.17g, not %.17g",
                     i, x[i], wanted[i]);
    }
    cr_expect(tn_ok());
}

static void expect_steps(tn_optim_options o, const double *wanted) {
    TN_SCOPE(s);
    tn_tensor *p = parameter();
    tn_named name = {"p", p};
    tn_optim *optim = tn_optim_new((tn_named_list){&name, 1}, &o);
    for (int t = 1; t <= 5; t++) {
        TN_SCOPE(step);
        set_gradient(p, t);
        tn_optim_step(optim);
    }
    expect_near(p, wanted);
    tn_optim_free(optim);
}

#define OPTIM(name, kind, options, ...)                  \
    Test(optim_steps, name) {                            \
        tn_optim_options o = tn_##kind##_defaults();     \
        options;                                         \
        expect_steps(o, (const double[4]){__VA_ARGS__}); \
    }
#include "golden/optim_steps.def"
#undef OPTIM

/* ---- Groups ---------------------------------------------------------------------------------- */

/* Parameters of different ages are never in one pass: each has Adam's corrections of its own. */
Test(optim_steps, a_parameter_that_joins_late_has_its_own_first_step) {
    TN_SCOPE(s);
    tn_tensor *early = parameter(), *late = parameter(), *alone = parameter();
    tn_named both[] = {{"late", late}, {"early", early}}, one = {"alone", alone};
    tn_optim_options o = tn_adam_defaults();
    o.beta1 = 0.5;
    tn_optim *optim = tn_optim_new((tn_named_list){both, 2}, &o);
    tn_optim *fresh = tn_optim_new((tn_named_list){&one, 1}, &o);
    for (int t = 1; t <= 6; t++) {
        set_gradient(early, t);
        if (t == 6) {
            set_gradient(late, 1);
            set_gradient(alone, 1);
            tn_optim_step(fresh);
        }
        tn_optim_step(optim);
    }
    double wanted[4];
    tn_copy_to_host(alone, wanted, sizeof wanted);
    expect_near(late, wanted);
    tn_optim_free(optim);
    tn_optim_free(fresh);
}

Test(optim_steps, groups_keep_the_ratio_of_their_rates) {
    TN_SCOPE(s);
    tn_named one = {"a", parameter()}, two = {"b", parameter()};
    tn_optim_options o = tn_sgd_defaults();
    o.lr = 0.1;
    tn_optim *optim = tn_optim_new((tn_named_list){&one, 1}, &o);
    o.lr = 0.02;
    cr_assert_eq(tn_optim_add_group(optim, (tn_named_list){&two, 1}, &o), TN_OK);
    tn_optim_set_lr(optim, 0.5);
    cr_expect_float_eq(tn_optim_group(optim, 0)->lr, 0.5, 1e-15);
    cr_expect_float_eq(tn_optim_group(optim, 1)->lr, 0.1, 1e-15);
    tn_optim_free(optim);
}

static void expect_refused(tn_optim *optim, const tn_tensor *p, const char *why) {
    tn_error error;
    cr_expect_eq(tn_optim_step(optim), TN_ERR_ARGUMENT);
    cr_expect(tn_error_take(&error) && strstr(error.message, why), "%s", error.message);
    cr_expect_eq(tn_optim_steps(optim), 0);
    double unchanged[4], now[4];
    tn_copy_to_host(parameter(), unchanged, sizeof unchanged);
    tn_copy_to_host(p, now, sizeof now);
    cr_expect_arr_eq(now, unchanged, sizeof now);
}

Test(optim_steps, options_that_were_changed_are_checked) {
    TN_SCOPE(s);
    tn_named one = {"a", parameter()};
    const tn_optim_options o = tn_rmsprop_defaults();
    tn_optim *optim = tn_optim_new((tn_named_list){&one, 1}, &o);
    set_gradient(one.tensor, 1);
    tn_optim_group(optim, 0)->lr = (double)INFINITY;
    expect_refused(optim, one.tensor, "lr must be finite, got inf");
    tn_optim_group(optim, 0)->lr = 0.1;
    tn_optim_group(optim, 0)->alpha = 1.5;
    expect_refused(optim, one.tensor, "alpha 1.5 must be in [0, 1]");
    tn_optim_group(optim, 0)->alpha = 0.9;
    cr_expect_eq(tn_optim_step(optim), TN_OK);
    tn_optim_free(optim);
}

Test(optim_steps, a_step_is_a_write_that_backward_notices) {
    TN_SCOPE(s);
    tn_tensor *p = parameter();
    tn_named name = {"p", p};
    const tn_optim_options o = tn_sgd_defaults();
    tn_optim *optim = tn_optim_new((tn_named_list){&name, 1}, &o);
    tn_tensor *loss = tn_sum(tn_mul(p, p)); /* saves p */
    set_gradient(p, 1);
    cr_assert_eq(tn_optim_step(optim), TN_OK);
    tn_backward(loss);
    tn_error e = {0};
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "optim_step"), "%s", e.message);
    tn_optim_free(optim);
}

/* ---- Schedules ------------------------------------------------------------------------------- */

Test(optim_schedule, warms_up_in_equal_steps_from_the_first_on) {
    const tn_schedule s = {.kind = TN_SCHEDULE_CONSTANT, .lr = 0.8, .warmup = 4, .steps = 100};
    const double wanted[] = {0.2, 0.4, 0.6, 0.8, 0.8};
    for (int i = 0; i < 5; i++) {
        cr_expect_float_eq(tn_schedule_lr(&s, i), wanted[i], 1e-15, "step %d", i);
    }
}

Test(optim_schedule, falls_along_half_a_cosine_to_the_least_rate) {
    const tn_schedule s = {
        .kind = TN_SCHEDULE_COSINE, .lr = 1.0, .min_lr = 0.2, .warmup = 10, .steps = 110};
    cr_expect_float_eq(tn_schedule_lr(&s, 10), 1.0, 1e-12);
    cr_expect_float_eq(tn_schedule_lr(&s, 35), 0.6 + 0.4 * sqrt(0.5), 1e-12);
    cr_expect_float_eq(tn_schedule_lr(&s, 60), 0.6, 1e-12);
    cr_expect_float_eq(tn_schedule_lr(&s, 110), 0.2, 1e-12);
    cr_expect_float_eq(tn_schedule_lr(&s, 500), 0.2, 1e-12);
}

/* ---- Clipping -------------------------------------------------------------------------------- */

static tn_named_list two_gradients(tn_named names[2]) {
    names[0] = (tn_named){"b", tn_zeros(TN_SHAPE(2), .requires_grad = true)};
    names[1] = (tn_named){"a", tn_zeros(TN_SHAPE(1), .requires_grad = true)};
    tn_set_grad(names[0].tensor, tn_from(((float[]){3, 4}), TN_SHAPE(2), TN_F32));
    tn_set_grad(names[1].tensor, tn_from(((float[]){12}), TN_SHAPE(1), TN_F32));
    return (tn_named_list){names, 2};
}

static void expect_gradients(const tn_named *names, float x, float y, float z) {
    float got[3];
    tn_copy_to_host(tn_grad(names[0].tensor), got, 8);
    tn_copy_to_host(tn_grad(names[1].tensor), got + 2, 4);
    cr_expect_float_eq(got[0], x, 1e-5f);
    cr_expect_float_eq(got[1], y, 1e-5f);
    cr_expect_float_eq(got[2], z, 1e-5f);
}

Test(optim_clip, gradients_keep_their_direction_and_get_the_largest_norm) {
    TN_SCOPE(s);
    tn_named names[2];
    cr_expect_float_eq(tn_clip_grad_norm(two_gradients(names), 6.5), 13.0, 1e-6);
    expect_gradients(names, 1.5f, 2.0f, 6.0f);
}

Test(optim_clip, small_gradients_stay_as_they_are) {
    TN_SCOPE(s);
    tn_named names[2];
    cr_expect_float_eq(tn_clip_grad_norm(two_gradients(names), 20.0), 13.0, 1e-6);
    expect_gradients(names, 3.0f, 4.0f, 12.0f);
}

/* As in PyTorch: training that has gone wrong shows everywhere, not in one parameter only. */
Test(optim_clip, a_norm_that_is_no_number_makes_none_of_all_gradients) {
    TN_SCOPE(s);
    tn_named names[2];
    const tn_named_list list = two_gradients(names);
    tn_mul_(tn_grad(names[1].tensor), (double)NAN);
    cr_expect(isnan(tn_clip_grad_norm(list, 1.0)));
    cr_expect(isnan(tn_item(tn_sum(tn_grad(names[0].tensor)))));
}

Test(optim_clip, values_are_bounded_on_both_sides) {
    TN_SCOPE(s);
    tn_named names[2];
    const tn_named_list list = two_gradients(names);
    tn_neg_(tn_grad(names[1].tensor));
    cr_expect_eq(tn_clip_grad_value(list, 3.5), TN_OK);
    expect_gradients(names, 3.0f, 3.5f, -3.5f);
}
