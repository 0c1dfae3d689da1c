/* scan_op.c: running sums, products and extremes along one dim. */
#include "ops/op.h"

/* (self, dim, dtype): self's shape, the dtype by the rule. */
bool tni_infer_scan(tni_call *c) {
    int dim;
    return tni_wrap_dim(tni_int_arg(c, 1), tni_tensor_arg(c, 0)->ndim, &dim) && tni_infer_same(c);
}

bool tni_infer_scan_pair(tni_call *c) {
    const tn_tensor *self = tni_tensor_arg(c, 0);
    if (!tni_infer_scan(c)) {
        return false;
    }
    tni_set_meta(c, 1, TN_I64, self->ndim, self->sizes);
    return true;
}

static bool launch(tni_call *c, tn_scan_code code) {
    tn_tensor *out = c->out[0];
    tn_tensor *in = tni_cast_contiguous(c, tni_tensor_arg(c, 0), (tn_dtype)out->dtype);
    int dim;
    if (!in || !tni_wrap_dim(tni_int_arg(c, 1), in->ndim, &dim)) {
        return false;
    }
    tn_k_scan p = {.code = (uint8_t)code,
                   .in_dtype = in->dtype,
                   .out_dtype = out->dtype,
                   .outer = 1,
                   .size = in->ndim ? in->sizes[dim] : 1,
                   .inner = 1,
                   .in = tni_ptr(in),
                   .out = tni_ptr(out),
                   .indices = c->n_out > 1 ? (int64_t *)tni_ptr(c->out[1]) : NULL};
    for (int d = 0; d < in->ndim; d++) {
        p.outer *= d < dim ? in->sizes[d] : 1;
        p.inner *= d > dim ? in->sizes[d] : 1;
    }
    tni_operands o = {0};
    tni_writes_results(&o, c);
    tni_reads(&o, in);
    return out->numel == 0 || tni_launch_with_workspace(c, scan, &p, &o);
}

bool tni_run_cumsum(tni_call *c) {
    return launch(c, TN_SCAN_SUM);
}

bool tni_run_cumprod(tni_call *c) {
    return launch(c, TN_SCAN_PROD);
}

bool tni_run_logcumsumexp(tni_call *c) {
    return launch(c, TN_SCAN_LOGSUMEXP);
}

bool tni_run_cummax(tni_call *c) {
    return launch(c, TN_SCAN_MAX);
}

bool tni_run_cummin(tni_call *c) {
    return launch(c, TN_SCAN_MIN);
}
