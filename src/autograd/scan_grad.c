/* scan_grad.c: gradients of running sums and extremes. */
#include "autograd/grad.h"

#include <math.h>

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

/* a - b, zero where both are minus infinity. */
static tn_tensor *difference(tn_tensor *a, tn_tensor *b) {
    tn_tensor *nothing = tn_eq(b, -INFINITY);
    return tn_sub(tn_where(nothing, 0, a), tn_where(nothing, 0, b));
}

/* y[k] = log(exp(y[k - 1]) + exp(x[k])): exp(x[k] - y[k]) of what y[k] leads to, and y[k + 1]
 * passes on exp(y[k] - y[k + 1]). No exponent is positive. */
void tni_grad_logcumsumexp(tni_grad *g) {
    const int64_t dim = tni_grad_int(g, 1);
    tn_tensor *grad = tni_grad_out(g, 0), *result = tni_result(g, 0);
    const int64_t n = tn_ndim(result) ? tn_size(result, (int)dim) : 1;
    if (n > 1) {
        tn_tensor *early = tn_narrow(result, dim, 0, n - 1),
                  *late = tn_narrow(result, dim, 1, n - 1);
        tn_tensor *first = tn_zeros_like(tn_narrow(result, dim, 0, 1));
        tn_tensor *steps = tn_cat(TN_TENSORS(first, difference(early, late)), .dim = dim);
        grad = tni_recur_back(grad, tn_exp(steps), dim, n);
    }
    tni_grad_set(g, 0, tn_mul(grad, tn_exp(difference(tni_saved(g, 0), result))));
}

/* Each result's gradient goes to the element that held the extreme. */
void tni_grad_cummax(tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    tni_grad_set(
        g, 0,
        tn_scatter_add(tni_zeros(&self), tni_grad_int(g, 1), tni_result(g, 1), tni_grad_out(g, 0)));
}
