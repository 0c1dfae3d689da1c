/* accumulate.c: adding a gradient to what a leaf has already.
 *
 * The first gradient of a leaf takes over the buffer that the pass computed, when nobody else can
 * see it; later ones are added in place, so that a pointer to the gradient stays valid over steps.
 * While the backward pass itself is recorded nothing is changed in place. */
#include "autograd/tape.h"

/* The pass holds the only handle on memory that holds exactly this tensor. */
static bool can_take_over(const tn_tensor *grad) {
    const tni_storage *storage = grad->storage;
    return atomic_load(&grad->refs) == 1 && atomic_load(&storage->refs) == 1 && !grad->autograd &&
           !storage->deleter && grad->offset == 0 && (grad->flags & TNI_CONTIGUOUS) &&
           storage->bytes == grad->numel * (int64_t)tn_dtype_bytes((tn_dtype)grad->dtype);
}

/* The gradient to keep, with a count of its own. */
static tn_tensor *first_gradient(tn_tensor *grad, bool create_graph) {
    if (!create_graph && can_take_over(grad)) {
        return tn_keep(grad);
    }
    tn_tensor *copy = tn_clone(grad);
    return copy ? tn_keep(copy) : NULL;
}

static bool add_to(tni_variable *v, tn_tensor *grad, bool create_graph) {
    if (!v->grad) {
        v->grad = first_gradient(grad, create_graph);
        return v->grad != NULL;
    }
    if (!create_graph) {
        return tn_add_(v->grad, grad) != NULL;
    }
    tn_tensor *sum = tn_add(v->grad, grad);
    if (!sum) {
        return false;
    }
    tn_tensor *former = v->grad;
    v->grad = tn_keep(sum);
    tn_drop(former);
    return true;
}

bool tni_accumulate(tn_tensor *leaf, tn_tensor *grad, bool create_graph) {
    if (!tni_may_change(leaf)) {
        return false;
    }
    tni_variable *v = tni_variable_of(leaf);
    TN_SCOPE(scope);
    tni_leaf_lock(leaf);
    v = v ? v : tni_variable_make(leaf);
    const bool done = v && add_to(v, grad, create_graph);
    tni_leaf_unlock(leaf);
    if (done && v->accumulated) {
        tni_hooks_run_accumulated(v->accumulated, leaf);
    }
    return done && tni_pending() == TN_OK;
}
