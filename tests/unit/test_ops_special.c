/* Comparisons with a tolerance, and special functions at their edges. */
#include <criterion/criterion.h>

#include <tenon/tenon.h>

#include <math.h>

static tn_tensor *numbers(const double *values, int64_t n) {
    return tn_from(values, TN_SHAPE(n), .dtype = TN_F64, .requires_grad = true);
}

static double at(tn_tensor *t, int64_t i) {
    return tn_item(tn_select(t, 0, i));
}

static void expect_error(const char *part) {
    tn_error e = {0};
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, part), "%s", e.message);
}

Test(ops_special, infinities_are_close_to_themselves_only) {
    TN_SCOPE(s);
    tn_tensor *a = numbers((const double[]){INFINITY, INFINITY, -INFINITY, NAN}, 4);
    tn_tensor *b = numbers((const double[]){INFINITY, 1e300, INFINITY, NAN}, 4);
    tn_tensor *close = tn_isclose(a, b, 1, 0, .equal_nan = true);
    const bool wanted[] = {true, false, false, true};
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(at(close, i), wanted[i], "element %d", i);
    }
    cr_expect_not(tn_requires_grad(close));
    cr_expect_not(tn_allclose(a, b, 1e-5, 1e-8));
    cr_expect(tn_allclose(a, a, 1e-5, 1e-8, .equal_nan = true));
    cr_assert(tn_ok());
}

Test(ops_special, tensors_of_other_shapes_are_not_equal) {
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(2, 3)), *b = tn_ones(TN_SHAPE(3, 2));
    cr_expect_not(tn_equal(a, b));
    cr_expect(tn_equal(a, tn_mT(b)));
    cr_expect(tn_equal(tn_ones(TN_SHAPE(0)), tn_zeros(TN_SHAPE(0))));
    cr_assert(tn_ok());
}

Test(ops_special, tensors_of_other_dtypes_do_not_compare) {
    TN_SCOPE(s);
    tn_allclose(tn_ones(TN_SHAPE(2)), tn_ones(TN_SHAPE(2), .dtype = TN_F64), 1e-5, 1e-8);
    expect_error("self is f32 and other is f64; cast one of them");
}

Test(ops_special, third_derivatives_of_lgamma_hold) {
    TN_SCOPE(s);
    tn_tensor *x = numbers((const double[]){1}, 1), *d = tn_lgamma(x);
    /* -gamma, pi^2 / 6, -2 zeta(3), 6 zeta(4) */
    const double wanted[] = {-0.57721566490153286, 1.6449340668482264, -2.4041138063191886,
                             6.4939394022668291};
    for (int i = 0; i < 4; i++) {
        tn_tensor *next;
        tn_autograd_grad(TN_TENSORS(d), TN_TENSORS(x), &next, .create_graph = true);
        d = next;
        cr_assert(tn_ok());
        cr_expect_float_eq(tn_item(d), wanted[i], 1e-12, "derivative %d: %.16g", i, tn_item(d));
    }
}

Test(ops_special, polygamma_is_infinite_at_its_poles) {
    TN_SCOPE(s);
    tn_tensor *x = numbers((const double[]){0, -1, -0.5}, 3);
    tn_tensor *two = tn_polygamma(2, x), *three = tn_polygamma(3, x);
    cr_expect_eq(at(two, 0), -INFINITY);
    cr_expect_eq(at(three, 1), INFINITY);
    cr_expect_float_eq(at(two, 2), -0.8287966442343199684, 1e-12);
    cr_assert(tn_ok());
}

Test(ops_special, derivatives_of_bessel_functions_hold_at_zero) {
    TN_SCOPE(s);
    tn_tensor *x = numbers((const double[]){0}, 1), *first, *second;
    tn_autograd_grad(TN_TENSORS(tn_i0(x)), TN_TENSORS(x), &first, .create_graph = true);
    tn_autograd_grad(TN_TENSORS(first), TN_TENSORS(x), &second);
    cr_expect_eq(tn_item(first), 0);
    cr_expect_eq(tn_item(second), 0.5);
    cr_assert(tn_ok());
}

Test(ops_special, logcumsumexp_of_nothing_yet_has_a_gradient) {
    TN_SCOPE(s);
    tn_tensor *x = numbers((const double[]){-INFINITY, 0, 1000}, 3), *grad;
    tn_autograd_grad(TN_TENSORS(tn_select(tn_logcumsumexp(x, 0), 0, 1)), TN_TENSORS(x), &grad);
    cr_expect_eq(at(grad, 0), 0);
    cr_expect_eq(at(grad, 1), 1);
    cr_expect_eq(at(grad, 2), 0);
    cr_assert(tn_ok());
}
