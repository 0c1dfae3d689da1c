/* product_grad.c: gradients of products along dims.
 *
 * Invariant: nothing is divided. The product of the other elements is result / self only where no
 * element is zero; made of multiplications alone it is exact with any number of zeros, and so are
 * its own derivatives, of every order. Both shapes take O(n) multiplications in O(log n) ops. */
#include "autograd/grad.h"

enum { LEVELS_MAX = 64 };

/* ---- prod: a tree ---------------------------------------------------------------------------- */

/* Every other element of the last dim, from first on. */
static tn_tensor *half(tn_tensor *t, int64_t first) {
    return tn_slice(t, -1, .start = tn_value_int(first), .step = 2);
}

/* [..., n] to [..., n]: at each place the product of the others of its line. Upwards, products of
 * neighbours; downwards, what lies outside a pair times the pair's other half. */
static tn_tensor *product_of_others(tn_tensor *t) {
    tn_tensor *even[LEVELS_MAX], *odd[LEVELS_MAX];
    int64_t count[LEVELS_MAX];
    int depth = 0;
    for (; tni_pending() == TN_OK && tn_size(t, -1) > 1; depth++) {
        count[depth] = tn_size(t, -1);
        if (count[depth] % 2) {
            t = tn_constant_pad_nd(t, TN_DIMS(0, 1), .value = TN_NUM(1));
        }
        even[depth] = half(t, 0);
        odd[depth] = half(t, 1);
        t = tn_mul(even[depth], odd[depth]);
    }
    tn_tensor *outside = tn_ones_like(t);
    while (depth-- > 0) {
        tn_tensor *pairs = tn_stack(
            TN_TENSORS(tn_mul(outside, odd[depth]), tn_mul(outside, even[depth])), .dim = -1);
        outside = tn_narrow(tn_flatten(pairs, -1, .start_dim = -2), -1, 0, count[depth]);
    }
    return outside;
}

/* Kept dims first, then the reduced ones; returns how many are kept. */
static int order_dims(const tni_grad *g, int ndim, int64_t *order, int64_t *inverse) {
    uint32_t mask = 0;
    int n = 0;
    tni_dims_mask(tni_grad_ints(g, 1), ndim, &mask);
    for (int reduced = 0; reduced < 2; reduced++) {
        for (int d = 0; d < ndim; d++) {
            if ((int)(mask >> d & 1) == reduced) {
                inverse[d] = n;
                order[n++] = d;
            }
        }
    }
    return ndim - __builtin_popcount(mask);
}

void tni_grad_prod(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tni_meta self = tni_grad_shape(g, 0);
    const int ndim = self.shape.ndim;
    if (!tni_grad_bool(g, 2)) {
        grad = tni_unsqueeze_dims(grad, tni_grad_ints(g, 1), ndim);
    }
    tn_tensor *x = tn_to(tni_saved(g, 0), .dtype = tn_dtype_of(grad));
    if (ndim == 0 || tn_numel(x) == 0) {
        tni_grad_set(g, 0, tn_mul(grad, tn_ones_like(x)));
        return;
    }
    int64_t order[TN_MAX_DIMS], inverse[TN_MAX_DIMS], sizes[TN_MAX_DIMS + 1];
    const int kept = order_dims(g, ndim, order, inverse);
    tn_tensor *moved = tn_permute(x, ((tn_ints){order, ndim}));
    memcpy(sizes, tn_sizes(moved).data, (size_t)ndim * sizeof sizes[0]);
    const tn_ints whole = {sizes, ndim};
    tn_tensor *others = product_of_others(tn_flatten(moved, -1, .start_dim = kept));
    others = tn_permute(tn_reshape(others, whole), ((tn_ints){inverse, ndim}));
    tni_grad_set(g, 0, tn_mul(grad, tni_conj(others)));
}

/* ---- cumprod: a linear recurrence ------------------------------------------------------------ */

/* a[k] = grad[k] + x[k + 1] * a[k + 1] along dim, by doubling: after the step of length s, a[k]
 * holds what 2 s elements give, and c[k] is x[k + 1] * ... * x[k + 2 s]. */
tn_tensor *tni_recur_back(tn_tensor *grad, tn_tensor *x, int64_t dim, int64_t n) {
    tn_tensor *a = grad, *c = tn_narrow(x, dim, 1, n - 1);
    for (int64_t s = 1; s < n && tni_pending() == TN_OK; s *= 2) {
        tn_tensor *head =
            tn_add(tn_narrow(a, dim, 0, n - s), tn_mul(c, tn_narrow(a, dim, s, n - s)));
        a = tn_cat(TN_TENSORS(head, tn_narrow(a, dim, n - s, s)), .dim = dim);
        if (2 * s < n) {
            c = tn_mul(tn_narrow(c, dim, 0, n - 2 * s), tn_narrow(c, dim, s, n - 2 * s));
        }
    }
    return a;
}

/* y[k] = y[k - 1] * x[k], so the gradient of x[k] is y[k - 1] times all that y[k] leads to. */
void tni_grad_cumprod(tni_grad *g) {
    const int64_t dim = tni_grad_int(g, 1);
    tn_tensor *grad = tni_grad_out(g, 0), *result = tni_result(g, 0);
    const int64_t n = tn_ndim(result) ? tn_size(result, (int)dim) : 1;
    if (n <= 1) {
        tni_grad_set(g, 0, grad);
        return;
    }
    tn_tensor *x = tni_conj(tn_to(tni_saved(g, 0), .dtype = tn_dtype_of(result)));
    tn_tensor *before = tn_narrow(tni_conj(result), dim, 0, n - 1);
    tn_tensor *first = tn_ones_like(tn_narrow(result, dim, 0, 1));
    before = tn_cat(TN_TENSORS(first, before), .dim = dim);
    tni_grad_set(g, 0, tn_mul(tni_recur_back(grad, x, dim, n), before));
}
