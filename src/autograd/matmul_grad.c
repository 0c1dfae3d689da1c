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

/* ---- Sums of products ------------------------------------------------------------------------ */

/* Dims as the saved argument lies in memory, the outermost first. False where that is their order
 * already. */
static bool order_in_memory(const tni_grad *g, int i, int ndim, int64_t *order) {
    int64_t strides[TN_MAX_DIMS];
    bool moves = false;
    const bool known = tni_grad_strides(g, i, strides);
    for (int d = 0; d < ndim; d++) {
        int at = d;
        for (; known && at > 0 && strides[order[at - 1]] < strides[d]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = d;
        moves = moves || at != d;
    }
    return moves;
}

static tn_tensor *permuted(tn_tensor *t, const int64_t *order, int ndim, bool moves) {
    return moves ? tn_permute(t, ((tn_ints){order, ndim})) : t;
}

/* With out = sum of a b: dA = sum of dC conj(b) over the dims that a lacks, and with conj(a) the
 * conjugate of that. It lies in memory as a does, so that what leads to a has nothing to copy. */
static void pair_factor(tni_grad *g, tn_tensor *grad, int a) {
    const int b = 1 - a;
    const bool conj_a = tni_grad_bool(g, 4 + a), conj_b = tni_grad_bool(g, 4 + b);
    const tni_meta own = tni_grad_shape(g, a), other = tni_grad_shape(g, b);
    const int ndim = own.shape.ndim;
    int64_t order[TN_MAX_DIMS], back[TN_MAX_DIMS], lacking[TN_MAX_DIMS];
    int n = 0;
    const bool moves = order_in_memory(g, a, ndim, order);
    for (int d = 0; d < ndim; d++) {
        const int64_t at = order[d];
        back[at] = d;
        if (own.shape.sizes[at] == 1 && other.shape.sizes[at] != 1) {
            lacking[n++] = d;
        }
    }
    tn_tensor *t =
        tn_sumproduct_pair(permuted(grad, order, ndim, moves),
                           permuted(tni_saved(g, b), order, ndim, moves), ((tn_ints){lacking, n}),
                           .keepdim = true, .conj_left = conj_a, .conj_right = conj_a == conj_b);
    tni_grad_set(g, a, tni_expand_to(permuted(t, back, ndim, moves), &own.shape));
}

void tni_grad_sumproduct_pair(tni_grad *g) {
    const tn_ints dims = tni_grad_ints(g, 2);
    tn_tensor *grad = tni_grad_out(g, 0);
    if (dims.count > 0 && !tni_grad_bool(g, 3)) {
        grad = tni_unsqueeze_dims(grad, dims, tni_grad_shape(g, 0).shape.ndim);
    }
    for (int a = 0; a < 2; a++) {
        if (tni_grad_needs(g, a)) {
            pair_factor(g, grad, a);
        }
    }
}
