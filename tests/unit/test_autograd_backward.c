/* Backward: what accumulates where, what is kept and freed, and what is refused. */
#include "autograd_test.h"

#include <pthread.h>

/* ---- Accumulation ---------------------------------------------------------------------------- */

Test(autograd, backward_gives_the_gradient_of_a_product) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3), *y = LEAF(4, 5, 6);
    cr_assert_eq(tn_backward(tn_sum(tn_mul(x, y))), TN_OK);
    EXPECT(tn_grad(x), 4, 5, 6);
    EXPECT(tn_grad(y), 1, 2, 3);
}

Test(autograd, gradients_add_up_over_passes) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(tn_backward(tn_sum(tn_mul(x, x))), TN_OK);
    }
    EXPECT(tn_grad(x), 12);
}

Test(autograd, a_gradient_keeps_its_address_over_passes) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_backward(tn_sum(tn_mul(x, 3.0)));
    tn_tensor *first = tn_grad(x);
    tn_backward(tn_sum(tn_mul(x, 3.0)));
    cr_assert_eq(tn_grad(x), first);
    EXPECT(first, 6);
}

Test(autograd, a_leaf_used_many_times_gets_the_sum) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *y = tn_add(tn_mul(x, x), tn_add(x, tn_mul(x, 2.0)));
    tn_backward(y);
    EXPECT(tn_grad(x), 9);
}

Test(autograd, diamonds_run_each_node_once) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_mul(x, x);
    for (int i = 0; i < 40; i++) {
        y = tn_add(y, y);
    }
    tn_backward(y);
    EXPECT(tn_grad(x), 4 * 1099511627776.0);
}

Test(autograd, broadcast_dims_are_summed) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2, 3), *b = LEAF(10);
    tn_backward(tn_sum(tn_mul(tn_expand(tn_add(x, b), TN_SHAPE(2, 3)), x)));
    EXPECT(tn_grad(b), 12);
}

Test(autograd, the_starting_gradient_can_be_given) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    cr_assert_eq(tn_backward(tn_mul(x, x), .grad = CONSTANT(10, 100)), TN_OK);
    EXPECT(tn_grad(x), 20, 400);
}

Test(autograd, gradients_have_the_leafs_dtype) {
    TN_SCOPE(s);
    const float one = 1;
    tn_tensor *x = tn_from(&one, TN_SHAPE(1), .dtype = TN_F32, .requires_grad = true);
    tn_backward(tn_sum(tn_mul(x, CONSTANT(2))));
    cr_assert_eq(tn_dtype_of(tn_grad(x)), TN_F32);
}

Test(autograd, integer_results_are_not_recorded) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    cr_expect_not(tn_requires_grad(tn_gt(x, 1.5)));
    cr_expect_not(tn_requires_grad(tn_argmax(x)));
    cr_expect(tn_requires_grad(tn_floor(x)));
}

Test(autograd, a_function_that_is_flat_gives_zeros) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1.5, 2.5);
    tn_backward(tn_sum(tn_floor(x)));
    EXPECT(tn_grad(x), 0, 0);
}

Test(autograd, set_grad_replaces_and_removes) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    cr_assert_eq(tn_set_grad(x, CONSTANT(5, 6)), TN_OK);
    EXPECT(tn_grad(x), 5, 6);
    cr_assert_eq(tn_set_grad(x, NULL), TN_OK);
    cr_assert_null(tn_grad(x));
    cr_assert(tn_ok());
}

Test(autograd, set_grad_refuses_another_shape) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2);
    cr_assert_eq(tn_set_grad(x, CONSTANT(5)), TN_ERR_SHAPE);
    EXPECT_ERROR(TN_ERR_SHAPE, "its tensor's shape");
}

/* ---- Leaves and modes ------------------------------------------------------------------------ */

Test(autograd, leaves_and_results_are_told_apart) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1), *c = CONSTANT(1);
    cr_expect(tn_is_leaf(x) && tn_requires_grad(x));
    cr_expect(tn_is_leaf(c) && !tn_requires_grad(c));
    tn_tensor *y = tn_mul(x, c);
    cr_expect(!tn_is_leaf(y) && tn_requires_grad(y));
    cr_expect(!tn_requires_grad(tn_mul(c, c)));
}

Test(autograd, integers_cannot_require_a_gradient) {
    TN_SCOPE(s);
    cr_assert_null(tn_set_requires_grad(tn_zeros(TN_SHAPE(2), .dtype = TN_I64), true));
    EXPECT_ERROR(TN_ERR_DTYPE, "only float and complex");
}

Test(autograd, a_result_cannot_stop_requiring_a_gradient) {
    TN_SCOPE(s);
    cr_assert_null(tn_set_requires_grad(tn_mul(LEAF(1), 2.0), false));
    EXPECT_ERROR(TN_ERR_STATE, "tn_detach");
}

Test(autograd, nothing_is_recorded_under_no_grad) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1);
    {
        TN_NO_GRAD(mode);
        cr_expect_not(tn_grad_enabled());
        cr_expect_not(tn_requires_grad(tn_mul(x, x)));
        {
            TN_ENABLE_GRAD(inner);
            cr_expect(tn_requires_grad(tn_mul(x, x)));
        }
        cr_expect_not(tn_grad_enabled());
    }
    cr_expect(tn_grad_enabled());
    cr_expect(tn_requires_grad(tn_mul(x, x)));
}

Test(autograd, detach_cuts_the_history) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *y = tn_mul(x, x);
    tn_tensor *d = tn_detach(y);
    cr_expect(!tn_requires_grad(d) && tn_shares_storage(d, y));
    tn_backward(tn_mul(y, d));
    EXPECT(tn_grad(x), 54);
}

/* ---- The graph's life ------------------------------------------------------------------------ */

Test(autograd, a_second_pass_needs_retain_graph) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_mul(x, x);
    cr_assert_eq(tn_backward(y), TN_OK);
    cr_assert_eq(tn_backward(y), TN_ERR_STATE);
    EXPECT_ERROR(TN_ERR_STATE, "retain_graph");
}

Test(autograd, retain_graph_allows_a_second_pass) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_mul(x, x);
    cr_assert_eq(tn_backward(y, .retain_graph = true), TN_OK);
    cr_assert_eq(tn_backward(y), TN_OK);
    EXPECT(tn_grad(x), 8);
}

Test(autograd, nodes_that_save_nothing_can_run_again) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_add(x, x);
    cr_assert_eq(tn_backward(y), TN_OK);
    cr_assert_eq(tn_backward(y), TN_OK);
    EXPECT(tn_grad(x), 4);
}

Test(autograd, saved_tensors_go_with_the_pass) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_exp(x);
    tn_tensor *z = tn_mul(y, y);
    const int32_t before = atomic_load(&y->storage->refs);
    tn_backward(z);
    cr_expect_lt(atomic_load(&y->storage->refs), before);
}

Test(autograd, a_chain_of_a_million_nodes_runs_and_is_freed) {
    tn_tensor *x = NULL, *y = NULL;
    {
        TN_SCOPE(s);
        tn_set(&x, LEAF(1));
        tn_set(&y, tn_mul(x, 1.0));
    }
    for (int i = 0; i < 300000; i++) {
        TN_SCOPE(s);
        tn_set(&y, tn_add(y, 0.0));
    }
    {
        TN_SCOPE(s);
        cr_assert_eq(tn_backward(y), TN_OK);
        EXPECT(tn_grad(x), 1);
    }
    tn_set(&y, NULL);
    tn_set(&x, NULL);
}

Test(autograd, a_long_chain_is_freed_without_a_pass) {
    tn_tensor *y = NULL;
    {
        TN_SCOPE(s);
        tn_set(&y, LEAF(1));
    }
    for (int i = 0; i < 300000; i++) {
        TN_SCOPE(s);
        tn_set(&y, tn_mul(y, y));
    }
    tn_set(&y, NULL);
    cr_assert(tn_ok());
}

/* ---- Refusals -------------------------------------------------------------------------------- */

Test(autograd, backward_of_a_constant_is_refused) {
    TN_SCOPE(s);
    cr_assert_eq(tn_backward(CONSTANT(1)), TN_ERR_STATE);
    EXPECT_ERROR(TN_ERR_STATE, "does not require a gradient");
}

Test(autograd, backward_of_null_is_refused) {
    cr_assert_eq(tn_backward(NULL), TN_ERR_ARGUMENT);
    EXPECT_ERROR(TN_ERR_ARGUMENT, "NULL");
}

Test(autograd, backward_of_several_elements_needs_a_gradient) {
    TN_SCOPE(s);
    cr_assert_eq(tn_backward(tn_mul(LEAF(1, 2), 2.0)), TN_ERR_SHAPE);
    EXPECT_ERROR(TN_ERR_SHAPE, "one element");
}

Test(autograd, a_starting_gradient_of_another_shape_is_refused) {
    TN_SCOPE(s);
    cr_assert_eq(tn_backward(tn_mul(LEAF(1, 2), 2.0), .grad = CONSTANT(1)), TN_ERR_SHAPE);
    EXPECT_ERROR(TN_ERR_SHAPE, "[1]");
}

Test(autograd, the_into_form_is_refused_while_recording) {
    TN_SCOPE(s);
    tn_tensor *out = CONSTANT(0), *x = LEAF(1);
    cr_assert_null(tn_mul_into(out, x, x));
    EXPECT_ERROR(TN_ERR_STATE, "_into");
    TN_NO_GRAD(mode);
    cr_assert_not_null(tn_mul_into(out, x, x));
}

Test(autograd, a_pending_error_stops_everything) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_mul(x, x);
    tn_raise(TN_HERE, TN_ERR_IO, "something before");
    cr_expect_eq(tn_backward(y), TN_ERR_IO);
    cr_expect_null(tn_grad(x));
    EXPECT_ERROR(TN_ERR_IO, "something before");
    cr_expect_eq(tn_backward(y), TN_OK);
}

/* ---- Functional gradients -------------------------------------------------------------------- */

Test(autograd, autograd_grad_leaves_grad_alone) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1, 2), *grad;
    tn_tensor *y = tn_sum(tn_mul(x, x));
    cr_assert_eq(tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &grad), TN_OK);
    EXPECT(grad, 2, 4);
    cr_assert_null(tn_grad(x));
}

Test(autograd, autograd_grad_reaches_tensors_in_the_middle) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *grads[2];
    tn_tensor *h = tn_mul(x, x);
    tn_tensor *y = tn_mul(h, 5.0);
    cr_assert_eq(tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(h, x), .grads = grads), TN_OK);
    EXPECT(grads[0], 5);
    EXPECT(grads[1], 30);
}

Test(autograd, autograd_grad_takes_several_outputs) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *grad;
    tn_tensor *a = tn_mul(x, x), *b = tn_mul(x, 7.0);
    cr_assert_eq(tn_autograd_grad(TN_TENSORS(a, b), TN_TENSORS(x), .grads = &grad), TN_OK);
    EXPECT(grad, 13);
}

Test(autograd, an_output_may_be_an_input_of_another) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *grad;
    tn_tensor *a = tn_mul(x, x), *b = tn_mul(a, 2.0);
    cr_assert_eq(tn_autograd_grad(TN_TENSORS(a, b), TN_TENSORS(x), .grads = &grad), TN_OK);
    EXPECT(grad, 18);
}

Test(autograd, unused_inputs_are_an_error_unless_allowed) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *unused = LEAF(1), *grads[2];
    tn_tensor *y = tn_mul(x, x);
    cr_assert_eq(tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x, unused), .grads = grads,
                                  .retain_graph = true),
                 TN_ERR_STATE);
    cr_expect_null(grads[0]);
    EXPECT_ERROR(TN_ERR_STATE, "input 1");
    cr_assert_eq(tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x, unused), .grads = grads,
                                  .allow_unused = true),
                 TN_OK);
    EXPECT(grads[0], 6);
    cr_assert_null(grads[1]);
}

Test(autograd, inputs_without_gradient_are_named) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *grads[2];
    tn_tensor *y = tn_mul(x, x);
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x, CONSTANT(1)), .grads = grads);
    EXPECT_ERROR(TN_ERR_STATE, "input 1 does not require");
}

Test(autograd, branches_that_lead_nowhere_do_not_run) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2), *z = LEAF(5), *grad;
    tn_tensor *y = tn_mul(tn_exp(x), z);
    cr_assert_eq(tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(z), .grads = &grad), TN_OK);
    EXPECT(grad, exp(2));
    cr_assert_eq(atomic_load(&z->refs) >= 1, true);
}

/* ---- Higher derivatives ---------------------------------------------------------------------- */

Test(autograd, third_derivative_of_a_cube) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2), *d1, *d2, *d3;
    tn_tensor *y = tn_mul(tn_mul(x, x), x);
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &d1, .create_graph = true);
    tn_autograd_grad(TN_TENSORS(d1), TN_TENSORS(x), .grads = &d2, .create_graph = true);
    tn_autograd_grad(TN_TENSORS(d2), TN_TENSORS(x), .grads = &d3, .create_graph = true);
    EXPECT(d1, 12);
    EXPECT(d2, 12);
    EXPECT(d3, 6);
}

Test(autograd, third_derivative_through_pow_and_exp) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(0.5), *d1, *d2, *d3;
    tn_tensor *y = tn_exp(tn_mul(tn_pow(x, 2.0), 1.0));
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &d1, .create_graph = true);
    tn_autograd_grad(TN_TENSORS(d1), TN_TENSORS(x), .grads = &d2, .create_graph = true);
    tn_autograd_grad(TN_TENSORS(d2), TN_TENSORS(x), .grads = &d3);
    const double e = exp(0.25);
    EXPECT(d1, e);
    EXPECT(d2, 3 * e);
    EXPECT(d3, 7 * e);
}

Test(autograd, backward_with_create_graph_accumulates_a_gradient_with_history) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3), *second;
    tn_backward(tn_mul(x, tn_mul(x, x)), .create_graph = true);
    tn_tensor *grad = tn_grad(x);
    EXPECT(grad, 27);
    cr_assert(tn_requires_grad(grad));
    tn_autograd_grad(TN_TENSORS(grad), TN_TENSORS(x), .grads = &second);
    EXPECT(second, 18);
    tn_set_grad(x, NULL);
}

/* ---- Complex numbers ------------------------------------------------------------------------- */

Test(autograd, complex_gradients_follow_the_conjugate_convention) {
    TN_SCOPE(s);
    const double z[2] = {3, 4};
    tn_tensor *x = tn_from(z, TN_SHAPE(1), .dtype = TN_C128, .requires_grad = true);
    tn_backward(tn_sum(tn_square(tn_abs(x))));
    double grad[2];
    cr_assert_eq(tn_copy_to_host(tn_grad(x), grad, sizeof grad), TN_OK);
    cr_expect_float_eq(grad[0], 6, 1e-12);
    cr_expect_float_eq(grad[1], 8, 1e-12);
}

Test(autograd, a_real_leaf_gets_the_real_part) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2);
    tn_tensor *y = tn_real(tn_mul(x, tn_value_complex(3, 5)));
    tn_backward(y);
    EXPECT(tn_grad(x), 3);
}

/* ---- Threads --------------------------------------------------------------------------------- */

typedef struct shard {
    tn_tensor *weight;
    double factor, found;
} shard;

static void *gradient_of_shard(void *arg) {
    shard *own = arg;
    for (int i = 0; i < 200; i++) {
        TN_SCOPE(s);
        tn_tensor *grad;
        tn_tensor *y = tn_sum(tn_mul(tn_mul(own->weight, own->weight), own->factor));
        if (tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(own->weight), .grads = &grad) == TN_OK) {
            own->found = tn_item(grad);
        }
    }
    return NULL;
}

Test(autograd, threads_share_leaves_with_autograd_grad) {
    TN_SCOPE(s);
    tn_tensor *w = LEAF(3);
    pthread_t threads[4];
    shard shards[4];
    for (int i = 0; i < 4; i++) {
        shards[i] = (shard){w, i + 1, 0};
        cr_assert_eq(pthread_create(&threads[i], NULL, gradient_of_shard, &shards[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        cr_expect_float_eq(shards[i].found, 6 * (i + 1), 1e-12);
    }
    cr_assert_eq(atomic_load(&w->refs), 1);
}

static void *accumulate_in_thread(void *arg) {
    for (int i = 0; i < 100; i++) {
        TN_SCOPE(s);
        tn_backward(tn_sum(tn_mul((tn_tensor *)arg, 2.0)));
    }
    return NULL;
}

Test(autograd, threads_accumulate_without_losing_any) {
    TN_SCOPE(s);
    tn_tensor *w = LEAF(3);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, accumulate_in_thread, w), 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    EXPECT(tn_grad(w), 800);
}

/* ---- The table ------------------------------------------------------------------------------- */

Test(autograd, every_name_in_the_gradient_column_exists) {
    const char *mistake = tni_grad_table_mistake();
    cr_assert_null(mistake, "%s", mistake);
}
