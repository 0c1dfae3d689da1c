/* norm_op.c: layer, group, RMS and batch normalisation. The first three are rows of one kernel
 * (native_norm); batch normalisation is composed, since its rows lie across the batch. Half floats
 * compute in f32; mean and rstd of native_norm are f32 then. */
#include "ops/op.h"

static tn_dtype kernel_dtype(const tn_tensor *t) {
    return t->dtype == TN_F64 ? TN_F64 : TN_F32;
}

/* ---- native_norm(input, weight, bias, n, channels, repeat, eps, rms) ------------------------- */

/* n, channels and repeat at arguments first to first + 2. */
static bool take_shape(const tni_call *c, int first, const tn_tensor *input, tn_k_norm *p) {
    p->n = tni_int_arg(c, first);
    p->channels = tni_int_arg(c, first + 1);
    p->repeat = tni_int_arg(c, first + 2);
    const bool fits = p->n > 0 && p->channels > 0 && p->repeat > 0 && p->n % p->repeat == 0 &&
                      input->numel % p->n == 0 && input->numel / p->n % p->channels == 0;
    if (!fits) {
        tni_fail(TN_ERR_SHAPE, "rows of %lld (channels %lld, repeat %lld) must divide shape %s",
                 (long long)p->n, (long long)p->channels, (long long)p->repeat,
                 tni_shape_text(input->sizes, input->ndim));
        return false;
    }
    p->rows = input->numel / p->n;
    return true;
}

static bool fits_rows(const tn_tensor *t, const tn_k_norm *p, const tn_tensor *input,
                      const char *name) {
    const int64_t wanted = p->channels * (p->n / p->repeat);
    if (!t || (t->numel == wanted && t->dtype == input->dtype)) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "%s must be %lld elements of %s, got shape %s of %s", name,
             (long long)wanted, tn_dtype_name((tn_dtype)input->dtype),
             tni_shape_text(t->sizes, t->ndim), tn_dtype_name((tn_dtype)t->dtype));
    return false;
}

bool tni_infer_native_norm(tni_call *c) {
    const tn_tensor *input = tni_tensor_arg(c, 0);
    tn_k_norm p;
    if (!tni_check_dtype(c, (tn_dtype)input->dtype) || !take_shape(c, 3, input, &p) ||
        !fits_rows(tni_tensor_arg(c, 1), &p, input, "weight") ||
        !fits_rows(tni_tensor_arg(c, 2), &p, input, "bias")) {
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)input->dtype, input->ndim, input->sizes);
    tni_set_meta(c, 1, kernel_dtype(input), 1, &p.rows);
    tni_set_meta(c, 2, kernel_dtype(input), 1, &p.rows);
    return true;
}

/* A contiguous operand of the kernel's dtype; NULL for NULL. */
static const void *operand(tni_call *c, const tn_tensor *t, tn_dtype dtype, tni_operands *o) {
    tn_tensor *ready = t ? tni_cast_contiguous(c, t, dtype) : NULL;
    if (!ready) {
        return NULL;
    }
    tni_reads(o, ready);
    return tni_ptr(ready);
}

/* c->out[k], or a temporary of the kernel's dtype that stands for it. */
static tn_tensor *target(tni_call *c, int k, tn_dtype dtype) {
    tn_tensor *out = c->out[k];
    return out->dtype == dtype ? out : tni_temporary(c, dtype, out->ndim, out->sizes);
}

static bool settle(tni_call *c, int k, tn_tensor *t) {
    return t == c->out[k] || tni_copy(c, c->out[k], t);
}

bool tni_run_native_norm(tni_call *c) {
    const tn_tensor *input = tni_tensor_arg(c, 0);
    const tn_dtype dtype = kernel_dtype(input);
    tn_k_norm p = {.code = TN_NORM_FORWARD,
                   .dtype = (uint8_t)dtype,
                   .eps = tni_float_arg(c, 6),
                   .rms = tni_bool_arg(c, 7)};
    tn_tensor *out = target(c, 0, dtype);
    if (!out || !take_shape(c, 3, input, &p)) {
        return false;
    }
    tni_operands o = {0};
    p.in = operand(c, input, dtype, &o);
    p.weight = operand(c, tni_tensor_arg(c, 1), dtype, &o);
    p.bias = operand(c, tni_tensor_arg(c, 2), dtype, &o);
    p.out = tni_ptr(out);
    p.mean = tni_ptr(c->out[1]);
    p.rstd = tni_ptr(c->out[2]);
    tni_writes(&o, out);
    tni_writes(&o, c->out[1]);
    tni_writes(&o, c->out[2]);
    return tni_pending() == TN_OK && (p.rows == 0 || tni_launch_with_workspace(c, norm, &p, &o)) &&
           settle(c, 0, out);
}

/* ---- native_norm_backward(grad, input, mean, rstd, weight, n, channels, repeat, rms) --------- */

bool tni_infer_native_norm_backward(tni_call *c) {
    const tn_tensor *grad = tni_tensor_arg(c, 0), *input = tni_tensor_arg(c, 1);
    tn_k_norm p;
    if (!tni_check_dtype(c, (tn_dtype)grad->dtype) || !take_shape(c, 5, input, &p) ||
        !fits_rows(tni_tensor_arg(c, 4), &p, input, "weight")) {
        return false;
    }
    if (grad->dtype != input->dtype || grad->numel != input->numel ||
        tni_tensor_arg(c, 2)->numel != p.rows || tni_tensor_arg(c, 3)->numel != p.rows) {
        tni_fail(TN_ERR_SHAPE, "grad %s must be like input %s, mean and rstd one for each row",
                 tni_shape_text(grad->sizes, grad->ndim),
                 tni_shape_text(input->sizes, input->ndim));
        return false;
    }
    const int64_t width = p.channels * (p.n / p.repeat);
    tni_set_meta(c, 0, (tn_dtype)input->dtype, input->ndim, input->sizes);
    tni_set_meta(c, 1, (tn_dtype)input->dtype, 1, &width);
    tni_set_meta(c, 2, (tn_dtype)input->dtype, 1, &width);
    return true;
}

bool tni_run_native_norm_backward(tni_call *c) {
    const tn_tensor *input = tni_tensor_arg(c, 1);
    const tn_dtype dtype = kernel_dtype(input);
    tn_k_norm p = {.code = TN_NORM_BACKWARD, .dtype = (uint8_t)dtype, .rms = tni_bool_arg(c, 8)};
    tn_tensor *out = target(c, 0, dtype), *weight = target(c, 1, dtype),
              *bias = target(c, 2, dtype);
    if (!out || !weight || !bias || !take_shape(c, 5, input, &p)) {
        return false;
    }
    tni_operands o = {0};
    p.grad = operand(c, tni_tensor_arg(c, 0), dtype, &o);
    p.in = operand(c, input, dtype, &o);
    p.mean = (void *)operand(c, tni_tensor_arg(c, 2), dtype, &o);
    p.rstd = (void *)operand(c, tni_tensor_arg(c, 3), dtype, &o);
    p.weight = operand(c, tni_tensor_arg(c, 4), dtype, &o);
    p.out = tni_ptr(out);
    p.grad_weight = tni_ptr(weight);
    p.grad_bias = tni_ptr(bias);
    tni_writes(&o, out);
    tni_writes(&o, weight);
    tni_writes(&o, bias);
    return tni_pending() == TN_OK && tni_launch_with_workspace(c, norm, &p, &o) &&
           settle(c, 0, out) && settle(c, 1, weight) && settle(c, 2, bias);
}

/* ---- Layer, RMS and group norm --------------------------------------------------------------- */

/* Elements of the last dims, which must be `shape`; -1 with an error. */
static int64_t row_length(const tn_tensor *input, tn_ints shape) {
    bool fits = shape.count > 0 && shape.count <= input->ndim;
    int64_t n = 1;
    for (int64_t i = 0; fits && i < shape.count; i++) {
        fits = input->sizes[input->ndim - shape.count + i] == shape.data[i];
        n *= shape.data[i];
    }
    if (!fits) {
        tni_fail(TN_ERR_SHAPE, "normalized_shape %s must be the last sizes of input %s",
                 tni_shape_text(shape.data, (int)shape.count),
                 tni_shape_text(input->sizes, input->ndim));
        return -1;
    }
    return n;
}

static bool same_as_shape(const tn_tensor *t, tn_ints shape, const char *name) {
    if (!t || (t->ndim == shape.count &&
               memcmp(t->sizes, shape.data, (size_t)shape.count * sizeof(int64_t)) == 0)) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "%s of shape %s must have normalized_shape %s", name,
             tni_shape_text(t->sizes, t->ndim), tni_shape_text(shape.data, (int)shape.count));
    return false;
}

static bool compose_rows(tni_call *c, tn_tensor *bias, double eps, bool rms) {
    tn_tensor *input = tni_tensor_arg(c, 0), *weight = tni_tensor_arg(c, 2);
    const tn_ints shape = tni_ints_arg(c, 1);
    const int64_t n = row_length(input, shape);
    if (n < 0 || !same_as_shape(weight, shape, "weight") || !same_as_shape(bias, shape, "bias")) {
        return false;
    }
    if (input->numel == 0) {
        c->out[0] = tn_clone(input);
        return c->out[0] != NULL;
    }
    c->out[0] = tn_native_norm(input, weight ? tn_reshape(weight, TN_SHAPE(-1)) : NULL,
                               bias ? tn_reshape(bias, TN_SHAPE(-1)) : NULL, n, 1, 1, eps, rms)
                    .result;
    return c->out[0] != NULL;
}

/* layer_norm(input, normalized_shape, weight, bias, eps) */
bool tni_compose_layer_norm(tni_call *c) {
    return compose_rows(c, tni_tensor_arg(c, 3), tni_float_arg(c, 4), false);
}

/* rms_norm(input, normalized_shape, weight, eps) */
bool tni_compose_rms_norm(tni_call *c) {
    return compose_rows(c, NULL, tni_float_arg(c, 3), true);
}

/* group_norm(input, num_groups, weight, bias, eps) over [N, C, ...] */
bool tni_compose_group_norm(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0);
    const int64_t groups = tni_int_arg(c, 1);
    if (input->ndim < 2 || groups < 1 || input->sizes[1] % groups != 0) {
        tni_fail(TN_ERR_SHAPE, "input %s needs a channel dim that num_groups %lld divides",
                 tni_shape_text(input->sizes, input->ndim), (long long)groups);
        return false;
    }
    if (input->numel == 0) {
        c->out[0] = tn_clone(input);
        return c->out[0] != NULL;
    }
    const int64_t channels = input->sizes[1];
    const int64_t repeat = input->numel / (input->sizes[0] * channels);
    c->out[0] =
        tn_native_norm(input, tni_tensor_arg(c, 2), tni_tensor_arg(c, 3),
                       channels / groups * repeat, groups, repeat, tni_float_arg(c, 4), false)
            .result;
    return c->out[0] != NULL;
}

/* ---- Batch norm ------------------------------------------------------------------------------ */

/* A [C] tensor as [1, C, 1, …] beside an input of ndim dims. */
static tn_tensor *beside(tn_tensor *t, int ndim) {
    int64_t sizes[TN_MAX_DIMS];
    for (int d = 0; d < ndim; d++) {
        sizes[d] = d == 1 ? -1 : 1;
    }
    return tn_view(t, ((tn_ints){sizes, ndim}));
}

static bool channel_vector(const tni_call *c, int i, int64_t channels) {
    const tn_tensor *t = tni_tensor_arg(c, i);
    if (!t || (t->ndim == 1 && t->sizes[0] == channels)) {
        return true;
    }
    tni_fail(TN_ERR_SHAPE, "%s of shape %s must be [%lld]", c->op->args[i].name,
             tni_shape_text(t->sizes, t->ndim), (long long)channels);
    return false;
}

/* running = (1 - momentum) * running + momentum * batch; the variance without bias. */
static void update_running(tn_tensor *mean, tn_tensor *var, tn_tensor *batch_mean,
                           tn_tensor *batch_var, double momentum, double n) {
    TN_NO_GRAD(quiet);
    if (mean) {
        tn_lerp_(mean, tn_to(tn_reshape(batch_mean, TN_SHAPE(-1)), .dtype = tn_dtype_of(mean)),
                 momentum);
    }
    if (var) {
        tn_tensor *unbiased = tn_mul(tn_reshape(batch_var, TN_SHAPE(-1)), n / (n > 1 ? n - 1 : 1));
        tn_lerp_(var, tn_to(unbiased, .dtype = tn_dtype_of(var)), momentum);
    }
}

/* batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps) */
bool tni_compose_batch_norm(tni_call *c) {
    tn_tensor *input = tni_tensor_arg(c, 0);
    tn_tensor *running_mean = tni_tensor_arg(c, 1), *running_var = tni_tensor_arg(c, 2);
    tn_tensor *weight = tni_tensor_arg(c, 3), *bias = tni_tensor_arg(c, 4);
    const bool training = tni_bool_arg(c, 5);
    const int ndim = input->ndim;
    if (ndim < 2 || !tni_check_dtype(c, (tn_dtype)input->dtype)) {
        return ndim >= 2 ? false
                         : (tni_fail(TN_ERR_SHAPE, "input must be [N, C, ...], got shape %s",
                                     tni_shape_text(input->sizes, ndim)),
                            false);
    }
    for (int i = 1; i <= 4; i++) {
        if (!channel_vector(c, i, input->sizes[1])) {
            return false;
        }
    }
    if (!training && (!running_mean || !running_var)) {
        tni_fail(TN_ERR_ARGUMENT, "without training, running_mean and running_var are needed");
        return false;
    }
    tn_tensor *mean, *var;
    if (training) {
        int64_t dims[TN_MAX_DIMS] = {0};
        for (int d = 2; d < ndim; d++) {
            dims[d - 1] = d;
        }
        const tn_ints over = {dims, ndim - 1};
        const int64_t per_channel = input->numel / (input->sizes[1] ? input->sizes[1] : 1);
        mean = tn_mean(input, .dim = over, .keepdim = true);
        var = tn_var(input, .dim = over, .keepdim = true, .correction = TN_NUM(0));
        update_running(running_mean, running_var, mean, var, tni_float_arg(c, 6),
                       (double)per_channel);
    } else {
        mean = beside(running_mean, ndim);
        var = beside(running_var, ndim);
    }
    tn_tensor *scale = tn_rsqrt(tn_add(var, tni_float_arg(c, 7)));
    scale = weight ? tn_mul(scale, beside(weight, ndim)) : scale;
    tn_tensor *out = tn_mul(tn_sub(input, mean), scale);
    out = bias ? tn_add(out, beside(bias, ndim)) : out;
    c->out[0] = tn_to(out, .dtype = (tn_dtype)input->dtype);
    return c->out[0] != NULL;
}
