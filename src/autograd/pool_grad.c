/* pool_grad.c: gradients of pooling. Averages are linear: the gradient of each direction is the
 * other one. A maximum hands its gradient to the element that won. */
#include "autograd/grad.h"

static tn_ints sizes_of(const tni_meta *meta) {
    return (tn_ints){meta->shape.sizes, meta->shape.ndim};
}

void tni_grad_max_pool(tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    tni_grad_set(g, 0,
                 tn_max_pool2d_backward(tni_grad_out(g, 0), tni_result(g, 1), sizes_of(&self)));
}

/* Reads the winners out of the incoming gradient. */
void tni_grad_max_pool_backward(tni_grad *g) {
    tn_tensor *planes = tn_flatten(tni_grad_out(g, 0), -1, .start_dim = -2);
    tn_tensor *indices = tni_saved(g, 1);
    const tni_meta grad = tni_grad_shape(g, 0);
    tn_tensor *won = tn_gather(planes, -1, tn_flatten(indices, -1, .start_dim = -2));
    tni_grad_set(g, 0, tn_view(won, sizes_of(&grad)));
}

void tni_grad_avg_pool(tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    const tn_value divisor = tni_grad_value(g, 6);
    tni_grad_set(g, 0,
                 tn_avg_pool2d_backward(
                     tni_grad_out(g, 0), sizes_of(&self), tni_grad_ints(g, 1),
                     .stride = tni_grad_ints(g, 2), .padding = tni_grad_ints(g, 3),
                     .ceil_mode = tni_grad_bool(g, 4), .no_count_include_pad = !tni_grad_bool(g, 5),
                     .divisor_override = divisor));
}

void tni_grad_avg_pool_backward(tni_grad *g) {
    const tn_value divisor = tni_grad_value(g, 7);
    tni_grad_set(
        g, 0,
        tn_avg_pool2d(tni_grad_out(g, 0), tni_grad_ints(g, 2), .stride = tni_grad_ints(g, 3),
                      .padding = tni_grad_ints(g, 4), .ceil_mode = tni_grad_bool(g, 5),
                      .no_count_include_pad = !tni_grad_bool(g, 6), .divisor_override = divisor));
}

void tni_grad_adaptive_avg_pool(tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    tni_grad_set(g, 0, tn_adaptive_avg_pool2d_backward(tni_grad_out(g, 0), sizes_of(&self)));
}

void tni_grad_adaptive_avg_pool_backward(tni_grad *g) {
    const tni_meta grad = tni_grad_shape(g, 0);
    const int n = grad.shape.ndim;
    tni_grad_set(g, 0,
                 tn_adaptive_avg_pool2d(tni_grad_out(g, 0),
                                        TN_DIMS(grad.shape.sizes[n - 2], grad.shape.sizes[n - 1])));
}
