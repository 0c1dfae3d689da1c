/* join_grad.c: gradients of joining, padding and diagonals: the part that came from an argument is
 * the part of the gradient that goes back to it. */
#include "autograd/grad.h"

/* cat(tensors, dim) */
void tni_grad_cat(tni_grad *g) {
    const tni_meta result = tni_grad_result_shape(g, 0);
    int dim;
    if (!tni_wrap_dim(tni_grad_int(g, 1), result.shape.ndim, &dim)) {
        return;
    }
    int64_t start = 0;
    for (int k = 0; k < tni_grad_count(g, 0); k++) {
        const tni_meta part = tni_grad_shape_of(g, 0, k);
        const bool skipped = part.shape.ndim == 1 && part.shape.sizes[0] == 0;
        const int64_t size = skipped ? 0 : part.shape.sizes[dim];
        if (tni_grad_needs_of(g, 0, k)) {
            tni_grad_set_list(g, 0, k,
                              skipped ? tni_zeros(&part)
                                      : tn_narrow(tni_grad_out(g, 0), dim, start, size));
        }
        start += size;
    }
}

/* constant_pad_nd(self, pad, value): padding by the opposite is its own transpose. */
void tni_grad_constant_pad_nd(tni_grad *g) {
    const tn_ints pad = tni_grad_ints(g, 1);
    int64_t opposite[2 * TN_MAX_DIMS];
    for (int64_t i = 0; i < pad.count; i++) {
        opposite[i] = -pad.data[i];
    }
    tni_grad_set(g, 0, tn_constant_pad_nd(tni_grad_out(g, 0), ((tn_ints){opposite, pad.count})));
}

/* diag_embed(self, offset, dim1, dim2) */
void tni_grad_diag_embed(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_diagonal(tni_grad_out(g, 0), tni_grad_int(g, 1), tni_grad_int(g, 2),
                             tni_grad_int(g, 3)));
}
