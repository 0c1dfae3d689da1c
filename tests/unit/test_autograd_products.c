/* Second derivatives of products where elements are zero: exact, against products written out. */
#include "autograd_test.h"

enum { N_MAX = 8 };

/* The product of x[0 .. end) without elements i and j. */
static double product_without(const double *x, int end, int i, int j) {
    double p = 1;
    for (int k = 0; k < end; k++) {
        p *= k == i || k == j ? 1 : x[k];
    }
    return p;
}

/* d2/dx[i]dx[j] of the sum over k of w[k] * x[0] * ... * x[k], only the last k for prod. */
static double second_of_products(const double *x, const double *w, int n, int i, int j) {
    double sum = 0;
    for (int k = i > j ? i : j; k < n && i != j; k++) {
        sum += w[k] * product_without(x, k + 1, i, j);
    }
    return sum;
}

static void check_hessian(const double *values, const double *w, int n, bool running) {
    TN_SCOPE(scope);
    tn_tensor *x = tn_from(values, TN_SHAPE(n), .dtype = TN_F64, .requires_grad = true), *grad;
    tn_tensor *weights = tn_from(w, TN_SHAPE(n), .dtype = TN_F64);
    tn_tensor *y = running ? tn_sum(tn_mul(tn_cumprod(x, 0), weights)) : tn_prod(x);
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), &grad, .create_graph = true);
    for (int i = 0; i < n; i++) {
        tn_tensor *row;
        tn_autograd_grad(TN_TENSORS(tn_select(grad, 0, i)), TN_TENSORS(x), &row,
                         .retain_graph = true);
        cr_assert(tn_ok());
        for (int j = 0; j < n; j++) {
            cr_expect_eq(tn_item(tn_select(row, 0, j)), second_of_products(values, w, n, i, j),
                         "row %d, column %d", i, j);
        }
    }
}

static const double lines[][N_MAX] = {
    {2, 0, 3, 4, 1, 5, 7, 6}, {0, 0, 3, 4, 1, 5, 7, 6}, {0, 2, 0, 3, 0, 5, 7, 6},
    {2, 3, 4, 1, 5, 7, 6, 0}, {2, 3, 4, 1, 5, 7, 6, 3}, {0, 0, 0, 0, 0, 0, 0, 0},
};
enum { N_LINES = sizeof lines / sizeof lines[0] };

Test(autograd_products, prod_is_twice_differentiable_at_zeros) {
    for (int line = 0; line < N_LINES; line++) {
        for (int n = 2; n <= N_MAX; n++) {
            double w[N_MAX] = {0};
            w[n - 1] = 1;
            check_hessian(lines[line], w, n, false);
        }
    }
}

Test(autograd_products, cumprod_is_twice_differentiable_at_zeros) {
    const double w[N_MAX] = {1, 2, 3, -1, 2, 5, 1, 2};
    for (int line = 0; line < N_LINES; line++) {
        for (int n = 2; n <= N_MAX; n++) {
            check_hessian(lines[line], w, n, true);
        }
    }
}

/* Over dims that are not neighbours: each element's gradient is the product of the others. */
Test(autograd_products, prod_over_several_dims_gives_the_product_of_the_others) {
    TN_SCOPE(scope);
    double values[2 * 3 * 2];
    for (int i = 0; i < 12; i++) {
        values[i] = i == 5 ? 0 : i - 3.5;
    }
    tn_tensor *x = tn_from(values, TN_SHAPE(2, 3, 2), .dtype = TN_F64, .requires_grad = true);
    tn_backward(tn_sum(tn_prod(x, .dim = TN_DIMS(0, 2))));
    cr_assert(tn_ok());
    for (int i = 0; i < 12; i++) {
        double others = 1;
        for (int k = 0; k < 12; k++) {
            others *= k != i && k / 2 % 3 == i / 2 % 3 ? values[k] : 1;
        }
        cr_expect_eq(tn_item(tn_select(tn_view(tn_grad(x), TN_SHAPE(-1)), 0, i)), others);
    }
}

Test(autograd_products, third_derivatives_of_prod_hold_at_zeros) {
    TN_SCOPE(scope);
    tn_tensor *x =
        tn_from(((double[]){0, 0, 0, 7}), TN_SHAPE(4), .dtype = TN_F64, .requires_grad = true);
    tn_tensor *first, *second, *third;
    tn_autograd_grad(TN_TENSORS(tn_prod(x)), TN_TENSORS(x), &first, .create_graph = true);
    tn_autograd_grad(TN_TENSORS(tn_select(first, 0, 0)), TN_TENSORS(x), &second,
                     .create_graph = true);
    tn_autograd_grad(TN_TENSORS(tn_select(second, 0, 1)), TN_TENSORS(x), &third);
    cr_assert(tn_ok());
    cr_expect_eq(tn_item(tn_select(third, 0, 2)), 7.0);
    cr_expect_eq(tn_item(tn_select(third, 0, 3)), 0.0);
}
