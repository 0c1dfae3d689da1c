/* reduce_grad.c: gradients of reductions. Arguments 1 and 2 of every row are dim and keepdim, but
 * for max and min over all elements. The incoming gradient is first given back the reduced dims,
 * with size one, so that it broadcasts against self. */
#include "autograd/grad.h"

#include <math.h>

/* t, of the result's shape, with the reduced dims put back. */
static tn_tensor *spread(const tni_grad *g, tn_tensor *t) {
    if (tni_grad_bool(g, 2)) {
        return t;
    }
    return tni_unsqueeze_dims(t, tni_grad_ints(g, 1), tni_grad_shape(g, 0).shape.ndim);
}

/* How many elements of self went into one of the result. */
static double reduced_count(const tni_grad *g) {
    const tni_meta self = tni_grad_shape(g, 0);
    double count = 1;
    uint32_t mask;
    if (!tni_dims_mask(tni_grad_ints(g, 1), self.shape.ndim, &mask)) {
        return count;
    }
    for (int d = 0; d < self.shape.ndim; d++) {
        count *= mask >> d & 1 ? (double)self.shape.sizes[d] : 1;
    }
    return count;
}

/* ---- Sums ------------------------------------------------------------------------------------ */

static void give_expanded(tni_grad *g, tn_tensor *grad) {
    const tni_meta self = tni_grad_shape(g, 0);
    tni_grad_set(g, 0,
                 tni_grad_bool(g, 2) ? tni_expand_to(grad, &self.shape)
                                     : tni_expand_dims(grad, tni_grad_ints(g, 1), &self.shape));
}

void tni_grad_sum(tni_grad *g) {
    give_expanded(g, tni_grad_out(g, 0));
}

void tni_grad_nansum(tni_grad *g) {
    tn_tensor *grad = spread(g, tni_grad_out(g, 0));
    tni_grad_set(g, 0, tn_where(tn_isnan(tni_saved(g, 0)), 0, grad));
}

void tni_grad_mean(tni_grad *g) {
    give_expanded(g, tn_div(tni_grad_out(g, 0), reduced_count(g)));
}

void tni_grad_logsumexp(tni_grad *g) {
    tn_tensor *grad = spread(g, tni_grad_out(g, 0));
    tn_tensor *result = spread(g, tni_result(g, 0));
    tni_grad_set(g, 0, tn_mul(grad, tn_exp(tn_sub(tni_saved(g, 0), result))));
}

/* ---- Extremes -------------------------------------------------------------------------------- */

/* Equal extremes share the gradient. */
static void share_among(tni_grad *g, tn_tensor *grad, tn_tensor *result, tn_ints dims) {
    tn_tensor *self = tni_saved(g, 0);
    tn_tensor *chosen = tn_eq(self, result);
    tn_tensor *count = tn_sum(chosen, .dim = dims, .keepdim = true);
    tni_grad_set(g, 0, tn_where(chosen, tn_div(grad, count), 0));
}

void tni_grad_amax(tni_grad *g) {
    share_among(g, spread(g, tni_grad_out(g, 0)), spread(g, tni_result(g, 0)), tni_grad_ints(g, 1));
}

void tni_grad_max(tni_grad *g) {
    share_among(g, tni_grad_out(g, 0), tni_result(g, 0), (tn_ints){0});
}

/* 0, 1 … along dim, size one elsewhere. */
static tn_tensor *ramp(int dim, const tni_meta *self) {
    const int64_t n = self->shape.sizes[dim];
    int64_t sizes[TN_MAX_DIMS];
    int64_t *data = tni_scope_bytes((size_t)n * sizeof *data);
    for (int64_t i = 0; data && i < n; i++) {
        data[i] = i;
    }
    for (int d = 0; d < self->shape.ndim; d++) {
        sizes[d] = d == dim ? n : 1;
    }
    tn_tensor *t = data ? tn_from(data, ((tn_ints){sizes, self->shape.ndim}), .dtype = TN_I64,
                                  .device = TN_CPU)
                        : NULL;
    return t ? tn_to(t, .device = self->device) : NULL;
}

void tni_grad_max_dim(tni_grad *g) {
    int dim;
    const tni_meta self = tni_grad_shape(g, 0);
    tn_tensor *grad = tni_grad_out(g, 0), *indices = tni_result(g, 1);
    if (self.shape.ndim == 0 || !tni_wrap_dim(tni_grad_int(g, 1), self.shape.ndim, &dim)) {
        tni_grad_set(g, 0, grad);
        return;
    }
    if (!tni_grad_bool(g, 2)) {
        grad = tn_unsqueeze(grad, dim);
        indices = tn_unsqueeze(indices, dim);
    }
    tni_grad_set(g, 0, tn_where(tn_eq(ramp(dim, &self), indices), grad, 0));
}

/* ---- Moments and norms ----------------------------------------------------------------------- */

static tn_tensor *var_gradient(const tni_grad *g, tn_tensor *self, tn_tensor *grad) {
    const double correction = tni_grad_given(g, 3) ? tni_grad_float(g, 3) : 1;
    const double divisor = reduced_count(g) - correction;
    tn_tensor *mean = tn_mean(self, .dim = tni_grad_ints(g, 1), .keepdim = true);
    return tn_mul(spread(g, grad), tn_mul(tn_sub(self, mean), divisor > 0 ? 2 / divisor : NAN));
}

void tni_grad_var(tni_grad *g) {
    tni_grad_set(g, 0, var_gradient(g, tni_saved(g, 0), tni_grad_out(g, 0)));
}

void tni_grad_std(tni_grad *g) {
    tn_tensor *result = tni_result(g, 0);
    tn_tensor *grad = tn_div(tni_grad_out(g, 0), tn_mul(result, 2));
    grad = tn_where(tn_eq(result, 0), 0, grad);
    tni_grad_set(g, 0, var_gradient(g, tni_saved(g, 0), grad));
}

static void infinity_norm(tni_grad *g, tn_tensor *self, tn_tensor *grad, tn_tensor *result) {
    tn_tensor *chosen = tn_eq(tn_abs(self), result);
    tn_tensor *count = tn_sum(chosen, .dim = tni_grad_ints(g, 1), .keepdim = true);
    tni_grad_set(g, 0, tn_mul(tn_sgn(self), tn_where(chosen, tn_div(grad, count), 0)));
}

/* self |self|^(p - 2) (grad / result^(p - 1)), zero at zero. */
static void power_norm(tni_grad *g, tn_tensor *self, tn_tensor *grad, tn_tensor *result, double p) {
    tn_tensor *at_zero = tn_eq(result, 0);
    tn_tensor *safe = tn_where(at_zero, 1, result);
    if (p == 2) {
        tni_grad_set(g, 0, tn_mul(self, tn_where(at_zero, 0, tn_div(grad, safe))));
        return;
    }
    tn_tensor *size = tn_abs(self);
    tn_tensor *zero = tn_eq(size, 0);
    tn_tensor *power = tn_pow(tn_where(zero, 1, size), p - 2);
    tn_tensor *scale = tn_where(at_zero, 0, tn_div(grad, tn_pow(safe, p - 1)));
    tni_grad_set(g, 0, tn_mul(tn_mul(self, tn_where(zero, 0, power)), scale));
}

void tni_grad_vector_norm(tni_grad *g) {
    const double p = tni_grad_given(g, 3) ? tni_grad_float(g, 3) : 2;
    tn_tensor *self = tni_saved(g, 0);
    tn_tensor *grad = spread(g, tni_grad_out(g, 0)), *result = spread(g, tni_result(g, 0));
    if (p == 0) {
        const tni_meta meta = tni_grad_shape(g, 0);
        tni_grad_set(g, 0, tni_zeros(&meta));
    } else if (p == 1) {
        tni_grad_set(g, 0, tn_mul(grad, tn_sgn(self)));
    } else if (isinf(p)) {
        infinity_norm(g, self, grad, result);
    } else {
        power_norm(g, self, grad, result, p);
    }
}
