/* scan_grad.c: gradients of running sums, products and extremes. */
#include "autograd/grad.h"

/* The running sum from the other end. */
static tn_tensor *cumsum_back(tn_tensor *t, int64_t dim) {
    if (tn_ndim(t) == 0) {
        return t;
    }
    return tn_flip(tn_cumsum(tn_flip(t, TN_DIMS(dim)), dim), TN_DIMS(dim));
}

void tni_grad_cumsum(tni_grad *g) {
    tni_grad_set(g, 0, cumsum_back(tni_grad_out(g, 0), tni_grad_int(g, 1)));
}

/* Before the first zero of a line the sum of grad * result is divided by the element. At that zero
 * the products are taken without it; behind it every product holds it, and nothing is left. */
void tni_grad_cumprod(tni_grad *g) {
    const int64_t dim = tni_grad_int(g, 1);
    tn_tensor *grad = tni_grad_out(g, 0), *self = tni_saved(g, 0), *result = tni_result(g, 0);
    self = tn_to(self, .dtype = tn_dtype_of(result));
    tn_tensor *zero = tn_eq(self, 0), *zeros = tn_cumsum(zero, dim);
    tn_tensor *first = tn_logical_and(zero, tn_eq(zeros, 1));
    tn_tensor *divisor = tn_where(zero, 1, self);
    tn_tensor *before = tn_div(cumsum_back(tn_mul(grad, tni_conj(result)), dim), tni_conj(divisor));
    tn_tensor *without = tn_cumprod(tn_where(first, 1, self), dim);
    tn_tensor *at = cumsum_back(tn_mul(grad, tni_conj(without)), dim);
    tni_grad_set(g, 0, tn_where(tn_eq(zeros, 0), before, tn_where(first, at, 0)));
}

/* Each result's gradient goes to the element that held the extreme. */
void tni_grad_cummax(tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    tni_grad_set(
        g, 0,
        tn_scatter_add(tni_zeros(&self), tni_grad_int(g, 1), tni_result(g, 1), tni_grad_out(g, 0)));
}
