/* Layers against the ops that they are made of. */
#include <criterion/criterion.h>
#include <math.h>

#include <tenon/tenon.h>

static void expect_equal(tn_tensor *a, tn_tensor *b) {
    cr_assert(a && b, "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect(tn_item(tn_all(tn_eq(a, b))) == 1);
    cr_expect(tn_ok());
}

static tn_tensor *weight_of(const tn_module *m, const char *name) {
    return tn_module_tensor(m, name);
}

Test(nn_layers, a_convolution_has_all_its_options) {
    TN_SCOPE(s);
    tn_module *m =
        tn_nn_conv1d(4, 6, .kernel = 3, .stride = 2, .padding = 2, .dilation = 3, .groups = 2);
    tn_tensor *x = tn_randn(TN_SHAPE(2, 4, 17));
    expect_equal(tn_forward(m, x),
                 tn_conv1d(x, weight_of(m, "weight"), .bias = weight_of(m, "bias"),
                           .stride = TN_DIMS(2), .padding = TN_DIMS(2), .dilation = TN_DIMS(3),
                           .groups = 2));
    tn_module_free(m);
}

Test(nn_layers, dropout_acts_while_training_only) {
    TN_SCOPE(s);
    tn_module *m = tn_nn_dropout(0.5);
    tn_tensor *x = tn_ones(TN_SHAPE(200));
    const double kept = tn_item(tn_sum(tn_forward(m, x)));
    cr_expect(kept > 120 && kept < 280 && kept != 200, "%g", kept);
    tn_module_train(m, false);
    expect_equal(tn_forward(m, x), x);
    tn_module_free(m);
}

/* Every projection is the identity of its third, so that q, k and v are known. */
Test(nn_layers, attention_takes_queries_keys_and_values_in_this_order) {
    TN_SCOPE(s);
    tn_module *m = tn_nn_attention(4, 2, .no_bias = true);
    tn_tensor *eye = tn_eye(4);
    tn_named state[] = {
        {"qkv.weight", tn_cat(TN_TENSORS(eye, tn_mul(eye, 2.0), tn_mul(eye, -3.0)))},
        {"out.weight", eye}};
    cr_assert_eq(tn_module_load_state_dict(m, (tn_named_list){state, 2}, true), TN_OK);
    tn_tensor *x = tn_randn(TN_SHAPE(1, 3, 4));
    tn_tensor *heads = tn_transpose(tn_unflatten(x, 2, TN_SHAPE(2, 2)), 1, 2);
    tn_tensor *wanted =
        tn_scaled_dot_product_attention(heads, tn_mul(heads, 2.0), tn_mul(heads, -3.0));
    tn_tensor *got = tn_forward(m, x);
    wanted = tn_flatten(tn_transpose(wanted, 1, 2), -1, .start_dim = 2);
    cr_assert(got && wanted);
    cr_expect_lt(tn_item(tn_amax(tn_abs(tn_sub(got, wanted)))), 1e-6);
    tn_module_free(m);
}

Test(nn_layers, a_state_with_a_name_too_many_is_refused) {
    TN_SCOPE(s);
    tn_module *m = tn_nn_linear(2, 1, .no_bias = true);
    tn_named state[] = {{"weight", tn_ones(TN_SHAPE(1, 2))}, {"wieght", tn_ones(TN_SHAPE(1, 2))}};
    tn_module_load_state_dict(m, (tn_named_list){state, 2}, true);
    tn_error e = {0};
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "the module has no 'wieght'"), "%s", e.message);
    cr_expect_eq(tn_module_load_state_dict(m, (tn_named_list){state, 2}, false), TN_OK);
    tn_module_free(m);
}

Test(nn_layers, norms_refuse_constants_that_they_cannot_use) {
    tn_error error;
    cr_expect_null(tn_nn_layer_norm(4, .eps = -1.0));
    cr_expect(tn_error_take(&error) && strstr(error.message, "eps must not be negative"));
    cr_expect_null(tn_nn_batch_norm(4, .momentum = 1.5));
    cr_expect(tn_error_take(&error) && strstr(error.message, "momentum in [0, 1]"));
    cr_expect_null(tn_nn_group_norm(4, .groups = 2, .eps = (double)NAN));
    cr_expect(tn_error_take(&error) && strstr(error.message, "eps"));
}
