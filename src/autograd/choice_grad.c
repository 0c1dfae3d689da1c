/* choice_grad.c: gradients of elementwise ops that choose, fill or take parts: where, maximum,
 * clamp, abs, complex parts, copies. The gradient goes where the value came from. */
#include "autograd/grad.h"

/* ---- Copies and fills ------------------------------------------------------------------------ */

void tni_grad_zero(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        const tni_meta meta = tni_grad_shape(g, 0);
        tni_grad_set(g, 0, tni_zeros(&meta));
    }
}

void tni_grad_copy(tni_grad *g) {
    tni_grad_zero(g);
    tni_grad_set(g, 1, tni_grad_out(g, 0));
}

void tni_grad_clone(tni_grad *g) {
    tni_grad_set(g, 0, tni_grad_out(g, 0));
}

void tni_grad_to_copy(tni_grad *g) {
    const tni_meta meta = tni_grad_shape(g, 0);
    tn_tensor *grad = tni_grad_out(g, 0);
    const tn_device from = tn_device_of(grad);
    const bool moved = from.type != meta.device.type || from.index != meta.device.index;
    tni_grad_set(g, 0, moved ? tn_to(grad, .device = meta.device) : grad);
}

/* ---- Choices --------------------------------------------------------------------------------- */

void tni_grad_where(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tn_tensor *condition = tni_saved(g, 0);
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_where(condition, grad, 0));
    }
    if (tni_grad_needs(g, 2)) {
        tni_grad_set(g, 2, tn_where(condition, 0, grad));
    }
}

/* Equal values share the gradient. beats: self is chosen where this holds. */
static void share_between(tni_grad *g, tn_tensor *beats, tn_tensor *beaten, tn_tensor *equal) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tn_tensor *half = tn_where(equal, tn_div(grad, 2), grad);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_where(beaten, 0, half));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_where(beats, 0, half));
    }
}

void tni_grad_maximum(tni_grad *g) {
    tn_tensor *a = tni_saved(g, 0), *b = tni_saved(g, 1);
    share_between(g, tn_gt(a, b), tn_lt(a, b), tn_eq(a, b));
}

void tni_grad_minimum(tni_grad *g) {
    tn_tensor *a = tni_saved(g, 0), *b = tni_saved(g, 1);
    share_between(g, tn_lt(a, b), tn_gt(a, b), tn_eq(a, b));
}

/* All of the gradient goes to self where it is chosen, NaN being never chosen. */
static void give_to_one(tni_grad *g, tn_tensor *chosen) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tn_tensor *self = tn_logical_or(chosen, tn_isnan(tni_saved(g, 1)));
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_where(self, grad, 0));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_where(self, 0, grad));
    }
}

void tni_grad_fmax(tni_grad *g) {
    give_to_one(g, tn_ge(tni_saved(g, 0), tni_saved(g, 1)));
}

void tni_grad_fmin(tni_grad *g) {
    give_to_one(g, tn_le(tni_saved(g, 0), tni_saved(g, 1)));
}

/* Where self lies inside the limits; NULL limits are none. */
static tn_tensor *inside(tn_tensor *self, tn_value low, tn_value high) {
    if (low.kind == TN_VALUE_NONE || high.kind == TN_VALUE_NONE) {
        return low.kind == TN_VALUE_NONE ? tn_le(self, high) : tn_ge(self, low);
    }
    return tn_logical_and(tn_ge(self, low), tn_le(self, high));
}

static void clamp_gradient(tni_grad *g, tn_value low, tn_value high, int at_low, int at_high) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tn_tensor *self = tni_saved(g, 0);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_where(inside(self, low, high), grad, 0));
    }
    if (at_low && tni_grad_needs(g, at_low)) {
        tn_tensor *below = tn_lt(self, low);
        below = high.kind == TN_VALUE_NONE ? below : tn_logical_and(below, tn_lt(low, high));
        tni_grad_set(g, at_low, tn_where(below, grad, 0));
    }
    if (at_high && tni_grad_needs(g, at_high)) {
        tn_tensor *above = tn_gt(self, high);
        above = low.kind == TN_VALUE_NONE ? above : tn_logical_or(above, tn_lt(high, low));
        tni_grad_set(g, at_high, tn_where(above, grad, 0));
    }
}

void tni_grad_clamp(tni_grad *g) {
    clamp_gradient(g, tni_saved_value(g, 1), tni_saved_value(g, 2), 1, 2);
}

void tni_grad_clamp_min(tni_grad *g) {
    clamp_gradient(g, tni_saved_value(g, 1), TN_NONE, 1, 0);
}

void tni_grad_clamp_max(tni_grad *g) {
    clamp_gradient(g, TN_NONE, tni_saved_value(g, 1), 0, 1);
}

void tni_grad_nan_to_num(tni_grad *g) {
    tni_grad_set(g, 0, tn_where(tn_isfinite(tni_saved(g, 0)), tni_grad_out(g, 0), 0));
}

/* result / self is 1 or -1. */
void tni_grad_copysign(tni_grad *g) {
    if (tni_grad_needs(g, 0)) {
        const tn_value self = tni_saved_value(g, 0);
        tn_tensor *ratio = tn_where(tn_eq(self, 0), 0, tn_div(tni_result(g, 0), self));
        tni_grad_set(g, 0, tn_mul(tni_grad_out(g, 0), ratio));
    }
    if (tni_grad_needs(g, 1)) {
        const tni_meta meta = tni_grad_shape(g, 1);
        tni_grad_set(g, 1, tni_zeros(&meta));
    }
}

/* ---- Size and angle -------------------------------------------------------------------------- */

void tni_grad_abs(tni_grad *g) {
    tni_grad_set(g, 0, tn_mul(tni_grad_out(g, 0), tn_sgn(tni_saved(g, 0))));
}

/* For a complex z: (grad - re(grad * conj(s)) s) / |z| with s = z / |z|; zero at zero. */
void tni_grad_sgn(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0);
    if (!tni_is_complex(tn_dtype_of(self))) {
        tni_grad_zero(g);
        return;
    }
    tn_tensor *grad = tni_grad_out(g, 0), *sign = tni_result(g, 0);
    tn_tensor *size = tn_abs(self);
    tn_tensor *along = tn_mul(tn_real(tn_mul(grad, tni_conj(sign))), sign);
    tn_tensor *at_zero = tn_eq(size, 0);
    tn_tensor *safe = tn_where(at_zero, 1, size);
    tni_grad_set(g, 0, tn_where(at_zero, 0, tn_div(tn_sub(grad, along), safe)));
}

/* d angle = i z / |z|^2. */
void tni_grad_angle(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0);
    if (!tni_is_complex(tn_dtype_of(self))) {
        tni_grad_zero(g);
        return;
    }
    tn_tensor *at_zero = tn_eq(self, 0);
    tn_tensor *safe = tn_where(at_zero, 1, self);
    tn_tensor *turned = tn_mul(tn_div(safe, tn_square(tn_abs(safe))), tn_value_complex(0, 1));
    tni_grad_set(g, 0, tn_where(at_zero, 0, tn_mul(tni_grad_out(g, 0), turned)));
}

void tni_grad_complex(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_real(grad));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_imag(grad));
    }
}

void tni_grad_polar(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tn_tensor *size = tni_saved(g, 0), *angle = tni_saved(g, 1);
    tn_tensor *c = tn_cos(angle), *s = tn_sin(angle), *re = tn_real(grad), *im = tn_imag(grad);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_add(tn_mul(re, c), tn_mul(im, s)));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(size, tn_sub(tn_mul(im, c), tn_mul(re, s))));
    }
}
