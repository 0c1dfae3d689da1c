/* draw_op.c: draws from other distributions, permutations, picks by weight: composed of the random
 * kernels, so that each is decided by the thread's generator. */
#include "ops/compose.h"

#include <math.h>

/* ---- Integers and permutations --------------------------------------------------------------- */

static tn_dtype like(const tni_call *c, int at) {
    const tn_dtype dtype = tni_dtype_arg(c, at);
    return dtype != TN_DTYPE_NONE ? dtype : (tn_dtype)tni_tensor_arg(c, 0)->dtype;
}

bool tni_compose_randint_like(tni_call *c) {
    tn_tensor *t = tn_empty_like(tni_tensor_arg(c, 0), .dtype = like(c, 3));
    return tni_give(c, tn_random(t, tni_int_arg(c, 1), tni_int_arg(c, 2)));
}

/* The order of random 63-bit numbers; ties, if ever, keep their order. */
bool tni_compose_randperm(tni_call *c) {
    const int64_t n = tni_int_arg(c, 0);
    const tn_dtype dtype = tni_dtype_arg(c, 1);
    if (n < 0) {
        tni_fail(TN_ERR_ARGUMENT, "n must not be negative, got %lld", (long long)n);
        return false;
    }
    tn_tensor *t = tn_empty(TN_SHAPE(n), .dtype = TN_I64, .device = c->device);
    tn_tensor *order = tn_argsort(tn_random(t, 0, INT64_MAX), 0);
    return tni_give(c, tn_to(order, .dtype = dtype != TN_DTYPE_NONE ? dtype : TN_I64));
}

/* ---- Other distributions, from uniform and normal ones --------------------------------------- */

/* A draw of self's shape and dtype, without self's history. */
static tn_tensor *draw_uniform(tn_tensor *self) {
    return tn_uniform(tn_detach(self), 0, 1);
}

static bool is_positive(const tni_call *c, int i) {
    if (tni_float_arg(c, i) > 0) {
        return true;
    }
    tni_fail(TN_ERR_ARGUMENT, "%s must be positive, got %g", c->op->args[i].name,
             tni_float_arg(c, i));
    return false;
}

bool tni_compose_cauchy(tni_call *c) {
    tn_tensor *u = draw_uniform(tni_tensor_arg(c, 0));
    tn_tensor *t = tn_tan(tn_mul(tn_sub(u, 0.5), 3.14159265358979323846));
    return is_positive(c, 2) &&
           tni_give(c, tn_add(tn_mul(t, tni_float_arg(c, 2)), tni_float_arg(c, 1)));
}

bool tni_compose_log_normal(tni_call *c) {
    return tni_give(c, tn_exp(tn_normal(tn_detach(tni_tensor_arg(c, 0)), tni_float_arg(c, 1),
                                        tni_float_arg(c, 2))));
}

/* Trials up to the first success. */
bool tni_compose_geometric(tni_call *c) {
    const double p = tni_float_arg(c, 1);
    tn_tensor *self = tn_detach(tni_tensor_arg(c, 0));
    if (!(p > 0 && p < 1)) {
        tni_fail(TN_ERR_ARGUMENT, "p must be between 0 and 1, got %g", p);
        return false;
    }
    tn_tensor *u = tn_uniform(tn_empty_like(self, .dtype = TN_F64), 0, 1);
    tn_tensor *trials = tn_clamp_min(tn_ceil(tn_div(tn_log1p(tn_neg(u)), log1p(-p))), 1);
    return tni_give(c, tn_to(trials, .dtype = (tn_dtype)(self ? self->dtype : TN_F64)));
}

/* ---- By probability -------------------------------------------------------------------------- */

bool tni_compose_bernoulli_of(tni_call *c) {
    tn_tensor *p = tn_detach(tni_tensor_arg(c, 0));
    return tni_give(c,
                    tn_to(tn_lt(draw_uniform(p), p), .dtype = (tn_dtype)(p ? p->dtype : TN_F32)));
}

bool tni_compose_bernoulli_tensor(tni_call *c) {
    tn_tensor *self = tni_tensor_arg(c, 0), *p = tn_detach(tni_tensor_arg(c, 1));
    tn_tensor *wide = tn_expand(p, tni_sizes(self));
    return tni_give(c, tn_to(tn_lt(draw_uniform(wide), wide), .dtype = (tn_dtype)self->dtype));
}

/* Whole channels: the mask has the first two dims of input, and ones behind them. */
bool tni_compose_feature_dropout(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0);
    const double p = tni_float_arg(c, 1);
    int64_t sizes[TN_MAX_DIMS];
    if (!tni_bool_arg(c, 2) || p == 0) {
        return tni_give(c, input);
    }
    for (int d = 0; d < input->ndim; d++) {
        sizes[d] = d < 2 ? input->sizes[d] : 1;
    }
    tn_tensor *ones = tn_ones(((tn_ints){sizes, input->ndim}), .dtype = (tn_dtype)input->dtype,
                              .device = c->device);
    return tni_give(c, tn_mul(input, tn_dropout(ones, p, true)));
}

/* ---- Picks by weight ------------------------------------------------------------------------- */

/* Weights of a distribution: finite, not negative, and in each row as many above zero as are to be
 * picked (one is enough where they are put back). */
static bool check_weights(tn_tensor *weights, int64_t least) {
    if (!weights || tn_device_of(weights).type == TN_DEVICE_META || tn_numel(weights) == 0) {
        return tni_pending() == TN_OK;
    }
    const double smallest = tn_item(tn_amin(weights)), largest = tn_item(tn_amax(weights));
    if (!(smallest >= 0) || !isfinite(largest)) {
        tni_fail(TN_ERR_ARGUMENT, "weights must be finite and not negative; they go from %g to %g",
                 smallest, largest);
        return false;
    }
    const double few =
        tn_item(tn_amin(tn_sum(tn_gt(weights, 0.0), .dim = TN_DIMS(-1), .dtype = TN_I64)));
    if (few < (double)least && tni_has_numbers(tn_device_of(weights))) {
        tni_fail(TN_ERR_ARGUMENT, "a row of weights has %g above zero, %lld are to be picked", few,
                 (long long)least);
    }
    return tni_pending() == TN_OK;
}

/* The largest of weight / exponential draw is an element picked by weight (an exponential race);
 * the k largest are k of them without replacement. With replacement every pick is a race of its
 * own. */
bool tni_compose_multinomial(tni_call *c) {
    tn_tensor *weights = tn_detach(tni_tensor_arg(c, 0));
    const int64_t n = tni_int_arg(c, 1);
    const bool replace = tni_bool_arg(c, 2);
    const int ndim = weights ? weights->ndim : 0;
    const int64_t kinds = ndim > 0 ? weights->sizes[ndim - 1] : 0;
    if (ndim < 1 || ndim > 2 || n <= 0 || (!replace && n > kinds)) {
        tni_fail(TN_ERR_ARGUMENT,
                 "cannot pick %lld from weights of shape %s%s; weights need one or two dims, and "
                 "at least as "
                 "many numbers as are picked without replacement",
                 (long long)n, weights ? tni_shape_text(weights->sizes, ndim) : "",
                 replace ? "" : " without replacement");
        return false;
    }
    if (!check_weights(weights, replace ? 1 : n)) {
        return false;
    }
    if (replace) {
        int64_t sizes[3] = {n, kinds};
        if (ndim == 2) {
            sizes[0] = weights->sizes[0], sizes[1] = n, sizes[2] = kinds;
        }
        weights = tn_expand(tn_unsqueeze(weights, -2), ((tn_ints){sizes, ndim + 1}));
    }
    tn_tensor *race = tn_div(weights, tn_exponential(weights, 1));
    return tni_give(c, replace ? tn_argmax(race, .dim = tn_value_int(-1))
                               : tn_topk(race, n, -1).indices);
}
