/* softmax_op.c: softmax and log_softmax along one dim. Half floats compute in f32. */
#include "ops/op.h"

/* A .dtype argument (number 2) casts first, as in PyTorch. */
bool tni_infer_softmax(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    const tn_dtype given = tni_dtype_arg(c, 2);
    const tn_dtype dtype = given != TN_DTYPE_NONE ? given : (tn_dtype)self->dtype;
    int dim;
    if (!tni_wrap_dim(tni_int_arg(c, 1), self->ndim, &dim) || !tni_check_dtype(c, dtype)) {
        return false;
    }
    tni_set_meta(c, 0, dtype, self->ndim, self->sizes);
    return true;
}

/* in and y as [outer, n, inner] around dim, in the kernel's dtype. */
static bool launch(tni_call *c, tn_softmax_code code, int64_t wanted_dim, const tn_tensor *in,
                   const tn_tensor *y) {
    tn_tensor *out = c->out[0];
    const tn_dtype dtype = out->dtype == TN_F64 ? TN_F64 : TN_F32;
    tn_tensor *x = tni_cast_contiguous(c, in, dtype);
    tn_tensor *result = y ? tni_cast_contiguous(c, y, dtype) : NULL;
    tn_tensor *target = out->dtype == dtype ? out : tni_temporary(c, dtype, out->ndim, out->sizes);
    int dim;
    if (!x || (y && !result) || !target || !tni_wrap_dim(wanted_dim, x->ndim, &dim)) {
        return false;
    }
    tn_k_softmax p = {.code = (uint8_t)code,
                      .dtype = (uint8_t)dtype,
                      .outer = 1,
                      .n = x->ndim ? x->sizes[dim] : 1,
                      .inner = 1,
                      .in = tni_ptr(x),
                      .y = result ? tni_ptr(result) : NULL,
                      .out = tni_ptr(target)};
    for (int d = 0; d < x->ndim; d++) {
        p.outer *= d < dim ? x->sizes[d] : 1;
        p.inner *= d > dim ? x->sizes[d] : 1;
    }
    tni_operands o = {0};
    tni_writes(&o, target);
    tni_reads(&o, x);
    if (result) {
        tni_reads(&o, result);
    }
    return out->numel == 0 ||
           (tni_launch(c, softmax, &p, &o) && (target == out || tni_copy(c, out, target)));
}

bool tni_run_softmax(tni_call *c) {
    return launch(c, TN_SOFTMAX, tni_int_arg(c, 1), tni_tensor_arg(c, 0), NULL);
}

bool tni_run_log_softmax(tni_call *c) {
    return launch(c, TN_LOG_SOFTMAX, tni_int_arg(c, 1), tni_tensor_arg(c, 0), NULL);
}

/* (grad, output, dim) */
bool tni_infer_softmax_backward(tni_call *c) {
    const tn_tensor *grad = tni_tensor_arg(c, 0), *output = tni_tensor_arg(c, 1);
    int dim;
    if (!tni_check_dtype(c, (tn_dtype)grad->dtype) ||
        !tni_wrap_dim(tni_int_arg(c, 2), grad->ndim, &dim)) {
        return false;
    }
    if (grad->dtype != output->dtype || grad->ndim != output->ndim ||
        memcmp(grad->sizes, output->sizes, (size_t)grad->ndim * sizeof(int64_t)) != 0) {
        tni_fail(TN_ERR_SHAPE, "grad (%s of %s) and output (%s of %s) must be alike",
                 tni_shape_text(grad->sizes, grad->ndim), tn_dtype_name((tn_dtype)grad->dtype),
                 tni_shape_text(output->sizes, output->ndim),
                 tn_dtype_name((tn_dtype)output->dtype));
        return false;
    }
    tni_set_meta(c, 0, (tn_dtype)grad->dtype, grad->ndim, grad->sizes);
    return true;
}

bool tni_run_softmax_backward(tni_call *c) {
    return launch(c, TN_SOFTMAX_BACKWARD, tni_int_arg(c, 2), tni_tensor_arg(c, 0),
                  tni_tensor_arg(c, 1));
}

bool tni_run_log_softmax_backward(tni_call *c) {
    return launch(c, TN_LOG_SOFTMAX_BACKWARD, tni_int_arg(c, 2), tni_tensor_arg(c, 0),
                  tni_tensor_arg(c, 1));
}

bool tni_compose_softmin(tni_call *c) {
    c->out[0] =
        tn_softmax(tn_neg(tni_tensor_arg(c, 0)), tni_int_arg(c, 1), .dtype = tni_dtype_arg(c, 2));
    return c->out[0] != NULL;
}
