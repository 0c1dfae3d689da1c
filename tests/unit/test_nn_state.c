/* What modules refuse, and that refusing leaves them as they were. */
#include <criterion/criterion.h>
#include <math.h>

#include <tenon/tenon.h>

static void expect_error(tn_status code, const char *text) {
    tn_error e = {0};
    cr_assert(tn_error_take(&e), "no error");
    cr_expect_eq(e.code, code, "%s", e.message);
    cr_expect(strstr(e.message, text), "%s", e.message);
}

static tn_tensor *identity(tn_module *m, tn_tensor *x) {
    (void)m;
    return x;
}

Test(nn_state, a_sequence_with_a_buffer_of_its_own_runs_its_layers) {
    TN_SCOPE(s);
    tn_module *m = tn_nn_sequential(tn_module_new("same", identity));
    tn_module_add_buffer(m, "seen", tn_zeros(TN_SHAPE(1)));
    cr_expect(tn_forward(m, tn_ones(TN_SHAPE(2))));
    tn_module_free(m);
    cr_expect(tn_ok());
}

Test(nn_state, a_refused_parameter_is_not_there) {
    TN_SCOPE(s);
    tn_module *m = tn_module_new("own", identity);
    cr_expect(!tn_module_add_parameter(m, "w", tn_zeros(TN_SHAPE(1), .dtype = TN_I64)));
    expect_error(TN_ERR_DTYPE, "'w' is i64");
    cr_expect_eq(tn_module_parameters(m).count, 0);
    cr_expect(tn_module_add_parameter(m, "w", tn_zeros(TN_SHAPE(1))));
    tn_module_free(m);
}

Test(nn_state, channels_must_fall_into_groups) {
    TN_SCOPE(s);
    cr_expect(!tn_nn_group_norm(6, .groups = 4));
    expect_error(TN_ERR_ARGUMENT, "6 channels must be a multiple of groups 4");
}

Test(nn_state, a_state_that_does_not_fit_changes_nothing) {
    TN_SCOPE(s);
    tn_module *m = tn_nn_linear(2, 1);
    const double before = tn_item(tn_sum(tn_module_state_dict(m).data[0].tensor));
    tn_named state[] = {{"weight", tn_full(TN_SHAPE(1, 2), 5.0)},
                        {"bias", tn_zeros(TN_SHAPE(1), .device = TN_META)}};
    tn_module_load_state_dict(m, (tn_named_list){state, 2}, true);
    expect_error(TN_ERR_DEVICE, "'bias' is on meta");
    cr_expect_eq(tn_item(tn_sum(tn_module_state_dict(m).data[0].tensor)), before);
    state[1].name = NULL;
    tn_module_load_state_dict(m, (tn_named_list){state, 2}, true);
    expect_error(TN_ERR_ARGUMENT, "entry 1 of the list ('') has no name");
    cr_expect(isnan(tn_clip_grad_norm((tn_named_list){state, 2}, 1.0)));
    expect_error(TN_ERR_ARGUMENT, "has no name");
    tn_module_free(m);
}
