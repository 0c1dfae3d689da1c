/* activation_grad.c: gradients of activations, and of their fused gradients.
 *
 * X_backward(grad, self) is linear in grad: its gradient with respect to grad is itself. */
#include "autograd/grad.h"

static const double SQRT_2_PI_INVERSE = 0.39894228040143267794; /* 1 / sqrt(2 pi) */
static const double TANH_SCALE = 0.79788456080286535588;        /* sqrt(2 / pi) */
static const double TANH_CUBE = 0.044715;

/* The gradient of argument 1 of X_backward: what comes in, times grad_output, times slope. */
static void curve(tni_grad *g, tn_tensor *slope) {
    tni_grad_set(g, 1, tn_mul(tn_mul(tni_grad_out(g, 0), tni_saved(g, 0)), slope));
}

static void flat(tni_grad *g) {
    if (tni_grad_needs(g, 1)) {
        const tni_meta meta = tni_grad_shape(g, 1);
        tni_grad_set(g, 1, tni_zeros(&meta));
    }
}

/* ---- Piecewise linear ------------------------------------------------------------------------ */

void tni_grad_relu(tni_grad *g) {
    tni_grad_set(g, 0, tn_threshold_backward(tni_grad_out(g, 0), tni_result(g, 0), 0));
}

void tni_grad_threshold(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_threshold_backward(tni_grad_out(g, 0), tni_saved(g, 0), tni_grad_value(g, 1)));
}

void tni_grad_threshold_backward(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(
            g, 0, tn_threshold_backward(tni_grad_out(g, 0), tni_saved(g, 1), tni_grad_value(g, 2)));
    }
    flat(g);
}

void tni_grad_leaky_relu(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_leaky_relu_backward(tni_grad_out(g, 0), tni_saved(g, 0), tni_grad_value(g, 1)));
}

void tni_grad_leaky_relu_backward(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(
            g, 0,
            tn_leaky_relu_backward(tni_grad_out(g, 0), tni_saved(g, 1), tni_grad_value(g, 2)));
    }
    flat(g);
}

void tni_grad_hardtanh(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_hardtanh_backward(tni_grad_out(g, 0), tni_saved(g, 0), tni_grad_value(g, 1),
                                      tni_grad_value(g, 2)));
}

void tni_grad_hardtanh_backward(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0,
                     tn_hardtanh_backward(tni_grad_out(g, 0), tni_saved(g, 1), tni_grad_value(g, 2),
                                          tni_grad_value(g, 3)));
    }
    flat(g);
}

void tni_grad_hardsigmoid(tni_grad *g) {
    tni_grad_set(g, 0, tn_hardsigmoid_backward(tni_grad_out(g, 0), tni_saved(g, 0)));
}

void tni_grad_hardsigmoid_backward(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_hardsigmoid_backward(tni_grad_out(g, 0), tni_saved(g, 1)));
    }
    flat(g);
}

void tni_grad_shrink(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_shrink_backward(tni_grad_out(g, 0), tni_saved(g, 0), tni_grad_value(g, 1)));
}

void tni_grad_shrink_backward(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0,
                     tn_shrink_backward(tni_grad_out(g, 0), tni_saved(g, 1), tni_grad_value(g, 2)));
    }
    flat(g);
}

void tni_grad_hardswish(tni_grad *g) {
    tni_grad_set(g, 0, tn_hardswish_backward(tni_grad_out(g, 0), tni_saved(g, 0)));
}

void tni_grad_hardswish_backward(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_hardswish_backward(tni_grad_out(g, 0), self));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *one = tn_ones_like(self);
        curve(g, tn_div(tn_where(tn_lt(tn_abs(self), 3), one, 0), 3));
    }
}

/* ---- Exponential ----------------------------------------------------------------------------- */

void tni_grad_elu(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_elu_backward(tni_grad_out(g, 0), tni_saved(g, 0), tni_grad_value(g, 1),
                                 tni_grad_value(g, 2), tni_grad_value(g, 3)));
}

void tni_grad_elu_backward(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0,
                     tn_elu_backward(tni_grad_out(g, 0), self, tni_grad_value(g, 2),
                                     tni_grad_value(g, 3), tni_grad_value(g, 4)));
    }
    if (tni_grad_needs(g, 1)) {
        const double scale = tni_grad_float(g, 4);
        const double factor = tni_grad_float(g, 2) * tni_grad_float(g, 3) * scale * scale;
        tn_tensor *slope = tn_mul(tn_exp(tn_mul(self, scale)), factor);
        curve(g, tn_where(tn_le(self, 0), slope, 0));
    }
}

void tni_grad_sigmoid(tni_grad *g) {
    tni_grad_set(g, 0, tn_sigmoid_backward(tni_grad_out(g, 0), tni_result(g, 0)));
}

/* f = a conj((1 - b) b): linear in a, conjugate-holomorphic in b. */
void tni_grad_sigmoid_backward(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0), *output = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_sigmoid_backward(grad, tni_conj(output)));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *slope = tn_sub(1, tn_mul(output, 2));
        tni_grad_set(g, 1,
                     tni_conj(tn_mul(grad, tni_conj(tn_mul(tni_saved(g, 0), tni_conj(slope))))));
    }
}

void tni_grad_tanh(tni_grad *g) {
    tni_grad_set(g, 0, tn_tanh_backward(tni_grad_out(g, 0), tni_result(g, 0)));
}

void tni_grad_tanh_backward(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0), *output = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_tanh_backward(grad, tni_conj(output)));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *slope = tn_mul(tni_conj(output), -2);
        tni_grad_set(g, 1, tni_conj(tn_mul(grad, tni_conj(tn_mul(tni_saved(g, 0), slope)))));
    }
}

void tni_grad_log_sigmoid(tni_grad *g) {
    tni_grad_set(g, 0, tn_log_sigmoid_backward(tni_grad_out(g, 0), tni_saved(g, 0)));
}

void tni_grad_log_sigmoid_backward(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_log_sigmoid_backward(tni_grad_out(g, 0), self));
    }
    if (tni_grad_needs(g, 1)) {
        curve(g, tn_neg(tn_mul(tn_sigmoid(self), tn_sigmoid(tn_neg(self)))));
    }
}

void tni_grad_softplus(tni_grad *g) {
    tni_grad_set(g, 0,
                 tn_softplus_backward(tni_grad_out(g, 0), tni_saved(g, 0), tni_grad_value(g, 1),
                                      tni_grad_value(g, 2)));
}

void tni_grad_softplus_backward(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0,
                     tn_softplus_backward(tni_grad_out(g, 0), self, tni_grad_value(g, 2),
                                          tni_grad_value(g, 3)));
    }
    if (tni_grad_needs(g, 1)) {
        const double beta = tni_grad_float(g, 2);
        tn_tensor *x = tn_mul(self, beta);
        tn_tensor *slope = tn_mul(tn_mul(tn_sigmoid(x), tn_sigmoid(tn_neg(x))), beta);
        curve(g, tn_where(tn_gt(x, tni_grad_value(g, 3)), 0, slope));
    }
}

/* ---- Smooth gates ---------------------------------------------------------------------------- */

/* s (1 + x (1 - s)), for complex numbers, which the fused row does not take. */
static tn_tensor *silu_slope(tn_tensor *x) {
    tn_tensor *s = tn_sigmoid(x);
    return tn_mul(s, tn_add(tn_mul(x, tn_sub(1, s)), 1));
}

void tni_grad_silu(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0), *self = tni_saved(g, 0);
    tni_grad_set(g, 0,
                 tni_is_complex(tn_dtype_of(self)) ? tn_mul(grad, tni_conj(silu_slope(self)))
                                                   : tn_silu_backward(grad, self));
}

/* s' (2 + x (1 - 2 s)) with s' = s (1 - s). */
void tni_grad_silu_backward(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_silu_backward(tni_grad_out(g, 0), self));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *s = tn_sigmoid(self);
        tn_tensor *bend = tn_add(tn_mul(self, tn_sub(1, tn_mul(s, 2))), 2);
        curve(g, tn_mul(tn_mul(s, tn_sub(1, s)), bend));
    }
}

void tni_grad_mish(tni_grad *g) {
    tni_grad_set(g, 0, tn_mish_backward(tni_grad_out(g, 0), tni_saved(g, 0)));
}

/* With t = tanh(softplus(x)), s = sigmoid(x), d = s (1 - t^2): f' = t + x d and
 * f'' = 2 d + x (d (1 - s) - 2 t s d). */
void tni_grad_mish_backward(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 1);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_mish_backward(tni_grad_out(g, 0), self));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *t = tn_tanh(tn_softplus(self)), *s = tn_sigmoid(self);
        tn_tensor *d = tn_mul(s, tn_sub(1, tn_square(t)));
        tn_tensor *inner = tn_sub(tn_sub(1, s), tn_mul(tn_mul(t, s), 2));
        curve(g, tn_mul(d, tn_add(tn_mul(self, inner), 2)));
    }
}

static const char *approximation(const tni_grad *g, int i) {
    const char *text = tni_grad_string(g, i);
    return text ? text : "none";
}

void tni_grad_gelu(tni_grad *g) {
    tni_grad_set(
        g, 0,
        tn_gelu_backward(tni_grad_out(g, 0), tni_saved(g, 0), .approximate = approximation(g, 1)));
}

/* phi(x) (2 - x^2). */
static tn_tensor *gelu_bend(tn_tensor *x) {
    tn_tensor *square = tn_square(x);
    tn_tensor *density = tn_mul(tn_exp(tn_mul(square, -0.5)), SQRT_2_PI_INVERSE);
    return tn_mul(density, tn_sub(2, square));
}

/* With u = k (x + c x^3), t = tanh(u), w = 1 - t^2: w u' + x (w u'' - 2 t w u'^2) / 2. */
static tn_tensor *gelu_tanh_bend(tn_tensor *x) {
    tn_tensor *square = tn_square(x);
    tn_tensor *u = tn_mul(tn_mul(x, tn_add(tn_mul(square, TANH_CUBE), 1)), TANH_SCALE);
    tn_tensor *t = tn_tanh(u);
    tn_tensor *w = tn_sub(1, tn_square(t));
    tn_tensor *du = tn_mul(tn_add(tn_mul(square, 3 * TANH_CUBE), 1), TANH_SCALE);
    tn_tensor *ddu = tn_mul(x, 6 * TANH_CUBE * TANH_SCALE);
    tn_tensor *inner = tn_sub(ddu, tn_mul(tn_mul(t, tn_square(du)), 2));
    return tn_mul(w, tn_add(du, tn_mul(tn_mul(x, inner), 0.5)));
}

void tni_grad_gelu_backward(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 1);
    const char *text = approximation(g, 2);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_gelu_backward(tni_grad_out(g, 0), self, .approximate = text));
    }
    if (tni_grad_needs(g, 1)) {
        curve(g, strcmp(text, "tanh") == 0 ? gelu_tanh_bend(self) : gelu_bend(self));
    }
}
