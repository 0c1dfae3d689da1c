/* reduce_op.c: reductions over some dims: shapes, and the split of the iteration space into kept
 * and reduced dims that the reduce kernels want. */
#include "ops/op.h"

#include <math.h>

/* Every reduction row begins with (self, dim, keepdim) or has none of the two. */
enum { SELF = 0, DIM = 1, KEEPDIM = 2 };

/* ---- Shape rules ----------------------------------------------------------------------------- */

static bool reduced_mask(const tni_call *c, uint32_t *mask) {
    const tn_tensor *self = tni_tensor_arg(c, SELF);
    *mask = ~0u;
    if (c->n_args <= DIM || !tni_given(c, DIM)) {
        return true;
    }
    if (c->op->args[DIM].type == TNI_ARG_INT) {
        int dim;
        if (!tni_wrap_dim(tni_int_arg(c, DIM), self->ndim, &dim)) {
            return false;
        }
        *mask = 1u << dim;
        return true;
    }
    if (c->op->args[DIM].type != TNI_ARG_INTS) {
        return true;
    }
    return tni_dims_mask(tni_ints_arg(c, DIM), self->ndim, mask);
}

static bool keeps_dims(const tni_call *c) {
    return c->n_args > KEEPDIM && c->op->args[KEEPDIM].type == TNI_ARG_BOOL &&
           strcmp(c->op->args[KEEPDIM].name, "keepdim") == 0 && tni_bool_arg(c, KEEPDIM);
}

static bool infer_reduced(tni_call *c, int k, tn_dtype dtype, bool needs_elements) {
    const tn_tensor *self = tni_tensor_arg(c, SELF);
    uint32_t mask;
    if (!reduced_mask(c, &mask)) {
        return false;
    }
    const bool keepdim = keeps_dims(c);
    int64_t sizes[TN_MAX_DIMS];
    int ndim = 0;
    for (int d = 0; d < self->ndim; d++) {
        if (!(mask >> d & 1)) {
            sizes[ndim++] = self->sizes[d];
            continue;
        }
        if (needs_elements && self->sizes[d] == 0) {
            tni_fail(TN_ERR_SHAPE,
                     "dim %d of shape %s is empty, and this reduction has no value "
                     "for no elements; give a tensor with elements",
                     d, tni_shape_text(self->sizes, self->ndim));
            return false;
        }
        if (keepdim) {
            sizes[ndim++] = 1;
        }
    }
    tni_set_meta(c, k, dtype, ndim, sizes);
    return true;
}

bool tni_infer_reduce(tni_call *c) {
    tn_dtype dtype;
    return tni_result_dtype(c, &dtype) && infer_reduced(c, 0, dtype, false);
}

/* Reductions with no value for no elements: amax, argmax … */
bool tni_infer_reduce_some(tni_call *c) {
    tn_dtype dtype;
    return tni_result_dtype(c, &dtype) && infer_reduced(c, 0, dtype, true);
}

bool tni_infer_reduce_pair(tni_call *c) {
    tn_dtype dtype;
    return tni_result_dtype(c, &dtype) && infer_reduced(c, 0, dtype, true) &&
           infer_reduced(c, 1, TN_I64, true);
}

/* mean, var, std: a float result is needed or asked for. */
bool tni_infer_reduce_mean(tni_call *c) {
    tn_dtype dtype;
    if (!tni_result_dtype(c, &dtype)) {
        return false;
    }
    if (tni_is_integral(dtype, true)) {
        tni_fail(TN_ERR_DTYPE, "needs a float or complex dtype, got %s; give .dtype or cast",
                 tn_dtype_name(dtype));
        return false;
    }
    return infer_reduced(c, 0, dtype, false);
}

/* ---- Iteration spaces ------------------------------------------------------------------------ */

/* Appends a dim, merging it into the one before where the strides allow. */
static void push_dim(int64_t *extents, int64_t *strides, int *n, int64_t extent, int64_t stride) {
    if (extent == 1) {
        return;
    }
    if (*n > 0 && strides[*n - 1] == stride * extent) {
        extents[*n - 1] *= extent;
        strides[*n - 1] = stride;
        return;
    }
    extents[*n] = extent;
    strides[(*n)++] = stride;
}

static void split_dims(tn_k_reduce *p, const tn_tensor *t, uint32_t mask) {
    p->kept_ndim = p->reduced_ndim = 0;
    p->kept_numel = p->reduced_numel = 1;
    for (int d = 0; d < t->ndim; d++) {
        if (mask >> d & 1) {
            push_dim(p->reduced_extents, p->reduced_strides, &p->reduced_ndim, t->sizes[d],
                     t->strides[d]);
            p->reduced_numel *= t->sizes[d];
        } else {
            push_dim(p->kept_extents, p->kept_strides, &p->kept_ndim, t->sizes[d], t->strides[d]);
            p->kept_numel *= t->sizes[d];
        }
    }
}

bool tni_reduce(tni_call *c, tn_reduce_code code, tn_tensor *self, double param) {
    uint32_t mask;
    if (!reduced_mask(c, &mask)) {
        return false;
    }
    tn_k_reduce p = {.code = (uint16_t)code,
                     .in_dtype = self->dtype,
                     .out_dtype = c->out[0]->dtype,
                     .in = tni_ptr(self),
                     .out = tni_ptr(c->out[0]),
                     .out2 = c->n_out > 1 ? tni_ptr(c->out[1]) : NULL,
                     .param = param};
    split_dims(&p, self, mask);
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, self);
    return p.kept_numel == 0 || tni_launch_with_workspace(c, reduce, &p, &o);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* A .dtype argument casts before reducing. */
static tn_tensor *operand(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, SELF);
    return tni_cast(c, self, c->compute);
}

static bool reduce_cast(tni_call *c, tn_reduce_code code) {
    tn_tensor *self = operand(c);
    return self && tni_reduce(c, code, self, 0);
}

static bool reduce_plain(tni_call *c, tn_reduce_code code, double param) {
    return tni_reduce(c, code, tni_tensor_arg(c, SELF), param);
}

bool tni_run_sum(tni_call *c) {
    return reduce_cast(c, TN_REDUCE_SUM);
}

bool tni_run_nansum(tni_call *c) {
    return reduce_cast(c, TN_REDUCE_NANSUM);
}

bool tni_run_mean(tni_call *c) {
    return reduce_cast(c, TN_REDUCE_MEAN);
}

bool tni_run_prod(tni_call *c) {
    return reduce_cast(c, TN_REDUCE_PROD);
}

bool tni_run_amax(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_AMAX, 0);
}

bool tni_run_amin(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_AMIN, 0);
}

bool tni_run_all(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_ALL, 0);
}

bool tni_run_any(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_ANY, 0);
}

bool tni_run_argmax(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_ARGMAX, 0);
}

bool tni_run_argmin(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_ARGMIN, 0);
}

bool tni_run_max_dim(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_MAX_INDEX, 0);
}

bool tni_run_min_dim(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_MIN_INDEX, 0);
}

bool tni_run_logsumexp(tni_call *c) {
    return reduce_cast(c, TN_REDUCE_LOGSUMEXP);
}

bool tni_run_count_nonzero(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_COUNT_NONZERO, 0);
}

/* correction is argument 3 of var and std: 1 when it is not given. */
static double correction(const tni_call *c) {
    return tni_given(c, 3) ? tni_float_arg(c, 3) : 1;
}

bool tni_run_var(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_VAR, correction(c));
}

bool tni_run_std(tni_call *c) {
    return reduce_plain(c, TN_REDUCE_STD, correction(c));
}

/* ord is argument 3 of linalg_vector_norm: 2 when it is not given. */
/* Complex kernels know the common orders; others are norms of the absolute values. */
bool tni_run_vector_norm(tni_call *c) {
    const double order = tni_given(c, 3) ? tni_float_arg(c, 3) : 2;
    tn_tensor *self = tni_tensor_arg(c, SELF);
    const tn_dtype dtype = (tn_dtype)self->dtype;
    if (tni_is_complex(dtype) && order != 0 && order != 1 && order != 2 && !isinf(order)) {
        const tn_value in = tn_value_tensor(self);
        self = tni_temporary(c, tni_real_of(dtype), self->ndim, self->sizes);
        if (!self || !tni_elementwise(c, TN_EW_abs, dtype, self, &in, 1)) {
            return false;
        }
    }
    return tni_reduce(c, TN_REDUCE_NORM, self, order);
}
