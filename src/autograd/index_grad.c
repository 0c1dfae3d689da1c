/* index_grad.c: gradients of picking and writing by index. Reading's gradient adds at the indices;
 * writing's reads them back. */
#include "autograd/grad.h"

static tn_tensor *zeros_for(tni_grad *g, int i) {
    const tni_meta meta = tni_grad_shape(g, i);
    return tni_zeros(&meta);
}

/* index_select(self, dim, index) */
void tni_grad_index_select(tni_grad *g) {
    tni_grad_set(
        g, 0,
        tn_index_add(zeros_for(g, 0), tni_grad_int(g, 1), tni_saved(g, 2), tni_grad_out(g, 0)));
}

/* index_add(self, dim, index, source, alpha) */
void tni_grad_index_add(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tni_grad_set(g, 0, grad);
    if (tni_grad_needs(g, 3)) {
        tn_tensor *picked = tn_index_select(grad, tni_grad_int(g, 1), tni_saved(g, 2));
        tni_grad_set(g, 3, tn_mul(picked, tni_conj_value(tni_grad_value(g, 4))));
    }
}

/* index_select_add(self, index, source, source_index): rows go back the way they came. */
void tni_grad_index_select_add(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tni_grad_set(g, 0, grad);
    if (tni_grad_needs(g, 2)) {
        tni_grad_set(g, 2,
                     tn_index_select_add(zeros_for(g, 2), tni_saved(g, 3), grad, tni_saved(g, 1)));
    }
}

/* gather(self, dim, index) */
void tni_grad_gather(tni_grad *g) {
    tni_grad_set(
        g, 0,
        tn_scatter_add(zeros_for(g, 0), tni_grad_int(g, 1), tni_saved(g, 2), tni_grad_out(g, 0)));
}

/* scatter_add(self, dim, index, src) */
void tni_grad_scatter_add(tni_grad *g) {
    tni_grad_set(g, 0, tni_grad_out(g, 0));
    if (tni_grad_needs(g, 3)) {
        tni_grad_set(g, 3, tn_gather(tni_grad_out(g, 0), tni_grad_int(g, 1), tni_saved(g, 2)));
    }
}

/* scatter(self, dim, index, src): overwritten elements of self get none. The gradient of src is
 * right where indices are unique, as in PyTorch. */
void tni_grad_scatter(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_scatter(grad, tni_grad_int(g, 1), tni_saved(g, 2), 0));
    }
    if (tni_grad_needs(g, 3)) {
        tni_grad_set(g, 3, tn_gather(grad, tni_grad_int(g, 1), tni_saved(g, 2)));
    }
}

/* index_copy(self, dim, index, source) */
void tni_grad_index_copy(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tn_tensor *index = tni_saved(g, 2);
    const int64_t dim = tni_grad_int(g, 1);
    if (tni_grad_needs(g, 0)) {
        tn_tensor *zeros = tn_zeros_like(tn_index_select(grad, dim, index));
        tni_grad_set(g, 0, tn_index_copy(grad, dim, index, zeros));
    }
    if (tni_grad_needs(g, 3)) {
        tni_grad_set(g, 3, tn_index_select(grad, dim, index));
    }
}
