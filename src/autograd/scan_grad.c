/* scan_grad.c: gradients of running sums and extremes. */
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

/* Each result's gradient goes to the element that held the extreme. */
void tni_grad_cummax(tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    tni_grad_set(
        g, 0,
        tn_scatter_add(tni_zeros(&self), tni_grad_int(g, 1), tni_result(g, 1), tni_grad_out(g, 0)));
}
