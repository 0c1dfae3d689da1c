/* elementwise_made.c: elementwise functions of PyTorch that are made of other ops: comparisons with
 * a tolerance, activations with operands of their own, and functions too rare for a loop. */
#include "ops/compose.h"

#include <math.h>

/* Integers as floats. */
static tn_tensor *as_float(tn_tensor *t) {
    return tni_is_integral((tn_dtype)t->dtype, true) ? tn_to(t, .dtype = tn_default_dtype()) : t;
}

/* ---- Comparisons ----------------------------------------------------------------------------- */

static bool comparable(const tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    if (a->dtype != b->dtype) {
        tni_fail(TN_ERR_DTYPE, "self is %s and other is %s; cast one of them",
                 tn_dtype_name((tn_dtype)a->dtype), tn_dtype_name((tn_dtype)b->dtype));
        return false;
    }
    return true;
}

static tn_tensor *is_close(const tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *other = tni_tensor_arg(c, 1);
    const double rtol = tni_float_arg(c, 2), atol = tni_float_arg(c, 3);
    if (!comparable(c)) {
        return NULL;
    }
    if (!(rtol >= 0) || !(atol >= 0)) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "rtol %g and atol %g must be at least zero", rtol,
                             atol);
    }
    TN_NO_GRAD(quiet);
    tn_tensor *close = tn_eq(self, other);
    if (tni_bool_arg(c, 4)) {
        close = tn_logical_or(close, tn_logical_and(tn_isnan(self), tn_isnan(other)));
    }
    if (rtol == 0 && atol == 0) {
        return close;
    }
    self = as_float(self);
    other = as_float(other);
    tn_tensor *allowed = tn_add(tn_abs(tn_mul(other, rtol)), atol);
    tn_tensor *distance = tn_abs(tn_sub(self, other));
    return tn_logical_or(close, tn_logical_and(tn_isfinite(distance), tn_le(distance, allowed)));
}

bool tni_compose_isclose(tni_call *c) {
    return tni_give(c, is_close(c));
}

static bool give_all(tni_call *c, tn_tensor *holds) {
    c->value = tn_value_bool(holds && tn_item(tn_all(holds)) != 0);
    return tni_pending() == TN_OK;
}

bool tni_compose_allclose(tni_call *c) {
    TN_SCOPE(scope);
    return give_all(c, is_close(c));
}

bool tni_compose_equal(tni_call *c) {
    TN_SCOPE(scope);
    tn_tensor *self = tni_tensor_arg(c, 0), *other = tni_tensor_arg(c, 1);
    if (!comparable(c)) {
        return false;
    }
    const bool alike =
        self->ndim == other->ndim &&
        memcmp(self->sizes, other->sizes, (size_t)self->ndim * sizeof self->sizes[0]) == 0;
    c->value = tn_value_bool(false);
    return !alike || give_all(c, tn_eq(self, other));
}

/* ---- Powers and rounding --------------------------------------------------------------------- */

/* A tensor in the wide dtype; a number as it is. */
static tn_value widened(tn_value v, tn_dtype wide) {
    return v.kind == TN_VALUE_TENSOR ? tn_value_tensor(tn_to(v.as.tensor, .dtype = wide)) : v;
}

static bool is_complex_value(tn_value v) {
    return v.kind == TN_VALUE_COMPLEX ||
           (v.kind == TN_VALUE_TENSOR && tni_is_complex((tn_dtype)v.as.tensor->dtype));
}

bool tni_compose_float_power(tni_call *c) {
    const tn_value self = c->args[0], exponent = c->args[1];
    if (self.kind != TN_VALUE_TENSOR && exponent.kind != TN_VALUE_TENSOR) {
        tni_fail(TN_ERR_ARGUMENT, "takes a tensor; self and exponent are numbers");
        return false;
    }
    const tn_dtype wide = is_complex_value(self) || is_complex_value(exponent) ? TN_C128 : TN_F64;
    return tni_give(c, tn_pow(widened(self, wide), widened(exponent, wide)));
}

bool tni_compose_round_decimals(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    const int64_t decimals = tni_int_arg(c, 1);
    const tn_dtype dtype = (tn_dtype)self->dtype, wide = dtype == TN_F64 ? TN_F64 : TN_F32;
    const double ten = pow(10, fabs((double)decimals));
    tn_tensor *x = tn_to(self, .dtype = wide);
    tn_tensor *rounded = decimals < 0 ? tn_mul(tn_round(tn_div(x, ten)), ten)
                                      : tn_div(tn_round(tn_mul(x, ten)), ten);
    return tni_give(c, tn_to(rounded, .dtype = dtype));
}

/* ---- Activations ----------------------------------------------------------------------------- */

bool tni_compose_prelu(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *weight = tni_tensor_arg(c, 1);
    const int64_t channels = self->ndim > 1 ? self->sizes[1] : 1;
    if (weight->ndim > 1 || (weight->numel != 1 && weight->numel != channels)) {
        tni_fail(TN_ERR_SHAPE, "weight %s must hold one number, or one for each of %lld channels",
                 tni_shape_text(weight->sizes, weight->ndim), (long long)channels);
        return false;
    }
    if (weight->dtype != self->dtype) {
        tni_fail(TN_ERR_DTYPE, "weight is %s and self is %s; cast one of them",
                 tn_dtype_name((tn_dtype)weight->dtype), tn_dtype_name((tn_dtype)self->dtype));
        return false;
    }
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0; d < self->ndim; d++) {
        sizes[d] = d == 1 ? weight->numel : 1;
    }
    tn_tensor *slope = tn_reshape(weight, ((tn_ints){sizes, self->ndim}));
    return tni_give(c, tn_where(tn_gt(self, 0), self, tn_mul(slope, self)));
}

bool tni_compose_glu(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0);
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim)) {
        return false;
    }
    const int64_t n = tni_size_along(self, dim);
    if (self->ndim == 0 || n % 2 != 0) {
        tni_fail(TN_ERR_SHAPE, "self %s must have an even size along dim %d",
                 tni_shape_text(self->sizes, self->ndim), dim);
        return false;
    }
    tn_tensor *gate = tn_sigmoid(tn_narrow(self, dim, n / 2, n / 2));
    return tni_give(c, tn_mul(tn_narrow(self, dim, 0, n / 2), gate));
}

/* ---- Special functions ----------------------------------------------------------------------- */

/* log(pi^(p (p - 1) / 4)) and lgamma of self, self - 1/2 ... */
bool tni_compose_mvlgamma(tni_call *c) {
    const int64_t p = tni_int_arg(c, 1);
    if (p < 1) {
        tni_fail(TN_ERR_ARGUMENT, "p is %lld; give a dimension of at least 1", (long long)p);
        return false;
    }
    tn_tensor *self = as_float(tni_tensor_arg(c, 0)), *sum = tn_lgamma(self);
    for (int64_t i = 1; i < p && tni_pending() == TN_OK; i++) {
        sum = tn_add(sum, tn_lgamma(tn_sub(self, 0.5 * (double)i)));
    }
    const double log_pi = 1.14472988584940017414;
    return tni_give(c, tn_add(sum, 0.25 * log_pi * (double)p * (double)(p - 1)));
}

bool tni_compose_special_entr(tni_call *c) {
    tn_tensor *x = as_float(tni_tensor_arg(c, 0));
    return tni_give(c, tn_where(tn_lt(x, 0), -INFINITY, tn_neg(tn_xlogy(x, x))));
}

bool tni_compose_special_ndtr(tni_call *c) {
    tn_tensor *x = as_float(tni_tensor_arg(c, 0));
    return tni_give(c, tn_mul(tn_erfc(tn_mul(x, -0.70710678118654752440)), 0.5));
}
