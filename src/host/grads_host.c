/* grads_host.c: the norm of many gradients together, and scaling them all: by the kernels that
 * reductions and products run, tensor by tensor, so that the bits are theirs. */
#include "host/host.h"

#include <math.h>

static int norm_of(const tn_k_grads_tensor *t, double *norm) {
    const tn_dtype real = tni_real_of((tn_dtype)t->dtype);
    _Alignas(16) char element[16];
    tn_k_reduce block = {.code = TN_REDUCE_NORM,
                         .in_dtype = t->dtype,
                         .out_dtype = (uint8_t)real,
                         .kept_numel = 1,
                         .reduced_numel = t->numel,
                         .reduced_ndim = t->numel == 1 ? 0 : 1,
                         .in = t->data,
                         .out = element,
                         .param = 2};
    block.reduced_extents[0] = t->numel;
    block.reduced_strides[0] = 1;
    const int status = tni_host_reduce(&block, NULL);
    *norm = status == TN_OK ? tni_value_real(tni_load_value(element, real)) : NAN;
    return status;
}

static int take_norm(const tn_k_grads *p) {
    double sum = 0;
    for (int64_t i = 0; i < p->n; i++) {
        double norm;
        const int status = norm_of(&p->tensors[i], &norm);
        if (status != TN_OK) {
            return status;
        }
        sum += norm * norm;
    }
    const double norm = sqrt(sum), factor = p->max_norm / (norm + 1e-6);
    p->total[0] = norm;
    p->total[1] = p->max_norm > 0 && !(factor >= 1) ? factor : 1;
    return TN_OK;
}

static int scale_one(const tn_k_grads_tensor *t, double factor) {
    tn_k_elementwise block = {.code = TN_EW_mul,
                              .n_in = 2,
                              .compute = t->dtype,
                              .dtype = {t->dtype, t->dtype, t->dtype},
                              .ndim = 1,
                              .numel = t->numel,
                              .data = {t->data, t->data, NULL},
                              .extents = {t->numel},
                              .strides = {{1}, {1}, {0}},
                              .numbers = 1u << 2};
    tni_store_value(block.number[2], (tn_dtype)t->dtype, tn_value_float(factor));
    block.data[2] = block.number[2];
    return t->numel > 0 ? tni_host_elementwise(&block, NULL) : TN_OK;
}

static int scale(const tn_k_grads *p) {
    int status = TN_OK;
    for (int64_t i = 0; i < p->n && status == TN_OK && p->total[1] != 1; i++) {
        status = scale_one(&p->tensors[i], p->total[1]);
    }
    return status;
}

int tni_host_grads(const void *params, void *stream) {
    (void)stream;
    const tn_k_grads *p = params;
    return p->code == TN_GRADS_NORM ? take_norm(p) : scale(p);
}
