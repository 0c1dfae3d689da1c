/* conv_grad.c: gradients of the three convolution rows: each is made of the other two. */
#include "autograd/grad.h"

/* Options stand at arguments 3 to 6 of every row: stride, padding, dilation, groups. */
#define OPTIONS(g) tni_grad_ints(g, 3), tni_grad_ints(g, 4), tni_grad_ints(g, 5), tni_grad_int(g, 6)

static tn_ints sizes_of(const tni_meta *meta) {
    return (tn_ints){meta->shape.sizes, meta->shape.ndim};
}

/* convolution(input, weight, bias, …) */
void tni_grad_convolution(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tni_meta input = tni_grad_shape(g, 0), weight = tni_grad_shape(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(
            g, 0,
            tn_conv_input_grad(grad, tni_conj(tni_saved(g, 1)), sizes_of(&input), OPTIONS(g)));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(
            g, 1,
            tn_conv_weight_grad(grad, tni_conj(tni_saved(g, 0)), sizes_of(&weight), OPTIONS(g)));
    }
    if (tni_grad_needs(g, 2)) {
        tni_grad_set(g, 2, tn_sum(grad, .dim = TN_DIMS(0, 2, 3)));
    }
}

/* conv_input_grad(grad, weight, input_size, …) */
void tni_grad_conv_input_grad(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tni_meta weight = tni_grad_shape(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_convolution(grad, tni_conj(tni_saved(g, 1)), NULL, OPTIONS(g)));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(
            g, 1,
            tn_conv_weight_grad(tni_conj(tni_saved(g, 0)), grad, sizes_of(&weight), OPTIONS(g)));
    }
}

/* conv_weight_grad(grad, input, weight_size, …) */
void tni_grad_conv_weight_grad(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tni_meta input = tni_grad_shape(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_convolution(tni_conj(tni_saved(g, 1)), grad, NULL, OPTIONS(g)));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(
            g, 1,
            tn_conv_input_grad(tni_conj(tni_saved(g, 0)), grad, sizes_of(&input), OPTIONS(g)));
    }
}
