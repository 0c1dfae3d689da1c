/* softmax_grad.c: gradients of softmax, and of its gradients. */
#include "autograd/grad.h"

void tni_grad_softmax(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_softmax_backward(tni_grad_out(g, 0), tni_result(g, 0), tni_grad_int(g, 1)));
}

void tni_grad_log_softmax(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_log_softmax_backward(tni_grad_out(g, 0), tni_result(g, 0), tni_grad_int(g, 1)));
}

static tn_tensor *sum_along(tn_tensor *t, int64_t dim) {
    return tn_sum(t, .dim = TN_DIMS(dim), .keepdim = true);
}

/* softmax_backward(grad, y) = y * (grad - sum(grad * y)), differentiated in both. */
void tni_grad_softmax_backward(tni_grad *g) {
    tn_tensor *v = tni_grad_out(g, 0), *grad = tni_saved(g, 0), *y = tni_saved(g, 1);
    const int64_t dim = tni_grad_int(g, 2);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_softmax_backward(v, y, dim));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *centered = tn_mul(v, tn_sub(grad, sum_along(tn_mul(grad, y), dim)));
        tni_grad_set(g, 1, tn_sub(centered, tn_mul(grad, sum_along(tn_mul(v, y), dim))));
    }
}

/* log_softmax_backward(grad, y) = grad - exp(y) * sum(grad). */
void tni_grad_log_softmax_backward(tni_grad *g) {
    tn_tensor *v = tni_grad_out(g, 0), *grad = tni_saved(g, 0);
    const int64_t dim = tni_grad_int(g, 2);
    tn_tensor *weighted = tn_mul(v, tn_exp(tni_saved(g, 1)));
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_sub(v, sum_along(weighted, dim)));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_neg(tn_mul(weighted, sum_along(grad, dim))));
    }
}
