/* norm_grad.c: gradients of normalised rows: the fused kernel where the pass is not recorded and
 * only the rows have a gradient, a composition of differentiable ops elsewhere. */
#include "autograd/grad.h"

/* native_norm(input, weight, bias, n, channels, repeat, eps, rms) */
enum { INPUT, WEIGHT, BIAS, N, CHANNELS, REPEAT, EPS, RMS };

static void fused(tni_grad *g) {
    const tn_native_norm_backward_result r = tn_native_norm_backward(
        tni_grad_out(g, 0), tni_saved(g, INPUT), tni_result(g, 1), tni_result(g, 2),
        tni_saved(g, WEIGHT), tni_grad_int(g, N), tni_grad_int(g, CHANNELS),
        tni_grad_int(g, REPEAT), tni_grad_bool(g, RMS));
    tni_grad_set(g, INPUT, r.input);
    tni_grad_set(g, WEIGHT, r.weight);
    tni_grad_set(g, BIAS, r.bias);
}

/* What a row's mean and 1 / std add to the gradient of its centered elements x, n of them. */
static tn_tensor *of_statistics(tni_grad *g, tn_tensor *x, tn_tensor *rstd, int64_t n) {
    const tn_ints rows = tn_sizes(rstd);
    tn_tensor *sum = NULL;
    if (tni_grad_has_out(g, 2)) {
        tn_tensor *grad = tn_mul(tn_reshape(tni_grad_out(g, 2), rows), tn_pow(rstd, 3));
        sum = tn_mul(x, tn_div(grad, -(double)n));
    }
    if (tni_grad_has_out(g, 1) && !tni_grad_bool(g, RMS)) {
        tn_tensor *part = tn_div(tn_reshape(tni_grad_out(g, 1), rows), (double)n);
        sum = sum ? tn_add(sum, part) : tn_expand(part, tn_sizes(x));
    }
    return sum;
}

/* Rows as [outer, channels, n / repeat, repeat]: weight and bias then broadcast. */
static void composed(tni_grad *g) {
    const int64_t n = tni_grad_int(g, N), channels = tni_grad_int(g, CHANNELS);
    const int64_t repeat = tni_grad_int(g, REPEAT);
    const tn_ints rows = TN_SHAPE(-1, channels, n / repeat, repeat), over = TN_DIMS(2, 3);
    tn_tensor *weight = tni_saved(g, WEIGHT);
    tn_tensor *x = tn_reshape(tni_saved(g, INPUT), rows),
              *grad = tn_reshape(tni_grad_out(g, 0), rows);
    if (!tni_grad_bool(g, RMS)) {
        x = tn_sub(x, tn_mean(x, .dim = over, .keepdim = true));
    }
    tn_tensor *var = tn_mean(tn_mul(x, x), .dim = over, .keepdim = true);
    tn_tensor *rstd = tn_rsqrt(tn_add(var, tni_grad_float(g, EPS)));
    tn_tensor *hat = tn_mul(x, rstd);
    if (tni_grad_needs(g, WEIGHT)) {
        tni_grad_set(g, WEIGHT,
                     tn_reshape(tn_sum(tn_mul(grad, hat), .dim = TN_DIMS(0, 3)), TN_SHAPE(-1)));
    }
    if (tni_grad_needs(g, BIAS)) {
        tni_grad_set(g, BIAS, tn_reshape(tn_sum(grad, .dim = TN_DIMS(0, 3)), TN_SHAPE(-1)));
    }
    if (!tni_grad_needs(g, INPUT)) {
        return;
    }
    if (weight) {
        grad = tn_mul(grad, tn_view(weight, TN_SHAPE(1, channels, n / repeat, 1)));
    }
    tn_tensor *inner = tn_mean(tn_mul(grad, hat), .dim = over, .keepdim = true);
    tn_tensor *rest = tn_sub(grad, tn_mul(hat, inner));
    if (!tni_grad_bool(g, RMS)) {
        rest = tn_sub(rest, tn_mean(grad, .dim = over, .keepdim = true));
    }
    const tni_meta input = tni_grad_shape(g, INPUT);
    tn_tensor *of_input = tn_mul(rstd, rest), *more = of_statistics(g, x, rstd, n);
    of_input = more ? tn_add(of_input, more) : of_input;
    tni_grad_set(g, INPUT, tn_reshape(of_input, ((tn_ints){input.shape.sizes, input.shape.ndim})));
}

void tni_grad_native_norm(tni_grad *g) {
    if (tn_grad_enabled() || tni_grad_has_out(g, 1) || tni_grad_has_out(g, 2)) {
        composed(g);
    } else {
        fused(g);
    }
}
