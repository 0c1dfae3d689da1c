/* elementwise_grad.c: gradients of arithmetic, exponentials, trigonometry and special functions.
 *
 * For a holomorphic f the gradient is grad * conj(f'(x)); tni_grad_set takes the real part where
 * the argument is real, and sums over broadcast dims. */
#include "autograd/grad.h"

static const double PI = 3.14159265358979323846;
static const double LN_2 = 0.69314718055994530942;
static const double LN_10 = 2.30258509299404568402;
static const double TWO_OVER_SQRT_PI = 1.12837916709551257390;

/* The gradient of argument 0 is grad * conj(slope). */
static void chain(tni_grad *g, tn_tensor *slope) {
    tni_grad_set(g, 0, tn_mul(tni_grad_out(g, 0), tni_conj(slope)));
}

static tn_value conj_of(tni_grad *g, int i) {
    return tni_conj_value(tni_saved_value(g, i));
}

/* ---- Sums and products ----------------------------------------------------------------------- */

void tni_grad_same(tni_grad *g) {
    tni_grad_set(g, 0, tni_grad_out(g, 0));
}

void tni_grad_add(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tn_value alpha = tni_conj_value(tni_grad_value(g, 2));
    const bool one = alpha.kind == TN_VALUE_INT && alpha.as.integer == 1;
    tni_grad_set(g, 0, grad);
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, one ? grad : tn_mul(grad, alpha));
    }
}

void tni_grad_sub(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tni_grad_set(g, 0, grad);
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(tn_neg(grad), tni_conj_value(tni_grad_value(g, 2))));
    }
}

void tni_grad_mul(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_mul(grad, conj_of(g, 1)));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(grad, conj_of(g, 0)));
    }
}

void tni_grad_div(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_div(grad, conj_of(g, 1)));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *other = tni_saved(g, 1);
        tn_tensor *slope = tn_div(tn_div(tni_saved_value(g, 0), other), other);
        tni_grad_set(g, 1, tn_mul(tn_neg(grad), tni_conj(slope)));
    }
}

void tni_grad_remainder(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tni_grad_set(g, 0, grad);
    if (tni_grad_needs(g, 1)) {
        tn_tensor *steps = tn_floor_divide(tni_saved_value(g, 0), tni_saved_value(g, 1));
        tni_grad_set(g, 1, tn_mul(tn_neg(grad), steps));
    }
}

void tni_grad_fmod(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    tni_grad_set(g, 0, grad);
    if (tni_grad_needs(g, 1)) {
        tn_tensor *steps = tn_trunc_divide(tni_saved_value(g, 0), tni_saved_value(g, 1));
        tni_grad_set(g, 1, tn_mul(tn_neg(grad), steps));
    }
}

void tni_grad_neg(tni_grad *g) {
    tni_grad_set(g, 0, tn_neg(tni_grad_out(g, 0)));
}

void tni_grad_conj(tni_grad *g) {
    tni_grad_set(g, 0, tni_conj(tni_grad_out(g, 0)));
}

void tni_grad_addcmul(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tn_value value = tni_conj_value(tni_grad_value(g, 3));
    tni_grad_set(g, 0, grad);
    for (int i = 1; i <= 2; i++) {
        if (tni_grad_needs(g, i)) {
            tni_grad_set(g, i, tn_mul(grad, tn_mul(tni_conj(tni_saved(g, 3 - i)), value)));
        }
    }
}

void tni_grad_addcdiv(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tn_value value = tni_conj_value(tni_grad_value(g, 3));
    tni_grad_set(g, 0, grad);
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(grad, tn_div(value, tni_conj(tni_saved(g, 2)))));
    }
    if (tni_grad_needs(g, 2)) {
        tn_tensor *below = tni_conj(tni_saved(g, 2));
        tn_tensor *slope = tn_div(tn_div(tni_conj(tni_saved(g, 1)), below), below);
        tni_grad_set(g, 2, tn_mul(tn_neg(grad), tn_mul(slope, value)));
    }
}

void tni_grad_lerp(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_mul(grad, tn_sub(1, conj_of(g, 2))));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(grad, conj_of(g, 2)));
    }
    if (tni_grad_needs(g, 2)) {
        tni_grad_set(g, 2, tn_mul(grad, tni_conj(tn_sub(tni_saved(g, 1), tni_saved(g, 0)))));
    }
}

/* ---- Powers and roots ------------------------------------------------------------------------ */

static bool is_number(tn_value v, double number) {
    return tni_value_is_number(v) && v.kind != TN_VALUE_COMPLEX && tni_value_real(v) == number;
}

/* exponent * self^(exponent - 1), zero where the exponent is. */
static tn_tensor *power_slope(tn_value self, tn_value exponent) {
    if (is_number(exponent, 2)) {
        return tn_mul(self, 2);
    }
    if (tni_value_is_number(exponent)) {
        const double _Complex z = tni_value_complex(exponent);
        const tn_value less = exponent.kind == TN_VALUE_COMPLEX
                                  ? tn_value_complex(creal(z) - 1, cimag(z))
                                  : tn_value_float(creal(z) - 1);
        return tn_mul(tn_pow(self, less), exponent);
    }
    tn_tensor *slope = tn_mul(tn_pow(self, tn_sub(exponent, 1)), exponent);
    return tn_where(tn_eq(exponent, 0), 0, slope);
}

void tni_grad_pow(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tn_value self = tni_saved_value(g, 0), exponent = tni_saved_value(g, 1);
    if (tni_grad_needs(g, 0)) {
        const bool zero = is_number(exponent, 0);
        tni_grad_set(
            g, 0, tn_mul(grad, zero ? tn_zeros_like(grad) : tni_conj(power_slope(self, exponent))));
    }
    if (tni_grad_needs(g, 1)) {
        tn_tensor *result = tni_result(g, 0);
        const bool whole = tni_is_complex(tn_dtype_of(result));
        tn_tensor *base = tn_add(self, tn_zeros_like(result));
        tn_tensor *slope = tn_mul(result, tn_log(base));
        tn_tensor *flat =
            whole ? tn_eq(base, 0) : tn_logical_and(tn_eq(base, 0), tn_ge(exponent, 0));
        tni_grad_set(g, 1, tn_mul(grad, tni_conj(tn_where(flat, 0, slope))));
    }
}

void tni_grad_square(tni_grad *g) {
    chain(g, tn_mul(tni_saved(g, 0), 2));
}

void tni_grad_sqrt(tni_grad *g) {
    tni_grad_set(g, 0, tn_div(tni_grad_out(g, 0), tn_mul(tni_conj(tni_result(g, 0)), 2)));
}

void tni_grad_rsqrt(tni_grad *g) {
    tn_tensor *result = tni_result(g, 0);
    chain(g, tn_mul(tn_mul(result, tn_mul(result, result)), -0.5));
}

void tni_grad_reciprocal(tni_grad *g) {
    tn_tensor *result = tni_result(g, 0);
    chain(g, tn_neg(tn_mul(result, result)));
}

void tni_grad_hypot(tni_grad *g) {
    tn_tensor *grad = tn_div(tni_grad_out(g, 0), tni_result(g, 0));
    for (int i = 0; i < 2; i++) {
        if (tni_grad_needs(g, i)) {
            tni_grad_set(g, i, tn_mul(grad, tni_saved(g, i)));
        }
    }
}

/* ---- Exponentials and logarithms ------------------------------------------------------------- */

void tni_grad_exp(tni_grad *g) {
    chain(g, tni_result(g, 0));
}

void tni_grad_exp2(tni_grad *g) {
    chain(g, tn_mul(tni_result(g, 0), LN_2));
}

void tni_grad_expm1(tni_grad *g) {
    chain(g, tn_add(tni_result(g, 0), 1));
}

static void divide_by_conj(tni_grad *g, tn_tensor *x, double scale) {
    tn_tensor *below = scale == 1 ? tni_conj(x) : tn_mul(tni_conj(x), scale);
    tni_grad_set(g, 0, tn_div(tni_grad_out(g, 0), below));
}

void tni_grad_log(tni_grad *g) {
    divide_by_conj(g, tni_saved(g, 0), 1);
}

void tni_grad_log2(tni_grad *g) {
    divide_by_conj(g, tni_saved(g, 0), LN_2);
}

void tni_grad_log10(tni_grad *g) {
    divide_by_conj(g, tni_saved(g, 0), LN_10);
}

void tni_grad_log1p(tni_grad *g) {
    divide_by_conj(g, tn_add(tni_saved(g, 0), 1), 1);
}

/* d/da log(b^a + b^c) = 1 / (1 + b^(c - a)), as a sigmoid, which does not overflow. */
static void share(tni_grad *g, double scale) {
    tn_tensor *grad = tni_grad_out(g, 0);
    for (int i = 0; i < 2; i++) {
        if (tni_grad_needs(g, i)) {
            tn_tensor *ahead = tn_sub(tni_saved(g, i), tni_saved(g, 1 - i));
            tni_grad_set(g, i, tn_mul(grad, tn_sigmoid(scale == 1 ? ahead : tn_mul(ahead, scale))));
        }
    }
}

void tni_grad_logaddexp(tni_grad *g) {
    share(g, 1);
}

void tni_grad_logaddexp2(tni_grad *g) {
    share(g, LN_2);
}

/* self * log(shifted): zero where self is zero and the logarithm is not finite. */
static void times_log(tni_grad *g, double shift) {
    tn_tensor *grad = tni_grad_out(g, 0);
    const tn_value self = tni_saved_value(g, 0);
    tn_tensor *shifted = tn_add(tni_saved_value(g, 1), shift);
    if (tni_grad_needs(g, 0)) {
        tn_tensor *flat = tn_logical_and(tn_eq(self, 0), tn_le(shifted, 0));
        tni_grad_set(g, 0, tn_mul(grad, tn_where(flat, 0, tn_log(shifted))));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(grad, tn_div(self, shifted)));
    }
}

void tni_grad_xlogy(tni_grad *g) {
    times_log(g, 0);
}

void tni_grad_xlog1py(tni_grad *g) {
    times_log(g, 1);
}

void tni_grad_ldexp(tni_grad *g) {
    tn_tensor *grad = tni_grad_out(g, 0);
    if (tni_grad_needs(g, 0)) {
        tn_tensor *scale = tn_ldexp(tn_ones_like(grad), tni_saved_value(g, 1));
        tni_grad_set(g, 0, tn_mul(grad, tni_conj(scale)));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_mul(grad, tni_conj(tn_mul(tni_result(g, 0), LN_2))));
    }
}

/* ---- Trigonometry ---------------------------------------------------------------------------- */

void tni_grad_sin(tni_grad *g) {
    chain(g, tn_cos(tni_saved(g, 0)));
}

void tni_grad_cos(tni_grad *g) {
    chain(g, tn_neg(tn_sin(tni_saved(g, 0))));
}

void tni_grad_tan(tni_grad *g) {
    chain(g, tn_add(tn_square(tni_result(g, 0)), 1));
}

void tni_grad_asin(tni_grad *g) {
    chain(g, tn_rsqrt(tn_sub(1, tn_square(tni_saved(g, 0)))));
}

void tni_grad_acos(tni_grad *g) {
    chain(g, tn_neg(tn_rsqrt(tn_sub(1, tn_square(tni_saved(g, 0))))));
}

void tni_grad_atan(tni_grad *g) {
    chain(g, tn_reciprocal(tn_add(tn_square(tni_saved(g, 0)), 1)));
}

void tni_grad_atan2(tni_grad *g) {
    tn_tensor *y = tni_saved(g, 0), *x = tni_saved(g, 1);
    tn_tensor *grad = tn_div(tni_grad_out(g, 0), tn_add(tn_square(y), tn_square(x)));
    if (tni_grad_needs(g, 0)) {
        tni_grad_set(g, 0, tn_mul(grad, x));
    }
    if (tni_grad_needs(g, 1)) {
        tni_grad_set(g, 1, tn_neg(tn_mul(grad, y)));
    }
}

void tni_grad_sinh(tni_grad *g) {
    chain(g, tn_cosh(tni_saved(g, 0)));
}

void tni_grad_cosh(tni_grad *g) {
    chain(g, tn_sinh(tni_saved(g, 0)));
}

void tni_grad_asinh(tni_grad *g) {
    chain(g, tn_rsqrt(tn_add(tn_square(tni_saved(g, 0)), 1)));
}

/* As a product of two roots: on the complex plane sqrt(z^2 - 1) takes the wrong branch. */
void tni_grad_acosh(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0);
    chain(g, tn_mul(tn_rsqrt(tn_sub(self, 1)), tn_rsqrt(tn_add(self, 1))));
}

void tni_grad_atanh(tni_grad *g) {
    chain(g, tn_reciprocal(tn_sub(1, tn_square(tni_saved(g, 0)))));
}

void tni_grad_deg2rad(tni_grad *g) {
    tni_grad_set(g, 0, tn_mul(tni_grad_out(g, 0), PI / 180));
}

void tni_grad_rad2deg(tni_grad *g) {
    tni_grad_set(g, 0, tn_mul(tni_grad_out(g, 0), 180 / PI));
}

void tni_grad_sinc(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0);
    tn_tensor *at_zero = tn_eq(self, 0);
    tn_tensor *x = tn_mul(tn_where(at_zero, 1, self), PI);
    tn_tensor *slope = tn_div(tn_sub(tn_mul(tn_cos(x), x), tn_sin(x)), tn_div(tn_square(x), PI));
    chain(g, tn_where(at_zero, 0, slope));
}

/* ---- Special functions ----------------------------------------------------------------------- */

static tn_tensor *erf_slope(tn_tensor *x) {
    return tn_mul(tn_exp(tn_neg(tn_square(x))), TWO_OVER_SQRT_PI);
}

void tni_grad_erf(tni_grad *g) {
    chain(g, erf_slope(tni_saved(g, 0)));
}

void tni_grad_erfc(tni_grad *g) {
    chain(g, tn_neg(erf_slope(tni_saved(g, 0))));
}

void tni_grad_erfinv(tni_grad *g) {
    chain(g, tn_mul(tn_exp(tn_square(tni_result(g, 0))), 1 / TWO_OVER_SQRT_PI));
}

void tni_grad_lgamma(tni_grad *g) {
    chain(g, tn_digamma(tni_saved(g, 0)));
}

void tni_grad_digamma(tni_grad *g) {
    chain(g, tn_trigamma(tni_saved(g, 0)));
}

void tni_grad_trigamma(tni_grad *g) {
    chain(g, tn_polygamma(2, tni_saved(g, 0)));
}

void tni_grad_polygamma(tni_grad *g) {
    tn_tensor *slope = tn_polygamma(tni_grad_int(g, 0) + 1, tni_saved(g, 1));
    tni_grad_set(g, 1, tn_mul(tni_grad_out(g, 0), slope));
}

/* ---- Bessel functions: i0' = i1, i1' = i0 - i1 / x, which is 1/2 at 0 ------------------------ */

/* Half of i0 at zero, else i0 - i1 / x; also of both over exp(|x|). */
static tn_tensor *slope_of_order_one(tn_tensor *x, tn_tensor *order_0, tn_tensor *order_1) {
    tn_tensor *at_zero = tn_eq(x, 0);
    tn_tensor *quotient = tn_div(order_1, tn_where(at_zero, 1, x));
    return tn_sub(order_0, tn_where(at_zero, 0.5, quotient));
}

void tni_grad_i0(tni_grad *g) {
    chain(g, tn_special_i1(tni_saved(g, 0)));
}

void tni_grad_i0e(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0);
    tn_tensor *fall = tn_mul(tn_sgn(self), tni_result(g, 0));
    chain(g, tn_sub(tn_special_i1e(self), fall));
}

void tni_grad_i1(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0);
    chain(g, slope_of_order_one(self, tn_i0(self), tni_result(g, 0)));
}

void tni_grad_i1e(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0), *result = tni_result(g, 0);
    tn_tensor *slope = slope_of_order_one(self, tn_special_i0e(self), result);
    chain(g, tn_sub(slope, tn_mul(tn_sgn(self), result)));
}

void tni_grad_logit(tni_grad *g) {
    tn_tensor *self = tni_saved(g, 0);
    tn_tensor *grad = tn_div(tni_grad_out(g, 0), tn_mul(self, tn_sub(1, self)));
    if (tni_grad_given(g, 1)) {
        const double eps = tni_grad_float(g, 1);
        tn_tensor *kept = tn_logical_or(tn_lt(self, eps), tn_gt(self, 1 - eps));
        grad = tn_where(kept, 0, grad);
    }
    tni_grad_set(g, 0, grad);
}

/* Functions whose derivative is not in the table. */
void tni_grad_unavailable(tni_grad *g) {
    (void)g;
    tni_fail(TN_ERR_UNSUPPORTED, "the derivative is not available for one of the functions that "
                                 "were recorded (nextafter, heaviside); detach its argument");
}
