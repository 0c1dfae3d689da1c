/* In-place changes: versions, views and bases, and what is refused. */
#include "autograd_test.h"

/* ---- Versions -------------------------------------------------------------------------------- */

Test(inplace, changing_a_saved_tensor_names_both_places) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    tn_tensor *y = tn_exp(x);
    tn_tensor *z = tn_sum(tn_mul(y, y));
    tn_add_(y, 1.0);
    cr_assert_eq(tn_backward(z), TN_ERR_VERSION);
    tn_error e;
    cr_assert(tn_error_take(&e));
    char saver[64], writer[64];
    snprintf(saver, sizeof saver, "test_autograd_inplace.c:%d", __LINE__ - 6);
    snprintf(writer, sizeof writer, "test_autograd_inplace.c:%d", __LINE__ - 6);
    cr_expect(strstr(e.message, saver), "%s", e.message);
    cr_expect(strstr(e.message, writer), "%s", e.message);
    cr_expect(strstr(e.message, "argument 'other' of mul"), "%s", e.message);
    cr_expect(strstr(e.message, "by add_"), "%s", e.message);
    cr_expect(strstr(e.message, "version 0 was saved"), "%s", e.message);
    cr_expect_eq(e.site.line, __LINE__ - 11, "%d", e.site.line);
}

Test(inplace, a_saved_result_is_watched_too) {
    TN_SCOPE(s);
    tn_tensor *y = tn_exp(LEAF(1));
    tn_tensor *z = tn_mul(y, 2.0);
    tn_mul_(y, 3.0);
    cr_assert_eq(tn_backward(z), TN_ERR_VERSION);
    EXPECT_ERROR(TN_ERR_VERSION, "result 'result' of exp");
}

Test(inplace, a_change_through_a_view_counts) {
    TN_SCOPE(s);
    tn_tensor *y = tn_exp(LEAF(1, 2));
    tn_tensor *z = tn_sum(tn_mul(y, y));
    tn_zero_(tn_select(tn_detach(y), 0, 0));
    cr_assert_eq(tn_backward(z), TN_ERR_VERSION);
    EXPECT_ERROR(TN_ERR_VERSION, "by zero_");
}

Test(inplace, a_change_from_outside_counts) {
    TN_SCOPE(s);
    tn_tensor *c = CONSTANT(2);
    tn_tensor *z = tn_mul(LEAF(1), c);
    *(double *)tn_data(c) = 5;
    tn_mark_changed(c);
    cr_assert_eq(tn_backward(z), TN_ERR_VERSION);
    EXPECT_ERROR(TN_ERR_VERSION, "in place");
}

Test(inplace, a_tensor_that_nothing_saved_may_change) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    tn_tensor *y = tn_mul(x, 3.0);
    tn_add_(y, 1.0);
    tn_mul_(y, 2.0);
    tn_backward(tn_sum(y));
    EXPECT(y, 8, 14);
    EXPECT(tn_grad(x), 6, 6);
}

/* ---- History of the changed tensor ----------------------------------------------------------- */

Test(inplace, mul_keeps_what_self_was) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2), *w = LEAF(5);
    tn_tensor *y = tn_mul(x, 3.0);
    tn_mul_(y, w);
    tn_backward(y);
    EXPECT(tn_grad(x), 15);
    EXPECT(tn_grad(w), 6);
}

Test(inplace, exp_uses_its_own_result) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(0.5);
    tn_tensor *y = tn_mul(x, 2.0);
    tn_exp_(y);
    tn_backward(y);
    EXPECT(tn_grad(x), 2 * exp(1));
}

Test(inplace, a_constant_becomes_part_of_the_graph) {
    TN_SCOPE(s);
    tn_tensor *c = CONSTANT(1), *x = LEAF(4);
    cr_expect(tn_is_leaf(c));
    tn_add_(c, x);
    cr_expect(!tn_is_leaf(c));
    tn_backward(tn_mul(c, 2.0));
    EXPECT(tn_grad(x), 2);
}

Test(inplace, copy_takes_over_the_history_of_the_source) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2), *w = LEAF(3, 4);
    tn_tensor *y = tn_mul(x, 1.0);
    tn_copy_(y, tn_mul(w, 2.0));
    tn_backward(tn_sum(y));
    EXPECT(tn_grad(w), 2, 2);
    EXPECT(tn_grad(x), 0, 0);
}

Test(inplace, a_tensor_multiplied_by_a_function_of_itself_is_freed) {
    TN_SCOPE(s);
    tn_tensor *c = CONSTANT(2), *w = LEAF(3);
    tn_tensor *z = tn_mul(c, w);
    tn_mul_(c, z);
    EXPECT(c, 12);
    cr_assert(tn_requires_grad(c));
}

Test(inplace, second_derivative_through_a_change) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2), *d1, *d2;
    tn_tensor *y = tn_mul(x, 1.0);
    tn_mul_(y, x);
    tn_mul_(y, x);
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &d1, .create_graph = true);
    EXPECT(d1, 12);
    tn_autograd_grad(TN_TENSORS(d1), TN_TENSORS(x), .grads = &d2);
    EXPECT(d2, 12);
}

/* ---- Leaves ---------------------------------------------------------------------------------- */

Test(inplace, a_leaf_cannot_change_while_recording) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1);
    cr_assert_null(tn_add_(x, 1.0));
    EXPECT_ERROR(TN_ERR_STATE, "a leaf that requires a gradient");
    EXPECT(x, 1);
}

Test(inplace, a_view_of_a_leaf_cannot_change_while_recording) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    cr_assert_null(tn_add_(tn_select(x, 0, 0), 1.0));
    EXPECT_ERROR(TN_ERR_STATE, "a view of a leaf");
}

Test(inplace, a_leaf_changes_under_no_grad_and_stays_one) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1);
    {
        TN_NO_GRAD(mode);
        tn_add_(x, 1.0);
    }
    cr_expect(tn_is_leaf(x) && tn_requires_grad(x));
    EXPECT(x, 2);
}

Test(inplace, a_leaf_saved_and_changed_under_no_grad_is_an_error) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1);
    tn_tensor *y = tn_mul(x, x);
    {
        TN_NO_GRAD(mode);
        tn_add_(x, 1.0);
    }
    cr_assert_eq(tn_backward(y), TN_ERR_VERSION);
    EXPECT_ERROR(TN_ERR_VERSION, "by add_");
}

/* ---- Views ----------------------------------------------------------------------------------- */

Test(inplace, changing_a_view_changes_the_gradient_of_its_base) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3), *w = LEAF(10);
    tn_tensor *y = tn_mul(x, 2.0);
    tn_mul_(tn_narrow(y, 0, 1, 1), w);
    EXPECT(y, 2, 40, 6);
    tn_backward(tn_sum(y));
    EXPECT(tn_grad(x), 2, 20, 2);
    EXPECT(tn_grad(w), 4);
}

Test(inplace, the_changed_view_leads_through_its_base) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3);
    tn_tensor *y = tn_mul(x, 2.0);
    tn_tensor *v = tn_select(y, 0, 1);
    tn_mul_(v, 5.0);
    tn_backward(v);
    EXPECT(tn_grad(x), 0, 10, 0);
}

Test(inplace, other_views_see_the_change) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3);
    tn_tensor *y = tn_mul(x, 2.0);
    tn_tensor *all = tn_view(y, TN_SHAPE(3, 1)), *part = tn_select(y, 0, 0);
    tn_mul_(part, 7.0);
    tn_backward(tn_sum(all));
    EXPECT(tn_grad(x), 14, 2, 2);
}

Test(inplace, a_view_sees_a_change_of_its_base) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3);
    tn_tensor *y = tn_mul(x, 2.0);
    tn_tensor *v = tn_narrow(y, 0, 0, 2);
    tn_mul_(y, 3.0);
    tn_backward(tn_sum(v));
    EXPECT(tn_grad(x), 6, 6, 0);
}

Test(inplace, views_of_views_change_the_root) {
    TN_SCOPE(s);
    tn_tensor *x = tn_set_requires_grad(tn_ones(TN_SHAPE(2, 3), .dtype = TN_F64), true);
    tn_tensor *y = tn_mul(x, 1.0);
    tn_tensor *v = tn_select(tn_transpose(y, 0, 1), 0, 2);
    tn_mul_(v, 4.0);
    tn_backward(tn_sum(y));
    EXPECT(tn_grad(x), 1, 1, 4, 1, 1, 4);
}

Test(inplace, a_view_of_a_constant_takes_a_recorded_value) {
    TN_SCOPE(s);
    tn_tensor *base = tn_zeros(TN_SHAPE(3), .dtype = TN_F64), *w = LEAF(5);
    tn_copy_(tn_narrow(base, 0, 1, 1), w);
    cr_assert(tn_requires_grad(base));
    tn_backward(tn_sum(tn_mul(base, base)));
    EXPECT(tn_grad(w), 10);
}

Test(inplace, a_change_through_a_strided_view_in_a_transposed_base) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3, 4);
    tn_tensor *y = tn_mul(x, 1.0);
    tn_tensor *v = tn_slice(y, 0, .start = TN_NUM(0), .end = TN_NUM(4), .step = 2);
    tn_mul_(v, CONSTANT(10, 100));
    tn_backward(tn_sum(tn_mul(y, y)));
    EXPECT(tn_grad(x), 200, 4, 60000, 8);
}

Test(inplace, second_derivative_through_a_changed_view) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2, 3), *d1, *d2;
    tn_tensor *y = tn_mul(x, x);
    tn_mul_(tn_narrow(y, 0, 0, 1), tn_narrow(x, 0, 0, 1));
    tn_tensor *sum = tn_sum(y);
    tn_autograd_grad(TN_TENSORS(sum), TN_TENSORS(x), .grads = &d1, .create_graph = true);
    EXPECT(d1, 12, 6);
    tn_tensor *again = tn_sum(d1);
    tn_autograd_grad(TN_TENSORS(again), TN_TENSORS(x), .grads = &d2);
    EXPECT(d2, 12, 2);
}

Test(inplace, a_view_made_under_no_grad_cannot_take_recorded_values) {
    TN_SCOPE(s);
    tn_tensor *base = CONSTANT(1, 2), *v;
    {
        TN_NO_GRAD(mode);
        v = tn_select(base, 0, 0);
    }
    tn_tensor *w = tn_select(LEAF(3), 0, 0);
    cr_assert_null(tn_mul_(v, w));
    EXPECT_ERROR(TN_ERR_STATE, "while recording was off");
    cr_assert_not_null(tn_mul_(v, 2.0));
}

Test(inplace, detached_views_have_no_base) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    tn_tensor *d = tn_detach(x);
    cr_assert_not_null(tn_mul_(d, 3.0));
    EXPECT(x, 3, 6);
    cr_assert_not(tn_requires_grad(d));
}

Test(inplace, the_gradient_of_as_strided_adds_overlaps) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3, 4);
    tn_tensor *windows = tn_as_strided(x, TN_SHAPE(3, 2), TN_SHAPE(1, 1));
    tn_backward(tn_sum(tn_mul(
        windows, tn_from(((const double[]){1, 2, 3, 4, 5, 6}), TN_SHAPE(3, 2), .dtype = TN_F64))));
    EXPECT(tn_grad(x), 1, 5, 9, 6);
}

Test(inplace, retained_gradients_follow_the_tensor) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_mul(x, 3.0);
    tn_retain_grad(y);
    tn_mul_(y, 5.0);
    tn_backward(tn_mul(y, 7.0));
    EXPECT(tn_grad(y), 7);
    EXPECT(tn_grad(x), 105);
}
