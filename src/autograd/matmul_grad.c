/* matmul_grad.c: gradients of matrix products: with C = A B, dA = dC B^H and dB = A^H dC. */
#include "autograd/grad.h"

static tn_tensor *product(tn_tensor *a, tn_tensor *b) {
    return tn_ndim(a) == 3 ? tn_bmm(a, b) : tn_mm(a, b);
}

static tn_tensor *adjoint(tn_tensor *t) {
    return tni_conj(tn_mT(t));
}

/* factor: NULL for one. */
static tn_tensor *scaled(tn_tensor *t, const tn_value *factor) {
    const bool one = !factor || (factor->kind == TN_VALUE_INT && factor->as.integer == 1);
    return one ? t : tn_mul(t, *factor);
}

/* The gradient of B. One laid out by columns (a linear layer's weight, transposed) gets a gradient
 * like it: what leads to it transposes back, and nothing is left to copy. */
static tn_tensor *second_factor(tni_grad *g, int a) {
    tn_tensor *grad = tni_grad_out(g, 0), *first = tni_saved(g, a);
    return tni_grad_is_transposed(g, a + 1) ? tn_mT(product(tn_mT(grad), tni_conj(first)))
                                            : product(adjoint(first), grad);
}

static void factors(tni_grad *g, int a, const tn_value *alpha) {
    tn_tensor *grad = tni_grad_out(g, 0);
    if (tni_grad_needs(g, a)) {
        tni_grad_set(g, a, scaled(product(grad, adjoint(tni_saved(g, a + 1))), alpha));
    }
    if (tni_grad_needs(g, a + 1)) {
        tni_grad_set(g, a + 1, scaled(second_factor(g, a), alpha));
    }
}

void tni_grad_mm(tni_grad *g) {
    factors(g, 0, NULL);
}

void tni_grad_addmm(tni_grad *g) {
    const tn_value beta = tni_conj_value(tni_grad_value(g, 3));
    const tn_value alpha = tni_conj_value(tni_grad_value(g, 4));
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, scaled(tni_grad_out(g, 0), &beta));
    }
    factors(g, 1, &alpha);
}
