/* The norm of all gradients: the bits of norms taken one by one, for every dtype and layout that a
 * gradient can have, and the same result as a tensor. */
#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { N = 5, ELEMENTS = 3000 };

/* Parameters "e" to "a" with gradients of a dtype; one is empty. */
static tn_named_list make_gradients(tn_named names[N], tn_dtype dtype) {
    static const char *const letters[N] = {"e", "d", "c", "b", "a"};
    static const int64_t sizes[N] = {ELEMENTS, 1, 0, 70000, 513};
    tn_manual_seed(7);
    for (int i = 0; i < N; i++) {
        names[i] = (tn_named){letters[i],
                              tn_zeros(TN_SHAPE(sizes[i]), .dtype = dtype, .requires_grad = true)};
        tn_set_grad(names[i].tensor, tn_to(tn_randn(TN_SHAPE(sizes[i])), .dtype = dtype));
    }
    return (tn_named_list){names, N};
}

/* One by one, in the order of names. */
static double composed_norm(tn_named_list list) {
    double sum = 0;
    for (int64_t i = list.count - 1; i >= 0; i--) {
        const double norm = tn_item(tn_linalg_vector_norm(tn_grad(list.data[i].tensor)));
        sum += norm * norm;
    }
    return sqrt(sum);
}

static void expect_scaled(tn_named_list list, tn_tensor *const *before, double factor) {
    for (int64_t i = 0; i < list.count; i++) {
        tn_tensor *wanted = tn_mul(before[i], factor);
        cr_expect(tn_equal(tn_grad(list.data[i].tensor), wanted), "%s", list.data[i].name);
    }
}

Test(clip_norm, bits_are_those_of_norms_and_products_one_by_one) {
    static const tn_dtype dtypes[] = {TN_F16, TN_BF16, TN_F32, TN_F64, TN_C64, TN_C128};
    for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++) {
        TN_SCOPE(s);
        tn_named names[N];
        tn_tensor *before[N];
        const tn_named_list list = make_gradients(names, dtypes[d]);
        for (int i = 0; i < N; i++) {
            before[i] = tn_clone(tn_grad(names[i].tensor));
        }
        const double wanted = composed_norm(list);
        cr_expect_eq(tn_clip_grad_norm(list, 3.0), wanted, "%s", tn_dtype_name(dtypes[d]));
        expect_scaled(list, before, 3.0 / (wanted + 1e-6));
        cr_expect(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    }
}

Test(clip_norm, a_transposed_gradient_counts_in_the_order_of_its_elements) {
    TN_SCOPE(s);
    tn_tensor *w = tn_zeros(TN_SHAPE(50, 70), .requires_grad = true);
    tn_tensor *dense = tn_randn(TN_SHAPE(70, 50));
    tn_set_grad(w, tn_transpose(dense, 0, 1));
    const tn_named names[] = {{"w", w}};
    const double wanted = tn_item(tn_linalg_vector_norm(tn_transpose(dense, 0, 1)));
    tn_tensor *scaled = tn_mul(dense, 1.0 / (wanted + 1e-6));
    cr_expect_eq(tn_clip_grad_norm((tn_named_list){names, 1}, 1.0), wanted);
    cr_expect(tn_equal(tn_grad(w), tn_transpose(scaled, 0, 1)));
}

Test(clip_norm, a_gradient_that_two_parameters_share_is_scaled_once) {
    TN_SCOPE(s);
    tn_tensor *shared = tn_full(TN_SHAPE(4), 3.0);
    tn_named names[2] = {{"a", tn_zeros(TN_SHAPE(4), .requires_grad = true)},
                         {"b", tn_zeros(TN_SHAPE(4), .requires_grad = true)}};
    tn_set_grad(names[0].tensor, shared);
    tn_set_grad(names[1].tensor, shared);
    const double norm = tn_clip_grad_norm((tn_named_list){names, 2}, 1.0);
    cr_expect_float_eq(norm, sqrt(72.0), 1e-6);
    cr_expect_float_eq(tn_item(tn_max(shared)), 3.0 / sqrt(72.0), 1e-5);
}

Test(clip_norm, without_gradients_the_norm_is_zero) {
    TN_SCOPE(s);
    const tn_named names[] = {{"w", tn_zeros(TN_SHAPE(3), .requires_grad = true)}};
    cr_expect_eq(tn_clip_grad_norm((tn_named_list){names, 1}, 1.0), 0.0);
    cr_expect_eq(tn_clip_grad_norm((tn_named_list){0}, 1.0), 0.0);
    cr_expect(tn_ok());
}

Test(clip_norm, the_norm_as_a_tensor_has_no_dims_and_lives_in_the_scope) {
    TN_SCOPE(s);
    tn_named names[N];
    const tn_named_list list = make_gradients(names, TN_F32);
    tn_tensor *norm = tn_clip_grad_norm_tensor(list, 0);
    cr_assert(norm);
    cr_expect_eq(tn_ndim(norm), 0);
    cr_expect_eq(tn_dtype_of(norm), TN_F64);
    cr_expect_eq(tn_item(norm), composed_norm(list));
}

Test(clip_norm, an_infinite_norm_makes_zeros_and_no_numbers_as_in_pytorch) {
    TN_SCOPE(s);
    tn_named names[N];
    const tn_named_list list = make_gradients(names, TN_F32);
    tn_fill_(tn_grad(names[1].tensor), (double)INFINITY);
    cr_expect_eq(tn_clip_grad_norm(list, 1.0), (double)INFINITY);
    cr_expect(isnan(tn_item(tn_grad(names[1].tensor))));
    cr_expect_eq(tn_item(tn_count_nonzero(tn_grad(names[0].tensor))), 0);
}

Test(clip_norm, clipping_is_a_change_that_backward_would_notice) {
    TN_SCOPE(s);
    tn_named names[N];
    const tn_named_list list = make_gradients(names, TN_F32);
    const uint64_t version = tn_version_of(tn_grad(names[0].tensor));
    tn_clip_grad_norm(list, 0);
    cr_expect_eq(tn_version_of(tn_grad(names[0].tensor)), version, "it was only measured");
    tn_clip_grad_norm(list, 1.0);
    cr_expect_eq(tn_version_of(tn_grad(names[0].tensor)), version + 1);
}

Test(clip_norm, an_entry_without_a_tensor_is_an_error) {
    TN_SCOPE(s);
    const tn_named names[] = {{"w", NULL}};
    cr_expect_null(tn_clip_grad_norm_tensor((tn_named_list){names, 1}, 1.0));
    cr_expect(isnan(tn_clip_grad_norm((tn_named_list){names, 1}, 1.0)), "an error is pending");
    tn_error e;
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "has no tensor"), "%s", e.message);
}
