/* Hooks, retained gradients, and functions with a gradient of their own. */
#include "autograd_test.h"

typedef struct record {
    int calls, destroyed;
    double last;
} record;

static tn_tensor *note(tn_tensor *grad, void *context) {
    record *r = context;
    r->calls++;
    r->last = tn_item(tn_sum(grad));
    return NULL;
}

static tn_tensor *times_ten(tn_tensor *grad, void *context) {
    (void)context;
    return tn_mul(grad, 10.0);
}

static tn_tensor *wrong_shape(tn_tensor *grad, void *context) {
    (void)context;
    return tn_ones(TN_SHAPE(7), .dtype = tn_dtype_of(grad));
}

static void destroyed(void *context) {
    ((record *)context)->destroyed++;
}

/* ---- Hooks ----------------------------------------------------------------------------------- */

Test(hooks, a_hook_on_a_leaf_sees_the_whole_gradient) {
    record r = {0};
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    cr_assert_neq(tn_register_hook(x, note, &r, NULL), 0);
    tn_backward(tn_mul(x, x));
    cr_expect_eq(r.calls, 1);
    cr_expect_float_eq(r.last, 6, 1e-12);
}

Test(hooks, a_hook_changes_the_gradient) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *y = tn_mul(x, x);
    tn_register_hook(y, times_ten, NULL, NULL);
    tn_backward(tn_mul(y, 2.0));
    EXPECT(tn_grad(x), 120);
}

Test(hooks, hooks_run_in_order) {
    record before = {0}, after = {0};
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_register_hook(x, note, &before, NULL);
    tn_register_hook(x, times_ten, NULL, NULL);
    tn_register_hook(x, note, &after, NULL);
    tn_backward(tn_mul(x, 2.0));
    cr_expect_float_eq(before.last, 2, 1e-12);
    cr_expect_float_eq(after.last, 20, 1e-12);
    EXPECT(tn_grad(x), 20);
}

Test(hooks, a_removed_hook_does_not_run) {
    record r = {0};
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    const uint64_t id = tn_register_hook(x, note, &r, destroyed);
    tn_remove_hook(x, id);
    cr_expect_eq(r.destroyed, 1);
    tn_backward(tn_mul(x, x));
    cr_expect_eq(r.calls, 0);
}

Test(hooks, the_context_goes_with_the_tensor) {
    record r = {0};
    {
        TN_SCOPE(s);
        tn_register_hook(LEAF(3), note, &r, destroyed);
        cr_expect_eq(r.destroyed, 0);
    }
    cr_expect_eq(r.destroyed, 1);
}

Test(hooks, a_hook_of_a_result_outlives_its_handle) {
    record r = {0};
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *y = tn_mul(x, x);
    tn_register_hook(y, note, &r, destroyed);
    tn_tensor *z = tn_mul(y, 4.0);
    tn_release(y);
    tn_backward(z);
    cr_expect_eq(r.calls, 1);
    cr_expect_float_eq(r.last, 4, 1e-12);
}

Test(hooks, a_hook_needs_a_tensor_that_requires_a_gradient) {
    TN_SCOPE(s);
    cr_assert_eq(tn_register_hook(CONSTANT(1), note, NULL, NULL), 0);
    EXPECT_ERROR(TN_ERR_ARGUMENT, "does not require a gradient");
}

Test(hooks, a_hook_that_gives_another_shape_is_an_error) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3, 4);
    tn_register_hook(x, wrong_shape, NULL, NULL);
    cr_assert_eq(tn_backward(tn_sum(tn_mul(x, x))), TN_ERR_SHAPE);
    EXPECT_ERROR(TN_ERR_SHAPE, "the result of a hook");
    cr_assert_null(tn_grad(x));
}

Test(hooks, autograd_grad_gives_what_the_hook_made) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *grad;
    tn_register_hook(x, times_ten, NULL, NULL);
    tn_tensor *y = tn_mul(x, x);
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &grad);
    EXPECT(grad, 60);
}

static void note_leaf(tn_tensor *leaf, void *context) {
    record *r = context;
    r->calls++;
    r->last = tn_item(tn_grad(leaf));
}

Test(hooks, accumulated_hooks_run_after_the_gradient_is_there) {
    record r = {0};
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    cr_assert_neq(tn_register_accumulated_hook(x, note_leaf, &r, destroyed), 0);
    for (int i = 1; i <= 2; i++) {
        tn_backward(tn_mul(x, tn_add(x, x)));
        cr_expect_eq(r.calls, i);
        cr_expect_float_eq(r.last, 12 * i, 1e-12);
    }
}

Test(hooks, only_leaves_have_accumulated_hooks) {
    TN_SCOPE(s);
    cr_assert_eq(tn_register_accumulated_hook(tn_mul(LEAF(1), 2.0), note_leaf, NULL, NULL), 0);
    EXPECT_ERROR(TN_ERR_ARGUMENT, "only leaves");
}

/* ---- Retained gradients ---------------------------------------------------------------------- */

Test(hooks, results_keep_no_gradient_unless_asked) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *a = tn_mul(x, x), *b = tn_mul(a, 2.0);
    tn_retain_grad(a);
    tn_backward(b);
    EXPECT(tn_grad(a), 2);
    cr_expect_null(tn_grad(b));
    cr_expect(tn_ok());
}

Test(hooks, a_retained_gradient_of_a_dead_tensor_is_forgotten) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *a = tn_mul(x, x);
    tn_retain_grad(a);
    tn_tensor *b = tn_mul(a, 2.0);
    tn_release(a);
    cr_assert_eq(tn_backward(b), TN_OK);
    EXPECT(tn_grad(x), 12);
}

/* ---- Custom functions ------------------------------------------------------------------------ */

static tn_status square_forward(tn_function_context *c, tn_tensors in, tn_tensor **out) {
    tn_function_save(c, in.data[0]);
    out[0] = tn_mul(in.data[0], in.data[0]);
    return TN_OK;
}

static tn_status square_backward(tn_function_context *c, tn_tensors grads, tn_tensor **in) {
    in[0] = tn_mul(grads.data[0], tn_mul(tn_function_saved(c, 0), 2.0));
    return TN_OK;
}

static tn_status exp_forward(tn_function_context *c, tn_tensors in, tn_tensor **out) {
    out[0] = tn_exp(in.data[0]);
    tn_function_save(c, out[0]);
    return TN_OK;
}

static tn_status exp_backward(tn_function_context *c, tn_tensors grads, tn_tensor **in) {
    in[0] = tn_mul(grads.data[0], tn_function_saved(c, 0));
    return TN_OK;
}

static const tn_function square = {
    .name = "square", .forward = square_forward, .backward = square_backward};
static const tn_function exponential = {
    .name = "exponential", .forward = exp_forward, .backward = exp_backward};

static tn_tensor *apply(const tn_function *f, tn_tensor *x) {
    tn_tensor *y = NULL;
    tn_function_apply(f, TN_TENSORS(x), 1, &y);
    return y;
}

Test(function, a_custom_function_uses_its_own_gradient) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_backward(tn_mul(apply(&square, x), 2.0));
    EXPECT(tn_grad(x), 12);
}

Test(function, a_custom_gradient_can_be_differentiated) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *d1, *d2;
    tn_tensor *y = apply(&square, apply(&square, x));
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &d1, .create_graph = true);
    EXPECT(d1, 108);
    tn_autograd_grad(TN_TENSORS(d1), TN_TENSORS(x), .grads = &d2);
    EXPECT(d2, 108);
}

Test(function, a_saved_output_has_the_functions_history) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1), *d1, *d2;
    tn_tensor *y = apply(&exponential, x);
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &d1, .create_graph = true);
    tn_autograd_grad(TN_TENSORS(d1), TN_TENSORS(x), .grads = &d2);
    EXPECT(d1, exp(1));
    EXPECT(d2, exp(1));
}

Test(function, what_a_function_saved_is_watched) {
    TN_SCOPE(s);
    tn_tensor *h = tn_mul(LEAF(3), 1.0);
    tn_tensor *y = apply(&square, h);
    tn_add_(h, 1.0);
    cr_assert_eq(tn_backward(y), TN_ERR_VERSION);
    EXPECT_ERROR(TN_ERR_VERSION, "saved tensor 0 of square");
}

Test(function, a_function_runs_backward_once) {
    TN_SCOPE(s);
    tn_tensor *y = apply(&square, LEAF(3));
    cr_assert_eq(tn_backward(y), TN_OK);
    cr_assert_eq(tn_backward(y), TN_ERR_STATE);
    EXPECT_ERROR(TN_ERR_STATE, "retain_graph");
}

Test(function, nothing_is_recorded_for_constants) {
    TN_SCOPE(s);
    tn_tensor *y = apply(&square, CONSTANT(3));
    EXPECT(y, 9);
    cr_expect_not(tn_requires_grad(y));
}

Test(function, data_is_destroyed_with_the_graph) {
    record r = {0};
    {
        TN_SCOPE(s);
        tn_function f = square;
        f.data = &r;
        f.destroy = destroyed;
        tn_tensor *y = apply(&f, LEAF(3));
        cr_assert_not_null(y);
        cr_expect_eq(r.destroyed, 0);
    }
    cr_expect_eq(r.destroyed, 1);
}

static tn_status failing_forward(tn_function_context *c, tn_tensors in, tn_tensor **out) {
    (void)in;
    (void)out;
    tn_raise(TN_HERE, TN_ERR_ARGUMENT, "refused by %s", c ? "the function" : "");
    return TN_ERR_ARGUMENT;
}

static tn_status empty_forward(tn_function_context *c, tn_tensors in, tn_tensor **out) {
    (void)c;
    (void)in;
    (void)out;
    return TN_OK;
}

static tn_status failing_backward(tn_function_context *c, tn_tensors grads, tn_tensor **in) {
    (void)c;
    (void)grads;
    (void)in;
    return TN_ERR_UNSUPPORTED;
}

Test(function, an_error_of_forward_comes_back) {
    record r = {0};
    TN_SCOPE(s);
    const tn_function f = {.name = "f",
                           .forward = failing_forward,
                           .backward = square_backward,
                           .data = &r,
                           .destroy = destroyed};
    cr_assert_null(apply(&f, LEAF(1)));
    EXPECT_ERROR(TN_ERR_ARGUMENT, "refused by the function");
    cr_expect_eq(r.destroyed, 1);
}

Test(function, a_missing_output_is_an_error) {
    TN_SCOPE(s);
    const tn_function f = {.name = "f", .forward = empty_forward, .backward = square_backward};
    cr_assert_null(apply(&f, LEAF(1)));
    EXPECT_ERROR(TN_ERR_STATE, "left output 0 NULL");
}

Test(function, an_error_of_backward_comes_back) {
    TN_SCOPE(s);
    const tn_function f = {.name = "f", .forward = square_forward, .backward = failing_backward};
    cr_assert_eq(tn_backward(apply(&f, LEAF(1))), TN_ERR_UNSUPPORTED);
    EXPECT_ERROR(TN_ERR_UNSUPPORTED, "backward of f");
}

/* ---- Gradcheck ------------------------------------------------------------------------------- */

static tn_tensor *smooth(tn_tensors in, void *context) {
    (void)context;
    return tn_mul(tn_sin(in.data[0]), tn_exp(in.data[1]));
}

static tn_status wrong_backward(tn_function_context *c, tn_tensors grads, tn_tensor **in) {
    in[0] = tn_mul(grads.data[0], tn_function_saved(c, 0));
    return TN_OK;
}

static const tn_function wrong_square = {
    .name = "wrong_square", .forward = square_forward, .backward = wrong_backward};

static tn_tensor *apply_wrong(tn_tensors in, void *context) {
    (void)context;
    return apply(&wrong_square, in.data[0]);
}

/* The gradient is right, its derivative is not. */
static tn_status cut_backward(tn_function_context *c, tn_tensors grads, tn_tensor **in) {
    in[0] = tn_mul(grads.data[0], tn_detach(tn_mul(tn_function_saved(c, 0), 2.0)));
    return TN_OK;
}

static const tn_function cut_square = {
    .name = "cut_square", .forward = square_forward, .backward = cut_backward};

static tn_tensor *apply_cut(tn_tensors in, void *context) {
    (void)context;
    return apply(&cut_square, in.data[0]);
}

Test(gradcheck, a_right_gradient_passes_twice) {
    TN_SCOPE(s);
    cr_assert_eq(tn_gradcheck(smooth, TN_TENSORS(LEAF(0.3, 0.7), LEAF(0.2, -0.4)), .second = true),
                 TN_OK);
}

Test(gradcheck, a_wrong_gradient_is_found) {
    TN_SCOPE(s);
    cr_assert_eq(tn_gradcheck(apply_wrong, TN_TENSORS(LEAF(0.5, 3))), TN_ERR_STATE);
    EXPECT_ERROR(TN_ERR_STATE, "first derivative of input 0 at element 0");
}

Test(gradcheck, a_wrong_second_derivative_is_found) {
    TN_SCOPE(s);
    cr_assert_eq(tn_gradcheck(apply_cut, TN_TENSORS(LEAF(0.5, 3))), TN_OK);
    cr_assert_eq(tn_gradcheck(apply_cut, TN_TENSORS(LEAF(0.5, 3)), .second = true), TN_ERR_STATE);
    EXPECT_ERROR(TN_ERR_STATE, "second derivative");
}

Test(gradcheck, single_precision_is_refused) {
    TN_SCOPE(s);
    const float one = 1;
    tn_tensor *x = tn_from(&one, TN_SHAPE(1), .dtype = TN_F32, .requires_grad = true);
    cr_assert_eq(tn_gradcheck(apply_cut, TN_TENSORS(x)), TN_ERR_DTYPE);
    EXPECT_ERROR(TN_ERR_DTYPE, "f64 or c128");
}

Test(gradcheck, inputs_are_left_alone) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(0.3), *y = LEAF(0.2);
    cr_assert_eq(tn_gradcheck(smooth, TN_TENSORS(x, y)), TN_OK);
    EXPECT(x, 0.3);
    cr_expect_null(tn_grad(x));
    cr_expect_eq(tn_version_of(x), 0);
}

Test(gradcheck, complex_functions_are_checked) {
    TN_SCOPE(s);
    const double z[4] = {0.3, 0.5, -0.7, 0.2};
    tn_tensor *x = tn_from(z, TN_SHAPE(2), .dtype = TN_C128, .requires_grad = true);
    cr_assert_eq(tn_gradcheck(smooth, TN_TENSORS(x, x), .second = true), TN_OK);
}
