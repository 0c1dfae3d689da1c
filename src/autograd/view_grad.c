/* view_grad.c: gradients of views. Where a view shows a part, its gradient is zeros with the
 * incoming gradient at that part: written in place, which the tape records like any other op. */
#include "autograd/grad.h"

/* ---- Other orders and shapes ----------------------------------------------------------------- */

void tni_grad_transpose(tni_grad *g) {
    tni_grad_set(g, 0, tn_transpose(tni_grad_out(g, 0), tni_grad_int(g, 1), tni_grad_int(g, 2)));
}

void tni_grad_t(tni_grad *g) {
    tni_grad_set(g, 0, tn_t(tni_grad_out(g, 0)));
}

void tni_grad_mT(tni_grad *g) {
    tni_grad_set(g, 0, tn_mT(tni_grad_out(g, 0)));
}

void tni_grad_permute(tni_grad *g) {
    int64_t inverse[TN_MAX_DIMS] = {0};
    const tn_ints dims = tni_grad_ints(g, 1);
    for (int64_t i = 0; i < dims.count; i++) {
        inverse[dims.data[i] < 0 ? dims.data[i] + dims.count : dims.data[i]] = i;
    }
    tni_grad_set(g, 0, tn_permute(tni_grad_out(g, 0), ((tn_ints){inverse, dims.count})));
}

static void in_shape_of_self(tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    const tn_ints sizes = {self.shape.sizes, self.shape.ndim};
    tni_grad_set(g, 0, tn_reshape(tni_grad_out(g, 0), sizes));
}

void tni_grad_unsqueeze(tni_grad *g) {
    in_shape_of_self(g);
}

void tni_grad_squeeze(tni_grad *g) {
    in_shape_of_self(g);
}

void tni_grad_view(tni_grad *g) {
    in_shape_of_self(g);
}

/* Handing over sums the repeated dims. */
void tni_grad_expand(tni_grad *g) {
    tni_grad_set(g, 0, tni_grad_out(g, 0));
}

void tni_grad_alias(tni_grad *g) {
    tni_grad_set(g, 0, tni_grad_out(g, 0));
}

/* ---- Parts ----------------------------------------------------------------------------------- */

/* Zeros of self's shape, in the gradient's dtype. */
static tn_tensor *zeros_of_self(tni_grad *g) {
    tni_meta meta = tni_grad_shape(g, 0);
    meta.dtype = tn_dtype_of(tni_grad_out(g, 0));
    return tni_pending() ? NULL : tni_zeros(&meta);
}

static void fill_part(tni_grad *g, tn_tensor *zeros, tn_tensor *part) {
    if (tn_copy_(part, tni_grad_out(g, 0))) {
        tni_grad_set(g, 0, zeros);
    }
}

void tni_grad_select(tni_grad *g) {
    tn_tensor *zeros = zeros_of_self(g);
    fill_part(g, zeros, tn_select(zeros, tni_grad_int(g, 1), tni_grad_int(g, 2)));
}

void tni_grad_slice(tni_grad *g) {
    tn_tensor *zeros = zeros_of_self(g);
    fill_part(g, zeros,
              tn_slice(zeros, tni_grad_int(g, 1), .start = tni_grad_value(g, 2),
                       .end = tni_grad_value(g, 3), .step = tni_grad_int(g, 4)));
}

void tni_grad_narrow(tni_grad *g) {
    tn_tensor *zeros = zeros_of_self(g);
    fill_part(g, zeros,
              tn_narrow(zeros, tni_grad_int(g, 1), tni_grad_int(g, 2), tni_grad_int(g, 3)));
}

void tni_grad_diagonal(tni_grad *g) {
    tn_tensor *zeros = zeros_of_self(g);
    fill_part(g, zeros,
              tn_diagonal(zeros, tni_grad_int(g, 1), tni_grad_int(g, 2), tni_grad_int(g, 3)));
}

/* Windows may overlap: the k-th element of all windows is added at a time. */
void tni_grad_unfold(tni_grad *g) {
    int dim;
    const tni_meta self = tni_grad_shape(g, 0), result = tni_grad_result_shape(g, 0);
    tn_tensor *zeros = zeros_of_self(g), *grad = tni_grad_out(g, 0);
    const int64_t size = tni_grad_int(g, 2), step = tni_grad_int(g, 3);
    if (self.shape.ndim == 0) {
        tni_grad_set(g, 0, size ? tn_reshape(grad, TN_SHAPE_0D) : zeros);
        return;
    }
    if (!zeros || !tni_wrap_dim(tni_grad_int(g, 1), self.shape.ndim, &dim)) {
        return;
    }
    const int64_t windows = result.shape.sizes[dim];
    for (int64_t k = 0; k < size && windows > 0 && tni_pending() == TN_OK; k++) {
        tn_tensor *part = tn_slice(zeros, dim, .start = tn_value_int(k),
                                   .end = tn_value_int(k + (windows - 1) * step + 1), .step = step);
        tn_add_(part, tn_select(grad, -1, k));
    }
    tni_grad_set(g, 0, zeros);
}

/* ---- Complex parts --------------------------------------------------------------------------- */

void tni_grad_view_as_real(tni_grad *g) {
    tni_grad_set(g, 0, tn_view_as_complex(tn_contiguous(tni_grad_out(g, 0))));
}

void tni_grad_view_as_complex(tni_grad *g) {
    tni_grad_set(g, 0, tn_view_as_real(tni_grad_out(g, 0)));
}

void tni_grad_real(tni_grad *g) {
    tni_grad_set(g, 0, tni_grad_out(g, 0));
}

void tni_grad_imag(tni_grad *g) {
    tni_grad_set(g, 0, tn_mul(tni_grad_out(g, 0), tn_value_complex(0, 1)));
}
