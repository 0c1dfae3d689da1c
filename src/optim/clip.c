/* clip.c: the norm of all gradients, and bounding it. The norm is taken per parameter and then
 * combined in the order of names, so that it does not depend on the order of registration.
 *
 * All gradients of a device are one launch for the norm and one for scaling, which reads its factor
 * where the norm left it: nobody has to wait. */
#include <tenon/ops.h>
#include <tenon/optim.h>

#include "ops/op.h"
#include "tensor/named.h"

#include <math.h>
#include <stdlib.h>

/* ---- Gradients ------------------------------------------------------------------------------- */

typedef struct gradients {
    tn_tensor **of; /* in the order of the parameters' names */
    int64_t n;
    tn_device device; /* of the first; where the norm is taken */
} gradients;

static int by_name(const void *a, const void *b) {
    return strcmp((*(const tn_named *const *)a)->name, (*(const tn_named *const *)b)->name);
}

static bool list_gradients(tn_named_list parameters, gradients *out) {
    if (!tni_named_check(parameters)) {
        return false;
    }
    const size_t room = (size_t)parameters.count + 1;
    const tn_named **order = tni_scope_bytes(room * sizeof *order);
    *out = (gradients){.of = tni_scope_bytes(room * sizeof(tn_tensor *))};
    if (!order || !out->of) {
        return false;
    }
    for (int64_t i = 0; i < parameters.count; i++) {
        order[i] = &parameters.data[i];
    }
    qsort(order, (size_t)parameters.count, sizeof *order, by_name);
    for (int64_t i = 0; i < parameters.count; i++) {
        tn_tensor *grad = tn_grad(order[i]->tensor);
        if (grad && tni_may_change(grad)) {
            out->of[out->n++] = grad;
        }
    }
    out->device = out->n > 0             ? tn_device_of(out->of[0])
                  : parameters.count > 0 ? tn_device_of(parameters.data[0].tensor)
                                         : tn_default_device();
    return tni_pending() == TN_OK;
}

/* A launch with all of the gradients, or with some. */
typedef struct batch {
    tn_k_grads_tensor *tensors;
    tni_stamps **stamps;
    int64_t n;
} batch;

static bool open_batch(batch *b, int64_t most) {
    enum { BESIDES = 2 }; /* the total and the workspace */
    *b = (batch){.tensors = tni_scope_bytes(((size_t)most + 1) * sizeof(tn_k_grads_tensor)),
                 .stamps = tni_scope_bytes(((size_t)most + BESIDES) * sizeof(tni_stamps *))};
    return b->tensors && b->stamps;
}

static void add(batch *b, const tn_tensor *t) {
    b->tensors[b->n++] =
        (tn_k_grads_tensor){.data = tni_ptr(t), .numel = t->numel, .dtype = t->dtype};
}

static bool submit(const tn_k_grads *p, tn_device device, tni_stamps *const *stamps, int64_t n,
                   int64_t n_written) {
    return tni_submit(&(tni_launch_record){.op = "clip_grad_norm",
                                           .device = device,
                                           .family = TN_K_grads,
                                           .params = p,
                                           .bytes = sizeof *p,
                                           .operands = stamps,
                                           .n_operands = (uint32_t)n,
                                           .n_written = (uint32_t)n_written});
}

/* ---- The norm -------------------------------------------------------------------------------- */

/* The norm and the factor, f64 on the gradients' device; NULL with an error. */
static tn_tensor *take_norm(const gradients *g, double max_norm) {
    const tn_tensor **read = tni_scope_bytes(((size_t)g->n + 1) * sizeof *read);
    tn_tensor *total = tni_new(
        &(tni_meta){.dtype = TN_F64, .device = g->device, .shape = {.ndim = 1, .sizes = {2}}});
    batch b;
    if (!read || !total || !open_batch(&b, g->n)) {
        return NULL;
    }
    for (int64_t i = 0; i < g->n; i++) {
        read[i] = tn_contiguous(tn_to(g->of[i], .device = g->device));
        if (!read[i]) {
            return NULL;
        }
        add(&b, read[i]);
    }
    tn_k_grads p = {.code = TN_GRADS_NORM,
                    .max_norm = max_norm,
                    .n = b.n,
                    .tensors = b.tensors,
                    .total = (double *)(void *)tni_ptr(total)};
    const tni_call call = {.device = g->device};
    tni_operands o = {.n = 0};
    tni_writes(&o, total);
    if (!tni_workspace(&call, TN_K_grads, &p, &p.workspace, &o)) {
        return NULL;
    }
    int64_t n = o.n_written;
    memcpy(b.stamps, o.at, (size_t)n * sizeof *b.stamps);
    for (int64_t i = 0; i < g->n; i++) {
        b.stamps[n++] = &read[i]->storage->stamps;
    }
    return submit(&p, g->device, b.stamps, n, o.n_written) ? total : NULL;
}

static tn_tensor *number(tn_tensor *total, int64_t which) {
    return tni_view(total, 0, NULL, NULL, which);
}

/* ---- Scaling --------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const uintptr_t x = (uintptr_t)((const tn_k_grads_tensor *)a)->data,
                    y = (uintptr_t)((const tn_k_grads_tensor *)b)->data;
    return (x > y) - (x < y);
}

/* Of a gradient that two parameters share one entry stays. */
static int64_t drop_copies(tn_k_grads_tensor *tensors, int64_t n) {
    int64_t kept = 0;
    qsort(tensors, (size_t)n, sizeof *tensors, by_place);
    for (int64_t i = 0; i < n; i++) {
        if (kept == 0 || tensors[kept - 1].data != tensors[i].data) {
            tensors[kept++] = tensors[i];
        }
    }
    return kept;
}

/* The gradients that are dense and on the norm's device with one launch, others one by one. */
static bool scale(const gradients *g, tn_tensor *total) {
    batch b;
    if (!open_batch(&b, g->n)) {
        return false;
    }
    for (int64_t i = 0; i < g->n; i++) {
        tn_tensor *grad = g->of[i];
        const bool here = tni_same_device(tn_device_of(grad), g->device);
        if (here && tn_is_contiguous(grad)) {
            b.stamps[b.n] = &grad->storage->stamps;
            add(&b, grad);
            tni_written(grad, "clip_grad_norm", (tn_site){0});
        } else if (!tn_mul_(grad, tn_to(number(total, 1), .device = tn_device_of(grad)))) {
            return false;
        }
    }
    const int64_t n_written = b.n;
    b.stamps[n_written] = &total->storage->stamps;
    const tn_k_grads p = {.code = TN_GRADS_SCALE,
                          .n = drop_copies(b.tensors, b.n),
                          .tensors = b.tensors,
                          .total = (double *)(void *)tni_ptr(total)};
    return p.n == 0 || submit(&p, g->device, b.stamps, n_written + 1, n_written);
}

/* ---- Public ---------------------------------------------------------------------------------- */

static tn_tensor *clip(tn_named_list parameters, double max_norm) {
    TN_SCOPE(scope);
    TN_NO_GRAD(quiet);
    gradients g;
    tn_tensor *total = list_gradients(parameters, &g) ? take_norm(&g, max_norm) : NULL;
    const bool fine = total && (!(max_norm > 0) || scale(&g, total));
    return fine && tni_pending() == TN_OK ? tn_escape(&scope, number(total, 0)) : NULL;
}

tn_tensor *tn_clip_grad_norm_tensor(tn_named_list parameters, double max_norm) {
    TNI_CALL("clip_grad_norm_tensor", ((tn_site){0}));
    return tni_pending() == TN_OK ? clip(parameters, max_norm) : NULL;
}

double tn_clip_grad_norm(tn_named_list parameters, double max_norm) {
    if (tni_pending() != TN_OK) {
        return NAN;
    }
    TNI_CALL("clip_grad_norm", ((tn_site){0}));
    TN_SCOPE(scope);
    const double norm = tn_item(clip(parameters, max_norm));
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
