/* clip.c: the norm of all gradients, and bounding it. The norm is taken per parameter and then
 * combined in the order of names, so that it does not depend on the order of registration. */
#include <tenon/ops.h>
#include <tenon/optim.h>

#include "tensor/named.h"

#include <math.h>
#include <stdlib.h>

static int by_name(const void *a, const void *b) {
    return strcmp((*(const tn_named *const *)a)->name, (*(const tn_named *const *)b)->name);
}

static double total_norm(tn_named_list parameters) {
    if (!tni_named_check(parameters)) {
        return NAN;
    }
    const tn_named **order = tni_host_alloc(((size_t)parameters.count + 1) * sizeof *order);
    if (!order) {
        return NAN;
    }
    for (int64_t i = 0; i < parameters.count; i++) {
        order[i] = &parameters.data[i];
    }
    qsort(order, (size_t)parameters.count, sizeof *order, by_name);
    double sum = 0;
    for (int64_t i = 0; i < parameters.count; i++) {
        tn_tensor *grad = tn_grad(order[i]->tensor);
        if (grad) {
            const double norm = tn_item(tn_linalg_vector_norm(grad));
            sum += norm * norm;
        }
    }
    tni_host_free(order);
    return tni_pending() == TN_OK ? sqrt(sum) : NAN;
}

double tn_clip_grad_norm(tn_named_list parameters, double max_norm) {
    if (tni_pending() != TN_OK) {
        return NAN;
    }
    TNI_CALL("clip_grad_norm", ((tn_site){0}));
    TN_SCOPE(scope);
    TN_NO_GRAD(quiet);
    const double norm = total_norm(parameters);
    const double factor = max_norm / (norm + 1e-6);
    for (int64_t i = 0; max_norm > 0 && !(factor >= 1) && i < parameters.count; i++) {
        tn_tensor *grad = tn_grad(parameters.data[i].tensor);
        if (grad) {
            tn_mul_(grad, factor);
        }
    }
    return tni_pending() == TN_OK ? norm : NAN;
}

tn_status tn_clip_grad_value(tn_named_list parameters, double limit) {
    TNI_CALL("clip_grad_value", ((tn_site){0}));
    if (tni_pending() != TN_OK) {
        return tni_pending();
    }
    if (!(limit >= 0)) {
        return tni_fail(TN_ERR_ARGUMENT, "limit must not be negative, got %g", limit);
    }
    TN_SCOPE(scope);
    TN_NO_GRAD(quiet);
    for (int64_t i = 0; i < parameters.count; i++) {
        tn_tensor *grad = tn_grad(parameters.data[i].tensor);
        if (grad) {
            tn_clamp_(grad, .min = TN_NUM(-limit), .max = TN_NUM(limit));
        }
    }
    return tni_pending();
}
