/* loss_op.c: losses, composed of differentiable ops. `reduction` is "mean" (the default), "sum" or
 * "none". */
#include "ops/compose.h"

/* ---- Reduction ------------------------------------------------------------------------------- */

typedef enum reduction { MEAN, SUM, NONE, UNKNOWN } reduction;

static reduction reduction_arg(const tni_call *c, int i) {
    const char *name = tni_string_arg(c, i, "mean");
    static const char *const names[] = {"mean", "sum", "none"};
    for (int k = 0; k < 3; k++) {
        if (strcmp(name, names[k]) == 0) {
            return (reduction)k;
        }
    }
    tni_fail(TN_ERR_ARGUMENT, "reduction must be \"mean\", \"sum\" or \"none\", got \"%s\"", name);
    return UNKNOWN;
}

/* Hands over the loss of each element, reduced as argument i says. */
static bool reduced(tni_call *c, int i, tn_tensor *loss) {
    switch (reduction_arg(c, i)) {
    case MEAN:
        return tni_give(c, tn_mean(loss));
    case SUM:
        return tni_give(c, tn_sum(loss));
    case NONE:
        return tni_give(c, loss);
    default:
        return false;
    }
}

/* input - target */
static tn_tensor *difference(tni_call *c) {
    return tn_sub(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1));
}

/* ---- Distances ------------------------------------------------------------------------------- */

bool tni_compose_mse_loss(tni_call *c) {
    return reduced(c, 2, tn_square(difference(c)));
}

bool tni_compose_l1_loss(tni_call *c) {
    return reduced(c, 2, tn_abs(difference(c)));
}

/* Quadratic up to beta (delta), linear beyond it. */
bool tni_compose_smooth_l1_loss(tni_call *c) {
    const double beta = tni_float_arg(c, 3);
    if (beta < 0) {
        tni_fail(TN_ERR_ARGUMENT, "beta must not be negative, got %g", beta);
        return false;
    }
    tn_tensor *z = tn_abs(difference(c));
    if (beta == 0) {
        return reduced(c, 2, z);
    }
    tn_tensor *near = tn_mul(tn_square(z), 0.5 / beta);
    return reduced(c, 2, tn_where(tn_lt(z, beta), near, tn_sub(z, 0.5 * beta)));
}

bool tni_compose_huber_loss(tni_call *c) {
    const double delta = tni_float_arg(c, 3);
    if (delta <= 0) {
        tni_fail(TN_ERR_ARGUMENT, "delta must be positive, got %g", delta);
        return false;
    }
    tn_tensor *z = tn_abs(difference(c));
    tn_tensor *near = tn_mul(tn_square(z), 0.5);
    tn_tensor *far = tn_mul(tn_sub(z, 0.5 * delta), delta);
    return reduced(c, 2, tn_where(tn_le(z, delta), near, far));
}

/* ---- Probabilities --------------------------------------------------------------------------- */

static tn_tensor *weighted(tn_tensor *loss, tn_tensor *weight) {
    return weight ? tn_mul(loss, weight) : loss;
}

static bool same_shape(const tn_tensor *a, const tn_tensor *b) {
    if (a->ndim == b->ndim &&
        memcmp(a->sizes, b->sizes, (size_t)a->ndim * sizeof a->sizes[0]) == 0) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "input and target need one shape, got %s and %s",
             tni_shape_text(a->sizes, a->ndim), tni_shape_text(b->sizes, b->ndim));
    return false;
}

bool tni_compose_binary_cross_entropy(tni_call *c) {
    tn_tensor *p = tni_tensor_arg(c, 0), *y = tni_tensor_arg(c, 1);
    if (!same_shape(p, y)) {
        return false;
    }
    /* Logarithms are kept above -100, so that the loss and its gradient stay finite. */
    tn_tensor *yes = tn_clamp_min(tn_log(p), -100);
    tn_tensor *no = tn_clamp_min(tn_log1p(tn_neg(p)), -100);
    tn_tensor *loss = tn_sub(tn_mul(tn_sub(y, 1), no), tn_mul(y, yes));
    return reduced(c, 3, weighted(loss, tni_tensor_arg(c, 2)));
}

/* (1 - y) x + (1 + (pos_weight - 1) y) log(1 + exp(-x)) */
bool tni_compose_binary_cross_entropy_with_logits(tni_call *c) {
    tn_tensor *x = tni_tensor_arg(c, 0), *y = tni_tensor_arg(c, 1);
    tn_tensor *pos_weight = tni_tensor_arg(c, 4);
    if (!same_shape(x, y)) {
        return false;
    }
    tn_tensor *tail = tn_neg(tn_log_sigmoid(x));
    if (pos_weight) {
        tail = tn_mul(tn_add(tn_mul(tn_sub(pos_weight, 1), y), 1), tail);
    }
    tn_tensor *loss = tn_add(tn_mul(tn_sub(1, y), x), tail);
    return reduced(c, 3, weighted(loss, tni_tensor_arg(c, 2)));
}

bool tni_compose_kl_div(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0), *target = tni_tensor_arg(c, 1);
    tn_tensor *loss = tni_bool_arg(c, 3) ? tn_mul(tn_exp(target), tn_sub(target, input))
                                         : tn_sub(tn_xlogy(target, target), tn_mul(target, input));
    if (strcmp(tni_string_arg(c, 2, "mean"), "batchmean") == 0) {
        const int64_t n = input->ndim ? input->sizes[0] : 1;
        return tni_give(c, tn_div(tn_sum(loss), n));
    }
    return reduced(c, 2, loss);
}

bool tni_compose_poisson_nll_loss(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0), *target = tni_tensor_arg(c, 1);
    tn_tensor *loss =
        tni_bool_arg(c, 2)
            ? tn_sub(tn_exp(input), tn_mul(target, input))
            : tn_sub(input, tn_mul(target, tn_log(tn_add(input, tni_float_arg(c, 4)))));
    if (tni_bool_arg(c, 3)) {
        tn_tensor *stirling = tn_add(tn_sub(tn_mul(target, tn_log(target)), target),
                                     tn_mul(tn_log(tn_mul(target, 6.28318530717958647692)), 0.5));
        loss = tn_add(loss, tn_where(tn_le(target, 1), 0, stirling));
    }
    return reduced(c, 5, loss);
}

/* ---- Margins --------------------------------------------------------------------------------- */

bool tni_compose_soft_margin_loss(tni_call *c) {
    tn_tensor *x = tni_tensor_arg(c, 0), *y = tni_tensor_arg(c, 1);
    return reduced(c, 2, tn_neg(tn_log_sigmoid(tn_mul(y, x))));
}

bool tni_compose_hinge_embedding_loss(tni_call *c) {
    tn_tensor *x = tni_tensor_arg(c, 0), *y = tni_tensor_arg(c, 1);
    tn_tensor *apart = tn_clamp_min(tn_rsub(x, tni_float_arg(c, 2)), 0);
    tn_tensor *loss = tn_add(tn_where(tn_ne(y, 1), apart, 0), tn_where(tn_ne(y, -1), x, 0));
    return reduced(c, 3, loss);
}

bool tni_compose_margin_ranking_loss(tni_call *c) {
    tn_tensor *gap = tn_sub(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1));
    tn_tensor *product = tn_mul(tn_neg(tni_tensor_arg(c, 2)), gap);
    return reduced(c, 4, tn_clamp_min(tn_add(product, tni_float_arg(c, 3)), 0));
}

static tn_tensor *cosine(tn_tensor *a, tn_tensor *b, int64_t dim, double eps) {
    const tn_tensors both = tn_broadcast_tensors(TN_TENSORS(a, b));
    if (!both.data) {
        return NULL;
    }
    tn_tensor *parts[2];
    for (int k = 0; k < 2; k++) {
        tn_tensor *norm = tn_linalg_vector_norm(both.data[k], .dim = TN_DIMS(dim), .keepdim = true);
        parts[k] = tn_div(both.data[k], tn_clamp_min(norm, eps));
    }
    return tn_sum(tn_mul(parts[0], parts[1]), .dim = TN_DIMS(dim));
}

bool tni_compose_cosine_similarity(tni_call *c) {
    return tni_give(c, cosine(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1), tni_int_arg(c, 2),
                              tni_float_arg(c, 3)));
}

bool tni_compose_cosine_embedding_loss(tni_call *c) {
    tn_tensor *y = tni_tensor_arg(c, 2);
    tn_tensor *likeness = cosine(tni_tensor_arg(c, 0), tni_tensor_arg(c, 1), -1, 1e-8);
    tn_tensor *apart = tn_clamp_min(tn_sub(likeness, tni_float_arg(c, 3)), 0);
    tn_tensor *loss =
        tn_add(tn_where(tn_eq(y, 1), tn_sub(1, likeness), 0), tn_where(tn_eq(y, -1), apart, 0));
    return reduced(c, 4, loss);
}

bool tni_compose_pairwise_distance(tni_call *c) {
    tn_tensor *gap = tn_add(difference(c), tni_float_arg(c, 3));
    return tni_give(c, tn_linalg_vector_norm(gap, .dim = TN_DIMS(-1), .keepdim = tni_bool_arg(c, 4),
                                             .ord = c->args[2]));
}

bool tni_compose_triplet_margin_loss(tni_call *c) {
    const double p = tni_float_arg(c, 4), eps = tni_float_arg(c, 5);
    tn_tensor *anchor = tni_tensor_arg(c, 0), *negative = tni_tensor_arg(c, 2);
    tn_tensor *near = tn_pairwise_distance(anchor, tni_tensor_arg(c, 1), p, eps);
    tn_tensor *far = tn_pairwise_distance(anchor, negative, p, eps);
    if (tni_bool_arg(c, 6)) {
        far = tn_minimum(far, tn_pairwise_distance(tni_tensor_arg(c, 1), negative, p, eps));
    }
    tn_tensor *loss = tn_clamp_min(tn_add(tn_sub(near, far), tni_float_arg(c, 3)), 0);
    return reduced(c, 7, loss);
}

/* ---- Classes --------------------------------------------------------------------------------- */

/* input is [C], [N, C] or [N, C, d1 …]; target the same without C. */
static bool class_dim(const tn_tensor *input, const tn_tensor *target, int *dim) {
    *dim = input->ndim > 1 ? 1 : 0;
    bool fits = input->ndim > 0 && target->ndim == input->ndim - 1;
    for (int d = 0; fits && d < target->ndim; d++) {
        fits = target->sizes[d] == input->sizes[d < *dim ? d : d + 1];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE,
                 "input must be [C], [N, C] or [N, C, ...] and target the same without C, got %s "
                 "and %s",
                 tni_shape_text(input->sizes, input->ndim),
                 tni_shape_text(target->sizes, target->ndim));
    }
    return fits;
}

/* Sum of losses over sum of weights, where both count; ignored targets have weight 0. */
static bool reduce_classes(tni_call *c, int i, tn_tensor *loss, tn_tensor *weights) {
    switch (reduction_arg(c, i)) {
    case MEAN:
        return tni_give(c, tn_div(tn_sum(loss), tn_sum(weights)));
    case SUM:
        return tni_give(c, tn_sum(loss));
    case NONE:
        return tni_give(c, loss);
    default:
        return false;
    }
}

/* The weight of each target: that of its class, 0 for ignored ones. *safe: targets that can be
 * used as an index. */
static tn_tensor *target_weights(tn_tensor *target, tn_tensor *weight, tn_dtype dtype,
                                 int64_t ignored, tn_tensor **safe) {
    tn_tensor *is_ignored = tn_eq(target, ignored);
    *safe = tn_where(is_ignored, 0, target);
    if (!weight) {
        return tn_to(tn_logical_not(is_ignored), .dtype = dtype);
    }
    tn_tensor *of_class = tn_index_select(weight, 0, tn_reshape(*safe, TN_SHAPE(-1)));
    return tn_where(is_ignored, 0, tn_reshape(of_class, tni_sizes(target)));
}

/* -log_probability[target] */
static tn_tensor *picked_losses(tn_tensor *input, tn_tensor *safe, int dim) {
    return tn_neg(tn_squeeze(tn_gather(input, dim, tn_unsqueeze(safe, dim)), .dim = TN_DIMS(dim)));
}

static bool is_index(const tn_tensor *target) {
    if (target->dtype == TN_I64 || target->dtype == TN_I32) {
        return true;
    }
    tni_fail(TN_ERR_DTYPE, "target must hold classes as i64 or i32, got %s",
             tn_dtype_name((tn_dtype)target->dtype));
    return false;
}

static bool weight_fits(const tn_tensor *weight, const tn_tensor *input, int dim) {
    if (!weight || (weight->ndim == 1 && weight->sizes[0] == input->sizes[dim])) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "weight must hold one number a class (%lld), got shape %s",
             (long long)input->sizes[dim], tni_shape_text(weight->sizes, weight->ndim));
    return false;
}

bool tni_compose_nll_loss(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0), *target = tni_tensor_arg(c, 1), *safe;
    tn_tensor *weight = tni_tensor_arg(c, 2);
    int dim;
    if (!class_dim(input, target, &dim) || !is_index(target) || !weight_fits(weight, input, dim)) {
        return false;
    }
    tn_tensor *weights = target_weights(target, weight, (tn_dtype)input->dtype,
                                        tni_given(c, 3) ? tni_int_arg(c, 3) : -100, &safe);
    tn_tensor *loss = tn_mul(picked_losses(input, safe, dim), weights);
    return reduce_classes(c, 4, loss, weights);
}

/* weight as a tensor that broadcasts along the class dim. */
static tn_tensor *along_classes(const tn_tensor *input, tn_tensor *weight, int dim) {
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0; d < input->ndim; d++) {
        sizes[d] = d == dim ? input->sizes[d] : 1;
    }
    return tn_reshape(weight, ((tn_ints){sizes, input->ndim}));
}

/* Targets that are probabilities: mean is over targets, not over weights. */
static bool soft_targets(tni_call *c, tn_tensor *logs, tn_tensor *target, int dim, double smooth) {
    tn_tensor *weight = tni_tensor_arg(c, 2);
    const int64_t classes = logs->sizes[dim];
    if (smooth > 0) {
        target = tn_add(tn_mul(target, 1 - smooth), smooth / (double)classes);
    }
    tn_tensor *terms = tn_mul(logs, target);
    terms = weight ? tn_mul(terms, along_classes(logs, weight, dim)) : terms;
    tn_tensor *loss = tn_neg(tn_sum(terms, .dim = TN_DIMS(dim)));
    if (reduction_arg(c, 4) == MEAN) {
        const int64_t n = classes ? logs->numel / classes : 1;
        return tni_give(c, tn_div(tn_sum(loss), n));
    }
    return reduced(c, 4, loss);
}

bool tni_compose_cross_entropy_loss(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0), *target = tni_tensor_arg(c, 1), *safe;
    tn_tensor *weight = tni_tensor_arg(c, 2);
    const double smooth = tni_float_arg(c, 5);
    int dim = input->ndim > 1 ? 1 : 0;
    if (smooth < 0 || smooth > 1 || input->ndim == 0) {
        tni_fail(TN_ERR_ARGUMENT,
                 "label_smoothing must be in 0 to 1 and input have classes, got "
                 "%g and shape %s",
                 smooth, tni_shape_text(input->sizes, input->ndim));
        return false;
    }
    const bool soft = tni_is_float((tn_dtype)target->dtype) && target->ndim == input->ndim;
    if (soft ? !same_shape(input, target) : !class_dim(input, target, &dim) || !is_index(target)) {
        return false;
    }
    tn_tensor *logs = weight_fits(weight, input, dim) ? tn_log_softmax(input, dim) : NULL;
    if (!logs) {
        return false;
    }
    if (soft) {
        return soft_targets(c, logs, target, dim, smooth);
    }
    tn_tensor *weights = target_weights(target, weight, (tn_dtype)input->dtype,
                                        tni_given(c, 3) ? tni_int_arg(c, 3) : -100, &safe);
    tn_tensor *loss = tn_mul(picked_losses(logs, safe, dim), weights);
    if (smooth > 0) {
        tn_tensor *spread = weight ? tn_mul(logs, along_classes(logs, weight, dim)) : logs;
        tn_tensor *even = tn_neg(tn_sum(spread, .dim = TN_DIMS(dim)));
        even = tn_mul(even, tn_ne(target, tni_given(c, 3) ? tni_int_arg(c, 3) : -100));
        loss = tn_add(tn_mul(loss, 1 - smooth), tn_mul(even, smooth / (double)input->sizes[dim]));
    }
    return reduce_classes(c, 4, loss, weights);
}
